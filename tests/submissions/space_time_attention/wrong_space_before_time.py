import torch


def space_time_attention(x):
    scale = x.shape[-1] ** -0.5
    w = (torch.einsum("btnd,btmd->btnm", x, x) * scale).softmax(-1)
    y = torch.einsum("btnm,btmd->btnd", w, x)
    w = (torch.einsum("btnd,bsnd->bnts", y, y) * scale).softmax(-1)
    return torch.einsum("bnts,bsnd->btnd", w, y)
