import torch


def space_time_attention(x):
    scale = x.size(-1) ** -0.5
    over_time = torch.softmax(torch.einsum("btnd,bsnd->bnts", x, x) * scale, dim=-1)
    y = torch.einsum("bnts,bsnd->btnd", over_time, x)
    over_space = torch.softmax(torch.einsum("btnd,btmd->btnm", x, x) * scale, dim=-1)
    y = torch.einsum("btnm,btmd->btnd", over_space, x)
    return y
