import torch
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.dim = dim
        self.heads = num_heads
        self.queries = nn.Parameter(torch.randn(num_queries, dim))
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(vision_dim, dim)
        self.v_proj = nn.Linear(vision_dim, dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, vision, mask=None):
        batch = vision.shape[0]
        q = torch.stack(self.q_proj(self.queries).chunk(self.heads, -1))
        k = torch.stack(self.k_proj(vision).chunk(self.heads, -1), 1)
        v = torch.stack(self.v_proj(vision).chunk(self.heads, -1), 1)
        attn = q[None].matmul(k.mT).div((self.dim // self.heads) ** 0.5).softmax(-1)
        return self.out_proj(torch.cat(attn.matmul(v).unbind(1), -1)).reshape(batch, -1, self.dim)
