import torch
from torch import nn


class MultiQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, self.head_dim)
        self.v_proj = nn.Linear(embed_dim, self.head_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, x, mask=None):
        B, T, E = x.shape
        H = self.num_heads
        q = self.q_proj(x).unflatten(2, (H, -1)).permute(0, 2, 1, 3).flatten(0, 1)
        k = self.k_proj(x)[:, None].expand(B, H, T, -1).flatten(0, 1)
        v = self.v_proj(x)[:, None].expand(B, H, T, -1).flatten(0, 1)
        att = torch.bmm(q, k.mT).div(self.head_dim**0.5)
        if mask is not None:
            per_head = mask.expand(B, H, T, T).unbind(1)
            att = att.masked_fill(~torch.cat(per_head, dim=0), -1e9)
        y = torch.bmm(att.softmax(-1), v).unflatten(0, (B, H))
        return self.out_proj(y.permute(0, 2, 1, 3).flatten(2))
