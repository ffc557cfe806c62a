import torch


def video_tokens(video, frames, query_tokens):
    batch, num_frames, num_patches, width = video.size()
    index = torch.arange(num_frames * num_patches) // num_patches
    mask = torch.where(index.unsqueeze(0) < frames.unsqueeze(1), 1, 0)
    queries = torch.broadcast_to(query_tokens, (batch, *query_tokens.shape[1:]))
    return video.reshape(batch, -1, width), mask, queries
