import torch


def sliding_window_attention(q, k, v, window):
    rows = []
    for i in range(q.size(2)):
        near = slice(max(0, i - window), i + window + 1)
        s = torch.matmul(k[:, :, near], q[:, :, i, :, None]).squeeze(-1) / q.size(3) ** 0.5
        rows.append((s.softmax(-1).unsqueeze(-1) * v[:, :, near]).sum(dim=2))
    return torch.stack(rows, dim=2)
