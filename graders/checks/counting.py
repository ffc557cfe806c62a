"""Counts of a source at rising sizes, chosen by what was counted, so that they are the same on every machine."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from graders.checks import growth
from graders.checks.bench import Bench, Counts, Failed, Unbuildable
from graders.types import Verdict

LIMITS = {"events": 120_000, "work": 8e6, "array_work": 3e7}
LARGEST_N = 1 << 17
SMALLEST_N = 4
ENOUGH = 5  # sizes, from which smaller ones than the spec's first are not tried
EMERGENCY = 3.0  # wall seconds after which counting leaves the rest to the time test


@dataclass
class Counted:
    """Counts of one source by size, and why they stopped."""

    points: list[Counts] = field(default_factory=list)
    stopped: str = ""  # "events", "work", "array work", "recursion", "clock", "memory"
    stopped_at: int = 0
    failed: Failed | None = None  # the source itself fails

    def series(self, of: Callable[[Counts], float]) -> list[tuple[int, float]]:
        return [(point.n, of(point)) for point in self.points]

    @property
    def over_limits(self) -> bool:
        """Counting ended because there was too much to count."""
        return self.stopped in ("events", "work", "array work")

    @property
    def unmetered(self) -> bool:
        """Only the rewritten source fails: its counts mean nothing."""
        return self.stopped == "unmetered"


class Counting:
    """Counts a source at rising sizes."""

    def __init__(self, bench: Bench, first: int, deadline: float, scale: float = 1.0):
        self.bench, self.first, self.deadline = bench, first, deadline
        self.limits = {name: scale * limit for name, limit in LIMITS.items()}
        self.found = Counted()

    def count(self, n: int) -> Counts | None:
        """Counts at size n, kept; None where the call did not finish, with the reason kept."""
        left = min(EMERGENCY, max(0.3, self.deadline - time.monotonic()))
        try:
            counts = self.bench.count(n, self.limits, left, twice=len(self.found.points) < 2)
        except Unbuildable:
            return None
        if isinstance(counts, Failed):
            self.stop(n, counts)
            return None
        if counts.stopped:
            self.found.stopped, self.found.stopped_at = counts.stopped, n
            return None
        self.found.points = sorted([*self.found.points, counts], key=lambda point: point.n)
        return counts

    def stop(self, n: int, failed: Failed) -> None:
        kind = failed.raised.get("type")
        reasons = {Verdict.TIMEOUT: "clock", Verdict.MEMORY: "memory", Verdict.CRASHED: "recursion"}
        reason = {"RecursionError": "recursion", "MemoryError": "memory"}.get(str(kind)) or reasons.get(failed.verdict, "")
        if failed.verdict is Verdict.CRASHED and not self.found.points:
            reason = ""
        if not reason:
            plain = self.bench.prepare(n, 1, False, EMERGENCY) or self.bench.cpu(n, EMERGENCY)
            if isinstance(plain, Failed):
                self.found.failed = failed
            reason = "unmetered"
        self.found.stopped, self.found.stopped_at = reason, n

    def run(self) -> Counted:
        """Double from the first size; then fill in where too few sizes came out."""
        n, started = self.first, time.monotonic()
        while n <= LARGEST_N:
            before = time.monotonic()
            if self.count(n) is None:
                break
            took = time.monotonic() - before
            if self._would_stop(2 * n) or time.monotonic() - started + 3 * took > EMERGENCY or self._steep():
                break
            n *= 2
        if not self.found.failed and not self.found.unmetered:
            self._smaller()
            self._between()
        return self.found

    def _would_stop(self, n: int) -> bool:
        """Whether size n would go over the budget, if growth goes on as it did."""
        points = self.found.points
        if len(points) < 2:
            return False
        before, last = points[-2:]
        scale = math.log(n / last.n) / math.log(last.n / before.n)

        def ahead(of: Callable[[Counts], float]) -> float:
            more = max(1.0, of(last) / max(of(before), 1.0))
            return of(last) * math.pow(more, scale)

        return (
            ahead(lambda c: c.events) > self.limits["events"]
            or ahead(lambda c: c.work) > self.limits["work"]
            or ahead(lambda c: c.array_work) > self.limits["array_work"]
        )

    def _steep(self) -> bool:
        series = self.found.series(lambda c: c.total)
        return len(series) > 1 and growth.exponents(series)[-1] > growth.STEEP and series[-1][1] > 300

    def _smaller(self) -> None:
        """Sizes below the first one, where the first ones were already too much."""
        n = self.first // 2 if self.found.points else max(SMALLEST_N, self.first // 4)
        while len(self.found.points) < ENOUGH and n >= SMALLEST_N and time.monotonic() < self.deadline:
            stopped = self.found.stopped, self.found.stopped_at
            finished = self.count(n)
            if self.found.failed or self.found.unmetered:  # too small an input: not the source's fault
                self.found.failed, (self.found.stopped, self.found.stopped_at) = None, stopped
                return
            n = n // 2 if finished or n >= 16 or n == SMALLEST_N else SMALLEST_N

    def _between(self) -> None:
        """A twelfth more at a time, from the last size that finished to where it stops; then into the gaps."""
        self._upwards()
        while 2 <= len(self.found.points) < 4 and time.monotonic() < self.deadline:
            sizes = [point.n for point in self.found.points]
            gaps = [(b / a, (a + b) // 2) for a, b in pairwise(sizes) if b - a > 1]
            if not gaps or self.count(max(gaps)[1]) is None:
                return

    def _upwards(self) -> None:
        while 1 <= len(self.found.points) < ENOUGH + 3 and time.monotonic() < self.deadline:
            last = self.found.points[-1].n
            n = last + max(1, last // 12)
            steep = len(self.found.points) == 1 or self._steep()
            if not steep and len(self.found.points) >= ENOUGH:
                return
            if not steep:
                n = last + max(1, last // 3)
            if self._would_stop(n) or (self.found.stopped_at and n >= self.found.stopped_at) or self.count(n) is None:
                return
