"""The statistics of samples against exact tails and simulated sources of known faults."""

import math
import random
from collections import Counter

import pytest

from graders.checks import sampling
from graders.checks.sampling import chi2_tail, fit, homogeneity, misfit, pooled

# (x, degrees of freedom, upper tail), from tables of the chi-square distribution
TAILS = [(3.841, 1, 0.05), (6.635, 1, 0.01), (5.991, 2, 0.05), (11.070, 5, 0.05), (18.307, 10, 0.05), (124.342, 100, 0.05),
         (10.828, 1, 0.001), (149.449, 100, 0.001), (0.0, 3, 1.0)]  # fmt: skip


@pytest.mark.parametrize(("x", "degrees", "tail"), TAILS)
def test_tails(x: float, degrees: int, tail: float) -> None:
    assert math.isclose(chi2_tail(x, degrees), tail, rel_tol=2e-3)


def draw(probabilities: dict[int, float], count: int, seed: int) -> Counter[int]:
    return Counter(random.Random(seed).choices(list(probabilities), list(probabilities.values()), k=count))


FAIR = {0: 0.5, 1: 0.3, 2: 0.15, 3: 0.05}
WIDE = dict.fromkeys(range(50), 1 / 50)


@pytest.mark.parametrize("exact", [FAIR, WIDE, {0: 0.999, 1: 0.001}, {0: 1.0}], ids=["four", "fifty", "skewed", "certain"])
def test_right_sources_look_right(exact: dict[int, float]) -> None:
    for seed in range(20):
        assert fit(draw(exact, sampling.draws(len(exact)), seed), exact).p > 1e-4


def moved(exact: dict[int, float], distance: float) -> dict[int, float]:
    """A distribution at this total variation distance from `exact`, spread over all outcomes."""
    keys = list(exact)
    half = len(keys) // 2
    low, high = sum(exact[k] for k in keys[:half]), sum(exact[k] for k in keys[half:])
    return {k: p * (1 + distance / low if k in keys[:half] else 1 - distance / high) for k, p in exact.items()}


@pytest.mark.parametrize("exact", [FAIR, WIDE], ids=["four", "fifty"])
def test_a_distance_of_three_hundredths_is_found(exact: dict[int, float]) -> None:
    wrong = moved(exact, 0.03)
    count = sampling.draws(len(exact))
    first = [fit(draw(wrong, count, seed), exact).p < sampling.FIRST for seed in range(20)]
    second = [fit(draw(wrong, sampling.SECOND_TIMES * count, 100 + seed), exact).p < sampling.SECOND for seed in range(20)]
    assert sum(first) >= 19 and all(second)


def test_an_impossible_outcome_fails_at_once() -> None:
    found = fit(Counter({0: 9999, 7: 1}), {0: 1.0})
    assert found.p == 0.0 and found.impossible == 7
    assert misfit(found, {0: 1.0}) == "7 came up 1 times in 10000; its probability is 0"
    assert fit(Counter({0: 10, 4: 1}), {0: 0.9, 4: 0.0}).impossible == 4


def test_what_is_said_of_a_distribution() -> None:
    said = misfit(fit(Counter({0: 5000, 1: 5000}), {0: 0.6, 1: 0.4}), {0: 0.6, 1: 0.4})
    assert said.startswith("frequencies differ") and "0.5000 (0.4000)" in said and "10000 draws" in said


def test_rare_outcomes_are_pooled() -> None:
    assert pooled([(5, 5.0), (4, 4.0), (100, 91.0)]) == [(100, 91.0), (9, 9.0)]
    assert pooled([(3, 3.0), (100, 97.0)]) == [(103, 100.0)]


def test_samples_of_one_distribution_are_told_from_others() -> None:
    a, b, c = draw(FAIR, 9000, 1), draw(FAIR, 9000, 2), draw(moved(FAIR, 0.1), 9000, 3)
    assert homogeneity(a, b) > 1e-3 and homogeneity(a, c) < 1e-6
