"""When problems come up again, and what the history adds up to: no clock, no luck."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from drill import schedule, stats
from drill.catalog import Entry
from drill.history import History, Progress, Round
from drill.render.console import drawn
from drill.render.stats import page
from drill.schedule import Due
from graders.types import Text

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
MINUTES = 10


def round_of(days_ago: float, minutes: float = 5, **rest: object) -> Round:
    ended = (NOW - timedelta(days=days_ago)).timestamp()
    return Round(ended - minutes * 60, ended, **rest)  # type: ignore[arg-type]


def solved(*rounds: Round) -> Progress:
    return Progress(status="solved", ever_solved=True, rounds=rounds, best=300.0, attempts=len(rounds))


@pytest.mark.parametrize(
    ("round", "grade"),
    [
        (round_of(0), 4), (round_of(0, 14), 3), (round_of(0, 100), 3), (round_of(0, failures=1), 3), (round_of(0, 30, failures=1), 2),
        (round_of(0, failures=3), 2), (round_of(0, hints=1), 2), (round_of(0, gave_up=True), 1), (round_of(0, timed=False), 3),
    ],
)  # fmt: skip
def test_a_round_is_graded_by_what_it_took(round: Round, grade: int) -> None:
    assert schedule.grade(round, MINUTES) == grade


def test_what_was_hard_comes_up_sooner() -> None:
    progress = {
        "easy": solved(round_of(1)), "hinted": solved(round_of(1, hints=1)), "given": Progress(rounds=(round_of(1, gave_up=True),)),
        "new": Progress(), "gone": solved(round_of(1)),
    }  # fmt: skip
    dues = schedule.due(progress, dict.fromkeys(("easy", "hinted", "given", "new"), MINUTES))
    at = {due.problem: due.at for due in dues}
    assert set(at) == {"easy", "hinted", "given"} and at["given"] <= at["hinted"] < at["easy"]
    assert [due.at for due in dues] == sorted(at.values())
    assert dues == schedule.due(progress, dict.fromkeys(("easy", "hinted", "given", "new"), MINUTES))


def test_solving_again_and_again_lengthens_the_interval() -> None:
    times = [solved(*(round_of(days) for days in range(40, 40 - 10 * count, -10))) for count in (1, 2, 3)]
    dues = [schedule.due({"p": state}, {"p": MINUTES})[0].at for state in times]
    gaps = [due - datetime.fromtimestamp(state.rounds[-1].ended, UTC) for due, state in zip(dues, times, strict=True)]
    assert gaps[0] < gaps[1] < gaps[2]


def test_due_times_are_remembered_until_a_round_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []
    due = schedule.due

    def counting(progress: Mapping[str, Progress], minutes: Mapping[str, int]) -> list[Due]:
        asked.append(set(progress))
        return due(progress, minutes)

    monkeypatch.setattr(schedule, "due", counting)
    history = History(tmp_path / "history.db")
    progress = {"a": solved(round_of(3)), "b": solved(round_of(2)), "new": Progress()}
    minutes = {"a": 10, "b": 10, "new": 10}
    first = schedule.kept_due(history, progress, minutes)
    assert first == due(progress, minutes) and asked == [{"a", "b"}]
    assert schedule.kept_due(history, progress, minutes) == first and len(asked) == 1
    progress["a"] = solved(round_of(3), round_of(1))
    assert schedule.kept_due(history, progress, minutes) == due(progress, minutes) and asked[1:] == [{"a"}]
    assert schedule.kept_due(history, progress, minutes | {"b": 1}) == due(progress, minutes | {"b": 1}) and asked[
        2:
    ] == [{"b"}]


def test_random_takes_the_unsolved_first_and_never_the_last() -> None:
    progress = {"a": solved(round_of(1))}
    for seed in range(20):
        choice = schedule.at_random(["a", "b", "c"], progress, "b", Random(seed))
        assert choice.problem == "c" and choice.why == "At random, from 2 not solved yet."
    assert {schedule.at_random(["a", "b", "c"], progress, None, Random(seed)).problem for seed in range(20)} == {
        "b",
        "c",
    }
    assert schedule.at_random(["b"], {}, "b", Random(0)).problem == "b"
    again = schedule.at_random(["a"], progress, None, Random(0))
    assert again.problem == "a" and "All 1 that fit are solved" in again.why


def test_due_is_weighted_towards_what_went_wrong_again() -> None:
    dues = [Due("a", NOW - timedelta(days=1)), Due("b", NOW - timedelta(days=1)), Due("later", NOW + timedelta(days=1))]
    drawn = [schedule.by_due(["a", "b", "later"], dues, {"b": 5}, NOW, None, Random(seed)) for seed in range(200)]
    chosen = [choice.problem for choice in drawn if choice]
    assert set(chosen) == {"a", "b"} and chosen.count("b") > 3 * chosen.count("a")
    why = next(choice.why for choice in drawn if choice and choice.problem == "b")
    assert why == "Overdue by 1 d. A mistake of yours came back here." and "重复犯过" in why.zh
    assert schedule.by_due(["later"], dues, {}, NOW, None, Random(0)) is None
    assert schedule.by_due(["a", "b"], dues, {}, NOW, "a", Random(0)) == schedule.Choice(
        "b", Text("Overdue by 1 d.", "已过期 1 天。")
    )


@pytest.mark.parametrize(
    ("days", "streak", "longest"),
    [
        ([], 0, 0),
        ([10], 1, 1),
        ([9], 1, 1),
        ([8], 0, 1),
        ([8, 9, 10], 3, 3),
        ([1, 2, 3, 4, 9, 10], 2, 4),
        ([1, 3, 5], 0, 1),
    ],
)
def test_streaks(days: list[int], streak: int, longest: int) -> None:
    assert stats.streaks([date(2026, 3, day) for day in days], date(2026, 3, 10)) == (streak, longest)


def some() -> stats.Stats:
    entries = [
        Entry("a", "attention", Text("A", "甲"), "easy", 10), Entry("b", "attention", Text("B", "乙"), "hard", 20),
        Entry("c", "norm", Text("C", "丙"), "hard", 20),
    ]  # fmt: skip
    progress = {"a": solved(round_of(1)), "b": Progress(status="given_up", attempts=4), "gone": solved(round_of(2))}
    days = [("2026-03-08", 1, 0), ("2026-03-10", 4, 1)]
    dues = [Due("a", NOW - timedelta(days=3)), Due("b", NOW + timedelta(days=2)), Due("c", NOW + timedelta(days=60))]
    return stats.add_up(entries, progress, days, [("b", "no_scaling", 3, 0.0)], dues, NOW)


def test_everything_adds_up() -> None:
    found = some()
    assert (found.solved, found.given_up, found.attempts, found.problems) == (1, 1, 5, 3)
    assert (found.streak, found.longest_streak) == (1, 1)
    assert found.topics == (stats.Share("attention", 1, 2), stats.Share("norm", 0, 1))
    assert found.levels == (stats.Share("easy", 1, 1), stats.Share("hard", 0, 2))
    assert found.timings == (stats.Timing("a", 300.0, 600.0),)
    assert len(found.days) == 28 and found.days[-1] == (date(2026, 3, 10), 4, 1) and found.days[-3][1] == 1
    assert [count for _, count in found.due] == [1, 0, 1, 0, 0, 0, 0]


def test_the_page_shows_it() -> None:
    text = drawn(page(some(), "en"), False, 60)
    for words in ("1 of 3 solved, 1 given up, 5 attempts", "days in a row: 1 (longest 1)", "▂ █  max 4", "02-11", "03-10", "1/2",
                  "3x  no_scaling  b", "50%", "03-12  1"):  # fmt: skip
        assert words in text, words
    assert "最常犯的错误" in drawn(page(some(), "zh"), False, 60)
    assert drawn(page(some(), "en", unicode=False), False, 60).isascii()
