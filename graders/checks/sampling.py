"""Is a sample drawn from exactly this distribution, with the generator that was given?

Two facts decide. Support: an outcome of probability 0 must never come up, so one is enough to fail. Distribution: a
G-test of the counts against the exact probabilities (Sokal and Rohlf, Biometry, 1981), outcomes expected fewer than
MIN_EXPECTED times pooled, with Williams' correction. A first draw that looks unlikely (below FIRST) is followed by a
second, SECOND_TIMES larger and independent; only if that one is below SECOND as well does the source fail (one that has
failed another sample already is spared the second draw where the first is below the square of SECOND). So a right
source fails with probability at most FIRST * SECOND = 2e-8 a sample. Power: a total variation distance d adds at least
4 d^2 to the noncentrality for each draw, so that 0.03 is found with probability over 0.95 by `draws`, whatever the
distribution (measured by benchmarks/sampling_power.py).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graders.types import Text

SECOND_TIMES = 3
FIRST = 2e-2
SECOND = 1e-6
MIN_EXPECTED = 8.0


@dataclass(frozen=True)
class Fit:
    """How well counts fit probabilities. p: the G-test's; impossible: an outcome of probability 0 that came up."""

    p: float
    impossible: Any = None
    counts: Mapping[Any, int] | None = None


def draws(outcomes: int) -> int:
    """How many draws a first test of so many possible outcomes takes."""
    return 8_000 + 300 * min(outcomes, 100)


def fit(counts: Mapping[Any, int], probabilities: Mapping[Any, float]) -> Fit:
    """The G-test's p-value of the counts; 0 with the outcome where an impossible one came up."""
    total = sum(counts.values())
    for outcome in counts:
        if probabilities.get(outcome, 0.0) <= 0.0:
            return Fit(0.0, outcome, counts)
    cells = pooled([(counts.get(o, 0), p * total) for o, p in probabilities.items() if p > 0.0])
    if len(cells) < 2:
        return Fit(1.0, None, counts)
    g = 2.0 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
    k = len(cells)
    williams = 1.0 + (sum(total / expected for _, expected in cells) - 1.0) / (6.0 * total * (k - 1))
    return Fit(chi2_tail(max(0.0, g) / williams, k - 1), None, counts)


def pooled(cells: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Cells (seen, expected) with the rare ones put together until each expects MIN_EXPECTED."""
    kept: list[tuple[int, float]] = []
    rare: list[tuple[int, float]] = []
    for cell in sorted(cells, key=lambda cell: cell[1]):
        (rare if cell[1] < MIN_EXPECTED else kept).append(cell)
    seen, expected = sum(s for s, _ in rare), sum(e for _, e in rare)
    if expected >= MIN_EXPECTED or not kept:
        return [*kept, (seen, expected)] if expected else kept
    if expected:
        kept[0] = (kept[0][0] + seen, kept[0][1] + expected)
    return kept


def homogeneity(a: Mapping[Any, int], b: Mapping[Any, int]) -> float:
    """The p-value of both counts coming from one distribution (G-test of a 2 x k table)."""
    n_a, n_b = sum(a.values()), sum(b.values())
    cells = [(a.get(o, 0), b.get(o, 0)) for o in {*a, *b}]
    big = [(x, y) for x, y in cells if (x + y) * min(n_a, n_b) / (n_a + n_b) >= MIN_EXPECTED / 2]
    rest = [(x, y) for x, y in cells if (x, y) not in big]
    if rest:
        big.append((sum(x for x, _ in rest), sum(y for _, y in rest)))
    g = 0.0
    for x, y in big:
        for seen, share in ((x, n_a / (n_a + n_b)), (y, n_b / (n_a + n_b))):
            if seen:
                g += 2.0 * seen * math.log(seen / ((x + y) * share))
    return chi2_tail(g, len(big) - 1) if len(big) > 1 else 1.0


def chi2_tail(x: float, degrees: int) -> float:
    """P(chi-square with so many degrees of freedom > x): the regularised upper incomplete gamma function.

    Series below the mean, Lentz's continued fraction above it (Numerical Recipes, 6.2).
    """
    a, x = degrees / 2.0, x / 2.0
    if x <= 0.0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1.0:
        term = total = 1.0 / a
        for n in range(1, 10_000):
            term *= x / (a + n)
            total += term
            if term < total * 1e-15:
                break
        return max(0.0, 1.0 - total * scale)
    b = x + 1.0 - a
    c, d = 1e300, 1.0 / b
    fraction = d
    for n in range(1, 10_000):
        step = -n * (n - a)
        b += 2.0
        d = 1.0 / (step * d + b)
        c = b + step / c
        fraction *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return min(1.0, scale * fraction)


def misfit(found: Fit, probabilities: Mapping[Any, float]) -> Text:
    """A sentence on what differs: the impossible outcome, or the outcomes that are furthest off."""
    counts = found.counts or {}
    total = sum(counts.values())
    if found.impossible is not None:
        text = Text("{0} came up {1} times in {2}; its probability is 0", "{0} 在 {2} 次抽样中出现了 {1} 次，其概率应为 0")
        return text.format(found.impossible, counts[found.impossible], total)

    def surprise(outcome: Any) -> float:
        expected = probabilities[outcome] * total
        return abs(counts.get(outcome, 0) - expected) / math.sqrt(max(expected, 1.0))

    worst = sorted((o for o, p in probabilities.items() if p > 0.0), key=surprise, reverse=True)[:3]
    listed = "; ".join(f"{o}: {counts.get(o, 0) / total:.4f} ({probabilities[o]:.4f})" for o in worst)
    text = Text(
        "frequencies differ from the probabilities (in brackets): {} over {} draws",
        "频率与概率（括号内）不符：{}，共抽样 {} 次",
    )
    return text.format(listed, total)
