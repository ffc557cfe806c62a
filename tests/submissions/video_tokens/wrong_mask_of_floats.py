import torch


def video_tokens(video, frames, query_tokens):
    B, T, N, C = video.shape
    mask = torch.zeros_like(video[..., 0])
    for b in range(B):
        mask[b, : frames[b]] = 1
    return video.flatten(1, 2), mask.flatten(1), query_tokens.expand(B, -1, -1)
