"""What operators, subscripts, membership tests and iteration cost, from the types and sizes of their operands.

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

from graders.sandbox.counter import array_made, charge, charge_array

SMALL = 1 << 60  # below it integer arithmetic is one machine operation or two
KARATSUBA = 35  # words from which CPython multiplies by Karatsuba's method
DEQUE_BLOCK = 64

SEQUENCES = (list, tuple, str, bytes, bytearray, collections.deque)
VIEWS = (type({}.keys()), type({}.values()), type({}.items()))
SIZED = (*SEQUENCES, dict, set, frozenset, range, memoryview, *VIEWS)
SCANNED = (list, tuple, collections.deque, type({}.values()))
PLAIN = frozenset({int, float, str, bytes, bool, type(None)})  # comparing these runs no code of the candidate's
LAZY = (
    map, filter, zip, enumerate, reversed, itertools.chain, itertools.accumulate, itertools.islice, itertools.starmap,
    itertools.takewhile, itertools.dropwhile, itertools.product, itertools.permutations, itertools.combinations,
    itertools.combinations_with_replacement, itertools.groupby, itertools.compress, itertools.zip_longest,
    itertools.pairwise, itertools.filterfalse, itertools.cycle, itertools.count, itertools.repeat,
    type(iter([])), type(iter(())), type(iter(range(0))), type(iter("")), type(iter({})), type(iter(set())),
    type(iter({}.items())), type(iter({}.values())), type(reversed([])),
)  # fmt: skip


def size(value: Any) -> int:
    """How many items a built-in container or an array holds; 0 for anything else."""
    if type(value) in PLAIN and type(value) not in (str, bytes):
        return 0
    if isinstance(value, np.ndarray):
        return int(value.size)
    if isinstance(value, SIZED):
        try:
            return int(type(value).__len__(value)) if type(value).__module__ == "builtins" else _base_len(value)
        except TypeError:
            return 0
    return 0


def _base_len(value: Any) -> int:
    """The length of a subclass of a built-in container, without its own `__len__`."""
    for base in SIZED:
        if isinstance(value, base):
            return int(base.__len__(value))
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
    charge(size(iterable))
    return iterable


def plain(value: Any) -> bool:
    """Whether comparing the value runs built-in code only."""
    kind = type(value)
    return kind in PLAIN or (kind is tuple and all(type(item) in PLAIN for item in value))


# Binary operators


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
        charge(1 + len(more))
        return text + more
    return BINARY["Add"](text, more)


def grow_in_place(text: Any, more: Any) -> Any:
    """`text += more` of a local variable."""
    if type(text) is str and type(more) is str:
        charge(1 + len(more))
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


# Comparison and membership


def _common_prefix(left: Any, right: Any) -> int:
    """Items that a comparison of two sequences looks at before it knows; all if they are not plain."""
    for place, (a, b) in enumerate(zip(left, right, strict=False)):
        if a is not b and not (plain(a) and plain(b)):
            return min(len(left), len(right))
        if a is not b and a != b:
            return place + 1
    return min(len(left), len(right))


def charge_comparison(name: str, left: Any, right: Any, result: Any) -> None:
    kind = type(left)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        charge_array(1 + max(size(left), size(right)))
        if isinstance(result, np.ndarray):
            array_made(result.size)
    elif kind is int:
        charge(words(left))
    elif kind in (list, tuple, str, bytes, bytearray) and type(right) is kind:
        if name in ("Eq", "NotEq") and len(left) != len(right):
            charge(1)
        else:
            charge(1 + _common_prefix(left, right))
    elif isinstance(left, set | frozenset | dict | collections.deque) and size(left) == size(right):
        charge(1 + size(left))
    else:
        charge(1)


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "Eq": operator.eq, "NotEq": operator.ne, "Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge,
}  # fmt: skip


def comparison(name: str) -> Callable[[Any, Any], Any]:
    """The charged form of one comparison."""
    apply = COMPARISONS[name]

    def run(left: Any, right: Any) -> Any:
        result = apply(left, right)
        kind = type(left)
        if kind is float or (kind is int and -SMALL < left < SMALL and type(right) in PLAIN):
            charge(1)
        else:
            charge_comparison(name, left, right, result)
        return result

    return run


COMPARE = {name: comparison(name) for name in COMPARISONS}


def operand(value: Any) -> Any:
    """One operand of a chained comparison, charged for its size alone."""
    if isinstance(value, np.ndarray):
        charge_array(1 + value.size)
    else:
        charge(1)
    return value


def contains(container: Any, item: Any) -> bool:
    """`item in container`."""
    if is_lazy(container):
        return item in counted(container)
    found = item in container
    if type(container) in (str, bytes, bytearray):
        charge(1 + (container.find(item) + size(item) if found else len(container)))
    elif type(container) in SCANNED:
        exact = found and plain(item) and type(container) in (list, tuple)
        charge(1 + (container.index(item) + 1 if exact else len(container)))
    elif isinstance(container, np.ndarray):
        charge_array(1 + container.size)
    else:
        charge(1)
    return found


def inside(item: Any, container: Any) -> bool:
    return contains(container, item)


def not_inside(item: Any, container: Any) -> bool:
    return not contains(container, item)


# Subscripts


def get_item(container: Any, index: Any) -> Any:
    """`container[index]`."""
    result = container[index]
    if type(index) is int and type(container) in (list, dict, tuple, str):
        charge(1)
    elif isinstance(container, np.ndarray):
        if isinstance(result, np.ndarray) and result.base is None:  # fancy indexing copies, slicing does not
            charge_array(1 + result.size + _index_size(index))
            array_made(result.size)
        else:
            charge(1)
    elif type(index) is slice and isinstance(container, list | tuple | str | bytes | bytearray):
        charge(1 + size(result))
    elif isinstance(container, collections.deque) and type(index) is int:
        charge(1 + _deque_distance(container, index))
    else:
        charge(1)
    return result


def _deque_distance(queue: Any, index: int) -> float:
    place = index % max(1, len(queue))
    return min(place, len(queue) - place) / DEQUE_BLOCK


def _index_size(index: Any) -> int:
    parts = index if isinstance(index, tuple) else (index,)
    return sum(size(part) for part in parts)


def _charge_store(container: Any, index: Any, value: Any, length: int) -> None:
    """length: of the container before the assignment."""
    if isinstance(container, np.ndarray):
        parts = index if isinstance(index, tuple) else (index,)
        if any(isinstance(part, np.ndarray | list) for part in parts):
            charge_array(1 + max(size(value), _index_size(index)))
        else:
            charge_array(1 + np.size(container[index]))
    elif type(index) is slice and isinstance(container, list | bytearray):
        start = index.indices(length)[0]
        moved = 0 if len(container) == length else length - start
        charge(1 + size(value) + moved)
    elif isinstance(container, collections.deque) and type(index) is int:
        charge(1 + _deque_distance(container, index))
    else:
        charge(1)


class Place:
    """Stands for a container on the left of an assignment, so that Python itself keeps the order of evaluation."""

    __slots__ = ("container",)

    def __init__(self, container: Any):
        self.container = container

    def __setitem__(self, index: Any, value: Any) -> None:
        container = self.container
        if not isinstance(container, np.ndarray | list | bytearray | collections.deque):
            container[index] = value
            charge(1)
            return
        length = size(container)
        if type(index) is slice and type(container) is list and is_lazy(value):
            value = counted(value)
        container[index] = value
        _charge_store(container, index, value, length)

    def __delitem__(self, index: Any) -> None:
        container = self.container
        length = size(container)
        if isinstance(container, list | bytearray):
            at = index.indices(length)[0] if type(index) is slice else (index % max(1, length) if type(index) is int else 0)
            charge(1 + length - at)
        elif isinstance(container, collections.deque):
            charge(1 + length)
        else:
            charge(1)
        del container[index]


class Loaded:
    """The left side of an augmented assignment: its value as read before the right side was evaluated."""

    __slots__ = ("container", "index", "value")

    def __init__(self, container: Any, index: Any):
        self.container, self.index = container, index
        self.value = get_item(container, index)

    def update(self, apply: Callable[[Any, Any], Any], right: Any) -> None:
        result = apply(self.value, right)
        if isinstance(self.container, np.ndarray):
            _charge_store(self.container, self.index, result, 0)
        self.container[self.index] = result


class LoadedAttribute:
    """The same for `target.name += right`."""

    __slots__ = ("name", "target", "value")

    def __init__(self, target: Any, name: str):
        self.target, self.name = target, name
        self.value = getattr(target, name)

    def update(self, apply: Callable[[Any, Any], Any], right: Any) -> None:
        setattr(self.target, self.name, apply(self.value, right))


# Iteration and building


def unpacked(value: Any) -> Any:
    """The operand of a star, or what a starred target takes apart."""
    return drained(value)


def built(text: Any) -> Any:
    """A string just built by an f-string."""
    charge(1 + len(text))
    return text


def delegated(iterable: Any) -> Iterator[Any]:
    """The operand of `yield from`. A generator is passed through whole, for send and throw."""
    return counted(iterable) if is_lazy(iterable) or isinstance(iterable, SIZED) else iterable
