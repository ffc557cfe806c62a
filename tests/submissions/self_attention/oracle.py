import torch.nn.functional as F
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(input_dim, dim_k), nn.Linear(input_dim, dim_k), nn.Linear(input_dim, dim_v)

    def forward(self, x, mask=None):
        return F.scaled_dot_product_attention(self.q(x), self.k(x), self.v(x), attn_mask=mask)
