"""The verdict of an interview, as an interviewer would write it: a pure function of how the interview went.

The rule. Every item counts with its par minutes. What an answer earns is its score: all or nothing for a number and a single
choice, the share of right options or rubric points otherwise, 1 for a solved problem, at most UNSOLVED for the checks that an
unsolved one passes. From it is taken: a tenth for more than SLOW times par and another for more than VERY_SLOW times,
a tenth for each hint (three at most), a tenth for more than PATIENCE failed checks. What was asked and not answered, and what
was never reached, earns nothing. The score of the interview is the weighted mean, and it is rated:

    strong hire    from 0.85, every problem solved, no topic below 0.5
    hire           from 0.70, at least half of the problems solved
    lean hire      from 0.55
    lean no hire   from 0.40
    no hire        below

With problems asked and none solved, it is lean no hire at most. An abandoned interview is not rated. While open answers are not
marked, the verdict is provisional and leaves them out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drill.mock import Item, State, label
from graders.vocabulary import Text

SLOW, VERY_SLOW = 1.5, 2.5  # times par
PATIENCE = 2  # failed checks that cost nothing
HINTS_COUNTED = 3
UNSOLVED = 0.3
STRONG, WEAK = 0.8, 0.5  # topics

RATINGS: tuple[tuple[str, float], ...] = (
    ("strong_hire", 0.85), ("hire", 0.70), ("lean_hire", 0.55), ("lean_no_hire", 0.40), ("no_hire", 0.0),
)  # fmt: skip
RATING_WORDS = {
    "strong_hire": Text("strong hire", "强烈推荐录用"),
    "hire": Text("hire", "推荐录用"),
    "lean_hire": Text("lean hire", "倾向录用"),
    "lean_no_hire": Text("lean no hire", "倾向不录用"),
    "no_hire": Text("no hire", "不录用"),
    "": Text("not rated", "未评级"),
}
OUTCOME_WORDS = {
    "right": Text("right", "正确"),
    "partly": Text("partly right", "部分正确"),
    "wrong": Text("wrong", "错误"),
    "unmarked": Text("not marked yet", "尚未评分"),
    "solved": Text("solved", "已通过"),
    "unsolved": Text("not solved", "未通过"),
    "unanswered": Text("not answered", "未作答"),
    "not_reached": Text("not reached", "未进行到"),
}
REASON_WORDS = {
    "finished": Text("finished", "已完成"), "time_up": Text("time was up", "时间到"), "abandoned": Text("abandoned", "已放弃"),
    "": Text("still running", "进行中"),
}  # fmt: skip


@dataclass(frozen=True)
class ItemVerdict:
    """score: of the answer. credit: what it earns after time, hints and failed checks; None: not marked yet."""

    place: int
    label: str
    id: str
    kind: str
    topic: str
    title: Text
    outcome: str  # a key of OUTCOME_WORDS
    score: float | None
    credit: float | None
    seconds: float
    par: float
    attempts: int
    hints: int
    skips: int
    mistakes: tuple[str, ...]

    @property
    def over_par(self) -> bool:
        return self.seconds > SLOW * self.par


@dataclass(frozen=True)
class TopicVerdict:
    topic: str
    score: float
    items: int


@dataclass(frozen=True)
class Practise:
    """What to do next, and why."""

    id: str
    kind: str
    why: Text


@dataclass(frozen=True)
class Verdict:
    rating: str  # a key of RATING_WORDS
    score: float
    provisional: bool
    items: tuple[ItemVerdict, ...]
    topics: tuple[TopicVerdict, ...]
    right: int
    questions: int
    solved: int
    problems: int
    summary: tuple[Text, ...]  # sentences
    practise: tuple[Practise, ...]


def outcome(item: Item) -> str:
    if item.is_problem:
        return "solved" if item.passed else "unsolved" if item.attempts else "unanswered" if item.opened else "not_reached"
    if item.status == "done":
        if item.score is None:
            return "unmarked"
        return "right" if item.score >= 1 else "wrong" if item.score <= 0 else "partly"
    return "unanswered" if item.opened else "not_reached"


def credit(item: Item) -> float | None:
    """What an item earns, 0 to 1."""
    result = outcome(item)
    if result == "unmarked":
        return None
    score = item.score or 0.0
    if item.is_problem and not item.passed:
        score *= UNSOLVED
    par = item.minutes * 60
    less = 0.1 * ((item.spent > SLOW * par) + (item.spent > VERY_SLOW * par) + min(item.hints, HINTS_COUNTED))
    if item.is_problem and item.attempts - item.passed > PATIENCE:
        less += 0.1
    return max(score * (1 - less), 0.0)


def mean(items: Iterable[ItemVerdict]) -> float:
    """The mean credit, weighted with par."""
    marked = [item for item in items if item.credit is not None]
    weight = sum(item.par for item in marked)
    return sum((item.credit or 0.0) * item.par for item in marked) / weight if weight else 0.0


def rate(score: float, solved: int, problems: int, topics: Sequence[TopicVerdict]) -> str:
    """The rating by the rule above."""
    for rating, least in RATINGS:
        if score < least - 1e-9:
            continue
        if rating == "strong_hire" and (solved < problems or any(topic.score < WEAK for topic in topics)):
            continue
        if rating == "hire" and 2 * solved < problems:
            continue
        if rating == "lean_hire" and problems and not solved:
            continue
        return rating
    return "no_hire"


def judge(state: State) -> Verdict:
    """The verdict on an interview."""
    items = tuple(
        ItemVerdict(
            i, label(state, i), item.id, item.kind, item.topic, item.title, outcome(item), item.score, credit(item), item.spent,
            item.minutes * 60.0, item.attempts, item.hints, item.skips, item.mistakes,
        )
        for i, item in enumerate(state.items)
        if item.status != "hidden"
    )  # fmt: skip
    topics = []
    for topic in dict.fromkeys(item.topic for item in items):
        own = [item for item in items if item.topic == topic and item.credit is not None and item.outcome != "not_reached"]
        if own and topic:
            topics.append(TopicVerdict(topic, mean(own), len(own)))
    problems = [item for item in items if item.kind == "problem"]
    questions = [item for item in items if item.kind != "problem"]
    solved = sum(item.outcome == "solved" for item in problems)
    score = mean(items)
    rating = "" if state.reason == "abandoned" or state.ended is None else rate(score, solved, len(problems), topics)
    right = sum(item.outcome == "right" for item in questions)
    unmarked = any(item.outcome == "unmarked" for item in items)
    topics.sort(key=lambda topic: -topic.score)
    found = Verdict(
        rating, score, unmarked, items, tuple(topics), right, len(questions), solved, len(problems), (), tuple(practise(items)),
    )  # fmt: skip
    return replace(found, summary=tuple(summary(found, state)))


def summary(verdict: Verdict, state: State) -> Iterable[Text]:
    """What an interviewer would write down."""
    if state.reason == "abandoned":
        yield Text("The interview was abandoned, so it is not rated.", "面试中途放弃，不予评级。")
    if verdict.provisional:
        yield Text(
            "Open answers are not marked yet: the verdict is provisional and leaves them out.",
            "有简答题尚未评分：结论是暂定的，未计入这些题。",
        )
    if verdict.problems:
        yield Text("Code: {} of {} problems solved.", "代码：{} / {} 道题通过。").format(verdict.solved, verdict.problems)
        if verdict.rating and not verdict.solved:
            yield Text("Without a solved problem, no rating above lean no hire.", "没有通过任何编程题，评级不高于“倾向不录用”。")
    if verdict.questions:
        partly = sum(item.outcome == "partly" for item in verdict.items)
        yield Text("Questions: {} of {} right, {} partly.", "问答：{} / {} 题正确，{} 题部分正确。").format(
            verdict.right, verdict.questions, partly
        )
    for words, chosen in (
        (Text("Strong in {}.", "强项：{}。"), [topic for topic in verdict.topics if topic.score >= STRONG]),
        (Text("Weak in {}.", "弱项：{}。"), [topic for topic in verdict.topics if topic.score < WEAK]),
    ):
        if chosen:
            yield words.format(listed([Text(topic.topic) for topic in chosen]))
    slow = [item.label for item in verdict.items if item.over_par and item.outcome not in ("unanswered", "not_reached")]
    if slow:
        yield Text("Well over par on item {}.", "明显超出参考用时的题：{}。").format(", ".join(slow))
    missed = sum(item.outcome == "not_reached" for item in verdict.items)
    if missed:
        yield Text("{} items were not reached.", "有 {} 题没有进行到。").format(missed)
    skipped = [item.label for item in verdict.items if item.outcome == "unanswered"]
    if skipped:
        yield Text("Left without an answer: {}.", "未作答：{}。").format(", ".join(skipped))
    if state.pauses:
        minutes = state.paused.total_seconds() / 60
        yield Text("Pauses of the clock: {}, {:.0f} min in all.", "计时暂停：{} 次，共 {:.0f} 分钟。").format(state.pauses, minutes)


def listed(words: Sequence[Text]) -> Text:
    return Text(", ".join(word.en for word in words), "、".join(word.zh for word in words))


WHYS = {
    "unsolved": Text("not solved", "未通过"), "wrong": Text("answered wrongly", "答错"),
    "unanswered": Text("left without an answer", "未作答"), "partly": Text("answered in part", "只答对一部分"),
}  # fmt: skip


def practise(items: Sequence[ItemVerdict]) -> Iterable[Practise]:
    """Worst first; what was right but slow or needed hints comes last."""
    order = list(WHYS)
    for item in sorted(items, key=lambda item: (order.index(item.outcome) if item.outcome in WHYS else 9, -item.par)):
        if item.outcome in WHYS:
            yield Practise(item.id, item.kind, WHYS[item.outcome])
        elif item.hints:
            yield Practise(item.id, item.kind, Text("right, with hints", "通过，但用了提示"))
        elif item.outcome in ("right", "solved") and item.over_par:
            yield Practise(item.id, item.kind, Text("right, but slow", "正确，但偏慢"))
