"""One problem from its two files, checked against itself: specs refer to the stub, to `given` and to the reference."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from drill import strict
from graders import inputs
from graders.types import NOTHING, Case, Cost, Forbid, Mistake, Problem, Sample, Step

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
GROWTHS = ("1", "log n", "n", "n log n", "n^2", "n^3")


def growth(document: strict.Document, node: strict.Node, path: str) -> Any:
    value = strict.word_or_number(document, node, path)
    if value is strict.BAD or value in GROWTHS:
        return value
    return document.fault(path, f"{value!r} is none of {', '.join(GROWTHS)}")


SPECIAL: Mapping[tuple[type, str], strict.Convert] = {
    (Problem, "entry"): strict.one_or_many(str),
    (Problem, "cost"): strict.one_or_many(Cost),
    (Problem, "sample"): strict.one_or_many(Sample),
    (Case, "name"): strict.text_or_word,
    (Sample, "name"): strict.text_or_word,
    (Cost, "time"): growth,
    (Cost, "steps"): growth,
    (Cost, "memory"): growth,
}


@dataclass(frozen=True)
class Signature:
    """What may be passed to a function. rest: it takes any further names."""

    names: tuple[str, ...] = ()
    needed: frozenset[str] = frozenset()
    rest: bool = False

    @classmethod
    def of(cls, function: ast.FunctionDef | ast.AsyncFunctionDef, bound: bool = False) -> "Signature":
        """bound: without its first parameter, self."""
        args = function.args
        positional = [arg.arg for arg in (*args.posonlyargs, *args.args)]
        needed = set(positional[: len(positional) - len(args.defaults)])
        needed |= {arg.arg for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True) if default is None}
        names = (*positional[bound:], *(arg.arg for arg in args.kwonlyargs))
        return cls(names, frozenset(needed & set(names)), bool(args.vararg or args.kwarg))


@dataclass(frozen=True)
class Names:
    """What the top level of a module defines. `broken`: its syntax error, if it has one, and the line."""

    functions: Mapping[str, Signature] = field(default_factory=dict)
    classes: Mapping[str, Mapping[str, Signature]] = field(default_factory=dict)  # methods by class
    broken: str = ""
    line: int = 0

    @classmethod
    def of(cls, source: str) -> "Names":
        try:
            body = ast.parse(source).body
        except SyntaxError as error:
            return cls(broken=str(error.msg), line=error.lineno or 1)
        functions = {node.name: Signature.of(node) for node in body if isinstance(node, ast.FunctionDef)}
        classes = {
            node.name: {
                item.name: Signature.of(item, not static(item))
                for item in node.body
                if isinstance(item, ast.FunctionDef)
            }
            for node in body
            if isinstance(node, ast.ClassDef)
        }
        return cls(functions, classes)

    def __contains__(self, name: str) -> bool:
        return name in self.functions or name in self.classes

    def signature(self, name: str) -> Signature | None:
        """What a call of this function or class takes; None where the module does not tell."""
        return self.functions.get(name) or self.classes.get(name, {}).get("__init__")


def static(function: ast.FunctionDef) -> bool:
    return any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in function.decorator_list)


def read(name: str, content: bytes, solution_name: str, solution: bytes | None, id: str, topic: str) -> Problem:
    """The problem of these two files; the names are theirs for faults. Raises SpecError with every fault of both."""
    document = strict.Document(name, content, SPECIAL)
    elsewhere = []
    reference = ""
    if solution is None:
        elsewhere.append(f"{solution_name}:1: no such file; it holds the reference of {name}")
    else:
        try:
            reference = solution.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            elsewhere.append(f"{solution_name}:1: not UTF-8 at byte {fault.start}")
    for what, word in (("id", id), ("topic", topic)):
        if not NAME.fullmatch(word):
            elsewhere.append(f"{name}:1: the {what} {word!r} of this path is not words of a-z and 0-9 joined by _")
    fixed = {"id": id, "topic": topic, "reference": reference}
    problem = document.read(Problem, fixed, {"entry": (id,)})
    if problem is not strict.BAD:
        elsewhere += Checker(document, problem, solution_name, bool(reference)).check()
    document.close(*elsewhere)
    assert isinstance(problem, Problem)
    return problem


class Checker:
    """Reports to the document what is wrong between the parts of one problem."""

    def __init__(self, document: strict.Document, problem: Problem, solution_name: str, has_reference: bool):
        self.document, self.problem = document, problem
        self.fault, self.ok = document.fault, document.ok
        self.solution_name, self.has_reference = solution_name, has_reference
        self.stub, self.given = Names.of(problem.stub), Names.of(problem.given)

    def check(self) -> list[str]:
        """Faults of the solution file; all others go to the document."""
        faults = list(self.code())
        for i, case in enumerate(self.problem.cases):
            self.case(case, f"cases[{i}]")
        for i, cost in enumerate(self.problem.cost):
            self.cost(cost, self.place("cost", i))
        for i, sample in enumerate(self.problem.sample):
            self.sample(sample, self.place("sample", i))
        for i, mistake in enumerate(self.problem.mistakes):
            self.mistake(mistake, f"mistakes[{i}]")
        self.forbid(self.problem.forbid)
        self.rest()
        return faults

    def place(self, key: str, i: int) -> str:
        """The path of an item of a key that may stand without brackets."""
        return f"{key}[{i}]" if f"{key}[{i}]" in self.document.lines else key

    def code(self) -> Iterator[str]:
        problem = self.problem
        for key, names in (("stub", self.stub), ("given", self.given)):
            if names.broken and self.ok(key):
                # A block scalar's text begins one line below its key.
                self.fault(key, names.broken, self.document.lines.get(key, 0) + names.line)
        reference = Names.of(problem.reference)
        if reference.broken:
            yield f"{self.solution_name}:{reference.line}: {reference.broken}"
        if not problem.entry and self.ok("entry"):
            self.fault("entry", "is empty")
        for name in problem.entry:
            if self.ok("stub") and name not in self.stub:
                self.fault("entry" if "entry" in self.document.lines else "stub", f"the stub defines no {name}")
            if self.has_reference and not reference.broken and name not in reference:
                yield f"{self.solution_name}:1: defines no {name}, the entry of the stub"

    def case(self, case: Case, at: str) -> None:
        if case.times < 1 and self.ok(f"{at}.times"):
            self.fault(f"{at}.times", "expected 1 or more")
        if case.raises and case.expect is not NOTHING:
            self.fault(f"{at}.expect", "a case that raises has no value to expect")
        if case.raises and not DOTTED.fullmatch(case.raises):
            self.fault(f"{at}.raises", f"{case.raises!r} is no name of an exception")
        if case.expect is not NOTHING:
            self.inputs(case.expect, f"{at}.expect")
        self.run(case, at, raises=case.raises)
        passed = {name: None for args in (case.args, *(step.args for step in case.calls)) for name in args}
        for i, name in enumerate(case.shares):
            if name not in passed:
                self.fault(f"{at}.shares[{i}]", f"{name} is none of the arguments: {', '.join(passed)}")

    def cost(self, cost: Cost, at: str) -> None:
        if cost.from_ < 1 and self.ok(f"{at}.from"):
            self.fault(f"{at}.from", "expected 1 or more")
        if not (cost.time or cost.steps or cost.memory or cost.flops or cost.largest):
            self.fault(at, "demands nothing; known: time, steps, flops, memory, largest")
        for key in ("flops", "largest"):
            if getattr(cost, key) < 0:
                self.fault(f"{at}.{key}", "expected a positive number")
        self.run(cost, at)

    def sample(self, sample: Sample, at: str) -> None:
        self.arguments(sample.args, self.callee(sample.call, at), f"{at}.args", at)
        if isinstance(sample.probabilities, str):
            if self.has_reference and sample.probabilities not in Names.of(self.problem.reference).functions:
                self.fault(f"{at}.probabilities", f"the solution defines no function {sample.probabilities}")
        elif not isinstance(sample.probabilities, dict):
            if self.ok(f"{at}.probabilities"):
                self.fault(f"{at}.probabilities", "expected {outcome: probability} or the name of a function")
        elif not all(isinstance(p, int | float) and not isinstance(p, bool) for p in sample.probabilities.values()):
            self.fault(f"{at}.probabilities", "a probability is no number")
        elif abs(sum(sample.probabilities.values()) - 1) > 1e-6:
            self.fault(f"{at}.probabilities", f"sum to {sum(sample.probabilities.values()):.6g}, not to 1")

    def run(self, run: Case | Cost, at: str, raises: str = "") -> None:
        """What is called with what: a single call, or a script."""
        if run.init is None:
            if run.calls:
                self.fault(f"{at}.calls", "a script needs init ({} where the constructor takes nothing)")
            if run.state:
                self.fault(f"{at}.state", "only a script has one: write init and calls")
            self.arguments(run.args, self.callee(run.call, at), f"{at}.args", at, raises)
            return
        if run.args:
            self.fault(f"{at}.args", "a script takes init and calls instead")
        cls = run.call or next((name for name in self.problem.entry if name in self.stub.classes), "")
        if self.ok("stub", "entry") and cls not in self.stub.classes:
            self.fault(f"{at}.init", f"{cls} is no class of the stub" if cls else "the stub's entry is no class")
        self.arguments(run.init, self.stub.signature(cls), f"{at}.init", at, raises)
        for i, step in enumerate(run.calls):
            self.step(step, cls, f"{at}.calls[{i}]")
        if not run.calls and not raises and self.ok(f"{at}.calls"):
            self.fault(at, "a script needs calls")

    def step(self, step: Step, cls: str, at: str) -> None:
        kinds = [kind for kind in ("call", "get", "given") if getattr(step, kind)]
        if len(kinds) != 1:
            if self.ok(at):
                self.fault(at, f"expected exactly one of call, get, given; got {' and '.join(kinds) or 'none'}")
            return
        if step.get:
            if step.args:
                self.fault(f"{at}.args", "an attribute takes none")
            if (
                not DOTTED.fullmatch(step.get.replace("[", ".").replace("]", ""))
                and not step.get.replace(".", "_").isidentifier()
            ):
                self.fault(f"{at}.get", f"{step.get!r} is no attribute")
            return
        signature = None
        if step.given:
            signature = self.given.signature(step.given)
            if self.ok("given") and step.given not in self.given:
                self.fault(f"{at}.given", f"given defines no {step.given}")
        elif step.call in self.stub.classes.get(cls, {}):
            signature = self.stub.classes[cls][step.call]
        self.arguments(step.args, signature, f"{at}.args", at, step.raises)

    def callee(self, call: str, at: str) -> Signature | None:
        """What the call that a case makes takes; None where that cannot be told."""
        name = call or next(iter(self.problem.entry), "")
        if call and call not in self.problem.entry and call not in self.given and self.ok("stub", "given", "entry"):
            known = ", ".join((*self.problem.entry, *self.given.functions))
            self.fault(f"{at}.call", f"{call} is neither an entry nor a function of given; known: {known}")
        return self.stub.signature(name) if name in self.stub else self.given.signature(name)

    def arguments(
        self, args: Mapping[str, Any], signature: Signature | None, at: str, owner: str, raises: str = ""
    ) -> None:
        for name, spec in args.items():
            self.inputs(spec, f"{at}.{name}")
        if signature is None or signature.rest or not self.ok(at):
            return
        known = ", ".join(signature.names) or "none"
        for name in args:
            if name not in signature.names:
                self.fault(f"{at}.{name}", f"no such parameter; known: {known}")
        missing = [name for name in signature.names if name in signature.needed and name not in args]
        if missing and raises != "TypeError":
            self.fault(
                at if at in self.document.lines else owner, f"{', '.join(missing)} is missing; parameters: {known}"
            )
        ordered = [name for name in signature.names if name in args]
        if self.ok(at) and ordered != list(args):
            self.fault(at, f"expected the order of the signature: {', '.join(ordered)}")

    def inputs(self, spec: Any, at: str) -> None:
        for fault in inputs.faults(spec):
            path, _, message = fault.partition(": ") if ": " in fault else ("", "", fault)
            joint = "" if not path or path[0] in "[:." else "."
            self.fault(f"{at}{joint}{path}".rstrip(":. "), message)

    def mistake(self, mistake: Mistake, at: str) -> None:
        if bool(mistake.edits) == bool(mistake.source) and self.ok(f"{at}.edits", f"{at}.source"):
            self.fault(at, "needs edits or source" + (", not both" if mistake.edits else ""))
        if mistake.id and not NAME.fullmatch(mistake.id):
            self.fault(f"{at}.id", f"{mistake.id!r} is not words of a-z and 0-9 joined by _")
        for i, edit in enumerate(mistake.edits):
            self.edit(edit, f"{at}.edits[{i}]")
        source = Names.of(mistake.source)
        if source.broken:
            self.fault(f"{at}.source", source.broken, self.document.lines.get(f"{at}.source", 0) + source.line)
        elif mistake.source:
            for name in self.problem.entry:
                if name not in source:
                    self.fault(f"{at}.source", f"defines no {name}")

    def edit(self, edit: tuple[str, str], at: str) -> None:
        """The left side must stand exactly once in the reference, or the edit says something else than meant."""
        if not self.ok(at) or not self.has_reference:
            return
        old, new = edit
        count = self.problem.reference.count(old) if old else 0
        if count != 1:
            self.fault(f"{at}[0]", f"{old!r} stands {count} times in {self.solution_name}, expected once")
        elif old == new:
            self.fault(f"{at}[1]", "changes nothing")

    def forbid(self, forbid: Forbid | None) -> None:
        for i, name in enumerate(forbid.calls if forbid else ()):
            if not DOTTED.fullmatch(name):
                self.fault(f"forbid.calls[{i}]", f"{name!r} is no dotted name")
        if forbid and not forbid.calls and self.ok("forbid.calls"):
            self.fault("forbid.calls", "is empty")

    def rest(self) -> None:
        problem = self.problem
        if problem.minutes < 1 and self.ok("minutes"):
            self.fault("minutes", "expected 1 or more")
        for key in ("cases", "mistakes", "hints"):
            if not getattr(problem, key) and self.ok(key):
                self.fault(key, "is empty")
        tolerances = [("tolerance", problem.tolerance)]
        tolerances += [
            (f"cases[{i}].tolerance", case.tolerance) for i, case in enumerate(problem.cases) if case.tolerance
        ]
        for at, tolerance in tolerances:
            for key in ("rtol", "atol"):
                if not 0 <= getattr(tolerance, key) < 1e9:
                    self.fault(f"{at}.{key}", "expected 0 or more")
        for key in ("asked_in", "follow_up", "aliases"):
            for i, name in enumerate(getattr(problem, key)):
                if not NAME.fullmatch(name):
                    self.fault(f"{key}[{i}]", f"{name!r} is no id")
        self.unique("cases", "name", [case.name for case in problem.cases])
        self.unique("mistakes", "id", [mistake.id for mistake in problem.mistakes])
        for i, name in enumerate(problem.gradient):
            if name != "parameters" and self.ok("stub") and name not in self.parameters():
                self.fault(f"gradient[{i}]", f"{name} is no parameter; known: {', '.join(sorted(self.parameters()))}")
        for i, equivalent in enumerate(problem.equivalent):
            self.edit(equivalent.edit, f"equivalent[{i}].edit")

    def parameters(self) -> set[str]:
        """Every parameter of every function and method that a case may call."""
        signatures: list[Signature] = []
        for names in (self.stub, self.given):
            signatures += names.functions.values()
            for methods in names.classes.values():
                signatures += methods.values()
        return {name for signature in signatures for name in signature.names}

    def unique(self, key: str, what: str, names: Iterable[str]) -> None:
        seen: dict[str, int] = {}
        for i, name in enumerate(names):
            if name and name in seen:
                self.fault(f"{key}[{i}].{what}", f"{str(name)!r} is also that of {key}[{seen[name]}]")
            seen.setdefault(name, i)
