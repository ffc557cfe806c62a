"""A small arithmetic language, for the answers of questions that are drawn with new numbers each time.

Numbers, names, + - * / // % ** and parentheses, and a few functions. It is read from Python's own syntax tree and walked;
nothing is ever executed.
"""

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Number = int | float

LARGEST_EXPONENT = 4096


class Unfit(Exception):
    """A formula that cannot be read or has no value. Its text says why."""


def power(base: Number, exponent: Number) -> Number:
    if abs(exponent) > LARGEST_EXPONENT or (isinstance(base, int) and base.bit_length() * abs(exponent) > 8 * LARGEST_EXPONENT):
        raise OverflowError("the power is too large")
    value = base**exponent
    if isinstance(value, complex):
        raise ValueError("a root of a negative number")
    return value  # type: ignore[no-any-return]


def rounded(value: Number, digits: Number = 0) -> Number:
    return round(value, int(digits)) if digits else round(value)


OPERATORS: Mapping[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: power, ast.USub: operator.neg, ast.UAdd: operator.pos,
}  # fmt: skip
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "min": min, "max": max, "sqrt": math.sqrt, "log": math.log, "log2": math.log2, "exp": math.exp, "ceil": math.ceil,
    "floor": math.floor, "round": rounded,
}  # fmt: skip


def parse(formula: str) -> ast.expr:
    """The tree of a formula that holds nothing but arithmetic. Raises Unfit."""
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unfit(f"not an expression: {getattr(error, 'msg', None) or error}") from None
    for _ in names(tree):
        pass
    return tree


def names(node: ast.expr) -> Iterator[str]:
    """The names that a tree uses; raises Unfit for anything that is not arithmetic."""
    match node:
        case ast.Constant(value=value) if isinstance(value, int | float) and not isinstance(value, bool):
            return
        case ast.Name(id=name):
            yield name
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            yield from names(left)
            yield from names(right)
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
            yield from names(operand)
        case ast.Call(func=ast.Name(id=function), args=[_, *_] as args, keywords=[]) if function in FUNCTIONS:
            for arg in args:
                yield from names(arg)
        case _:
            raise Unfit(f"{ast.unparse(node)!r} is not arithmetic; known functions: {', '.join(FUNCTIONS)}")


def value(node: ast.expr, drawn: Mapping[str, Number]) -> Number:
    """What a parsed formula comes to, a finite number. Raises Unfit."""
    try:
        found = walk(node, drawn)
        finite = math.isfinite(found)
    except KeyError as error:
        raise Unfit(f"no name {error.args[0]}; known: {', '.join(drawn)}") from None
    except (ArithmeticError, ValueError, TypeError) as error:
        raise Unfit(str(error)) from None
    if not finite:
        raise Unfit("is not finite")
    return found


def walk(node: ast.expr, drawn: Mapping[str, Number]) -> Number:
    found: Number
    match node:
        case ast.Constant(value=int() | float() as found):
            return found
        case ast.Name(id=name):
            return drawn[name]
        case ast.BinOp(left=left, op=op, right=right):
            found = OPERATORS[type(op)](walk(left, drawn), walk(right, drawn))
            return found
        case ast.UnaryOp(op=op, operand=operand):
            found = OPERATORS[type(op)](walk(operand, drawn))
            return found
        case ast.Call(func=ast.Name(id=function), args=args):
            found = FUNCTIONS[function](*(walk(arg, drawn) for arg in args))
            return found
    raise Unfit(f"{ast.unparse(node)!r} is not arithmetic")
