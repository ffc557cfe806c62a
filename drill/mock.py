"""The timed interview: a state folded from stored events, and the rules of what may happen next.

Everything here is pure; the time is an argument. Wall time runs: the deadline is the beginning, the minutes and the logged
pauses, whatever happened to the process in between. What a screen shows and a report tells is a function of the events.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from drill.history import MockEvent
from graders.vocabulary import Fault, Text


class Refused(Fault):
    """The rules do not allow that now. Its text says why."""


@dataclass(frozen=True)
class Item:
    """One question or problem of an interview. follows: the place of the problem that it is a follow-up of."""

    id: str
    kind: str  # choice | number | open | problem
    minutes: int  # par
    topic: str = ""
    level: str = ""
    title: Text = Text()
    follows: int | None = None
    status: str = "waiting"  # hidden (until what it follows is solved, or it cannot be asked) | waiting | skipped | done
    opened: bool = False
    spent: float = 0.0  # seconds, without the stretch that is running
    attempts: int = 0  # checks of a problem
    hints: int = 0
    skips: int = 0
    score: float | None = None  # of the answer, or the best check; None: not answered, or not marked yet
    passed: bool = False
    answer: Any = None  # what was answered: chosen places, a number, or text
    mistakes: tuple[str, ...] = ()  # named by failed checks, each once

    @property
    def is_problem(self) -> bool:
        return self.kind == "problem"

    @property
    def answered(self) -> bool:
        return self.status == "done" or self.attempts > 0


@dataclass(frozen=True)
class State:
    """Where an interview stands."""

    id: str
    interview: str  # the id of the round that is replayed, or ""
    title: Text
    seed: str
    minutes: int
    with_hints: bool
    items: tuple[Item, ...]
    started: datetime
    count: int  # events so far: the number of the next one
    last: datetime  # of the last event
    current: int | None = None
    since: datetime | None = None  # when the running stretch of the current item began
    paused_at: datetime | None = None
    paused: timedelta = timedelta()  # pauses that are over
    pauses: int = 0
    ended: datetime | None = None
    reason: str = ""  # finished | time_up | abandoned
    scheduled: bool = False  # what was missed is in the schedule

    @property
    def running(self) -> bool:
        return self.ended is None and self.paused_at is None

    @property
    def item(self) -> Item | None:
        return None if self.current is None else self.items[self.current]

    @property
    def left(self) -> list[int]:
        """The places of what is still to be done."""
        return [i for i, item in enumerate(self.items) if item.status in ("waiting", "skipped")]

    @property
    def unmarked(self) -> list[int]:
        """The places of open answers that nobody has marked yet."""
        return [i for i, item in enumerate(self.items) if item.kind == "open" and item.status == "done" and item.score is None]


# Time


def elapsed(state: State, now: datetime) -> timedelta:
    """Interview time so far: wall time without pauses."""
    now = max(now if state.ended is None else state.ended, state.last if state.ended is None else state.started)
    pause = now - state.paused_at if state.paused_at is not None and state.ended is None else timedelta()
    return now - state.started - state.paused - pause


def remaining(state: State, now: datetime) -> timedelta:
    return timedelta(minutes=state.minutes) - elapsed(state, now)


def deadline(state: State) -> datetime:
    """When the time is up, unless there is another pause."""
    return state.started + timedelta(minutes=state.minutes) + state.paused


def spent(state: State, place: int, now: datetime) -> float:
    """Seconds that an item has taken, the running stretch included."""
    running = 0.0
    if state.current == place and state.since is not None and state.ended is None:
        running = max((now - state.since).total_seconds(), 0.0)
    return state.items[place].spent + running


def is_up(state: State, now: datetime) -> bool:
    return state.running and now >= deadline(state)


# Folding


def begin(event: MockEvent) -> State:
    """The state after the first event, which holds the plan."""
    plan = event.detail
    items: list[Item] = []
    for planned in plan["items"]:
        place = len(items)
        items.append(item_from(planned))
        items += [replace(item_from(follow_up), follows=place, status="hidden") for follow_up in planned.get("follow_up", ())]
    return State(
        event.mock, plan["interview"], Text(*plan["title"]), plan["seed"], plan["minutes"], plan["hints"], tuple(items),
        event.at, 1, event.at,
    )  # fmt: skip


def item_from(planned: Mapping[str, Any]) -> Item:
    return Item(
        planned["id"], planned["kind"], planned["minutes"], planned.get("topic", ""), planned.get("level", ""),
        Text(*planned["title"]) if planned.get("title") else Text(),
    )  # fmt: skip


class Draft:
    """A state that is being written: thousands of events are folded without a copy of the whole for each."""

    id: str
    items: list[Item]
    count: int
    last: datetime
    current: int | None
    since: datetime | None
    paused_at: datetime | None
    paused: timedelta
    pauses: int
    ended: datetime | None
    reason: str
    scheduled: bool

    def __init__(self, state: State):
        self.__dict__.update(state.__dict__)
        self.items = list(state.items)

    def state(self) -> State:
        state = object.__new__(State)
        state.__dict__.update(self.__dict__)
        state.__dict__["items"] = tuple(self.items)
        return state

    def put(self, place: int, **values: Any) -> None:
        """`dataclasses.replace` of an item, without its checks."""
        item = object.__new__(Item)
        item.__dict__.update(self.items[place].__dict__)
        item.__dict__.update(values)
        self.items[place] = item

    def stop(self, at: datetime, keep: bool = False) -> None:
        """End the running stretch of the current item. keep: the item stays the current one."""
        if self.current is None:
            return
        if self.since is not None:
            stretch = max((at - self.since).total_seconds(), 0.0)
            self.put(self.current, spent=self.items[self.current].spent + stretch)
        self.since = None
        if not keep:
            self.current = None

    def take(self, event: MockEvent) -> None:
        """Write one more event into it."""
        at = event.at if event.at > self.last else self.last
        detail = event.detail
        self.count, self.last = event.number + 1, at
        place: int = detail.get("item", -1)
        match event.kind:
            case "open":
                self.stop(at)
                if not self.items[place].opened:
                    self.put(place, opened=True)
                self.current, self.since = place, at
            case "skip":
                self.stop(at)
                self.put(place, status="skipped", skips=self.items[place].skips + 1)
            case "answer":
                self.stop(at)
                self.put(place, status="done", answer=detail["answer"], score=detail["score"], passed=bool(detail["passed"]))
            case "mark":
                self.put(place, score=detail["score"], passed=detail["passed"])
            case "check":
                self.check(place, detail, at)
            case "void":
                self.put(place, status="hidden")
            case "schedule":
                self.scheduled = True
            case "hint":
                self.put(place, hints=self.items[place].hints + 1)
            case "pause":
                self.stop(at, keep=True)
                self.paused_at, self.pauses = at, self.pauses + 1
            case "resume":
                assert self.paused_at is not None
                self.paused += at - self.paused_at
                self.paused_at, self.since = None, at if self.current is not None else None
            case "end":
                if self.paused_at is not None:
                    self.paused += at - self.paused_at
                self.stop(at)
                self.ended, self.reason, self.paused_at = at, detail["reason"], None

    def check(self, place: int, detail: Mapping[str, Any], at: datetime) -> None:
        """A check of a problem; solved, it brings its follow-up questions."""
        item = self.items[place]
        mistakes = (*item.mistakes, *(name for name in detail["diagnoses"] if name not in item.mistakes))
        self.put(place, attempts=item.attempts + 1, score=max(item.score or 0.0, detail["score"]), mistakes=mistakes)
        if not detail["passed"] or item.passed:
            return
        if self.current == place and self.ended is None:
            self.stop(at)
        self.put(place, status="done", passed=True, score=1.0)
        if self.ended is None:
            for i, other in enumerate(self.items):
                if other.follows == place and other.status == "hidden":
                    self.put(i, status="waiting")


def fold(state: State, event: MockEvent) -> State:
    """The state after one more event."""
    draft = Draft(state)
    draft.take(event)
    return draft.state()


def folded(events: Iterable[MockEvent]) -> State:
    """The state after all events of one interview, in their order."""
    draft: Draft | None = None
    for event in events:
        if draft is None:
            draft = Draft(begin(event))
        else:
            draft.take(event)
    if draft is None:
        raise Fault(Text("The interview holds no event.", "这场面试没有任何记录。"))
    return draft.state()


@dataclass(frozen=True)
class Stretch:
    """A time that one item had the floor, or a pause (place None)."""

    place: int | None
    start: datetime
    end: datetime


def stretches(events: Sequence[MockEvent], until: datetime) -> list[Stretch]:
    """Who had the floor when, for the timeline. until: where a stretch ends that still runs."""
    found: list[Stretch] = []
    state: State | None = None
    for event in events:
        before = state
        state = begin(event) if state is None else fold(state, event)
        if before is None:
            continue
        at = max(event.at, before.last) if event.kind != "end" else event.at
        if before.since is not None and (before.current, before.since) != (state.current, state.since):
            found.append(Stretch(before.current, before.since, max(at, before.since)))
        if before.paused_at is not None and state.paused_at is None:
            found.append(Stretch(None, before.paused_at, max(at, before.paused_at)))
    if state is not None and state.ended is None:
        start = state.paused_at or state.since
        if start is not None and until > start:
            found.append(Stretch(None if state.paused_at else state.current, start, until))
    return [stretch for stretch in found if stretch.end > stretch.start]


# Rules


def start(id: str, plan: Mapping[str, Any], at: datetime) -> list[MockEvent]:
    """The first events of an interview."""
    first = MockEvent(id, 0, at, "begin", plan)
    state = begin(first)
    return [first, *settle(state, at)]


def following(state: State, after: int) -> int | None:
    """What comes after an item: what was not asked yet, in order and then from the front; at last what was skipped."""
    places: list[int] = [*range(after + 1, len(state.items)), *range(0, after + 1)]
    for status in ("waiting", "skipped"):
        for place in places:
            if state.items[place].status == status and place != after:
                return place
    return after if 0 <= after < len(state.items) and state.items[after].status in ("waiting", "skipped") else None


def settle(state: State, now: datetime, after: int = -1) -> list[MockEvent]:
    """What happens by itself: the time is up, the next item has the floor, or everything is done."""
    if is_up(state, now):
        return [MockEvent(state.id, state.count, deadline(state), "end", {"reason": "time_up"})]
    if not state.running or state.current is not None:
        return []
    now = max(now, state.last)
    place = following(state, after)
    if place is None:
        return [MockEvent(state.id, state.count, now, "end", {"reason": "finished"})]
    return [MockEvent(state.id, state.count, now, "open", {"item": place})]


def act(state: State, kind: str, now: datetime, **detail: Any) -> list[MockEvent]:
    """The events of something that the candidate does. Time that is up comes first: then it ends, and nothing else happens.

    Raises Refused. `check` and `mark` may come after the end: a check counts if it was asked for in time (its `at` is when
    it was asked for), and answers are marked when the clock has stopped.
    """
    if kind == "mark":
        return [made(state, "mark", max(now, state.last), marked(state, detail))]
    if kind == "check":
        return check(state, now, detail)
    if state.ended is not None:
        raise Refused(Text("The interview is over.", "面试已经结束。"))
    if is_up(state, now):
        return settle(state, now)
    now = max(now, state.last)
    if kind == "end":
        return [made(state, "end", now, detail)]
    if kind == "resume":
        if state.paused_at is None:
            raise Refused(Text("The clock is running.", "计时正在进行。"))
        event = made(state, "resume", now, {})
        return [event, *settle(fold(state, event), now)]
    if state.paused_at is not None:
        raise Refused(Text("The interview is paused.", "面试已暂停。"))
    if kind == "pause":
        return [made(state, "pause", now, {})]
    if kind == "open":
        return open_(state, now, detail["item"])
    if state.current is None or state.item is None:
        raise Refused(Text("No item has the floor.", "当前没有题目。"))
    event = made(state, kind, now, {"item": state.current, **detail})
    if kind == "answer" and state.item.is_problem:
        raise Refused(Text("A problem is checked, not answered.", "编程题需要检查代码，而不是口头作答。"))
    if kind == "hint" and not (state.item.is_problem and state.with_hints):
        raise Refused(Text("There are no hints in this interview.", "本场面试不提供提示。"))
    if kind == "skip" and state.left == [state.current]:
        raise Refused(Text("Nothing else is left.", "没有别的题目了。"))
    if kind == "hint":
        return [event]
    return [event, *settle(fold(state, event), now, state.current)]


def made(state: State, kind: str, at: datetime, detail: Mapping[str, Any]) -> MockEvent:
    return MockEvent(state.id, state.count, at, kind, detail)


def schedule(state: State, now: datetime) -> tuple[MockEvent, list[str]] | None:
    """After the end, once: the event, and the ids that were asked but not answered, or not solved."""
    if state.ended is None or state.scheduled:
        return None
    missed = [item.id for item in state.items if item.opened and item.status != "done"]
    return made(state, "schedule", max(now, state.last), {"missed": missed}), missed


def open_(state: State, now: datetime, place: int) -> list[MockEvent]:
    if not 0 <= place < len(state.items) or state.items[place].status == "hidden":
        raise Refused(Text("There is no such item.", "没有这一题。"))
    if state.items[place].status == "done":
        raise Refused(Text("That one is answered.", "这一题已经作答。"))
    if place == state.current:
        return []
    events: list[MockEvent] = []
    if state.current is not None:
        events.append(made(state, "skip", now, {"item": state.current}))
        state = fold(state, events[-1])
    return [*events, made(state, "open", now, {"item": place})]


def check(state: State, now: datetime, detail: Mapping[str, Any]) -> list[MockEvent]:
    """A verdict of the judge. now: when the check was asked for."""
    place: int = detail["item"]
    if not state.items[place].is_problem or not state.items[place].opened:
        raise Refused(Text("Only a problem that was asked can be checked.", "只能检查已经出过的编程题。"))
    if state.ended is not None and now >= state.ended:
        raise Refused(Text("The interview is over.", "面试已经结束。"))
    if state.paused_at is not None and now >= state.paused_at:
        raise Refused(Text("The interview is paused.", "面试已暂停。"))
    if is_up(state, now):
        return settle(state, now)
    event = made(state, "check", max(now, state.last) if state.ended is None else now, detail)
    after = fold(state, event)
    return [event, *(settle(after, max(now, state.last), place) if state.ended is None else [])]


def marked(state: State, detail: Mapping[str, Any]) -> Mapping[str, Any]:
    place: int = detail["item"]
    if state.items[place].kind != "open" or state.items[place].status != "done":
        raise Refused(Text("There is no answer to mark.", "没有可评分的回答。"))
    return detail


def label(state: State, place: int) -> str:
    """What an item is called: 3, or 3a for the first follow-up of 3."""
    number = 0
    letters = 0
    for i, item in enumerate(state.items[: place + 1]):
        if item.follows is None:
            number, letters = number + 1, 0
        elif item.status != "hidden" or i == place:
            letters += 1
    return f"{number}{chr(96 + letters)}" if letters else str(number)


# Random interviews

REPEAT_DAYS = 7  # what was touched within these days is not asked again
CODING_SHARE = 0.6  # of the time, at most, is for problems
SHORTEST_WITH_CODE = 20  # minutes
FOLLOW_UP_MINUTES = 3  # kept free for the question that follows a problem


@dataclass(frozen=True)
class Candidate:
    """What a random interview may draw."""

    id: str
    kind: str
    topic: str
    level: str
    minutes: int


HARDNESS = {"easy": 0, "medium": 1, "hard": 2}


def mix(candidates: Sequence[Candidate], minutes: int, touched: Mapping[str, datetime], now: datetime, random: Random) -> list[str]:
    """Ids for an interview of so many minutes: spoken questions from easy to hard, then code.

    Topics and forms differ as far as they can. touched: when each id was last answered or checked; what was within
    REPEAT_DAYS is left out.
    """
    never = datetime.fromtimestamp(0, UTC)
    fresh = [item for item in candidates if now - touched.get(item.id, never) >= timedelta(days=REPEAT_DAYS)]
    problems: list[Candidate] = []
    room = CODING_SHARE * minutes
    if minutes >= SHORTEST_WITH_CODE:
        for item in shuffled([item for item in fresh if item.kind == "problem"], random):
            if item.minutes <= room and item.topic not in {other.topic for other in problems}:
                problems.append(item)
                room -= item.minutes
                if len(problems) == 1 + minutes // 45:
                    break
    questions: list[Candidate] = []
    pool = shuffled([item for item in fresh if item.kind != "problem"], random)
    left = minutes - sum(item.minutes + FOLLOW_UP_MINUTES for item in problems)
    while pool:
        pool = [item for item in pool if item.minutes <= left]
        if not pool:
            break
        chosen = min(pool, key=lambda item: (count(questions, "topic", item) + count(questions, "kind", item) / 2))
        pool.remove(chosen)
        questions.append(chosen)
        left -= chosen.minutes
    questions.sort(key=lambda item: HARDNESS.get(item.level, 1))
    return [item.id for item in (*questions, *sorted(problems, key=lambda item: item.minutes))]


def shuffled(items: list[Candidate], random: Random) -> list[Candidate]:
    random.shuffle(items)
    return items


def count(chosen: Iterable[Candidate], key: str, item: Candidate) -> int:
    return sum(getattr(other, key) == getattr(item, key) for other in chosen)
