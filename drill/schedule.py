"""What to practise next: pure functions of the progress and the time, but for `kept_due`, which remembers."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from drill.history import History, Progress, Round
from graders.vocabulary import Fault, Text

if TYPE_CHECKING:
    from random import Random

ALMOST = 1.5  # solved within so many times its minutes is as good as within them


@dataclass(frozen=True)
class Due:
    problem: str
    at: datetime


@dataclass(frozen=True)
class Choice:
    problem: str
    why: Text


def grade(round: Round, minutes: int) -> int:
    """A round as an FSRS rating: 1 again, 2 hard, 3 good, 4 easy."""
    if round.gave_up:
        return 1
    if round.hints or round.failures > 2:
        return 2
    if round.failures == 0 and round.timed and round.seconds <= minutes * 60:
        return 4
    return 3 if not round.timed or round.seconds <= ALMOST * minutes * 60 or round.failures == 0 else 2


def due(progress: Mapping[str, Progress], minutes: Mapping[str, int]) -> list[Due]:
    """When each problem that was solved or given up comes up again, soonest first. minutes: par by problem."""
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    dues = []
    for problem, state in progress.items():
        if not state.rounds or problem not in minutes:
            continue
        card = Card(card_id=1)
        for round in state.rounds:
            rating = Rating(grade(round, minutes[problem]))
            card, _ = scheduler.review_card(card, rating, datetime.fromtimestamp(round.ended, UTC))
        dues.append(Due(problem, card.due))
    return sorted(dues, key=lambda item: item.at)


def stamp(state: Progress, minutes: int) -> str:
    """Tells one input of `due` from another."""
    return f"{len(state.rounds)} {state.rounds[-1].ended} {minutes}" if state.rounds else ""


def kept_due(history: History, progress: Mapping[str, Progress], minutes: Mapping[str, int]) -> list[Due]:
    """`due`, remembered by the history: only rounds that ended since are worked out, so lists rarely need FSRS."""
    known = history.dues()
    stamps = {id: stamp(state, minutes[id]) for id, state in progress.items() if state.rounds and id in minutes}
    stale = {id: progress[id] for id, mark in stamps.items() if known.get(id, ("", 0.0))[0] != mark}
    if stale:
        fresh = {item.problem: (stamps[item.problem], item.at.timestamp()) for item in due(stale, minutes)}
        with contextlib.suppress(Fault):
            history.keep_dues(fresh)
        known |= fresh
    dues = [Due(id, datetime.fromtimestamp(known[id][1], UTC)) for id in stamps]
    return sorted(dues, key=lambda item: item.at)


def at_random(
    candidates: Sequence[str], progress: Mapping[str, Progress], last: str | None, random: "Random"
) -> Choice:
    """One of the candidates, those not solved yet first, and not the last one again. candidates: at least one."""
    fresh = [id for id in candidates if not progress.get(id, Progress()).ever_solved]
    pool = (
        [id for id in fresh or candidates if id != last] or [id for id in candidates if id != last] or list(candidates)
    )
    chosen = random.choice(pool)
    if chosen not in fresh:
        why = Text(
            "All {} that fit are solved; this one again, at random.", "符合条件的 {} 道题都已通过，随机重做这一道。"
        )
        return Choice(chosen, why.format(len(candidates)))
    why = Text("At random, from {} not solved yet.", "从 {} 道未通过的题中随机选出。")
    return Choice(chosen, why.format(len(fresh)))


def by_due(
    candidates: Iterable[str],
    dues: Sequence[Due],
    recurring: Mapping[str, int],
    now: datetime,
    last: str | None,
    random: "Random",
) -> Choice | None:
    """One of what is due, drawn with weights: the longer overdue and the more its mistakes recurred, the likelier.

    recurring: by problem, how often its mistakes came back. None: nothing is due.
    """  # fmt: skip
    wanted = set(candidates)
    ready = [item for item in dues if item.problem in wanted and item.at <= now]
    pool = [item for item in ready if item.problem != last] or ready
    if not pool:
        return None
    weights = [1 + (now - item.at).total_seconds() / 86400 + 2 * recurring.get(item.problem, 0) for item in pool]
    chosen = random.choices(pool, weights)[0]
    days = (now - chosen.at).days
    why = Text("Due today.", "今天到期。") if days < 1 else Text("Overdue by {} d.", "已过期 {} 天。").format(days)
    if recurring.get(chosen.problem):
        again = Text("{} A mistake of yours came back here.", "{}你在这里重复犯过同一个错误。")
        why = again.format(why)
    return Choice(chosen.problem, why)
