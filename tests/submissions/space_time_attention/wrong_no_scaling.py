import torch


def space_time_attention(x):
    y = torch.einsum("bnts,bsnd->btnd", torch.einsum("btnd,bsnd->bnts", x, x).softmax(-1), x)
    return torch.einsum("btnm,btmd->btnd", torch.einsum("btnd,btmd->btnm", y, y).softmax(-1), y)
