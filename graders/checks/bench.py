"""The judge's side of a measurement: one source in a child, workloads by size, counts and CPU times.

Times are read from the child's CPU clock by this process, around a call; nothing the child says about time is used.
"""

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graders.sandbox.client import Ended, Session, Source
from graders.types import Fault, Verdict

LEFT_BY_LIMIT = "exit status 77"  # counter.LEFT_BY_LIMIT: it went on after its limit
SEND_SECONDS = 10.0

Workload = Callable[[int], Mapping[str, Any]]  # size -> {"steps", "seed"}, ready for the wire


class Unbuildable(Exception):
    """There is no input of this size: too large for the wire, or the spec cannot build it."""


@dataclass(frozen=True)
class Failed:
    """A call that did not return: how it ended, and what it raised if it did."""

    verdict: Verdict
    reason: str = ""
    raised: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """Counts of one call. stopped: which limit ended it, "" for none."""

    n: int
    work: float
    array_work: float
    steps: int
    events: int
    flops: float
    peak: int
    largest: int
    stopped: str
    repeatable: bool
    unknown: tuple[str, ...]
    lines: Mapping[int, float]
    soft: float = 0.0  # of the work: what says nothing about log factors

    @property
    def total(self) -> float:
        return self.work + self.array_work


class Bench:
    """One source; its child is started when it is needed and again after it ended. A context manager."""

    def __init__(self, source: Source, workload: Workload):
        self.source, self.workload = source, workload
        self.session: Session | None = None
        self.kept: set[int] = set()
        self.fault: dict[str, Any] | None = None
        self.overhead = 0.0  # CPU seconds of an exchange that calls nothing
        self.built: dict[int, float] = {}  # size -> wall seconds to build its input

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *exc: Any) -> None:
        self.close()

    def close(self) -> None:
        if self.session is not None:
            self.session.__exit__(None, None, None)
        self.session = None
        self.kept.clear()

    def open(self) -> None:
        """Start a child and load the source in it. What fails is kept, and raised when the child is needed."""
        self.close()
        self.session = Session(self.source).__enter__()
        self.fault = self.session.load()

    def _ready(self, n: int) -> Session:
        """A child that has the source loaded and holds the workload of size n. Raises Ended, Unbuildable."""
        if self.session is None or self.session.ended:
            self.open()
        assert self.session is not None
        if self.fault:
            raise Ended(Verdict.LOAD, f"{self.fault['kind']} {self.fault['name']} {self.fault['message']}")
        if n not in self.kept:
            self._exchange(self.session, {"measure": "keep", "slot": n, "workload": self._build(n)}, SEND_SECONDS)
            self.kept.add(n)
        return self.session

    def _build(self, n: int) -> Mapping[str, Any]:
        started = time.monotonic()
        try:
            workload = self.workload(n)
            self.built.setdefault(n, time.monotonic() - started)
            return workload
        except (ValueError, IndexError, ZeroDivisionError, OverflowError, MemoryError) as fault:
            raise Unbuildable(str(fault)) from None

    def _exchange(self, session: Session, request: Mapping[str, Any], seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        try:
            session.send(request, deadline)
        except Fault as fault:
            raise Unbuildable(str(fault)) from None
        return session.expect(deadline, {})

    def ask(self, n: int, request: Mapping[str, Any], seconds: float) -> dict[str, Any] | Failed:
        """The child's answer about the workload of size n. Raises Unbuildable."""
        try:
            session = self._ready(n)
            answer = self._exchange(session, {**request, "slot": n}, seconds)
        except Ended as ended:
            if self.session is not None:
                self.session.finish(ended)
            return Failed(ended.verdict, ended.reason)
        if isinstance(answer.get("raised"), dict):
            return Failed(Verdict.ERROR, str(answer["raised"].get("message", "")), answer["raised"])
        return answer

    def count(self, n: int, limits: Mapping[str, float], seconds: float, *, lines: bool = False, twice: bool = False) -> Counts | Failed:
        """The work of a call at size n."""
        answer = self.ask(n, {"measure": "count", **limits, "lines": lines, "twice": twice}, seconds)
        if isinstance(answer, Failed):
            swallowed = LEFT_BY_LIMIT in answer.reason
            return _stopped(n, "events") if swallowed else answer
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
            return Counts(
                n, float(answer["work"]), float(answer["array_work"]), int(answer["steps"]), int(answer["events"]),
                float(answer["flops"]), int(answer["peak"]), int(answer["largest"]), str(answer["stopped"]),
                bool(answer.get("repeatable", True)), tuple(map(str, answer["unknown"])),
                {int(line): float(work) for line, work in answer["lines"].items()}, float(answer["soft"]),
            )  # fmt: skip
        return Failed(Verdict.CRASHED, "it answered with something else than counts")

    def memory(self, n: int, seconds: float) -> float | Failed:
        """The peak of bytes that Python and numpy allocate at size n."""
        answer = self.ask(n, {"measure": "memory"}, seconds)
        return answer if isinstance(answer, Failed) else float(answer.get("peak", 0))

    def prepare(self, n: int, calls: int, fresh: bool, seconds: float) -> Failed | None:
        answer = self.ask(n, {"measure": "prepare", "calls": calls, "fresh": fresh}, seconds)
        return answer if isinstance(answer, Failed) else None

    def cpu(self, n: int, seconds: float) -> float | Failed:
        """CPU seconds of the calls prepared at size n, all together, with the exchange around them."""
        assert self.session is not None
        clock = cpu_clock(self.session.pid)
        try:
            before = time.clock_gettime(clock)
            answer = self.ask(n, {"measure": "go"}, seconds)
            return answer if isinstance(answer, Failed) else time.clock_gettime(clock) - before
        except OSError:  # the child is gone
            return Failed(Verdict.CRASHED, "it left the process")


def _stopped(n: int, why: str) -> Counts:
    return Counts(n, 0.0, 0.0, 0, 0, 0.0, 0, 0, why, True, (), {})


def cpu_clock(pid: int) -> int:
    """The id of the clock that counts a process's CPU time (Linux: see clock_getcpuclockid(3))."""
    return ((~pid) << 3) | 2
