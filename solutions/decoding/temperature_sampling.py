"""Temperature sampling: softmax(logits / T), the Boltzmann distribution with the logits as negative energies.

T below 1 sharpens the distribution, T above 1 flattens it; T -> 0 is the argmax, T -> infinity the uniform distribution.
"""

import torch
from torch import Tensor


def temperature_sampling(logits: Tensor, temperature: float, generator: torch.Generator) -> Tensor:
    if temperature < 0:
        raise ValueError("temperature must not be negative")
    if temperature == 0:
        return logits.argmax(dim=-1)  # [B]
    probs = torch.softmax(logits / temperature, dim=-1)  # [B, V]
    return torch.multinomial(probs, 1, generator=generator).squeeze(-1)  # [B]
