"""What a call costs: rules for the built-ins, for the standard library's containers and for whatever is not known.

`call(f, ...)` stands for `f(...)` in a metered source. The candidate's own functions charge for themselves.
"""

import bisect
import collections
import functools
import heapq
import itertools
import math
import operator
import random
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sandbox import charges
from graders.sandbox.array_charges import call_array
from graders.sandbox.charges import counted, deep_size, drained, is_lazy, log2, plain, size, words
from graders.sandbox.counter import COUNTER, charge

MARK = "__meter_call__"  # stands in the globals of every metered module

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
        pairs = list(zip(items, items[1:], strict=False))
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
    if isinstance(inner, types.FunctionType) and MARK in inner.__globals__:
        return inner  # it ticks when it is entered
    return functools.partial(_call_step, inner)


def _call_step(inner: Any, *args: Any, **kwargs: Any) -> Any:
    COUNTER.steps += 1
    return call(inner, *args, **kwargs)


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
    charge(size(result))
    return result


def to_text(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`str`, `repr`: the length of the text; of integers the square of it, as the conversion to decimal needs."""
    result = function(*args, **kwargs)
    digits = words(args[0]) if len(args) == 1 and type(args[0]) is int else 1
    charge(1 + (digits * digits if digits > 1 else 0) + (size(result) if args and not isinstance(args[0], int | float) else 0))
    return result


def heap(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
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


def through_operator(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A function of `operator` costs what its operator costs."""
    return OPERATOR_FORMS[function.__name__](*args, **kwargs)


OPERATOR_FORMS: dict[str, Callable[..., Any]] = {
    **{plain_form.__name__: charges.BINARY[name] for name, (plain_form, _) in charges.OPERATORS.items()},
    **{in_place.__name__: charges.AUGMENTED[name] for name, (_, in_place) in charges.OPERATORS.items()},
    **{function.__name__: charges.COMPARE[name] for name, function in charges.COMPARISONS.items()},
    "contains": charges.contains, "getitem": charges.get_item,
}  # fmt: skip

_BUILTIN: dict[Rule, tuple[Any, ...]] = {
    flat: (
        len, isinstance, issubclass, iter, type, abs, id, getattr, setattr, hasattr, callable, divmod, round, float, bool,
        ord, chr, object, next, slice, property, range, enumerate, zip, reversed, staticmethod, classmethod, complex,
        itertools.chain, itertools.count, itertools.cycle, itertools.repeat, itertools.product, itertools.permutations,
        itertools.combinations, itertools.combinations_with_replacement, itertools.pairwise, itertools.zip_longest,
        itertools.groupby, itertools.tee, collections.defaultdict, random.choice, random.randint, random.randrange,
        random.random, random.uniform, random.seed, random.gauss, bisect.bisect_left, bisect.bisect_right,
    ),
    by_size: (
        list, tuple, set, frozenset, dict, collections.deque, collections.Counter, collections.OrderedDict, hash, print,
        heapq.heapify, math.fsum, math.dist, random.shuffle, int, memoryview, heapq.merge,
    ),
    one_by_one: (any, all), extreme: (max, min), total: (sum,), sorting: (sorted,), to_text: (str, repr, ascii, format),
    applied: (map, filter, itertools.starmap, itertools.takewhile, itertools.dropwhile, itertools.filterfalse),
    reduced: (functools.reduce,), accumulated: (itertools.accumulate,), skipping: (itertools.islice, itertools.compress),
    heap: (heapq.heappush, heapq.heappop, heapq.heapreplace, heapq.heappushpop),
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
    ("copy", "copy"): by_size, ("copy", "deepcopy"): deep, ("collections", "Counter.elements"): flat,
    ("functools", "wraps"): flat, ("functools", "cmp_to_key"): flat, ("functools", "partial"): flat,
}  # fmt: skip


def call(function: Any, /, *args: Any, **kwargs: Any) -> Any:
    """`function(*args, **kwargs)`, charged."""
    kind = type(function)
    if kind is types.FunctionType or kind is types.MethodType:
        return _call_python(function, getattr(function, "__func__", function), args, kwargs)
    if kind is functools._lru_cache_wrapper:
        charge(1)
        return _deeper(function, args, kwargs)
    rule = RULES.get(id(function))
    if rule is not None:
        return rule(function, args, kwargs)
    if kind is functools.partial:
        return call(function.func, *function.args, *args, **{**function.keywords, **kwargs})
    if kind is types.BuiltinFunctionType or kind is types.MethodWrapperType:
        return _call_builtin(function, args, kwargs)
    if kind is types.MethodDescriptorType and args and isinstance(args[0], function.__objclass__):
        return _call_builtin(function.__get__(args[0]), args[1:], kwargs)
    if _of_numpy(function):
        return call_array(function, getattr(function, "__name__", ""), None, args, kwargs)
    if isinstance(function, type):
        charge(1)
        return _deeper(function, args, kwargs)
    if _called_in_python(kind) or _of_torch(function):
        charge(1)  # an object with a __call__ in Python charges for itself; torch's work is seen by its dispatch mode
        return _deeper(function, args, kwargs)
    return _call_unknown(function, args, kwargs)


def _called_in_python(kind: type) -> bool:
    """Whether instances of the class are called through a `__call__` written in Python."""
    defined = next((base.__dict__["__call__"] for base in kind.__mro__ if "__call__" in base.__dict__), None)
    return isinstance(defined, types.FunctionType)


def _deeper(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    counter = COUNTER
    counter.depth += 1
    counter.deepest = max(counter.deepest, counter.depth)
    try:
        return function(*args, **kwargs)
    finally:
        counter.depth -= 1


def _call_python(function: Any, code: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if not isinstance(code, types.FunctionType) or MARK in code.__globals__:
        charge(1)
        return _deeper(function, args, kwargs)
    module = code.__module__ or ""
    owner = getattr(function, "__self__", None)
    if _of_torch(function) or _is_tensor(owner):
        return flat(function, args, kwargs)
    if module.partition(".")[0] == "numpy":
        return call_array(function, code.__name__, owner, args, kwargs)
    rule = BY_NAME.get((module, code.__qualname__)) or BY_NAME.get((module, code.__name__))
    if rule is not None:
        return rule(function, args, kwargs)
    if isinstance(owner, dict):
        return _call_builtin(function, args, kwargs)
    return _call_unknown(function, args, kwargs)


def _of_numpy(function: Any) -> bool:
    if isinstance(function, np.ufunc | np.vectorize):
        return True
    module = getattr(function, "__module__", None) or type(function).__module__
    return isinstance(module, str) and module.partition(".")[0] == "numpy"


def _of_torch(function: Any) -> bool:
    module = getattr(function, "__module__", None) or type(function).__module__
    return isinstance(module, str) and module.partition(".")[0] == "torch"


def _is_tensor(value: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, getattr(torch, "Tensor", ()))


def _call_unknown(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """No rule: as much as goes in and comes out. The time test has the last word."""
    if any(_is_tensor(value) for value in args):
        return flat(function, args, kwargs)
    COUNTER.unknown.add(f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', type(function).__name__)}")
    charge(1 + sum(deep_size(value) for value in args))
    result = function(*[counted(value) if is_lazy(value) else value for value in args], **kwargs)
    charge(size(result))
    return result


def _call_builtin(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """A built-in function that has no rule of its own, or a bound method of a built-in object."""
    owner = getattr(function, "__self__", None)
    name = function.__name__
    if owner is None or isinstance(owner, types.ModuleType):
        if _of_numpy(function):
            return call_array(function, name, None, args, kwargs)
        if _of_torch(function) or getattr(owner, "__name__", "") in ("math", "time", "_random", "_operator", "_functools"):
            return flat(function, args, kwargs)
        return _call_unknown(function, args, kwargs)
    if isinstance(owner, np.ndarray | np.generic) or _of_numpy(owner):
        return call_array(function, name, owner, args, kwargs)
    if _is_tensor(owner):
        if name == "tolist":
            charge(owner.numel())
        return flat(function, args, kwargs)
    for base, work in METHODS:
        if isinstance(owner, base):
            if work is None:
                return flat(function, args, kwargs)
            return work(function, owner, name, args, kwargs)
    if isinstance(owner, type) or _of_torch(function):
        return by_size(function, args, kwargs)
    return _call_unknown(function, args, kwargs)


# Methods of built-in containers


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
        return charges.get_item(owner, first)
    elif name == "__setitem__" and len(args) == 2:
        return charges.Place(owner).__setitem__(*args)
    elif name == "__contains__" and args:
        return charges.contains(owner, first)
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


CHEAP_DICT = frozenset(
    "get pop setdefault popitem items keys values move_to_end __getitem__ __contains__ __setitem__ __len__ __missing__".split()
)


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
        charge(1 + size(args[0] if args else ""))
        return function(*args, **kwargs)
    result = function(*args, **kwargs)
    length = size(owner)
    if name in ("find", "index") and type(result) is int:
        start = args[1] if len(args) > 1 and type(args[1]) is int else 0
        charge(1 + (result - start + size(args[0]) if result >= start >= 0 else max(0, length - max(0, start))))
    elif name in ("append", "__getitem__", "__len__"):
        charge(1)
    else:
        charge(1 + length + size(result))
    return result


def of_int(function: Any, owner: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    charge(words(owner))
    return function(*args, **kwargs)


METHODS: tuple[tuple[Any, Any], ...] = (
    (list, of_list), (collections.deque, of_deque), (dict, of_dict), ((set, frozenset), of_set),
    ((str, bytes, bytearray), of_text), (int, of_int), ((float, complex, range, slice, memoryview), None), (tuple, of_list),
    ((types.GeneratorType, types.CoroutineType), None), (charges.LAZY, None), (charges.VIEWS, None),
    (random.Random, None),
)  # fmt: skip
