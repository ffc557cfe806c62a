import torch


def video_tokens(video, frames, query_tokens):
    B, T, N, C = video.shape
    tokens = torch.cat([video[:, :, n] for n in range(N)], dim=1)
    mask = (torch.arange(T)[None, :, None] < frames[:, None, None]).expand(B, T, N).reshape(B, T * N).long()
    return tokens, mask, query_tokens.expand(B, -1, -1)
