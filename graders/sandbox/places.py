"""What reading, setting and deleting items costs, with Python's own order of evaluation.

A store is made through an object that stands for the container on the left of the assignment, an augmented one through
an object that holds the value read before the right side is evaluated.
"""

import collections
from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sandbox.charges import counted, is_lazy, size
from graders.sandbox.counter import array_made, charge, charge_array, charge_soft

DEQUE_BLOCK = 64  # items that lie together


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
    elif type(index) is slice and isinstance(container, list | tuple | bytearray):
        charge(1 + size(result))
    elif type(index) is slice and isinstance(container, str | bytes):
        charge_soft(1 + size(result))
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
