"""watch: check again after each save, on a screen with keys or, without a terminal, one scorecard after another."""

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drill import schedule, watch, workspace
from drill.commands import check, practice
from drill.history import Progress
from drill.session import PASSED, Session
from drill.words import STATUSES
from graders.types import Problem
from graders.vocabulary import Fault, Text


def run(session: Session, id: str | None) -> int:
    desk = Desk(session, id)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb" or session.options.json:
        return plain(session, desk)
    from drill.render import live

    return live.run(desk, session.language)


class Desk:
    """The problem at hand and what can be done with it. All of it happens in one thread: the history belongs to it."""

    def __init__(self, session: Session, id: str | None):
        self.session = session
        self.problem = self.take(session.problem_id(id))

    @property
    def path(self) -> Path:
        return self.session.workspace.path(self.problem.id)

    def take(self, id: str) -> Problem:
        """Turn to a problem; its file is placed if there is none."""
        self.problem = self.session.catalog.load(id)
        placed = self.session.workspace.place(self.problem)
        if placed.created or self.progress().status == "new":
            self.session.history.note("next", id, self.session.now())
        return self.problem

    def progress(self) -> Progress:
        return self.session.history.progress(self.problem.id)

    def untouched(self) -> bool:
        """The file is as it was placed: nothing to check yet."""
        try:
            return self.path.read_bytes() == workspace.start(self.problem).encode()
        except OSError:
            return True

    def grade(self) -> check.Graded:
        return check.run(self.session, self.session.catalog.find(self.problem.id), self.path)

    def page(self, graded: check.Graded, steps: Sequence[tuple[str, Text]] = ()) -> Any:
        return check.page(self.session, graded, steps)

    def prompt(self) -> Any:
        from drill.render import prompt

        status = STATUSES[self.progress().status]
        return prompt.page(self.problem, status, self.session.shown_path(self.path), self.session.language)

    def hints(self) -> tuple[list[str], int]:
        """The hints taken so far with one more, and how many there are."""
        taken = self.progress().hints
        if taken < len(self.problem.hints):
            self.session.history.note("hint", self.problem.id, self.session.now(), number=taken + 1)
        return [hint.of(self.session.language) for hint in self.problem.hints[: taken + 1]], len(self.problem.hints)

    def may_show(self) -> bool:
        return practice.open_to_show(self.progress())

    def solution(self) -> str:
        """The reference; counts as given up unless the problem is over."""
        if not self.may_show():
            self.session.history.note("given_up", self.problem.id, self.session.now())
        self.session.history.note("solution", self.problem.id, self.session.now())
        return self.problem.reference

    def reset(self) -> None:
        self.session.workspace.reset(self.problem, self.session.now())
        self.session.history.note("reset", self.problem.id, self.session.now())
        self.session.history.note("next", self.problem.id, self.session.now())

    def next(self) -> schedule.Choice:
        choice = practice.choose(self.session, None, None, None, None, None, due=False)
        self.take(choice.problem)
        self.session.history.note("next", self.problem.id, self.session.now())
        return choice

    def rows(self) -> list[tuple[str, str, str]]:
        """(id, status, title) of every problem."""
        progress = self.session.history.progress_of_all()
        return [
            (
                entry.id,
                self.session.words(STATUSES[progress.get(entry.id, Progress()).status]),
                self.session.words(entry.title),
            )
            for entry in self.session.catalog.index.values()
        ]


def plain(session: Session, desk: Desk) -> int:
    """One scorecard after each save, until it passes or Ctrl-C."""
    stop = threading.Event()
    told = Text("Watching {}. Ctrl-C leaves.", "正在监视 {}。按 Ctrl-C 退出。")
    session.say(told.format(session.shown_path(desk.path)))
    warm = threading.Thread(target=watch.keep_warm, args=(desk.problem.library, stop), daemon=True)
    warm.start()
    try:
        seen = watch.stamp(desk.path)
        if not desk.untouched() and checked(session, desk):
            return PASSED
        for _ in watch.saves(desk.path, stop, seen):
            if checked(session, desk):
                return PASSED
    finally:
        stop.set()
    raise KeyboardInterrupt  # the watch ends by itself only when it is interrupted


def checked(session: Session, desk: Desk) -> bool:
    """Check once and report; whether it passed."""
    try:
        graded = desk.grade()
    except Fault as fault:
        session.say(fault.args[0])
        return False
    check.report(session, graded)
    return graded.card.passed
