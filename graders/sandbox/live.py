"""Wire values made live in the child (arrays, tensors, objects of the script) and the facts read off them.

torch is imported nowhere here: it is looked up among the loaded modules, so that a NumPy runner never waits for it.
"""

import math
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graders.inputs import from_bfloat16
from graders.types import Array, Live

CATEGORIES_MAX = 20_000  # of one sample
SIGNIFICANT = 6  # digits of a float outcome


def torch_module() -> Any:
    return sys.modules.get("torch")


def is_tensor(value: Any) -> bool:
    torch = torch_module()
    return torch is not None and isinstance(value, torch.Tensor)


def is_float_tensor(value: Any) -> bool:
    return is_tensor(value) and value.is_floating_point()


def build(node: Any, script: Any) -> Any:
    """The live value of a wire node; fresh arrays each time. `script` resolves what refers to its objects."""
    if isinstance(node, Array):
        return build_array(node)
    if isinstance(node, Live):
        return resolve(node, script)
    if isinstance(node, dict):
        return {key: build(item, script) for key, item in node.items()}
    if isinstance(node, list | tuple | set):
        return type(node)(build(item, script) for item in node)
    return node


def build_array(node: Array) -> Any:
    if node.library == "numpy":
        return lay_out_numpy(node.data.copy(), node.layout)
    torch = torch_module()
    if node.dtype == "bfloat16":
        tensor = torch.from_numpy(from_bfloat16(node.data).reshape(node.shape)).to(torch.bfloat16)
    else:
        tensor = torch.from_numpy(node.data.copy())
    tensor = lay_out_torch(torch, tensor, node.layout)
    return tensor.requires_grad_() if node.requires_grad else tensor


def lay_out_torch(torch: Any, x: Any, layout: str) -> Any:
    if layout == "transposed" and x.dim() > 1:
        return x.transpose(-1, -2).contiguous().transpose(-1, -2)
    if layout == "strided" and x.dim():
        wide = torch.zeros(*x.shape[:-1], 2 * x.shape[-1], dtype=x.dtype)
        wide[..., ::2] = x
        return wide[..., ::2]
    if layout == "expanded":
        return x[:1].clone().expand(x.shape)
    return x


def lay_out_numpy(x: np.ndarray, layout: str) -> np.ndarray:
    if layout == "transposed" and x.ndim > 1:
        return np.ascontiguousarray(x.swapaxes(-1, -2)).swapaxes(-1, -2)
    if layout == "strided" and x.ndim:
        wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
        wide[..., ::2] = x
        return wide[..., ::2]
    if layout == "expanded":
        return np.broadcast_to(x[:1].copy(), x.shape)
    return x


def resolve(node: Live, script: Any) -> Any:
    """An object of the script, of `given` or of the source. Raises whatever looking it up or calling it raises."""
    match node.kind:
        case "given":
            thing = script.runner.given.__dict__[node.name]
            return thing if node.args is None else thing(**{key: build(arg, script) for key, arg in node.args.items()})
        case "entry":
            return script.find(node.name)
        case "instance":
            return script.instance
        case "method":
            return getattr(script.instance, node.name)
        case "generator":
            return torch_module().Generator().manual_seed(node.args)
        case "result":
            value = script.values[node.args[0]]
            for index in node.args[1:]:
                value = value[index]
            return value
    raise ValueError(f"unknown kind of input: {node.kind}")


def changed(node: Any, value: Any) -> bool:
    """Whether a live value is no longer what its wire node says."""
    try:
        if isinstance(node, Array):
            if is_tensor(value):
                if value.shape != node.shape:
                    return True
                value = value.detach()
                if node.dtype == "bfloat16":
                    return not np.array_equal(value.view(torch_module().int16).numpy().view(np.uint16), node.data)
                value = value.numpy()
            return bool(value.shape != node.shape or value.tobytes() != node.data.tobytes())
        if isinstance(node, Live):
            return False
        if isinstance(node, dict):
            return list(node) != list(value) or any(changed(item, value[key]) for key, item in node.items())
        if isinstance(node, list | tuple):
            return len(node) != len(value) or any(changed(item, other) for item, other in zip(node, value, strict=True))
        return bool(node != value) and node == node
    except Exception:  # made incomparable: changed for sure
        return True


def arrays(value: Any, depth: int = 0) -> Iterator[Any]:
    """Every array and tensor within a value."""
    if isinstance(value, np.ndarray) or is_tensor(value):
        yield value
    elif isinstance(value, Mapping) and depth < 20:
        for item in value.values():
            yield from arrays(item, depth + 1)
    elif isinstance(value, list | tuple) and depth < 20:
        for item in value:
            yield from arrays(item, depth + 1)


def shares(value: Any, argument: Any) -> bool:
    """Whether some array of the value lies in the storage of some array of the argument."""
    theirs = {place for array in arrays(argument) if (place := storage(array))}
    return bool(theirs) and any(storage(array) in theirs for array in arrays(value))


def storage(array: Any) -> int:
    """The address where the memory of an array or tensor begins; 0 for none."""
    if is_tensor(array):
        return int(array.untyped_storage().data_ptr())
    while isinstance(array.base, np.ndarray):
        array = array.base
    return int(array.__array_interface__["data"][0]) if array.size else 0


def scramble(value: Any) -> None:
    """Overwrite an array that was handed over, as a caller reusing its buffer would."""
    torch = torch_module()
    if is_tensor(value):
        if value.is_floating_point() and 0 not in value.stride():
            with torch.no_grad():
                value.fill_(77.0)
    elif isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.flags.writeable:
        value.fill(77.0)


def detached(value: Any) -> Any:
    """A copy that later steps cannot change."""
    if is_tensor(value):
        return value.detach().clone().requires_grad_(value.requires_grad)
    return value.copy() if isinstance(value, np.ndarray) else value


# ---- gradients and state


def float_tensors(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, tensor) of every float tensor within an argument."""
    if is_float_tensor(value):
        yield path, value
    elif isinstance(value, list | tuple | dict):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from float_tensors(item, f"{path}[{key!r}]")


def differentiable(value: Any) -> list[Any]:
    """The float tensors within a result."""
    return [array for array in arrays(value) if is_float_tensor(array)]


def gradients(outputs: Sequence[Any], leaves: Mapping[str, Any], seed: int) -> dict[str, Any]:
    """d sum(output * upstream) / d leaf by name; zeros where no path leads. Raises when no output has a graph."""
    torch = torch_module()
    rng = np.random.default_rng(seed)
    total = None  # a scalar, because grad() with upstreams of its own imports a symbolic algebra system
    for output in outputs:  # one draw an output whether it has a graph or not, so that upstreams stay in step
        upstream = torch.from_numpy(rng.standard_normal(tuple(output.shape))).to(output.dtype)
        if output.requires_grad:
            part = (output * upstream).sum().double()
            total = part if total is None else total + part
    if total is None:
        raise RuntimeError("no result is part of a graph, so no gradient flows")
    names = list(leaves)
    found = torch.autograd.grad(total, [leaves[name] for name in names], allow_unused=True, materialize_grads=True)
    return dict(zip(names, found, strict=True))


def parameters(instance: Any, names: Sequence[str]) -> dict[str, Any]:
    """The trainable parameters by name; one that is known by several names goes by that of `names`, where they hold it."""
    every = dict(instance.named_parameters(remove_duplicate=False))
    chosen = {id(every[name]): name for name in names if name in every}
    for name, parameter in every.items():
        chosen.setdefault(id(parameter), name)
    return {name: every[name] for name in chosen.values() if every[name].requires_grad}


def read_state(instance: Any) -> dict[str, Any]:
    """Parameters and persistent buffers by name; empty for what is no module."""
    return {name: detached(x) for name, x in instance.state_dict().items()} if hasattr(instance, "state_dict") else {}


def write_state(instance: Any, state: Mapping[str, Array]) -> None:
    """Copy the state into parameters and buffers of the same names. Raises ValueError on what does not fit.

    Further buffers are the source's own affair; a further parameter would be one that nobody set.
    """
    torch = torch_module()
    own = instance.state_dict(keep_vars=True)
    misfits = [f"{name} is missing" for name in state if name not in own]
    for name, node in state.items():
        if name in own and tuple(own[name].shape) != node.shape:
            misfits.append(f"{name} has shape {list(own[name].shape)}, expected {list(node.shape)}")
    set_here = {id(own[name]) for name in state if name in own}
    misfits += [f"{name} is a parameter too many" for name, p in instance.named_parameters() if id(p) not in set_here]
    if misfits:
        raise ValueError("; ".join(misfits))
    with torch.no_grad():
        for name, node in state.items():
            own[name].copy_(build_array(node))


# ---- samples


def sample(draw: Callable[[], Any], each: str, draws: int) -> dict[str, Any]:
    """Call until there are `draws` outcomes; {"first": a result, "counts": [[outcome, count]], "digest": of their sequence}.

    each: "call" makes the whole result one outcome, "row" each place along its first axis.
    """
    counts: Counter[Any] = Counter()
    first, done, digest = None, 0, 0
    while done < draws:
        value = draw()
        first = value if not done else first
        found = list(rows(value)) if each == "row" else [outcome(value)]
        if not found:
            raise ValueError("the result has no rows")
        counts.update(found)
        digest = zlib.crc32(repr(found).encode(), digest)
        done += len(found)
        if len(counts) > CATEGORIES_MAX:
            break
    return {"first": first, "counts": [[key, count] for key, count in counts.items()], "digest": digest}


def outcome(value: Any) -> Any:
    """A hashable likeness: numbers (floats to SIGNIFICANT digits), tuples for arrays and containers."""
    if is_tensor(value):
        value = value.detach().tolist()
    elif isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return tuple(outcome(item) for item in value)
    if isinstance(value, float) and math.isfinite(value):
        return float(f"{value:.{SIGNIFICANT}g}")
    return value


def rows(value: Any) -> Iterator[Any]:
    """Outcomes along the first axis; of a tuple, the rows of its members together."""
    if isinstance(value, tuple):
        return zip(*map(rows, value), strict=True)
    whole = outcome(value)
    if not isinstance(whole, tuple):
        raise TypeError(f"a {type(value).__name__} has no rows")
    return iter(whole)
