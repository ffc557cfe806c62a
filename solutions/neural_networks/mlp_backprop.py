"""Backpropagation through a multilayer perceptron (Rumelhart, Hinton and Williams, "Learning representations by
back-propagating errors", 1986).

The forward pass keeps what every layer reads. The backward pass carries delta = dL/dz, the gradient at a layer's linear
output, from the last layer to the first: dW = input^T delta, db = sum of delta, and one layer down
delta W^T, cut to zero where the ReLU was off.
"""

import numpy as np


def loss_and_grads(
    params: list[tuple[np.ndarray, np.ndarray]], x: np.ndarray, y: np.ndarray
) -> tuple[float, list[tuple[np.ndarray, np.ndarray]]]:
    """Mean softmax cross-entropy of a ReLU network of (weight [in, out], bias [out]) layers, and its gradients."""
    last, rows = len(params) - 1, np.arange(len(x))
    outputs = [x]  # outputs[i] is what layer i reads, outputs[-1] are the logits
    for i, (weight, bias) in enumerate(params):
        z = outputs[i] @ weight + bias  # [N, out]
        outputs.append(np.maximum(z, 0.0) if i < last else z)

    logits = outputs[-1]  # [N, C]
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # [N, C]
    loss = -log_probs[rows, y].mean()

    delta = np.exp(log_probs)  # [N, C]
    delta[rows, y] -= 1.0
    delta /= len(x)
    grads = []
    for i in range(last, -1, -1):
        grads.append((outputs[i].T @ delta, delta.sum(axis=0)))  # [in, out], [out]
        if i > 0:
            delta = delta @ params[i][0].T * (outputs[i] > 0)  # [N, in]; a ReLU was on where its output is positive
    return float(loss), grads[::-1]
