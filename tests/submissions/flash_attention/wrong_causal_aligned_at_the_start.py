import torch


def flash_attention(q, k, v, block_size, causal=False):
    rows = []
    for i in range(q.shape[0]):
        end = min(i + 1, k.shape[0]) if causal else k.shape[0]
        rows.append((k[:end] @ q[i] / q.shape[1] ** 0.5).softmax(0) @ v[:end])
    return torch.stack(rows)
