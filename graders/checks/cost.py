"""The cost stage: does a source's work grow as its problem allows?

Work is counted first, on sizes that double until a budget of counted events is spent, so that a verdict does not depend
on the machine. What survives is confirmed by paired CPU times (timing.py). See growth.py for what is read off the counts.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from graders.checks import cost_texts, growth, timing
from graders.checks.bench import Bench, Counts, Failed, Unbuildable, Workload
from graders.checks.cost_texts import check, failure, in_bytes, in_figures
from graders.checks.counting import EMERGENCY, LARGEST_N, LIMITS, SMALLEST_N, Counted, Counting
from graders.checks.growth import GROWTHS
from graders.sandbox.client import Source
from graders.types import Check, Cost, Live, Problem, SpecError, Text, Verdict

WALL = 5.0  # wall seconds of one examination, about
TIMING_CPU = 0.25  # CPU seconds of one paired timing
CLEAR = 0.6  # an excess slope that needs no second look
REMEMBERED = 32  # sizes whose inputs are kept, for the other source
QUICK = 0.05  # wall seconds in which an input is built if larger ones are to be tried
OFFSET = {"steps": 12.0, "memory": 4096.0}  # what these may have before growth counts


# ---- verdicts


@dataclass
class Examination:
    """One source against one clause, with everything that has been found out so far."""

    candidate: Bench
    reference: Bench
    cost: Cost
    started: float = field(default_factory=time.monotonic)
    found: Counted = field(default_factory=Counted)
    theirs: Counted = field(default_factory=Counted)

    @property
    def deadline(self) -> float:
        return self.started + WALL

    def checks(self) -> list[Check]:
        """One check a demand of the clause."""
        self.found = self._counted()
        wanted = [name for name in ("time", "steps", "flops", "memory", "largest") if getattr(self.cost, name)]
        if self.found.failed:
            return [failure(name, self.found) for name in wanted]
        return [getattr(self, f"check_{name}")() for name in wanted]

    def _counted(self) -> Counted:
        """Counts of the candidate; once more with a larger budget where a large constant part ate it all."""
        deadline = self.started + EMERGENCY + 1
        found = Counting(self.candidate, self.cost.from_, deadline).run()
        if len(found.points) < 3 and found.over_limits:
            return Counting(self.candidate, self.cost.from_, deadline, scale=8).run()
        return found

    def check_time(self) -> Check:
        allowed = self.cost.time
        series = self.found.series(lambda c: c.total)
        if len(series) >= 3 and not self.found.unmetered:
            if self._exceeds(lambda c: c.total, allowed, log_factors=True):
                return check("time", Verdict.SLOW, cost_texts.too_fast(series, allowed, self._worst_line()))
        elif self.found.over_limits and self._reference_is_done():
            return check("time", Verdict.SLOW, cost_texts.never_ends(self.found, self.cost))
        paired = self._timed()
        if paired is None:
            if len(series) >= 3 and not self.found.unmetered:
                return check("time", Verdict.PASS, cost_texts.within(series, allowed, timed=False))
            return check("time", Verdict.TIMEOUT, cost_texts.never_ends(self.found, self.cost))
        if paired[1]:
            return check("time", Verdict.SLOW, cost_texts.too_fast(paired[0].candidate, allowed, Text("")))
        counted = len(series) >= 3 and not self.found.unmetered
        return check("time", Verdict.PASS, cost_texts.within(series if counted else paired[0].candidate, allowed, timed=True))

    def _exceeds(self, of: Callable[[Counts], float], allowed: str, *, log_factors: bool = False) -> bool:
        """Whether counts grow faster than allowed, and faster than the reference's.

        Where that is a near thing, other sizes must say the same.
        """

        def near(series: growth.Series, allowed: str) -> bool:
            return (
                growth.excess_slope(series, allowed) > growth.SLOPE
                or growth.rising(series, allowed)
                or (log_factors and growth.log_factor(series, allowed))
            )

        series = self.found.series(of)
        if not growth.explodes(series) and not near(series, allowed):
            return False
        if not growth.explodes(series) and growth.excess_slope(series, allowed) < CLEAR:
            again = Counting(self.candidate, self.cost.from_ + self.cost.from_ * 3 // 8, self.deadline).run()
            if len(again.points) >= 3 and not near(again.series(of), allowed):
                return False
        if self.candidate.source.text == self.reference.source.text:
            return True  # the proof of a clause: the reference is held to it like any other
        theirs = [(n, of(counts)) for n, _ in series[-5:] if (counts := self._count_reference(n))]
        if len(theirs) < 3 or not near(theirs, allowed):
            return True
        # What even the reference exceeds, as by integers that grow, is measured against the reference.
        ratios = [(n, dict(series)[n] / max(cost, 1.0)) for n, cost in theirs]
        return near(ratios, "1")

    def _timed(self) -> tuple[timing.Paired, bool] | None:
        """Paired times and whether they are too slow; None where too few sizes could be timed."""
        sizes, beyond = self._sizes()
        fresh = self._not_repeatable(self.candidate, self.found), self._not_repeatable(self.reference, self.theirs)
        paired = None
        for seconds in (TIMING_CPU, 1.5 * TIMING_CPU):
            wall = max(1.0, self.deadline - time.monotonic())
            paired = timing.paired_times(self.candidate, self.reference, sizes, beyond, fresh, seconds, wall)
            slopes = paired.slopes(self.cost.time)
            if slopes is None:
                return None
            if min(slopes) <= timing.SLOPE:
                return paired, False
        return (paired, True) if paired else None

    def _sizes(self) -> tuple[list[int], list[int]]:
        """Sizes to be timed: those that were counted, and a few doublings beyond."""
        counted = [point.n for point in self.found.points][-5:]
        if not counted:
            return [max(SMALLEST_N, self.cost.from_ >> shift) for shift in (2, 1, 0)], [self.cost.from_ * 2]
        last = counted[-1]
        room = not self.found.stopped and len(counted) > 3 and self.candidate.built.get(last, 0.0) < QUICK
        return counted, [n for n in (2 * last, 4 * last) if room and n <= LARGEST_N // 2]

    def _not_repeatable(self, bench: Bench, counted: Counted) -> bool:
        """Whether calls change their arguments or keep state, so that each needs objects of its own."""
        if not counted.points and bench is self.reference:
            n = self.found.points[0].n if self.found.points else self.cost.from_
            counts = self._count_reference(n, twice=True)
            return counts is None or not counts.repeatable
        return not counted.points or not all(point.repeatable for point in counted.points[:2])

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
            return check(name, Verdict.SLOW if self.found.stopped else Verdict.ERROR, cost_texts.never_ends(self.found, self.cost))
        if self._exceeds(of, allowed):
            return check(name, Verdict.SLOW, cost_texts.too_fast(series, allowed, self._worst_line(), name))
        return check(name, Verdict.PASS, cost_texts.within(series, allowed, of=name))

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
            return check("memory", Verdict.MEMORY, cost_texts.never_ends(self.found, self.cost))
        series = [(n, peak + OFFSET["memory"]) for n, peak in peaks]
        too_much = growth.excess_slope(series, allowed) > growth.SLOPE or growth.rising(series, allowed)
        n, peak = peaks[-1]
        figure = self._memory_figure(n, peak)
        if too_much:
            return check("memory", Verdict.SLOW, Text("{}; {}", "{}；{}").format(cost_texts.too_fast(series, allowed, Text(""), "memory"), figure))
        return check("memory", Verdict.PASS, Text("{}; {}", "{}；{}").format(cost_texts.within(series, allowed, of="memory"), figure))

    def _memory_figure(self, n: int, peak: float) -> Text:
        theirs = self.reference.memory(n, EMERGENCY)
        counts = self._count_reference(n)
        if isinstance(theirs, Failed):
            return Text("{} extra at n = {}", "n = {1} 时额外占用 {0}").format(in_bytes(peak), n)
        return Text("{} extra at n = {}, the reference {}", "n = {1} 时额外占用 {0}，参考解 {2}").format(
            in_bytes(peak), n, in_bytes(theirs + (counts.peak if counts else 0))
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
            text = texts[0].format(in_figures(of(point)), point.n, in_figures(limit), f"{allowed:g}")
            if of(point) <= limit:
                return check(name, Verdict.PASS, text)
            line = self._worst_line()
            return check(name, Verdict.SLOW, Text("{}{}").format(text, line))
        return check(name, Verdict.SLOW, cost_texts.never_ends(self.found, self.cost))

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
        code = cost_texts.source_line(self.candidate.source.text, line)
        return Text(". Line {} does {:.0%} of it: {}", "。第 {} 行占其中 {:.0%}：{}").format(line, share, code)


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

    @lru_cache(REMEMBERED)
    def built(n: int) -> list[Any]:
        return [sendable(arg) for arg in inputs(n)]

    def workload(name: str, n: int) -> Mapping[str, Any]:
        args = built(n)
        step = {"do": "function", "name": name, "names": [f"argument {i}" for i in range(len(args))], "args": args}
        return {"steps": [step], "seed": 0}

    library = library_of(source, reference, inputs(cost.from_))
    return compare(
        Source(source.encode("utf-8", "surrogatepass"), library), partial(workload, entry),
        Source(reference.encode(), library), partial(workload, reference_entry or entry), cost,
    )  # fmt: skip


def sendable(value: Any) -> Any:
    """An argument of a built-in type that the wire has no form for, written as what the child is to make it from."""
    if type(value) in (deque, frozenset, bytearray):
        return Live("made", type(value).__name__, bytes(value) if isinstance(value, bytearray) else list(value))
    return Live("made", "range", [value.start, value.stop, value.step]) if isinstance(value, range) else value


def library_of(source: str, reference: str, args: tuple[Any, ...]) -> str:
    """The library that a child must hold for these sources and arguments."""
    kinds = " ".join(type(arg).__module__ for arg in args)
    return next((name for name in ("torch", "numpy") if any(name in text for text in (source, reference, kinds))), "python")


def compare(mine: Source, workload: Workload, theirs: Source, reference_workload: Workload, cost: Cost) -> list[Check]:
    """Examine any source: workloads give the steps of a size, of which the last is measured."""
    for name in ("time", "steps", "memory"):
        if getattr(cost, name) not in ("", *GROWTHS):
            raise SpecError(f"cost.{name}: {getattr(cost, name)!r} is none of {', '.join(GROWTHS)}")
    with Bench(mine, workload) as candidate, Bench(theirs, reference_workload) as reference:
        for bench in (candidate, reference):
            bench.open()  # before the clock starts: the first child of all waits for a zygote
        return Examination(candidate, reference, cost).checks()


def checks(problem: Problem, source: bytes | str) -> list[Check]:
    """The cost stage of a problem: every demand of every clause."""
    from graders import plan

    found: list[Check] = []
    for number, clause in enumerate(problem.cost):
        workload = lru_cache(REMEMBERED)(partial(_workload, problem, clause, f"{problem.id}/cost {number}"))
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
