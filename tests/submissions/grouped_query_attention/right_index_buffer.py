import torch, math
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        if num_heads % num_kv_heads != 0:
            raise ValueError
        super().__init__()
        d = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, num_kv_heads * d)
        self.v_proj = nn.Linear(embed_dim, num_kv_heads * d)
        self.register_buffer("idx", torch.arange(num_heads) // (num_heads // num_kv_heads), persistent=False)
        self.d = d

    def forward(self, x, mask=None):
        sp = lambda y: y.view(*y.shape[:2], -1, self.d).transpose(1, 2)
        q, k, v = sp(self.q_proj(x)), sp(self.k_proj(x))[:, self.idx], sp(self.v_proj(x))[:, self.idx]
        s = q.matmul(k.transpose(2, 3)) * self.d**-0.5
        if mask is not None:
            s = s.masked_fill(mask.logical_not(), torch.finfo(s.dtype).min)
        return self.out_proj(s.softmax(3).matmul(v).transpose(1, 2).reshape(x.size(0), x.size(1), -1))
