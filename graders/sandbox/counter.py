"""The counts of one metered call, and the limit that ends it.

The rewritten source (meter.py) and the torch dispatch mode (torch_meter.py) report here. One unit of work is about one
interpreted operation, or one item that a built-in touches; `array_work` counts elements that array libraries touch.
`soft` is the part of the work that says nothing about log factors: characters (the text of a number is longer where the
number is), and calls that no rule knows.
"""

import os
import sys
from typing import Any

UNLIMITED = float("inf")
FRAME_BYTES = 160  # what one level of recursion holds, about
LEFT_BY_LIMIT = 77  # exit status of a candidate that goes on after its limit


class Limit(BaseException):
    """Raised inside the candidate when it has done as much work as was asked for. No `except Exception` catches it."""


class Counter:
    """Running totals of one call, with their limits."""

    __slots__ = (
        "array_work", "deepest", "depth", "events", "file", "flops", "largest", "lines", "most_array_work", "most_events",
        "most_work", "soft", "steps", "stopped", "unknown", "work",
    )  # fmt: skip

    def __init__(self) -> None:
        self.file = ""  # the candidate's file name, by which its frames are known
        self.reset()

    def reset(
        self, events: float = UNLIMITED, work: float = UNLIMITED, array_work: float = UNLIMITED, lines: bool = False
    ) -> None:
        """Back to zero, with new limits. lines: also share the work out to source lines, which is slower."""
        self.work = self.array_work = self.soft = self.flops = 0.0
        self.steps = self.events = self.depth = self.deepest = self.largest = 0
        self.most_events, self.most_work, self.most_array_work = events, work, array_work
        self.stopped = ""
        self.unknown: set[str] = set()
        self.lines: dict[int, float] | None = {} if lines else None

    def facts(self) -> dict[str, Any]:
        """What the judge learns, in plain values."""
        return {
            "work": float(self.work), "array_work": float(self.array_work), "soft": float(self.soft), "steps": self.steps,
            "events": self.events, "flops": float(self.flops), "largest": int(self.largest), "deepest": self.deepest,
            "stopped": self.stopped, "unknown": sorted(self.unknown), "lines": {str(line): work for line, work in (self.lines or {}).items()},
        }  # fmt: skip


COUNTER = Counter()


def charge(amount: float) -> None:
    """One event that costs so much interpreted or built-in work."""
    counter = COUNTER
    counter.work += amount
    counter.events += 1
    if counter.events > counter.most_events or counter.work > counter.most_work:
        stop("events" if counter.events > counter.most_events else "work")
    if counter.lines is not None:
        _blame(amount)


def charge_soft(amount: float) -> None:
    """One event over characters, or of an unknown kind."""
    COUNTER.soft += amount
    charge(amount)


def charge_array(amount: float) -> None:
    """One event in which an array library touches so many elements."""
    counter = COUNTER
    counter.array_work += amount
    counter.events += 1
    if counter.events > counter.most_events or counter.array_work > counter.most_array_work:
        stop("events" if counter.events > counter.most_events else "array work")
    if counter.lines is not None:
        _blame(amount)


def tick() -> bool:
    """One interpreted step: a loop or comprehension turn, or a function entry."""
    counter = COUNTER
    counter.work += 1
    counter.steps += 1
    counter.events += 1
    if counter.events > counter.most_events:
        stop("events")
    if counter.lines is not None:
        _blame(1)
    return True


def array_made(entries: int) -> None:
    """An array of so many entries has been allocated."""
    if entries > COUNTER.largest:
        COUNTER.largest = entries


def stop(why: str) -> None:
    """End the call. A candidate that swallows the limit and goes on is ended with its process."""
    COUNTER.stopped = COUNTER.stopped or why
    if COUNTER.events > 1.5 * COUNTER.most_events + 1000:
        os._exit(LEFT_BY_LIMIT)
    raise Limit


def _blame(amount: float) -> None:
    """Add the work to the innermost line of the candidate's own source."""
    frame: Any = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != COUNTER.file:
        frame = frame.f_back
    if frame is not None and COUNTER.lines is not None:
        COUNTER.lines[frame.f_lineno] = COUNTER.lines.get(frame.f_lineno, 0.0) + amount
