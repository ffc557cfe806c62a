"""The judge's side of the sandbox: sources go in, facts come out, and the clock is ours.

    with Session(Source(text, ...), limits) as session:
        session.load()      # None, or what is at fault
        session.run(call)   # an Outcome, whatever the child does

Nothing that a child sends, prints or does raises here: it ends the session, and `Outcome.ended` says how.
"""

import contextlib
import os
import selectors
import shutil
import signal
import socket
import struct
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graders.sandbox import keepers, wire
from graders.sandbox.contain import Limits
from graders.sandbox.warm import START_SECONDS
from graders.types import Call, Fault, Outcome, Raised, Result, Verdict

OUTPUT_KEPT = 64 << 10  # bytes
OUTPUT_MAX = 8 << 20
LOAD_SECONDS = 10.0
AHEAD = 2  # calls that are with the child at a time
END_SECONDS = 2.0  # from the end of the channel to the report of the child's end
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@dataclass(frozen=True)
class Source:
    """A module text and all that a child must know to load it."""

    text: bytes
    library: str = "python"
    given: str = ""
    shape: Mapping[str, Any] = field(default_factory=dict)  # what the stub defines, see loading.misfit
    watch: tuple[str, ...] | None = None  # forbidden names to look out for
    metered: bool = False
    trusted: bool = False  # ours: not contained


class Ended(Exception):
    """The child can answer no more."""

    def __init__(self, verdict: Verdict, reason: str):
        self.verdict, self.reason = verdict, reason


class Session:
    """One child with one source. A context manager; leaving it kills the child."""

    def __init__(self, source: Source, limits: Limits | None = None):
        self.source, self.limits = source, limits or Limits()
        self.layers: dict[str, str] = {}
        self.output = bytearray()
        self.printed = 0
        self.ended: Ended | None = None
        self.over = False  # whether the child has ended
        self.status: int | None = None  # its wait status
        self.buffer = bytearray()
        self.asked = 1  # frames that are still to come; the first tells of containment
        self.pid = 0

    def __enter__(self) -> "Session":
        library = "torch" if self.source.library == "torch" else "numpy"
        with contextlib.ExitStack() as undo:
            scratch = tempfile.mkdtemp(prefix="drill-", dir=SCRATCH)
            undo.callback(shutil.rmtree, scratch, ignore_errors=True)
            self.channel, theirs = socket.socketpair()
            undo.callback(self.channel.close)
            with theirs:
                pipes = [os.pipe(), os.pipe()]
                self.streams = [read_end for read_end, _ in pipes]
                for descriptor in self.streams:
                    undo.callback(os.close, descriptor)
                try:
                    ends = [theirs.fileno(), *(write_end for _, write_end in pipes)]
                    self.keeper = keepers.start(library, ends, scratch, self.limits, self.source.trusted)
                finally:
                    for _, write_end in pipes:
                        os.close(write_end)
            undo.pop_all()
        self.selector = selectors.DefaultSelector()
        for descriptor in self.streams:
            os.set_blocking(descriptor, False)
            self.selector.register(descriptor, selectors.EVENT_READ, "output")
        self.channel.setblocking(False)
        self.selector.register(self.channel, selectors.EVENT_READ, "channel")
        self.selector.register(self.keeper, selectors.EVENT_READ, "end")
        return self

    def __exit__(self, *exc: Any) -> None:
        self.kill()
        self.channel.close()
        for descriptor in self.streams:
            os.close(descriptor)
        self.selector.close()
        self.keeper.close()

    def kill(self) -> None:
        """Have the child killed; may be called from another thread."""
        if hasattr(self, "keeper"):
            self.keeper.kill()

    def load(self, source: Source | None = None) -> dict[str, Any] | None:
        """Load the source; None, or what is at fault as runner.load says, or {"kind": "ended"}.

        source: another one for the same child, which takes the place of what it held.
        """
        self.source = source or self.source
        request = {"source": self.source.text, "given": self.source.given, "library": self.source.library,
                   "shape": self.source.shape, "watch": None if self.source.watch is None else list(self.source.watch),
                   "metered": self.source.metered}  # fmt: skip
        if not self.pid:
            self.boot()
        try:
            self.send(request)
            return self.expect(time.monotonic() + LOAD_SECONDS, {"fault": (dict, type(None))})["fault"]  # type: ignore[no-any-return]
        except Ended as ended:
            self.finish(ended)
            return {"kind": "ended", "name": ended.verdict.value, "message": ended.reason, "line": None}

    def boot(self) -> None:
        """Await the child's first word, of its containment. Raises Fault without it: no byte of a candidate has run yet."""
        try:
            word = self.expect(time.monotonic() + START_SECONDS, {"layers": dict, "pid": int})
        except Ended as ended:
            words = self.output.decode(errors="replace").strip().splitlines()
            raise Fault(f"the sandbox does not come up: {words[-1] if words else ended.reason}") from None
        self.layers, self.pid = word["layers"], word["pid"]

    def run(self, call: Call) -> Outcome:
        """Facts of one call; never raises for what the child does."""
        return next(self.run_all([call]))

    def run_all(self, calls: Iterable[Call]) -> Iterator[Outcome]:
        """Facts of each call in turn. The next call is sent before the answer to one is awaited, so that the child need
        not wait for the judge; its time counts from the answer before. After the child's end all calls end like it."""
        waiting: deque[Call] = deque()
        coming = iter(calls)
        started = time.monotonic()
        while True:
            try:
                while len(waiting) < AHEAD and (call := next(coming, None)):
                    waiting.append(call)
                    if not self.ended:
                        self.post(call, started + call.seconds)
                if not waiting:
                    return
                yield self.answer(waiting[0], started)
            except Ended as ended:
                self.finish(ended)
                yield Outcome(ended=ended.verdict, reason=ended.reason, seconds=time.monotonic() - started)
            waiting.popleft()
            started = time.monotonic()

    def post(self, call: Call, deadline: float) -> None:
        self.send({"steps": list(call.steps), "seed": call.seed, "wrt": list(call.wrt)}, deadline)

    def answer(self, call: Call, started: float) -> Outcome:
        if self.ended:
            raise self.ended
        return outcome(self.expect(started + call.seconds, {}), time.monotonic() - started)

    def finish(self, ended: Ended) -> None:
        """Nothing more is asked of this child: it is killed, and what it printed is kept."""
        self.ended = ended
        self.kill()

    # ---- frames

    def send(self, value: Any, deadline: float | None = None) -> None:
        try:
            parts = wire.encode(value)
        except wire.WireError as fault:
            raise Fault(f"an input is too large for the sandbox: {fault}") from None
        pending = [memoryview(part) for part in (struct.pack("<Q", sum(map(len, parts))), *parts) if len(part)]
        self.asked += 1
        while pending:
            try:
                sent = self.channel.sendmsg(pending[:64])
            except BlockingIOError:
                self.selector.modify(self.channel, selectors.EVENT_READ | selectors.EVENT_WRITE, "channel")
                self.wait(deadline or time.monotonic() + LOAD_SECONDS)
                self.selector.modify(self.channel, selectors.EVENT_READ, "channel")
                continue
            except OSError:
                break  # the child is gone; reading will say how
            while pending and sent >= len(pending[0]):
                sent -= len(pending.pop(0))
            if sent:
                pending[0] = pending[0][sent:]

    def expect(self, deadline: float, keys: Mapping[str, Any]) -> dict[str, Any]:
        """The next frame: a dict with these keys of these types. Raises Ended."""
        while (frame := self.frame()) is None:
            self.wait(deadline)
        try:
            value = wire.decode(frame)
        except wire.WireError as fault:
            raise Ended(Verdict.CRASHED, f"it answered with garbage ({fault})") from None
        if not isinstance(value, dict) or not all(isinstance(value.get(key), kind) for key, kind in keys.items()):
            raise Ended(Verdict.CRASHED, "it answered with something else than facts")
        if value.get("ended") == "output":
            raise Ended(Verdict.OUTPUT, "the value returned is too large to be looked at")
        return value

    def frame(self) -> bytes | None:
        if len(self.buffer) < 8:
            return None
        (length,) = struct.unpack_from("<Q", self.buffer)
        if length > wire.FRAME_MAX:
            raise Ended(Verdict.CRASHED, "it answered with garbage (too large)")
        if len(self.buffer) < 8 + length:
            return None
        frame = bytes(self.buffer[8 : 8 + length])
        del self.buffer[: 8 + length]
        self.asked -= 1
        if self.buffer and not self.asked:
            raise Ended(Verdict.CRASHED, "it answered more than it was asked")
        return frame

    def wait(self, deadline: float) -> None:
        """Take in whatever arrives next. Raises Ended at the deadline, at too much output, at the child's end."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise Ended(Verdict.TIMEOUT, "")
        for key, _ in self.selector.select(left):
            if key.data == "output":
                self.take_output(key.fd)
            elif key.data == "channel":
                self.take_frames()
            else:
                self.take_end()

    def take_frames(self) -> None:
        try:
            received = self.channel.recv(1 << 20)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        self.buffer += received
        if received:
            return
        self.selector.unregister(self.channel)
        deadline = time.monotonic() + END_SECONDS
        while not self.over and time.monotonic() < deadline:
            for key, _ in self.selector.select(deadline - time.monotonic()):
                if key.data == "output":
                    self.take_output(key.fd)
                else:
                    self.take_end()
        raise how_it_ended(self.status)

    def take_end(self) -> None:
        """The child has ended; what it sent before may still lie in the channel."""
        self.selector.unregister(self.keeper)
        self.status, self.over = self.keeper.status(), True

    def take_output(self, descriptor: int) -> None:
        try:
            printed = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return
        if not printed:
            self.selector.unregister(descriptor)
            return
        self.printed += len(printed)
        self.output += printed[: OUTPUT_KEPT - len(self.output)]
        if self.printed > OUTPUT_MAX:
            raise Ended(Verdict.OUTPUT, f"it printed more than {OUTPUT_MAX >> 20} MB")


def how_it_ended(status: int | None) -> Ended:
    """What a wait status says of a child that stopped answering; None where there is none."""
    if status is None:
        return Ended(Verdict.CRASHED, "it cut the line to the judge")
    if os.WIFEXITED(status):
        return Ended(Verdict.CRASHED, f"it left the process with exit status {os.WEXITSTATUS(status)}")
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return Ended(Verdict.TIMEOUT, "")
    if number == signal.SIGKILL:
        return Ended(Verdict.MEMORY, "the system killed it, most likely for want of memory")
    return Ended(Verdict.CRASHED, f"it died of {signal.Signals(number).name}")


def outcome(facts: Mapping[str, Any], seconds: float) -> Outcome:
    """The child's facts as an Outcome. Raises Ended where they are not of the form that the runner gives them."""
    try:
        return Outcome(
            results=tuple(result(step) for step in facts["results"]),
            stale=tuple(int(i) for i in facts["stale"]),
            warnings=tuple(str(w)[:200] for w in facts["warnings"]),
            used=tuple((str(name), line) for name, line in facts["used"]),
            seconds=seconds,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Ended(Verdict.CRASHED, "it answered with something else than facts") from None


def result(facts: Mapping[str, Any]) -> Result:
    exception = facts.get("raised")
    return Result(
        value=facts.get("value"),
        raised=None if exception is None else Raised(
            str(exception["type"])[:80], tuple(map(str, exception["bases"])), str(exception["message"]), exception["line"]
        ),
        changed=tuple(map(str, facts.get("changed", ()))),
        shares=tuple(map(str, facts.get("shares", ()))),
        gradients=dict(facts.get("gradients", {})),
    )  # fmt: skip
