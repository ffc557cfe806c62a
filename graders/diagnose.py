"""Which known mistake, or else which pattern, explains a failure.

The mistakes of a problem are sources like any other: they are run on the inputs that the candidate failed on, and the one
that fails in the same way, with the same wrong values, is named. Where none does, the first wrong array is looked at.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from graders import plan, samples
from graders.checks import outcomes as facts
from graders.checks import sampling
from graders.checks.numeric import agreement, same, values as entries
from graders.checks.patterns import pattern
from graders.plan import Planned
from graders.reference import answers
from graders.sandbox.client import Session
from graders.types import Array, Call, Check, Diagnosis, Mistake, Outcome, Problem, Tolerance, Verdict

EXACT, ALIKE, DIFFERENT = 2, 1, 0


def values(
    problem: Problem, planned: Sequence[Planned], got: Sequence[Outcome], want: Sequence[Outcome], judged: Sequence[facts.Judged]
) -> list[Diagnosis]:
    """Diagnoses of wrong values, errors and gradients: the most specific mistake, or a pattern."""
    ran = [i for i, (verdict, _) in enumerate(judged) if verdict is not Verdict.SKIPPED]
    judge = facts.judge_gradients if planned and planned[0].call.wrt else None
    calls = [planned[i].call for i in ran]
    theirs = {m.id: outcomes for m, outcomes in run_mistakes(problem, calls)}
    scores: dict[str, tuple[float, int]] = {}
    for mistake in problem.mistakes:
        rows = [(planned[i], got[i], want[i], judged[i][0], theirs[mistake.id][k]) for k, i in enumerate(ran)]
        scores[mistake.id] = agreement_of(problem, rows, judge)
    best = max(scores.values(), default=(0.0, 0))
    if best[0] >= 0.5:
        found = [m for m in problem.mistakes if scores[m.id] == best]
        return [Diagnosis(m.id, m.says) for m in found[:2]]
    return patterns(problem, planned, got, want, judged)


def run_mistakes(problem: Problem, calls: Sequence[Call]) -> list[tuple[Mistake, list[Outcome]]]:
    def run(mistake: Mistake) -> tuple[Mistake, list[Outcome]]:
        return mistake, answers(problem, plan.mistake_source(problem, mistake), calls)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, problem.mistakes))


Judge = Callable[[Call, Outcome, Outcome, Tolerance], facts.Judged]


def agreement_of(
    problem: Problem, rows: Sequence[tuple[Planned, Outcome, Outcome, Verdict, Outcome]], judge: Judge | None
) -> tuple[float, int]:
    """How well a mistake explains a failure: the share of calls that either fails on which both fail alike, and how
    many of those are exactly alike. (0, 0) unless they agree exactly somewhere, or are alike everywhere."""
    alike = exact = either = 0
    for planned, got, want, verdict, theirs in rows:
        tolerance = planned.case.tolerance or problem.tolerance
        failed = verdict is not Verdict.PASS
        mine = judge(planned.call, theirs, want, tolerance) if judge else facts.judge(planned.case, planned.call, theirs, want, tolerance)
        they_failed = mine[0] is not Verdict.PASS
        if not failed and not they_failed:
            continue
        either += 1
        if failed and they_failed:
            likeness = compare(got, theirs, tolerance)
            alike += likeness >= ALIKE
            exact += likeness == EXACT
    if not either or not (exact or alike == either):
        return 0.0, 0
    return (alike + exact) / (2 * either) if exact else 0.5 * alike / either, exact


def compare(a: Outcome, b: Outcome, tolerance: Tolerance) -> int:
    """How alike two failures are: the same values and kinds of error, or at least failing in the same manner."""
    if a.ended or b.ended:
        return EXACT if a.ended is b.ended else DIFFERENT
    loose = Tolerance(10 * tolerance.rtol, 10 * tolerance.atol)
    likeness = EXACT if a.stale == b.stale and bool(a.warnings) == bool(b.warnings) else ALIKE
    for x, y in zip(a.results, b.results, strict=False):
        if x.raised or y.raised:
            if not (x.raised and y.raised):
                return DIFFERENT
            likeness = min(likeness, EXACT if x.raised.type == y.raised.type else ALIKE)
            break
        if set(x.changed) != set(y.changed):
            likeness = min(likeness, ALIKE)
        likeness = min(likeness, compare_values(x.value, y.value, loose))
        for name in {*x.gradients, *y.gradients}:
            likeness = min(likeness, compare_values(x.gradients.get(name), y.gradients.get(name), loose))
    return likeness


def compare_values(a: object, b: object, tolerance: Tolerance) -> int:
    if same(a, b, tolerance):
        return EXACT
    if isinstance(a, Array) and isinstance(b, Array) and a.shape == b.shape and a.data.dtype.kind == b.data.dtype.kind == "f":
        x, y = entries(a), entries(b)
        broken = (abs(x) < float("inf")) != (abs(y) < float("inf"))
        if not broken.any() and agreement(a, b, tolerance)[abs(x) < float("inf")].all():
            return ALIKE  # the same entries are NaN or infinite, and the rest agrees
    if isinstance(a, tuple | list) and isinstance(b, tuple | list) and len(a) == len(b):
        return min((compare_values(x, y, tolerance) for x, y in zip(a, b, strict=True)), default=EXACT)
    return DIFFERENT


def patterns(
    problem: Problem, planned: Sequence[Planned], got: Sequence[Outcome], want: Sequence[Outcome], judged: Sequence[facts.Judged]
) -> list[Diagnosis]:
    """What the first wrong array looks like, and what the failing cases have in common."""
    for p, g, w, (verdict, _) in zip(planned, got, want, judged, strict=True):
        if verdict is not Verdict.WRONG:
            continue
        for x, y in zip(g.results, w.results, strict=False):
            pairs = [(x.value, y.value), *((x.gradients.get(name), y.gradients[name]) for name in y.gradients)]
            for a, b in pairs:
                if found := pattern(a, b, p.case.tolerance or problem.tolerance):
                    return [Diagnosis(f"pattern: {found[0]}", found[1])]
    return []


def sampled(problem: Problem, drawn: Sequence[samples.Drawn]) -> list[Diagnosis]:
    """The mistake whose samples fail where the candidate's do, with counts that could be of one distribution."""
    bad = [i for i, sample in enumerate(drawn) if sample.verdict is not Verdict.PASS]
    good = [i for i in range(len(drawn)) if i not in bad]
    found: list[tuple[float, Mistake]] = []
    for mistake in problem.mistakes:
        source = plan.source(problem, plan.mistake_source(problem, mistake), trusted=True)
        with Session(source) as session:
            if session.load():
                continue
            match = 1.0
            for i in (*bad, *good):
                match = match and min(match, alike(problem, i, drawn[i], session))
        found.append((match, mistake))
    found = sorted([pair for pair in found if pair[0] > 1e-4], key=lambda pair: -pair[0])
    return [Diagnosis(mistake.id, mistake.says) for _, mistake in found[:1]]


def alike(problem: Problem, number: int, mine: samples.Drawn, session: Session) -> float:
    """How probable it is that the session's source draws this sample as the candidate did; 0 for another verdict."""
    if session.ended:
        return 0.0
    theirs = samples.examine(problem, problem.sample[number], session)
    if mine.verdict is not theirs.verdict:
        return 0.0
    if mine.verdict is Verdict.PASS:
        return 1.0
    if not mine.counts or not theirs.counts:
        return 0.5 if mine.detail == theirs.detail else 0.0
    return sampling.homogeneity(mine.counts, theirs.counts) if mine.detail[:20] == theirs.detail[:20] else 0.0


def costs(problem: Problem, checks: Sequence[Check]) -> list[Diagnosis]:
    """Mistakes that are too slow or too large in the same clauses as the candidate."""
    from graders.checks import cost

    failed = {check.name for check in checks if check.stage == "cost" and check.verdict is Verdict.SLOW}
    if not failed:
        return []
    found = []
    for mistake in problem.mistakes:
        text = plan.mistake_source(problem, mistake)
        theirs = {check.name for check in cost.checks(problem, text.encode()) if check.verdict is Verdict.SLOW}
        if theirs == failed:
            found.append(Diagnosis(mistake.id, mistake.says))
    return found[:2]


