"""How a series of costs grows: pure statistics over (size, cost) pairs.

Fitting every complexity class and taking the best names the wrong one half of the time. What decides here is narrower:
the slope left over once the allowed growth is divided out, whether that slope keeps rising, and for a mere log factor a
fit of the allowed growth with and without it.
"""

import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np

GROWTHS: dict[str, Callable[[float], float]] = {
    "1": lambda n: 1.0,
    "log n": lambda n: math.log2(n + 1),
    "n": lambda n: float(n),
    "n log n": lambda n: n * math.log2(n + 1),
    "n^2": lambda n: float(n) ** 2,
    "n^3": lambda n: float(n) ** 3,
}
# Terms that a cost of the allowed growth may have beside its constant.
LOWER: dict[str, tuple[str, ...]] = {
    "1": (), "log n": ("log n",), "n": ("n",), "n log n": ("n", "n log n"), "n^2": ("n", "n^2"), "n^3": ("n", "n^2", "n^3"),
}  # fmt: skip
NAMES = {**GROWTHS, "n sqrt n": lambda n: float(n) ** 1.5, "n^2 log n": lambda n: n * n * math.log2(n + 1)}
NAMES_IN_ORDER = ("1", "log n", "n", "n log n", "n sqrt n", "n^2", "n^2 log n", "n^3")

SLOPE = 0.25  # of log(cost / allowed) against log n, beyond which a count is too much
EXPLOSION = 4.2  # a local exponent that no polynomial of interest has
STEEP = 3.6  # from here sizes are no longer doubled

Series = Sequence[tuple[int, float]]  # by rising size


def theil_sen(x: Sequence[float], y: Sequence[float]) -> float:
    """The median slope through all pairs of points; 0 for fewer than two."""
    pairs = itertools.combinations(range(len(x)), 2)
    slopes = [(y[j] - y[i]) / (x[j] - x[i]) for i, j in pairs if x[i] != x[j]]
    return float(np.median(slopes)) if slopes else 0.0


def excess_slope(series: Series, allowed: str, last: int = 3) -> float:
    """Slope of log(cost / allowed) against log n over the last sizes: about 0 where the cost grows as allowed."""
    grow = GROWTHS[allowed]
    tail = [(n, cost) for n, cost in series[-last:] if cost > 0]
    return theil_sen([math.log(n) for n, _ in tail], [math.log(cost / grow(n)) for n, cost in tail])


def exponents(series: Series, allowed: str = "1") -> list[float]:
    """Local exponents of cost / allowed from each size to the next."""
    grow = GROWTHS[allowed]
    points = [(math.log(n), math.log(max(cost, 1e-12) / grow(n))) for n, cost in series]
    return [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in itertools.pairwise(points)]


def rising(series: Series, allowed: str) -> bool:
    """A faster term under a large constant: the excess exponent is positive and grows by half from size to size."""
    if len(series) < 5:
        return False
    first, second, third = exponents(series, allowed)[-3:]
    return first > 0 and second > 1.5 * first and third > 1.5 * second and third > 0.03


def explodes(series: Series) -> bool:
    """Exponential growth, as far as a few sizes can tell."""
    return len(series) >= 3 and exponents(series)[-1] > EXPLOSION


def _fit(series: Series, terms: Sequence[Callable[[float], float]]) -> tuple[np.ndarray, float]:
    """Least squares of relative errors; the coefficients and the root mean square of the errors."""
    matrix = np.array([[term(n) / cost for term in terms] for n, cost in series])
    scale = np.abs(matrix).max(0)
    solution, *_ = np.linalg.lstsq(matrix / scale, np.ones(len(series)), rcond=None)
    errors = matrix / scale @ solution - 1
    return solution / scale, float(np.sqrt(np.mean(errors**2)))


def log_factor(series: Series, allowed: str) -> bool:
    """Whether the cost has a term of allowed * log n: its share is large, and nothing below it explains the series.

    Meant for counts, which have no noise. The sizes must span a factor of 16.
    """
    constant: list[Callable[[float], float]] = [] if allowed == "n log n" else [GROWTHS["1"]]
    terms = constant + [GROWTHS[name] for name in LOWER[allowed]]
    tail = [point for point in series if point[1] > 0][-8:]
    if allowed == "n^3" or len(tail) < len(terms) + 3 or tail[-1][0] < 16 * tail[0][0]:
        return False
    grow = GROWTHS[allowed]

    def beyond(n: float) -> float:
        return grow(n) * math.log2(n + 1)

    _, without = _fit(tail, terms)
    coefficients, with_it = _fit(tail, [*terms, beyond])
    n, cost = tail[-1]
    share = coefficients[-1] * beyond(n) / cost
    return bool(share > (0.3 if "log" in allowed else 0.08) and without > 0.002 and with_it < without / 4)


def name_of(series: Series) -> str:
    """The growth that comes nearest to the end of the series, in words of the specs ("n^2", "2^n")."""
    if explodes(series):
        return "2^n"
    slope = theil_sen([math.log(n) for n, _ in series[-3:]], [math.log(max(cost, 1e-12)) for _, cost in series[-3:]])
    first, last = series[-3:][0][0], series[-1][0]

    def expected(grow: Callable[[float], float]) -> float:
        return math.log(grow(last) / grow(first)) / math.log(last / first)

    return min(NAMES, key=lambda name: abs(slope - expected(NAMES[name])))


def ratio(series: Series) -> tuple[float, float]:
    """How many times the cost for how many times the input, at the end of the series, about a factor of 4 of size."""
    last_n, last = series[-1]
    n, cost = next(((n, cost) for n, cost in reversed(series) if n * 4 <= last_n), series[0])
    return last / max(cost, 1e-12), last_n / n
