"""One source against one clause: the decision of every demand, from counts first and from times where counts pass."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from graders.checks import cost_texts, growth, timing
from graders.checks.bench import Bench, Counts, Failed, Unbuildable
from graders.checks.cost_texts import check, failure, in_bytes, in_figures
from graders.checks.counting import EMERGENCY, LARGEST_N, LIMITS, SMALLEST_N, Counted, Counting
from graders.types import Check, Cost, Text, Verdict

WALL = 5.0  # wall seconds of one examination, about
TIMING_CPU = 0.25  # CPU seconds of one paired timing
CLEAR = 0.6  # an excess slope that needs no second look
TIMED_N = 1 << 15  # beyond it caches slow down what is linear; such sizes are timed only while calls are short
QUICK = 0.05  # wall seconds in which an input is built if larger ones are to be tried
OFFSET = {"steps": 12.0, "memory": 4096.0}  # what these may have before growth counts


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

        def near(found: Counted) -> bool:
            series = found.series(of)
            return (
                growth.excess_slope(series, allowed) > growth.SLOPE
                or growth.rising(series, allowed)
                or (log_factors and growth.log_factor(found.series(lambda c: c.total - c.soft), allowed))
            )

        series = self.found.series(of)
        if not growth.explodes(series) and not near(self.found):
            return False
        if not growth.explodes(series) and growth.excess_slope(series, allowed) < CLEAR:
            again = Counting(self.candidate, self.cost.from_ + self.cost.from_ * 3 // 8, self.deadline).run()
            if len(again.points) >= 3 and not near(again):
                return False
        if self.candidate.source.text == self.reference.source.text:
            return True  # the proof of a clause: the reference is held to it like any other
        theirs = Counted([counts for n, _ in series[-5:] if (counts := self._count_reference(n))])
        if len(theirs.points) < 3 or not near(theirs):
            return True
        # What even the reference exceeds, as by integers that grow, is measured against the reference.
        mine = dict(series)
        ratios = [(n, mine[n] / max(cost, 1.0)) for n, cost in theirs.series(of)]
        return growth.excess_slope(ratios, "1") > growth.SLOPE or growth.rising(ratios, "1")

    def _timed(self) -> tuple[timing.Paired, bool] | None:
        """Paired times and whether they are too slow, twice; None where too few sizes could be timed."""
        fresh = self._not_repeatable(self.candidate, self.found), self._not_repeatable(self.reference, self.theirs)

        def measured(seconds: float, least: float) -> tuple[timing.Paired, float | None]:
            wall = max(least, self.deadline - time.monotonic())
            paired = timing.paired_times(self.candidate, self.reference, *self._sizes(), fresh, seconds, wall)
            slopes = paired.slopes(self.cost.time)
            return paired, min(slopes) if slopes else None

        paired, slope = measured(TIMING_CPU, 1.0)
        if slope is None or slope <= timing.SLOPE:
            return None if slope is None else (paired, False)
        again, second = measured(1.5 * TIMING_CPU, 2.5)
        return (paired, slope > CLEAR) if second is None else (again, second > timing.SLOPE)

    def _sizes(self) -> tuple[list[int], list[int]]:
        """Sizes to be timed: those that were counted, and a few doublings beyond."""
        counted = [point.n for point in self.found.points]
        if not counted:
            return [max(SMALLEST_N, self.cost.from_ >> shift) for shift in (2, 1, 0)], [self.cost.from_ * 2]
        in_cache = [n for n in counted if n <= TIMED_N]
        sizes = (in_cache if len(in_cache) > 3 else counted)[-5:]
        last = sizes[-1]
        room = last < counted[-1] or (not self.found.stopped and len(counted) > 3 and self.candidate.built.get(last, 0.0) < QUICK)
        return sizes, [n for n in (2 * last, 4 * last) if room and n <= LARGEST_N]

    def _not_repeatable(self, bench: Bench, counted: Counted) -> bool:
        """Whether calls change their arguments or keep state, so that each needs objects of its own."""
        if not counted.points and bench is self.reference:
            self._count_reference(self.found.points[0].n if self.found.points else self.cost.from_)
        return not counted.points or not all(point.repeatable for point in counted.points[:2])

    def _count_reference(self, n: int) -> Counts | None:
        known = next((point for point in self.theirs.points if point.n == n), None)
        if known is None:
            try:
                counts = self.reference.count(n, LIMITS, EMERGENCY, twice=True)
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
        if too_much and peak > OFFSET["memory"]:  # what is smaller is noise of the allocator
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
