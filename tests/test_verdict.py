"""The verdict: what an item earns, what the whole is rated, and what is to be practised."""

import json

import pytest

from drill import mock, verdict
from drill.mock import Item
from drill.verdict import RATING_WORDS, TopicVerdict, judge, rate
from tests.interviewing import START, at, planned


def item(kind: str = "choice", minutes: int = 10, **rest: object) -> Item:
    return Item("x", kind, minutes, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "outcome", "credit"),
    [
        (item(), "not_reached", 0.0),
        (item(opened=True), "unanswered", 0.0),
        (item(opened=True, status="skipped", spent=60.0), "unanswered", 0.0),
        (item(status="done", score=1.0, passed=True, spent=600.0), "right", 1.0),
        (item(status="done", score=1.0, passed=True, spent=901.0), "right", 0.9),
        (item(status="done", score=1.0, passed=True, spent=1501.0), "right", 0.8),
        (item(status="done", score=0.5, spent=1.0), "partly", 0.5),
        (item(status="done", score=0.5, spent=901.0), "partly", 0.45),
        (item(status="done", score=0.0), "wrong", 0.0),
        (item("open", status="done", score=None), "unmarked", None),
        (item("problem", opened=True), "unanswered", 0.0),
        (item("problem", opened=True, attempts=2, score=0.5), "unsolved", 0.15),
        (item("problem", status="done", attempts=3, score=1.0, passed=True), "solved", 1.0),
        (item("problem", status="done", attempts=4, score=1.0, passed=True), "solved", 0.9),
        (item("problem", status="done", attempts=1, score=1.0, passed=True, hints=2), "solved", 0.8),
        (item("problem", status="done", attempts=9, score=1.0, passed=True, hints=9, spent=9999.0), "solved", 0.4),
    ],
)  # fmt: skip
def test_what_an_item_earns(found: Item, outcome: str, credit: float | None) -> None:
    assert verdict.outcome(found) == outcome
    assert verdict.credit(found) == (None if credit is None else pytest.approx(credit))


FINE, POOR = (TopicVerdict("a", 0.9, 2),), (TopicVerdict("a", 0.9, 2), TopicVerdict("b", 0.4, 1))


@pytest.mark.parametrize(
    ("score", "solved", "problems", "topics", "rating"),
    [
        (0.85, 2, 2, FINE, "strong_hire"), (0.849, 2, 2, FINE, "hire"), (0.95, 1, 2, FINE, "hire"), (0.95, 2, 2, POOR, "hire"),
        (0.95, 0, 0, FINE, "strong_hire"), (0.70, 1, 2, FINE, "hire"), (0.70, 1, 3, FINE, "lean_hire"), (0.699, 1, 1, FINE, "lean_hire"),
        (0.55, 1, 1, FINE, "lean_hire"), (0.9, 0, 1, FINE, "lean_no_hire"), (0.54, 1, 1, FINE, "lean_no_hire"),
        (0.40, 0, 1, FINE, "lean_no_hire"), (0.39, 1, 1, FINE, "no_hire"), (0.0, 0, 0, (), "no_hire"),
    ],
)  # fmt: skip
def test_the_rating_rule(score: float, solved: int, problems: int, topics: tuple[TopicVerdict, ...], rating: str) -> None:
    assert rate(score, solved, problems, topics) == rating and rating in RATING_WORDS


def test_better_is_never_rated_worse() -> None:
    order = [name for name, _ in verdict.RATINGS]
    for solved in range(3):
        ranks = [order.index(rate(score / 100, solved, 2, FINE)) for score in range(101)]
        assert ranks == sorted(ranks, reverse=True)
        for score in range(101):
            assert order.index(rate(score / 100, min(solved + 1, 2), 2, FINE)) <= order.index(rate(score / 100, solved, 2, FINE))


def played() -> mock.State:
    plan = planned(("q1", "choice", 2), ("q2", "open", 4), ("p", "problem", 10), ("q3", "number", 4), ("q4", "choice", 2), minutes=30)
    events = mock.start("m", plan, START)
    state = mock.folded(events)

    def act(kind: str, minute: float, **detail: object) -> None:
        nonlocal state
        for event in mock.act(state, kind, at(minute), **detail):
            state = mock.fold(state, event)

    act("answer", 1, answer="a", score=1.0, passed=True)
    act("answer", 3, answer="words", score=None, passed=False)
    act("check", 20, item=2, attempt="", passed=False, score=0.5, failed="", diagnoses=["no_scaling"])
    act("pause", 21)
    act("resume", 26)
    act("check", 29, item=2, attempt="", passed=True, score=1.0, failed="", diagnoses=[])
    act("answer", 30, answer="7", score=0.0, passed=False)
    act("skip", 31) if state.left != [4] else None
    act("end", 32, reason="finished")
    return state


def test_the_verdict_on_a_round() -> None:
    state = played()
    found = judge(state)
    assert [one.outcome for one in found.items] == ["right", "unmarked", "solved", "wrong", "unanswered"]
    assert found.provisional and "provisional" in found.summary[0]
    # 2 x 1 + 10 x 0.9 (over one and a half times par) of 18 marked minutes
    assert found.score == pytest.approx(11 / 18) and found.rating == "lean_hire"
    marked = mock.fold(state, mock.act(state, "mark", at(40), item=1, score=0.75, passed=True)[0])
    again = judge(marked)
    assert not again.provisional and again.score == pytest.approx(14 / 22) and again.rating == "lean_hire"
    said = " ".join(again.summary)
    assert "Code: 1 of 1 problems solved." in said and "Questions: 1 of 4 right, 1 partly." in said
    assert "Well over par on item 3." in said and "Left without an answer: 5." in said and "Pauses of the clock: 1, 5 min" in said
    assert "Strong in topic_problem." in said and "Weak in topic_number" in said
    assert again.items[2].mistakes == ("no_scaling",) and again.items[2].seconds == 21 * 60
    assert [(step.id, step.why.en) for step in again.practise] == [
        ("q3", "answered wrongly"), ("q4", "left without an answer"), ("q2", "answered in part"), ("p", "right, but slow"),
    ]  # fmt: skip
    assert all(sentence.zh != sentence.en for sentence in again.summary)
    assert json.dumps(again.score)


def test_abandoned_and_running_interviews_are_not_rated() -> None:
    events = mock.start("m", planned(("q1", "choice", 2)), START)
    state = mock.folded(events)
    assert judge(state).rating == ""
    for event in mock.act(state, "end", at(1), reason="abandoned"):
        state = mock.fold(state, event)
    found = judge(state)
    assert found.rating == "" and "abandoned" in found.summary[0]


def test_a_perfect_round_is_a_strong_hire() -> None:
    state = mock.folded(mock.start("m", planned(("q1", "choice", 2), ("p", "problem", 10)), START))
    for event in mock.act(state, "answer", at(1), answer="a", score=1.0, passed=True):
        state = mock.fold(state, event)
    for event in mock.act(state, "check", at(5), item=1, attempt="", passed=True, score=1.0, failed="", diagnoses=[]):
        state = mock.fold(state, event)
    found = judge(state)
    assert (found.rating, found.score, found.practise) == ("strong_hire", 1.0, ())
