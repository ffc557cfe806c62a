"""The candidate's files: placed from the stub, found again, never overwritten.

`<id>.py` in the workspace; a problem with `given` code has a folder of its own, `<id>/<id>.py` beside `<id>/given.py`,
so that `from given import ...` also works in the candidate's editor and two problems' given code never meet.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drill.catalog import write_whole
from graders.vocabulary import Fault

if TYPE_CHECKING:
    from graders.types import Problem

HEADER = """\
# {title} · {level} · {minutes} min
#
#   drill show {id}     the task      drill check {id}     grade this file
#   drill hint {id}     a hint

"""


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into one line."""
    try:
        yield
    except OSError as error:
        raise Fault(f"{error.filename or path}: {error.strerror or error}") from None


@dataclass(frozen=True)
class Placed:
    path: Path
    created: bool


@dataclass(frozen=True)
class Workspace:
    """The folder of the candidate's files, and the one of their backups."""

    folder: Path
    backups: Path

    @property
    def debug(self) -> Workspace:
        """Where sources with a planted mistake stand."""
        return Workspace(self.folder / "debug", self.backups / "debug")

    def path(self, id: str, given: bool | None = None) -> Path:
        """Where the file of a problem stands or, if there is none, would stand."""
        inner, plain = self.folder / id / f"{id}.py", self.folder / f"{id}.py"
        if given is None:
            return inner if inner.exists() else plain
        return inner if given else plain

    def place(self, problem: Problem) -> Placed:
        """The problem's file, made from its stub if there is none. Raises Fault."""
        found = self.path(problem.id)
        path = found if found.exists() else self.path(problem.id, bool(problem.given))
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if problem.given and path.parent != self.folder:
                self._place_given(path.parent / "given.py", problem)
            return Placed(path, create(path, start(problem).encode()))

    def _place_given(self, path: Path, problem: Problem) -> None:
        head = f"# Given with {problem.id}: yours to read and import. The judge uses its own copy.\n\n"
        content = (head + problem.given).encode()
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)

    def read(self, path: Path) -> bytes:
        """The candidate's source. Raises Fault."""
        with told(path):
            return path.read_bytes()

    def reset(self, problem: Problem, now: datetime) -> tuple[Path, Path | None]:
        """Put the stub back; gives the file and the backup of what it held. Raises Fault."""
        path = self.path(problem.id)
        if not path.exists():
            return self.place(problem).path, None
        with told(path):
            backup = self._back_up(problem.id, path, now)
            write_whole(path, start(problem).encode())
        return path, backup

    def undo(self, id: str, now: datetime) -> Path | None:
        """Bring back what the last reset replaced; what stands there now is the next backup. None: there is no backup."""
        backups = self.history(id)
        if not backups:
            return None
        path = self.path(id)
        with told(path):
            content = backups[-1].read_bytes()
            if path.exists():
                self._back_up(id, path, now)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
            backups[-1].unlink()
        return path

    def put(self, problem: Problem, content: str, now: datetime) -> Path:
        """The problem's file with this content; what stood there before is kept as a backup. Raises Fault."""
        path = self.place(problem).path
        with told(path):
            if path.read_bytes() not in (start(problem).encode(), content.encode()):
                self._back_up(problem.id, path, now)
            write_whole(path, content.encode())
        return path

    def history(self, id: str) -> list[Path]:
        """The backups of a problem's file, oldest first."""
        return sorted((self.backups / id).glob("*.py"))

    def _back_up(self, id: str, path: Path, now: datetime) -> Path:
        folder = self.backups / id
        folder.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        for n in range(10_000):
            backup = folder / f"{now:%Y%m%d-%H%M%S-%f}-{n:04}.py"
            if create(backup, content):
                return backup
        raise Fault(f"{folder}: no name is left for a backup")


def start(problem: Problem) -> str:
    """What the candidate's file begins as."""
    header = HEADER.format(title=problem.title, level=problem.level, minutes=problem.minutes, id=problem.id)
    return header + problem.stub


def create(path: Path, content: bytes) -> bool:
    """Write a new file whole; False if there is one already, which stays as it is. Raises OSError."""
    if path.exists():
        return False
    whole = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_whole(whole, content)
        try:
            os.link(whole, path)  # unlike a rename, never replaces a file
        except FileExistsError:
            return False
        except OSError:  # a file system without links
            with contextlib.suppress(FileExistsError), path.open("xb") as file:
                file.write(content)
                return True
            return False
    finally:
        with contextlib.suppress(OSError):
            whole.unlink()
    return True


def editor_command(command: str, path: Path) -> list[str]:
    """The words of an editor's command line, split as a shell would. Raises Fault."""
    import shlex

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Fault(f"editor: {command!r}: {error}") from None
    return [*words, str(path)]
