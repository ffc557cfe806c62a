"""Machine mutants of a reference: small changes of its syntax tree that a good set of cases tells from the original.

Operators are swapped, constants moved, comparisons turned, axes exchanged, conditions negated, statements and keyword
arguments dropped (DeMillo, Lipton and Sayward, "Hints on test data selection", 1978). A mutant that no case kills is a
missing case, or equivalent: then the spec says so under `equivalent`, with the reason.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from graders import plan
from graders.checks import outcomes as facts
from graders.judge import grade
from graders.plan import Planned
from graders.reference import plan_cases, reference_answers, run_all
from graders.types import Outcome, Problem, Verdict

SECONDS = 3.0  # a mutant that loops is cut off sooner than a candidate

SWAPS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mod, ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
Change = Callable[[Any, ast.AST], bool]
SYMMETRIC = {"max", "min", "maximum", "minimum", "transpose", "swapaxes", "mul", "add", "isclose", "equal"}


@dataclass(frozen=True)
class Mutant:
    """One change: the lines it touches before and after, and the whole source."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module text, in the order of its lines."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for target, change in changes(tree):
        changed = copy.deepcopy(tree)
        twin = find(changed, tree, target)
        if not change(twin, changed):
            continue
        ast.fix_missing_locations(changed)
        try:
            text = ast.unparse(changed)
            compile(text, "mutant", "exec")
        except (SyntaxError, ValueError):
            continue
        if text not in seen:
            seen.add(text)
            yield Mutant(getattr(target, "lineno", 0), *first_difference(ast.unparse(tree), text), text)


def first_difference(old: str, new: str) -> tuple[str, str]:
    """The lines by which two texts differ, without what they share around them."""
    a, b = old.splitlines(), new.splitlines()
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    before, after = (" ".join(line.strip() for line in text[start : len(text) - end]) for text in (a, b))
    return before, after


def find(changed: ast.AST, tree: ast.AST, target: ast.AST) -> ast.AST:
    """The node of a copy that stands where `target` stands in the tree."""
    return next(new for old, new in zip(ast.walk(tree), ast.walk(changed), strict=True) if old is target)


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Change]]:
    """(node, what changes its twin in a copy of the tree); a change says whether it changed anything."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp() | ast.AugAssign() if type(node.op) in SWAPS:
                yield node, set_operator
            case ast.BoolOp():
                yield node, set_operator
            case ast.Compare():
                for i in range(len(node.ops)):
                    yield node, set_comparison(i)
            case ast.UnaryOp(op=ast.USub() | ast.Not() | ast.Invert()):
                yield node, drop_unary
            case ast.Constant(bool() as value):
                yield node, set_constant(not value)
            case ast.Constant(int() | float() as value):
                for other in (value + 1, value - 1):
                    yield node, set_constant(other)
            case ast.If() | ast.IfExp() | ast.While():
                yield node, negate
            case ast.Call():
                for i in range(len(node.keywords)):
                    yield node, drop_keyword(i)
                if len(node.args) >= 2 and ast.unparse(node.func).rsplit(".", 1)[-1] not in SYMMETRIC:
                    yield node, swap_arguments
            case ast.FunctionDef():
                for i, statement in enumerate(node.body):
                    if isinstance(statement, ast.Assign | ast.AugAssign | ast.If | ast.For | ast.Expr) and not is_docstring(statement):
                        yield node, drop_statement(i)
            case ast.For() | ast.With():
                for i in range(len(node.body)):
                    yield node, drop_statement(i)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def set_operator(node: Any, tree: ast.AST) -> bool:
    node.op = SWAPS[type(node.op)]()
    return True


def set_comparison(i: int) -> Change:
    def change(node: Any, tree: ast.AST) -> bool:
        node.ops[i] = SWAPS[type(node.ops[i])]()
        return True

    return change


def drop_unary(node: Any, tree: ast.AST) -> bool:
    return replace_node(tree, node, node.operand)


def set_constant(value: object) -> Change:
    def change(node: Any, tree: ast.AST) -> bool:
        node.value = value
        return True

    return change


def negate(node: Any, tree: ast.AST) -> bool:
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return True


def drop_keyword(i: int) -> Change:
    def change(node: Any, tree: ast.AST) -> bool:
        del node.keywords[i]
        return True

    return change


def swap_arguments(node: Any, tree: ast.AST) -> bool:
    node.args[0], node.args[1] = node.args[1], node.args[0]
    return not any(isinstance(arg, ast.Starred) for arg in node.args[:2])


def drop_statement(i: int) -> Change:
    def change(node: Any, tree: ast.AST) -> bool:
        node.body[i] = ast.Pass()
        return True

    return change


def replace_node(tree: ast.AST, old: ast.AST, new: ast.AST) -> bool:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
                return True
            if isinstance(value, list) and old in value:
                value[value.index(old)] = new  # type: ignore[call-overload]
                return True
    return False


def survivors(problem: Problem) -> list[Mutant]:
    """Mutants of the reference that pass every stage and are not named equivalent. Annotations and docstrings aside."""
    used = entry_only(problem)
    planned = [Planned(p.case, p.draw, replace(p.call, seconds=SECONDS)) for p in plan_cases(problem, "")]
    want = reference_answers(problem, [p.call for p in planned])

    def survives(mutant: Mutant) -> bool:
        return right(problem, mutant, planned, want) and grade(problem, mutant.source).passed

    left = [m for m in mutants(used) if not any(excuses(e.edit, m) for e in problem.equivalent)]
    with ThreadPoolExecutor(2) as pool:
        return [m for m, alive in zip(left, pool.map(survives, left), strict=True) if alive]


def entry_only(problem: Problem) -> str:
    """The reference without annotations and docstrings, and without functions that only the spec calls (probabilities)."""
    tree = ast.parse(problem.reference)
    helpers = {sample.probabilities for sample in problem.sample if isinstance(sample.probabilities, str)}
    tree.body = [node for node in tree.body if not (is_docstring(node) or getattr(node, "name", None) in helpers)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.body = [s for s in node.body if not is_docstring(s)] or [ast.Pass()]
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Name("object", ast.Load())
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for arg in [*node.args.args, *node.args.posonlyargs, *node.args.kwonlyargs]:
                arg.annotation = None
    return ast.unparse(tree)


def right(problem: Problem, mutant: Mutant, planned: list[Planned], want: list[Outcome]) -> bool:
    """Whether the mutant answers every case rightly; it is trusted, but runs contained all the same."""
    source = replace(plan.source(problem, mutant.source), trusted=False)
    got = run_all(source, [p.call for p in planned])
    return all(
        facts.judge(p.case, p.call, g, w, p.case.tolerance or problem.tolerance)[0] is Verdict.PASS
        for p, g, w in zip(planned, got, want, strict=True)
    )


def excuses(edit: tuple[str, str], mutant: Mutant) -> bool:
    """Whether an edit of the spec is this mutant: of its whole lines, or of a part that stands in them once."""
    old, new = map(normal, edit)
    before = normal(mutant.before)
    return before.count(old) == 1 and before.replace(old, new) == normal(mutant.after)


def normal(text: str) -> str:
    return " ".join(text.split())
