"""The warm processes: where their sockets are, how they are started, asked and left. Imports nothing heavy."""

import fcntl
import functools
import json
import os
import selectors
import socket
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from graders.types import Fault

START_SECONDS = 120.0
LONGEST_FOLDER = 70  # a socket's path has 108 bytes at most
PACKAGE = Path(__file__).parent.parent
ROOT = str(PACKAGE.parent)
also_preload: list[str] = []  # modules that a zygote started from here imports besides its own
FORWARDED = ("HOME", "DRILL_HOME", "DRILL_DATA", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


def forks() -> bool:
    """Whether children are forked from zygotes here; else each is a fresh process."""
    return sys.platform == "linux" and not os.environ.get("DRILL_FRESH")


def runtime_folder() -> Path:
    """Where the sockets are: ours alone, mode 0700. Raises Fault where there is no such place."""
    home, runtime = os.environ.get("DRILL_HOME"), os.environ.get("XDG_RUNTIME_DIR")
    shared = Path(tempfile.gettempdir()) / f"drill-{os.getuid()}"
    folder = Path(home).resolve() / ".drill" / "run" if home else Path(runtime) / "drill" if runtime else shared
    if len(str(folder)) > LONGEST_FOLDER:
        folder = shared
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.stat()
    except OSError as fault:
        raise Fault(f"{folder}: cannot keep sockets here ({fault.strerror})") from None
    if info.st_uid != os.getuid() or info.st_mode & 0o077:
        raise Fault(f"{folder}: must belong to you alone (chmod 700)")
    return folder


def socket_path(library: str) -> Path:
    """One a user, Python environment, library and version of the code that a zygote holds."""
    return runtime_folder() / f"{library}-{zlib.crc32(f'{sys.prefix}{ROOT}{version()}'.encode()):08x}"


@functools.cache
def version() -> str:
    """A stamp of every module of ours that a zygote may have loaded: it changes with an update."""
    files = [*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "drill").glob("*.py")]
    return ",".join(f"{path.name}{path.stat().st_mtime_ns}" for path in sorted(files))


def connect(library: str) -> socket.socket:
    """A connection to the library's zygote, started when there is none. Raises Fault when it does not come up."""
    path = socket_path(library)
    for _ in range(2):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            connection.connect(str(path))
            return connection
        except OSError:
            connection.close()
        start(library, path)
    raise Fault(f"{path}: the warm process does not answer; `drill doctor` tells more")


def start(library: str, path: Path) -> None:
    """Start the zygote unless another process just did. Raises Fault with its last words."""
    with open(f"{path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        probe = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            probe.connect(str(path))
            return
        except OSError:
            pass
        finally:
            probe.close()
        process = spawn(["graders.sandbox.zygote", library, str(path), *also_preload])
        try:
            assert process.stdout
            readable = selectors.DefaultSelector()
            readable.register(process.stdout, selectors.EVENT_READ)
            ready = process.stdout.readline() if readable.select(START_SECONDS) else b""
            if ready != b"ready\n":
                process.kill()
                words = (process.stderr.read() if process.stderr else b"").decode(errors="replace").strip().splitlines()
                raise Fault(f"cannot start the warm {library} process: {words[-1] if words else 'it says nothing'}")
        finally:
            for stream in (process.stdout, process.stderr):
                if stream:
                    stream.close()


def spawn(arguments: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """A Python of ours that runs a module, isolated, with a scrubbed environment and one thread a library.

    arguments: the module and its own arguments.
    """
    scrubbed = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")}
    scrubbed |= dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
    scrubbed |= {"PYTHONHASHSEED": "0", "DRILL_ROOT": ROOT, "MALLOC_ARENA_MAX": "2"}
    code = "import os, runpy, sys; sys.path.insert(0, os.environ['DRILL_ROOT']); sys.argv = sys.argv[1:]; runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=False)"
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code, *arguments], env=scrubbed, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True, cwd="/", **options,
    )  # fmt: skip


def serving(function: str) -> tuple[socket.socket, socket.socket]:
    """A fork of the NumPy zygote that runs "module:function" of ours: (its channel, the connection that keeps it alive)."""
    connection = connect("numpy")
    ours, theirs = socket.socketpair()
    environment = {key: os.environ[key] for key in FORWARDED if key in os.environ}
    request = {"fork": 1, "serve": function, "environment": environment}
    with theirs, open(os.devnull, "r+") as null:
        socket.send_fds(connection, [json.dumps(request).encode()], [theirs.fileno(), null.fileno(), null.fileno()])
    return ours, connection


def stop_zygotes() -> int:
    """Remove the sockets, upon which the zygotes leave; how many there were."""
    found = [p for p in runtime_folder().iterdir() if p.is_socket()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
