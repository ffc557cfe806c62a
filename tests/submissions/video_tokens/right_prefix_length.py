import torch as t


def video_tokens(video, frames, query_tokens):
    b, f, p = video.shape[:3]
    flat = video.contiguous().view(b, f * p, video.shape[3])
    mask = (t.arange(f * p)[None] < (frames * p)[:, None]).to(t.int64)
    return flat, mask, query_tokens[0].unsqueeze(0).expand(b, -1, -1)
