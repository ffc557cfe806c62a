"""What the failing cases have in common and no passing case has: the circumstance in which a source goes wrong. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from graders.checks.numeric import values
from graders.plan import Planned
from graders.types import Array, Text

LARGE = 100.0
Feature = tuple[str, Text]


def circumstance(planned: Sequence[Planned], failed: Sequence[bool]) -> Feature | None:
    """(id, sentence) of the first feature that holds in every failing call and in no other; None where there is none.

    Says nothing where a single case fails, or all do: that would be chance.
    """
    if all(failed) or len({p.case.name for p, bad in zip(planned, failed, strict=True) if bad}) < 2:
        return None
    held = [dict(features(p)) for p in planned]
    names = dict(pair for row in held for pair in row.items())
    for name, text in names.items():
        if [name in row for row in held] == list(failed):
            return name, Text("It goes wrong exactly where {}.", "只在 {} 时出错。").format(text)
    return None


def features(planned: Planned) -> Iterator[Feature]:
    """What can be said of a call: of its arrays one by one, of two together, of its steps."""
    case, steps = planned.case, planned.call.steps
    arrays = [(name, x) for step in steps for name, x in zip(step["names"], step["args"], strict=True) if isinstance(x, Array)]
    modes = [step["name"] for step in steps if step["name"] in ("train", "eval")]
    if case.init is not None:
        if "eval" in modes:
            yield "only eval", Text("the module is in eval mode", "模块处于 eval 模式")
        else:
            yield "only train", Text("the module is in train mode", "模块处于 train 模式")
    yield from of_arguments(steps)
    for name, array in arrays:
        yield from of_array(name, array)
    for i, (name, a) in enumerate(arrays):
        for other, b in arrays[i + 1 :]:
            if name != other and len(a.shape) >= 2 and len(b.shape) >= 2 and a.shape[-2] != b.shape[-2]:
                text = Text("{} and {} have different lengths", "{} 与 {} 长度不同")
                yield f"only where {name} and {other} differ in length", text.format(name, other)
    if case.raises or any(step.raises for step in case.calls):
        yield "only errors", Text("an error is to be raised", "应当抛出异常")


def of_arguments(steps: Sequence[Any]) -> Iterator[Feature]:
    for step in steps:
        for name, value in zip(step["names"], step["args"], strict=True):
            if value is not None and not isinstance(value, Array):
                if isinstance(value, bool | int | float | str):
                    yield f"only {name}={value!r}", Text("{} = {!r}", "{} = {!r}").format(name, value)
            elif value is not None:
                yield f"only with {name}", Text("{} is given", "传入了 {}").format(name)


def of_array(name: str, array: Array) -> Iterator[Feature]:
    shape = array.shape
    if len(shape) >= 2 and shape[0] > 1:
        yield f"only batches of {name}", Text("{} has more than one item along its first axis", "{} 的第一个轴大于 1").format(name)
    if len(shape) >= 2 and shape[-1] != shape[-2]:
        yield f"only oblong {name}", Text("the last two axes of {} differ", "{} 的最后两个轴不等长").format(name)
    if 1 in shape:
        yield f"only {name} of size 1", Text("{} has an axis of size 1", "{} 有长度为 1 的轴").format(name)
    if shape and shape[-1] % 2:
        yield f"only odd {name}", Text("the last axis of {} is odd", "{} 的最后一个轴为奇数").format(name)
    if array.dtype not in ("float32", "int64", "bool"):
        yield f"only {array.dtype}", Text("{} is {}", "{} 为 {}").format(name, array.dtype)
    if array.layout:
        yield "only odd layouts", Text("an input is not contiguous in memory", "输入在内存中不连续")
    if array.requires_grad:
        yield "only requires_grad", Text("an input requires grad", "输入带有 requires_grad")
    if array.data.size and array.data.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            if np.nanmax(np.abs(values(array))) >= LARGE:
                yield f"only large {name}", Text("{} holds large values", "{} 含有很大的数值").format(name)
    if array.dtype == "bool" and shape and not array.data.any(-1).all():
        yield f"only empty rows of {name}", Text("a row of {} is False everywhere", "{} 中有一整行为 False").format(name)
