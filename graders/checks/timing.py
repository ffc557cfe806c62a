"""Paired CPU times: candidate and reference in turn over all sizes, so that a busy machine slows both alike.

Only what counting let through comes here, to catch work in C code that no rule of the meter knows. The minimum of many
rounds a size is compared; a source is slow only if it falls behind both the reference and the allowed growth, twice.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

from graders.checks.bench import Bench, Failed, Unbuildable
from graders.checks.growth import GROWTHS, Series, theil_sen

SLOPE = 0.4  # beyond it, against the reference and against the allowed growth, a source is slow
SAMPLE = 1e-3  # CPU seconds of one sample, about: the exchange with the child costs a tenth of it
CALLS_MAX = 20_000
FRESH_ENTRIES = 40_000  # entries of all the copies of one sample, where calls change their arguments
TOO_LONG = 0.04  # CPU seconds of a call at which sizes stop
LONG_ENOUGH = 1e-3  # CPU seconds of a call from which no size is added to those that were counted
LAST = 4  # sizes that decide
ROUNDS_MIN, ROUNDS_MAX = 4, 60
PATIENCE = 2.5  # wall seconds a call or a sample may take


@dataclass(frozen=True)
class Paired:
    """Least CPU seconds of a call by size, of both sources at the same sizes."""

    candidate: Series
    reference: Series

    def slopes(self, allowed: str) -> tuple[float, float] | None:
        """Against the reference, and against the allowed growth; None for fewer than three sizes that could be timed."""
        times = [t for _, t in (*self.candidate[-LAST:], *self.reference[-LAST:])]
        if len(self.candidate) < 3 or not all(0.0 < t < math.inf for t in times):
            return None
        x = [math.log(n) for n, _ in self.candidate[-LAST:]]
        mine = [math.log(t) for _, t in self.candidate[-LAST:]]
        theirs = [math.log(t) for _, t in self.reference[-LAST:]]
        growth = [math.log(GROWTHS[allowed](n)) for n, _ in self.candidate[-LAST:]]
        against = theil_sen(x, [m - r for m, r in zip(mine, theirs, strict=True)])
        return against, theil_sen(x, [m - g for m, g in zip(mine, growth, strict=True)])


@dataclass
class Timed:
    """One source at one size: how many calls make a sample, and the least time of a call so far."""

    bench: Bench
    n: int
    fresh: bool
    calls: int = 1
    best: float = math.inf
    best_known: float = 0.0  # from the first calls, which may be cold

    def spent(self) -> float | None:
        """CPU seconds of one sample, with the exchange around it; None where the source is gone."""
        if self.fresh and self.bench.prepare(self.n, self.calls, True, PATIENCE):
            return None
        spent = self.bench.cpu(self.n, PATIENCE)
        return None if isinstance(spent, Failed) else spent

    def sample(self) -> bool:
        """Take one sample; whether the source is still there."""
        spent = self.spent()
        if spent:  # a busy machine's clock may not have moved between two readings: that says nothing
            self.best = min(self.best, max(spent - self.bench.overhead, spent / 4) / self.calls)
        return spent is not None

    def start(self) -> bool:
        """Find out how many calls make a sample that is long beside the exchange; whether the source is still there."""
        most = max(1, FRESH_ENTRIES // max(1, self.n)) if self.fresh else CALLS_MAX
        most = min(most, CALLS_MAX)
        for attempt in range(10):
            if self.bench.prepare(self.n, self.calls, self.fresh, PATIENCE) or (spent := self.spent()) is None:
                return False
            lasted = max(spent - self.bench.overhead, 0.0)
            self.best_known = lasted / self.calls
            if attempt and (lasted > SAMPLE / 2 or self.calls == most):  # the first call of all is a cold one
                return True
            if attempt:
                self.calls = min(most, math.ceil(self.calls * min(10.0, max(2.0, SAMPLE / max(lasted, 1e-7)))))
        return True


def measure_overhead(bench: Bench, n: int) -> None:
    """The CPU time of an exchange that calls nothing."""
    bench.overhead = 0.0
    if bench.prepare(n, 0, False, PATIENCE):
        return
    times = [spent for _ in range(8) if not isinstance(spent := bench.cpu(n, PATIENCE), Failed)]
    bench.overhead = min(times, default=0.0)


def paired_times(
    candidate: Bench, reference: Bench, sizes: Sequence[int], beyond: Sequence[int], fresh: tuple[bool, bool], seconds: float,
    wall: float,
) -> Paired:  # fmt: skip
    """Times at the sizes that both manage, in as many rounds as `seconds` of CPU time and `wall` of the clock allow.

    beyond: sizes added while calls are short.
    """
    pairs: list[tuple[Timed, Timed]] = []
    deadline = time.monotonic() + wall
    for n in (*sizes, *beyond):
        if n in beyond and pairs and pairs[-1][0].best_known > LONG_ENOUGH:
            break
        pair = Timed(candidate, n, fresh[0]), Timed(reference, n, fresh[1])
        try:
            if not pairs:
                measure_overhead(candidate, n)
                measure_overhead(reference, n)
            if not all(timed.start() for timed in pair):
                break
        except Unbuildable:
            break
        pairs.append(pair)
        if max(timed.best_known for timed in pair) > TOO_LONG:
            break
        if time.monotonic() > deadline - wall / 3:
            break
    pairs = pairs[-LAST - 1 :]
    _rounds(pairs, seconds, deadline)
    done = [(mine, theirs) for mine, theirs in pairs if mine.best < math.inf and theirs.best < math.inf]
    return Paired([(m.n, m.best) for m, _ in done], [(r.n, r.best) for _, r in done])


def _rounds(pairs: Sequence[tuple[Timed, Timed]], seconds: float, deadline: float) -> None:
    spent = 0.0
    for turn in range(ROUNDS_MAX):
        if turn >= ROUNDS_MIN and spent > seconds:
            return
        for pair in pairs:
            for timed in pair if turn % 2 else pair[::-1]:
                if time.monotonic() > deadline or not timed.sample():
                    return
                spent += timed.best * timed.calls + timed.bench.overhead
