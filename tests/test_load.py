"""What cannot be loaded gets a LOAD verdict that says what and where; BOM and any line ends are fine."""

import pytest

from drill import catalog
from graders.judge import grade
from graders.types import Verdict

PROBLEM = catalog.load("max_subarray_sum")
MODULE = catalog.load("layer_norm")
RIGHT = PROBLEM.reference.encode()
REFUSED = {
    "nothing": (b"", "max_subarray_sum is not defined"),
    "a comment": (b"# later\n", "max_subarray_sum is not defined"),
    "another name": (b"def maxSubarray(nums): pass\n", "max_subarray_sum is not defined"),
    "a number": (b"max_subarray_sum = 3\n", "is of type int, not something to call"),
    "a syntax error": (b"x = 1\ndef max_subarray_sum(nums:\n    pass\n", "(line 2)"),
    "a tab among spaces": (b"def max_subarray_sum(nums):\n    x = 1\n\ty = 2\n", "(line 3)"),
    "not UTF-8": (b"x = 1\n# caf\xe9\n" + RIGHT, "byte 0xe9 (line 2)"),
    "UTF-16": ("x = 1\n".encode("utf-16"), "byte 0xff (line 1)"),
    "an unknown coding": (b"# -*- coding: klingon -*-\n" + RIGHT, "unknown encoding"),
    "a null byte": (b"x = '\0'\n" + RIGHT, "null byte"),
    "async": (b"async def max_subarray_sum(nums): return 0\n", "async function (line 1)"),
    "too few parameters": (b"def max_subarray_sum(): return 0\n", "another signature"),
    "too many parameters": (b"def max_subarray_sum(nums, k): return 0\n", "another signature"),
    "an error at load": (b"import math\nmath.sqrt(-1)\n" + RIGHT, "ValueError: math domain error (line 2)"),
    "a module that is not there": (b"import no_such_module\n" + RIGHT, "No module named 'no_such_module' (line 1)"),
}  # fmt: skip
ACCEPTED = {
    "as it is": RIGHT,
    "BOM": b"\xef\xbb\xbf" + RIGHT,
    "CRLF": RIGHT.replace(b"\n", b"\r\n"),
    "BOM and CRLF": b"\xef\xbb\xbf" + RIGHT.replace(b"\n", b"\r\n"),
    "CR": RIGHT.replace(b"\n", b"\r"),
    "latin-1, declared": b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + RIGHT,
    "Chinese": "# 最大子数组和\n".encode() + RIGHT,
    "other names of parameters": RIGHT.replace(b"nums", b"numbers"),
    "further parameters with defaults": RIGHT.replace(b"(nums: list[int])", b"(nums: list[int], seen=None, *rest, **more)"),
    "a main block": RIGHT + b"\nif __name__ == '__main__':\n    raise SystemExit(1)\n",
    "a lambda": b"def best(nums):\n    if not nums: raise ValueError\n    b = c = nums[0]\n    for x in nums[1:]:\n        c = max(c + x, x); b = max(b, c)\n    return b\nmax_subarray_sum = lambda nums: best(iter_free(nums))\ndef iter_free(nums): return nums\n",
    "a callable object": RIGHT + b"\nclass Call:\n    def __call__(self, nums): return solve(nums)\nsolve = max_subarray_sum\nmax_subarray_sum = Call()\n",
    "dataclasses": b"from dataclasses import dataclass\n@dataclass\nclass Best:\n    value: int\n" + RIGHT,
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    source, said = REFUSED[name]
    check = grade(PROBLEM, source).checks[0]
    assert check.verdict is Verdict.LOAD and said in check.detail, check
    assert check.detail.zh != check.detail.en


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    stages = [check.verdict for check in grade(PROBLEM, ACCEPTED[name]).checks if check.stage in ("load", "rules", "examples", "cases")]
    assert set(stages) == {Verdict.PASS}


def test_text_is_as_good_as_bytes() -> None:
    assert grade(PROBLEM, PROBLEM.reference.replace("\n", "\r\n")).checks[0].verdict is Verdict.PASS
    assert grade(PROBLEM, "x = '\ud800'\n").checks[0].verdict is Verdict.LOAD


CLASSES = {
    "a function": ("def LayerNorm(normalized_shape, eps=1e-5): pass\n", "LayerNorm must be a class"),
    "no forward": ("class LayerNorm:\n    def __init__(self, normalized_shape, eps=1e-5): pass\n", "LayerNorm.forward is not defined"),
    "async forward": ("class LayerNorm:\n    def __init__(self, normalized_shape, eps=1e-5): pass\n    async def forward(self, x): pass\n", "LayerNorm.forward is an async"),
    "forward without x": ("class LayerNorm:\n    def __init__(self, normalized_shape, eps=1e-5): pass\n    def forward(self): pass\n", "LayerNorm.forward has another signature"),
    "no parameters": ("class LayerNorm:\n    def forward(self, x): pass\n", "LayerNorm has another signature"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLASSES)
def test_classes(name: str) -> None:
    source, said = CLASSES[name]
    check = grade(MODULE, source).checks[0]
    assert check.verdict is Verdict.LOAD and said in check.detail, check
