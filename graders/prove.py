"""A problem's proof: its reference passes, its stub fails, each mistake fails and is named, others' sources fare as named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from graders import inputs, plan
from graders.checks.numeric import difference
from graders.judge import grade
from graders.reference import plan_cases, reference_answers
from graders.types import NOTHING, Problem, Scorecard, Verdict

FRESH = 3


def prove(problem: Problem, submissions: Mapping[str, str] | None = None, fresh: int = FRESH) -> Iterator[str]:
    """What is wrong with a problem, a line each; nothing when it is proved.

    submissions: file name -> source. `oracle.py` and `right_*.py` must pass (the oracle with no rule or cost held
    against it), `wrong_<mistake>.py` must fail and be named as that mistake. fresh: further draws of the reference.
    """
    card = grade(problem, problem.reference, reveal=True)
    if not card.passed:
        yield f"the reference fails: {first_failure(card)}"
        return
    values = replace(problem, cost=())  # what a source costs does not depend on the draw
    for i in range(fresh):
        if not (card := grade(values, problem.reference, fresh=True, reveal=True)).passed:
            yield f"the reference fails on fresh draw {i + 1}: {first_failure(card)}"
    yield from expectations(problem)
    if grade(problem, problem.stub).passed:
        yield "the stub passes"
    for mistake in problem.mistakes:
        yield from named(problem, mistake.id, plan.mistake_source(problem, mistake), f"mistake {mistake.id}")
    for name, source in (submissions or {}).items():
        yield from submission(problem, name, source)


def submission(problem: Problem, name: str, source: str) -> Iterator[str]:
    if name.startswith("wrong_"):
        yield from named(problem, name.removeprefix("wrong_").removesuffix(".py").split("__")[0], source, name)
        return
    oracle = name == "oracle.py"
    if oracle:
        problem = replace(problem, cost=())
    if not (card := grade(problem, source, rules=not oracle)).passed:
        yield f"{name} is rejected: {first_failure(card)}"


def named(problem: Problem, mistake: str, source: str, what: str) -> Iterator[str]:
    card = grade(problem, source)
    if card.passed:
        yield f"{what} passes"
    elif mistake not in [diagnosis.id for diagnosis in card.diagnoses]:
        told = ", ".join(diagnosis.id for diagnosis in card.diagnoses) or "nothing"
        yield f"{what} is not named; named: {told}; {first_failure(card)}"


def expectations(problem: Problem) -> Iterator[str]:
    """Cases whose `expect` the reference does not meet, or whose expected error it does not raise."""
    planned = plan_cases(problem, "")
    for p, outcome in zip(planned, reference_answers(problem, [p.call for p in planned]), strict=True):
        if p.case.expect is not NOTHING:
            want = inputs.build(p.case.expect, "expect", problem.library)
            if differs := difference(tuples(outcome.last.value), tuples(want), p.case.tolerance or problem.tolerance):
                yield f"case {str(p.case.name)!r}: the reference disagrees with `expect`: {differs}"


def tuples(value: object) -> object:
    """A list in `expect` stands for a list or a tuple."""
    return tuple(map(tuples, value)) if isinstance(value, list | tuple) else value


def first_failure(card: Scorecard) -> str:
    bad = next((check for check in card.checks if check.verdict not in (Verdict.PASS, Verdict.SKIPPED)), None)
    if bad is None:
        return "no check failed"
    shown = "".join(f"\n      {key}: {text[:300]}" for key, text in bad.shown.items())
    return f"{bad.name}: {bad.verdict}: {bad.detail}{shown}"
