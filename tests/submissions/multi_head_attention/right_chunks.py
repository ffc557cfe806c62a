import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super().__init__()
        if embed_dim / num_heads != embed_dim // num_heads:
            raise ValueError()
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim, bias=True)
        self.k_proj = nn.Linear(embed_dim, embed_dim, bias=True)
        self.v_proj = nn.Linear(embed_dim, embed_dim, bias=True)
        self.out_proj = nn.Linear(embed_dim, embed_dim, bias=True)
        self.softmax = nn.Softmax(dim=-1)
        self.dropout = nn.Dropout(0.0)

    def forward(self, query, key, value, mask=None):
        B = query.shape[0]
        H = self.num_heads
        q = torch.stack(self.q_proj(query).chunk(H, -1), 1)
        k = torch.stack(self.k_proj(key).chunk(H, -1), 1)
        v = torch.stack(self.v_proj(value).chunk(H, -1), 1)
        s = torch.einsum("bhid,bhjd->bhij", q, k) / (self.embed_dim / H) ** 0.5
        if mask is not None:
            s.masked_fill_(~mask, float("-inf"))
        o = torch.einsum("bhij,bhjd->bhid", self.dropout(self.softmax(s)), v)
        return self.out_proj(torch.cat(o.unbind(1), -1))
