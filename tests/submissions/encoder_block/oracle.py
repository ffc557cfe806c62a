import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, num_heads, mlp_dim, pre_norm=True):
        super().__init__()
        self.args = dict(nhead=num_heads, dropout=0.0, activation="gelu", batch_first=True, norm_first=pre_norm)
        self.sizes = dim, mlp_dim
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(dim, dim))
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.fc1, self.fc2 = nn.Linear(dim, mlp_dim), nn.Linear(mlp_dim, dim)

    def forward(self, x, mask=None):
        dim, mlp_dim = self.sizes
        layer = nn.TransformerEncoderLayer(dim, dim_feedforward=mlp_dim, **self.args).to(x.dtype)
        projections = (self.q_proj, self.k_proj, self.v_proj)
        weights = {
            "self_attn.in_proj_weight": torch.cat([p.weight for p in projections]),
            "self_attn.in_proj_bias": torch.cat([p.bias for p in projections]),
        }
        pairs = {"self_attn.out_proj": "out_proj", "norm1": "norm1", "norm2": "norm2", "linear1": "fc1", "linear2": "fc2"}
        for theirs, mine in pairs.items():
            for kind in ("weight", "bias"):
                weights[f"{theirs}.{kind}"] = getattr(getattr(self, mine), kind)
        if mask is not None:
            b, t, h = x.shape[0], x.shape[1], self.args["nhead"]
            mask = ~mask.expand(b, h, t, t).reshape(b * h, t, t)
        return torch.func.functional_call(layer, weights, (x, mask))
