"""How a child is started, killed and seen to end: forked by a zygote on Linux, a fresh process elsewhere.

macOS aborts programs that fork after frameworks were loaded, so there every source gets a process of its own that imports
its libraries anew; it counts no address space either, so memory is looked at from outside. DRILL_FRESH=1 does the same on
Linux, for tests and for machines where the zygotes misbehave.
"""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Protocol

from graders.sandbox.contain import Limits
from graders.sandbox.warm import connect, forks, spawn
from graders.types import Fault

LOOK_SECONDS = 0.2  # between two looks at a fresh process's memory


class Keeper(Protocol):
    """A running child. Readable (fileno) when it has ended; then `status` gives its wait status, None if it is unknown."""

    def fileno(self) -> int: ...

    def status(self) -> int | None: ...

    def kill(self) -> None: ...

    def close(self) -> None:
        """Let go of the child: it is killed, should it still run, and its scratch folder goes."""


def start(library: str, descriptors: Sequence[int], scratch: str, limits: Limits, trusted: bool) -> Keeper:
    """A child with these descriptors (channel, stdout, stderr). Raises Fault where none can be had."""
    request = {"fork": 1, "scratch": scratch, "limits": asdict(limits), "trusted": trusted}
    return Forked(library, descriptors, request) if forks() else Fresh(library, descriptors, request)


class Forked:
    """A child of the library's zygote."""

    def __init__(self, library: str, descriptors: Sequence[int], request: dict[str, Any]):
        for _ in range(2):
            self.connection = connect(library)
            try:
                socket.send_fds(self.connection, [json.dumps(request).encode()], descriptors)
                return
            except OSError:  # it left just now
                self.connection.close()
        raise Fault("the warm process went away twice; try again")

    def fileno(self) -> int:
        return self.connection.fileno()

    def status(self) -> int | None:
        try:
            packet = self.connection.recv(1 << 16)
            return int(json.loads(packet)["status"])
        except (OSError, ValueError, KeyError):
            return None

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.send(b'{"kill": 1}')

    def close(self) -> None:
        self.connection.close()  # upon which the zygote kills the child and removes its folder


class Fresh:
    """A process of its own, which imports what it needs and becomes the runner."""

    def __init__(self, library: str, descriptors: Sequence[int], request: dict[str, Any]):
        self.request = request
        try:
            arguments = ["graders.sandbox.zygote", library, json.dumps(request), *map(str, descriptors)]
            self.process = spawn(arguments, pass_fds=descriptors)
        except OSError as fault:
            raise Fault(f"cannot start Python: {fault.strerror}") from None
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        self.alive, self.until_the_end = os.pipe()
        threading.Thread(target=self.await_end, daemon=True).start()
        self.over = threading.Event()
        if sys.platform == "darwin" and not request["trusted"]:
            threading.Thread(target=self.look, daemon=True).start()

    def await_end(self) -> None:
        self.process.wait()
        os.close(self.until_the_end)  # which makes the other end readable

    def look(self) -> None:
        """Kill it when it holds more memory than it may, beyond what it had when it was first seen."""
        first = None
        while not self.over.wait(LOOK_SECONDS):
            shown = subprocess.run(["/bin/ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, text=True, check=False)
            held = int(shown.stdout.strip() or 0) * 1024
            first = held if first is None else first
            if held > first + int(self.request["limits"]["memory"]):
                self.kill()

    def fileno(self) -> int:
        return self.alive

    def status(self) -> int | None:
        code = self.process.wait()
        return -code if code < 0 else code << 8

    def kill(self) -> None:
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        self.over.set()
        self.kill()
        self.process.wait()
        os.close(self.alive)
        shutil.rmtree(self.request["scratch"], ignore_errors=True)
