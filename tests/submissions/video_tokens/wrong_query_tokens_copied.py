import torch


def video_tokens(video, frames, query_tokens):
    B, T, N, C = video.shape
    mask = torch.zeros(B, T, N, dtype=torch.long)
    for b in range(B):
        mask[b, : frames[b]] = 1
    return video.reshape(B, T * N, C), mask.reshape(B, T * N), torch.cat([query_tokens] * B)
