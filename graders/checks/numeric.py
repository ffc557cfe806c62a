"""Is a value right? Kind, type, dtype and shape first, then the entries, so that an empty or broadcast one never passes."""

import cmath
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from graders.inputs import from_bfloat16
from graders.types import Array, Opaque, Text, Tolerance

# A right answer may round once more than the reference: no tolerance is below two units in the last place.
EPSILON = {"float16": 2**-11, "bfloat16": 2**-8, "float32": 2**-24, "float64": 2**-53}
SAME = Text("")


def difference(got: Any, want: Any, tolerance: Tolerance, at: str = "") -> Text:
    """"" when `got` is right within tolerance, else one sentence that says how it differs. `at`: where in the result."""
    place = Text(f" in {at}", f"（位于 {at}）") if at else Text("")
    if isinstance(want, Array):
        return _of_arrays(got, want, tolerance, place)
    if isinstance(want, bool) or want is None or isinstance(want, str | bytes):
        return SAME if type(got) is type(want) and got == want else _mismatch(got, want, place)
    if isinstance(want, int | float | complex):
        return _of_numbers(got, want, tolerance, place)
    if isinstance(want, list | tuple):
        return _of_sequences(got, want, tolerance, at, place)
    if isinstance(want, Mapping):
        return _of_mappings(got, want, tolerance, at, place)
    if isinstance(want, set):
        return SAME if isinstance(got, set) and got == want else _mismatch(got, want, place)
    return SAME if got == want else _mismatch(got, want, place)


def same(a: Any, b: Any, tolerance: Tolerance) -> bool:
    """Whether two answers agree; NaN agrees with NaN."""
    return not difference(a, b, tolerance)


def _mismatch(got: Any, want: Any, place: Text) -> Text:
    return Text("got {}, expected {}{}", "得到 {}，应为 {}{}").format(brief(got), brief(want), place)


def _of_numbers(got: Any, want: Any, tolerance: Tolerance, place: Text) -> Text:
    kinds = (int,) if isinstance(want, int) else (int, float) if isinstance(want, float) else (int, float, complex)
    if isinstance(got, bool) or not isinstance(got, kinds):
        return Text("got {}, expected {}{}", "得到 {}，应为 {}{}").format(kind(got), kind(want), place)
    if isinstance(want, int):
        return SAME if got == want else _mismatch(got, want, place)
    if got == want or (got != got and want != want):
        return SAME
    if cmath.isfinite(want) and abs(got - want) <= tolerance.atol + tolerance.rtol * abs(want):
        return SAME
    return Text("off by {:.3g}: got {}, expected {}{}", "相差 {:.3g}：得到 {}，应为 {}{}").format(
        abs(got - want), *told_apart(got, want), place
    )


def _of_sequences(got: Any, want: Any, tolerance: Tolerance, at: str, place: Text) -> Text:
    base = list if isinstance(want, list) else tuple
    if not isinstance(got, base) or len(got) != len(want):
        return Text("got {}, expected {}{}", "得到 {}，应为 {}{}").format(kind(got), kind(want), place)
    for i, (g, w) in enumerate(zip(got, want, strict=True)):
        if differs := difference(g, w, tolerance, f"{at}[{i}]" if at else f"result[{i}]"):
            return differs
    return SAME


def _of_mappings(got: Any, want: Mapping[Any, Any], tolerance: Tolerance, at: str, place: Text) -> Text:
    if not isinstance(got, Mapping):
        return Text("got {}, expected {}{}", "得到 {}，应为 {}{}").format(kind(got), kind(want), place)
    missing, extra = [k for k in want if k not in got], [k for k in got if k not in want]
    if missing:
        return Text("the key {!r} is missing{}", "缺少键 {!r}{}").format(missing[0], place)
    if extra:
        return Text("the key {!r} is too many{}", "多出键 {!r}{}").format(extra[0], place)
    for key in want:
        if differs := difference(got[key], want[key], tolerance, f"{at}[{key!r}]" if at else f"result[{key!r}]"):
            return differs
    return SAME


def _of_arrays(got: Any, want: Array, tolerance: Tolerance, place: Text) -> Text:
    if not isinstance(got, Array) or got.library != want.library:
        return Text("got {}, expected {}{}", "得到 {}，应为 {}{}").format(kind(got), kind(want), place)
    if got.shape != want.shape:
        return Text("shape {}, expected {}{}", "形状为 {}，应为 {}{}").format(list(got.shape), list(want.shape), place)
    integers = {"int64", "int32", "int16", "int8"}
    if got.dtype != want.dtype and not (want.library == "numpy" and {got.dtype, want.dtype} <= integers):
        return Text("dtype {}, expected {}{}", "dtype 为 {}，应为 {}{}").format(got.dtype, want.dtype, place)
    right = agreement(got, want, tolerance)
    if right.all():
        return SAME
    index = tuple(int(i) for i in np.argwhere(~right)[0])
    g, w = values(got)[index], values(want)[index]
    spot = Text(" at {}", "，位置 {}").format(list(index)) if index else Text("")
    count = Text(" ({} of {} entries differ)", "（{} / {} 个元素不同）").format(int((~right).sum()), right.size) if index else Text("")
    if not (np.isfinite(g) and np.isfinite(w)) or want.dtype not in EPSILON:
        return Text("got {}{}, expected {}{}{}", "得到 {}{}，应为 {}{}{}").format(_number(g), spot, _number(w), count, place)
    return Text("off by {:.3g}{}: got {}, expected {}{}{}", "相差 {:.3g}{}：得到 {}，应为 {}{}{}").format(
        float(abs(g - w)), spot, *told_apart(float(g), float(w)), count, place
    )


def told_apart(a: Any, b: Any) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to see that they differ, six at least."""
    return next(
        ((x, y) for digits in (6, 8, 10, 12, 17) if (x := f"{a:.{digits}g}") != (y := f"{b:.{digits}g}")), (str(a), str(b))
    )


def agreement(got: Array, want: Array, tolerance: Tolerance) -> np.ndarray:
    """Entry by entry, whether `got` is right; of the common shape."""
    g, w = values(got), values(want)
    if want.dtype not in EPSILON:
        return np.asarray(g == w)
    unit = 2 * EPSILON[want.dtype]
    rtol, atol = max(tolerance.rtol, unit), tolerance.atol
    with np.errstate(invalid="ignore", over="ignore"):
        near = np.isfinite(w) & (np.abs(g - w) <= atol + rtol * np.abs(w))
        return np.asarray(near | (g == w) | (np.isnan(g) & np.isnan(w)))


def values(array: Array) -> np.ndarray:
    """The entries as NumPy computes with them: float64 for floats, else as they are."""
    if array.dtype == "bfloat16":
        return from_bfloat16(array.data).reshape(array.shape).astype(np.float64)
    return np.asarray(array.data, dtype=np.float64 if array.data.dtype.kind == "f" else None)


def kind(value: Any) -> Text:
    """What a value is, without its content: "a float32 tensor [2, 3]"."""
    if isinstance(value, Array):
        sort = Text("tensor", "tensor") if value.library == "torch" else Text("array", "数组")
        return Text("a {0} {1} {2}", "形状为 {2} 的 {0} {1}").format(value.dtype, sort, list(value.shape))
    if isinstance(value, Opaque):
        return Text("a value of type {}", "类型为 {} 的值").format(value.type)
    if isinstance(value, list | tuple | set | Mapping):
        name = next(base.__name__ for base in (list, tuple, set, dict) if isinstance(value, base))
        return Text("a {0} of {1}", "含 {1} 项的 {0}").format(name, len(value))
    if value is None:
        return Text("None")
    return Text("the {} {}", "{} 类型的 {}").format(type(value).__name__, brief(value))


def brief(value: Any, width: int = 60) -> str:
    """A value on one line, cut where it is long."""
    text = render(value)
    return text if len(text) <= width else text[: width - 1] + "…"


def render(value: Any) -> str:
    """A value as Python would write it; arrays as nested lists of rounded numbers."""
    if isinstance(value, Array):
        return _nested(values(value))
    if isinstance(value, Opaque):
        return f"<{value.type}>"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(render, value)) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(render, value)) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{render(k)}: {render(v)}" for k, v in value.items()) + "}"
    if hasattr(value, "kind") and hasattr(value, "name"):  # a Live input
        return f"<{value.name or value.kind}>"
    return repr(value)


def _nested(array: np.ndarray) -> str:
    if array.ndim == 0:
        return _number(array[()])
    shown = [_nested(item) for item in array[:8]]
    return "[" + ", ".join(shown) + (", …" if len(array) > 8 else "") + "]"


def _number(x: Any) -> str:
    if isinstance(x, np.bool_ | bool):
        return str(bool(x))
    if isinstance(x, np.integer | int):
        return str(int(x))
    x = complex(x) if isinstance(x, np.complexfloating | complex) else float(x)
    if isinstance(x, float) and math.isfinite(x) and x == int(x) and abs(x) < 1e6:
        return f"{x:.1f}"
    return f"{x:.5g}"
