"""Saves of one file, seen as they happen.

The folder is watched, not the file: editors replace files. Bursts of events are joined, and the file is looked at
twice a second besides, for disks that send no events.
"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

JOIN_MILLISECONDS = 60  # events within this time are one save
LOOK_MILLISECONDS = 500
WARM_SECONDS = 240.0  # the engine's processes leave when nobody has asked for ten minutes

Stamp = tuple[int, int, int]


def stamp(path: Path) -> Stamp | None:
    """What tells one state of a file from another; None: there is none."""
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size, info.st_ino


def saves(path: Path, stop: threading.Event, seen: Stamp | None = None) -> Iterator[Stamp]:
    """The stamp of the file after each save, until `stop` is set. seen: the state that is known already."""
    for _ in watch(
        path.parent, stop_event=stop, debounce=JOIN_MILLISECONDS, step=20, rust_timeout=LOOK_MILLISECONDS,
        yield_on_timeout=True, recursive=False, raise_interrupt=False, watch_filter=None,
    ):  # fmt: skip
        now = stamp(path)
        if now is not None and now != seen:
            seen = now
            yield now


def keep_warm(library: str, stop: threading.Event) -> None:
    """Keep the engine's process for `library` alive until `stop` is set."""
    from graders.sandbox import warm
    from graders.vocabulary import Fault

    kind = "torch" if library == "torch" else "numpy"
    asked = -WARM_SECONDS
    while not stop.is_set():
        if time.monotonic() - asked >= WARM_SECONDS:
            asked = time.monotonic()
            try:
                warm.connect(kind).close()
            except Fault:
                return  # the next check says it
        stop.wait(1.0)
