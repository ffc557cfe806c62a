"""The sampling stage: what is drawn, and what is concluded from it.

Three questions for each sample of a spec: does the same generator give the same result whatever the global one does; does
another generator give another; are support and frequencies right (checks.sampling)?
"""

import ast
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graders import plan
from graders.checks import outcomes as facts
from graders.checks import sampling
from graders.checks.numeric import kind
from graders.reference import answers, run_all
from graders.sandbox.client import Session
from graders.sandbox.live import outcome as likeness
from graders.types import Array, Call, Live, Outcome, Problem, Result, Sample, SpecError, Text, Verdict

SECONDS = 30.0
MANY = 1_000  # draws at most in the test of the generator
Judged = facts.Judged


@dataclass(frozen=True)
class Drawn:
    """One sample as drawn from a source: the verdict, and the counts that told."""

    verdict: Verdict
    detail: Text
    counts: Mapping[Any, int]
    question: str = ""  # which one it failed: "support", "frequencies", "generator", or what kept it from being looked at


def examine_all(problem: Problem, samples: Sequence[Sample], session: Session, salt: str = "") -> list[Drawn]:
    """Samples of a problem, drawn from the session's source and judged."""
    drawn: list[Drawn] = []
    for sample in samples:
        failed = any(found.verdict is not Verdict.PASS for found in drawn)
        drawn.append(examine(problem, sample, session, salt, failed))
    return drawn


def examine(problem: Problem, sample: Sample, session: Session, salt: str = "", failed: bool = False) -> Drawn:
    """Draw the sample from the session's source and judge it. Raises SpecError for a spec of no use.

    failed: the source has failed another sample already, so that a first draw that could not be worse needs no second.
    """
    wanted = probabilities(problem, sample)
    count = sample.draws or sampling.draws(len(wanted))
    for step, times in ((0, 1), (1, sampling.SECOND_TIMES)):
        drawn = draw(problem, sample, session, f"{salt}/{step}", count * times)
        if drawn.verdict is not Verdict.PASS:
            return drawn
        found = sampling.fit(drawn.counts, wanted)
        certain = found.p < sampling.SECOND * sampling.SECOND if failed else False
        if found.impossible is not None or certain or (step and found.p < sampling.SECOND):
            question = "frequencies" if found.impossible is None else "support"
            return replace(drawn, verdict=Verdict.WRONG, detail=sampling.misfit(found, wanted), question=question)
        if found.p >= sampling.FIRST:
            break
    verdict, detail = generator_use(problem, sample, session, wanted)
    return replace(drawn, verdict=verdict, detail=detail, question="generator")


def draw(problem: Problem, sample: Sample, session: Session, seed: str, count: int) -> Drawn:
    """So many draws of the session's source, not judged but for what keeps them from being looked at."""
    outcome = session.run(call_of(problem, sample, seed, count))
    if fault := broken(problem, sample, outcome):
        raised = outcome.last.raised
        return Drawn(*fault, {}, f"raises {raised.type}" if raised else str(fault[1]))
    return Drawn(Verdict.PASS, Text(""), counts_of(outcome))


def generator_use(problem: Problem, sample: Sample, session: Session, wanted: Mapping[Any, float]) -> Judged:
    """Whether the result follows from the given generator alone."""
    if not has_generator(sample):
        return facts.RIGHT
    few = enough(wanted)
    first, again, other = (session.run(call_of(problem, sample, seed, few, world)) for seed, world in (("a", 1), ("a", 2), ("b", 1)))
    for outcome in (first, again, other):
        if fault := broken(problem, sample, outcome):
            return fault
    if digest(first) != digest(again):
        return Verdict.WRONG, Text(
            "the same generator gives different results: the global generator (or another source of chance) is used",
            "同一个 generator 给出了不同的结果：用到了全局随机数（或其他随机源）",
        )
    if few < MANY and digest(first) == digest(other):
        return Verdict.WRONG, Text("the result does not depend on the given generator", "结果与传入的 generator 无关")
    return facts.RIGHT


def enough(wanted: Mapping[Any, float]) -> int:
    """So many draws that two independent sequences are equal with probability below 1e-9; MANY where that is too many."""
    collision = sum(p * p for p in wanted.values())
    return min(MANY, math.ceil(21.0 / -math.log(collision))) if collision < 1.0 else MANY


def digest(outcome: Outcome) -> Any:
    return outcome.last.value.get("digest")


def broken(problem: Problem, sample: Sample, outcome: Outcome) -> Judged | None:
    """What keeps an outcome from being looked at: it ended, raised, changed an input, or is of the wrong kind."""
    if outcome.ended:
        return outcome.ended, facts.ending(outcome, SECONDS)
    got = outcome.last
    if got.raised:
        return Verdict.ERROR, Text("{}{}").format(facts.exception(got.raised), facts.at_line(got.raised))
    if got.changed:
        return Verdict.WRONG, Text("it changed its input {}", "它修改了输入 {}").format(", ".join(got.changed))
    if not isinstance(got.value, dict) or "counts" not in got.value:
        return Verdict.CRASHED, Text("it answered with something else than facts", "返回的不是事实")
    reference = answers(problem, problem.reference, [call_of(problem, sample, "kind", 1)])[0]
    if reference.ended or reference.last.raised:
        raise SpecError(f"problems/{problem.topic}/{problem.id}.yaml: sample {str(sample.name)!r}: the reference fails: {reference.last.raised}")
    return wrong_kind(got, reference.last)


def wrong_kind(got: Result, want: Result) -> Judged | None:
    mine, theirs = got.value["first"], want.value["first"]
    pairs = list(zip(mine, theirs, strict=False)) if isinstance(mine, tuple) and isinstance(theirs, tuple) else [(mine, theirs)]
    for a, b in pairs:
        alike = isinstance(a, Array) and isinstance(b, Array) and (a.library, a.dtype, len(a.shape)) == (b.library, b.dtype, len(b.shape))
        if not alike and not (type(a) is type(b) and not isinstance(a, Array)):
            return Verdict.WRONG, Text("got {}, expected {}", "得到 {}，应为 {}").format(kind(a), kind(b))
    return None


def call_of(problem: Problem, sample: Sample, generator: str, draws: int, world: int = 0) -> Call:
    """A call that draws so often. generator: names the seed of the given generator; world: of the global ones."""
    seed = f"{problem.id}/{sample.name}"
    (step,) = plan.steps_of(problem, sample, seed)
    number = plan.seed_of(seed, generator)
    args = [Live("generator", args=number) if isinstance(arg, Live) and arg.kind == "generator" else arg for arg in step["args"]]
    step = {**step, "do": "sample", "args": args, "each": sample.each, "draws": draws}
    return Call(str(sample.name), (step,), plan.seed_of(seed, world if world else generator), (), SECONDS)


def has_generator(sample: Sample) -> bool:
    return any(isinstance(arg, Mapping) and "generator" in arg for arg in sample.args.values())


def counts_of(outcome: Outcome) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for key, count in outcome.last.value["counts"]:
        key = tuple_of(key)
        counts[key] = counts.get(key, 0) + int(count)
    return counts


def tuple_of(value: Any) -> Any:
    return tuple(map(tuple_of, value)) if isinstance(value, list | tuple) else value


def probabilities(problem: Problem, sample: Sample) -> dict[Any, float]:
    """Outcome -> probability: as the spec writes it, or as the function of the solution gives it. Raises SpecError."""
    where = f"problems/{problem.topic}/{problem.id}.yaml: sample {str(sample.name)!r}: probabilities"
    table: Any = sample.probabilities
    if isinstance(table, str):
        table = from_solution(problem, sample, where)
    if not isinstance(table, Mapping) or not table:
        raise SpecError(f"{where}: a mapping from outcome to probability is wanted")
    found = {likeness(tuple_of(key_of(key))): float(p) for key, p in table.items()}
    if abs(sum(found.values()) - 1.0) > 1e-5 or min(found.values()) < -1e-9:
        raise SpecError(f"{where}: they sum to {sum(found.values()):.6f}, not to 1")
    return found


def key_of(key: Any) -> Any:
    return ast.literal_eval(key) if isinstance(key, str) and key[:1] in "([" else key


def from_solution(problem: Problem, sample: Sample, where: str) -> Any:
    (step,) = plan.steps_of(problem, sample, f"{problem.id}/{sample.name}")
    kept = [(n, a) for n, a in zip(step["names"], step["args"], strict=True) if not (isinstance(a, Live) and a.kind == "generator")]
    step = {**step, "name": sample.probabilities, "names": [n for n, _ in kept], "args": [a for _, a in kept]}
    (outcome,) = run_all(plan.source(problem, problem.reference, trusted=True), [Call("probabilities", (step,), 0, (), SECONDS)])
    if outcome.ended or outcome.last.raised:
        raise SpecError(f"{where}: {sample.probabilities}() fails: {outcome.last.raised or outcome.reason}")
    return outcome.last.value
