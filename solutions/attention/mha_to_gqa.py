"""The starting point of GQA uptraining: the key (or value) heads of each group are averaged into one.

Ainslie et al., "GQA: Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints" (2023), section 2.1.
Projection is linear, so averaging the weights of several heads averages the keys that they make.

Shapes: H heads, G key-value heads, D head width, E model width.
"""

from torch import Tensor


def mha_to_gqa(weight: Tensor, num_heads: int, num_kv_heads: int) -> Tensor:
    """[H*D, E] -> [G*D, E], the mean over each group of neighbouring heads."""
    group_size = num_heads // num_kv_heads
    head_dim = weight.shape[0] // num_heads
    groups = weight.reshape(num_kv_heads, group_size, head_dim, -1)  # [G, H/G, D, E]
    return groups.mean(dim=1).flatten(0, 1)  # [G*D, E]
