import torch


def video_tokens(video, frames, query_tokens):
    b, t, n, c = video.shape
    real = torch.zeros(b, t, n, dtype=torch.int64)
    for i in range(b):
        real[i, : frames[i]] = 1
    patches = torch.where(real.bool().unsqueeze(-1), video, torch.zeros_like(video)).reshape(b, t * n, c)
    return patches, real.reshape(b, t * n), query_tokens.expand(b, -1, -1)
