"""What calls of built-in functions and of the standard library cost. A rule makes the call and charges for it."""

import bisect
import collections
import functools
import heapq
import itertools
import math
import operator
import random
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sandbox import charges, comparisons, places
from graders.sandbox.charges import counted, deep_size, drained, is_lazy, log2, plain, size, words
from graders.sandbox.counter import COUNTER, charge, charge_soft

Rule = Callable[[Any, tuple[Any, ...], dict[str, Any]], Any]  # makes the call, charges for it, returns its result


def flat(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(1)
    return function(*args, **kwargs)


def by_size(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """All items of all arguments are touched; iterators are charged as they are drained."""
    charge(1)
    return function(*[drained(value) for value in args], **kwargs)


def one_by_one(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`any`, `all`: an early exit is cheap."""
    charge(1)
    if len(args) == 1 and (is_lazy(args[0]) or isinstance(args[0], charges.SIZED)):
        return function(counted(args[0]), **kwargs)
    return function(*args, **kwargs)


def extreme(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`max`, `min`."""
    if len(args) == 1:
        return by_size(function, args, kwargs)
    charge(len(args))
    return function(*args, **kwargs)


def total(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`sum`: adding sequences copies what has been added so far."""
    start = args[1] if len(args) > 1 else kwargs.get("start", 0)
    if isinstance(start, list | tuple) and args:
        items = list(drained(args[0]))
        lengths = itertools.accumulate([size(start), *(size(item) for item in items)])
        charge(1 + sum(lengths))
        return function(items, *args[1:], **kwargs)
    if args and isinstance(args[0], list | tuple) and args[0] and isinstance(args[0][-1], np.ndarray):
        COUNTER.array_work += sum(size(item) for item in args[0])
    return by_size(function, args, kwargs)


def sort_work(items: list[Any]) -> float:
    """Comparisons of a merge sort that uses the runs that are there, up or down."""
    count = len(items)
    if count < 2:
        return 1.0
    if not all(plain(item) for item in items):
        return count * log2(count)
    try:
        pairs = list(itertools.pairwise(items))
        falls = sum(after < before for before, after in pairs)
        rises = sum(before < after for before, after in pairs)
    except TypeError:
        return count * log2(count)
    return count * (1 + math.log2(1 + min(falls, rises if rises + falls == count - 1 else falls)))


def sorting(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`sorted(items)` and `list.sort`. With a key the work is that of sorting the keys, which are seen as they are made."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, list):
        items: Any = owner
    elif args:
        items = list(drained(args[0]))
        args = (items, *args[1:])
    else:
        return function(*args, **kwargs)
    key = kwargs.get("key")
    if key is None:
        charge(1 + sort_work(items))
        return function(*args, **kwargs)
    from graders.sandbox.calls import call

    keys: list[Any] = []

    def keep(item: Any) -> Any:
        value = call(key, item)
        keys.append(value)
        return value

    result = function(*args, **{**kwargs, "key": keep})
    charge(1 + sort_work(keys))
    return result


def applied(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`map` and its like: a loop written as a call. Built-in functions are charged at each application."""
    charge(1)
    if not args:
        return function(*args, **kwargs)
    inner, rest = args[0], list(args[1:])
    if function in (filter, itertools.takewhile, itertools.dropwhile, itertools.filterfalse, itertools.starmap):
        rest = [counted(value) if is_lazy(value) or isinstance(value, charges.SIZED) else value for value in rest]
    if inner is None or not callable(inner):
        return function(inner, *rest, **kwargs)
    return function(_step(inner), *rest, **kwargs)


def _step(inner: Any) -> Any:
    """`inner`, counting a step and its work at each application."""
    from graders.sandbox.calls import MARK, call

    if isinstance(inner, types.FunctionType) and MARK in inner.__globals__:
        return inner  # it ticks when it is entered

    def apply(*args: Any, **kwargs: Any) -> Any:
        COUNTER.steps += 1
        return call(inner, *args, **kwargs)

    return apply


def reduced(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(1)
    if len(args) < 2:
        return function(*args, **kwargs)
    return function(_step(args[0]), drained(args[1]), *args[2:], **kwargs)


def accumulated(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(1)
    if len(args) == 1 and not kwargs.get("func"):
        return function(args[0], charges.BINARY["Add"], **{k: v for k, v in kwargs.items() if k != "func"})
    if len(args) > 1 and args[1] is not None:
        return function(args[0], _step(args[1]), *args[2:], **kwargs)
    return function(*args, **kwargs)


def skipping(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`islice`, `compress`: items passed over are charged too."""
    charge(1)
    if args and (is_lazy(args[0]) or isinstance(args[0], charges.SIZED)):
        return function(counted(args[0]), *args[1:], **kwargs)
    return function(*args, **kwargs)


def joined(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    result = by_size(function, args, kwargs)
    charge_soft(size(result))
    return result


def to_text(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`str`, `repr`: the length of the text; of integers the square of it, as the conversion to decimal needs."""
    result = function(*args, **kwargs)
    digits = words(args[0]) if len(args) == 1 and type(args[0]) is int else 1
    charge_soft(1 + (digits * digits if digits > 1 else 0) + (size(result) if args and not isinstance(args[0], int | float) else 0))
    return result


def logarithmic(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A heap's sifting, a search by halves."""
    charge(1 + log2(size(args[0]) if args else 1))
    return function(*args, **kwargs)


def insorted(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """The search is cheap; the shift behind the new item is not."""
    moved = size(args[0]) if args else 0
    if moved and len(args) > 1 and not kwargs and plain(args[1]) and type(args[0]) is list and type(args[0][0]) is type(args[1]):
        moved -= bisect.bisect(args[0], args[1])
    charge(1 + log2(size(args[0]) if args else 1) + moved)
    return function(*args, **kwargs)


def integer_result(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`math.factorial`, `pow`, ...: big integers cost their words squared."""
    result = function(*[drained(value) for value in args], **kwargs)
    if len(args) == 3 and all(type(value) is int for value in args):  # pow(base, exponent, modulus)
        charge(1 + max(1, int.bit_length(args[1])) * words(args[2]) ** 2)
    else:
        largest = max((words(value) for value in (*args, result) if type(value) is int), default=1)
        charge(largest**2)
    return result


def allocated(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`bytes(n)`, `bytearray(n)`."""
    charge(args[0] if args and type(args[0]) is int and args[0] > 0 else 1)
    return by_size(function, args, kwargs)


def deep(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(sum(deep_size(value, 8) for value in args))
    return function(*args, **kwargs)


def drawn(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`random.sample`, `random.choices`: as many as are drawn."""
    result = function(*args, **kwargs)
    charge(1 + size(result))
    return result


def largest_few(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`heapq.nlargest(k, items)`."""
    count = args[0] if args and type(args[0]) is int else 1
    charge(1 + (size(args[1]) * (1 + log2(min(count, size(args[1])) or 1) / 4) if len(args) > 1 else 1))
    return function(*[counted(value) if is_lazy(value) else value for value in args], **kwargs)


def of_sorted(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`statistics.median`: it sorts all it is given."""
    charge(1 + sum(size(value) * log2(size(value)) for value in args))
    return function(*[counted(value) if is_lazy(value) else value for value in args], **kwargs)


def through_operator(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A function of `operator` costs what its operator costs."""
    return OPERATOR_FORMS[function.__name__](*args, **kwargs)


OPERATOR_FORMS: dict[str, Callable[..., Any]] = {
    **{plain_form.__name__: charges.BINARY[name] for name, (plain_form, _) in charges.OPERATORS.items()},
    **{in_place.__name__: charges.AUGMENTED[name] for name, (_, in_place) in charges.OPERATORS.items()},
    **{function.__name__: comparisons.COMPARE[name] for name, function in comparisons.COMPARISONS.items()},
    "contains": comparisons.contains, "getitem": places.get_item,
}  # fmt: skip

_BUILTIN: dict[Rule, tuple[Any, ...]] = {
    flat: (
        len, isinstance, issubclass, iter, type, abs, id, getattr, setattr, hasattr, callable, divmod, round, float, bool,
        ord, chr, object, next, slice, property, range, enumerate, zip, reversed, staticmethod, classmethod, complex,
        itertools.chain, itertools.count, itertools.cycle, itertools.repeat, itertools.product, itertools.permutations,
        itertools.combinations, itertools.combinations_with_replacement, itertools.pairwise, itertools.zip_longest,
        itertools.groupby, itertools.tee, collections.defaultdict, random.choice, random.randint, random.randrange,
        random.random, random.uniform, random.seed, random.gauss,
    ),
    by_size: (
        list, tuple, set, frozenset, dict, collections.deque, collections.Counter, collections.OrderedDict, hash, print,
        heapq.heapify, math.fsum, math.dist, random.shuffle, int, memoryview, heapq.merge,
    ),
    one_by_one: (any, all), extreme: (max, min), total: (sum,), sorting: (sorted,), to_text: (str, repr, ascii, format),
    applied: (map, filter, itertools.starmap, itertools.takewhile, itertools.dropwhile, itertools.filterfalse),
    reduced: (functools.reduce,), accumulated: (itertools.accumulate,), skipping: (itertools.islice, itertools.compress),
    logarithmic: (
        heapq.heappush, heapq.heappop, heapq.heapreplace, heapq.heappushpop, bisect.bisect_left, bisect.bisect_right,
    ),
    insorted: (bisect.insort_left, bisect.insort_right), allocated: (bytes, bytearray),
    integer_result: (pow, math.factorial, math.comb, math.perm, math.gcd, math.lcm, math.isqrt, math.prod),
    drawn: (random.sample, random.choices), largest_few: (heapq.nlargest, heapq.nsmallest),
    through_operator: tuple(getattr(operator, name) for name in OPERATOR_FORMS),
}  # fmt: skip
RULES: dict[int, Rule] = {id(function): rule for rule, functions in _BUILTIN.items() for function in functions}
KEPT = [function for functions in _BUILTIN.values() for function in functions]  # bound methods: so that the ids stay theirs
BY_NAME: dict[tuple[str, str], Rule] = {
    ("random", "choice"): flat, ("random", "randint"): flat, ("random", "randrange"): flat, ("random", "uniform"): flat,
    ("random", "gauss"): flat, ("random", "sample"): drawn, ("random", "choices"): drawn,
    **{("statistics", name): of_sorted for name in ("median", "median_low", "median_high", "median_grouped", "quantiles")},
    ("copy", "copy"): by_size, ("copy", "deepcopy"): deep, ("collections", "Counter.elements"): flat,
    ("functools", "wraps"): flat, ("functools", "cmp_to_key"): flat, ("functools", "partial"): flat,
}  # fmt: skip
