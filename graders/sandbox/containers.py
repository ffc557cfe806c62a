"""What the methods of built-in containers, texts and numbers cost."""

import collections
import random
import types
from typing import Any

from graders.sandbox import charges, comparisons, places
from graders.sandbox.charges import counted, is_lazy, log2, names, size, words
from graders.sandbox.counter import charge, charge_soft
from graders.sandbox.rules import by_size, flat, joined, sorting


def of_list(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    length = size(owner)
    first = args[0] if args else None
    if name == "sort":
        return sorting(function, args, kwargs)
    if name == "extend":
        return by_size(function, args, kwargs)
    if name in ("append", "__len__", "__iter__"):
        cost = 1
    elif name == "pop":
        cost = 1 + (length - first % max(1, length) if type(first) is int else 0)
    elif name == "insert" and type(first) is int:
        cost = 1 + length - max(0, min(length, first if first >= 0 else length + first))
    elif name == "__getitem__" and args:
        return places.get_item(owner, first)
    elif name == "__setitem__" and len(args) == 2:
        return places.Place(owner).__setitem__(*args)
    elif name == "__contains__" and args:
        return comparisons.contains(owner, first)
    elif name == "index":
        result = function(*args, **kwargs)
        start = args[1] if len(args) > 1 and type(args[1]) is int else 0
        charge(2 + result - (start if start >= 0 else max(0, length + start)))
        return result
    else:
        cost = 1 + length
    charge(cost)
    return function(*args, **kwargs)


def of_deque(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if name in ("append", "appendleft", "pop", "popleft", "__len__"):
        return flat(function, args, kwargs)
    if name in ("extend", "extendleft"):
        return by_size(function, args, kwargs)
    turns = args[0] if args and type(args[0]) is int else 1
    charge(1 + (min(abs(turns), len(owner)) if name == "rotate" else len(owner)))
    return function(*args, **kwargs)


CHEAP_DICT = names("""
    get pop setdefault popitem items keys values move_to_end __getitem__ __contains__ __setitem__ __len__ __missing__
""")


def of_dict(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if name in CHEAP_DICT:
        return flat(function, args, kwargs)
    if name in ("update", "subtract", "fromkeys"):
        return by_size(function, args, kwargs)
    length = size(owner)
    if name == "most_common":
        charge(1 + (length * log2(length) if not args or args[0] is None else length * (1 + log2(args[0]) / 4)))
    else:
        charge(1 + length)
    return function(*args, **kwargs)


def of_set(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    length, given = size(owner), sum(size(value) for value in args)
    if name in ("add", "remove", "discard", "pop", "__contains__", "__len__"):
        cost = 1
    elif name in ("update", "difference_update", "issuperset", "symmetric_difference_update"):
        cost = 1 + given
    elif name in ("intersection", "isdisjoint", "intersection_update"):
        sets = all(isinstance(value, set | frozenset) for value in args)
        cost = 1 + (min(length, given) if sets and args else given)
    elif name == "issubset":
        cost = 1 + length + (0 if all(isinstance(value, set | frozenset) for value in args) else given)
    else:
        cost = 1 + length + given
    charge(cost)
    return function(*[counted(value) if is_lazy(value) else value for value in args], **kwargs)


def of_text(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if name == "join":
        return joined(function, args, kwargs)
    if name in ("startswith", "endswith"):
        charge_soft(1 + size(args[0] if args else ""))
        return function(*args, **kwargs)
    result = function(*args, **kwargs)
    length = size(owner)
    if name in ("find", "index") and type(result) is int:
        start = args[1] if len(args) > 1 and type(args[1]) is int else 0
        charge_soft(1 + (result - start + size(args[0]) if result >= start >= 0 else max(0, length - max(0, start))))
    elif name in ("append", "__getitem__", "__len__"):
        charge(1)
    else:
        charge_soft(1 + length + size(result))
    return result


def of_int(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(words(owner))
    return function(*args, **kwargs)


# The rule of each type's methods; None: they cost nothing to speak of.
METHODS: tuple[tuple[Any, Any], ...] = (
    (list, of_list), (collections.deque, of_deque), (dict, of_dict), ((set, frozenset), of_set),
    ((str, bytes, bytearray), of_text), (int, of_int), ((float, complex, range, slice, memoryview), None), (tuple, of_list),
    ((types.GeneratorType, types.CoroutineType), None), (charges.LAZY, None), (charges.VIEWS, None),
    (random.Random, None),
)  # fmt: skip
