"""Factorization machine (S. Rendle, "Factorization Machines", ICDM 2010, lemma 3.1).

All ordered pairs together are a square, (sum_i v_i x_i)^2. Taking off the pairs of a feature with itself leaves every
unordered pair twice:

    sum_{i<j} <v_i, v_j> x_i x_j = 1/2 sum_k [ (sum_i v_ik x_i)^2 - sum_i v_ik^2 x_i^2 ]

Both sums are matrix products of x with something of v's shape: O(N F K) instead of O(N F^2 K).
"""

import numpy as np


def factorization_machine(x: np.ndarray, w0: float, w: np.ndarray, v: np.ndarray) -> np.ndarray:
    square_of_sum = (x @ v) ** 2  # [N, K]
    sum_of_squares = x**2 @ v**2  # [N, K]
    pairs = (square_of_sum - sum_of_squares).sum(1) * 0.5  # [N]
    return w0 + x @ w + pairs
