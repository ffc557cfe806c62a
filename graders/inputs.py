"""The vocabulary in which a spec writes inputs.

An input is a literal (number, text, boolean, null, a list of inputs) or a mapping with one key, the name of a generator:
`{normal: [2, 3]}`, or with options `{normal: {shape: [2, 3], std: 100, dtype: float64}}`. A generator given anything but
a mapping takes it as its first option. Sizes may be expressions in `n` ("n", "2 * n", "n // 4") where a cost clause
grows its inputs. Draws depend on the seed and the argument's place alone, so every source sees the same.

Arrays are torch tensors in a problem whose stub imports torch and NumPy arrays otherwise; float32 there and float64 here
unless `dtype` says otherwise.
"""

import ast
import functools
import inspect
import math
import operator
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from graders.types import Array, Live

LAYOUTS = ("", "transposed", "strided", "expanded")  # last two axes swapped; every second item; first axis of stride 0
LIVE = ("given", "entry", "instance", "result", "generator", "method")  # inputs that the child resolves
FLOATS = ("float32", "float64", "float16", "bfloat16")
DTYPES = (*FLOATS, "int64", "int32", "int16", "int8", "uint8", "bool")

GENERATORS: dict[str, Callable[..., Any]] = {}


class InputError(ValueError):
    """An input that a spec writes wrongly; the message begins with the path of its key."""


class Draw:
    """What a generator may use: its random numbers, the problem's library, the size."""

    def __init__(self, seed: str, library: str, n: int | None = None):
        self.rng = np.random.default_rng(zlib.crc32(seed.encode()))
        self.seed, self.library, self.n = seed, library, n

    def array(self, data: Any, dtype: str, layout: str = "", requires_grad: bool = False) -> Array:
        library: Any = "torch" if self.library == "torch" else "numpy"
        dtype = dtype or ("float32" if library == "torch" else "float64")
        if dtype not in DTYPES:
            raise InputError(f"dtype: {dtype!r} is none of {', '.join(DTYPES)}")
        if layout not in LAYOUTS:
            raise InputError(f"layout: {layout!r} is none of {', '.join(LAYOUTS[1:])}")
        data = np.asarray(data)
        if layout == "expanded":
            data = np.broadcast_to(data[:1], data.shape)
        bits = to_bfloat16(data) if dtype == "bfloat16" else np.asarray(data.astype(dtype), order="C")
        return Array(library, dtype, bits, requires_grad, layout)


def to_bfloat16(data: np.ndarray) -> np.ndarray:
    """Round to bfloat16, ties to even; the bits as uint16, same shape."""
    bits = np.asarray(data, dtype=np.float32, order="C").view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def from_bfloat16(bits: np.ndarray) -> np.ndarray:
    """bfloat16 bits (uint16) as float32, same shape."""
    return (np.ascontiguousarray(bits).astype(np.uint32) << 16).view(np.float32)


def generator(make: Callable[..., Any]) -> Callable[..., Any]:
    GENERATORS[make.__name__.rstrip("_")] = make
    return make


@generator
def tensor(draw: Draw, values: Any, dtype: str = "", layout: str = "", requires_grad: bool = False) -> Array:
    """These values. dtype: by default int64 for whole numbers, bool for booleans, else the library's float."""
    data = np.array(values)
    if not dtype and data.dtype.kind in "ib" and data.size:
        dtype = {"i": "int64", "b": "bool"}[data.dtype.kind]
    return draw.array(data, dtype, layout, requires_grad)


GENERATORS["array"] = tensor  # the same; the name that reads well in a NumPy problem


@generator
def normal(
    draw: Draw, shape: Any, mean: float = 0.0, std: float = 1.0, dtype: str = "", layout: str = "",
    requires_grad: bool = False,
) -> Array:  # fmt: skip
    """Normal draws. std: 1e4 makes a naive exp overflow."""
    return draw.array(mean + std * draw.rng.standard_normal(shape), dtype, layout, requires_grad)


@generator
def uniform(draw: Draw, shape: Any, low: float = 0.0, high: float = 1.0, dtype: str = "", layout: str = "",
            requires_grad: bool = False) -> Array:  # fmt: skip
    """Uniform draws in [low, high)."""
    return draw.array(draw.rng.uniform(low, high, shape), dtype, layout, requires_grad)


@generator
def integers(draw: Draw, shape: Any, low: int = 0, high: int = 10, dtype: str = "int64", layout: str = "") -> Array:
    """Whole numbers in [low, high). A small range gives ties; dtype float32 gives tied floats."""
    return draw.array(draw.rng.integers(low, high, shape), dtype, layout)


@generator
def full(draw: Draw, shape: Any, value: float = 0.0, dtype: str = "", layout: str = "", requires_grad: bool = False) -> Array:
    """One value everywhere."""
    return draw.array(np.full(shape, value), dtype, layout, requires_grad)


@generator
def arange(draw: Draw, stop: int, start: int = 0, step: int = 1, shape: Any = None, dtype: str = "int64") -> Array:
    """start, start + step, ... below stop, in `shape`."""
    data = np.arange(start, stop, step)
    return draw.array(data if shape is None else data.reshape(shape), dtype)


@generator
def permutation(draw: Draw, length: int) -> Array:
    """0 .. length - 1 in random order, int64."""
    return draw.array(draw.rng.permutation(length), "int64")


@generator
def booleans(draw: Draw, shape: Any, p: float = 0.5, some: bool = False) -> Array:
    """True with probability p. some: at least one True along the last axis."""
    data = draw.rng.random(shape) < p
    if some:
        keep = draw.rng.integers(0, data.shape[-1], data.shape[:-1])
        np.put_along_axis(data, keep[..., None], True, -1)
    return draw.array(data, "bool")


@generator
def causal(draw: Draw, shape: Any) -> Array:
    """[T, S] mask, True where key j <= query i + S - T."""
    rows, columns = shape
    return draw.array(np.tril(np.ones((rows, columns), dtype=bool), columns - rows), "bool")


@generator
def probabilities(draw: Draw, shape: Any, sharpness: float = 1.0, dtype: str = "") -> Array:
    """Rows along the last axis are positive and sum to 1."""
    scores = sharpness * draw.rng.standard_normal(shape)
    weights = np.exp(scores - scores.max(-1, keepdims=True))
    return draw.array(weights / weights.sum(-1, keepdims=True), dtype)


@generator
def log(draw: Draw, values: Any, repeat: int = 0, dtype: str = "") -> Array:
    """Logarithms of the values (0 gives -inf): logits whose softmax is known. repeat: so many equal rows."""
    with np.errstate(divide="ignore"):
        data = np.log(np.array(values, dtype=float))
    return draw.array(np.broadcast_to(data, (repeat, *data.shape)) if repeat else data, dtype)


@generator
def one_hot(draw: Draw, shape: Any, dtype: str = "") -> Array:
    """Rows along the last axis with a single 1."""
    classes = draw.rng.integers(0, shape[-1], shape[:-1])
    return draw.array(np.eye(shape[-1])[classes], dtype)


@generator
def numbers(draw: Draw, length: int, low: int = -10, high: int = 10) -> list[int]:
    """A Python list of whole numbers in [low, high)."""
    return [int(x) for x in draw.rng.integers(low, high, length)]


@generator
def text(draw: Draw, length: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """A random text over the alphabet."""
    return "".join(alphabet[i] for i in draw.rng.integers(0, len(alphabet), length))


@generator
def distinct(draw: Draw, length: int, times: int = 1) -> str:
    """A text of so many different characters, written so many times over."""
    return "".join(map(chr, range(0x10000, 0x10000 + length))) * times


@generator
def repeat(draw: Draw, of: Any, times: int) -> list[Any]:
    """A list of `times` independent draws of one input."""
    return [build(of, f"{draw.seed}[{i}]", draw.library, draw.n) for i in range(times)]


@generator
def tuple_(draw: Draw, items: list[Any]) -> tuple[Any, ...]:
    return tuple(build(item, f"{draw.seed}({i})", draw.library, draw.n) for i, item in enumerate(items))


@generator
def set_(draw: Draw, items: list[Any]) -> set[Any]:
    return set(items)


@generator
def dict_(draw: Draw, items: Mapping[Any, Any]) -> dict[Any, Any]:
    return {key: build(item, f"{draw.seed}.{key}", draw.library, draw.n) for key, item in items.items()}


@generator
def given(draw: Draw, name: str, args: Mapping[str, Any] | None = None) -> Live:
    """An object of the problem's `given` code, or with args what it returns when called with them."""
    built = None if args is None else {key: build(arg, f"{draw.seed}.{key}", draw.library, draw.n) for key, arg in args.items()}
    return Live("given", name, built)


@generator
def entry(draw: Draw, name: str) -> Live:
    """The function or class of the source itself, to be driven by a function of `given`."""
    return Live("entry", name)


@generator
def instance(draw: Draw, here: bool = True) -> Live:
    """The object that the script has built."""
    return Live("instance")


@generator
def method(draw: Draw, name: str) -> Live:
    """A bound method of the object that the script has built."""
    return Live("method", name)


@generator
def result(draw: Draw, place: Any) -> Live:
    """What an earlier step of the script returned: its number from 0, then indices into it, [0, 1]."""
    return Live("result", args=list(place) if isinstance(place, list) else [place])


@generator
def generator_(draw: Draw, seed: int = 0) -> Live:
    """A torch.Generator on the CPU with this seed."""
    return Live("generator", args=seed)


def build(spec: Any, seed: str, library: str, n: int | None = None) -> Any:
    """The value that `spec` writes: plain Python, `Array` and `Live`.

    seed: names the draw. n: the size where the spec speaks of one. Raises InputError.
    """
    if isinstance(spec, list):
        return [build(item, f"{seed}[{i}]", library, n) for i, item in enumerate(spec)]
    if not isinstance(spec, Mapping):
        return size(spec, n)
    name, make, options = _parse(spec)
    nested = ("of", "items", "args")  # built by the generator itself, each under a seed of its own
    options = {key: option if key in nested else size(option, n) for key, option in options.items()}
    try:
        return make(Draw(seed, library, n), **options)
    except InputError as fault:
        raise InputError(f"{name}.{fault}") from None
    except (TypeError, ValueError, IndexError) as fault:
        raise InputError(f"{name}: {fault}") from None


def build_all(specs: Mapping[str, Any], seed: str, library: str, n: int | None = None) -> dict[str, Any]:
    """`build` for each argument by name; a fault names the argument."""
    built = {}
    for name, spec in specs.items():
        try:
            built[name] = build(spec, f"{seed}/{name}", library, n)
        except InputError as fault:
            raise InputError(f"{name}.{fault}") from None
    return built


def faults(spec: Any) -> Iterator[str]:
    """What is wrong with how `spec` is written, without building it; each fault begins with its path."""
    if isinstance(spec, list):
        for i, item in enumerate(spec):
            yield from (f"[{i}]{fault}" if fault[:1] in "[:." else f"[{i}].{fault}" for fault in faults(item))
    elif isinstance(spec, Mapping):
        try:
            name, make, options = _parse(spec)
            inspect.signature(make).bind(None, **options)
        except InputError as fault:
            yield str(fault)
            return
        except TypeError as fault:
            yield f"{name}: {fault}; known: {', '.join(_parameters(make))}"
            return
        for key in ("of", "items", "args"):
            inner = options.get(key)
            parts = inner.items() if isinstance(inner, Mapping) and name in ("dict", "given") else [("", inner)]
            for part, item in parts:
                yield from (f"{name}.{key}{'.' if part else ''}{part}: {fault}" for fault in faults(item))


def _parse(spec: Mapping[str, Any]) -> tuple[str, Callable[..., Any], dict[str, Any]]:
    if len(spec) != 1:
        raise InputError(f": a generator has one key, this has {len(spec)} ({', '.join(map(str, spec))}); a dict is {{dict: ...}}")
    name, options = next(iter(spec.items()))
    make = GENERATORS.get(name)
    if make is None:
        raise InputError(f"{name}: unknown generator; known: {', '.join(sorted(GENERATORS))}")
    if not isinstance(options, Mapping) or name == "dict":
        options = {_parameters(make)[0]: options}
    return name, make, dict(options)


@functools.cache
def _parameters(make: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(make).parameters)[1:]


OPERATORS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
}  # fmt: skip


def size(option: Any, n: int | None) -> Any:
    """`option` with every expression in `n` worked out."""
    if isinstance(option, list):
        return [size(item, n) for item in option]
    if n is None or not isinstance(option, str) or not set(option) <= set("n0123456789 +-*/()"):
        return option
    if "n" not in option:
        return option
    return _evaluate(ast.parse(option, mode="eval").body, n)


def _evaluate(node: ast.AST, n: int) -> int:
    match node:
        case ast.Name("n"):
            return n
        case ast.Constant(int() as value):
            return value
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            return int(OPERATORS[type(op)](_evaluate(left, n), _evaluate(right, n)))
    raise InputError(f": {ast.unparse(node)!r} is no size; known: n, whole numbers, + - * //")


def entries(value: Any) -> int:
    """How many entries a value holds: of arrays, texts and containers, summed."""
    if isinstance(value, Array):
        return math.prod(value.shape)
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(entries(item) for item in value.values())
    if isinstance(value, list | tuple | set):
        return sum(entries(item) for item in value)
    return 1
