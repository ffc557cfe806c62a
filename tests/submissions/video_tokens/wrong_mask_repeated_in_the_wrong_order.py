import torch


def video_tokens(video, frames, query_tokens):
    B, T, N, C = video.shape
    frame_mask = (torch.arange(T) < frames.view(B, 1)).long()
    return video.reshape(B, T * N, C), frame_mask.tile((N,)), query_tokens.expand(B, -1, -1)
