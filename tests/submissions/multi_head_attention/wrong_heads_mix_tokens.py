import torch
import torch.nn.functional as F
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, embed_dim, num_heads):
        super(MultiHeadAttention, self).__init__()
        if embed_dim % num_heads:
            raise ValueError("embed_dim must be divisible by num_heads")
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.q_proj = nn.Linear(embed_dim, embed_dim)
        self.k_proj = nn.Linear(embed_dim, embed_dim)
        self.v_proj = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, query, key, value, mask=None):
        batch_size = query.size(0)
        Q = self.q_proj(query).reshape(batch_size, self.num_heads, -1, self.head_dim)
        K = self.k_proj(key).reshape(batch_size, self.num_heads, -1, self.head_dim)
        V = self.v_proj(value).reshape(batch_size, self.num_heads, -1, self.head_dim)
        logits = torch.matmul(Q, K.transpose(-1, -2)) / self.head_dim**0.5
        if mask is not None:
            logits = torch.where(mask, logits, float("-inf"))
        out = torch.matmul(F.softmax(logits, dim=-1), V)
        out = out.permute(0, 2, 1, 3).contiguous().view(batch_size, -1, self.embed_dim)
        return self.out_proj(out)
