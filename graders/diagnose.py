"""Which known mistake, or else which pattern, explains a failure.

The mistakes of a problem are sources like any other: they are run on the inputs that the candidate failed on, and the one
that fails in the same way, with the same wrong values, is named. Where none does, the first wrong array is looked at.
"""

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from graders import plan, samples
from graders.checks import outcomes as facts
from graders.checks import sampling
from graders.checks.numeric import agreement, same
from graders.checks.numeric import values as entries
from graders.checks.patterns import patterns as array_patterns
from graders.checks.patterns import telling
from graders.common import circumstance
from graders.plan import Planned
from graders.reference import Child, answers, answers_of_many, plan_cases, reference_answers
from graders.types import Array, Call, Check, Diagnosis, Mistake, Outcome, Problem, Raised, Text, Tolerance, Verdict

EXACT, ALIKE, DIFFERENT = 2, 1, 0
PROBES = 4  # failed calls on which every mistake is tried
MOST = 0.8  # share of the wrong calls that show a pattern


def values(
    problem: Problem, planned: Sequence[Planned], got: Sequence[Outcome], want: Sequence[Outcome], judged: Sequence[facts.Judged]
) -> list[Diagnosis]:
    """Diagnoses of wrong values, errors and gradients: the most specific mistake, or a pattern."""
    ran = [i for i, (verdict, _) in enumerate(judged) if verdict is not Verdict.SKIPPED]
    failed = [i for i in ran if judged[i][0] is not Verdict.PASS]
    probes = failed[:: max(1, -(-len(failed) // PROBES))]

    def score(mistakes: Sequence[Mistake], places: Sequence[int]) -> dict[str, tuple[float, int]]:
        theirs = run_mistakes(problem, mistakes, [planned[i].call for i in places])
        return {
            mistake.id: agreement_of(problem, [(planned[i], got[i], want[i], judged[i][0], o) for i, o in zip(places, outcomes, strict=True)])
            for mistake, outcomes in zip(mistakes, theirs, strict=True)
        }

    # Most mistakes answer a few of the failed calls otherwise; only those that do not are run on everything.
    promising = score(problem.mistakes, probes)
    scores = score([m for m in problem.mistakes if promising[m.id][0] > 0.0] or problem.mistakes, ran)
    best = max(scores.values(), default=(0.0, 0))
    if best[0] >= 0.5:
        found = [m for m in problem.mistakes if scores.get(m.id) == best]
        return [Diagnosis(m.id, m.says) for m in found[:2]]
    return patterns(problem, planned, got, want, judged)


def run_mistakes(problem: Problem, mistakes: Sequence[Mistake], calls: Sequence[Call]) -> list[list[Outcome]]:
    """Outcomes of each mistake on the calls, in two children side by side."""
    texts = [plan.mistake_source(problem, mistake) for mistake in mistakes]
    with ThreadPoolExecutor(2) as pool:
        halves = list(pool.map(lambda part: answers_of_many(problem, part, calls), (texts[::2], texts[1::2])))
    return [halves[i % 2][i // 2] for i in range(len(texts))]


def agreement_of(problem: Problem, rows: Sequence[tuple[Planned, Outcome, Outcome, Verdict, Outcome]]) -> tuple[float, int]:
    """How well a mistake explains a failure: the share of calls that either fails on which both fail alike, and how
    many of those are exactly alike. (0, 0) unless they agree exactly somewhere, or are alike everywhere.

    rows: (call, the candidate's outcome, the reference's, the candidate's verdict, the mistake's outcome).
    """
    alike = exact = either = 0
    for planned, got, want, verdict, theirs in rows:
        tolerance = planned.case.tolerance or problem.tolerance
        failed = verdict is not Verdict.PASS
        they_failed = judge(planned, theirs, want, tolerance)[0] is not Verdict.PASS
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


def judge(planned: Planned, got: Outcome, want: Outcome, tolerance: Tolerance) -> facts.Judged:
    if planned.call.wrt:
        return facts.judge_gradients(planned.call, got, want, tolerance)
    return facts.judge(planned.case, planned.call, got, want, tolerance)


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
            likeness = min(likeness, compare_errors(x.raised, y.raised))
            continue
        if set(x.changed) != set(y.changed):
            likeness = min(likeness, ALIKE)
        likeness = min(likeness, compare_values(x.value, y.value, loose))
        for name in {*x.gradients, *y.gradients}:
            likeness = min(likeness, compare_values(x.gradients.get(name), y.gradients.get(name), loose))
    return likeness


def compare_errors(a: Raised, b: Raised) -> int:
    if a.line is None or b.line is None:  # raised by the runner itself, a state that does not fit say: its message tells
        return EXACT if a.message == b.message else DIFFERENT
    return EXACT if a.type == b.type else ALIKE


def compare_values(a: object, b: object, tolerance: Tolerance) -> int:
    if same(a, b, tolerance):
        return EXACT
    if isinstance(a, Array) and isinstance(b, Array) and a.shape == b.shape and a.data.dtype.kind == b.data.dtype.kind == "f":
        x, y = entries(a), entries(b)
        broken = (abs(x) < float("inf")) != (abs(y) < float("inf"))
        if not broken.any() and agreement(a, b, tolerance)[abs(x) < float("inf")].all():
            return ALIKE  # the same entries are NaN or infinite, and the rest agrees
    if isinstance(a, float) and isinstance(b, float) and not math.isfinite(a) and not math.isfinite(b):
        return ALIKE
    if isinstance(a, tuple | list) and isinstance(b, type(a)) and len(a) == len(b):
        return min((compare_values(x, y, tolerance) for x, y in zip(a, b, strict=True)), default=EXACT)
    return DIFFERENT


def patterns(
    problem: Problem, planned: Sequence[Planned], got: Sequence[Outcome], want: Sequence[Outcome], judged: Sequence[facts.Judged]
) -> list[Diagnosis]:
    """What all wrong arrays look like, if they look alike, and where it goes wrong."""
    ran = [i for i, (verdict, _) in enumerate(judged) if verdict is not Verdict.SKIPPED]
    wrong = [i for i in ran if judged[i][0] is Verdict.WRONG]
    looks = [look for i in wrong if (look := looks_like(planned[i], got[i], want[i], problem)) is not None]
    enough = MOST * len(looks)  # rounding may hide a pattern in a call or two
    found = [(name, says) for name, says in (looks[0] if looks else {}).items() if sum(name in look for look in looks) >= enough][:1]
    if where := circumstance([planned[i] for i in ran], [judged[i][0] is not Verdict.PASS for i in ran]):
        found.append(where)
    return [Diagnosis(f"pattern: {name}", says) for name, says in found]


def looks_like(planned: Planned, got: Outcome, want: Outcome, problem: Problem) -> dict[str, Text] | None:
    """Every pattern of the first wrong array of a call; None where its arrays are too small to tell."""
    tolerance = planned.case.tolerance or problem.tolerance
    for x, y in zip(got.results, want.results, strict=False):
        for name in y.gradients:
            if no_gradient(x.gradients.get(name), y.gradients[name]):
                text = Text(
                    "No gradient reaches {0}: the path to it is cut (detach, .data, .item(), NumPy or no_grad).",
                    "梯度传不到 {0}：通路被切断了（detach、.data、.item()、NumPy 或 no_grad）。",
                )
                return {f"no gradient of {name.partition('@')[0]}": text.format(facts.leaf_name(name))}
        for a, b in [(x.value, y.value), *((x.gradients.get(name), y.gradients[name]) for name in y.gradients)]:
            if not same(a, b, tolerance):
                return array_patterns(a, b, tolerance) if telling(b) else None
    return {}


def no_gradient(got: object, want: object) -> bool:
    return isinstance(got, Array) and isinstance(want, Array) and not entries(got).any() and bool(entries(want).any())


MANY = 2  # failed samples that are looked at
DRAWS = 3000  # of a mistake: enough to know it again
UNLIKELY = 1e-4


def sampled(problem: Problem, drawn: Sequence[samples.Drawn]) -> list[Diagnosis]:
    """The mistake whose draws of the candidate's failed samples could be of the same distribution."""
    bad = [i for i, sample in enumerate(drawn) if sample.verdict is not Verdict.PASS][:MANY]

    def likelihoods(mistakes: Sequence[Mistake]) -> list[float]:
        with Child() as child:
            return [min((alike(problem, i, drawn[i], mistake, child) for i in bad), default=0.0) for mistake in mistakes]

    with ThreadPoolExecutor(2) as pool:
        halves = list(pool.map(likelihoods, (problem.mistakes[::2], problem.mistakes[1::2])))
    found = [(halves[i % 2][i // 2], mistake) for i, mistake in enumerate(problem.mistakes)]
    best = max((likelihood for likelihood, _ in found), default=0.0)
    return [Diagnosis(m.id, m.says) for likelihood, m in found if likelihood == best][:1] if best > UNLIKELY else []


def alike(problem: Problem, number: int, mine: samples.Drawn, mistake: Mistake, child: Child) -> float:
    """How probable it is that a mistake draws a sample as the candidate did; 0 where it fails in another way."""
    source = plan.source(problem, plan.mistake_source(problem, mistake), trusted=True)
    if child.load(source) or child.session is None:
        return 0.0
    sample = problem.sample[number]
    theirs = samples.draw(problem, sample, child.session, "/0", DRAWS)
    if theirs.verdict is not Verdict.PASS or mine.verdict is not Verdict.WRONG or not mine.counts:
        return 0.5 if theirs.verdict is mine.verdict and theirs.question == mine.question else 0.0
    if mine.question == "generator":
        verdict, detail = samples.generator_use(problem, sample, child.session, samples.probabilities(problem, sample))
        return 0.5 if verdict is mine.verdict and detail == mine.detail else 0.0
    return sampling.homogeneity(mine.counts, theirs.counts)


def right_values(problem: Problem, text: str) -> bool:
    """Whether a trusted source answers every case as the reference does."""
    planned = plan_cases(problem, "")
    calls = [p.call for p in planned]
    rows = zip(planned, answers(problem, text, calls), reference_answers(problem, calls), strict=True)
    return all(facts.judge(p.case, p.call, g, w, p.case.tolerance or problem.tolerance)[0] is Verdict.PASS for p, g, w in rows)


def costs(problem: Problem, checks: Sequence[Check]) -> list[Diagnosis]:
    """Mistakes of right values that are too slow or too large in the same demands of the same clauses as the candidate."""
    from graders.checks import cost

    failed = slow([check for check in checks if check.stage == "cost"])
    found = []
    for mistake in problem.mistakes if failed else ():
        text = plan.mistake_source(problem, mistake)
        if right_values(problem, text) and slow(cost.checks(problem, text.encode())) == failed:
            found.append(Diagnosis(mistake.id, mistake.says))
    return found[:2]


def slow(checks: Sequence[Check]) -> list[int]:
    """The places of the demands that are not met; two clauses may make the same demand of different inputs."""
    return [i for i, check in enumerate(checks) if check.verdict is Verdict.SLOW]
