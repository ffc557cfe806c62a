"""What comparisons and membership tests cost: as many items as they look at."""

import collections
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sandbox.charges import PLAIN, SCANNED, SMALL, counted, is_lazy, plain, size, words
from graders.sandbox.counter import array_made, charge, charge_array, charge_soft


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
            (charge if kind in (list, tuple) else charge_soft)(1 + _common_prefix(left, right))
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
        charge_soft(1 + (container.find(item) + size(item) if found else len(container)))
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
