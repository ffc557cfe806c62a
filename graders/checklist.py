"""Adversarial inputs by construction: what the cases of a problem must hold, as far as it applies to their inputs.

A check looks at the arrays that the cases build, argument by argument. docs/authors.md lists the checks; a problem to which
one does not apply waives it with a reason.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.checks.numeric import values
from graders.reference import plan_cases
from graders.types import Array, Problem

HIDDEN_CASES = 6
LARGE = 100.0


@dataclass(frozen=True)
class Argument:
    """All arrays that the cases pass under one name to one function."""

    name: str
    arrays: tuple[Array, ...]

    @property
    def floats(self) -> list[Array]:
        return [a for a in self.arrays if a.dtype.startswith(("float", "bfloat"))]

    @property
    def booleans(self) -> list[Array]:
        return [a for a in self.arrays if a.dtype == "bool"]


def gaps(problem: Problem) -> Iterator[str]:
    """What is missing and not waived, a line each: "check: what to add". A waiver of nothing is a line as well."""
    waived = {waiver.check for waiver in problem.waived}
    missing = dict(all_gaps(problem))
    for name, text in missing.items():
        if name not in waived:
            yield f"{name}: {text}"
    for name in sorted(waived - set(missing)):
        yield f"waived.{name}: unknown check" if name not in CHECKS else f"waived.{name}: the cases hold it; drop the waiver"


def all_gaps(problem: Problem) -> Iterator[tuple[str, str]]:
    found = arguments(problem)
    for name, check in CHECKS.items():
        if text := check(problem, found):
            yield name, text


def arguments(problem: Problem) -> list[Argument]:
    """Array arguments that the cases pass to the entries, constructors and methods included; not to functions of `given`."""
    arrays: dict[str, list[Array]] = {}
    for planned in plan_cases(problem, ""):
        if planned.case.raises:
            continue
        for step in planned.call.steps:
            if step["do"] not in ("new", "call") and step["name"] not in problem.entry:
                continue
            for name, value in zip(step["names"], step["args"], strict=True):
                for array in within(value):
                    arrays.setdefault(name, []).append(array)
    return [Argument(name, tuple(found)) for name, found in arrays.items()]


def within(value: Any) -> Iterator[Array]:
    if isinstance(value, Array):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from within(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from within(item)


# ---- checks: "" or what is missing


def hidden_cases(problem: Problem, found: list[Argument]) -> str:
    count = sum(not case.example for case in problem.cases)
    return "" if count >= HIDDEN_CASES else f"{count} hidden cases; at least {HIDDEN_CASES}"


def unequal_axes(problem: Problem, found: list[Argument]) -> str:
    for argument in found:
        for rank in {len(a.shape) for a in argument.arrays}:
            shapes = [a.shape for a in argument.arrays if len(a.shape) == rank]
            for i in range(rank):
                for j in range(i + 1, rank):
                    if all(shape[i] == shape[j] for shape in shapes):
                        return f"axes {i} and {j} of {argument.name} have the same size in every case"
    return ""


def main(found: list[Argument]) -> Argument | None:
    """The first float argument of two axes or more."""
    return next((a for a in found if a.floats and max(len(x.shape) for x in a.floats) >= 2), None)


def functions(problem: Problem) -> bool:
    """Whether the problem asks for functions; a module fixes dtype and gradients by its own parameters."""
    return all(case.init is None for case in problem.cases)


def one_item(problem: Problem, found: list[Argument]) -> str:
    argument = main(found)
    return "" if not argument or any(a.shape[:1] == (1,) for a in argument.arrays) else f"{argument.name} never has a first axis of 1"


def many_items(problem: Problem, found: list[Argument]) -> str:
    argument = main(found)
    return "" if not argument or any(a.shape and a.shape[0] > 1 for a in argument.arrays) else f"{argument.name} always has a first axis of 1"


def length_one(problem: Problem, found: list[Argument]) -> str:
    argument = main(found)
    return "" if not argument or any(1 in a.shape[1:] for a in argument.arrays) else f"{argument.name} never has a later axis of 1"


def odd_size(problem: Problem, found: list[Argument]) -> str:
    argument = main(found)
    return "" if not argument or any(n > 1 and n % 2 for a in argument.arrays for n in a.shape) else f"{argument.name} has only even sizes"


def not_contiguous(problem: Problem, found: list[Argument]) -> str:
    if not main(found) or any(a.layout in ("transposed", "strided") for arg in found for a in arg.arrays):
        return ""
    return "no array is laid out transposed or strided"


def expanded(problem: Problem, found: list[Argument]) -> str:
    if problem.library != "torch" or not main(found) or any(a.layout == "expanded" for arg in found for a in arg.arrays):
        return ""
    return "no array is expanded"


def large_values(problem: Problem, found: list[Argument]) -> str:
    floats = [a for arg in found for a in arg.floats]
    return "" if not floats or any(a.data.size and np.nanmax(np.abs(values(a))) >= LARGE for a in floats) else f"no entry of size {LARGE:.0f}"


def float64(problem: Problem, found: list[Argument]) -> str:
    floats = [a for arg in found for a in arg.floats]
    if problem.library != "torch" or not functions(problem) or not floats or any(a.dtype == "float64" for a in floats):
        return ""
    return "no case in float64"


def constant_rows(problem: Problem, found: list[Argument]) -> str:
    rows = [values(a) for arg in found for a in arg.floats if a.shape and a.shape[-1] > 1 and a.data.size]
    if not rows or any((data.max(-1) == data.min(-1)).any() for data in rows):
        return ""
    return "no row has equal entries"


def needs_grad(problem: Problem, found: list[Argument]) -> str:
    floats = [a for arg in found for a in arg.floats]
    if problem.library != "torch" or not functions(problem) or not floats or not problem.gradient:
        return ""
    return "" if any(a.requires_grad for a in floats) else "no input requires grad"


def gradients(problem: Problem, found: list[Argument]) -> str:
    if problem.library != "torch" or problem.sample:
        return ""
    missing = [arg.name for arg in found if arg.floats and arg.name not in problem.gradient]
    modules = any(case.state == "shared" for case in problem.cases)
    if modules and "parameters" not in problem.gradient:
        missing.append("parameters")
    return f"gradient does not list {', '.join(missing)}" if missing else ""


def full_mask(problem: Problem, found: list[Argument]) -> str:
    masks = [arg for arg in found if arg.booleans]
    bad = [arg.name for arg in masks if not any(a.data.all() for a in arg.booleans)]
    return f"{bad[0]} is never True everywhere" if bad else ""


def empty_mask_row(problem: Problem, found: list[Argument]) -> str:
    masks = [arg for arg in found if arg.booleans]
    bad = [arg.name for arg in masks if not any(a.shape and not a.data.any(-1).all() for a in arg.booleans)]
    return f"no row of {bad[0]} is False everywhere" if bad else ""


def not_square(problem: Problem, found: list[Argument]) -> str:
    for arg in found:
        images = [a.shape for a in arg.arrays if len(a.shape) == 4]
        if images and all(shape[-1] == shape[-2] for shape in images):
            return f"{arg.name} is always square"
    return ""


def errors(problem: Problem, found: list[Argument]) -> str:
    named = set(re.findall(r"\b(?:Value|Key|Index|Type|Memory|Runtime|Assertion)Error\b", problem.prompt.en))
    expected = {case.raises for case in problem.cases} | {step.raises for case in problem.cases for step in case.calls}
    return f"no case expects {', '.join(sorted(named - expected))}" if named - expected else ""


Check = Callable[[Problem, list[Argument]], str]
CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        hidden_cases, unequal_axes, one_item, many_items, length_one, odd_size, not_contiguous, expanded, large_values,
        float64, constant_rows, needs_grad, gradients, full_mask, empty_mask_row, not_square, errors,
    )
}  # fmt: skip
