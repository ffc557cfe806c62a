"""Attention, GELU and layer norm by their formulas, from the same parameters."""

import math

import torch
from torch import nn


def heads(x, weight, bias, count):
    return (x @ weight.T + bias).unflatten(-1, (count, -1)).transpose(1, 2)


def attend(layer, queries, memory, weights):
    sources, biases = (queries, memory, memory), layer.in_proj_bias.chunk(3)
    q, k, v = (heads(x, w, b, layer.num_heads) for x, w, b in zip(sources, weights, biases))
    shares = torch.softmax(q @ k.mT / math.sqrt(q.shape[-1]), -1)
    return (shares @ v).transpose(1, 2).flatten(2) @ layer.out_proj.weight.T + layer.out_proj.bias


def normalise(norm, x):
    centred = x - x.mean(-1, keepdim=True)
    return centred / torch.sqrt((centred**2).mean(-1, keepdim=True) + norm.eps) * norm.weight + norm.bias


class QFormerLayer(nn.Module):
    def __init__(self, dim, vision_dim, num_heads, ffn_dim):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(dim, num_heads, batch_first=True)
        self.cross_attn = nn.MultiheadAttention(dim, num_heads, kdim=vision_dim, vdim=vision_dim, batch_first=True)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(dim), nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.fc1, self.fc2 = nn.Linear(dim, ffn_dim), nn.Linear(ffn_dim, dim)

    def forward(self, queries, vision):
        own, cross = self.self_attn, self.cross_attn
        separate = cross.q_proj_weight, cross.k_proj_weight, cross.v_proj_weight
        if cross.in_proj_weight is not None:  # both widths are equal
            separate = cross.in_proj_weight.chunk(3)
        x = normalise(self.norm1, queries + attend(own, queries, queries, own.in_proj_weight.chunk(3)))
        x = normalise(self.norm2, x + attend(cross, x, vision, separate))
        hidden = x @ self.fc1.weight.T + self.fc1.bias
        hidden = hidden * 0.5 * (1 + torch.erf(hidden / math.sqrt(2)))
        return normalise(self.norm3, x + hidden @ self.fc2.weight.T + self.fc2.bias)
