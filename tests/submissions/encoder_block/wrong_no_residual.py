import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, num_heads, mlp_dim, pre_norm=True):
        super().__init__()
        self.h, self.d, self.pre = num_heads, dim // num_heads, pre_norm
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(dim, dim) for _ in range(4))
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(dim, mlp_dim)
        self.fc2 = nn.Linear(mlp_dim, dim)

    def attend(self, y, mask):
        q, k, v = (p(y).view(*y.shape[:2], self.h, self.d).permute(0, 2, 1, 3) for p in (self.q_proj, self.k_proj, self.v_proj))
        s = torch.matmul(q, k.transpose(2, 3)) / self.d**0.5
        if mask is not None:
            s = s.masked_fill(mask == 0, float("-inf"))
        return self.out_proj(torch.matmul(s.softmax(3), v).permute(0, 2, 1, 3).reshape(y.shape))

    def forward(self, x, mask=None):
        for norm, branch in ((self.norm1, lambda y: self.attend(y, mask)), (self.norm2, self.feed)):
            if self.pre:
                x = branch(norm(x))
            else:
                x = norm(branch(x))
        return x

    def feed(self, y):
        return self.fc2(nn.functional.gelu(self.fc1(y)))
