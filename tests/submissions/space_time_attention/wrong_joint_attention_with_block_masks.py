import torch


def space_time_attention(x):
    B, T, N, D = x.shape
    same_place = torch.eye(N).bool().repeat(T, T)
    same_frame = torch.kron(torch.eye(T), torch.ones(N, N)).bool()
    h = x.flatten(1, 2)
    for allowed in (same_place, same_frame):
        s = torch.einsum("bid,bjd->bij", h, h) * D**-0.5
        h = torch.einsum("bij,bjd->bid", torch.where(allowed, s, torch.tensor(-torch.inf, dtype=s.dtype)).softmax(2), h)
    return h.view(B, T, N, D)
