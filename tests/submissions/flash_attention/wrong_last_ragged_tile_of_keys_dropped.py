import torch


def flash_attention(q, k, v, block_size, causal=False):
    T, S = q.shape[0], k.shape[0]
    whole = S // block_size * block_size
    out = q.new_zeros(T, v.shape[1])
    for i in range(T):
        end = min(whole, i + S - T + 1) if causal else whole
        if end > 0:
            out[i] = (k[:end] @ q[i] / q.shape[1] ** 0.5).softmax(0) @ v[:end]
    return out
