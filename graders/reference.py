"""What the reference answers: run like any other source, remembered for the judge alone."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

from graders import plan
from graders.plan import Planned
from graders.sandbox import wire
from graders.sandbox.client import Session, Source
from graders.types import Array, Call, Case, Cost, Outcome, Problem, SpecError, Verdict

REMEMBERED = 4096  # outcomes
_memory: OrderedDict[bytes, Any] = OrderedDict()
_lock = Lock()


def _key(source: Source, call: Call) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for part in (source.library.encode(), source.given.encode(), source.text, *wire.encode([*call.steps, call.seed, list(call.wrt)])):
        digest.update(part)
    return digest.digest()


def answers(problem: Problem, text: str, calls: Sequence[Call]) -> list[Outcome]:
    """Outcomes of a trusted source (the reference, a mistake) on the calls, from memory where they are known."""
    return answers_of_many(problem, [text], calls)[0]


def answers_of_many(problem: Problem, texts: Sequence[str], calls: Sequence[Call]) -> list[list[Outcome]]:
    """Outcomes of several trusted sources, one after another in one child."""
    sources = [plan.source(problem, text, trusted=True) for text in texts]
    keys = [[_key(source, call) for call in calls] for source in sources]
    with _lock:
        found = {key: _memory[key] for row in keys for key in row if key in _memory}
    with Child() as child:
        for source, row in zip(sources, keys, strict=True):
            missing = [(key, call) for key, call in zip(row, calls, strict=True) if key not in found]
            outcomes = child.run_all(source, [call for _, call in missing]) if missing else []
            found |= dict(zip([key for key, _ in missing], outcomes, strict=True))
    with _lock:
        _memory.update(found)
        while len(_memory) > REMEMBERED:
            _memory.popitem(last=False)
    return [[found[key] for key in row] for row in keys]


class Child:
    """A child for one source after another, replaced when it ends. A context manager."""

    def __init__(self) -> None:
        self.session: Session | None = None

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *exc: Any) -> None:
        if self.session:
            self.session.__exit__(*exc)
            self.session = None

    def load(self, source: Source) -> dict[str, Any] | None:
        if self.session and (self.session.ended or not source.trusted):
            self.__exit__()
        if self.session is None:
            self.session = Session(source).__enter__()
        return self.session.load(source)

    def run_all(self, source: Source, calls: Sequence[Call]) -> list[Outcome]:
        """Outcomes of all calls; a child that ends is replaced for the calls after it, three times at most."""
        outcomes: list[Outcome] = []
        for _ in range(4):
            fault = self.load(source)
            assert self.session
            if fault:
                verdict = self.session.ended.verdict if self.session.ended else Verdict.LOAD
                stuck = Outcome(ended=verdict, reason=f"cannot be loaded: {fault['kind']} {fault['name']} {fault['message']}")
                return outcomes + [stuck] * (len(calls) - len(outcomes))
            for outcome in self.session.run_all(calls[len(outcomes) :]):
                outcomes.append(outcome)
                if self.session.ended:
                    break
            if len(outcomes) == len(calls):
                return outcomes
        return outcomes + [outcomes[-1]] * (len(calls) - len(outcomes))


def run_all(source: Source, calls: Sequence[Call]) -> list[Outcome]:
    """Outcomes of all calls, in a child of its own."""
    with Child() as child:
        return child.run_all(source, calls)


def reference_answers(problem: Problem, calls: Sequence[Call]) -> list[Outcome]:
    """The reference's outcomes. Raises SpecError when it does not answer: nobody can be graded by it."""
    outcomes = answers(problem, problem.reference, calls)
    for call, outcome in zip(calls, outcomes, strict=True):
        if outcome.ended or not outcome.results:
            raise SpecError(f"solutions/{problem.topic}/{problem.id}.py: case {call.name!r}: {outcome.ended or 'no answer'} {outcome.reason}".rstrip())
    return outcomes


def plan_cases(problem: Problem, salt: str) -> list[Planned]:
    """Every draw of every case, examples first. Raises SpecError."""
    draws = [(case, draw) for case in sorted(problem.cases, key=lambda c: not c.example) for draw in range(case.times)]
    states = shared_states(problem, [(case, f"{problem.id}/{case.name}/{draw}{salt}") for case, draw in draws])
    return [
        Planned(case, draw, plan.call_of(problem, case, draw, salt, state))
        for (case, draw), state in zip(draws, states, strict=True)
    ]


def shared_states(problem: Problem, cases: Sequence[tuple[Case | Cost, str]]) -> list[dict[str, Array] | None]:
    """For each (case, seed) with `state: shared` the state that every source gets; None for the others."""
    wanted = [(i, case, seed) for i, (case, seed) in enumerate(cases) if plan.needs_state(case)]
    calls = []
    for _, case, seed in wanted:
        new = plan.steps_of(problem, case, seed)[:1]
        calls.append(Call("state", (*new, {"do": "read_state", "names": [], "args": []}), plan.seed_of(seed), (), plan.SECONDS))
    states: list[dict[str, Array] | None] = [None] * len(cases)
    for (i, case, seed), outcome in zip(wanted, reference_answers(problem, calls) if calls else [], strict=True):
        fault = next((r.raised for r in outcome.results if r.raised), None)
        if fault or not isinstance(outcome.last.value, dict):
            name = getattr(case, "name", "cost")
            raise SpecError(f"solutions/{problem.topic}/{problem.id}.py: {name}: its state cannot be read: {fault}")
        states[i] = plan.perturbed(outcome.last.value, seed)
    return states
