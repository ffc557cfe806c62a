import torch


def video_tokens(video, frames, query_tokens):
    mask = torch.zeros(video.shape[:2], dtype=torch.long)
    for i, n in enumerate(frames.tolist()):
        mask[i, :n] = 1
    return video.flatten(1, 2), mask, query_tokens.expand(video.shape[0], -1, -1)
