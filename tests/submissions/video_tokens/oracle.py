import torch


def video_tokens(video, frames, query_tokens):
    B, T, N, C = video.shape
    rows, mask = [], torch.zeros(B, T * N, dtype=torch.int64)
    for b in range(B):
        rows.append(torch.stack([video[b, t, n] for t in range(T) for n in range(N)]))
        mask[b, : int(frames[b]) * N] = 1
    return torch.stack(rows), mask, query_tokens.expand(B, query_tokens.shape[1], query_tokens.shape[2])
