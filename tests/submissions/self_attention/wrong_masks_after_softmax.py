import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(input_dim, dim_k), nn.Linear(input_dim, dim_k), nn.Linear(input_dim, dim_v)

    def forward(self, x, mask=None):
        outputs = []
        for b in range(x.shape[0]):
            scores = torch.einsum("td,sd->ts", self.q(x[b]), self.k(x[b])) / self.k.out_features**0.5
            p = scores.softmax(1)
            if mask is not None:
                p = p * mask[b].float()
            outputs.append(p @ self.v(x[b]))
        return torch.stack(outputs)
