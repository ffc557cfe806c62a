"""What calls into numpy cost, by name and by the sizes of arguments and result.

A function that no rule names touches its inputs and its result once, which most of numpy does.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from graders.sandbox.charges import deep_size, log2, matmul_work, names, size
from graders.sandbox.counter import COUNTER, array_made, charge, charge_array

FREE = names("""
    reshape transpose ravel squeeze swapaxes view broadcast_to sliding_window_view as_strided diagonal expand_dims
    atleast_1d atleast_2d atleast_3d split array_split hsplit vsplit asarray asanyarray ascontiguousarray shape ndim
    size moveaxis rollaxis broadcast_arrays item empty empty_like default_rng rot90 flip fliplr flipud nditer ndenumerate
    ndindex errstate finfo iinfo dtype result_type can_cast seed vectorize shares_memory may_share_memory
""")
SORTS = names("""
    sort argsort unique median percentile quantile nanmedian lexsort intersect1d union1d isin in1d setdiff1d setxor1d
    permutation
""")
DECOMPOSITIONS = names("""
    solve inv det svd eig eigh eigvals eigvalsh qr cholesky lstsq pinv slogdet matrix_rank tensorsolve tensorinv cond
    svdvals
""")
PRODUCTS = names("""
    dot matmul inner vdot tensordot vecdot matvec vecmat
""")


def arrays_in(values: Any) -> list[np.ndarray]:
    """The arrays among some values, and those in lists and tuples of arrays."""
    found = []
    for value in values:
        if isinstance(value, np.ndarray):
            found.append(value)
        elif isinstance(value, list | tuple) and value and isinstance(value[0], np.ndarray):
            found += [item for item in value if isinstance(item, np.ndarray)]
    return found


def einsum_work(subscripts: Any, operands: tuple[Any, ...]) -> float:
    """The size of the whole index space of an einsum."""
    if not isinstance(subscripts, str):
        return float(sum(size(operand) for operand in operands))
    lengths: dict[str, int] = {}
    for term, operand in zip(subscripts.replace(" ", "").split("->")[0].split(","), operands, strict=False):
        for letter, length in zip(term.replace("...", ""), np.shape(operand)[::-1][: len(term)][::-1], strict=False):
            lengths[letter] = length
    return float(math.prod(lengths.values()))


def call_work(name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any], result: Any) -> float:
    """Elements touched by numpy's function `name`. arguments: with the array first where it is a method."""
    arrays = arrays_in(arguments)
    read = sum(array.size for array in arrays)
    written = sum(array.size for array in arrays_in(result if isinstance(result, tuple | list) else (result,)))
    if name in FREE and not any(isinstance(a, list | tuple) and size(a) > 32 for a in arguments):
        return 0.0
    if name in SORTS and arrays:
        axis = keywords.get("axis", -1)
        length = arrays[0].size if axis is None or arrays[0].ndim == 0 else arrays[0].shape[axis if isinstance(axis, int) else -1]
        return read * log2(length) + written
    if name in PRODUCTS and len(arguments) > 1:
        return matmul_work(arguments[0], arguments[1]) + written if name != "tensordot" else math.sqrt(
            float(np.size(arguments[0])) * np.size(arguments[1]) * max(1, written)
        )
    if name in ("convolve", "correlate") and len(arguments) > 1:
        return float(np.size(arguments[0])) * np.size(arguments[1])
    if name == "einsum" and arguments:
        if len(arrays) > 2 and keywords.get("optimize"):
            return float(read + written)
        return einsum_work(arguments[0], arguments[1:])
    if name in ("outer", "kron", "multiply_outer"):
        return float(written)
    if name in ("cov", "corrcoef") and arrays:
        return float(arrays[0].size * max(1, math.isqrt(max(1, written))))
    if name in DECOMPOSITIONS and arrays and arrays[0].ndim >= 2:
        return float(arrays[0].size * min(arrays[0].shape[-2:]))
    if name == "matrix_power" and arrays:
        return float(arrays[0].size * arrays[0].shape[-1] * log2(arguments[1]))
    if name in ("polyfit", "vander"):
        return float(read * max(1, written))
    if "fft" in name:
        return max(read, written) * log2(max(read, written))
    if name in ("searchsorted", "digitize", "interp") and len(arguments) > 1:
        sizes = [np.size(argument) for argument in arguments]
        return max(1, written) * log2(max(sizes)) + (sum(sizes) if name != "searchsorted" else 0)
    return float(read + written)


def call_array(function: Callable[..., Any], name: str, owner: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """Call a function or method of numpy and charge for it. owner: the array whose method it is."""
    for value in args:  # nested lists are turned into arrays item by item
        if isinstance(value, list | tuple) and value and not isinstance(value[0], np.ndarray):
            charge(deep_size(value))
    result = function(*args, **kwargs)
    arguments = (owner, *args) if isinstance(owner, np.ndarray) else args
    charge_array(1 + call_work(name, arguments, kwargs, result))
    for array in arrays_in(result if isinstance(result, tuple | list) else (result,)):
        if array.base is None or array.flags.owndata:
            array_made(array.size)
    if isinstance(function, np.vectorize) or name == "apply_along_axis":
        _charge_hidden_loop(function, args, result)
    elif name == "tolist":
        charge(size(owner))
    return result


def _charge_hidden_loop(function: Any, args: tuple[Any, ...], result: Any) -> None:
    """A Python loop inside numpy: its turns are steps, unless the metered function that it calls has counted them."""
    inner = function.pyfunc if isinstance(function, np.vectorize) else args[0]
    if getattr(inner, "__globals__", {}).get("__file__") != COUNTER.file:
        turns = int(np.size(result)) if isinstance(function, np.vectorize) else size(args[2]) // max(1, np.shape(args[2])[args[1]])
        COUNTER.steps += turns
        charge(turns)
