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

    def residual(self, x, norm, branch):
        return x + branch(norm(x)) if self.pre else norm(x + branch(x))

    def forward(self, x, mask=None):
        def attend(y):
            q = self.q_proj(y).view(*y.shape[:2], self.h, self.d)
            k = self.k_proj(y).view(*y.shape[:2], self.h, self.d)
            v = self.v_proj(y).view(*y.shape[:2], self.h, self.d)
            logits = torch.einsum("bthd,bshd->bhts", q, k) * self.d**-0.5
            if mask is not None:
                logits = torch.where(mask, logits, torch.tensor(float("-inf"), dtype=logits.dtype))
            return self.out_proj(torch.einsum("bhts,bshd->bthd", logits.softmax(-1), v).reshape(y.shape))

        def feed(y):
            z = self.fc1(y)
            return self.fc2(z * 0.5 * (1 + torch.erf(z / 2**0.5)))

        return self.residual(self.residual(x, self.norm1, attend), self.norm2, feed)
