"""The cost stage: what series of counts and times say, how sizes are chosen, and verdicts on real functions."""

import math
import random
import textwrap
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from graders.checks import cost, cost_texts, examination, growth, timing
from graders.checks.bench import Bench, Counts, Failed, Unbuildable
from graders.sandbox.client import Source
from graders.types import Check, Cost, Fault, Problem, SpecError, Step, Text, Verdict

DOUBLINGS = [2**k for k in range(6, 15)]


def log2(n: float) -> float:
    return math.log2(n)


def series(cost_of: Callable[[float], float], sizes: list[int] = DOUBLINGS) -> list[tuple[int, float]]:
    return [(n, cost_of(n)) for n in sizes]


# What the costs are, how they may grow, whether that is too fast.
SERIES: list[tuple[Callable[[float], float], str, bool]] = [
    (lambda n: 7, "1", False),
    (lambda n: 7 + 3 * log2(n), "1", True),
    (lambda n: n, "1", True),
    (lambda n: 5 + 3 * log2(n), "log n", False),
    (lambda n: 40 + log2(n), "log n", False),
    (lambda n: log2(n) ** 2, "log n", True),
    (lambda n: math.sqrt(n), "log n", True),
    (lambda n: n / 100, "log n", True),
    (lambda n: 3 * n + 900, "n", False),
    (lambda n: 30 * n + 2 * log2(n), "n", False),
    (lambda n: 9 * n + 5 * math.sqrt(n), "n", False),
    (lambda n: n * log2(n), "n", True),
    (lambda n: 20 * n + n * log2(n), "n", True),
    (lambda n: n**1.5, "n", True),
    (lambda n: 50 * n + 0.02 * n * n, "n", True),
    (lambda n: n * log2(n), "n log n", False),
    (lambda n: n * log2(n) - 1.44 * n, "n log n", False),
    (lambda n: 30 * n * log2(n) + 100 * n + 900, "n log n", False),
    (lambda n: 12 * n, "n log n", False),
    (lambda n: n * log2(n) ** 2, "n log n", True),
    (lambda n: n * n, "n log n", True),
    (lambda n: n * n + 300 * n, "n^2", False),
    (lambda n: n * n * log2(n), "n^2", True),
    (lambda n: n**3, "n^2", True),
    (lambda n: n**3 / 6 + 9 * n**2, "n^3", False),
    (lambda n: n**4, "n^3", True),
]


def too_fast(points: growth.Series, allowed: str) -> bool:
    return (
        growth.explodes(points) or growth.excess_slope(points, allowed) > growth.SLOPE
        or growth.rising(points, allowed) or growth.log_factor(points, allowed)
    )  # fmt: skip


@pytest.mark.parametrize("case", range(len(SERIES)))
def test_counts_without_noise_are_told_apart(case: int) -> None:
    cost_of, allowed, expected = SERIES[case]
    assert too_fast(series(cost_of), allowed) is expected


@pytest.mark.parametrize("base", [1.3, 1.6, 2.0, 3.0])
def test_exponential_growth_is_seen_at_small_sizes(base: float) -> None:
    sizes = [8, 16, *range(17, 24)]
    assert growth.explodes(series(lambda n: base**n, [4, *sizes][: 3 if base > 1.5 else 4] if base > 1.4 else [16, 32, 64]))
    assert growth.name_of(series(lambda n: 2.0**n, [8, 10, 12, 14])) == "2^n"


@pytest.mark.parametrize("seed", range(40))
def test_a_log_factor_is_not_read_into_noise(seed: int) -> None:
    rng = random.Random(seed)
    noisy = series(lambda n: 10 * n * rng.uniform(0.8, 1.25))
    again = series(lambda n: 10 * n * rng.uniform(0.8, 1.25))
    assert not (growth.log_factor(noisy, "n") and growth.log_factor(again, "n"))


@pytest.mark.parametrize(
    ("cost_of", "name"),
    [
        (lambda n: 3.0, "1"), (lambda n: 2 * log2(n), "log n"), (lambda n: 5 * n, "n"), (lambda n: n * log2(n), "n log n"),
        (lambda n: n**1.5, "n sqrt n"), (lambda n: 3 * n * n, "n^2"), (lambda n: n**3, "n^3"), (lambda n: n * n * log2(n), "n^2 log n"),
    ],
)  # fmt: skip
def test_growth_is_named(cost_of: Callable[[float], float], name: str) -> None:
    assert growth.name_of(series(cost_of)) == name


def test_ratio_is_over_a_factor_of_four() -> None:
    assert growth.ratio([(64, 1.0), (128, 4.0), (256, 16.0)]) == (16.0, 4.0)
    assert growth.ratio([(10, 1.0), (11, 2.0)]) == (2.0, 1.1)


def test_the_median_slope_ignores_an_outlier() -> None:
    assert growth.theil_sen([0, 1, 2, 3, 4], [0, 1, 2, 30, 4]) == pytest.approx(1.0)
    assert growth.theil_sen([1], [1]) == 0.0


# ---- timing: what slopes decide


@pytest.mark.parametrize(
    ("mine", "theirs", "allowed", "slow"),
    [
        (lambda n: 1e-6 * n, lambda n: 1e-6 * n, "n", False),
        (lambda n: 1e-9 * n * n, lambda n: 1e-6 * n, "n", True),
        (lambda n: 1e-9 * n * n, lambda n: 1e-9 * n * n, "n", False),  # the reference is as slow: caches, not the algorithm
        (lambda n: 1e-8 * n, lambda n: 1e-5, "n", False),  # only the reference's constant part is large
        (lambda n: 1e-8 * n * log2(n), lambda n: 1e-8 * n, "n", False),
    ],
)
def test_times_must_fall_behind_both(mine: Any, theirs: Any, allowed: str, slow: bool) -> None:
    slopes = timing.Paired(series(mine), series(theirs)).slopes(allowed)
    assert slopes is not None
    assert (min(slopes) > timing.SLOPE) is slow


def test_two_sizes_decide_nothing() -> None:
    assert timing.Paired(series(lambda n: n, [1, 2]), series(lambda n: n, [1, 2])).slopes("n") is None


# ---- counting and verdicts, over a source that exists as formulas only


class Formulas(Bench):
    """A bench whose counts are formulas. ends: from which size on what happens."""

    def __init__(self, work: Callable[[int], float], ends: tuple[int, Any] | None = None, text: bytes = b"", **facts: Any):
        super().__init__(Source(text), lambda n: {})
        self.work, self.ends, self.facts, self.sizes = work, ends, facts, []  # type: ignore[var-annotated]
        self.built = dict.fromkeys((2**k for k in range(20)), 1.0)

    def count(self, n: int, limits: Any, seconds: float, *, lines: bool = False, twice: bool = False) -> Counts | Failed:
        self.sizes.append(n)
        if self.ends and n >= self.ends[0]:
            if isinstance(self.ends[1], Exception):
                raise self.ends[1]
            return self.ends[1]  # type: ignore[no-any-return]
        work = self.work(n)
        stopped = "events" if work > limits["events"] else ""
        given = {key: of(n) for key, of in self.facts.items() if key != "seconds"}
        facts = {"array_work": 0.0, "steps": int(work), "events": int(work), "flops": 0.0, "peak": 0, "largest": 0, **given}
        return Counts(n, work, stopped=stopped, repeatable=True, unknown=(), lines={1: work} if lines else {}, **facts)

    def memory(self, n: int, seconds: float) -> float | Failed:
        return float(self.facts.get("peak", lambda n: 0)(n))

    def prepare(self, n: int, calls: int, fresh: bool, seconds: float) -> Failed | None:
        if self.ends and n >= self.ends[0] and isinstance(self.ends[1], Failed):
            return self.ends[1]
        self.calls = calls
        return None

    def cpu(self, n: int, seconds: float) -> float | Failed:
        return 1e-7 * self.facts.get("seconds", self.work)(n) * self.calls


def verdicts(mine: Formulas, clause: Cost, theirs: Formulas | None = None) -> list[Check]:
    mine.source = Source(mine.source.text or b"mine")
    return examination.Examination(mine, theirs or Formulas(lambda n: 5 * n), clause).checks()


@pytest.mark.parametrize(
    ("mine", "allowed", "verdict", "says"),
    [
        (lambda n: 5 * n, "n", Verdict.PASS, "4.0 times the work for 4 times the input"),
        (lambda n: 5 * n * n, "n", Verdict.SLOW, "about n^2: 16.0 times the work for 4 times the input; n is allowed"),
        (lambda n: n**3, "n", Verdict.SLOW, "about n^3"),
        (lambda n: 2**n, "n", Verdict.SLOW, "about 2^n"),
        (lambda n: math.factorial(min(n, 100)), "n", Verdict.SLOW, "2^n"),
        (lambda n: 5 * n * log2(n), "n", Verdict.SLOW, "about n log n"),
        (lambda n: 5 * log2(n), "log n", Verdict.PASS, ""),
        (lambda n: 5, "1", Verdict.PASS, "1.0 times"),
    ],
)
def test_verdicts_by_count(mine: Any, allowed: str, verdict: Verdict, says: str) -> None:
    (check,) = verdicts(Formulas(mine), Cost(time=allowed), Formulas(lambda n: 5))
    assert check.name == "cost: time"
    assert check.stage == "cost"
    assert check.verdict is verdict
    assert says in check.detail


def test_an_exponential_source_is_never_doubled_blindly() -> None:
    mine = Formulas(lambda n: 2**n)
    verdicts(mine, Cost(time="n", from_=8))
    assert max(mine.sizes) <= 32


def test_time_has_the_last_word_where_counts_are_blind() -> None:
    hidden = Formulas(lambda n: 5 * n, seconds=lambda n: 0.01 * n * n)
    (check,) = verdicts(hidden, Cost(time="n"))
    assert check.verdict is Verdict.SLOW
    assert "n^2" in check.detail


def test_the_worst_line_is_shown() -> None:
    (check,) = verdicts(Formulas(lambda n: n * n, text=b"for x in a: a.pop(0)\n"), Cost(time="n"))
    assert "Line 1 does 100% of it: for x in a: a.pop(0)" in check.detail
    assert isinstance(check.detail, Text)
    assert "第 1 行占其中 100%" in check.detail.zh


RAISES = Failed(Verdict.ERROR, "no", {"type": "ValueError", "message": "no", "line": 3})


@pytest.mark.parametrize(
    ("ends", "verdict"),
    [
        ((0, RAISES), Verdict.ERROR),
        ((512, RAISES), Verdict.ERROR),
        ((0, Failed(Verdict.CRASHED, "left")), Verdict.CRASHED),
        ((0, Failed(Verdict.LOAD, "syntax")), Verdict.LOAD),
        ((512, Failed(Verdict.ERROR, "", {"type": "RecursionError", "message": "deep"})), Verdict.PASS),
        ((512, Failed(Verdict.MEMORY, "")), Verdict.PASS),
        ((512, Failed(Verdict.TIMEOUT, "")), Verdict.PASS),
        ((512, Unbuildable("too large")), Verdict.PASS),
    ],
)
def test_sources_that_fail(ends: tuple[int, Any], verdict: Verdict) -> None:
    for check in verdicts(Formulas(lambda n: 5 * n, ends), Cost(time="n", steps="n")):
        assert check.verdict is verdict


def test_a_source_that_never_ends_is_not_passed_on_time_alone() -> None:
    (check,) = verdicts(Formulas(lambda n: 5 * n, (0, Failed(Verdict.TIMEOUT, ""))), Cost(time="n"))
    assert check.verdict is Verdict.TIMEOUT


@pytest.mark.parametrize(
    ("clause", "mine", "theirs", "verdict", "says"),
    [
        (Cost(steps="1"), {"steps": lambda n: 3}, {}, Verdict.PASS, "interpreted steps"),
        (Cost(steps="1"), {"steps": lambda n: 3 + int(log2(n))}, {}, Verdict.PASS, ""),
        (Cost(steps="1"), {"steps": lambda n: n // 32}, {"steps": lambda n: 3}, Verdict.SLOW, "1 is allowed"),
        (Cost(steps="n"), {"steps": lambda n: 3 * n}, {}, Verdict.PASS, ""),
        (Cost(flops=2.0), {"flops": lambda n: 2.0 * n}, {"flops": lambda n: 1.5 * n}, Verdict.PASS, "the limit is"),
        (Cost(flops=2.0), {"flops": lambda n: 4.0 * n}, {"flops": lambda n: 1.5 * n}, Verdict.SLOW, "2 times the reference's"),
        (Cost(flops=2.0), {"flops": lambda n: 4.0 * n}, {}, Verdict.PASS, "no FLOPs"),
        (Cost(largest=1.5), {"largest": lambda n: n}, {"largest": lambda n: n}, Verdict.PASS, "entries"),
        (Cost(largest=1.5), {"largest": lambda n: n * n}, {"largest": lambda n: n}, Verdict.SLOW, "entries"),
        (Cost(memory="1"), {"peak": lambda n: 500}, {}, Verdict.PASS, "extra"),
        (Cost(memory="1"), {"peak": lambda n: 8 * n}, {}, Verdict.SLOW, "the memory"),
        (Cost(memory="n"), {"peak": lambda n: 8 * n}, {}, Verdict.PASS, ""),
        (Cost(memory="n"), {"peak": lambda n: 8 * n * n}, {}, Verdict.SLOW, "about n^2"),
    ],
)
def test_the_other_demands(clause: Cost, mine: Any, theirs: Any, verdict: Verdict, says: str) -> None:
    (check,) = verdicts(Formulas(lambda n: 5 * n, **mine), clause, Formulas(lambda n: 5 * n, **theirs))
    assert check.verdict is verdict, check.detail
    assert says in check.detail


def test_every_demand_is_one_check() -> None:
    clause = Cost(time="n", steps="n", flops=2.0, memory="n", largest=2.0)
    names = [check.name for check in verdicts(Formulas(lambda n: 5 * n), clause)]
    assert names == ["cost: time", "cost: steps", "cost: flops", "cost: memory", "cost: largest"]


def test_texts_are_in_both_languages() -> None:
    clause = Cost(time="n", steps="1", memory="1")
    for mine in (lambda n: 5 * n, lambda n: n * n, lambda n: 2**n):
        for check in verdicts(Formulas(mine, peak=lambda n: 9 * n), clause):
            assert isinstance(check.detail, Text)
            assert any("\u4e00" <= letter <= "\u9fff" for letter in check.detail.zh)
            assert "{" not in check.detail + check.detail.zh


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (999, "999"), (12_345, "12.3 k"), (4_500_000, "4.5 M"), (2e9, "2 G")])
def test_figures(count: float, shown: str) -> None:
    assert cost_texts.in_figures(count) == shown


def test_bytes() -> None:
    assert [cost_texts.in_bytes(count) for count in (10, 2048, 3 << 20, 5 << 30)] == ["10 B", "2.0 KB", "3.0 MB", "5.0 GB"]


def test_an_unknown_growth_is_the_spec_s_fault() -> None:
    with pytest.raises(Fault, match="n!"):
        cost.examine("def f(x): pass", "f", "def f(x): pass", lambda n: (n,), Cost(time="n!"))


@pytest.mark.parametrize(
    ("reference", "inputs", "says"),
    [("def total(a: pass", lambda n: (n,), "reference"), (None, lambda n: [][n], "no input of size 64")],
)
def test_a_broken_reference_or_input_is_the_spec_s_fault(reference: str | None, inputs: Any, says: str) -> None:
    with pytest.raises(SpecError, match=says):
        cost.examine("def total(a): pass", "total", reference or TOTAL, inputs, Cost(time="n"))


# ---- through the sandbox; every verdict here is decided by counts or facts, none by a clock

TOTAL = "def total(a):\n    s = 0\n    for x in a:\n        s += x\n    return s\n"


def examined(source: str, clause: Cost, entry: str = "f") -> list[Check]:
    return cost.examine(textwrap.dedent(source), entry, TOTAL, lambda n: (list(range(n)),), clause, "total")


@pytest.mark.parametrize(
    ("source", "verdict", "says"),
    [
        ("def f(a):\n    s = 0\n    while a:\n        s += a.pop(0)\n    return s", Verdict.SLOW, "Line 4"),
        ("def f(a): return sum(x for x in a if x in a)", Verdict.SLOW, "n^2"),
        ("def f(a):\n    def g(n): return n if n < 2 else g(n - 1) + g(n - 2)\n    return g(len(a))", Verdict.SLOW, "2^n"),
        ("def f(a): raise KeyError(len(a))", Verdict.ERROR, "it fails at n = 64: KeyError: 64"),
        ("def f(a):\n    if len(a) > 200: raise KeyError(1)", Verdict.ERROR, "n = 256"),
        ("def f(a:", Verdict.LOAD, "syntax"),
        ("x = 1", Verdict.ERROR, "f is not defined"),
        ("import os\ndef f(a): os._exit(0)", Verdict.CRASHED, "exit status"),
        ("def f(a):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass", Verdict.SLOW, "not done"),
    ],
)
def test_real_sources(source: str, verdict: Verdict, says: str) -> None:
    (check,) = examined(source, Cost(time="n"))
    assert check.verdict is verdict, check.detail
    assert says in check.detail


def test_real_facts_of_a_function_within_its_limits() -> None:
    checks = examined("def f(a):\n    best = a[0]\n    for x in a: best = max(best, x)\n    return best", Cost(steps="n", memory="1"))
    assert [check.verdict for check in checks] == [Verdict.PASS, Verdict.PASS]


def test_a_list_is_extra_memory() -> None:
    (check,) = examined("def f(a): return sorted(a)[-1]", Cost(memory="1"))
    assert check.verdict is Verdict.SLOW
    assert "the reference" in check.detail


@pytest.mark.parametrize("make", [range, lambda n: deque(range(n)), lambda n: frozenset(range(n)), lambda n: bytearray(n)])
def test_arguments_of_built_in_types_arrive(make: Callable[[int], Any]) -> None:
    source = f"def f(a):\n    assert type(a).__name__ == {type(make(1)).__name__!r}\n    return sum(a)"
    (check,) = cost.examine(source, "f", TOTAL, lambda n: (make(n),), Cost(memory="1"), "total")
    assert check.verdict is Verdict.PASS, check.detail


def test_no_state_is_kept_from_size_to_size() -> None:
    source = """
        import functools
        seen = []
        @functools.cache
        def g(n): return n if n < 2 else g(n - 1) + g(n - 2)
        def f(a):
            seen.append(1)
            for _ in seen: g(len(a))
            return len(seen)
    """
    (check,) = examined(source, Cost(steps="n"))
    assert check.verdict is Verdict.PASS, check.detail


# ---- a problem's clauses

CACHE = """
import torch


class Cache(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.project = torch.nn.Linear(width, width)
        self.kept = []

    def append(self, x):
        self.kept.append(self.project(x))

    def forward(self, q):
        keys = torch.cat(self.kept)
        return torch.softmax(q @ keys.T, -1) @ keys
"""
STUB = """
import torch


class Cache(torch.nn.Module):
    def __init__(self, width): ...

    def append(self, x): ...

    def forward(self, q): ...
"""


def cache_problem(clause: Cost) -> Problem:
    text = Text("cache", "缓存")
    return Problem("cache", "attention", text, "easy", 5, text, STUB, CACHE, (), (), (), text, ("Cache",), cost=(clause,))


@pytest.mark.parametrize(
    ("edit", "verdict"),
    [
        (("", ""), [Verdict.PASS, Verdict.PASS]),
        (("self.kept.append(self.project(x))", "self.kept.append(x)"), [Verdict.SLOW, Verdict.PASS]),  # projected again
        (("return torch.softmax(q @ keys.T, -1) @ keys", "return (keys @ keys.T).sum(0) @ keys + q"), [Verdict.SLOW, Verdict.SLOW]),
    ],
)
def test_the_last_step_of_a_script_is_measured(edit: tuple[str, str], verdict: list[Verdict]) -> None:
    pytest.importorskip("torch")
    steps = (Step(call="append", args={"x": {"normal": ["n", 16]}}), Step(call="forward", args={"q": {"normal": [1, 16]}}))
    clause = Cost(init={"width": 16}, state="shared", calls=steps, flops=1.5, largest=1.5)
    source = CACHE.replace(*edit).replace("torch.cat(self.kept)", "self.project(torch.cat(self.kept))" if "append(x)" in edit[1] else "torch.cat(self.kept)")
    assert [check.verdict for check in cost.checks(cache_problem(clause), source)] == verdict


def test_what_the_reference_exceeds_is_measured_against_it() -> None:
    fibonacci = "def total(n):\n    a, b = 0, 1\n    for _ in range(n): a, b = b, a + b\n    return a\n"
    listed = "def f(n):\n    f = [0, 1]\n    while len(f) <= n: f.append(f[-1] + f[-2])\n    return f[n]\n"
    summed = "def f(n):\n    f = [1, 1]\n    while len(f) <= n: f.append(1 + sum(f[:-1]))\n    return f[n]\n"
    verdict = [cost.examine(text, "f", fibonacci, lambda n: (n,), Cost(steps="n", time="n"), "total")[0].verdict for text in (listed, summed)]
    assert verdict == [Verdict.PASS, Verdict.SLOW]


def test_a_reference_is_held_to_its_own_clause() -> None:
    (check,) = cost.examine(TOTAL, "total", TOTAL, lambda n: (list(range(n)),), Cost(steps="1"))
    assert check.verdict is Verdict.SLOW


def test_a_large_constant_part_is_no_growth() -> None:
    table = "def f(a):\n    t = [i * i for i in range(60_000)]\n    return sum(t[x % 7] for x in a)"
    (check,) = examined(table, Cost(time="n"))
    assert check.verdict is Verdict.PASS, check.detail


def test_a_table_made_at_the_start_is_not_counted() -> None:
    table = "t = [i * i for i in range(60_000)]\ndef f(a):\n    return sum(t[x % 7] for x in a)"
    (check,) = examined(table, Cost(steps="n"))
    assert check.verdict is Verdict.PASS, check.detail


def test_a_clock_that_did_not_move_says_nothing() -> None:
    assert timing.Paired([(1, 0.0), (2, 1.0), (4, 2.0)], [(1, 1.0), (2, 1.0), (4, 1.0)]).slopes("n") is None
