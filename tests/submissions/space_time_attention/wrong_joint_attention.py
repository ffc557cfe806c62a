import torch


def space_time_attention(x):
    B, T, N, D = x.shape
    scores = torch.einsum("btnd,bsmd->btnsm", x, x) / D**0.5
    weights = scores.reshape(B, T, N, T * N).softmax(-1).reshape(B, T, N, T, N)
    return torch.einsum("btnsm,bsmd->btnd", weights, x)
