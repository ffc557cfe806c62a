"""One image at a time, its padding cut off, one head at a time."""

import torch
from torch import nn


class CrossAttentionResampler(nn.Module):
    def __init__(self, num_queries, dim, vision_dim, num_heads):
        super().__init__()
        self.head_dim = dim // num_heads
        self.queries = nn.Parameter(torch.zeros(num_queries, dim).normal_(std=0.02))
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(vision_dim, dim)
        self.v_proj = nn.Linear(vision_dim, dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, vision, mask=None):
        queries = self.q_proj(self.queries).split(self.head_dim, dim=1)
        images = []
        for i, image in enumerate(vision):
            patches = image if mask is None else image[mask[i]]
            keys = self.k_proj(patches).split(self.head_dim, dim=1)
            values = self.v_proj(patches).split(self.head_dim, dim=1)
            heads = [torch.softmax(q @ k.T * self.head_dim**-0.5, dim=1) @ v for q, k, v in zip(queries, keys, values)]
            images.append(torch.cat(heads, dim=1))
        return self.out_proj(torch.stack(images))
