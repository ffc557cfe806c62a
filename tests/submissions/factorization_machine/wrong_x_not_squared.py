import numpy as np


def factorization_machine(x, w0, w, v):
    a = np.square(np.dot(x, v)).sum(axis=1)
    b = np.dot(x, np.square(v)).sum(axis=1)
    return w0 + np.dot(x, w) + (a - b) / 2
