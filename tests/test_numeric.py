"""Which values are right, and what is said of those that are not."""

import math

import numpy as np
import pytest

from graders.checks.numeric import brief, difference, kind, render
from graders.inputs import to_bfloat16
from graders.types import Array, Opaque, Text, Tolerance

NAN, INF = math.nan, math.inf


def tensor(values: object, dtype: str = "float32", library: str = "torch") -> Array:
    data = np.array(values, dtype=np.float32 if dtype == "bfloat16" else dtype)
    return Array(library, dtype, to_bfloat16(data) if dtype == "bfloat16" else data)  # type: ignore[arg-type]


RIGHT = [
    (1, 1), (True, True), (None, None), ("a", "a"), (2.0, 2.0), (2, 2.0), (2.00001, 2.0), (NAN, NAN), (INF, INF),
    ([1, 2], [1, 2]), ((1, 2), (1, 2)), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ({1, 2}, {2, 1}),
    (tensor([1.0, 2.0]), tensor([1.0, 2.00001])), (tensor([NAN]), tensor([NAN])), (tensor([-INF]), tensor([-INF])),
    (tensor([1, 2], "int32", "numpy"), tensor([1, 2], "int64", "numpy")),  # "an array of int" is any width
    (tensor([], "float32"), tensor([], "float32")), (tensor(1.0), tensor(1.0)),
    (tensor([1.0], "bfloat16"), tensor([1.004], "bfloat16")),  # one rounding apart
]  # fmt: skip
WRONG = [
    (1, 2), (1, True), (True, 1), (1.0, 1), (None, 0), ("a", b"a"), (2.1, 2.0), (NAN, 2.0), (2.0, NAN), (INF, 2.0), (2.0, INF), (-INF, INF),
    ([1, 2], (1, 2)), ((1, 2), [1, 2]), ([1], [1, 2]), ([], [1]), ({"a": 1}, {"a": 2}), ({"a": 1}, {}), ({}, {"a": 1}), ({1}, [1]),
    (tensor([1.0]), tensor([1.1])), (tensor([NAN]), tensor([1.0])), (tensor([1.0]), tensor([NAN])),
    (tensor([1.0]), tensor([INF])), (tensor([-INF]), tensor([INF])), (tensor([INF]), tensor([1.0])),
    (tensor([1.0]), tensor([1.0, 1.0])), (tensor([[1.0]]), tensor([1.0])), (tensor([]), tensor([1.0])), (tensor(1.0), tensor([1.0])),
    (tensor([1.0], "float64"), tensor([1.0], "float32")), (tensor([1], "int32"), tensor([1], "int64")),
    (tensor([1], "int64", "numpy"), tensor([1.0], "float64", "numpy")), (tensor([1.0], "float32", "numpy"), tensor([1.0])),
    (1.0, tensor(1.0)), (tensor(1.0), 1.0), ([1.0], tensor([1.0])), (Opaque("Yes"), 1), (Opaque("Yes"), tensor([1.0])),
    (tensor([True], "bool"), tensor([1], "int64")), (2**70, 2**70 + 1),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want"), RIGHT, ids=str)
def test_right(got: object, want: object) -> None:
    assert difference(got, want, Tolerance(1e-4, 1e-5)) == ""


@pytest.mark.parametrize(("got", "want"), WRONG, ids=str)
def test_wrong(got: object, want: object) -> None:
    said = difference(got, want, Tolerance(1e-4, 1e-5))
    assert said and said.zh and said.zh != said.en


SAID = [
    (tensor([[0.0, -0.39], [1.0, 2.0]]), tensor([[0.0, 0.25], [1.0, 2.5]]),
     "off by 0.64 at [0, 1]: got -0.39, expected 0.25 (2 of 4 entries differ)"),
    (tensor([[1.0]]), tensor([[1.0, 1.0]]), "shape [1, 1], expected [1, 2]"),
    (tensor([1.0], "float64"), tensor([1.0]), "dtype float64, expected float32"),
    (tensor([1.0, NAN]), tensor([1.0, 2.0]), "got nan at [1], expected 2.0 (1 of 2 entries differ)"),
    ((tensor([1.0]), tensor([2.0])), (tensor([1.0]), tensor([3.0])),
     "off by 1 at [0]: got 2, expected 3 (1 of 1 entries differ) in result[1]"),
    ({"a": 1}, {"a": 1, "b": 2}, "the key 'b' is missing"),
    (3, 4, "got 3, expected 4"),
    (1.0500001, 1.05, "off by 1e-07: got 1.0500001, expected 1.05"),
    (None, tensor([1.0]), "got None, expected a float32 tensor [1]"),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "said"), SAID, ids=lambda x: str(x)[:20])
def test_what_is_said(got: object, want: object, said: str) -> None:
    assert difference(got, want, Tolerance(1e-9, 1e-9)) == said


def test_a_view_of_values_on_one_line() -> None:
    assert render((tensor([[1.0, 2.5]]), [True, None, "a"], {"k": 2})) == "([[1.0, 2.5]], [True, None, 'a'], {'k': 2})"
    assert brief("x" * 100).endswith("…") and len(brief("x" * 100)) == 60
    assert kind(tensor([1.0], library="numpy")) == "a float32 array [1]"


def test_a_text_is_formatted_in_both_languages() -> None:
    text = Text("{0} of {1}", "{1} 中的 {0}").format(1, Text("two", "二"))
    assert (text, text.zh) == ("1 of two", "二中的 1")
