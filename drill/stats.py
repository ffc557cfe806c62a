"""What the history adds up to: pure functions of progress, days and the time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from drill.catalog import Entry
from drill.history import Progress
from drill.schedule import Due

DAYS_SHOWN = 28
DAYS_AHEAD = 7
MISTAKES_SHOWN = 8


@dataclass(frozen=True)
class Share:
    """How many of a kind are solved."""

    name: str
    solved: int
    all: int


@dataclass(frozen=True)
class Timing:
    """The best time for a problem against its par, both in seconds."""

    problem: str
    best: float
    par: float


@dataclass(frozen=True)
class Stats:
    solved: int
    given_up: int
    attempts: int
    problems: int
    streak: int  # days in a row with an attempt, until today or yesterday
    longest_streak: int
    topics: tuple[Share, ...]
    levels: tuple[Share, ...]
    timings: tuple[Timing, ...]
    mistakes: tuple[tuple[str, str, int], ...]  # (problem, mistake, how often)
    days: tuple[tuple[date, int, int], ...]  # (day, attempts, solved): the last DAYS_SHOWN, today last
    due: tuple[tuple[date, int], ...]  # what comes up on each of the next DAYS_AHEAD days; today holds what is overdue


def streaks(days: Sequence[date], today: date) -> tuple[int, int]:
    """The streak that runs until today or yesterday, and the longest one. days: with an attempt, oldest first."""
    longest = run = 0
    previous: date | None = None
    for day in days:
        run = run + 1 if previous is not None and day - previous == timedelta(1) else 1
        longest, previous = max(longest, run), day
    runs_on = previous is not None and today - previous <= timedelta(1)
    return (run if runs_on else 0), longest


def shares(
    entries: Sequence[Entry], progress: Mapping[str, Progress], key: str, order: Sequence[str] = ()
) -> tuple[Share, ...]:
    names = order or sorted({getattr(entry, key) for entry in entries})
    found = []
    for name in names:
        ids = [entry.id for entry in entries if getattr(entry, key) == name]
        if ids:
            found.append(Share(name, sum(progress.get(id, Progress()).ever_solved for id in ids), len(ids)))
    return tuple(found)


def add_up(
    entries: Sequence[Entry], progress: Mapping[str, Progress], days: Sequence[tuple[str, int, int]],
    mistakes: Sequence[tuple[str, str, int, float]], dues: Sequence[Due], now: datetime,
) -> Stats:  # fmt: skip
    """Everything. now: with the zone in which days are counted."""
    today = now.date()
    by_day = {date.fromisoformat(day): (attempts, solved) for day, attempts, solved in days}
    shown = [today - timedelta(ago) for ago in reversed(range(DAYS_SHOWN))]
    ahead = [today + timedelta(ahead) for ahead in range(DAYS_AHEAD)]
    comes = [max(due.at.astimezone(now.tzinfo).date(), today) for due in dues]
    timings = [
        Timing(entry.id, best, entry.minutes * 60.0)
        for entry in entries
        if (best := progress.get(entry.id, Progress()).best) is not None
    ]
    streak, longest = streaks(sorted(by_day), today)
    states = [progress.get(entry.id, Progress()) for entry in entries]
    return Stats(
        solved=sum(state.ever_solved for state in states),
        given_up=sum(state.status == "given_up" for state in states),
        attempts=sum(state.attempts for state in states),
        problems=len(entries),
        streak=streak,
        longest_streak=longest,
        topics=shares(entries, progress, "topic"),
        levels=shares(entries, progress, "level", ("easy", "medium", "hard")),
        timings=tuple(sorted(timings, key=lambda timing: timing.best / timing.par)),
        mistakes=tuple((problem, mistake, count) for problem, mistake, count, _ in mistakes[:MISTAKES_SHOWN]),
        days=tuple((day, *by_day.get(day, (0, 0))) for day in shown),
        due=tuple((day, sum(come == day for come in comes)) for day in ahead),
    )
