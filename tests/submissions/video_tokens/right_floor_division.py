import torch


def video_tokens(video, frames, query_tokens):
    b, t, n, c = video.size()
    m = (torch.arange(t * n).div(n, rounding_mode="floor")[None] < frames[:, None]).to(torch.int64)
    return torch.cat(video.unbind(1), 1), m, query_tokens[0].unsqueeze(0).expand(b, -1, -1)
