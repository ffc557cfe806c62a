import torch


def space_time_attention(x):
    B, T, N, D = x.shape
    t = x.reshape(B * N, T, D)
    t = torch.softmax(torch.bmm(t, t.transpose(1, 2)) / D**0.5, -1).bmm(t)
    s = t.reshape(B * T, N, D)
    s = torch.softmax(torch.bmm(s, s.transpose(1, 2)) / D**0.5, -1).bmm(s)
    return s.reshape(B, T, N, D)
