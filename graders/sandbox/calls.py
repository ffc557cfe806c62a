"""What a call costs: finds the rule for whatever is called.

`call(f, ...)` stands for `f(...)` in a metered source. The candidate's own functions charge for themselves.
"""

import functools
import sys
import types
from typing import Any

import numpy as np

from graders.sandbox.array_charges import call_array
from graders.sandbox.charges import counted, deep_size, is_lazy, size
from graders.sandbox.containers import METHODS
from graders.sandbox.counter import COUNTER, charge, charge_soft
from graders.sandbox.rules import BY_NAME, RULES, by_size, flat

MARK = "__meter_call__"  # stands in the globals of every metered module


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
    charge_soft(1 + sum(deep_size(value) for value in args))
    result = function(*[counted(value) if is_lazy(value) else value for value in args], **kwargs)
    charge_soft(size(result))
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
