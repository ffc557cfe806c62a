"""The report of an interview: one HTML file that needs nothing else, the same as Markdown, and as a JSON document.

`gather` collects everything into one noun; the three forms are functions of it. What the candidate wrote is text everywhere: the
template escapes it, Markdown fences it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from drill import mock, quiz
from drill.mock import Item, State
from drill.questions import Bank, Choice, Number, Open, Question
from drill.session import Session, Usage
from drill.terminal import harmless
from drill.verdict import OUTCOME_WORDS, RATING_WORDS, REASON_WORDS, ItemVerdict, Verdict, judge
from drill.words import LEVELS, VERDICTS
from graders.types import Problem
from graders.types import Verdict as CheckVerdict
from graders.vocabulary import Fault, Text

TEMPLATES = Path(__file__).parent / "templates"
MANY_PAST = 30  # interviews of the progress plot


@dataclass(frozen=True)
class Submission:
    """One check of a problem. minute: of the interview, on the wall."""

    minute: float
    passed: bool
    score: float
    failed: str
    diagnoses: tuple[tuple[str, Text], ...]  # (id, what it says)
    checks: tuple[tuple[str, str], ...]  # (name, verdict)
    source: str


@dataclass(frozen=True)
class ItemReport:
    """One item with everything that there is to say of it. question and problem: as they are written today, or None."""

    verdict: ItemVerdict
    item: Item
    question: Question | None
    problem: Problem | None
    asked: quiz.Asked | None
    chosen: frozenset[int]
    points: tuple[tuple[Text, bool], ...]
    submissions: tuple[Submission, ...]
    may_show: bool  # the reference: the problem is solved, or was given up


@dataclass(frozen=True)
class Past:
    """An interview of the progress plot."""

    id: str
    at: datetime
    title: Text
    rating: str
    score: float


@dataclass(frozen=True)
class Report:
    state: State
    verdict: Verdict
    items: tuple[ItemReport, ...]
    stretches: tuple[mock.Stretch, ...]
    past: tuple[Past, ...]  # oldest first, this one among them
    outcome: Text  # how the candidate of the reported round did
    made: datetime


def chosen_id(session: Session, wanted: str | None) -> str:
    """The interview meant: by its id or the beginning of it; else the last one. Raises Usage."""
    mocks = session.history.mocks()
    if not mocks:
        raise Usage(Text("No interview yet. `drill mock` begins one.", "还没有面试记录。用 `drill mock` 开始一场。"))
    if wanted is None:
        return mocks[-1][0].mock
    found = [begin.mock for begin, _ in mocks if begin.mock.startswith(wanted)]
    found = found or [begin.mock for begin, _ in mocks if begin.detail["interview"] == wanted][-1:]
    if len(found) != 1:
        known = ", ".join(begin.mock for begin, _ in mocks[-5:])
        raise Usage(Text("No interview {}. The last ones: {}.", "没有面试 {}。最近的有：{}。").format(wanted, known))
    return found[0]


def gather(session: Session, id: str) -> Report:
    """Everything there is to say of an interview."""
    events = session.history.mock_events(id)
    state = mock.folded(events)
    verdict = judge(state)
    bank = Bank.of(session.catalog)
    reports = tuple(item_report(session, bank, state, events, item) for item in verdict.items)
    past = []
    for begin, end in session.history.mocks()[-MANY_PAST:]:
        if end is not None and end.detail["reason"] != "abandoned":
            other = state if begin.mock == id else mock.folded(session.history.mock_events(begin.mock))
            found = judge(other)
            past.append(Past(begin.mock, begin.at, other.title, found.rating, found.score))
    outcome = Text()
    if state.interview:
        try:
            rounds = session.catalog.interviews
            outcome = rounds[state.interview].outcome if state.interview in rounds else Text()
        except Fault:
            pass
    until = state.ended or session.now()
    return Report(state, verdict, reports, tuple(mock.stretches(events, until)), tuple(past), outcome, session.now())


def item_report(
    session: Session, bank: Bank, state: State, events: Sequence[Any], verdict: ItemVerdict
) -> ItemReport:  # fmt: skip
    item = state.items[verdict.place]
    question = bank.questions.get(item.id) if not item.is_problem else None
    problem = None
    if item.is_problem and item.id in session.catalog.index:
        try:
            problem = session.catalog.load(item.id)
        except Fault:
            problem = None
    asked = quiz.draw(question, state.seed) if question is not None else None
    chosen: frozenset[int] = frozenset()
    if asked is not None and isinstance(question, Choice) and item.answer is not None:
        try:
            chosen = quiz.read_choice(str(item.answer), len(question.options))
        except quiz.Unclear:
            chosen = frozenset()
    points: tuple[tuple[Text, bool], ...] = ()
    submissions = []
    for event in events:
        if event.detail.get("item") != verdict.place:
            continue
        if "points" in event.detail:
            points = tuple((Text(en, zh), bool(right)) for en, zh, right in event.detail["points"])
        if event.kind == "check":
            submissions.append(submission(session, state, problem, event))
    progress = session.history.progress(item.id)
    return ItemReport(
        verdict, item, question, problem, asked, chosen, points, tuple(submissions), progress.ever_solved or progress.ever_shown
    )  # fmt: skip


def submission(session: Session, state: State, problem: Problem | None, event: Any) -> Submission:
    attempt = session.history.attempt(event.detail["attempt"])
    says = {mistake.id: mistake.says for mistake in problem.mistakes} if problem is not None else {}
    return Submission(
        (event.at - state.started).total_seconds() / 60, event.detail["passed"], event.detail["score"], event.detail["failed"],
        tuple((id, says.get(id, Text())) for id in event.detail["diagnoses"]),
        attempt.checks if attempt is not None else (),
        attempt.source.decode("utf-8", "replace") if attempt is not None else "",
    )  # fmt: skip


# JSON


def document(session: Session, id: str) -> dict[str, Any]:
    """The report as plain data in the session's language."""
    report, language = gather(session, id), session.language
    state, verdict = report.state, report.verdict
    return {
        "id": state.id, "interview": state.interview or None, "title": state.title.of(language), "started": state.started.isoformat(),
        "ended": state.ended.isoformat() if state.ended else None, "reason": state.reason or None, "minutes": state.minutes,
        "paused_seconds": state.paused.total_seconds(), "pauses": state.pauses,
        "remaining_seconds": max(mock.remaining(state, session.now()).total_seconds(), 0.0),
        "rating": verdict.rating or None, "score": verdict.score, "provisional": verdict.provisional,
        "summary": [sentence.of(language) for sentence in verdict.summary],
        "items": [item_document(item, language) for item in report.items],
        "topics": [{"topic": topic.topic, "score": topic.score, "items": topic.items} for topic in verdict.topics],
        "practise": [{"id": step.id, "kind": step.kind, "why": step.why.of(language)} for step in verdict.practise],
        "timeline": [
            {"item": None if stretch.place is None else mock.label(state, stretch.place), "start": stretch.start.isoformat(),
             "end": stretch.end.isoformat()}
            for stretch in report.stretches
        ],
        "past": [
            {"id": past.id, "started": past.at.isoformat(), "rating": past.rating or None, "score": past.score} for past in report.past
        ],
    }  # fmt: skip


def item_document(report: ItemReport, language: str) -> dict[str, Any]:
    verdict = report.verdict
    return {
        "item": verdict.label, "id": verdict.id, "kind": verdict.kind, "topic": verdict.topic, "outcome": verdict.outcome,
        "score": verdict.score, "credit": verdict.credit, "seconds": verdict.seconds, "par_seconds": verdict.par,
        "attempts": verdict.attempts, "hints": verdict.hints, "skips": verdict.skips, "mistakes": list(verdict.mistakes),
        "answer": report.item.answer, "prompt": prompt_of(report).of(language),
        "points": [{"point": text.of(language), "right": right} for text, right in report.points],
        "submissions": [
            {"minute": made.minute, "passed": made.passed, "score": made.score, "failed": made.failed,
             "diagnoses": [id for id, _ in made.diagnoses], "source": made.source}
            for made in report.submissions
        ],
    }  # fmt: skip


def prompt_of(report: ItemReport) -> Text:
    if report.asked is not None:
        return report.asked.prompt
    if report.problem is not None:
        return report.problem.prompt
    return report.item.title or Text(report.item.id)


def head_of(report: ItemReport) -> Text:
    """What an item is called above its text."""
    return report.item.title if report.item.is_problem and report.item.title else Text(report.item.id)


# Markdown


def fenced(text: str, language: str = "") -> str:
    """A block that nothing in the text can end."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{harmless(text)}\n{fence}"


def markdown(report: Report, language: str) -> str:
    """The report as Markdown."""

    def say(text: Text) -> str:
        return text.of(language)

    state, verdict = report.state, report.verdict
    rating = Text("**{}** · {:.0f} of 100 · {} · {} min · {}", "**{}** · {:.0f} / 100 · {} · {} 分钟 · {}").format(
        RATING_WORDS[verdict.rating], 100 * verdict.score, REASON_WORDS[state.reason], state.minutes,
        f"{state.started.astimezone():%Y-%m-%d %H:%M}",
    )  # fmt: skip
    parts = [f"# {say(state.title)}", say(rating), *(f"- {say(sentence)}" for sentence in verdict.summary)]
    table = [say(Text("| item | id | outcome | time | par |", "| 题 | id | 结果 | 用时 | 参考 |")), "| --- | --- | --- | --- | --- |"]
    for item in verdict.items:
        table.append(f"| {item.label} | {item.id} | {say(OUTCOME_WORDS[item.outcome])} | {clock(item.seconds)} | {clock(item.par)} |")
    parts += ["\n".join(table), *(item_markdown(item, language) for item in report.items)]
    if verdict.practise:
        parts.append("## " + say(Text("Practise next", "接下来练习")))
        parts += [f"- `{step.id}`: {say(step.why)}" for step in verdict.practise]
    return "\n\n".join(parts).replace("\n\n- ", "\n- ") + "\n"


def item_markdown(report: ItemReport, language: str) -> str:
    def say(text: Text) -> str:
        return text.of(language).strip()

    verdict, question = report.verdict, report.question
    parts = [f"## {verdict.label}. {say(head_of(report))} ({say(OUTCOME_WORDS[verdict.outcome])})"]
    if not report.item.is_problem:
        parts.append(say(prompt_of(report)))
    if isinstance(question, Choice) and report.asked is not None:
        lines = []
        for i, (letter, option) in enumerate(zip(quiz.LETTERS, report.asked.options, strict=False)):
            mark = "x" if i in report.chosen else " "
            told = say(Text("right", "正确")) if option.right else say(Text("wrong", "错误"))
            lines.append(f"- [{mark}] {letter}) {say(option.text)} ({told})")
        parts.append("\n".join(lines))
    elif report.item.answer is not None:
        parts += [say(Text("Your answer:", "你的回答：")), fenced(str(report.item.answer))]
    if report.points and not isinstance(question, Choice):
        parts.append("\n".join(f"- [{'x' if right else ' '}] {say(text)}" for text, right in report.points))
    for made in report.submissions:
        told = say(Text("passed", "通过")) if made.passed else made.failed
        names = ", ".join(id for id, _ in made.diagnoses)
        parts.append(f"- {made.minute:.0f} min: {harmless(told)}{f' ({names})' if names else ''}")
    if report.submissions and report.submissions[-1].source:
        parts.append(fenced(report.submissions[-1].source.rstrip("\n"), "python"))
    if isinstance(question, Number) and report.asked is not None:
        parts.append(say(report.asked.working))
    if isinstance(question, Open):
        parts += [say(Text("A model answer:", "参考回答：")), say(question.answer)]
    if question is not None:
        parts += [say(question.explanation), "\n".join(f"- {source}" for source in question.source)]
    return "\n\n".join(parts)


def clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


# HTML


@dataclass(frozen=True)
class Bar:
    x: float
    width: float
    says: str


@dataclass(frozen=True)
class Row:
    label: str
    name: str
    y: float
    outcome: str
    bars: tuple[Bar, ...]
    par: float  # where par ends, counted from the first bar; 0: it never had the floor
    marks: tuple[tuple[float, bool], ...]  # checks: (x, passed)


@dataclass(frozen=True)
class Timeline:
    """The interview as a drawing. All lengths are in the units of the drawing."""

    width: float
    height: float
    rows: tuple[Row, ...]
    pauses: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]  # (x, minute)
    end: float  # where the interview ended


LEFT, WIDTH, ROW, TOP = 46.0, 900.0, 26.0, 22.0


def timeline(report: Report) -> Timeline:
    state = report.state
    until = max([stretch.end for stretch in report.stretches] + [state.ended or state.last])
    minutes = max((until - state.started).total_seconds() / 60, 1.0)
    scale = (WIDTH - LEFT - 10) / minutes

    def x(at: datetime) -> float:
        return round(LEFT + (at - state.started).total_seconds() / 60 * scale, 1)

    rows = []
    for number, item in enumerate(report.items):
        own = [stretch for stretch in report.stretches if stretch.place == item.verdict.place]
        bars = tuple(
            Bar(x(stretch.start), max(x(stretch.end) - x(stretch.start), 1.5), clock((stretch.end - stretch.start).total_seconds()))
            for stretch in own
        )
        par = round(bars[0].x + item.verdict.par / 60 * scale, 1) if bars else 0.0
        marks = tuple((round(LEFT + made.minute * scale, 1), made.passed) for made in item.submissions)
        rows.append(Row(
            item.verdict.label, item.verdict.id, TOP + number * ROW, item.verdict.outcome, bars, par if par < WIDTH else 0.0, marks
        ))  # fmt: skip
    pauses = tuple(
        Bar(x(stretch.start), max(x(stretch.end) - x(stretch.start), 1.5), clock((stretch.end - stretch.start).total_seconds()))
        for stretch in report.stretches
        if stretch.place is None
    )
    step = next(step for step in (1, 2, 5, 10, 15, 30, 60, 120, 10**6) if minutes / step <= 12)
    ticks = tuple((round(LEFT + minute * scale, 1), minute) for minute in range(0, int(minutes) + 1, step))
    return Timeline(WIDTH, TOP + len(rows) * ROW + 22, tuple(rows), pauses, ticks, x(state.ended or until))


def progress_points(report: Report) -> list[tuple[float, float, Past]]:
    """Where each interview stands in the progress plot of 600 by 140."""
    past = report.past
    across = [24 + 552 * i / max(len(past) - 1, 1) for i in range(len(past))] if len(past) > 1 else [300.0]
    return [(round(x, 1), round(124 - 108 * one.score, 1), one) for x, one in zip(across, past, strict=False)]


def html(report: Report, language: str) -> str:
    """The report as one HTML file."""
    import jinja2
    from markdown_it import MarkdownIt
    from markupsafe import Markup
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    from drill.render.prompt import joined

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    formatter: Any = HtmlFormatter(cssclass="code", wrapcode=True)

    def prose(text: str) -> Markup:
        said = text.of(language) if isinstance(text, Text) else text
        return Markup(renderer.render(joined(harmless(said))))

    def python(source: str) -> Markup:
        return Markup(highlight(harmless(source), PythonLexer(stripnl=False), formatter))

    def say(text: str, *args: Any) -> str:
        said = text.format(*args) if args else text
        return harmless(said.of(language) if isinstance(said, Text) else said)

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(
        say=say, t=lambda en, zh, *args: say(Text(en, zh), *args), prose=prose, python=python, clock=clock, LETTERS=quiz.LETTERS,
        RATINGS=RATING_WORDS, OUTCOMES=OUTCOME_WORDS, REASONS=REASON_WORDS, LEVELS=LEVELS, head_of=head_of, prompt_of=prompt_of,
        verdict_word=verdict_word, isinstance_=lambda value, name: type(value).__name__ == name, zip=zip, enumerate=enumerate,
        harmless=harmless,
    )  # fmt: skip
    styles: Mapping[str, str] = {
        name: HtmlFormatter(style=style).get_style_defs(".code") for name, style in (("light", "default"), ("dark", "github-dark"))
    }
    return environment.get_template("report.html").render(
        report=report, state=report.state, verdict=report.verdict, timeline=timeline(report), points=progress_points(report),
        language=language, styles={name: Markup(css) for name, css in styles.items()},
    )  # fmt: skip


def verdict_word(verdict: str) -> Text:
    try:
        return VERDICTS[CheckVerdict(verdict)]
    except ValueError:
        return Text(verdict)
