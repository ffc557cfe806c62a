"""The facts of a call against the reference's: verdicts and sentences."""

import numpy as np
import pytest

from graders.checks.outcomes import ending, judge, judge_gradients, leaf_name
from graders.types import Array, Call, Case, Outcome, Raised, Result, Step, Tolerance, Verdict


def array(values: object, requires_grad: bool = False) -> Array:
    return Array("torch", "float32", np.array(values, dtype=np.float32), requires_grad)


def raised(name: str, *bases: str, message: str = "", line: int | None = 3) -> Result:
    return Result(raised=Raised(name, (name, *bases, "Exception", "BaseException", "object"), message, line))


FUNCTION = Call("case", ({"do": "function", "name": "f", "names": ["x"], "args": [1]},), 0)
SCRIPT = Call(
    "script",
    (
        {"do": "new", "name": "A", "names": [], "args": []},
        {"do": "write_state", "name": "", "names": [], "args": []},
        {"do": "call", "name": "forward", "names": [], "args": [], "raises": ""},
        {"do": "get", "name": "weight", "names": [], "args": []},
    ),
    0,
)
CASE, TOLERANCE = Case("case", args={"x": 1}), Tolerance()
SCRIPTED = Case("script", init={}, calls=(Step(call="forward"), Step(get="weight")))
VERDICTS = [
    (Result(1), Result(1), CASE, Verdict.PASS, ""),
    (Result(2), Result(1), CASE, Verdict.WRONG, "got 2, expected 1"),
    (raised("ZeroDivisionError", message="no"), Result(1), CASE, Verdict.ERROR, "ZeroDivisionError: no (line 3)"),
    (raised("MemoryError"), Result(1), CASE, Verdict.MEMORY, "out of memory (line 3)"),
    (raised("RuntimeError", message="DefaultCPUAllocator: can't allocate memory"), Result(1), CASE, Verdict.MEMORY, "out of memory"),
    (raised("MemoryError", message="no block is free"), Result(1), CASE, Verdict.ERROR, "MemoryError: no block is free (line 3)"),
    (Result(1, changed=("x",)), Result(1), CASE, Verdict.WRONG, "changed its input x"),
    (Result(1, changed=("x",)), Result(1, changed=("x",)), CASE, Verdict.PASS, ""),
    (raised("ValueError"), raised("ValueError"), Case("c", raises="ValueError"), Verdict.PASS, ""),
    (raised("Mine", "ValueError"), raised("ValueError"), Case("c", raises="ValueError"), Verdict.PASS, ""),
    (raised("AssertionError"), raised("ValueError"), Case("c", raises="ValueError"), Verdict.ERROR, "expected ValueError, got AssertionError"),
    (Result(3), raised("ValueError"), Case("c", raises="ValueError"), Verdict.WRONG, "expected ValueError, got the int 3"),
    (Result(1), Result(1, shares=("x",)), Case("c", shares=("x",)), Verdict.WRONG, "it copied x"),
    (Result(1, shares=("x",)), Result(1, shares=("x",)), Case("c", shares=("x",)), Verdict.PASS, ""),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "case", "verdict", "said"), VERDICTS)
def test_one_step(got: Result, want: Result, case: Case, verdict: Verdict, said: str) -> None:
    found, text = judge(case, FUNCTION, Outcome((got,)), Outcome((want,)), TOLERANCE)
    assert found is verdict and said in text
    assert not said or text.zh


def script(*results: Result, **whole: object) -> Outcome:
    return Outcome((Result(), Result(), *results), **whole)  # type: ignore[arg-type]


def test_a_script_names_the_step() -> None:
    want = script(Result(array([1.0])), Result(array([2.0], True)))
    right = judge(SCRIPTED, SCRIPT, want, want, TOLERANCE)
    assert right[0] is Verdict.PASS
    wrong = judge(SCRIPTED, SCRIPT, script(Result(array([3.0])), Result(array([2.0], True))), want, TOLERANCE)
    assert wrong[0] is Verdict.WRONG and wrong[1].startswith("call 1 forward(): off by 2")
    frozen = judge(SCRIPTED, SCRIPT, script(Result(array([1.0])), Result(array([2.0]))), want, TOLERANCE)
    assert frozen[0] is Verdict.WRONG and "does not require grad" in frozen[1]
    built = judge(SCRIPTED, SCRIPT, Outcome((raised("TypeError"),)), want, TOLERANCE)
    assert built[0] is Verdict.ERROR and built[1].startswith("building it: TypeError")
    state = Outcome((Result(), raised("ValueError", message="weight is missing", line=None)))
    assert judge(SCRIPTED, SCRIPT, state, want, TOLERANCE)[1] == "its parameters are not those of the task: weight is missing"
    stale = judge(SCRIPTED, SCRIPT, script(Result(array([1.0])), Result(array([2.0], True)), stale=(0,)), want, TOLERANCE)
    assert stale[0] is Verdict.WRONG and "call 1 changed after it was returned" in stale[1]


def test_warnings_count_where_quiet_is_asked() -> None:
    loud, calm = Outcome((Result(1),), warnings=("overflow encountered in exp",)), Outcome((Result(1),))
    assert judge(CASE, FUNCTION, loud, calm, TOLERANCE)[0] is Verdict.PASS
    verdict, text = judge(Case("c", quiet=True), FUNCTION, loud, calm, TOLERANCE)
    assert verdict is Verdict.WRONG and "overflow" in text


@pytest.mark.parametrize("verdict", [Verdict.TIMEOUT, Verdict.MEMORY, Verdict.OUTPUT, Verdict.CRASHED])
def test_a_child_that_ended(verdict: Verdict) -> None:
    outcome = Outcome(ended=verdict, reason="it left")
    assert judge(CASE, FUNCTION, outcome, Outcome((Result(1),)), TOLERANCE) == (verdict, ending(outcome, FUNCTION.seconds))


GRADIENTS = [
    ({"x": array([1.0])}, Verdict.PASS, ""),
    ({"x": array([2.0])}, Verdict.WRONG, "gradient of x: off by 1"),
    ({}, Verdict.WRONG, "x gets no gradient"),
    ({"x": array([0.9999])}, Verdict.PASS, ""),
    ({"x": array([1.0]), "base.weight": array([0.0])}, Verdict.WRONG, "base.weight should not be trainable"),
]  # fmt: skip


@pytest.mark.parametrize(("gradients", "verdict", "said"), GRADIENTS)
def test_gradients(gradients: dict[str, Array], verdict: Verdict, said: str) -> None:
    want = Outcome((Result(1, gradients={"x": array([1.0])}),))
    found, text = judge_gradients(FUNCTION, Outcome((Result(1, gradients=gradients),)), want, TOLERANCE)
    assert found is verdict and said in text


def test_leaves_are_told_by_their_step() -> None:
    assert [leaf_name("x"), leaf_name("x@2"), leaf_name("images@2[1]")] == ["x", "x of call 2", "images[1] of call 2"]
    assert leaf_name("x@2").zh == "第 2 步的 x"
