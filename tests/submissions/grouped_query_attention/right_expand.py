import torch, math
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        if num_kv_heads > num_heads or num_heads % num_kv_heads:
            raise ValueError("x")
        d = self.d = embed_dim // num_heads
        self.h, self.g = num_heads, num_kv_heads
        kv = num_kv_heads * d
        for name, width in dict(q_proj=embed_dim, k_proj=kv, v_proj=kv, out_proj=embed_dim).items():
            setattr(self, name, nn.Linear(embed_dim, width))

    def forward(self, x, mask=None):
        b, t, e = x.size()
        q = self.q_proj(x).view(b, t, self.h, self.d).transpose(1, 2)
        k = self.k_proj(x).view(b, t, self.g, self.d).transpose(1, 2)
        v = self.v_proj(x).view(b, t, self.g, self.d).transpose(1, 2)
        k = k[:, :, None].expand(b, self.g, self.h // self.g, t, self.d).reshape(b, self.h, t, self.d)
        v = v[:, :, None].expand(b, self.g, self.h // self.g, t, self.d).reshape(b, self.h, t, self.d)
        bias = torch.zeros(t, t) if mask is None else torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))
        return self.out_proj(
            ((q @ k.mT / math.sqrt(self.d) + bias).softmax(-1) @ v).transpose(1, 2).contiguous().view(b, t, e)
        )
