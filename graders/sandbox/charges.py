"""What operators and iteration cost, from the types and sizes of their operands.

Every function here does what the syntax it stands for does, in the same order and with the same errors, and charges for
it. None calls the candidate's own methods once more than Python would, so sizes are only asked of built-in types.
"""

import collections
import itertools
import math
import operator
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from graders.sandbox.counter import array_made, charge, charge_array, charge_soft

SMALL = 1 << 60  # below it integer arithmetic is one machine operation or two
KARATSUBA = 35  # words from which CPython multiplies by Karatsuba's method

SEQUENCES = (list, tuple, str, bytes, bytearray, collections.deque)
VIEWS: tuple[Any, ...] = (type({}.keys()), type({}.values()), type({}.items()))
SIZED = (*SEQUENCES, dict, set, frozenset, range, memoryview, *VIEWS)
SCANNED: tuple[Any, ...] = (list, tuple, collections.deque, type({}.values()))
PLAIN = frozenset({int, float, str, bytes, bool, type(None)})  # comparing these runs no code of the candidate's
LAZY: tuple[Any, ...] = (
    map, filter, zip, enumerate, reversed, itertools.chain, itertools.accumulate, itertools.islice, itertools.starmap,
    itertools.takewhile, itertools.dropwhile, itertools.product, itertools.permutations, itertools.combinations,
    itertools.combinations_with_replacement, itertools.groupby, itertools.compress, itertools.zip_longest,
    itertools.pairwise, itertools.filterfalse, itertools.cycle, itertools.count, itertools.repeat,
    type(iter([])), type(iter(())), type(iter(range(0))), type(iter("")), type(iter({})), type(iter(set())),
    type(iter({}.items())), type(iter({}.values())), type(reversed([])),
)  # fmt: skip


def names(text: str) -> frozenset[str]:
    """The words of a text, as a set to look names up in."""
    return frozenset(text.split())


def size(value: Any) -> int:
    """How many items a built-in container or an array holds; 0 for anything else. Asks no `__len__` of the candidate's."""
    if isinstance(value, np.ndarray):
        return int(value.size)
    for base in SIZED:
        if isinstance(value, base):
            length: Any = base.__len__
            return int(length(value))
    return 0


def deep_size(value: Any, depth: int = 4) -> int:
    """Items of nested lists, tuples and dicts, summed to a few levels."""
    if depth and isinstance(value, list | tuple) and value and not isinstance(value[0], int | float | str):
        return sum(deep_size(item, depth - 1) for item in value) + len(value)
    if depth and isinstance(value, dict):
        return sum(deep_size(item, depth - 1) for item in dict.values(value)) + size(value)
    return max(1, size(value))


def words(number: int) -> int:
    """Machine words of an integer."""
    return 1 + (int.bit_length(number) >> 6)


def log2(count: float) -> float:
    return max(1.0, math.log2(count)) if count > 0 else 1.0


def is_lazy(value: Any) -> bool:
    """Whether it is an iterator in C, which would be drained without a charge."""
    return type(value) in LAZY


def counted(iterable: Any) -> Iterator[Any]:
    """The items, each charged when it is taken."""
    for item in iterable:
        charge(1)
        yield item


def drained(iterable: Any) -> Any:
    """`iterable`, ready to be drained by C code: charged now if its size is known, item by item if it is an iterator."""
    if is_lazy(iterable):
        return counted(iterable)
    (charge_soft if isinstance(iterable, str | bytes) else charge)(size(iterable))
    return iterable


def plain(value: Any) -> bool:
    """Whether comparing the value runs built-in code only."""
    kind = type(value)
    return kind in PLAIN or (kind is tuple and all(type(item) in PLAIN for item in value))


# ---- binary operators


def multiplied(left: int, right: int) -> float:
    low, high = sorted((words(left), words(right)))
    return low * high if low < KARATSUBA else high * KARATSUBA * (low / KARATSUBA) ** 0.585


def matmul_work(left: Any, right: Any) -> float:
    """Products in left @ right: [..., M, K] @ [..., K, N] -> M K N for each matrix of the batch."""
    rows, columns = np.shape(left), np.shape(right)
    if not rows or not columns:
        return float(max(np.size(left), np.size(right)))
    batch = max(math.prod(rows[:-2]), math.prod(columns[:-2]))
    return float(batch * math.prod(rows[-2:]) * (columns[-1] if len(columns) > 1 else 1))


def _integer_work(name: str, left: int, right: int, result: Any) -> float:
    match name:
        case "Mult":
            return multiplied(left, right)
        case "FloorDiv" | "Mod":
            return max(1, (words(left) - words(right) + 1) * words(right))
        case "Pow":
            return multiplied(result, result) if type(result) is int and words(result) > 1 else 1
        case "LShift" | "RShift":
            return max(words(left), words(result))
    return max(words(left), words(right))


def _set_work(name: str, left: Any, right: Any, in_place: bool) -> int:
    a, b = size(left), size(right)
    match name:
        case "BitAnd":
            return min(a, b)
        case "Sub":
            return b if in_place else a
    return b if in_place else a + b


def charge_operation(name: str, left: Any, right: Any, result: Any, in_place: bool) -> None:
    """Charge for a binary operator whose result is not a small number."""
    if type(left) is int and type(right) is int:
        charge(_integer_work(name, left, right, result))
    elif any(isinstance(value, np.ndarray) for value in (result, left, right)):
        if name == "MatMult":
            charge_array(1 + matmul_work(left, right) + size(result))
        else:
            charge_array(1 + max(size(left), size(right), size(result)))
        if isinstance(result, np.ndarray) and not in_place:
            array_made(result.size)
    elif isinstance(result, str | bytes):
        charge_soft(1 + size(result))
    elif isinstance(result, SEQUENCES):
        charge(1 + (size(right) if in_place and isinstance(left, list | collections.deque | bytearray) else size(result)))
    elif isinstance(result, set | frozenset | dict):
        charge(1 + _set_work(name, left, right, in_place))
    else:
        charge(1)


OPERATORS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "Add": (operator.add, operator.iadd), "Sub": (operator.sub, operator.isub), "Mult": (operator.mul, operator.imul),
    "Div": (operator.truediv, operator.itruediv), "FloorDiv": (operator.floordiv, operator.ifloordiv),
    "Mod": (operator.mod, operator.imod), "Pow": (operator.pow, operator.ipow),
    "LShift": (operator.lshift, operator.ilshift), "RShift": (operator.rshift, operator.irshift),
    "BitOr": (operator.or_, operator.ior), "BitXor": (operator.xor, operator.ixor),
    "BitAnd": (operator.and_, operator.iand), "MatMult": (operator.matmul, operator.imatmul),
}  # fmt: skip


def binary(name: str) -> Callable[[Any, Any], Any]:
    """The charged form of one binary operator."""
    apply = OPERATORS[name][0]

    def run(left: Any, right: Any) -> Any:
        result = apply(left, right)
        kind = type(result)
        if kind is float or (kind is int and -SMALL < result < SMALL and type(left) is int and -SMALL < left < SMALL):
            charge(1)
        else:
            charge_operation(name, left, right, result, False)
        return result

    return run


def augmented(name: str) -> Callable[[Any, Any], Any]:
    """The charged form of one augmented assignment's operator."""
    apply = OPERATORS[name][1]

    def run(left: Any, right: Any) -> Any:
        if type(left) is list and is_lazy(right):
            right = counted(right)
        result = apply(left, right)
        kind = type(result)
        if kind is float or (kind is int and -SMALL < result < SMALL and type(left) is int):
            charge(1)
        else:
            charge_operation(name, left, right, result, result is left)
        return result

    return run


BINARY = {name: binary(name) for name in OPERATORS}
AUGMENTED = {name: augmented(name) for name in OPERATORS}


def grow(text: Any, more: Any) -> Any:
    """`text = text + more` of a local variable: CPython extends a string in place."""
    if type(text) is str and type(more) is str:
        charge_soft(1 + len(more))
        return text + more
    return BINARY["Add"](text, more)


def grow_in_place(text: Any, more: Any) -> Any:
    """`text += more` of a local variable."""
    if type(text) is str and type(more) is str:
        charge_soft(1 + len(more))
        return text + more
    return AUGMENTED["Add"](text, more)


UNARY: dict[str, Callable[[Any], Any]] = {"USub": operator.neg, "UAdd": operator.pos, "Invert": operator.invert}


def unary(name: str, value: Any) -> Any:
    result = UNARY[name](value)
    if isinstance(value, np.ndarray):
        charge_array(1 + value.size)
        array_made(value.size)
    else:
        charge(words(value) if type(value) is int else 1)
    return result


# ---- iteration and building


def unpacked(value: Any) -> Any:
    """The operand of a star, or what a starred target takes apart."""
    return drained(value)


def built(text: Any) -> Any:
    """A string just built by an f-string."""
    charge_soft(1 + len(text))
    return text


def delegated(iterable: Any) -> Iterator[Any]:
    """The operand of `yield from`. A generator is passed through whole, for send and throw."""
    return counted(iterable) if is_lazy(iterable) or isinstance(iterable, SIZED) else iterable
