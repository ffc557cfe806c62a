"""Counting LoRA's parameters: a factor of r rows and one of r columns for every adapted matrix (Hu et al., 2021)."""


def lora_parameters(
    shapes: dict[str, tuple[int, int]], targets: set[str], r: int, num_layers: int
) -> tuple[int, float]:
    adapted = [shapes[name] for name in targets]
    trainable = num_layers * sum(r * (rows + columns) for rows, columns in adapted)
    frozen = num_layers * sum(rows * columns for rows, columns in shapes.values())
    return trainable, trainable / (frozen + trainable)
