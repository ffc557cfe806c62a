import torch


def space_time_attention(x):
    b, t, n, d = x.shape
    tokens = x.permute(0, 2, 1, 3).reshape(b * n, t, d)
    for _ in range(2):
        tokens = torch.softmax(torch.bmm(tokens, tokens.mT) / d**0.5, dim=2) @ tokens
    return tokens.reshape(b, n, t, d).permute(0, 2, 1, 3)
