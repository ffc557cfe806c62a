"""What a wrong array is said to look like."""

import numpy as np
import pytest

from graders.checks.patterns import patterns, telling
from graders.types import Array, Tolerance

RNG = np.random.default_rng(0)
W = RNG.standard_normal((3, 4, 5)).astype(np.float32)
SQUARE = RNG.standard_normal((4, 4)).astype(np.float32)


def tensor(data: np.ndarray, dtype: str = "float32") -> Array:
    return Array("torch", dtype, data.astype(dtype))


def with_changes(data: np.ndarray, place: object, value: object) -> np.ndarray:
    data = data.copy()
    data[place] = value  # type: ignore[index]
    return data


FOUND = {
    "transposed": (SQUARE.T, SQUARE, "Axes 0 and 1 are swapped."),
    "reshaped": (W.reshape(12, 5), W, "another shape"),
    "broadcast": (np.broadcast_to(W[0, 0], (5, 5)), W[0, 0], "grown from [5] to [5, 5]"),
    "scaled": (W * 2.5, W, "2.5 times"),
    "sign": (-W, W, "wrong sign"),
    "offset": (W + 1, W, "off by the same 1"),
    "shifted": (np.roll(SQUARE, 1, 0), SQUARE, "shifted by one along axis 0"),
    "reversed": (W[:, ::-1], W, "Axis 1 runs backwards"),
    "slices": (with_changes(W, (slice(None), 3), 9.0), W, "Only the last 1 of 4 places along axis 1"),
    "nan rows": (with_changes(W, (0, 2), np.nan), W, "[0, 2]"),
    "not finite": (with_changes(W, (0, 2, 1), np.inf), W, "1 of 60 entries"),
}


@pytest.mark.parametrize("name", FOUND)
def test_patterns(name: str) -> None:
    got, want, part = FOUND[name]
    found = patterns(tensor(got), tensor(want), Tolerance())
    assert next(iter(found)) == name
    assert part in found[name] and found[name].zh != found[name].en


def test_a_dtype() -> None:
    assert next(iter(patterns(tensor(W, "float64"), tensor(W), Tolerance()))) == "dtype"


def test_nothing_is_made_up() -> None:
    assert patterns(tensor(RNG.standard_normal((3, 4, 5))), tensor(W), Tolerance()) == {}
    assert patterns(tensor(W), tensor(W), Tolerance()) == {}
    assert patterns(Array("torch", "int64", np.array([1, 2])), Array("torch", "int64", np.array([2, 1])), Tolerance()) == {}


def test_a_container_is_looked_into() -> None:
    assert "sign" in patterns((tensor(W), tensor(-W)), (tensor(W), tensor(W)), Tolerance())


def test_small_arrays_tell_nothing() -> None:
    assert telling(tensor(W)) and not telling(tensor(W[0, 0, :3])) and not telling((tensor(W), tensor(W[0, 0, :1])))
    assert not patterns(tensor(W * 1.00005), tensor(W), Tolerance(1e-6, 1e-6)).get("scaled")
