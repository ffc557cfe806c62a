"""The cost stage: does a source's work grow as its problem allows?

Work is counted first, on sizes that double until a budget of counted events is spent, so that a verdict does not depend
on the machine. What survives is confirmed by paired CPU times (timing.py). See growth.py for what is read off the counts.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from graders.checks import growth, timing
from graders.checks.bench import Bench, Counts, Failed, Unbuildable, Workload
from graders.checks.growth import GROWTHS
from graders.sandbox.client import Source
from graders.types import Check, Cost, Problem, SpecError, Text, Verdict

LIMITS = {"events": 120_000, "work": 8e6, "array_work": 1e8}
LARGEST_N = 1 << 17
SMALLEST_N = 4
ENOUGH = 5  # sizes, from which smaller ones than the spec's first are not tried
EMERGENCY = 3.0  # wall seconds after which counting leaves the rest to the time test
WALL = 6.0  # wall seconds of one examination, about
TIMING_CPU = 0.35  # CPU seconds of one paired timing
OFFSET = {"steps": 12.0, "memory": 4096.0}  # what these may have before growth counts


@dataclass
class Growth:
    """Counts of one source by size, and why they stopped."""

    points: list[Counts] = field(default_factory=list)
    stopped: str = ""  # "events", "work", "array work", "recursion", "clock", "memory"
    stopped_at: int = 0
    failed: Failed | None = None  # the source itself fails

    def series(self, of: Callable[[Counts], float]) -> list[tuple[int, float]]:
        return [(point.n, of(point)) for point in self.points]

    @property
    def unmetered(self) -> bool:
        """Only the rewritten source fails: its counts mean nothing."""
        return self.stopped == "unmetered"


class Counting:
    """Counts a source at rising sizes."""

    def __init__(self, bench: Bench, first: int, deadline: float):
        self.bench, self.first, self.deadline = bench, first, deadline
        self.growth = Growth()

    def count(self, n: int) -> Counts | None:
        """Counts at size n, kept; None where the call did not finish, with the reason kept."""
        left = min(EMERGENCY, max(0.3, self.deadline - time.monotonic()))
        try:
            counts = self.bench.count(n, LIMITS, left, twice=len(self.growth.points) < 2)
        except Unbuildable:
            return None
        if isinstance(counts, Failed):
            self.stop(n, counts)
            return None
        if counts.stopped:
            self.growth.stopped, self.growth.stopped_at = counts.stopped, n
            return None
        self.growth.points = sorted([*self.growth.points, counts], key=lambda point: point.n)
        return counts

    def stop(self, n: int, failed: Failed) -> None:
        kind = failed.raised.get("type")
        reasons = {Verdict.TIMEOUT: "clock", Verdict.MEMORY: "memory", Verdict.CRASHED: "recursion"}
        reason = {"RecursionError": "recursion", "MemoryError": "memory"}.get(str(kind)) or reasons.get(failed.verdict, "")
        if failed.verdict is Verdict.CRASHED and not self.growth.points:
            reason = ""
        if not reason:
            plain = self.bench.prepare(n, 1, False, EMERGENCY) or self.bench.cpu(n, EMERGENCY)
            if isinstance(plain, Failed):
                self.growth.failed = failed
            reason = "unmetered"
        self.growth.stopped, self.growth.stopped_at = reason, n

    def run(self) -> Growth:
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
        if not self.growth.failed and not self.growth.unmetered:
            self._smaller()
            self._between()
        return self.growth

    def _would_stop(self, n: int) -> bool:
        """Whether size n would go over the budget, if growth goes on as it did."""
        points = self.growth.points
        if len(points) < 2:
            return False
        before, last = points[-2:]
        scale = math.log(n / last.n) / math.log(last.n / before.n)

        def ahead(of: Callable[[Counts], float]) -> float:
            return of(last) * max(1.0, of(last) / max(of(before), 1.0)) ** scale

        return (
            ahead(lambda c: c.events) > LIMITS["events"]
            or ahead(lambda c: c.work) > LIMITS["work"]
            or ahead(lambda c: c.array_work) > LIMITS["array_work"]
        )

    def _steep(self) -> bool:
        series = self.growth.series(lambda c: c.total)
        return len(series) > 1 and growth.exponents(series)[-1] > growth.STEEP and series[-1][1] > 300

    def _smaller(self) -> None:
        """Sizes below the first one, where the first ones were already too much."""
        n = self.first // 2 if self.growth.points else max(SMALLEST_N, self.first // 4)
        while len(self.growth.points) < ENOUGH and n >= SMALLEST_N and time.monotonic() < self.deadline:
            stopped = self.growth.stopped, self.growth.stopped_at
            finished = self.count(n)
            if self.growth.failed or self.growth.unmetered:  # too small an input: not the source's fault
                self.growth.failed, (self.growth.stopped, self.growth.stopped_at) = None, stopped
                return
            n = n // 2 if finished or n >= 16 or n == SMALLEST_N else SMALLEST_N

    def _between(self) -> None:
        """A twelfth more at a time, from the last size that finished to where it stops."""
        while 1 <= len(self.growth.points) < ENOUGH + 3 and time.monotonic() < self.deadline:
            last = self.growth.points[-1].n
            n = last + max(1, last // 12)
            steep = len(self.growth.points) == 1 or self._steep()
            if not steep and len(self.growth.points) >= 3:
                return
            if not steep:
                n = last + max(1, last // 3)
            if self._would_stop(n) or (self.growth.stopped_at and n >= self.growth.stopped_at) or self.count(n) is None:
                return


# ---- verdicts


@dataclass
class Examination:
    """One source against one clause, with everything that has been found out so far."""

    candidate: Bench
    reference: Bench
    cost: Cost
    started: float = field(default_factory=time.monotonic)
    found: Growth = field(default_factory=Growth)
    theirs: Growth = field(default_factory=Growth)

    @property
    def deadline(self) -> float:
        return self.started + WALL

    def checks(self) -> list[Check]:
        """One check a demand of the clause."""
        self.found = Counting(self.candidate, self.cost.from_, self.started + EMERGENCY + 1).run()
        wanted = [name for name in ("time", "steps", "flops", "memory", "largest") if getattr(self.cost, name)]
        if self.found.failed:
            return [failure(name, self.found) for name in wanted]
        return [getattr(self, f"check_{name}")() for name in wanted]

    def check_time(self) -> Check:
        allowed = self.cost.time
        series = self.found.series(lambda c: c.total)
        if len(series) >= 3 and not self.found.unmetered:
            if self._exceeds(lambda c: c.total, allowed, log_factors=True):
                return check("time", Verdict.SLOW, self._too_fast(series, allowed, self._worst_line()))
        elif self.found.stopped in ("events", "work", "array work") and self._reference_is_done():
            return check("time", Verdict.SLOW, self._never_ends())
        paired = self._timed()
        if paired is None:
            if len(series) >= 3 and not self.found.unmetered:
                return check("time", Verdict.PASS, self._within(series, allowed, timed=False))
            return check("time", Verdict.TIMEOUT, self._never_ends())
        if paired[1]:
            return check("time", Verdict.SLOW, self._too_fast(paired[0].candidate, allowed, Text("")))
        counted = len(series) >= 3 and not self.found.unmetered
        return check("time", Verdict.PASS, self._within(series if counted else paired[0].candidate, allowed, timed=True))

    def _exceeds(self, of: Callable[[Counts], float], allowed: str, *, log_factors: bool = False) -> bool:
        """Whether counts grow faster than allowed. Where that is a near thing, other sizes must say the same."""
        series = self.found.series(of)
        if growth.explodes(series) or growth.excess_slope(series, allowed) > 2.4 * growth.SLOPE:
            return True

        def near(series: growth.Series) -> bool:
            return (
                growth.excess_slope(series, allowed) > growth.SLOPE
                or growth.rising(series, allowed)
                or (log_factors and growth.log_factor(series, allowed))
            )

        if not near(series):
            return False
        again = Counting(self.candidate, self.cost.from_ + self.cost.from_ * 3 // 8, self.deadline).run()
        return len(again.points) < 3 or near(again.series(of))

    def _timed(self) -> tuple[timing.Paired, bool] | None:
        """Paired times and whether they are too slow; None where too few sizes could be timed."""
        sizes = self._sizes()
        fresh = tuple(self._not_repeatable(bench, growth) for bench, growth in (
            (self.candidate, self.found), (self.reference, self.theirs)))  # fmt: skip
        paired = None
        for seconds in (TIMING_CPU, 1.5 * TIMING_CPU):
            wall = max(1.0, self.deadline - time.monotonic())
            paired = timing.paired_times(self.candidate, self.reference, sizes, (fresh[0], fresh[1]), seconds, wall)
            slopes = paired.slopes(self.cost.time)
            if slopes is None:
                return None
            if min(slopes) <= timing.SLOPE:
                return paired, False
        return (paired, True) if paired else None

    def _sizes(self) -> list[int]:
        """Sizes to be timed: those that were counted, and a few doublings beyond."""
        counted = [point.n for point in self.found.points][-6:]
        if not counted:
            return [max(SMALLEST_N, self.cost.from_ >> shift) for shift in (2, 1, 0)] + [self.cost.from_ * 2]
        beyond = [counted[-1] << shift for shift in (1, 2)] if not self.found.stopped and len(counted) > 3 else []
        return sorted({*counted, *(n for n in beyond if n <= LARGEST_N)})

    def _not_repeatable(self, bench: Bench, growth: Growth) -> bool:
        """Whether calls change their arguments or keep state, so that each needs objects of its own."""
        if not growth.points and bench is self.reference:
            n = self.found.points[0].n if self.found.points else self.cost.from_
            counts = self._count_reference(n, twice=True)
            return counts is None or not counts.repeatable
        return not growth.points or not all(point.repeatable for point in growth.points[:2])

    def _count_reference(self, n: int, twice: bool = False) -> Counts | None:
        known = next((point for point in self.theirs.points if point.n == n), None)
        if known is None:
            try:
                counts = self.reference.count(n, LIMITS, EMERGENCY, twice=twice)
            except Unbuildable:
                return None
            if isinstance(counts, Failed) or counts.stopped:
                return None
            self.theirs.points.append(counts)
            known = counts
        return known

    def _reference_is_done(self) -> bool:
        """Whether the reference needs far less than the limits where the candidate went over them."""
        counts = self._count_reference(self.found.stopped_at)
        return counts is not None and counts.events < LIMITS["events"] / 20

    def check_steps(self) -> Check:
        def steps(counts: Counts) -> float:
            return counts.steps + OFFSET["steps"]

        return self._check_growth("steps", steps, self.cost.steps)

    def _check_growth(self, name: str, of: Callable[[Counts], float], allowed: str) -> Check:
        series = self.found.series(of)
        if len(series) < 3 or self.found.unmetered:
            return check(name, Verdict.SLOW if self.found.stopped else Verdict.ERROR, self._never_ends())
        if self._exceeds(of, allowed):
            return check(name, Verdict.SLOW, self._too_fast(series, allowed, self._worst_line(), name))
        return check(name, Verdict.PASS, self._within(series, allowed, name=name))

    def check_memory(self) -> Check:
        """The peak of Python's and numpy's allocations, of torch's, and of the frames of a recursion."""
        peaks: list[tuple[int, float]] = []
        for point in self.found.points[-6:]:
            bytes_held = self.candidate.memory(point.n, EMERGENCY)
            if isinstance(bytes_held, Failed):
                break
            peaks.append((point.n, bytes_held + point.peak))
        allowed = self.cost.memory
        if len(peaks) < 3:
            return check("memory", Verdict.MEMORY, self._never_ends())
        series = [(n, peak + OFFSET["memory"]) for n, peak in peaks]
        too_much = growth.excess_slope(series, allowed) > growth.SLOPE or growth.rising(series, allowed)
        n, peak = peaks[-1]
        figure = self._memory_figure(n, peak)
        if too_much:
            return check("memory", Verdict.SLOW, Text("{}; {}", "{}；{}").format(self._too_fast(series, allowed, Text(""), "memory"), figure))
        return check("memory", Verdict.PASS, Text("{}; {}", "{}；{}").format(self._within(series, allowed, name="memory"), figure))

    def _memory_figure(self, n: int, peak: float) -> Text:
        theirs = self.reference.memory(n, EMERGENCY)
        counts = self._count_reference(n)
        if isinstance(theirs, Failed) or counts is None:
            return Text("{} extra at n = {}", "n = {1} 时额外占用 {0}").format(in_bytes(peak), n)
        return Text("{} extra at n = {}, the reference {}", "n = {1} 时额外占用 {0}，参考解 {2}").format(
            in_bytes(peak), n, in_bytes(theirs + counts.peak)
        )

    def check_flops(self) -> Check:
        texts = (
            Text("{} FLOPs at n = {}; the limit is {} ({} times the reference's)", "n = {1} 时 {0} 次浮点运算；上限 {2}（参考解的 {3} 倍）"),
            Text("the reference counts no FLOPs at n = {}", "参考解在 n = {} 时没有浮点运算"),
        )
        return self._check_ratio("flops", lambda c: c.flops, self.cost.flops, texts)

    def check_largest(self) -> Check:
        texts = (
            Text("the largest array has {} entries at n = {}; the limit is {} ({} times the reference's)",
                 "n = {1} 时最大的数组有 {0} 个元素；上限 {2}（参考解的 {3} 倍）"),
            Text("the reference makes no array at n = {}", "参考解在 n = {} 时没有产生数组"),
        )  # fmt: skip
        return self._check_ratio("largest", lambda c: c.largest, self.cost.largest, texts)

    def _check_ratio(self, name: str, of: Callable[[Counts], float], allowed: float, texts: tuple[Text, Text]) -> Check:
        """A figure against so many times the reference's, at the largest size that both manage."""
        for point in reversed(self.found.points):
            theirs = self._count_reference(point.n)
            if theirs is None:
                continue
            if not of(theirs):
                return check(name, Verdict.PASS, texts[1].format(point.n))
            limit = allowed * of(theirs)
            text = texts[0].format(figure(of(point)), point.n, figure(limit), f"{allowed:g}")
            if of(point) <= limit:
                return check(name, Verdict.PASS, text)
            line = self._worst_line()
            return check(name, Verdict.SLOW, Text("{}{}").format(text, line))
        return check(name, Verdict.SLOW, self._never_ends())

    # ---- words

    def _worst_line(self) -> Text:
        """The line that does most of the work, at a size that was counted before."""
        points = [point for point in self.found.points if point.events < LIMITS["events"] / 3] or self.found.points[:1]
        try:
            counts = self.candidate.count(points[-1].n, LIMITS, EMERGENCY, lines=True)
        except Unbuildable:
            return Text("")
        if isinstance(counts, Failed) or not counts.lines:
            return Text("")
        line = max(counts.lines, key=lambda number: counts.lines[number])
        share = counts.lines[line] / max(1.0, sum(counts.lines.values()))
        code = source_line(self.candidate.source.text, line)
        return Text(". Line {} does {:.0%} of it: {}", "。第 {} 行占其中 {:.0%}：{}").format(line, share, code)

    def _too_fast(self, series: growth.Series, allowed: str, line: Text, of: str = "time") -> Text:
        text = Text("about {}: {:.1f} times {} for {:.3g} times the input; {} is allowed{}", "约为 {0}：输入变为 {3:.3g} 倍时，{2}变为 {1:.1f} 倍；允许 {4}{5}")
        more, larger = growth.ratio(series)
        return text.format(self._name(series, allowed), more, MEASURED[of], larger, allowed, line)

    def _name(self, series: growth.Series, allowed: str) -> str:
        """A name for the growth; where it is too fast by less than a class, by the next factor."""
        name = growth.name_of(series)
        if name in GROWTHS and list(GROWTHS).index(name) <= list(GROWTHS).index(allowed):
            return {"1": "log n", "log n": "log^2 n", "n": "n log n", "n log n": "n log^2 n", "n^2": "n^2 log n"}.get(allowed, "n^4")
        return name

    def _within(self, series: growth.Series, allowed: str, *, timed: bool | None = None, name: str = "time") -> Text:
        more, larger = growth.ratio(series)
        text = Text("{:.1f} times {} for {:.3g} times the input; {} is allowed{}", "输入变为 {2:.3g} 倍时，{1}变为 {0:.1f} 倍；允许 {3}{4}")
        note = Text(" (counted, not timed)", "（只计数，未计时）") if timed is False else Text("")
        return text.format(more, MEASURED[name], larger, allowed, note)

    def _never_ends(self) -> Text:
        if self.found.stopped_at:
            text = Text("not done at n = {} after {}; {} is allowed", "n = {} 时做了 {} 仍未完成；允许 {}")
            spent = {"clock": Text("several seconds", "数秒"), "recursion": Text("{} nested calls", "{} 层嵌套调用").format(10_000)}
            steps = spent.get(self.found.stopped, Text("{} operations", "{} 次操作").format(LIMITS["events"]))
            return text.format(self.found.stopped_at, steps, self.cost.time or self.cost.steps or self.cost.memory or "?")
        return Text("it could not be measured at three sizes", "未能在三种规模上测量")


MEASURED = {
    "time": Text("the work", "工作量"), "steps": Text("the interpreted steps", "解释执行的步数"), "memory": Text("the memory", "内存"),
}  # fmt: skip


def check(name: str, verdict: Verdict, detail: Text) -> Check:
    return Check(Text("cost: {}").format(name), verdict, detail, "cost")


def failure(name: str, found: Growth) -> Check:
    """The source fails on an input of the clause."""
    assert found.failed
    raised = found.failed.raised
    reason = f"{raised.get('type')}: {raised.get('message')}" if raised else found.failed.reason
    text = Text("it fails at n = {}: {}", "n = {} 时出错：{}").format(found.stopped_at, reason or found.failed.verdict.value)
    return check(name, found.failed.verdict, text)


def figure(count: float) -> str:
    """A count with a unit of thousands."""
    for factor, unit in ((1e9, " G"), (1e6, " M"), (1e4, " k")):
        if count >= factor:
            return f"{count / (1e3 if unit == ' k' else factor):.3g}{unit}"
    return f"{count:.0f}"


def in_bytes(count: float) -> str:
    for factor, unit in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count:.0f} B"


def source_line(text: bytes, number: int) -> str:
    lines = text.decode("utf-8", "replace").splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


# ---- entries


def examine(
    source: str,
    entry: str,
    reference: str,
    inputs: Callable[[int], tuple[Any, ...]],
    cost: Cost,
    reference_entry: str | None = None,
) -> list[Check]:
    """Examine a function against a clause.

    source, reference: module texts. entry, reference_entry: the names of the functions. inputs: builds the arguments of
    size n. The clause's own args are not used.
    """

    def workload(name: str, n: int) -> Mapping[str, Any]:
        args = list(inputs(n))
        step = {"do": "function", "name": name, "names": [f"argument {i}" for i in range(len(args))], "args": args}
        return {"steps": [step], "seed": 0}

    library = next((name for name in ("torch", "numpy") if name in source or name in reference), "python")
    return compare(
        Source(source.encode("utf-8", "surrogatepass"), library), partial(workload, entry),
        Source(reference.encode(), library), partial(workload, reference_entry or entry), cost,
    )  # fmt: skip


def compare(mine: Source, workload: Workload, theirs: Source, reference_workload: Workload, cost: Cost) -> list[Check]:
    """Examine any source: workloads give the steps of a size, of which the last is measured."""
    for name in ("time", "steps", "memory"):
        if getattr(cost, name) not in ("", *GROWTHS):
            raise SpecError(f"cost.{name}: {getattr(cost, name)!r} is none of {', '.join(GROWTHS)}")
    with Bench(mine, workload) as candidate, Bench(theirs, reference_workload) as reference:
        return Examination(candidate, reference, cost).checks()


def checks(problem: Problem, source: bytes | str) -> list[Check]:
    """The cost stage of a problem: every demand of every clause."""
    from graders import plan

    found: list[Check] = []
    for number, clause in enumerate(problem.cost):
        workload = partial(_workload, problem, clause, f"{problem.id}/cost {number}")
        found += compare(plan.source(problem, source), workload, plan.source(problem, problem.reference), workload, clause)
    return found


def _workload(problem: Problem, clause: Cost, seed: str, n: int) -> Mapping[str, Any]:
    """The steps of a clause at size n."""
    from graders import plan

    state = _state(problem, clause, seed, n) if plan.needs_state(clause) else None
    return {"steps": plan.steps_of(problem, clause, seed, state, n), "seed": plan.seed_of(seed)}


def _state(problem: Problem, clause: Cost, seed: str, n: int) -> Any:
    """The parameters that both sources get at size n."""
    from graders import plan, reference
    from graders.types import Call

    new = plan.steps_of(problem, clause, seed, None, n)[:1]
    read = {"do": "read_state", "names": [], "args": []}
    (outcome,) = reference.answers(problem, problem.reference, [Call("state", (*new, read), plan.seed_of(seed), (), plan.SECONDS)])
    if not isinstance(outcome.last.value, Mapping):
        raise SpecError(f"solutions/{problem.topic}/{problem.id}.py: cost: its state cannot be read: {outcome.last.raised}")
    return plan.perturbed(outcome.last.value, seed)


def slow(found: Sequence[Check]) -> list[Check]:
    """Those over their limit."""
    return [one for one in found if one.verdict is Verdict.SLOW]
