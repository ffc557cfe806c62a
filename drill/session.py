"""What one run of a command works with: settings, language, streams, and the places where things are kept.

Commands get a `Session` and give an exit code. What they find goes to stdout, everything else to stderr.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill import catalog, config, paths, terminal
from drill.catalog import Catalog, Entry
from graders.vocabulary import Fault, Text, localized

if TYPE_CHECKING:
    from drill.history import History
    from drill.workspace import Workspace

PASSED, NOT_PASSED, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


class Usage(Fault):
    """The command was called in a way that cannot work. suggestions: ids or commands that may have been meant."""

    def __init__(self, text: Text, suggestions: tuple[str, ...] = ()):
        self.suggestions = suggestions
        super().__init__(text)


@dataclass
class Options:
    """What may be said with any command."""

    language: str = ""
    colour: bool | None = None
    json: bool = False


def here_and_now() -> datetime:
    return datetime.now(UTC)


class Session:
    """One run. now: the clock of everything that the run records."""

    def __init__(self, options: Options, now: Callable[[], datetime] = here_and_now):
        self.options, self.now = options, now

    @cached_property
    def config(self) -> config.Config:
        return config.load()

    @cached_property
    def language(self) -> str:
        return self.options.language or str(self.config["language"])

    @cached_property
    def catalog(self) -> Catalog:
        found = catalog.default()
        found.slow = lambda: self.say(Text("Reading the problems...", "正在读取题目……"))
        return found

    @cached_property
    def history(self) -> "History":
        from drill.history import History

        history = History(paths.data() / "history.db")
        if self.catalog.renamed:
            history.rename(self.catalog.renamed)
        return history

    @cached_property
    def workspace(self) -> "Workspace":
        from drill.workspace import Workspace

        return Workspace(Path(self.config["workspace"]).expanduser().absolute(), paths.data() / "backups")

    def colour(self, stream: Any = None) -> bool:
        """Whether the stream (stdout by default) gets colour."""
        if self.options.colour is not None:
            return self.options.colour
        return terminal.coloured(stream or sys.stdout, self.config["colour"])

    def words(self, text: str) -> str:
        """In the session's language."""
        return localized(text, self.language)

    def say(self, text: str) -> None:
        """Progress, advice and errors."""
        print(terminal.harmless(self.words(text)), file=sys.stderr, flush=True)

    def show(self, text: str) -> None:
        """A result in plain words."""
        print(terminal.harmless(self.words(text)), flush=True)

    def document(self, kind: str, content: Mapping[str, Any]) -> None:
        """A result as JSON."""
        from drill.render import documents

        print(documents.dump(kind, content), flush=True)

    def draw(self, page: Any) -> None:
        """A result drawn by rich."""
        from drill.render.console import drawn

        width = min(terminal.width(sys.stdout), terminal.WIDEST)
        sys.stdout.write(drawn(page, self.colour(), width))
        sys.stdout.flush()

    def problem_id(self, id: str | None) -> str:
        """The present id of the problem meant; without an id, the one at hand. Raises UnknownId, Usage."""
        if id:
            return self.catalog.find(id).id
        current = self.history.current()
        if current is None or current not in self.catalog.index:
            raise Usage(Text("Which problem? `drill next` places one.", "哪道题？先用 `drill next` 取一道。"))
        return current

    def entry(self, id: str) -> Entry:
        return self.catalog.find(id)

    def shown_path(self, path: Path) -> str:
        """A path as a person writes it: ~ for home."""
        try:
            return "~/" + path.relative_to(Path.home()).as_posix()
        except (ValueError, RuntimeError):
            return str(path)

    def confirm(self, question: Text, flag: str) -> bool:
        """Ask on stderr; without a terminal, name the flag that answers."""
        if not terminal.interactive():
            raise Usage(Text("Nobody is at the terminal to ask; use {}.", "没有终端可供确认，请加 {}。").format(flag))
        print(self.words(question) + " [y/N] ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好")
