"""The problems: found, indexed and loaded.

`load` and `ids` are the public face. The index holds what lists, completion and look-ups need; it is kept in the cache
folder and keyed on the files' times and sizes, so that a warm start reads no YAML and imports neither yaml nor numpy.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drill import paths
from graders.vocabulary import Fault, SpecError, Text

if TYPE_CHECKING:
    from graders.types import Problem

INDEX_VERSION = 2
INTERVIEWS_VERSION = 1
PACKAGE = Path(__file__).parent
NOT_TOPICS = ("questions",)  # folders of problems/ that hold other things


class UnknownId(Fault):
    """No problem has this id; `near` are those that are spelled like it."""

    def __init__(self, id: str, near: Iterable[str], what: Text = Text("problem", "题目")):
        self.id, self.near = id, tuple(near)
        self.text = Text("No {} is called {!r}.", "没有名为 {1!r} 的{0}。").format(what, id)
        if self.near:
            names = ", ".join(self.near)
            self.text = Text(f"{self.text} Did you mean {names}?", f"{self.text.zh}你是不是想找：{names}？")
        super().__init__(self.text)


@dataclass(frozen=True)
class Entry:
    """What the index knows of a problem. faulty: its spec could not be read at all."""

    id: str
    topic: str
    title: Text = Text()
    level: str = ""
    minutes: int = 0
    asked_in: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    hints: int = 0  # how many there are
    faulty: bool = False


@dataclass(frozen=True)
class Interview:
    """A round that somebody reported, to be replayed: ids of problems and questions in their order."""

    title: Text
    minutes: int
    items: tuple[str, ...]
    company: str = ""  # a Text where the languages differ
    role: str = ""
    date: str = ""
    outcome: Text = Text()  # how the candidate did


def data_root() -> Path:
    """The folder that holds problems/ and solutions/: DRILL_DATA, the installed package, or the checkout."""
    chosen = os.environ.get("DRILL_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return PACKAGE if (PACKAGE / "problems").is_dir() else PACKAGE.parent


class Catalog:
    """The problems below one folder.

    root: holds problems/ and solutions/. cache: the index's folder. slow: called once before files have to be parsed.
    """

    def __init__(self, root: Path, cache: Path | None = None, slow: Callable[[], None] = lambda: None):
        self.root, self.slow = root, slow
        self.index_file = (cache or paths.cache()) / f"index-{zlib.crc32(os.fsencode(root)):08x}.json"

    def files(self) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """(topic, spec file) of every problem, by topic and id."""
        for topic in sorted(scan(self.root / "problems"), key=lambda item: item.name):
            if topic.is_dir() and topic.name not in NOT_TOPICS and not topic.name.startswith((".", "_")):
                for item in sorted(scan(topic.path), key=lambda item: item.name):
                    if item.name.endswith(".yaml") and not item.name.startswith("."):
                        yield topic.name, item

    @cached_property
    def index(self) -> dict[str, Entry]:
        """Every problem by id, by topic and then id."""
        known = self._read_index()
        rows: dict[str, dict[str, Any]] = {}
        parsed = False
        for topic, item in self.files():
            stat = item.stat()
            stamp = [stat.st_mtime_ns, stat.st_size]
            key = f"{topic}/{item.name}"
            row = known.get(key)
            if row is None or row["stamp"] != stamp:
                if not parsed:
                    self.slow()
                parsed = True
                row = {"stamp": stamp, "entry": summary(Path(item.path), topic)}
            rows[key] = row
        entries = [entry_from(row["entry"]) for row in rows.values()]
        if parsed or len(rows) != len(known):
            self._write_index(rows)
        return {entry.id: entry for entry in entries}

    def _read_index(self) -> dict[str, Any]:
        """The cached rows by file, or none: whatever is wrong with the cache, it is built anew."""
        try:
            content = json.loads(self.index_file.read_bytes())
            if content["version"] != INDEX_VERSION or content["root"] != str(self.root):
                return {}
            for row in content["rows"].values():
                entry_from(row["entry"])
                row["stamp"][1]
            return dict(content["rows"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            return {}

    def _write_index(self, rows: Mapping[str, Any]) -> None:
        content = {"version": INDEX_VERSION, "root": str(self.root), "rows": rows}
        with contextlib.suppress(OSError):
            write_whole(self.index_file, json.dumps(content, ensure_ascii=False).encode())

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Ids by the earlier ids of their problems."""
        return {alias: entry.id for entry in self.index.values() for alias in entry.aliases}

    def ids(self) -> list[str]:
        return list(self.index)

    def find(self, id: str) -> Entry:
        """The problem of this id, or of this earlier id. Raises UnknownId."""
        entry = self.index.get(id) or self.index.get(self.renamed.get(id, ""))
        if entry is None:
            raise UnknownId(id, nearest(id, [*self.index, *self.renamed]))
        return entry

    def sources(self, id: str) -> tuple[str, Path, str, Path, str]:
        """Name and path of the spec, name and path of the reference, and the topic."""
        entry = self.find(id)
        spec, solution = f"problems/{entry.topic}/{entry.id}.yaml", f"solutions/{entry.topic}/{entry.id}.py"
        return spec, self.root / spec, solution, self.root / solution, entry.topic

    def load(self, id: str) -> Problem:
        """The problem, whole and checked. Raises UnknownId, SpecError."""
        from drill import spec

        name, path, solution_name, solution_path, topic = self.sources(id)
        try:
            content = path.read_bytes()
            solution = solution_path.read_bytes() if solution_path.is_file() else None
        except OSError as error:
            raise SpecError(f"{name}:1: cannot be read: {error.strerror}") from None
        return spec.read(name, content, solution_name, solution, path.stem, topic)

    @cached_property
    def interviews(self) -> dict[str, Interview]:
        """Every interview by id. Raises SpecError."""
        path = self.root / "problems" / "interviews.yaml"
        if not path.is_file():
            return {}
        kept = self.index_file.with_name(self.index_file.name.replace("index-", "interviews-"))
        stat = path.stat()
        stamp = [INTERVIEWS_VERSION, stat.st_mtime_ns, stat.st_size]
        try:
            content = json.loads(kept.read_bytes())
            if content["stamp"] == stamp:
                return {id: interview_from(row) for id, row in content["rows"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass  # whatever is wrong with what was kept, the file is read again
        interviews = self._read_interviews(path)
        rows = {id: interview_row(found) for id, found in interviews.items()}
        with contextlib.suppress(OSError):
            write_whole(kept, json.dumps({"stamp": stamp, "rows": rows}, ensure_ascii=False).encode())
        return interviews

    def _read_interviews(self, path: Path) -> dict[str, Interview]:
        from drill import strict

        special: dict[tuple[type, str], strict.Convert] = {
            (Interview, "company"): strict.text_or_word,
            (Interview, "role"): strict.text_or_word,
            (Interview, "date"): strict.word_or_number,
        }
        document = strict.Document("problems/interviews.yaml", path.read_bytes(), special)
        interviews = document.read(Mapping[str, Interview])
        document.close()
        return dict(interviews)

    @cached_property
    def question_ids(self) -> set[str]:
        """The ids of problems/questions/*.yaml: each file maps ids to questions."""
        from drill import strict

        ids: set[str] = set()
        for item in scan(self.root / "problems" / "questions"):
            if item.name.endswith(".yaml"):
                document = strict.Document(item.name, Path(item.path).read_bytes())
                content = {} if document.root is None else document.plain(document.root, "")
                ids |= set(content) if isinstance(content, dict) else set()
        return ids


def interview_row(interview: Interview) -> dict[str, Any]:
    """An interview as JSON can hold it; a Text is a pair."""
    values = {item.name: getattr(interview, item.name) for item in fields(interview)}
    return {name: [value.en, value.zh] if isinstance(value, Text) else value for name, value in values.items()}


def interview_from(row: Mapping[str, Any]) -> Interview:
    values: dict[str, Any] = {name: Text(*value) if isinstance(value, list) else value for name, value in row.items() if name != "items"}
    return Interview(items=tuple(row["items"]), **values)


def scan(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as items:
            return list(items)
    except OSError:
        return []


def summary(path: Path, topic: str) -> dict[str, Any]:
    """The index's row of a spec. Lenient: what is wrong with the file is `load`'s to say."""
    from drill import strict

    entry: dict[str, Any] = {"id": path.stem, "topic": topic}
    try:
        document = strict.Document(path.name, path.read_bytes())
        content = {} if document.root is None else document.plain(document.root, "")
    except (OSError, RecursionError):
        content = {}
    if not isinstance(content, dict):
        content = {}
    title, names = content.get("title"), content.get("entry", path.stem)
    if isinstance(title, dict) and isinstance(title.get("en"), str) and isinstance(title.get("zh"), str):
        entry["title"] = [title["en"], title["zh"]]
    if content.get("level") in ("easy", "medium", "hard") and isinstance(content.get("minutes"), int):
        entry |= {"level": content["level"], "minutes": content["minutes"]}
    entry["entry"] = [names] if isinstance(names, str) else names if isinstance(names, list) else []
    for key in ("asked_in", "aliases", "follow_up"):
        items = content.get(key)
        entry[key] = [item for item in items if isinstance(item, str)] if isinstance(items, list) else []
    hints = content.get("hints")
    entry["hints"] = len(hints) if isinstance(hints, list) else 0
    entry["faulty"] = not ("title" in entry and "level" in entry)
    return entry


def entry_from(row: Mapping[str, Any]) -> Entry:
    title = row.get("title") or ["", ""]
    lists = {key: tuple(row[key]) for key in ("asked_in", "aliases", "entry", "follow_up")}
    return Entry(
        row["id"], row["topic"], Text(title[0], title[1]), row.get("level", ""), row.get("minutes", 0),
        hints=row["hints"], faulty=row["faulty"], **lists,
    )  # fmt: skip


def nearest(id: str, known: Iterable[str]) -> list[str]:
    """The ids that are spelled like `id`, or hold its words; at most three."""
    import difflib

    known = list(known)
    wanted = id.lower().replace("-", "_")
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    words = set(wanted.split("_"))
    overlap = sorted(known, key=lambda name: -len(words & set(name.split("_"))))
    near += [name for name in overlap if words & set(name.split("_")) and name not in near]
    near += [name for name in known if wanted and wanted in name and name not in near]
    return near[:3]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


_catalogs: dict[Path, Catalog] = {}


def default() -> Catalog:
    """The catalogue of this installation."""
    root = data_root()
    if root not in _catalogs:
        _catalogs[root] = Catalog(root)
    return _catalogs[root]


def load(id: str) -> Problem:
    """The problem with this id or earlier id, checked whole. Raises UnknownId or SpecError."""
    return default().load(id)


def ids() -> list[str]:
    """The ids of all problems, by topic."""
    return default().ids()
