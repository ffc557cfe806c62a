import torch


def space_time_attention(x):
    B, T, N, D = x.shape

    def att(y):
        return torch.bmm(torch.softmax(torch.bmm(y, y.transpose(1, 2)) * D**-0.5, -1), y)

    y = att(x.permute(0, 2, 1, 3).reshape(B * N, T, D)).reshape(B, N, T, D).permute(0, 2, 1, 3)
    return att(y.reshape(B * T, N, D)).view(B, T, N, D)
