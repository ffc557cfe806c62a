"""The room of a timed interview: the state, its events stored one by one, and everything that can be done in it.

Whatever shows it, the screen or lines of text, works on this. All of it happens in one thread: the history belongs to it.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from drill import mock, quiz, workspace
from drill.catalog import UnknownId, nearest
from drill.commands import ask, check
from drill.history import Attempt, Event, MockEvent, new_id
from drill.mock import Candidate, Item
from drill.questions import Bank
from drill.session import Session, Usage
from graders.types import Problem
from graders.vocabulary import Fault, Text

ID_LENGTH = 8
TITLE_CELLS = 72


def unfinished(session: Session) -> str | None:
    """The interview that has not ended, if there is one."""
    return next((begin.mock for begin, end in reversed(session.history.mocks()) if end is None), None)


def planned(session: Session, bank: Bank, id: str, follow_ups: bool = True) -> dict[str, Any] | None:
    """An item as a plan holds it; None where nothing of this id is written. follow-ups that are not written are left out."""
    if id in bank:
        question = bank.questions[id]
        return {
            "id": id, "kind": question.form, "minutes": question.minutes, "topic": question.topic, "level": question.level,
            "title": [shortened(question.prompt.en), shortened(question.prompt.zh)] if question.form != "number" else [],
        }  # fmt: skip
    entry = session.catalog.index.get(id) or session.catalog.index.get(session.catalog.renamed.get(id, ""))
    if entry is None or entry.faulty:
        return None
    item: dict[str, Any] = {
        "id": entry.id, "kind": "problem", "minutes": entry.minutes, "topic": entry.topic, "level": entry.level,
        "title": [entry.title.en, entry.title.zh],
    }  # fmt: skip
    if follow_ups:
        item["follow_up"] = [found for id in entry.follow_up if id in bank and (found := planned(session, bank, id, False))]
    return item


def shortened(text: str) -> str:
    from drill.terminal import cells, fit

    first = " ".join(text.split())
    return first if cells(first) <= TITLE_CELLS else fit(first, TITLE_CELLS).rstrip()


def replay(session: Session, bank: Bank, interview: str, hints: bool, minutes: int | None) -> dict[str, Any]:
    """The plan of a reported round. Raises UnknownId, Usage where a part of it is not written."""
    rounds = session.catalog.interviews
    if interview not in rounds:
        raise UnknownId(interview, nearest(interview, rounds), Text("interview", "面试"))
    round = rounds[interview]
    items = [(id, planned(session, bank, id)) for id in round.items]
    missing = [id for id, item in items if item is None]
    if missing:
        told = Text("{} cannot be played: it asks {}, and that is not written, or has faults: drill lint", "{} 还不能进行：其中的 {} 尚未写好，或有错误：drill lint")
        raise Usage(told.format(interview, ", ".join(missing)))
    own = set(round.items)
    chosen = [item for _, item in items if item is not None]
    for item in chosen:  # what the round itself asks is not a follow-up too
        if "follow_up" in item:
            item["follow_up"] = [follow_up for follow_up in item["follow_up"] if follow_up["id"] not in own]
    return plan(interview, round.title, minutes or round.minutes, hints, chosen)


def random_plan(
    session: Session, bank: Bank, minutes: int, hints: bool, topic: str | None, level: str | None, random: Random
) -> dict[str, Any]:
    """The plan of a random interview. Raises Usage where nothing fits."""
    candidates = [
        Candidate(question.id, question.form, question.topic, question.level, question.minutes)
        for question in (ask.fitting(session, bank, None, None, None))
    ]
    entries = [entry for entry in session.catalog.index.values() if not entry.faulty]
    candidates += [Candidate(entry.id, "problem", entry.topic, entry.level, entry.minutes) for entry in entries]
    for name, wanted in (("topic", topic), ("level", level)):
        known = sorted({getattr(item, name) for item in candidates})
        if wanted and wanted not in known:
            told = Text("Nothing fits {} {}. Known: {}.", "没有符合 {} {} 的内容。可选：{}。")
            raise Usage(told.format(name, wanted, ", ".join(known)))
        candidates = [item for item in candidates if not wanted or getattr(item, name) == wanted]
    touched = {
        id: datetime.fromtimestamp(state.touched, session.now().tzinfo)
        for id, state in session.history.progress_of_all().items()
        if state.touched is not None
    }
    ids = mock.mix(candidates, minutes, touched, session.now(), random)
    if not ids:
        told = Text("Nothing fits {} minutes that was not practised in the last {} days.", "没有适合 {} 分钟、且最近 {} 天没有练过的内容。")
        raise Usage(told.format(minutes, mock.REPEAT_DAYS))
    own = set(ids)
    chosen = [item for id in ids if (item := planned(session, bank, id)) is not None]
    for item in chosen:
        if "follow_up" in item:
            item["follow_up"] = [follow_up for follow_up in item["follow_up"] if follow_up["id"] not in own][:1]
    return plan("", Text("Random interview", "随机面试"), minutes, hints, chosen)


def plan(interview: str, title: Text, minutes: int, hints: bool, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "interview": interview, "title": [title.en, title.zh], "minutes": minutes, "hints": hints, "items": list(items),
        "seed": os.urandom(4).hex(),
    }  # fmt: skip


class Room:
    """One interview that goes on, or that has ended and is looked back on."""

    def __init__(self, session: Session, id: str):
        self.session, self.bank = session, ask.bank_of(session)
        self.events = session.history.mock_events(id)
        self.state = mock.folded(self.events)
        self.problems: dict[str, Problem] = {}
        self.notices: list[str] = []  # what the candidate has to be told

    @classmethod
    def opened(cls, session: Session, plan: Mapping[str, Any]) -> "Room":
        """Begin an interview."""
        begin = MockEvent(new_id()[:ID_LENGTH], 0, session.now(), "begin", plan)
        session.history.record_mock(begin)
        room = cls(session, begin.mock)
        room.settle()
        return room

    @property
    def item(self) -> Item | None:
        return self.state.item

    @property
    def over(self) -> bool:
        return self.state.ended is not None

    # Storing

    def store(self, events: Sequence[MockEvent], attempt: Attempt | None = None) -> None:
        """Store events one by one, each in a transaction of its own; the attempt goes with the first."""
        for event in events:
            if event.kind == "open":
                try:
                    self.prepare(self.state.items[event.detail["item"]])
                except Fault as fault:  # it cannot be asked: the interview goes on without it
                    self.notices.append(fault.args[0] if fault.args else str(fault))
                    self.store([mock.made(self.state, "void", event.at, event.detail)])
                    self.settle()
                    return
            self.session.history.record_mock(event, attempt)
            attempt = None
            self.events.append(event)
            self.state = mock.fold(self.state, event)
        found = mock.schedule(self.state, self.session.now())
        if found is not None:
            event, missed = found
            notes = [Event("missed", id, event.at, {"mock": self.state.id}) for id in missed]
            self.session.history.record_mock(event, None, notes)
            self.events.append(event)
            self.state = mock.fold(self.state, event)

    def settle(self) -> None:
        """Let happen what happens by itself: time up, the next item."""
        self.store(mock.settle(self.state, self.session.now()))

    def act(self, kind: str, **detail: Any) -> None:
        """Raises mock.Refused."""
        self.store(mock.act(self.state, kind, self.session.now(), **detail))

    # Questions

    def asked(self, place: int) -> quiz.Asked:
        """The question of an item as it is put in this interview. Raises UnknownId, SpecError."""
        return quiz.draw(self.bank.load(self.state.items[place].id), self.state.seed)

    def answer(self, text: str) -> None:
        """Answer the current question. Right or wrong is told at the end. Raises quiz.Unclear, mock.Refused."""
        place, now = self.state.current, self.session.now()
        if place is None or mock.is_up(self.state, now):
            self.settle()
            return
        asked = self.asked(place)
        meant = ask.read_answer(asked, text)
        seconds = mock.spent(self.state, place, now)
        if asked.question.form == "open":
            detail: dict[str, Any] = {"answer": text.strip(), "score": None, "passed": False}
            self.store(mock.act(self.state, "answer", now, **detail))
            return
        grade = quiz.grade(asked, meant)
        detail = {
            "answer": text.strip(), "score": grade.score, "passed": grade.passed,
            "points": [[point.name.en, point.name.zh, point.right] for point in grade.points],
        }  # fmt: skip
        events = mock.act(self.state, "answer", now, **detail)
        graded = events[0].kind == "answer"
        self.store(events, ask.attempt_of(asked, grade, text, now, seconds) if graded else None)

    def mark(self, place: int, ticked: frozenset[int]) -> None:
        """Mark an open answer."""
        asked, item, now = self.asked(place), self.state.items[place], self.session.now()
        grade = quiz.grade_open(asked, ticked)
        detail = {
            "item": place, "score": grade.score, "passed": grade.passed,
            "points": [[point.name.en, point.name.zh, point.right] for point in grade.points],
        }  # fmt: skip
        events = mock.act(self.state, "mark", now, **detail)
        self.store(events, ask.attempt_of(asked, grade, str(item.answer), now, item.spent))

    # Problems

    def problem(self, place: int) -> Problem:
        """Raises SpecError."""
        id = self.state.items[place].id
        if id not in self.problems:
            self.problems[id] = self.session.catalog.load(id)
        return self.problems[id]

    def path(self, place: int) -> Path:
        return self.session.workspace.path(self.state.items[place].id)

    def prepare(self, item: Item) -> None:
        """The first time that a problem is opened: its file holds the stub. What it held before is kept as a backup."""
        if not item.is_problem or item.opened:
            return
        problem = self.session.catalog.load(item.id)
        placed = self.session.workspace.place(problem)
        if not placed.created and placed.path.read_bytes() != workspace.start(problem).encode():
            self.session.workspace.reset(problem, self.session.now())
        self.session.history.note("next", problem.id, self.session.now(), mock=self.state.id)

    def untouched(self, place: int) -> bool:
        try:
            return self.path(place).read_bytes() == workspace.start(self.problem(place)).encode()
        except OSError:
            return True

    def check(self, place: int) -> check.Graded | None:
        """Check the file of a problem. None: the time was up before it was asked for. Raises Fault."""
        asked_at = self.session.now()
        self.settle()
        if self.over:
            return None
        graded = check.run(self.session, self.session.catalog.find(self.state.items[place].id), self.path(place))
        if graded.attempt is not None:
            attempt = graded.attempt
            self.store(mock.act(
                self.state, "check", asked_at, item=place, attempt=attempt.id, passed=attempt.passed, score=attempt.score,
                failed=attempt.failed, diagnoses=list(attempt.diagnoses),
            ))  # fmt: skip
        return graded

    def hints(self, place: int) -> list[str]:
        """The hints taken so far, with one more. Raises mock.Refused."""
        all = self.problem(place).hints
        if self.state.items[place].hints < len(all):
            self.act("hint")
            self.session.history.note("hint", self.state.items[place].id, self.session.now(), number=self.state.items[place].hints)
        return [hint.of(self.session.language) for hint in all[: self.state.items[place].hints]]
