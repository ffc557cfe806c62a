"""Power and false alarms of the sampling test, simulated: how often it rejects a right source, and one that is 0.03 off.

    python benchmarks/sampling_power.py [--trials 400]
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from graders.checks import sampling


def rejects(rng: np.random.Generator, drawn: np.ndarray, exact: np.ndarray) -> tuple[bool, bool]:
    """(looks unlikely at first, is rejected) of a source that draws from `drawn` where `exact` is asked for; both [K]."""
    table = {i: float(p) for i, p in enumerate(exact)}

    def p(count: int) -> float:
        return sampling.fit({i: int(n) for i, n in enumerate(rng.multinomial(count, drawn)) if n}, table).p

    count = sampling.draws(len(exact))
    first = p(count) < sampling.FIRST
    return first, first and p(sampling.SECOND_TIMES * count) < sampling.SECOND


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=400)
    trials = parser.parse_args().trials
    rng = np.random.default_rng(0)
    shapes = {"uniform": lambda k: np.full(k, 1 / k), "geometric": lambda k: 0.7 ** np.arange(k), "one large": lambda k: np.r_[0.7, np.full(k - 1, 0.3 / (k - 1))]}
    print(f"{'distribution':<12}{'outcomes':>9}{'draws':>8}{'right: second draw':>20}{'right: rejected':>17}{'0.03 off: rejected':>20}")
    for name, shape in shapes.items():
        for k in (2, 4, 10, 50, 100):
            exact = shape(k) / shape(k).sum()
            half = np.cumsum(exact) <= max(0.5, exact[0]) + 1e-12  # about half of the mass
            sign = np.where(half, 1 / exact[half].sum(), -1 / exact[~half].sum())
            wrong = exact * (1 + 0.03 * sign)
            right = np.array([rejects(rng, exact, exact) for _ in range(trials)])
            found = np.array([rejects(rng, wrong, exact) for _ in range(trials)])
            print(f"{name:<12}{k:>9}{sampling.draws(k):>8}{right[:, 0].mean():>20.3f}{right[:, 1].mean():>17.4f}{found[:, 1].mean():>20.3f}")
    print(f"a right source is rejected with probability at most {sampling.FIRST * sampling.SECOND:.0e} a sample")


if __name__ == "__main__":
    main()
