import torch
import torch.nn.functional as F
from torch import nn


class GroupedQueryAttention(nn.Module):
    def __init__(self, embed_dim, num_heads, num_kv_heads):
        super().__init__()
        self.group, rest = divmod(num_heads, num_kv_heads)
        if rest or not self.group:
            raise ValueError("num_heads must be a multiple of num_kv_heads")
        self.num_heads = num_heads
        self.d = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, num_heads * self.d)
        self.k_proj = nn.Linear(embed_dim, num_kv_heads * self.d)
        self.v_proj = nn.Linear(embed_dim, num_kv_heads * self.d)
        self.out_proj = nn.Linear(num_heads * self.d, embed_dim)

    def rows(self, layer, x, head):
        cut = slice(head * self.d, head * self.d + self.d)
        return F.linear(x, layer.weight[cut], layer.bias[cut])

    def forward(self, x, mask=None):
        heads = []
        for h in range(self.num_heads):
            q = self.rows(self.q_proj, x, h)
            k, v = self.rows(self.k_proj, x, h // self.group), self.rows(self.v_proj, x, h // self.group)
            logits = q.bmm(k.mT) / self.d**0.5
            if mask is not None:
                allowed = mask.expand(len(x), self.num_heads, x.shape[1], x.shape[1])[:, h]
                logits = logits.masked_fill(~allowed, float("-inf"))
            heads.append(logits.softmax(2).bmm(v))
        return self.out_proj(torch.cat(heads, 2))
