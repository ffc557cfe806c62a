"""From a problem's spec to what a child is asked: the shape of its stub, sources, and calls with their inputs."""

import ast
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from graders import inputs
from graders.sandbox.client import Source
from graders.types import Array, Call, Case, Cost, Mistake, Problem, Sample, SpecError, Step

SECONDS = 5.0  # wall time of one call
NO_METHOD = ("train", "eval", "zero_grad")  # of every module


@dataclass(frozen=True)
class Parameter:
    name: str
    default: Any = None
    required: bool = True


Signature = tuple[Parameter, ...]


@lru_cache(256)
def signatures(text: str) -> dict[str, dict[str, Signature]]:
    """name -> method -> parameters without self; a function has the one method "". Properties are left out."""
    found: dict[str, dict[str, Signature]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = {"": parameters(node, 0)}
        elif isinstance(node, ast.ClassDef):
            methods = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.decorator_list]
            found[node.name] = {m.name: parameters(m, 1) for m in methods}
    return found


def parameters(node: ast.FunctionDef, skip: int) -> Signature:
    args = [*node.args.posonlyargs, *node.args.args]
    defaults = [None] * (len(args) - len(node.args.defaults)) + list(node.args.defaults)
    return tuple(
        Parameter(arg.arg, None if default is None else ast.literal_eval(default), default is None)
        for arg, default in list(zip(args, defaults, strict=True))[skip:]
    )


def shape(problem: Problem) -> dict[str, Any]:
    """What a source must define, for loading.misfit: name -> {"required", "total", "methods"}."""

    def arity(signature: Signature) -> dict[str, Any]:
        return {"required": sum(p.required for p in signature), "total": len(signature)}

    wanted = {}
    for name in problem.entry:
        methods = signatures(problem.stub).get(name, {})
        if "" in methods:
            wanted[name] = {**arity(methods[""]), "methods": None}
        else:
            public = {m: arity(s) for m, s in methods.items() if not m.startswith("_")}
            wanted[name] = {**arity(methods.get("__init__", ())), "methods": public}
    return wanted


def source(problem: Problem, text: bytes | str, *, watch: Sequence[str] | None = None, trusted: bool = False, metered: bool = False) -> Source:
    return Source(
        text.encode() if isinstance(text, str) else text, problem.library, problem.given, shape(problem),
        None if watch is None else tuple(watch), metered, trusted,
    )  # fmt: skip


def mistake_source(problem: Problem, mistake: Mistake) -> str:
    """The source that commits the mistake. Raises SpecError where an edit does not apply."""
    text = mistake.source or problem.reference
    for old, new in mistake.edits:
        if text.count(old) != 1:
            raise SpecError(f"problems/{problem.topic}/{problem.id}.yaml: mistakes.{mistake.id}: {old!r} stands {text.count(old)} times in the reference, not once")
        text = text.replace(old, new)
    return text


@dataclass(frozen=True)
class Planned:
    """A case, one of its draws, and the call that it makes."""

    case: Case
    draw: int
    call: Call


def needs_state(case: Case | Cost) -> bool:
    return case.init is not None and case.state == "shared"


def seed_of(*parts: Any) -> int:
    return zlib.crc32("/".join(map(str, parts)).encode())


def call_of(problem: Problem, case: Case, draw: int, salt: str, state: Mapping[str, Array] | None, wrt: Sequence[str] = ()) -> Call:
    """The call that a draw of a case makes. Raises SpecError where an input cannot be built."""
    seed = f"{problem.id}/{case.name}/{draw}{salt}"
    try:
        steps = steps_of(problem, case, seed, state)
    except inputs.InputError as fault:
        raise SpecError(f"problems/{problem.topic}/{problem.id}.yaml: case {str(case.name)!r}: {fault}") from None
    if case.shares:
        steps[-1]["shares"] = True
    return Call(str(case.name), tuple(steps), seed_of(seed), tuple(wrt), SECONDS)


def steps_of(
    problem: Problem, case: Case | Cost | Sample, seed: str, state: Mapping[str, Array] | None = None, n: int | None = None
) -> list[dict[str, Any]]:
    """Wire steps of a case, a cost clause at size n, or a sample."""
    known = {**signatures(problem.given), **signatures(problem.stub)}
    init = getattr(case, "init", None)
    if init is None:
        name = case.call or problem.entry[0]
        return [step(problem, "function", name, case.args, known.get(name, {}).get(""), f"{seed}", n)]
    methods = known.get(problem.entry[0], {})
    steps = [step(problem, "new", problem.entry[0], init, methods.get("__init__"), f"{seed}/init", n)]
    if state:
        steps.append({"do": "write_state", "name": "", "state": dict(state), "names": [], "args": []})
    for i, part in enumerate(getattr(case, "calls", ())):
        steps.append(script_step(problem, part, known, methods, f"{seed}/{i}", n))
    return steps


def script_step(
    problem: Problem, part: Step, known: Mapping[str, Any], methods: Mapping[str, Signature], seed: str, n: int | None
) -> dict[str, Any]:
    if part.get:
        return {"do": "get", "name": part.get, "names": [], "args": []}
    if part.given:
        signature = known.get(part.given, {}).get("")
        return step(problem, "given", part.given, part.args, signature, seed, n, part.raises)
    return step(problem, "call", part.call, part.args, methods.get(part.call), seed, n, part.raises)


def step(
    problem: Problem, do: str, name: str, args: Mapping[str, Any], signature: Signature | None, seed: str, n: int | None,
    raises: str = "",
) -> dict[str, Any]:  # fmt: skip
    """One wire step; arguments by position, the stub's defaults standing in where a spec leaves one out before another."""
    built = inputs.build_all(args, seed, problem.library, n)
    if signature is not None:
        names = [p.name for p in signature]
        last = max((names.index(given) for given in built if given in names), default=-1)
        built = {p.name: built.get(p.name, p.default) for p in signature[: last + 1]}
    return {"do": do, "name": name, "names": list(built), "args": list(built.values()), "raises": raises}


def perturbed(state: Mapping[str, Any], seed: str) -> dict[str, Array]:
    """A reference's state moved by random amounts, so that no parameter is left at a start of zeros or ones.

    What is positive stays positive (variances). Integers stay.
    """
    moved = {}
    for name, array in state.items():
        rng = np.random.default_rng(seed_of(seed, name))
        if array.data.dtype.kind != "f" or not array.data.size:
            moved[name] = array
            continue
        noise = 0.3 * rng.standard_normal(array.data.shape)
        data = array.data * np.exp(noise) if (array.data > 0).all() else array.data + noise
        moved[name] = Array(array.library, array.dtype, data.astype(array.data.dtype))
    return moved
