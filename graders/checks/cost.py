"""The cost stage: does a source's work grow as its problem allows?

Work is counted first, on sizes that double until a budget of counted events is spent, so that a verdict does not depend
on the machine. What survives is confirmed by paired CPU times. The decision is made in examination.py; counting.py
chooses sizes, timing.py takes times, growth.py reads off what either says.
"""

from collections import deque
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from graders.checks.bench import Bench, Workload
from graders.checks.examination import Examination
from graders.checks.growth import GROWTHS
from graders.sandbox.client import Source
from graders.types import Call, Check, Cost, Live, Problem, SpecError

REMEMBERED = 32  # sizes whose inputs are kept, for the other source


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

    first = first_input(lambda: inputs(cost.from_), cost)
    library = library_of(source, reference, first)
    return compare(
        Source(source.encode("utf-8", "surrogatepass"), library), partial(workload, entry),
        Source(reference.encode(), library), partial(workload, reference_entry or entry), cost,
    )  # fmt: skip


def first_input(build: Callable[[], Any], cost: Cost) -> Any:
    """The input of the first size. Raises SpecError where it cannot be built: nobody could be measured."""
    try:
        return build()
    except Exception as fault:
        raise SpecError(f"cost: no input of size {cost.from_} can be built: {fault}") from None


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
        if reference.fault:
            raise SpecError(f"cost: the reference cannot be loaded: {reference.fault['name']} {reference.fault['message']}")
        first_input(lambda: reference_workload(cost.from_), cost)
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

    new = plan.steps_of(problem, clause, seed, None, n)[:1]
    read = {"do": "read_state", "names": [], "args": []}
    (outcome,) = reference.answers(problem, problem.reference, [Call("state", (*new, read), plan.seed_of(seed), (), plan.SECONDS)])
    if not isinstance(outcome.last.value, Mapping):
        raise SpecError(f"solutions/{problem.topic}/{problem.id}.py: cost: its state cannot be read: {outcome.last.raised}")
    return plan.perturbed(outcome.last.value, seed)
