from torch import nn
from torch.nn.functional import softmax


class SelfAttention(nn.Module):
    def __init__(self, input_dim, dim_k, dim_v):
        super().__init__()
        self.q = nn.Linear(input_dim, dim_k)
        self.k = nn.Linear(input_dim, dim_k)
        self.v = nn.Linear(input_dim, dim_v)

    def forward(self, x, mask=None):
        q, k = self.q(x), self.k(x)
        scores = q.bmm(k.permute(0, 2, 1)) * q.size(-1) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(mask.logical_not(), float("-inf"))
        return softmax(scores, 0).bmm(self.v(x))
