import torch


def video_tokens(video, frames, query_tokens):
    mask = torch.ones(video.size()[:-1], dtype=torch.long, device=video.device).flatten(1)
    return video.flatten(1, 2), mask, query_tokens.expand(video.shape[0], -1, -1)
