"""The nouns of the judge: frozen, plain, and without imports of ours but the vocabulary.

Everything that is loaded from a spec, sent to a child, brought back or shown to a person is one of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graders.vocabulary import LANGUAGES as LANGUAGES
from graders.vocabulary import Fault as Fault
from graders.vocabulary import SpecError as SpecError
from graders.vocabulary import Text as Text
from graders.vocabulary import Verdict as Verdict
from graders.vocabulary import localized as localized


@dataclass(frozen=True, slots=True)
class Array:
    """An array on its way to or from a child.

    data: a numpy array (bfloat16 travels as its bits in uint16). layout: "" for contiguous, or how the child is to lay
    it out in memory (see inputs.LAYOUTS).
    """

    library: Literal["numpy", "torch"]
    dtype: str  # "float32", "int64", "bool", "bfloat16", ...
    data: Any
    requires_grad: bool = False
    layout: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(self.data.shape)


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that cannot travel; only the name of its type did."""

    type: str


@dataclass(frozen=True, slots=True)
class Live:
    """An input that only exists in the child: kind is one of inputs.LIVE; the child resolves it."""

    kind: str
    name: str = ""
    args: Any = None


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Right means abs(got - want) <= atol + rtol * abs(want), entry by entry."""

    rtol: float = 1e-4
    atol: float = 1e-5


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a script: a method called, an attribute read, or a function of `given` called. One of the three."""

    call: str = ""
    get: str = ""
    given: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    raises: str = ""


NOTHING: Any = type("Nothing", (), {"__repr__": lambda self: "nothing", "__slots__": ()})()


@dataclass(frozen=True, slots=True)
class Case:
    """One input and what must come of it; the reference answers where `expect` and `raises` are silent."""

    name: str
    example: bool = False  # shown with the prompt; all others are hidden
    times: int = 1  # independent draws
    call: str = ""  # the function called: an entry or one of `given`'s; the first entry by default
    args: Mapping[str, Any] = field(default_factory=dict)
    init: Mapping[str, Any] | None = None  # a script: the class is built with these, then `calls` are made
    state: Literal["", "shared"] = ""  # shared: every source gets the same parameters and buffers
    calls: tuple[Step, ...] = ()
    expect: Any = NOTHING
    raises: str = ""
    shares: tuple[str, ...] = ()  # arguments whose storage the result must share
    quiet: bool = False  # a floating-point warning fails the case
    gradient: bool = True  # whether the gradient stage uses this case
    tolerance: Tolerance | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a problem may demand of growth and size. See docs/authors.md and checks.cost."""

    args: Mapping[str, Any] = field(default_factory=dict)
    call: str = ""
    init: Mapping[str, Any] | None = None
    state: Literal["", "shared"] = ""
    calls: tuple[Step, ...] = ()  # the last one is measured
    from_: int = 64  # the first size
    time: str = ""  # "1" | "log n" | "n" | "n log n" | "n^2" | "n^3"
    steps: str = ""  # growth of interpreted steps
    flops: float = 0.0  # at most so many times the reference's at the largest common size
    memory: str = ""  # growth of the peak of extra bytes
    largest: float = 0.0  # largest intermediate against the reference's
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A random result whose distribution is known exactly."""

    name: str
    args: Mapping[str, Any]
    call: str = ""
    each: Literal["call", "row"] = "call"  # what one draw is: a whole result, or each row of it
    probabilities: Any = None  # {outcome: probability}, or the name of a function of the solution that gives it
    draws: int = 0  # of the first test; 0: as many as find a total variation distance of 0.03


@dataclass(frozen=True, slots=True)
class Forbid:
    calls: tuple[str, ...]  # dotted names of functions, classes or modules
    why: Text


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong answer: an edit of the reference, or a source of its own."""

    id: str
    says: Text
    edits: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A machine mutant of the reference that no input can tell from it, and why."""

    edit: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A check of graders.checklist that does not apply to a problem, and why."""

    check: str
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    id: str
    topic: str
    title: Text
    level: Literal["easy", "medium", "hard"]
    minutes: int
    prompt: Text
    stub: str
    reference: str
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...]
    hints: tuple[Text, ...]
    explanation: Text
    entry: tuple[str, ...]
    asked_in: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # earlier ids
    given: str = ""
    tolerance: Tolerance = Tolerance()
    gradient: tuple[str, ...] = ()
    sample: tuple[Sample, ...] = ()
    cost: tuple[Cost, ...] = ()
    forbid: Forbid | None = None
    equivalent: tuple[Equivalent, ...] = ()
    waived: tuple[Waiver, ...] = ()

    @property
    def library(self) -> Literal["python", "numpy", "torch"]:
        """What its arrays are, as the imports of stub and given tell."""
        text = self.stub + self.given
        for name in ("torch", "numpy"):
            if f"import {name}" in text or f"from {name}" in text:
                return name  # type: ignore[return-value]
        return "python"


@dataclass(frozen=True, slots=True)
class Call:
    """What a child is asked to do: a list of wire-ready steps with their inputs, and a seed for its generators.

    steps: mappings with key `do` in runner.STEPS. wrt: arguments (or "parameters") whose gradients are wanted.
    """

    name: str
    steps: tuple[Mapping[str, Any], ...]
    seed: int
    wrt: tuple[str, ...] = ()
    seconds: float = 10.0  # wall time allowed


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception: its type, the names of its bases (itself first), its message, the candidate's line."""

    type: str
    bases: tuple[str, ...]
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Facts of one step."""

    value: Any = None
    raised: Raised | None = None
    changed: tuple[str, ...] = ()  # arguments whose content the call changed
    shares: tuple[str, ...] = ()  # arguments whose storage the value shares
    gradients: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Facts of one call. `ended` says how the child ended if it did not answer."""

    results: tuple[Result, ...] = ()
    stale: tuple[int, ...] = ()  # steps whose result changed after it was returned
    warnings: tuple[str, ...] = ()
    used: tuple[tuple[str, int | None], ...] = ()  # forbidden calls that ran, with the candidate's line
    ended: Verdict | None = None
    reason: str = ""
    seconds: float = 0.0
    measured: Mapping[str, Any] = field(default_factory=dict)  # of meter.py, when asked for

    @property
    def last(self) -> Result:
        return self.results[-1] if self.results else Result()


@dataclass(frozen=True, slots=True)
class Check:
    """One judged thing of a scorecard. name: "stage" or "stage: case"."""

    name: str
    verdict: Verdict
    detail: str = ""
    stage: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)  # input, expected, got, where they may be shown

    @property
    def passed(self) -> bool:
        return self.verdict is Verdict.PASS


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A known mistake (its id) or a pattern ("pattern: transposed") that explains a failure."""

    id: str
    says: Text


@dataclass(frozen=True, slots=True)
class Scorecard:
    problem: str
    checks: tuple[Check, ...]
    diagnoses: tuple[Diagnosis, ...] = ()
    seconds: float = 0.0
    contained_by: tuple[str, ...] = ()
    not_contained: tuple[str, ...] = ()  # layers this machine lacks
    output: str = ""  # what the candidate printed

    @property
    def passed(self) -> bool:
        """Every check passed. No checks is not a pass."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def score(self) -> float:
        """The share of checks passed, 0 to 1."""
        return sum(check.passed for check in self.checks) / len(self.checks) if self.checks else 0.0
