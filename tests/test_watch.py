"""Saves are seen once each; the screen shows the scorecard and does what its keys say; without a terminal it still works."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._footer import FooterKey

from drill import judging, watch
from drill.commands.watching import Desk
from drill.history import History
from drill.render.console import drawn
from drill.render.live import Screen
from drill.session import Options, Session
from graders.types import Check, Scorecard, Text, Verdict
from tests.conftest import ROOT, heed_interrupts


def test_each_save_is_seen_once_however_it_is_done(tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_text("0")
    stop = threading.Event()
    seen: list[str] = []

    def follow() -> None:
        for _ in watch.saves(path, stop, watch.stamp(path)):
            seen.append(path.read_text())

    thread = threading.Thread(target=follow)
    thread.start()

    def wait_for(number: int) -> None:
        deadline = time.monotonic() + 10
        while len(seen) < number and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.3)
        assert len(seen) == number, seen

    try:
        time.sleep(0.5)
        path.write_text("in place")
        wait_for(1)
        (tmp_path / "other.py").write_text("not ours")
        part = tmp_path / ".file.part"
        part.write_text("replaced")
        part.replace(path)  # as editors do
        wait_for(2)
        for word in ("a burst", "of many", "saves at once"):
            path.write_text(word)
        wait_for(3)
        path.unlink()
        path.write_text("removed and made again")
        wait_for(4)
    finally:
        stop.set()
        thread.join()
    assert seen == ["in place", "replaced", "saves at once", "removed and made again"]


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> None:
    def grade(id: str, source: bytes, **rest: object) -> Scorecard:
        verdict = Verdict.PASS if b"right" in source else Verdict.WRONG
        return Scorecard(id, (Check(Text("cases: two"), verdict, "", "cases"),))

    monkeypatch.setattr(judging, "grade", grade)
    monkeypatch.setattr(watch, "keep_warm", lambda library, stop: None)


Play = Callable[[Screen, "Pilot[int]"], object]


def play(play: Play, columns: int = 100) -> Screen:
    """Run the screen without a terminal, played by a test."""
    session = Session(Options())
    desk = Desk(session, "double")
    session.history.close()
    engine = ThreadPoolExecutor(1)
    screen = Screen(desk, session.language, engine)

    async def run() -> None:
        async with screen.run_test(size=(columns, 40)) as pilot:
            await pilot.pause()
            await play(screen, pilot)  # type: ignore[misc]

    try:
        asyncio.run(run())
    finally:
        screen.stop.set()
        engine.submit(session.history.close).result()
        engine.shutdown()
    return screen


def shown(screen: Screen) -> str:
    content = screen.query_one("#page", Static).content
    return drawn(content, False, 100) if not isinstance(content, str) else content


async def until(screen: Screen, pilot: "Pilot[int]", words: str, where: str = "#page") -> str:
    for _ in range(200):
        text = shown(screen) if where == "#page" else str(screen.query_one(where, Static).content)
        if words in text:
            return text
        await pilot.pause(0.05)
    raise AssertionError(f"{words!r} never came: {text}")


def test_the_screen_checks_after_a_save_and_stops_on_green(home: Path, graded: None) -> None:
    async def steps(screen: Screen, pilot: "Pilot[int]") -> None:
        await until(screen, pilot, "Return twice the number")
        await until(screen, pilot, "Save your file", "#top")
        (home / "double.py").write_text("wrong")
        await until(screen, pilot, "Not passed yet")
        (home / "double.py").write_text("right")
        await until(screen, pilot, "Passed  1 of 1")
        await until(screen, pilot, "n: the next problem", "#top")
        (home / "double.py").write_text("wrong again")
        await pilot.pause(1.2)
        assert "Passed  1 of 1" in shown(screen)
        await pilot.press("n")
        await until(screen, pilot, "A counter")
        assert screen.desk.problem.id == "counter"
        (home / "counter" / "counter.py").write_text("right")
        await until(screen, pilot, "Passed  1 of 1")

    play(steps)
    history = History(home / ".drill" / "history.db")
    assert [attempt.passed for attempt in history.attempts("double")] == [True, False]
    assert history.progress("counter").status == "solved"


def test_every_key_is_on_the_screen_and_works(home: Path, graded: None) -> None:
    async def steps(screen: Screen, pilot: "Pilot[int]") -> None:
        await until(screen, pilot, "Return twice")
        (home / "double.py").write_text("wrong")
        await until(screen, pilot, "Not passed yet")
        await pilot.press("h")
        await until(screen, pilot, "Add the number to something.")
        await pilot.press("h")
        await until(screen, pilot, "Add it to itself.")
        await pilot.press("t")
        await until(screen, pilot, "Return twice")
        await pilot.press("l")
        await until(screen, pilot, "A counter")
        await pilot.press("r")
        await until(screen, pilot, "Not passed yet")
        await pilot.press("s")
        await until(screen, pilot, "s again", "#top")
        assert "return 2 * x" not in shown(screen)
        await pilot.press("s")
        await until(screen, pilot, "return 2 * x")
        await pilot.press("x")
        await until(screen, pilot, "x again", "#top")
        assert (home / "double.py").read_text() == "wrong"
        await pilot.press("x")
        await until(screen, pilot, "Save your file", "#top")
        assert "raise NotImplementedError" in (home / "double.py").read_text()
        footer = {
            binding.binding.key: binding.binding.description
            for binding in screen.active_bindings.values()
            if binding.binding.show
        }
        assert (
            footer.items()
            >= {"r": "check", "h": "hint", "s": "answer", "x": "reset", "n": "next", "l": "list", "q": "quit"}.items()
        )

    play(steps)
    progress = History(home / ".drill" / "history.db").progress("double")
    assert progress.ever_shown and [(round.gave_up, round.hints) for round in progress.rounds] == [(True, 2)]


def test_all_keys_fit_in_sixty_columns(home: Path, graded: None) -> None:
    async def steps(screen: Screen, pilot: "Pilot[int]") -> None:
        await until(screen, pilot, "Return twice")
        keys = list(screen.query(FooterKey))
        assert [key.key for key in keys] == list("rthsxnlq")
        assert all(key.region.right <= 60 and key.region.width > len(key.description) for key in keys)

    play(steps, columns=60)


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+d"])
def test_three_keys_leave(home: Path, graded: None, key: str) -> None:
    async def steps(screen: Screen, pilot: "Pilot[int]") -> None:
        await pilot.press(key)
        await pilot.pause(0.1)
        assert not screen.is_running or screen.return_value == 0

    assert play(steps).return_value == 0


def test_without_a_terminal_scorecards_follow_one_another(home: Path) -> None:
    command = [sys.executable, "-m", "drill", "watch", "double"]
    run = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert run.stdout is not None and run.stderr is not None
    while "Watching" not in run.stderr.readline():
        assert run.poll() is None
    time.sleep(1.0)
    (home / "double.py").write_text("def double(x):\n    return x * x\n")
    seen = ""
    while "drill show" not in seen:
        line = run.stdout.readline()
        assert line
        seen += line
    assert "It squares the number." in seen
    (home / "double.py").write_text("def double(x):\n    return x + x\n")
    out, err = run.communicate(timeout=60)
    assert run.returncode == 0 and "Passed" in out, err


def test_ctrl_c_leaves_the_plain_watch(home: Path) -> None:
    command = [sys.executable, "-m", "drill", "watch", "double"]
    run = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert run.stderr is not None
    while "Watching" not in run.stderr.readline():
        assert run.poll() is None
    time.sleep(1.0)
    os.kill(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=30)
    assert run.returncode == 130 and "Traceback" not in err
