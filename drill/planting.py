"""Fix the bug: the reference with one of its known mistakes in it, and nothing that points at the place."""

import ast
import io
import tokenize
from random import Random

from graders.types import Mistake, Problem
from graders.vocabulary import Text

HEADER = """\
# {title} · fix the bug
#
#   This solution has one mistake. Find it and mend it; change as little as you can.
#   drill show {id}     the task      drill check {file}     grade the repair

"""


def plantable(problem: Problem) -> list[Mistake]:
    """The mistakes that can be planted: those that are edits of the reference."""
    return [mistake for mistake in problem.mistakes if mistake.edits]


def choose(problem: Problem, seen: set[str], random: Random) -> Mistake | None:
    """One of the mistakes at random, those not planted before first; None: there is none to plant."""
    pool = plantable(problem)
    return random.choice([m for m in pool if m.id not in seen] or pool) if pool else None


def planted(problem: Problem, mistake: Mistake) -> str:
    """The reference with the mistake applied, without comments and docstrings: they tell what should be there."""
    text = problem.reference
    for old, new in mistake.edits:
        text = text.replace(old, new)
    return bare(text)


def bare(source: str) -> str:
    """A module text without comments and docstrings; the rest stands as it stood."""
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    for node in ast.walk(ast.parse(source)):
        body = getattr(node, "body", None)
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or not body or not is_docstring(body[0]):
            continue
        first, last = body[0].lineno, body[0].end_lineno or body[0].lineno
        lines[first - 1 : last] = [""] * (last - first + 1)
        if len(body) == 1:
            lines[first - 1] = " " * body[0].col_offset + "pass"
    return squeezed(lines)


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def squeezed(lines: list[str]) -> str:
    """The lines with runs of empty ones shortened: to none below a header, to two above a top-level statement, else to one."""
    kept: list[str] = []
    empty = 0
    for line in lines:
        if not line.strip():
            empty += 1
            continue
        if kept and not kept[-1].endswith(":"):
            kept += [""] * min(empty, 1 if line[0].isspace() else 2)
        empty = 0
        kept.append(line)
    return "\n".join(kept) + "\n"


def told(mistake: Mistake) -> Text:
    """What is said once the bug is fixed."""
    return Text("Fixed. The mistake was: {}", "已修复。埋下的错误是：{}").format(mistake.says)
