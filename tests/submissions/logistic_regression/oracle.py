import numpy as np
import torch


def logistic_regression(x, y, lr, steps, l2=0.0):
    """Autograd through binary_cross_entropy_with_logits."""
    inputs = torch.tensor(np.array(x))
    targets = torch.tensor(np.array(y)).to(inputs.dtype)
    w = torch.zeros(x.shape[1], dtype=inputs.dtype, requires_grad=True)
    b = torch.zeros((), dtype=inputs.dtype, requires_grad=True)
    for _ in range(steps):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(inputs @ w + b, targets) + l2 / 2 * w @ w
        dw, db = torch.autograd.grad(loss, [w, b])
        with torch.no_grad():
            w -= lr * dw
            b -= lr * db
    return w.detach().numpy(), b.item()
