"""What the candidate did: every attempt and event, in one SQLite file.

Two logs are the truth: `attempts` (with the source) and `events`. `progress` and `mistakes` are folded from them within
the same transaction, so that lists and statistics stay fast however long the logs grow; `rebuild` folds them anew.
Every record has an id of its own, so that an export can be imported twice.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graders.vocabulary import Fault, Text

if TYPE_CHECKING:
    from graders.types import Scorecard

BUSY_SECONDS = 20
ROUNDS_KEPT = 30  # by problem: enough for a schedule, and a bound on what every list reads
EVENTS = ("next", "hint", "solution", "explain", "reset", "undo", "solved", "given_up", "missed", "debug")

# The statements that lead from one version of the file to the next: a file of version n has run the first n.
MIGRATIONS = (
    """
CREATE TABLE attempts (
    id TEXT PRIMARY KEY, at REAL NOT NULL, problem TEXT NOT NULL, kind TEXT NOT NULL, passed INTEGER NOT NULL,
    score REAL NOT NULL, seconds REAL NOT NULL, since_next REAL, failed TEXT NOT NULL, diagnoses TEXT NOT NULL,
    checks TEXT NOT NULL, source BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX attempts_by_problem ON attempts (problem, at);
CREATE INDEX attempts_by_time ON attempts (at);
CREATE TABLE events (
    id TEXT PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, problem TEXT NOT NULL, detail TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_by_problem ON events (problem, at);
CREATE INDEX events_by_time ON events (at);
CREATE TABLE progress (problem TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mistakes (
    problem TEXT NOT NULL, mistake TEXT NOT NULL, count INTEGER NOT NULL, last REAL NOT NULL,
    PRIMARY KEY (problem, mistake)
) WITHOUT ROWID;
CREATE TABLE days (day TEXT PRIMARY KEY, attempts INTEGER NOT NULL, solved INTEGER NOT NULL) WITHOUT ROWID;
""",
    "CREATE TABLE dues (problem TEXT PRIMARY KEY, stamp TEXT NOT NULL, due REAL NOT NULL) WITHOUT ROWID",
    """
CREATE TABLE mock_events (
    mock TEXT NOT NULL, number INTEGER NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
    PRIMARY KEY (mock, number)
) WITHOUT ROWID;
CREATE INDEX mock_events_by_kind ON mock_events (kind, mock)
""",
)


@dataclass(frozen=True)
class Attempt:
    """One graded submission. since_next: seconds since the problem was placed. failed: the first check that did not pass."""

    problem: str
    at: datetime
    passed: bool
    score: float
    seconds: float = 0.0
    kind: str = "check"
    since_next: float | None = None
    failed: str = ""
    diagnoses: tuple[str, ...] = ()
    checks: tuple[tuple[str, str], ...] = ()  # (name, verdict)
    source: bytes = b""
    id: str = ""


@dataclass(frozen=True)
class Event:
    kind: str
    problem: str
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class MockEvent:
    """One thing that happened in a timed interview; see drill/mock.py. number: 0, 1, 2, ... within the interview."""

    mock: str
    number: int
    at: datetime
    kind: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    """One time through a problem, from `next` until it is solved or given up."""

    started: float
    ended: float
    gave_up: bool = False
    hints: int = 0
    failures: int = 0
    timed: bool = True  # whether it began with `next`, so that its length means something

    @property
    def seconds(self) -> float:
        return self.ended - self.started


@dataclass(frozen=True)
class Progress:
    """Where the candidate stands with one problem. Times are seconds since 1970."""

    status: str = "new"  # new | started | tried | solved | given_up
    attempts: int = 0
    started: float | None = None  # of the round that is open
    last: float | None = None  # of the last attempt
    touched: float | None = None  # of the last record of any kind
    hints: int = 0  # taken in the open round
    failures: int = 0  # in the open round
    shown: bool = False  # the solution was seen in the open round
    ever_solved: bool = False
    ever_shown: bool = False
    best: float | None = None  # seconds from `next` to solved
    rounds: tuple[Round, ...] = ()  # the last that ended, oldest first


def fold(progress: Progress, record: Attempt | Event) -> Progress:
    """The progress after one more record of its problem. Records come in the order of their times."""
    at = record.at.timestamp()
    if isinstance(record, Attempt) and record.kind == "ask":
        return replace(
            progress, attempts=progress.attempts + 1, last=at, touched=at, started=at - record.seconds, hints=0,
            failures=slips(record.score), shown=False,
        )  # fmt: skip
    if isinstance(record, Attempt) and record.kind == "debug":
        return replace(progress, touched=at)
    if isinstance(record, Attempt):
        status = progress.status
        if not record.passed and status in ("new", "started"):
            status = "tried"
        return replace(
            progress, status=status, attempts=progress.attempts + 1, last=at, touched=at,
            failures=progress.failures + (not record.passed),
        )  # fmt: skip
    if record.kind == "next":
        if progress.started is not None and progress.status in ("started", "tried"):
            return replace(progress, touched=at)  # the round goes on
        status = "started" if progress.status == "new" else progress.status
        return replace(progress, status=status, started=at, touched=at, hints=0, failures=0, shown=False)
    if record.kind == "hint":
        return replace(progress, hints=progress.hints + 1, touched=at)
    if record.kind in ("solved", "given_up", "missed"):
        gave_up = record.kind != "solved"
        timed = progress.started is not None
        began = progress.started if progress.started is not None else at
        ended = Round(began, at, gave_up, progress.hints, progress.failures, timed)
        best = progress.best
        if timed and not gave_up:
            best = ended.seconds if best is None else min(best, ended.seconds)
        return replace(
            progress, status="tried" if record.kind == "missed" else record.kind, started=None, touched=at, hints=0,
            failures=0, shown=record.kind == "given_up", best=best, rounds=(*progress.rounds, ended)[-ROUNDS_KEPT:],
            ever_solved=progress.ever_solved or not gave_up, ever_shown=progress.ever_shown or record.kind == "given_up",
        )  # fmt: skip
    if record.kind == "solution":
        return replace(progress, shown=True, ever_shown=True, touched=at)
    return replace(progress, touched=at)


def slips(score: float) -> int:
    """How many failures an answer to a question counts as: an incomplete one is as a problem that took several checks."""
    return 0 if score >= 1 else 1 if score >= 0.8 else 3


def closing(progress: Progress, attempt: Attempt) -> str:
    """The event that an attempt brings with it, or "": passing counts once a round, and not after the solution.

    A question is asked once a round: right or not, its answer ends it.
    """
    if attempt.kind == "ask":
        return "solved" if attempt.passed else "given_up"
    return "solved" if attempt.passed and attempt.kind == "check" and not progress.shown and (
        progress.status != "solved" or progress.started is not None
    ) else ""  # fmt: skip


class History:
    """The history file. Safe under kill -9 and with several processes; raises Fault when the system refuses.

    path: made with its folder on the first use. Reading a history that does not exist yet gives nothing and makes nothing.
    """

    def __init__(self, path: Path):
        self.path = path
        self._database: sqlite3.Connection | None = None

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise Fault(
                Text("Progress cannot be saved or read: {}: {}", "无法保存或读取进度：{}：{}").format(self.path, error)
            ) from None
        except OSError as error:
            raise Fault(
                Text("Progress cannot be saved or read: {}: {}", "无法保存或读取进度：{}：{}").format(
                    error.filename or self.path, error.strerror or error
                )
            ) from None

    def _open(self, make: bool = False) -> sqlite3.Connection | None:
        if self._database is None:
            if not self.path.exists():
                if not make:
                    return None
                self.path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                version = database.execute("PRAGMA user_version").fetchone()[0]
                if version < len(MIGRATIONS):
                    self._migrate(database)
                elif version > len(MIGRATIONS):
                    raise Fault(
                        Text(
                            "{} was written by a newer drill; update drill.", "{} 由更新版本的 drill 写成，请升级 drill。"
                        ).format(self.path)
                    )
                database.execute("PRAGMA synchronous = FULL")
            except BaseException:
                database.close()
                raise
            self._database = database
        return self._database

    @staticmethod
    def _migrate(database: sqlite3.Connection) -> None:
        """Bring the tables up to date, unless another process does so at the same time."""
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN IMMEDIATE")
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            for statements in MIGRATIONS[version:]:
                for statement in statements.split(";"):
                    database.execute(statement)
            database.execute(f"PRAGMA user_version = {max(version, len(MIGRATIONS))}")
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            database = self._open(make=True)
            assert database is not None
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                raise

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._told():
            database = self._open()
            return [] if database is None else database.execute(query, values).fetchall()

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    # Writing

    def record(self, attempt: Attempt) -> tuple[Attempt, Progress, bool]:
        """Store an attempt; gives it as stored, the progress after it, and whether it closed the round as solved."""
        with self._transaction() as database:
            return self._record(database, attempt)

    def _record(self, database: sqlite3.Connection, attempt: Attempt) -> tuple[Attempt, Progress, bool]:
        before = self._progress(database, attempt.problem)
        started = before.started
        since = attempt.at.timestamp() - started if started is not None else None
        attempt = replace(attempt, id=attempt.id or new_id(), since_next=since)
        insert_attempt(database, attempt)
        after = self._fold(database, before, attempt)
        event = closing(before, attempt)
        if event:
            solved = Event(event, attempt.problem, attempt.at, {"attempt": attempt.id}, new_id())
            insert_event(database, solved)
            after = self._fold(database, after, solved)
        return attempt, after, event == "solved"

    def note(self, kind: str, problem: str, at: datetime, **detail: Any) -> Progress:
        """Store an event; gives the progress after it."""
        with self._transaction() as database:
            event = Event(kind, problem, at, detail, new_id())
            insert_event(database, event)
            return self._fold(database, self._progress(database, problem), event)

    def record_mock(self, event: MockEvent, attempt: Attempt | None = None, notes: Iterable[Event] = ()) -> None:
        """Store an event of a timed interview with the attempt and the events of problems that came with it, or nothing.

        Raises Fault if the interview has another event of this number: it is open somewhere else.
        """
        with self._transaction() as database:
            try:
                insert_mock_event(database, event, "INSERT")
            except sqlite3.IntegrityError:
                raise Fault(
                    Text("This interview goes on in another window.", "这场面试正在另一个窗口中进行。")
                ) from None
            if attempt is not None:
                self._record(database, attempt)
            for note in notes:
                note = replace(note, id=new_id())
                insert_event(database, note)
                self._fold(database, self._progress(database, note.problem), note)

    def _progress(self, database: sqlite3.Connection, problem: str) -> Progress:
        row = database.execute("SELECT state FROM progress WHERE problem = ?", (problem,)).fetchone()
        return progress_from(row[0]) if row else Progress()

    def _fold(self, database: sqlite3.Connection, before: Progress, record: Attempt | Event) -> Progress:
        """The progress after one more record, stored with all else that follows from it."""
        after = fold(before, record)
        tally = Tally()
        tally.add(record)
        store(database, {record.problem: after}, tally)
        return after

    def rename(self, renamed: Mapping[str, str]) -> None:
        """Give the records of earlier ids to the problems' present ids."""
        old = [id for id in self.progress_of_all() if id in renamed]
        if not old:
            return
        with self._transaction() as database:
            for id in old:
                for table in ("attempts", "events"):
                    database.execute(f"UPDATE {table} SET problem = ? WHERE problem = ?", (renamed[id], id))
            self._rebuild(database)

    def rebuild(self) -> None:
        with self._transaction() as database:
            self._rebuild(database)

    def _rebuild(self, database: sqlite3.Connection) -> None:
        for table in ("progress", "mistakes", "days"):
            database.execute(f"DELETE FROM {table}")
        states: dict[str, Progress] = {}
        tally = Tally()
        for record in merged(database):
            states[record.problem] = fold(states.get(record.problem, Progress()), record)
            tally.add(record)
        store(database, states, tally)

    # Reading

    def progress(self, problem: str) -> Progress:
        rows = self._rows("SELECT state FROM progress WHERE problem = ?", problem)
        return progress_from(rows[0][0]) if rows else Progress()

    def progress_of_all(self) -> dict[str, Progress]:
        return {problem: progress_from(state) for problem, state in self._rows("SELECT problem, state FROM progress")}

    def current(self) -> str | None:
        """The problem that was last placed or checked."""
        rows = self._rows(
            "SELECT problem FROM (SELECT problem, at FROM "
            "(SELECT problem, at FROM attempts WHERE kind != 'ask' ORDER BY at DESC LIMIT 1) "
            "UNION ALL SELECT problem, at FROM (SELECT problem, at FROM events WHERE kind IN ('next', 'reset') "
            "ORDER BY at DESC LIMIT 1)) ORDER BY at DESC LIMIT 1"
        )
        return rows[0][0] if rows else None

    def mistakes(self) -> list[tuple[str, str, int, float]]:
        """(problem, mistake, how often, when last), most frequent first."""
        return self._rows("SELECT problem, mistake, count, last FROM mistakes ORDER BY count DESC, last DESC")

    def days(self) -> list[tuple[str, int, int]]:
        """(day, attempts, solved) of every day with an attempt, oldest first."""
        return self._rows("SELECT day, attempts, solved FROM days ORDER BY day")

    def dues(self) -> dict[str, tuple[str, float]]:
        """By problem the due time worked out last, and the stamp of what it was worked out from."""
        return {problem: (stamp, due) for problem, stamp, due in self._rows("SELECT problem, stamp, due FROM dues")}

    def keep_dues(self, dues: Mapping[str, tuple[str, float]]) -> None:
        with self._transaction() as database:
            rows = [(problem, stamp, due) for problem, (stamp, due) in dues.items()]
            database.executemany("INSERT OR REPLACE INTO dues VALUES (?, ?, ?)", rows)

    def attempts(self, problem: str, limit: int = 100) -> list[Attempt]:
        """The last attempts at a problem, newest first."""
        query = f"SELECT {ATTEMPT_COLUMNS} FROM attempts WHERE problem = ? ORDER BY at DESC LIMIT ?"
        return [attempt_from(row) for row in self._rows(query, problem, limit)]

    def events(self, problem: str, kind: str) -> list[Event]:
        """The events of one kind of a problem, oldest first."""
        rows = self._rows("SELECT at, detail, id FROM events WHERE problem = ? AND kind = ? ORDER BY at", problem, kind)
        return [Event(kind, problem, datetime.fromtimestamp(at, UTC), json.loads(detail), id) for at, detail, id in rows]

    def mock_events(self, mock: str) -> list[MockEvent]:
        """The events of one interview, in their order."""
        query = "SELECT number, at, kind, detail FROM mock_events WHERE mock = ? ORDER BY number"
        rows = self._rows(query, mock)
        details = json.loads(f"[{','.join(row[3] for row in rows)}]")  # at once: there may be thousands
        return [
            MockEvent(mock, number, datetime.fromtimestamp(at, UTC), kind, detail)
            for (number, at, kind, _), detail in zip(rows, details, strict=True)
        ]

    def mocks(self) -> list[tuple[MockEvent, MockEvent | None]]:
        """How each interview began and how it ended, if it did, oldest first."""
        query = "SELECT mock, number, at, kind, detail FROM mock_events WHERE kind = ?"
        begun, ended = (
            {
                mock: MockEvent(mock, number, datetime.fromtimestamp(at, UTC), kind, json.loads(detail))
                for mock, number, at, kind, detail in self._rows(query, kind)
            }
            for kind in ("begin", "end")
        )
        return [(event, ended.get(mock)) for mock, event in sorted(begun.items(), key=lambda item: item[1].at)]

    def attempt(self, id: str) -> Attempt | None:
        rows = self._rows(f"SELECT {ATTEMPT_COLUMNS} FROM attempts WHERE id = ?", id)
        return attempt_from(rows[0]) if rows else None

    def integrity(self) -> str:
        """What SQLite finds wrong with the file, or ""."""
        rows = self._rows("PRAGMA quick_check")
        return "" if not rows or rows[0][0] == "ok" else str(rows[0][0])

    # Export and import

    def export(self) -> Iterator[str]:
        """Every record as one line of JSON, in the order of their times; the events of interviews come last."""
        with self._told():
            database = self._open()
            for record in merged(database) if database else ():
                yield json.dumps(record_document(record))
            query = "SELECT mock, number, at, kind, detail FROM mock_events ORDER BY at, mock, number"
            for mock, number, at, kind, detail in database.execute(query) if database else ():
                event = {"mock": mock, "number": number, "at": at, "kind": kind, "detail": json.loads(detail)}
                yield json.dumps({"version": 1, "record": "mock_event", **event})

    def import_(self, lines: Iterable[str]) -> tuple[int, int]:
        """Add the records of an export; gives how many were new and how many were known. All or nothing; raises Fault."""
        records = []
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    records.append(record_from(json.loads(line)))
                except (ValueError, KeyError, TypeError, zlib.error) as error:
                    message = Text("Line {}: not a record of drill export: {}", "第 {} 行不是 drill export 的记录：{}")
                    raise Fault(message.format(number, error)) from None
        with self._transaction() as database:
            before = database.total_changes
            for record in records:
                if isinstance(record, Attempt):
                    insert_attempt(database, record)
                elif isinstance(record, MockEvent):
                    insert_mock_event(database, record, "INSERT OR IGNORE")
                else:
                    insert_event(database, record)
            new = database.total_changes - before
            if new:
                self._rebuild(database)
        return new, len(records) - new


ATTEMPT_COLUMNS = "id, at, problem, kind, passed, score, seconds, since_next, failed, diagnoses, checks, source"


def new_id() -> str:
    return os.urandom(16).hex()


class Tally:
    """How often each mistake was made, and what was done each day."""

    def __init__(self) -> None:
        self.mistakes: dict[tuple[str, str], tuple[int, float]] = {}  # (problem, mistake) -> (count, last time)
        self.days: dict[str, tuple[int, int]] = {}  # day -> (attempts, solved)

    def add(self, record: Attempt | Event) -> None:
        solved = isinstance(record, Event) and record.kind == "solved"
        if isinstance(record, Attempt) or solved:
            day = record.at.astimezone().strftime("%Y-%m-%d")
            attempts, solutions = self.days.get(day, (0, 0))
            self.days[day] = (attempts + (not solved), solutions + solved)
        for mistake in record.diagnoses if isinstance(record, Attempt) else ():
            count, last = self.mistakes.get((record.problem, mistake), (0, 0.0))
            self.mistakes[record.problem, mistake] = (count + 1, max(last, record.at.timestamp()))


def store(database: sqlite3.Connection, states: Mapping[str, Progress], tally: Tally) -> None:
    """Put the states in place and add the tally to what is there."""
    rows = [(problem, progress_text(state)) for problem, state in states.items()]
    database.executemany("INSERT OR REPLACE INTO progress VALUES (?, ?)", rows)
    database.executemany(
        "INSERT INTO days VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET "
        "attempts = attempts + excluded.attempts, solved = solved + excluded.solved",
        [(day, *numbers) for day, numbers in tally.days.items()],
    )
    database.executemany(
        "INSERT INTO mistakes VALUES (?, ?, ?, ?) ON CONFLICT (problem, mistake) DO UPDATE SET "
        "count = count + excluded.count, last = max(last, excluded.last)",
        [(*key, *numbers) for key, numbers in tally.mistakes.items()],
    )


def insert_attempt(database: sqlite3.Connection, attempt: Attempt) -> None:
    database.execute(
        "INSERT OR IGNORE INTO attempts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            attempt.id, attempt.at.timestamp(), attempt.problem, attempt.kind, attempt.passed, attempt.score,
            attempt.seconds, attempt.since_next, attempt.failed, json.dumps(attempt.diagnoses),
            json.dumps(attempt.checks, ensure_ascii=False), zlib.compress(attempt.source),
        ),
    )  # fmt: skip


def insert_event(database: sqlite3.Connection, event: Event) -> None:
    row = (event.id, event.at.timestamp(), event.kind, event.problem, json.dumps(dict(event.detail), ensure_ascii=False))
    database.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)", row)


def insert_mock_event(database: sqlite3.Connection, event: MockEvent, how: str) -> None:
    detail = json.dumps(dict(event.detail), ensure_ascii=False)
    row = (event.mock, event.number, event.at.timestamp(), event.kind, detail)
    database.execute(f"{how} INTO mock_events VALUES (?, ?, ?, ?, ?)", row)


def attempt_from(row: tuple[Any, ...]) -> Attempt:
    id, at, problem, kind, passed, score, seconds, since_next, failed, diagnoses, checks, source = row
    return Attempt(
        problem, datetime.fromtimestamp(at, UTC), bool(passed), score, seconds, kind, since_next, failed,
        tuple(json.loads(diagnoses)), tuple((name, verdict) for name, verdict in json.loads(checks)),
        zlib.decompress(source), id,
    )  # fmt: skip


def merged(database: sqlite3.Connection) -> Iterator[Attempt | Event]:
    """All records in the order of their times; an attempt comes before the event that it brought."""
    attempts = database.execute(f"SELECT {ATTEMPT_COLUMNS} FROM attempts ORDER BY at, id")
    events = database.execute("SELECT kind, problem, at, detail, id FROM events ORDER BY at, id")
    attempt, event = attempts.fetchone(), events.fetchone()
    while attempt or event:
        if event is None or (attempt and attempt[1] <= event[2]):
            yield attempt_from(attempt)
            attempt = attempts.fetchone()
        else:
            kind, problem, at, detail, id = event
            yield Event(kind, problem, datetime.fromtimestamp(at, UTC), json.loads(detail), id)
            event = events.fetchone()


def record_document(record: Attempt | Event) -> dict[str, Any]:
    kind = "attempt" if isinstance(record, Attempt) else "event"
    content = {item.name: getattr(record, item.name) for item in fields(record)}
    content["at"] = record.at.timestamp()
    if isinstance(record, Attempt):
        content["source"] = record.source.decode("utf-8", "surrogateescape")
    return {"version": 1, "record": kind, **content}


def record_from(document: Mapping[str, Any]) -> Attempt | Event | MockEvent:
    content = dict(document)
    if content.pop("version") != 1:
        raise ValueError("unknown version")
    kind = content.pop("record")
    content["at"] = datetime.fromtimestamp(content["at"], UTC)
    if kind == "mock_event":
        return MockEvent(**content)
    if not content["id"]:
        raise ValueError("no id")
    if kind == "event":
        return Event(**content)
    if kind != "attempt":
        raise ValueError(f"{kind!r} is neither attempt nor event")
    content["source"] = content["source"].encode("utf-8", "surrogateescape")
    content["diagnoses"] = tuple(content["diagnoses"])
    content["checks"] = tuple((name, verdict) for name, verdict in content["checks"])
    return Attempt(**content)


def progress_text(progress: Progress) -> str:
    content = {item.name: getattr(progress, item.name) for item in fields(progress)}
    content["rounds"] = [[getattr(round, item.name) for item in fields(round)] for round in progress.rounds]
    return json.dumps(content)


def progress_from(text: str) -> Progress:
    content = json.loads(text)
    return Progress(**{**content, "rounds": tuple(Round(*values) for values in content["rounds"])})


def attempt_of(card: Scorecard, source: bytes, at: datetime, kind: str = "check") -> Attempt:
    """The attempt that a scorecard tells of."""
    failed = next((check for check in card.checks if not check.passed), None)
    return Attempt(
        card.problem, at, card.passed, card.score, card.seconds, kind,
        failed=f"{failed.name}: {failed.verdict}" if failed else "",
        diagnoses=tuple(diagnosis.id for diagnosis in card.diagnoses),
        checks=tuple((str(check.name), str(check.verdict)) for check in card.checks), source=source,
    )  # fmt: skip

