"""The timed interview: its rules with a clock that is told, its storage under kill -9, and what shows it."""

import asyncio
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from drill import mock, watch
from drill.commands import mock as command
from drill.commands import room as rooms
from drill.commands.room import Room
from drill.history import History, MockEvent
from drill.mock import Candidate, Refused, State
from drill.session import Options, Session
from graders import judge
from graders.types import Check, Fault, Problem, Scorecard, Text, Verdict
from tests.conftest import ROOT, Ran
from tests.interviewing import START, Clock, at, furnish, planned

Drill = Callable[..., Ran]
QUESTIONS = (("q1", "choice", 2), ("p", "problem", 10), ("q2", "open", 3))


class Game:
    """An interview in memory."""

    def __init__(self, *items: tuple[str, str, int], **rest: Any):
        self.events = mock.start("m", planned(*(items or QUESTIONS), **rest), START)
        self.state = mock.folded(self.events)

    def add(self, events: list[MockEvent]) -> "Game":
        for event in events:
            assert event.number == self.state.count
            self.events.append(event)
            self.state = mock.fold(self.state, event)
        return self

    def act(self, kind: str, minute: float, **detail: Any) -> "Game":
        return self.add(mock.act(self.state, kind, at(minute), **detail))

    def answer(self, minute: float, score: float | None = 1.0) -> "Game":
        return self.act("answer", minute, answer="a", score=score, passed=score == 1.0)

    def check(self, minute: float, passed: bool, item: int = 1, mistakes: tuple[str, ...] = ()) -> "Game":
        return self.act("check", minute, item=item, attempt="x", passed=passed, score=float(passed), failed="", diagnoses=list(mistakes))

    def settle(self, minute: float) -> "Game":
        return self.add(mock.settle(self.state, at(minute)))

    @property
    def statuses(self) -> list[str]:
        return [item.status for item in self.state.items]


# The rules


def test_from_the_first_item_to_the_last() -> None:
    game = Game()
    assert game.state.current == 0 and game.state.items[0].opened
    game.answer(1)
    assert game.state.current == 1 and game.statuses == ["done", "waiting", "waiting"]
    game.check(5, False, mistakes=("m1",)).check(6, False, mistakes=("m1", "m2")).check(8, True)
    assert game.state.current == 2 and game.state.items[1].attempts == 3 and game.state.items[1].mistakes == ("m1", "m2")
    game.answer(9, None)
    assert game.state.ended == at(9) and game.state.reason == "finished" and game.state.unmarked == [2]
    assert [item.spent for item in game.state.items] == [60.0, 420.0, 60.0]
    game.act("mark", 100, item=2, score=0.75, passed=True)
    assert game.state.unmarked == [] and game.state.items[2].score == 0.75 and game.state.ended == at(9)
    with pytest.raises(Refused):
        game.answer(10)


def test_skipped_items_come_back_last() -> None:
    game = Game().act("skip", 1)
    assert game.state.current == 1
    game.act("skip", 2)
    assert game.state.current == 2
    game.answer(3)
    assert game.state.current == 0  # what was skipped, in order
    game.act("skip", 4)
    assert game.state.current == 1
    game.check(5, True)
    assert game.state.current == 0 and game.state.items[0].spent == 120.0
    with pytest.raises(Refused):
        game.act("skip", 6)  # nothing else is left
    assert game.answer(6).state.reason == "finished"


def test_turning_to_an_item() -> None:
    game = Game().act("open", 1, item=2)
    assert game.state.current == 2 and game.statuses == ["skipped", "waiting", "waiting"]
    game.answer(2)
    assert game.state.current == 1  # not asked yet comes before skipped
    game.act("open", 3, item=0)
    assert game.state.current == 0 and game.act("open", 3, item=0).state.count == len(game.events)
    for place in (2, 3, -1):
        with pytest.raises(Refused):
            game.act("open", 4, item=place)


def test_a_solved_problem_brings_its_follow_up() -> None:
    game = Game(follow="f")
    assert game.statuses == ["waiting", "waiting", "hidden", "waiting"] and game.state.left == [0, 1, 3]
    with pytest.raises(Refused):
        game.act("open", 0.5, item=2)
    game.answer(1).check(4, False)
    assert game.state.items[2].status == "hidden"
    game.check(5, True)
    assert game.state.current == 2 and [mock.label(game.state, i) for i in range(4)] == ["1", "2", "2a", "3"]
    game.answer(6).answer(7)
    assert game.state.reason == "finished"
    unsolved = Game(follow="f").answer(1).act("skip", 2).answer(3).act("end", 4, reason="finished")
    assert unsolved.state.items[2].status == "hidden"


def test_time_up_ends_it_wherever_it_is() -> None:
    game = Game(minutes=20).answer(5)
    assert mock.remaining(game.state, at(12)) == timedelta(minutes=8)
    assert not mock.is_up(game.state, at(19.999)) and mock.settle(game.state, at(19.999)) == []
    game.settle(27)  # nobody looked for seven minutes
    assert game.state.ended == at(20) and game.state.reason == "time_up" and game.state.items[1].spent == 15 * 60
    assert mock.remaining(game.state, at(99)) == timedelta()


def test_an_action_after_the_deadline_only_ends_it() -> None:
    game = Game(minutes=20).answer(20.01)
    assert game.state.reason == "time_up" and game.state.items[0].answer is None
    assert Game(minutes=20).act("skip", 30).state.ended == at(20)
    assert Game(minutes=20).act("pause", 30).state.ended == at(20)


def test_a_check_counts_if_it_was_asked_for_in_time() -> None:
    game = Game(minutes=20).answer(5)
    game.check(19.9, True)  # its verdict came late; its time is when it was asked for
    assert game.state.items[1].passed and game.state.current == 2
    late = Game(minutes=20).answer(5).settle(21)
    late.check(19.9, True)  # the clock ended it before the verdict came
    assert late.state.items[1].passed and late.state.reason == "time_up" and late.state.ended == at(20)
    with pytest.raises(Refused):
        late.check(20.1, True)
    assert Game(minutes=20).answer(5).check(20.1, True).state.items[1].attempts == 0


def test_a_pause_stops_the_clock_and_is_logged() -> None:
    game = Game(minutes=20).act("pause", 5)
    assert game.state.paused_at == at(5) and not game.state.running
    assert mock.remaining(game.state, at(500)) == timedelta(minutes=15) and mock.settle(game.state, at(500)) == []
    for kind, detail in (("answer", {"answer": "a", "score": 1.0, "passed": True}), ("skip", {}), ("pause", {}), ("open", {"item": 2})):
        with pytest.raises(Refused):
            game.act(kind, 6, **detail)
    game.act("resume", 65)
    assert mock.deadline(game.state) == at(80) and game.state.pauses == 1 and game.state.paused == timedelta(minutes=60)
    assert mock.spent(game.state, 0, at(67)) == 7 * 60
    game.answer(67).settle(80)
    assert game.state.ended == at(80) and mock.elapsed(game.state, at(90)) == timedelta(minutes=20)
    with pytest.raises(Refused):
        Game().act("resume", 1)


def test_no_code_is_checked_in_a_pause() -> None:
    game = Game(minutes=20).answer(1).act("pause", 5)
    with pytest.raises(Refused):
        game.check(6, True)
    game.check(4.9, True)  # it was asked for before
    assert game.state.items[1].passed and game.state.current is None
    assert game.act("resume", 10).state.current == 2


def test_hints_are_off_unless_asked_for() -> None:
    with pytest.raises(Refused):
        Game().answer(1).act("hint", 2)
    game = Game(hints=True)
    with pytest.raises(Refused):
        game.act("hint", 1)  # a question has none
    assert game.answer(1).act("hint", 2).state.items[1].hints == 1


def test_kinds_are_not_confused() -> None:
    game = Game()
    with pytest.raises(Refused):
        game.check(1, True, item=0)
    with pytest.raises(Refused):
        game.check(1, True)  # it was not asked yet
    with pytest.raises(Refused):
        game.answer(1).answer(2)  # a problem is checked
    with pytest.raises(Refused):
        game.act("mark", 3, item=2, score=1.0, passed=True)


def test_a_clock_that_goes_back_does_no_harm() -> None:
    game = Game(minutes=20).answer(5).act("skip", 3)
    assert game.state.last == at(5) and game.state.items[1].spent == 0.0
    assert mock.remaining(game.state, at(2)) == timedelta(minutes=15)
    game.answer(6)
    assert [event.at for event in game.events] == sorted(event.at for event in game.events)


def test_abandoning_in_a_pause() -> None:
    game = Game().act("pause", 1).act("end", 100, reason="abandoned")
    assert game.state.reason == "abandoned" and mock.elapsed(game.state, at(200)) == timedelta(minutes=1)


def test_an_item_that_cannot_be_asked_is_left_out() -> None:
    game = Game()
    game.add([mock.made(game.state, "void", at(1), {"item": 1})]).answer(2)
    assert game.state.current == 2 and game.state.left == [2]


def test_what_was_missed_is_scheduled_once() -> None:
    game = Game().answer(1).act("skip", 2)
    assert mock.schedule(game.state, at(3)) is None
    game.act("end", 3, reason="finished")
    found = mock.schedule(game.state, at(4))
    assert found is not None and found[1] == ["p", "q2"]
    assert mock.schedule(game.add([found[0]]).state, at(5)) is None


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done_the_books_balance(seed: int) -> None:
    """A random walk: the time of all items and pauses is the time that passed, and the fold of all events is the state."""
    dice = random.Random(seed)
    game, minute = Game(*QUESTIONS, ("q3", "number", 2), ("p2", "problem", 5), minutes=20, follow="f", hints=True), 0.0
    for _ in range(60):
        minute += dice.random()
        kind = dice.choice(("answer", "skip", "open", "pause", "resume", "check", "hint", "settle"))
        try:
            if kind == "answer":
                game.answer(minute, dice.choice((0.0, 1.0, None)))
            elif kind == "check":
                game.check(minute, dice.random() < 0.3, item=dice.randrange(len(game.state.items)))
            elif kind == "settle":
                game.settle(minute)
            else:
                game.act(kind, minute, **({"item": dice.randrange(7)} if kind == "open" else {}))
        except Refused:
            continue
        state = game.state
        assert state == mock.folded(game.events)
        now = at(minute)
        items = sum(mock.spent(state, i, state.ended or now) for i in range(len(state.items)))
        assert abs(items - mock.elapsed(state, now).total_seconds()) < 1e-3
        assert mock.elapsed(state, now) <= timedelta(minutes=20)
        if state.ended is None:
            assert (state.current is not None) != (state.paused_at is not None and state.current is None)
        total = sum((stretch.end - stretch.start).total_seconds() for stretch in mock.stretches(game.events, state.ended or now))
        assert abs(total - ((state.ended or now) - START).total_seconds()) < 1e-3


def test_the_countdown_is_the_wall_clock() -> None:
    game = Game(minutes=60)
    for second in range(0, 3600, 7):
        now = START + timedelta(seconds=second)
        game.add(mock.settle(game.state, now))
        assert mock.remaining(game.state, now).total_seconds() == 3600 - second


# Random interviews

POOL = [
    Candidate(f"{kind}_{topic}_{i}", kind, topic, ("easy", "medium", "hard")[i % 3], 15 + 5 * i if kind == "problem" else 2 + i)
    for kind in ("choice", "number", "open", "problem")
    for topic in ("a", "b", "c", "d")
    for i in range(3)
]


@pytest.mark.parametrize("minutes", [5, 15, 20, 30, 45, 60, 90, 120])
def test_a_mix_fits_its_time(minutes: int) -> None:
    by_id = {item.id: item for item in POOL}
    for seed in range(20):
        ids = mock.mix(POOL, minutes, {}, START, random.Random(seed))
        chosen = [by_id[id] for id in ids]
        total = sum(item.minutes for item in chosen)
        total += mock.FOLLOW_UP_MINUTES * sum(item.kind == "problem" for item in chosen)
        assert len(set(ids)) == len(ids) and total <= minutes and (total >= minutes - 2 or minutes > 90)
        kinds = [item.kind for item in chosen]
        assert ("problem" in kinds) is (minutes >= 30)  # the shortest problem takes 15 minutes, 0.6 of 25
        assert kinds == sorted(kinds, key=lambda kind: kind == "problem")
        levels = [mock.HARDNESS[item.level] for item in chosen if item.kind != "problem"]
        assert levels == sorted(levels)
        if minutes >= 45:
            assert len({item.topic for item in chosen}) == 4


def test_what_was_practised_in_the_last_days_is_not_asked() -> None:
    recent = {item.id: START - timedelta(days=6.9) for item in POOL if item.topic != "a"}
    old = {item.id: START - timedelta(days=7.1) for item in POOL if item.topic == "a"}
    ids = mock.mix(POOL, 60, recent | old, START, random.Random(1))
    assert ids and all("_a_" in id for id in ids)
    assert mock.mix(POOL, 60, {item.id: START for item in POOL}, START, random.Random(1)) == []


# Storage


def test_events_come_back_as_they_went(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    game = Game().answer(1).check(2, True).answer(3, None)
    for event in game.events:
        history.record_mock(event)
    assert history.mock_events("m") == game.events
    assert [(begin.mock, end is not None) for begin, end in history.mocks()] == [("m", True)]
    with pytest.raises(Fault, match="another window"):
        history.record_mock(game.events[-1])
    lines = list(history.export())
    other = History(tmp_path / "other.db")
    assert other.import_(lines) == (len(game.events), 0) and other.import_(lines) == (0, len(game.events))
    assert other.mock_events("m") == game.events


KILLED = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from drill import mock
from drill.history import Attempt, Event, History
history = History(Path(sys.argv[1]))
for begun, end in history.mocks():
    state = mock.folded(history.mock_events(begun.mock))
print("ready", state.count, flush=True)
while True:
    now = datetime.now(UTC)
    if state.current is None:
        events = mock.settle(state, now)  # killed between a skip and what follows it
    elif state.item.kind == "problem":
        events = mock.act(state, "skip", now)
    else:
        events = mock.act(state, "open", now, item=(state.current + 1) % len(state.items))
    for event in events:
        history.record_mock(event, Attempt("q", now, True, 1.0, 1.0, "ask"), [Event("missed", "p", now)])
        state = mock.fold(state, event)
        print(state.count, flush=True)
"""


def test_a_hundred_kills_lose_no_event_that_was_shown(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    history = History(path)
    items = [("p0", "problem", 5), *((f"q{i}", "choice", 1) for i in range(4)), ("p1", "problem", 5)]
    for event in mock.start("m", planned(*items, minutes=600), mock.datetime.now(mock.UTC)):
        history.record_mock(event)
    history.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    dice = random.Random(7)

    def spawn() -> "subprocess.Popen[str]":
        return subprocess.Popen([sys.executable, "-S", "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)

    shown, run = 0, spawn()
    for number in range(100):
        assert run.stdout is not None
        word, _, count = run.stdout.readline().partition(" ")
        assert word == "ready" and int(count) >= shown, (number, word, count, shown)
        time.sleep(dice.random() * 0.05)
        os.kill(run.pid, signal.SIGKILL)
        for line in run.stdout.read().split("\n")[:-1]:
            shown = int(line)
        run.wait()
        run.stdout.close()
        run = spawn() if number < 99 else run
    state = mock.folded(history.mock_events("m"))
    assert state.count >= shown > 200
    assert [event.number for event in history.mock_events("m")] == list(range(state.count))
    assert history.integrity() == ""
    # What came with an event is there exactly if the event is.
    assert history.progress("q").attempts == state.count - 2


# The room


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A judge that passes what holds "right"."""

    def grade(problem: Problem, source: bytes, **rest: object) -> Scorecard:
        del rest
        id = problem if isinstance(problem, str) else problem.id
        verdict = Verdict.PASS if b"right" in source else Verdict.WRONG
        return Scorecard(id, (Check(Text("cases: two"), verdict, "", "cases"),))

    from drill import judging

    monkeypatch.setattr(judge, "grade", grade)
    monkeypatch.setattr(judging, "grade", lambda id, source, **rest: grade(id, source))
    monkeypatch.setattr(watch, "keep_warm", lambda library, stop: None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(home: Path, data: Path, clock: Clock, graded: None) -> Session:
    furnish(data)
    return Session(Options(), clock)


def opened(session: Session, interview: str = "mixed_round", hints: bool = False) -> Room:
    return Room.opened(session, {**rooms.replay(session, command.ask.bank_of(session), interview, hints, None), "seed": "s"})


def test_a_room_plays_a_round(session: Session, clock: Clock, home: Path) -> None:
    (home / "double.py").parent.mkdir(parents=True, exist_ok=True)
    (home / "double.py").write_text("right, from last week")
    room = opened(session)
    assert [item.id for item in room.state.items] == ["colours", "double", "one_colour", "cache_size", "why_pages"]
    clock.on(1)
    right = "".join(command.quiz.LETTERS[i] for i, option in enumerate(room.asked(0).options) if option.right)
    room.answer(right)
    assert room.state.items[0].score == 1.0 and room.item is not None and room.item.id == "double"
    assert "raise NotImplementedError" in (home / "double.py").read_text()  # last week's answer is a backup now
    assert session.workspace.undo("double", clock()) is not None
    clock.on(1)
    (home / "double.py").write_text("wrong")
    graded = room.check(1)
    assert graded is not None and not graded.card.passed
    (home / "double.py").write_text("right")
    clock.on(1)
    room.check(1)
    assert room.item is not None and room.item.id == "one_colour" and room.state.items[1].attempts == 2
    progress = session.history.progress("double")
    assert progress.status == "solved" and progress.rounds[-1].seconds == 120.0
    room.answer("abc")
    with pytest.raises(command.quiz.Unclear):
        room.answer("many")
    room.answer("1")
    assert room.item is not None and room.item.id == "why_pages"
    clock.on(1)
    room.answer("Less fragmentation, by a block table.")
    assert room.over and room.state.unmarked == [4] and room.state.reason == "finished"
    assert session.history.progress("why_pages").attempts == 0
    room.mark(4, frozenset({0, 1}))
    assert session.history.progress("why_pages").rounds[-1].failures == 3 and room.state.items[4].passed
    again = Room(session, room.state.id)
    assert again.state == room.state and rooms.unfinished(session) is None
    assert session.history.progress("colours").rounds[-1].seconds == 60.0
    assert session.history.progress("one_colour").rounds[-1].gave_up


def test_time_up_while_away(session: Session, clock: Clock) -> None:
    room = opened(session)
    clock.on(3)
    room.act("skip")
    clock.on(500)
    again = command.resumed(session)
    assert again.over and again.state.reason == "time_up" and again.state.ended == at(10)
    assert session.history.progress("double").rounds[-1].gave_up and session.history.progress("double").status != "given_up"
    assert session.history.progress("colours").rounds[-1].gave_up and session.history.progress("cache_size").rounds == ()


def test_a_problem_with_a_broken_spec_is_left_out(session: Session, data: Path) -> None:
    room = opened(session)
    spec = data / "problems" / "numbers" / "double.yaml"
    spec.write_text(spec.read_text(encoding="utf-8").replace("tolerance", "x") + "unheard_of: 1\n", encoding="utf-8")
    room.answer("a")
    assert room.item is not None and room.item.id == "cache_size" and "unheard_of" in room.notices[0]


def test_hints_in_the_room(session: Session) -> None:
    room = opened(session, hints=True)
    room.answer("a")
    assert [len(room.hints(1)) for _ in range(3)] == [1, 2, 2] and room.state.items[1].hints == 2
    assert session.history.progress("double").hints == 2


# The command, line by line


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def type_(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return type_


def test_a_whole_round_line_by_line(drill: Drill, data: Path, home: Path, graded: None, typed: Callable[[str], None]) -> None:
    furnish(data)
    typed("a b c d\n:items\n:skip\nmany\n16\nIt fragments less.\nAnd it shares.\n.\n:hint\n:pause\nx\n\n:go 9\n:finish\n1 3\n")
    ran = drill("mock", "mixed_round", "--plain", "--seed", "s")
    assert "Which of these are colours?" in ran.out and "A mixed round" in ran.out and "Why pages?" in ran.out
    assert "A number is expected" in ran.err and "There are no hints" in ran.err and "Paused" in ran.err and "no item '9'" in ran.err
    assert "perhaps: 'fragment'" in ran.out and "no hire" in ran.out and "drill next double" in ran.out
    assert ran.code == 1
    document = json.loads(drill("report", "--json").out)
    assert [item["outcome"] for item in document["items"]][:2] == ["wrong", "unanswered"]
    assert document["items"][-1]["score"] == pytest.approx(2 / 3) and document["pauses"] == 1 and document["rating"] == "no_hire"


def test_leaving_and_coming_back(drill: Drill, data: Path, graded: None, typed: Callable[[str], None]) -> None:
    furnish(data)
    typed("a\n")
    left = drill("mock", "mixed_round", "--plain")
    assert left.code == 1 and "The clock runs on. drill mock --resume comes back." in left.err
    assert "An interview goes on" in drill("mock", "--plain").err and "drill mock --resume" in drill().out
    typed(":quit\n")
    assert "Double a number" in drill("mock", "--resume", "--plain").out
    typed(":finish\n")
    back = drill("mock", "--resume", "--plain", "--lang", "zh")
    assert "面试结束" in back.err and "不录用" in back.out and "返回" in back.out
    gone = drill("mock", "--resume", "--plain")
    assert gone.code == 2 and "No interview goes on" in gone.err


def test_saved_files_are_checked_in_the_plain_mode(home: Path, data: Path) -> None:
    furnish(data)
    run = subprocess.Popen(
        [sys.executable, "-m", "drill", "mock", "mixed_round", "--plain"], cwd=ROOT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdin is not None and run.stdout is not None
    run.stdin.write(":skip\n")
    run.stdin.flush()
    while "Your file:" not in run.stdout.readline():
        assert run.poll() is None
    time.sleep(0.2)
    (home / "double.py").write_text("def double(x):\n    return x * x\n")
    seen = ""
    while "It squares the number." not in seen:
        line = run.stdout.readline()
        assert line
        seen += line
    (home / "double.py").write_text("def double(x):\n    return x + x\n")
    while "Which one is a colour?" not in seen:  # the follow-up
        line = run.stdout.readline()
        assert line
        seen += line
    out, _ = run.communicate(":finish\n", timeout=60)
    assert "solved" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["mock", "nothing_like_it", "--plain"], "No interview is called 'nothing_like_it'."),
        (["mock", "mixed_rond", "--plain"], "Did you mean mixed_round"),
        (["mock", "broken_round", "--plain"], "broken_round cannot be played: it asks nobody_wrote_this, and that is not written"),
        (["mock", "--minutes", "0", "--plain"], "--minutes: from 1 to 600."),
        (["mock", "--minutes", "1", "--topic", "objects", "--level", "medium", "--plain", "--json"], ""),
        (["mock", "--topic", "nope", "--plain"], "Nothing fits topic nope. Known: numbers, objects."),
        (["mock", "mixed_round", "--topic", "numbers", "--plain"], "--topic and --level are for random interviews."),
        (["mock", "mixed_round"], "There is no terminal for the screen; --plain"),
        (["mock", "--resume", "--plain"], "No interview goes on."),
        (["mock", "--abandon"], "No interview goes on."),
        (["report"], "No interview yet."),
        (["interview", "nope"], "drill interview list"),
        (["interview", "show"], "Which interview?"),
        (["interview", "show", "mixed_roun"], "Did you mean mixed_round"),
    ],
)
def test_what_cannot_work_is_told_in_one_line(drill: Drill, data: Path, words: list[str], told: str, typed: Callable[[str], None]) -> None:
    furnish(data)
    typed("")
    ran = drill(*words)
    if told:
        assert ran.code == 2 and told in ran.err and ran.err.count("\n") <= 2 and "Traceback" not in ran.err
    else:
        assert ran.code == 1 and "comes back" in ran.err


def test_abandoning(drill: Drill, data: Path, typed: Callable[[str], None]) -> None:
    furnish(data)
    typed("a\n:quit\n")
    drill("mock", "mixed_round", "--plain")
    ran = drill("mock", "--abandon")
    assert ran.code == 0 and "not rated" in ran.out and "abandoned" in ran.out
    document = json.loads(drill("report", "--json").out)
    assert document["reason"] == "abandoned" and document["rating"] is None


def test_interviews_are_listed(drill: Drill, data: Path) -> None:
    furnish(data)
    rows = [line.split("\t") for line in drill("interview", "list").out.splitlines()]
    assert rows[0] == ["some_round", "Some company", "Engineer", "2025", "60", "counter a_question", "It went well."]
    listed = json.loads(drill("interview", "list", "--json", "--lang", "zh").out)["interviews"]
    assert listed[0]["company"] == "某公司" and listed[0]["outcome"] == "表现不错。" and listed[2]["missing"] == ["nobody_wrote_this"]
    assert "Not written yet: nobody_wrote_this" in drill("interview", "show", "broken_round").out


def test_the_seven_rounds_of_this_repository_are_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRILL_DATA", str(ROOT))
    from drill import catalog

    found = catalog.default().interviews
    assert len(found) == 7
    for interview in found.values():
        assert interview.company and interview.role and interview.outcome and interview.outcome.zh != interview.outcome.en


# Questions by themselves


def test_asking_without_a_terminal(drill: Drill, data: Path, home: Path) -> None:
    furnish(data)
    paper = json.loads(drill("ask", "colours", "--json", "--seed", "5").out)["questions"][0]
    assert paper["many"] and set(paper["options"]) == set("abcd") and "right" not in json.dumps(paper)
    right = ",".join(letter for letter, text in paper["options"].items() if text in ("red", "blue"))
    ran = drill("ask", "colours", "--seed", "5", "--answer", right, "--json")
    answer = json.loads(ran.out)["answers"][0]
    assert ran.code == 0 and answer["passed"] and answer["score"] == 1.0
    wrong = drill("ask", "colours", "--seed", "5", "--answer", "a b c d")
    assert wrong.code == 1 and "Seven is a number." in wrong.out and "A box of crayons" in wrong.out
    history = History(home / ".drill" / "history.db")
    assert [round.gave_up for round in history.progress("colours").rounds] == [False, True]
    assert history.current() is None  # a question is not the problem at hand
    assert "--points" in drill("ask", "why_pages", "--answer", "x").err
    assert drill("ask", "why_pages", "--answer", "It shares.", "--points", "3").code == 1
    assert drill("ask", "why_pages", "--answer", "It shares.", "--points", "1,3").code == 0
    assert "Answer with letters" in drill("ask", "colours", "--answer", "z").err
    assert "Did you mean colours" in drill("ask", "colour").err
    assert "No topic x" in drill("ask", "--topic", "x").err


def test_a_run_of_questions(drill: Drill, data: Path, typed: Callable[[str], None]) -> None:
    furnish(data)
    typed("a\n16\n" * 3)
    ran = drill("ask", "--interview", "mixed_round", "--topic", "numbers", "--count", "9", "--lang", "zh")
    assert "哪些是颜色" in ran.out and "个 token 的缓存" in ran.out and "题正确" in ran.out
    due = drill("ask", "--due")
    assert due.code == 0 and "No question is due." in due.err


def test_what_is_due_is_asked(drill: Drill, data: Path, home: Path, typed: Callable[[str], None]) -> None:
    furnish(data)
    long_ago = START - timedelta(days=100)
    from drill.history import Attempt

    History(home / ".drill" / "history.db").record(Attempt("one_colour", long_ago, True, 1.0, 20.0, "ask"))
    typed("a\n")
    ran = drill("ask", "--due")
    assert "Which one is a colour?" in ran.out


# The screen


def play(room: Room, steps: Callable[[Any, Any], Any], size: tuple[int, int] = (100, 40)) -> Any:
    from drill.tui.interview import Screen

    room.session.history.close()
    engine = ThreadPoolExecutor(1)
    screen = Screen(room, engine)

    async def run() -> None:
        async with screen.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(screen, pilot)

    try:
        asyncio.run(run())
    finally:
        screen.stop.set()
        engine.submit(room.session.history.close).result()
        engine.shutdown()
    return screen


def text_of(screen: Any, where: str) -> str:
    from textual.widgets import Static

    from drill.render.console import drawn

    return drawn(screen.query_one(where, Static).content, False, 100)


async def until(screen: Any, pilot: Any, words: str, where: str = "#page") -> str:
    for _ in range(200):
        text = text_of(screen, where)
        if words in text:
            return text
        await pilot.pause(0.03)
    raise AssertionError(f"{words!r} never came: {text}")


def test_a_round_on_the_screen(session: Session, clock: Clock, home: Path) -> None:
    room = opened(session)

    async def steps(screen: Any, pilot: Any) -> None:
        await until(screen, pilot, "Which of these are colours?")
        clock.on(1)
        await until(screen, pilot, "9:00 left", "#clock")
        assert "item 1: 1:00 / 1:00" in text_of(screen, "#clock")
        await pilot.press("z", "enter")
        await until(screen, pilot, "letters from a to d", "#said")
        screen.query_one("#line").value = ""
        await pilot.press("a", "enter")
        await until(screen, pilot, "Return twice the number")
        (home / "double.py").write_text("wrong")
        await until(screen, pilot, "Not passed yet")
        (home / "double.py").write_text("right")
        await pilot.press("ctrl+r")
        await until(screen, pilot, "Which one is a colour?")
        assert "A follow-up question" in text_of(screen, "#page")
        await pilot.press("ctrl+p")
        await until(screen, pilot, "Paused.")
        clock.on(60)
        await pilot.press("ctrl+p")
        await until(screen, pilot, "Which one is a colour?")
        await until(screen, pilot, "9:00 left", "#clock")
        await pilot.press("ctrl+n")
        await until(screen, pilot, "how many MiB")
        await pilot.press("ctrl+g")
        await until(screen, pilot, "skipped")
        await pilot.press("4", "enter")
        await until(screen, pilot, "Why pages?")
        await pilot.press(*"Fragments")
        await pilot.press("ctrl+s")
        await until(screen, pilot, "Which one is a colour?")  # what was skipped comes back in order
        clock.on(20)
        await until(screen, pilot, "Which points did you make?")
        assert "Fragments" in text_of(screen, "#page")
        scroll = screen.query_one("#scroll")
        await pilot.pause(0.1)
        assert scroll.max_scroll_y > 0
        await pilot.press("pagedown")
        await pilot.pause(0.1)
        assert scroll.scroll_y > 0
        await pilot.press("1", "enter")
        await until(screen, pilot, "no hire")
        keys = {binding.binding.key for binding in screen.active_bindings.values() if binding.binding.show and binding.enabled}
        assert keys == {"ctrl+q"}
        await pilot.press("ctrl+q")

    screen = play(room, steps, (100, 24))
    assert screen.return_value == 0
    state = mock.folded(History(home / ".drill" / "history.db").mock_events(room.state.id))
    assert state == room.state and state.reason == "time_up" and state.pauses == 1
    assert [item.status for item in state.items] == ["done", "done", "skipped", "skipped", "done"]


def test_leaving_the_screen_keeps_the_clock(session: Session) -> None:
    room = opened(session)

    async def steps(screen: Any, pilot: Any) -> None:
        await until(screen, pilot, "Which of these")
        await pilot.press("ctrl+f")
        await until(screen, pilot, "Ctrl-F again", "#said")
        await pilot.press("ctrl+c")

    play(room, steps, (60, 20))
    assert not room.over and rooms.unfinished(session) == room.state.id


def test_the_screen_speaks_chinese_and_finishes(session: Session) -> None:
    session.options.language = "zh"
    room = opened(session)

    async def steps(screen: Any, pilot: Any) -> None:
        await until(screen, pilot, "哪些是颜色")
        await pilot.press("ctrl+f")
        await until(screen, pilot, "再按一次 Ctrl-F", "#said")
        await pilot.press("ctrl+f")
        await until(screen, pilot, "不录用")

    play(room, steps)
    assert room.state.reason == "finished"


def test_state_is_small_whatever_happened() -> None:
    """Folding does not slow down with what was folded."""
    game = Game(("q0", "choice", 1), ("q1", "choice", 1), minutes=10**6)
    events = [MockEvent("m", 2 + i, at(i), "open", {"item": i % 2}) for i in range(10_000)]
    started = time.process_time()
    state: State = game.state
    for event in events:
        state = mock.fold(state, event)
    assert state.count == 10_002 and time.process_time() - started < 2.0


def test_a_new_interview_after_one_whose_time_was_up(session: Session, clock: Clock) -> None:
    first = opened(session)
    with pytest.raises(Fault, match="An interview goes on"):
        command.begun(session, "mixed_round", None, None, None, False, None)
    clock.on(11)
    second = command.begun(session, "mixed_round", None, None, None, False, None)
    assert second.state.id != first.state.id and Room(session, first.state.id).state.reason == "time_up"


def test_the_first_look_fits_the_terminal(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    from drill import terminal

    room = opened(session)
    monkeypatch.setattr(terminal, "width", lambda stream: 30)
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((30, 8)))
    out = io.StringIO()
    monkeypatch.setattr(out, "fileno", lambda: 1, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    command.first_look(session, room)
    head, *lines = out.getvalue().removeprefix(command.AWAY).split("\n")
    assert "A mixed round" in head and "10:00 left" in head
    assert "Which of these are colours?" in " ".join(line.strip() for line in lines) and len(lines) <= 7
    assert all(terminal.cells(line) <= 30 for line in (head, *lines))


@pytest.mark.parametrize("text", ["hello world foo bar", "a" * 30, "一二三四五六七八九十", "mixed 中文 words 和标点，还有 long_identifier_here", "", "two\nlines"])
def test_lines_are_wrapped_by_their_columns(text: str) -> None:
    from drill import terminal

    for columns in (2, 3, 7, 10, 40):
        lines = terminal.wrapped(text, columns)
        assert all(terminal.cells(line) <= columns for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_lint_reads_questions_and_rounds(drill: Drill, data: Path) -> None:
    furnish(data)
    ran = drill("lint", "--no-proof")
    assert "interviews: broken_round: items: no question or problem nobody_wrote_this yet" in ran.err
    questions = data / "problems" / "questions" / "basics.yaml"
    text = questions.read_text(encoding="utf-8").replace("topic: objects", "topic: nowhere").replace("level: hard", "level: x")
    questions.write_text(text.replace("why_pages:", "double:"), encoding="utf-8")
    broken = drill("lint", "--no-proof")
    assert broken.code == 3 and "cache_size.level: 'x' is none of" in broken.out and "one_colour.topic: 'nowhere' is none of numbers, objects" in broken.out
    assert "double: a problem has this id" in broken.out
