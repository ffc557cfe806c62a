import torch
from torch import Tensor


def row(x: Tensor, i: int, length: int, mode: str) -> Tensor:
    S = x.size(1)
    if mode == "pad":
        return x[:, i] if i < S else torch.zeros_like(x[:, 0])
    if mode == "repeat":
        return x[:, i % S]
    if length == 1 or S == 1:
        return x[:, 0]
    whole, rest = divmod(i * (S - 1), length - 1)
    if rest == 0:
        return x[:, whole]
    return torch.lerp(x[:, whole], x[:, whole + 1], rest / (length - 1))


def align_lengths(x: Tensor, length: int, mode: str) -> tuple[Tensor, Tensor]:
    if mode not in {"pad", "repeat", "interpolate"}:
        raise ValueError("mode")
    rows = [row(x, i, length, mode) for i in range(length)]
    real = [mode != "pad" or i < x.size(1) for i in range(length)]
    return torch.stack(rows, dim=1), torch.tensor([real] * x.size(0))
