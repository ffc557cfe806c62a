"""The two masks of a Transformer decoder in one: no padding, no future.

A mask speaks about keys: padding must not be looked at, whoever is looking. The two conditions have shapes of their own,
[B, 1, 1, S] and [T, S], and broadcasting joins them.

Shapes: B batch, T queries and S keys, both `size`; the axis of length 1 is for the heads.
"""

import torch
from torch import Tensor


def attention_mask(lengths: Tensor, size: int, causal: bool) -> Tensor:
    """Bool [B, 1, size, size], True where query i may attend to key j."""
    visible = torch.ones(size, size, dtype=torch.bool, device=lengths.device)  # [T, S]
    if causal:
        visible = visible.tril()  # j <= i, the diagonal included
    keys = torch.arange(size, device=lengths.device)  # [S]
    return visible & (keys < lengths[:, None, None, None])  # [T, S] and [B, 1, 1, S]
