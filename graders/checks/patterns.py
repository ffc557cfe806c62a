"""What a wrong array looks like beside the right one, in words that point at the cause. Pure."""

from collections.abc import Callable
from typing import Any

import numpy as np

from graders.checks.numeric import agreement, values
from graders.types import Array, Text, Tolerance

Found = tuple[str, Text]
TELLING = 4  # entries


def patterns(got: Any, want: Any, tolerance: Tolerance) -> dict[str, Text]:
    """Every pattern that explains `got`, by id, the most telling first. Of containers: those of their first wrong array."""
    if isinstance(want, list | tuple):
        if isinstance(got, list | tuple) and len(got) == len(want):
            return next((found for g, w in zip(got, want, strict=True) if (found := patterns(g, w, tolerance))), {})
        return {}
    if not isinstance(got, Array) or not isinstance(want, Array):
        return {}
    if want.data.dtype.kind != "f" and want.dtype != "bfloat16":
        return {}  # of indices and labels a pattern says nothing
    if got.shape == want.shape and got.dtype == want.dtype and agreement(got, want, tolerance).all():
        return {}
    return dict(pair for find in PATTERNS if (pair := find(got, want, tolerance)))


def telling(want: Any) -> bool:
    """Whether an array is large enough for a pattern in it to be no accident."""
    if isinstance(want, list | tuple):
        return all(telling(item) for item in want)
    return not isinstance(want, Array) or want.data.size >= TELLING


def close(a: np.ndarray, b: np.ndarray, tolerance: Tolerance) -> bool:
    with np.errstate(invalid="ignore"):
        return a.shape == b.shape and bool((np.abs(a - b) <= 10 * (tolerance.atol + tolerance.rtol * np.abs(b))).all())


def wrong_dtype(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    if got.shape == want.shape and got.dtype != want.dtype and close(values(got) * 1.0, values(want) * 1.0, Tolerance(1e-2, 1e-2)):
        return "dtype", Text(
            "The numbers are right, the dtype is not: somewhere {} turns into {}.", "数值正确，但 dtype 不对：{} 在某处变成了 {}。"
        ).format(want.dtype, got.dtype)
    return None


def transposed(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    g, w = values(got) * 1.0, values(want) * 1.0
    for a in range(w.ndim):
        for b in range(a + 1, w.ndim):
            if w.shape[a] > 1 and w.shape[b] > 1 and close(np.swapaxes(g, a, b) if g.ndim == w.ndim else g, w, tolerance):
                return "transposed", Text("Axes {} and {} are swapped.", "第 {} 轴和第 {} 轴对调了。").format(a, b)
    if g.shape != w.shape and g.size == w.size and close(g.ravel(), w.ravel(), tolerance):
        return "reshaped", Text("The numbers are right but in another shape.", "数值正确，但形状不同。")
    return None


def broadcast(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    if got.shape == want.shape:
        return None
    try:
        wide = np.broadcast_to(values(want), got.shape) if len(got.shape) >= len(want.shape) else None
    except ValueError:
        wide = None
    if wide is not None:
        return "broadcast", Text(
            "The result has grown from {} to {}: two operands were broadcast against each other where they should match.",
            "结果从 {} 变成了 {}：两个操作数在本应对齐的地方发生了 broadcast。",
        ).format(list(want.shape), list(got.shape))
    return None


def not_finite(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    g, w = values(got), values(want)
    if g.shape != w.shape or g.dtype.kind != "f":
        return None
    bad = ~np.isfinite(g) & np.isfinite(w)
    if not bad.any():
        return None
    if g.ndim and bad.ndim > 1 and (rows := bad.all(-1)).any() and not rows.all():
        first = [int(i) for i in np.argwhere(rows)[0]]
        return "nan rows", Text(
            "Whole rows are NaN or infinite, the first at {}: look for 0/0, or a softmax over nothing.",
            "整行都是 NaN 或 inf，第一行在 {}：检查是否有 0/0，或对空集合做 softmax。",
        ).format(first)
    return "not finite", Text(
        "{} of {} entries are NaN or infinite: look for an overflow in exp, a logarithm of 0 or a division by 0.",
        "{} / {} 个元素是 NaN 或 inf：检查 exp 上溢、log(0) 或除以 0。",
    ).format(int(bad.sum()), bad.size)


def scaled(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    g, w = values(got) * 1.0, values(want) * 1.0
    if g.shape != w.shape or w.size < 2 or not np.isfinite(g).all() or not np.isfinite(w).all() or not w.any():
        return None
    factor = float((g * w).sum() / (w * w).sum())
    if abs(factor) > 1e-6 and abs(factor - 1) > 1e-3 and close(g, factor * w, tolerance):
        if abs(factor + 1) < 1e-3:
            return "sign", Text("Every entry has the wrong sign.", "所有元素的符号都反了。")
        return "scaled", Text("Every entry is {:.6g} times what it should be.", "所有元素都是正确值的 {:.6g} 倍。").format(factor)
    shift = float((g - w).mean())
    if close(g, w + shift, tolerance):
        return "offset", Text("Every entry is off by the same {:.6g}.", "所有元素都相差同一个常数 {:.6g}。").format(shift)
    return None


def shifted(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    g, w = values(got) * 1.0, values(want) * 1.0
    if g.shape != w.shape:
        return None
    for axis in range(w.ndim):
        if w.shape[axis] < 3:
            continue
        for step in (1, -1):
            if close(np.roll(g, step, axis).take(range(1, w.shape[axis] - 1), axis), w.take(range(1, w.shape[axis] - 1), axis), tolerance):
                return "shifted", Text("Everything is shifted by one along axis {}.", "沿第 {} 轴整体错开了一位。").format(axis)
    return None


def reversed_(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    g, w = values(got) * 1.0, values(want) * 1.0
    for axis in range(w.ndim if g.shape == w.shape else 0):
        if w.shape[axis] > 1 and close(np.flip(g, axis), w, tolerance):
            return "reversed", Text("Axis {} runs backwards.", "第 {} 轴的顺序反了。").format(axis)
    return None


def slices(got: Array, want: Array, tolerance: Tolerance) -> Found | None:
    """Only some places along one axis are wrong: a row, a head, a tile."""
    if got.shape != want.shape or not want.shape:
        return None
    wrong = ~agreement(got, want, tolerance)
    for axis, extent in enumerate(want.shape):
        others = tuple(a for a in range(wrong.ndim) if a != axis)
        bad = wrong.any(others) if others else wrong
        if 0 < bad.sum() * 2 <= extent and extent > 2:
            return "slices", where(axis, extent, [int(i) for i in np.flatnonzero(bad)])
    return None


def where(axis: int, extent: int, places: list[int]) -> Text:
    if places == list(range(places[0], extent)) and places[0]:
        return Text("Only the last {0} of {1} places along axis {2} are wrong.", "只有第 {2} 轴的最后 {0} 个位置（共 {1} 个）不对。").format(
            len(places), extent, axis
        )
    if places == [0]:
        return Text("Only the first place along axis {0} is wrong.", "只有第 {0} 轴的第一个位置不对。").format(axis)
    listed = ", ".join(map(str, places[:6])) + (", …" if len(places) > 6 else "")
    return Text("Only the places {0} along axis {1} are wrong.", "只有第 {1} 轴的位置 {0} 不对。").format(listed, axis)


PATTERNS: tuple[Callable[[Array, Array, Tolerance], Found | None], ...] = (
    wrong_dtype, transposed, broadcast, not_finite, scaled, reversed_, shifted, slices,
)  # fmt: skip

