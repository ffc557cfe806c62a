"""Attempts and events are kept whatever happens, and folded into what lists need."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drill.history import MIGRATIONS, ROUNDS_KEPT, Attempt, Event, History, Progress, Round, attempt_of, fold
from graders.types import Check, Diagnosis, Fault, Scorecard, Text, Verdict
from tests.conftest import ROOT

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def attempt(passed: bool, minutes: float, problem: str = "double", **rest: object) -> Attempt:
    return Attempt(problem, at(minutes), passed, float(passed), source=b"code \xff", **rest)  # type: ignore[arg-type]


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "folder" / "history.db")


def test_reading_nothing_makes_nothing(history: History) -> None:
    assert history.progress("double") == Progress() and history.current() is None and history.days() == []
    assert list(history.export()) == []
    assert not history.path.parent.exists()


def test_a_round_from_next_to_solved(history: History) -> None:
    assert history.note("next", "double", at(0)).status == "started"
    _, progress, solved = history.record(attempt(False, 3, diagnoses=("squares",)))
    assert progress.status == "tried" and progress.failures == 1 and not solved
    assert history.note("hint", "double", at(4), number=1).hints == 1
    stored, progress, solved = history.record(attempt(True, 7))
    assert solved and stored.since_next == 420.0
    assert progress.status == "solved" and progress.best == 420.0 and progress.attempts == 2
    assert progress.rounds == (Round(at(0).timestamp(), at(7).timestamp(), False, 1, 1, True),)
    assert history.progress("double") == progress
    assert history.mistakes() == [("double", "squares", 1, at(3).timestamp())]
    assert [(a, s) for _, a, s in history.days()] == [(2, 1)]
    newest = history.attempts("double")[0]
    assert newest == stored and newest.source == b"code \xff"


def test_passing_again_is_no_second_round(history: History) -> None:
    history.note("next", "double", at(0))
    history.record(attempt(True, 1))
    assert history.record(attempt(True, 2))[2] is False
    history.note("next", "double", at(10))
    _, progress, solved = history.record(attempt(True, 10.5))
    assert solved and progress.best == 30.0 and len(progress.rounds) == 2


def test_next_again_does_not_restart_the_clock(history: History) -> None:
    history.note("next", "double", at(0))
    history.note("next", "double", at(5))
    history.record(attempt(False, 6))
    history.note("next", "double", at(7))
    assert history.record(attempt(True, 8))[0].since_next == 480.0


def test_passing_after_the_solution_is_not_solved(history: History) -> None:
    history.note("next", "double", at(0))
    history.note("given_up", "double", at(1))
    history.note("solution", "double", at(1))
    _, progress, solved = history.record(attempt(True, 2))
    assert not solved and progress.status == "given_up" and progress.ever_shown and not progress.ever_solved
    history.note("next", "double", at(3))
    _, progress, solved = history.record(attempt(True, 4))
    assert solved and progress.status == "solved" and [round.gave_up for round in progress.rounds] == [True, False]


def test_solved_without_next_has_no_time(history: History) -> None:
    _, progress, solved = history.record(attempt(True, 1))
    assert solved and progress.best is None and not progress.rounds[0].timed


def test_a_debug_attempt_does_not_solve(history: History) -> None:
    assert history.record(attempt(True, 1, kind="debug"))[2] is False


def test_rounds_are_bounded() -> None:
    progress = Progress()
    for i in range(ROUNDS_KEPT + 5):
        progress = fold(fold(progress, Event("next", "p", at(2 * i))), Event("solved", "p", at(2 * i + 1)))
    assert len(progress.rounds) == ROUNDS_KEPT and progress.rounds[-1].ended == at(2 * ROUNDS_KEPT + 9).timestamp()


def test_the_current_problem_is_the_last_placed_or_checked(history: History) -> None:
    history.note("next", "double", at(0))
    history.note("next", "counter", at(1))
    assert history.current() == "counter"
    history.record(attempt(False, 2))
    assert history.current() == "double"
    history.note("hint", "counter", at(3))
    assert history.current() == "double"


def test_rebuilding_gives_what_was_folded(history: History) -> None:
    fill(history)
    before = (history.progress_of_all(), history.mistakes(), history.days())
    history.rebuild()
    assert (history.progress_of_all(), history.mistakes(), history.days()) == before


def fill(history: History) -> None:
    history.note("next", "double", at(0))
    history.record(attempt(False, 1, diagnoses=("squares", "other")))
    history.note("hint", "double", at(2), number=1)
    history.record(attempt(True, 3, checks=(("案例", "pass"),)))
    history.note("next", "counter", at(4))
    history.note("given_up", "counter", at(5))


def test_export_and_import_are_idempotent(history: History, tmp_path: Path) -> None:
    fill(history)
    lines = list(history.export())
    assert len(lines) == 7  # solved is an event of its own
    other = History(tmp_path / "other.db")
    other.note("next", "third", at(-1))
    assert other.import_(lines) == (7, 0)
    assert other.import_(lines) == (0, 7)
    assert history.import_(lines) == (0, 7)
    assert {k: v for k, v in other.progress_of_all().items() if k != "third"} == history.progress_of_all()
    assert other.attempts("double") == history.attempts("double")
    assert set(other.export()) > set(lines)


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"version": 2}', '{"version": 1, "record": "other", "at": 0, "id": "x"}'])
def test_an_import_is_all_or_nothing(history: History, tmp_path: Path, line: str) -> None:
    fill(history)
    other = History(tmp_path / "other.db")
    with pytest.raises(Fault, match=r"^Line 8: "):
        other.import_([*history.export(), line])
    assert other.progress_of_all() == {}


def test_a_renamed_problem_keeps_its_history(history: History) -> None:
    fill(history)
    before = history.progress("double")
    history.rename({"double": "twice", "unknown": "x"})
    assert history.progress("twice") == before and history.progress("double") == Progress()
    assert len(history.attempts("twice")) == 2


def test_a_scorecard_becomes_an_attempt() -> None:
    checks = (Check("load", Verdict.PASS), Check("cases: 一", Verdict.WRONG), Check("cost", Verdict.SKIPPED))
    card = Scorecard("double", checks, (Diagnosis("squares", Text("x")),), 0.5)
    made = attempt_of(card, b"x", START)
    assert made.failed == "cases: 一: wrong" and made.diagnoses == ("squares",) and not made.passed
    assert made.checks == (("load", "pass"), ("cases: 一", "wrong"), ("cost", "skipped"))
    assert made.score == pytest.approx(1 / 3) and made.seconds == 0.5


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Fault, match=r"Progress cannot be saved or read: .*taken") as raised:
        History(tmp_path / "taken" / "history.db").note("next", "double", START)
    assert "\n" not in str(raised.value) and "无法保存" in raised.value.args[0].zh


def test_a_file_that_is_no_database_is_one_clear_line_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"not a database, but somebody's" * 100)
    with pytest.raises(Fault, match="file is not a database"):
        History(path).note("next", "double", START)
    assert path.read_bytes() == b"not a database, but somebody's" * 100


def test_a_newer_history_is_left_alone(history: History) -> None:
    history.note("next", "double", START)
    history.close()
    with sqlite3.connect(history.path) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(Fault, match="newer drill"):
        History(history.path).note("next", "double", START)


def test_an_older_history_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with sqlite3.connect(path) as database:
        database.executescript(MIGRATIONS[0] + "PRAGMA user_version = 1")
    history = History(path)
    history.keep_dues({"double": ("mark", 5.0)})
    assert history.dues() == {"double": ("mark", 5.0)}
    assert history.note("next", "double", START).status == "started"


def test_a_full_disk_loses_nothing_that_was_stored(history: History) -> None:
    history.record(attempt(False, 1))
    database = history._open()
    assert database is not None
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Fault, match="full"):
        for i in range(1000):
            history.record(Attempt("double", at(2 + i), False, 0.0, source=random.Random(i).randbytes(5000)))
    history.close()
    again = History(history.path)
    assert again.integrity() == "" and again.progress("double").attempts == len(again.attempts("double", 10_000)) >= 1
    again.record(attempt(True, 2000))


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from drill.history import Attempt, History
history = History(Path(sys.argv[1]))
for i in range(int(sys.argv[3])):
    made, _, _ = history.record(Attempt(sys.argv[2], datetime.now(UTC), False, 0.5, source=b"x" * 3000))
    print(made.id, flush=True)
"""


def writer(path: Path, problem: str, number: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(path), problem, str(number)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_write_at_once_from_the_first_moment(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.db"
    runs = [writer(path, problem, 25) for problem in ("a", "b", "a")]
    for run in runs:
        out, err = run.communicate(timeout=60)
        assert run.returncode == 0 and len(out.split()) == 25, err
    history = History(path)
    assert history.progress("a").attempts == 50 and history.progress("b").attempts == 25


def test_kill_9_loses_no_attempt_that_was_shown(tmp_path: Path) -> None:
    path, shown = tmp_path / "history.db", []
    for seed in range(6):
        run = writer(path, "double", 100_000)
        assert run.stdout is not None
        first = run.stdout.readline()
        time.sleep(random.Random(seed).random() * 0.2)
        os.kill(run.pid, signal.SIGKILL)
        out, _ = run.communicate()
        shown += (first + out).split("\n")[:-1]  # a last line that was cut off was not shown
    assert len(shown) >= 6
    history = History(path)
    assert history.integrity() == ""
    stored = {item.id for item in history.attempts("double", 1_000_000)}
    assert set(shown) <= stored and history.progress("double").attempts == len(stored)
