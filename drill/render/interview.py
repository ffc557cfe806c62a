"""Interviews as pages of the terminal: the task in the room, the items, the verdict."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from drill.mock import State, label, remaining, spent
from drill.render.prompt import code, markdown
from drill.terminal import harmless
from drill.verdict import OUTCOME_WORDS, RATING_WORDS, REASON_WORDS, Verdict
from drill.words import LEVELS
from graders.types import Problem
from graders.vocabulary import Text

STATUS_WORDS = {
    "waiting": Text("to come", "未开始"), "skipped": Text("skipped", "已跳过"), "done": Text("done", "已完成"),
    "current": Text("now", "当前"),
}  # fmt: skip
OUTCOME_STYLES = {"right": "green", "solved": "green", "partly": "yellow", "unmarked": "yellow"}
RATING_STYLES = {"strong_hire": "bold green", "hire": "bold green", "lean_hire": "green", "lean_no_hire": "yellow", "no_hire": "red"}


def clock(seconds: float) -> str:
    """12:05, or 1:02:05; negative times have a sign."""
    sign, whole = ("-" if seconds < 0 else ""), abs(int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{sign}{rest // 60}:{rest % 60:02}"


def task(problem: Problem, head: str, file: str, language: str) -> RenderableType:
    """A problem in the room."""
    facts = Text("{} · {} min · {}", "{} · {} 分钟 · {}").format(LEVELS[problem.level], problem.minutes, problem.topic)
    line = Line.assemble((harmless(head), "bold"), "  ", (problem.title.of(language), "bold"), "  ", (facts.of(language), "dim"))
    parts: list[RenderableType] = [line, Line(), markdown(problem.prompt.of(language))]
    if problem.given:
        given = Text("Given, as `from given import ...`:", "给定代码，可 `from given import ...`：")
        parts += [Line(), Line(given.of(language), "bold"), code(problem.given)]
    where = Text("Your file: {}", "你的文件：{}").format(file).of(language)
    parts += [Line(), Line(harmless(where), "cyan", overflow="fold")]
    told = Text("Write it in your editor; every save is checked.", "请在编辑器中编写；每次保存都会检查。")
    return Padding(Group(*parts, Line(told.of(language), "dim")), (1, 1))


def items(state: State, now: datetime, language: str, titles: Sequence[Text]) -> RenderableType:
    """Every item with its number, its title and where it stands."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="ellipsis", no_wrap=True)
    for i, (item, title) in enumerate(zip(state.items, titles, strict=True)):
        if item.status == "hidden":
            continue
        status = "current" if i == state.current else item.status
        style = {"current": "bold cyan", "done": "dim", "skipped": "yellow"}.get(status, "")
        times = f"{clock(spent(state, i, now))} / {item.minutes}:00"
        row = (label(state, i), STATUS_WORDS[status].of(language), times, harmless(title.of(language)))
        table.add_row(*(Line(cell, style) for cell in row))
    left = Text("{} left of {} min", "剩余 {}，共 {} 分钟").format(clock(remaining(state, now).total_seconds()), state.minutes)
    return Padding(Group(Line(state.title.of(language), "bold"), Line(left.of(language), "dim"), Line(), table), (1, 1))


def verdict(state: State, found: Verdict, language: str) -> RenderableType:
    """What the interviewer writes."""

    def say(text: Text) -> str:
        return harmless(text.of(language))

    rating = RATING_WORDS[found.rating]
    facts = Text("{:.0f} of 100 · {} · {} min", "{:.0f} / 100 · {} · {} 分钟").format(
        100 * found.score, REASON_WORDS[state.reason], state.minutes
    )
    head = Line.assemble((say(rating), RATING_STYLES.get(found.rating, "bold")), "  ", (say(facts), "dim"))
    parts: list[RenderableType] = [Line(say(state.title), "bold"), head, Line()]
    parts += [Line(say(sentence)) for sentence in found.summary]
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify in ("right", "left", "right", "left"):
        table.add_column(no_wrap=True, justify=justify)  # type: ignore[arg-type]
    for item in found.items:
        times = f"{clock(item.seconds)} / {clock(item.par)}"
        notes = []
        if item.attempts:
            notes.append(say(Text("checks: {}", "检查 {} 次").format(item.attempts)))
        if item.hints:
            notes.append(say(Text("hints: {}", "提示 {} 条").format(item.hints)))
        notes += item.mistakes
        table.add_row(
            Line(item.label), Line(say(OUTCOME_WORDS[item.outcome]), OUTCOME_STYLES.get(item.outcome, "red")),
            Line(times, "yellow" if item.over_par else "dim"), Line(item.id),
        )  # fmt: skip
        if notes:
            table.add_row("", "", "", Line(", ".join(notes), "dim", overflow="ellipsis"))
    parts += [Line(), table]
    if found.topics:
        topics = Table.grid(padding=(0, 2, 0, 0))
        for topic in found.topics:
            topics.add_row(Line(topic.topic), Line(f"{100 * topic.score:.0f}", justify="right"))
        parts += [Line(), Line(say(Text("By topic, of 100", "各主题得分（满分 100）")), "bold"), topics]
    if found.practise:
        steps = Table.grid(padding=(0, 2, 0, 0))
        for step in found.practise:
            command = f"drill next {step.id}" if step.kind == "problem" else f"drill ask {step.id}"
            steps.add_row(Line(command, "cyan"), Line(say(step.why), "dim"))
        parts += [Line(), Line(say(Text("Practise next; it is in the schedule", "接下来练习（已加入复习计划）")), "bold"), steps]
    return Padding(Group(*parts), (1, 1))
