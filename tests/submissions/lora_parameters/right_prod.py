from functools import reduce
from math import prod


def lora_parameters(shapes, targets, r, num_layers):
    missing = set(targets).difference(shapes)
    if missing:
        raise KeyError(f"no such matrices: {sorted(missing)}")
    per_layer = reduce(lambda total, name: total + r * sum(shapes[name]), targets, 0)
    everything = per_layer + sum(map(prod, shapes.values()))
    return per_layer * num_layers, per_layer / everything
