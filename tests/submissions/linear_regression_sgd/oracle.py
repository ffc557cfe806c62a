import torch


def linear_regression_sgd(x, y, order, lr):
    """Autograd and torch.optim.SGD."""
    import numpy as np

    inputs, targets = torch.tensor(np.array(x)), torch.tensor(np.array(y))
    w = torch.zeros(x.shape[1], dtype=inputs.dtype, requires_grad=True)
    b = torch.zeros((), dtype=inputs.dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for i in order:
        optimizer.zero_grad()
        (0.5 * (inputs[int(i)] @ w + b - targets[int(i)]) ** 2).backward()
        optimizer.step()
    return w.detach().numpy(), b.item()
