"""A process that holds numpy (and torch) in memory and forks a runner for every source.

It never sees a spec, a source or an expected value: those travel over the runner's own socket. One client connection asks
for any number of runners; when it closes, they are killed. Requests and reports are JSON, one a packet:

    {"fork": id, "scratch": path, "limits": {...}, "trusted": bool} with three descriptors (channel, stdout, stderr)
    {"fork": id, "serve": "module:function", "environment": {...}} with the same: a fork for code of ours, uncontained
    {"kill": id}
    {"ended": id, "status": wait status, "cpu": seconds, "memory": peak bytes}

Torch must not have run in more than one thread before a fork: its thread pools do not survive one. So threads are set
to one by the environment, nothing is computed here, and a fork from a process with a second thread is refused.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import struct
import sys
import time
import traceback
from collections.abc import Iterable
from typing import Any, NoReturn

IDLE_SECONDS = 600.0
PRELOAD = {
    "numpy": ("numpy", "numpy.random", "numpy.lib.stride_tricks"),
    "torch": ("numpy", "numpy.random", "torch", "torch.nn.functional", "torch.utils._python_dispatch", "torch.overrides",
              "torch.utils.flop_counter", "graders.sandbox.torch_meter"),
}  # fmt: skip


def preload(library: str, also: Iterable[str] = ()) -> None:
    """Import what candidates use, and also what is asked for, and settle it, so that forks share the pages."""
    for name in (*also, *PRELOAD[library], "graders.sandbox.runner", "graders.sandbox.watch", "inspect", "random", "traceback", "tokenize", "collections.abc",
                 "dataclasses", "typing", "itertools", "functools", "heapq", "bisect", "math", "statistics"):  # fmt: skip
        importlib.import_module(name)
    if library == "torch":
        sys.modules["torch"].set_num_threads(1)
    gc.collect()
    gc.freeze()


class Zygote:
    def __init__(self, listener: socket.socket, path: str):
        self.listener, self.path = listener, path
        self.selector = selectors.DefaultSelector()
        self.selector.register(listener, selectors.EVENT_READ, "listener")
        self.children: dict[int, tuple[socket.socket, dict[str, Any]]] = {}  # pid -> client, request
        read_end, write_end = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(write_end)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.selector.register(read_end, selectors.EVENT_READ, "child")

    def serve(self) -> None:
        """Answer until nobody has asked for IDLE_SECONDS or the socket's file is gone."""
        last = time.monotonic()
        while self.children or (time.monotonic() - last < IDLE_SECONDS and os.path.exists(self.path)):
            for key, _ in self.selector.select(timeout=5.0):
                last = time.monotonic()
                if key.data == "listener":
                    self.accept()
                elif key.data == "child":
                    os.read(key.fd, 4096)
                    self.reap()
                else:
                    self.answer(key.fileobj)  # type: ignore[arg-type]

    def accept(self) -> None:
        client, _ = self.listener.accept()
        if peer_uid(client) != os.getuid():
            client.close()
            return
        self.selector.register(client, selectors.EVENT_READ, "client")

    def answer(self, client: socket.socket) -> None:
        try:
            packet, descriptors, *_ = socket.recv_fds(client, 1 << 16, 3)
            request = json.loads(packet) if packet else None
        except (OSError, ValueError):
            request, descriptors = None, []
        if not isinstance(request, dict):
            self.selector.unregister(client)
            client.close()
            self.kill(client)
        elif "kill" in request:
            self.kill(client, request["kill"])
        elif len(descriptors) == 3:
            self.fork(client, request, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)

    def kill(self, client: socket.socket, number: Any = None) -> None:
        for pid, (owner, request) in self.children.items():
            if owner is client and number in (None, request["fork"]):
                for kill in (os.killpg, os.kill):  # the group is the child's once it has a session of its own
                    with contextlib.suppress(ProcessLookupError, PermissionError):
                        kill(pid, signal.SIGKILL)

    def fork(self, client: socket.socket, request: dict[str, Any], descriptors: list[int]) -> None:
        if threads() != 1:
            os._exit(1)  # the client sees the connection close and starts a new zygote
        pid = os.fork()
        if pid:
            self.children[pid] = (client, request)
            return
        run_child(request, descriptors)

    def reap(self) -> None:
        while self.children:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            client, request = self.children.pop(pid)
            if "scratch" in request:
                shutil.rmtree(request["scratch"], ignore_errors=True)
            report = {"ended": request["fork"], "status": status, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024}
            with contextlib.suppress(OSError):  # the client may have gone
                client.send(json.dumps(report).encode())


def run_child(request: dict[str, Any], descriptors: list[int]) -> NoReturn:
    """In the fork: become a runner. Never returns to the zygote's code."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if "serve" in request:
            serve(request, *descriptors)
        else:
            from graders.sandbox import runner

            channel, stdout, stderr = descriptors
            runner.main(channel, stdout, stderr, request)
    except BaseException:
        traceback.print_exc()  # a fault of ours: the judge shows it as such
        sys.stderr.flush()
    finally:
        os._exit(70)


def serve(request: dict[str, Any], channel: int, stdout: int, stderr: int) -> None:
    """Call module:function with the channel, in a session of its own and the environment that was sent."""
    for source, target in ((stdout, 1), (stderr, 2), (channel, 3)):
        if source != target:
            os.dup2(source, target)
    os.closerange(4, 1 << 16)
    os.setsid()
    os.environ.update(request["environment"])
    module, _, function = request["serve"].partition(":")
    getattr(importlib.import_module(module), function)(3)
    os._exit(0)


def threads() -> int:
    """How many threads this process has; 1 where it cannot be told."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return 1


def peer_uid(connection: socket.socket) -> int:
    """The user at the other end of a Unix socket."""
    if hasattr(socket, "SO_PEERCRED"):
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", credentials)[1])
    return os.getuid()  # the folder's mode is what is left


def main() -> None:
    """argv: library, path of the socket to listen at, further modules to import. Prints a line when it listens.

    Or library, a request as JSON, and its three descriptors: then this process becomes the runner itself.
    """
    library, path, *also = sys.argv[1:]
    if path.startswith("{"):
        preload(library)
        run_child(json.loads(path), [int(descriptor) for descriptor in also])
    preload(library, also)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        fresh = f"{path}.{os.getpid()}"
        listener.bind(fresh)
        os.chmod(fresh, 0o600)
        listener.listen(64)
        os.rename(fresh, path)  # whoever finds the file finds it listening
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        Zygote(listener, path).serve()


if __name__ == "__main__":
    main()
