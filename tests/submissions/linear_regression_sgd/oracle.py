import numpy as np


def linear_regression_sgd(x, y, order, lr):
    """The gradient by complex steps of the loss itself: the imaginary part over a step far below rounding."""
    tiny = 1e-40
    theta = np.zeros(x.shape[1] + 1)
    for i in order:
        gradient = np.empty_like(theta)
        for j in range(len(theta)):
            moved = theta.astype(complex)
            moved[j] += 1j * tiny
            loss = (x[i].astype(float) @ moved[:-1] + moved[-1] - float(y[i])) ** 2 / 2
            gradient[j] = loss.imag / tiny
        theta = theta - lr * gradient
    return theta[:-1].astype(x.dtype), float(theta[-1])
