"""What the functions of the suite are asked to do: inputs of a size, the clause that they are held to, the first size.

Inputs are worst cases: no early exit, no repeats, unsorted where sorting matters.
"""

import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.types import Cost

ORDER = ("1", "log n", "n", "n log n", "n sqrt n", "n^2", "n^2 log n", "n^3", "n^4", "2^n")


@dataclass(frozen=True)
class Task:
    """inputs: the arguments at size n. cost: the clause. The reference is the function that reference.py calls the same."""

    inputs: Callable[[int], tuple[Any, ...]]
    cost: Cost


def shuffled(n: int) -> list[int]:
    return random.Random(n).sample(range(10 * n), n)


def distinct_text(n: int) -> str:
    return "".join(map(chr, range(0x4E00, 0x4E00 + n))) if n < 20_000 else "".join(map(chr, range(0x10000, 0x10000 + n)))


def letters(n: int) -> list[str]:
    return random.Random(n).choices(string.ascii_lowercase, k=n)


def normal(*shape: int) -> np.ndarray:
    return np.random.default_rng(sum(shape)).standard_normal(shape)


def tensor(*shape: int) -> Any:
    import torch

    return torch.from_numpy(normal(*shape)).float()


def linear(**options: Any) -> Cost:
    return Cost(time="n", **options)


TASKS: dict[str, Task] = {
    "total": Task(lambda n: (shuffled(n),), linear()),
    "unique": Task(lambda n: (shuffled(n),), linear()),
    "mirror": Task(lambda n: (shuffled(n),), linear()),
    "text": Task(lambda n: (letters(n),), linear()),
    "pair": Task(lambda n: (shuffled(n), -1), linear()),
    "subarray": Task(lambda n: ([x % 7 - 3 for x in shuffled(n)],), linear()),
    "shortest": Task(lambda n: ([1] * n, n // 2), linear()),
    "longest": Task(lambda n: (distinct_text(n),), linear()),
    "search": Task(lambda n: (list(range(0, 2 * n, 2)), 2 * n - 3), Cost(time="log n")),
    "middle": Task(lambda n: (shuffled(n),), Cost(time="1")),
    "order": Task(lambda n: (shuffled(n),), Cost(time="n log n")),
    "merge": Task(lambda n: (list(range(0, 2 * n, 2)), list(range(1, 2 * n, 2))), linear()),
    "words": Task(lambda n: ([f"w{x}" for x in shuffled(n)],), linear()),
    "fibonacci": Task(lambda n: (n,), linear()),
    "power": Task(lambda n: (3, n, 1_000_003), Cost(time="log n")),
    "increasing": Task(lambda n: (shuffled(n),), Cost(time="n log n")),
    "inversions": Task(lambda n: (shuffled(n),), Cost(time="n log n")),
    "distance": Task(lambda n: ("a" * n, "b" * n), Cost(time="n^2", from_=16)),
    "product": Task(lambda n: ([[1.5] * n for _ in range(n)], [[0.5] * n for _ in range(n)]), Cost(time="n^3", from_=8)),
    "queue": Task(lambda n: (n,), linear()),
    "primes": Task(lambda n: (n,), Cost(time="n log n")),
    "common": Task(lambda n: (shuffled(n), shuffled(n + 1)), linear()),
    "palindrome": Task(lambda n: ("ab" * (n // 2) + "c" + "ba" * (n // 2),), linear()),
    "largest_ten": Task(lambda n: (shuffled(n),), linear()),
    "median": Task(lambda n: (shuffled(n),), linear()),
    "subset": Task(lambda n: ([2 * x for x in range(1, n + 1)], 2 * n + 1), Cost(time="n^3", from_=16)),
    "window": Task(lambda n: (shuffled(n), n // 2), linear()),
    "bits": Task(lambda n: (n,), linear()),
    "steps_sum": Task(lambda n: (normal(n),), Cost(steps="1")),
    "constant_space": Task(lambda n: (shuffled(n),), Cost(memory="1")),
    "render": Task(lambda n: (list(range(n)),), linear()),
    "anagrams": Task(lambda n: ([f"{x:06d}" for x in shuffled(n)],), linear()),
    "brackets": Task(lambda n: ("(" * (n // 2) + ")" * (n // 2),), linear()),
    "runs": Task(lambda n: ("ab" * (n // 2),), linear()),
    "tree_depth": Task(lambda n: ([(i - 1) // 2 for i in range(n)],), linear()),
    "reach": Task(lambda n: (n, [(i, i + 1) for i in range(n - 1)]), linear()),
    "coins": Task(lambda n: ([1, 5, 7], n), linear()),
    # numpy
    "np_smooth": Task(lambda n: (normal(n), np.ones(5) / 5), linear()),
    "np_softmax": Task(lambda n: (normal(n),), linear()),
    "np_distances": Task(lambda n: (normal(n, 4), normal(n, 4)), Cost(time="n^2", from_=32)),
    "np_assign": Task(lambda n: (normal(n, 3), normal(5, 3)), linear(steps="1")),
    "np_interactions": Task(lambda n: (normal(n), normal(n, 4)), linear(memory="n")),
    "np_running_max": Task(lambda n: (normal(n),), linear()),
    "np_solve": Task(lambda n: (normal(n, n) + n * np.eye(n), normal(n)), Cost(time="n^3", from_=16)),
    "np_rank": Task(lambda n: (normal(n),), Cost(time="n log n")),
    # torch
    "pt_last_step": Task(lambda n: (tensor(1, 8), tensor(n, 8), tensor(n, 8)), linear(flops=2.0)),
    "pt_local": Task(lambda n: (tensor(n, 8), tensor(n, 8), tensor(n, 8), 4), linear(largest=4.0)),
    "pt_interactions": Task(lambda n: (tensor(2, n), tensor(n, 4)), linear(flops=3.0)),
    "pt_linear_attention": Task(lambda n: (tensor(n, 4), tensor(n, 4), tensor(n, 4)), linear()),
    "pt_norm": Task(lambda n: (tensor(n, 16),), linear(steps="1")),
    "pt_attention": Task(lambda n: (tensor(n, 8), tensor(n, 8), tensor(n, 8)), Cost(time="n^2", flops=1.5)),
    "np_counts": Task(lambda n: (np.random.default_rng(n).integers(0, 50, n), 50), linear(steps="1")),
    "np_rows": Task(lambda n: (normal(n, 6),), linear(steps="1")),
    "np_space": Task(lambda n: (normal(n),), Cost(memory="n")),
    "pt_gradient": Task(lambda n: (tensor(n, 8), tensor(8)), linear(flops=2.5)),
    "pt_scan": Task(lambda n: (tensor(n, 4).sigmoid(), tensor(n, 4)), linear(largest=4.0)),
    "pt_pool": Task(lambda n: (tensor(1, 2, n, 8),), linear(steps="1")),
    "gcd": Task(lambda n: (n * 1_000_003, n * 999_983 + 1), Cost(time="log n")),
    "triples": Task(lambda n: (shuffled(n), -1), Cost(time="n^2")),
    "paths": Task(lambda n: ([[abs(i - j) % 11 + 1 for j in range(n)] for i in range(n)],), Cost(time="n^3")),
    "match": Task(lambda n: ("a" * n, "a" * (n // 2) + "b"), linear()),
    "subsequence": Task(lambda n: ("ab" * (n // 2), "ba" * (n // 2)), Cost(time="n^2")),
    "turn": Task(lambda n: (list(range(n)), n // 3), linear()),
    "transpose": Task(lambda n: ([list(range(n)) for _ in range(n)],), Cost(time="n^2")),
    "ends": Task(lambda n: (list(range(n)),), Cost(time="1")),
    "sum_to": Task(lambda n: (n,), Cost(time="1")),
    "kept": Task(lambda n: ([(i % (n // 2), i) for i in range(2 * n)], n // 2), linear()),
    "np_ranges": Task(lambda n: (normal(n), np.arange(0, n - 8), np.arange(8, n)), linear()),
    "np_gram": Task(lambda n: (normal(n, 8),), linear(largest=2.0)),
    "pt_rotate": Task(lambda n: (tensor(n, 8), tensor(n, 4)), linear(steps="1", largest=2.5)),
    "pt_select": Task(lambda n: (tensor(n),), Cost(time="n log n")),
    "pt_project": Task(lambda n: (tensor(n, 16), tensor(16, 2), tensor(2, 16)), linear(flops=1.5)),
}
