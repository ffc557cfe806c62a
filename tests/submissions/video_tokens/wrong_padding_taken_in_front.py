import torch


def video_tokens(video, frames, query_tokens):
    b, t, n, c = video.shape
    rows = [torch.cat([torch.zeros((t - f) * n), torch.ones(f * n)]) for f in frames.tolist()]
    return video.reshape(b, -1, c), torch.stack(rows).long(), query_tokens.expand(b, -1, -1)
