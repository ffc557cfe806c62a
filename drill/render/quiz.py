"""Questions, and what became of an answer, as pages of the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from drill.questions import Choice, Number, Open
from drill.quiz import LETTERS, Asked, Evidence, Grade
from drill.render.prompt import markdown
from drill.terminal import harmless
from drill.words import LEVELS
from graders.vocabulary import Text

MARKS = {True: ("✓", "green"), False: ("✗", "red")}


def rows(*widths: int | None) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    for width in widths:
        table.add_column(no_wrap=width is not None)
    return table


def question(asked: Asked, language: str, head: str = "", options: bool = True) -> RenderableType:
    """The question as it is put. head: what stands above it, such as its number."""
    found = asked.question
    facts = Text("{} · {} · {} min · {}", "{} · {} · {} 分钟 · {}").format(
        found.asks, LEVELS[found.level], found.minutes, found.topic
    )
    line = Line(harmless(head), "bold")
    line.append(("  " if head else "") + facts.of(language), "dim")
    parts: list[RenderableType] = [line, Line(), markdown(asked.prompt.of(language))]
    if isinstance(found, Choice) and options:
        table = rows(2, None)
        for letter, option in zip(LETTERS, asked.options, strict=False):
            table.add_row(Line(f"{letter})", "cyan"), markdown(option.text.of(language)))
        parts += [Line(), table]
    parts += [Line(), Line(how(asked).of(language), "dim")]
    return Padding(Group(*parts), (1, 1))


def how(asked: Asked) -> Text:
    """How to answer."""
    match asked.question:
        case Choice() if asked.many:
            return Text("All that apply: letters, such as a c.", "多选：写出所有正确选项的字母，例如 a c。")
        case Choice():
            return Text("One letter.", "单选：写一个字母。")
        case Number(unit=unit) if unit.strip():
            return Text("A number, counted in {}.", "写一个数，单位 {}。").format(unit)
        case Number():
            return Text("A number.", "写一个数。")
    return Text("In your own words, as you would say it.", "用自己的话回答，就像在面试中说出来一样。")


def rubric(asked: Asked, found: Sequence[Evidence | None], language: str) -> RenderableType:
    """The model answer, and the points to tick off with the evidence that the answer holds."""
    question = asked.question
    assert isinstance(question, Open)
    parts: list[RenderableType] = [
        Line(Text("A model answer", "参考回答").of(language), "bold"), Line(), markdown(question.answer.of(language)), Line(),
        Line(Text("Which points did you make?", "你讲到了哪些要点？").of(language), "bold"), Line(),
    ]  # fmt: skip
    table = rows(2, None)
    for i, (point, evidence) in enumerate(zip(question.rubric, found, strict=True), 1):
        table.add_row(Line(f"{i}.", "cyan"), Group(markdown(point.point.of(language)), suggestion(evidence, language)))
    return Padding(Group(*parts, table), (1, 1))


def suggestion(evidence: Evidence | None, language: str) -> Line:
    """What a keyword suggests; no more than that."""
    if evidence is None:
        return Line(Text("no keyword of it in your answer", "回答中没有出现相关关键词").of(language), "dim")
    told = (
        Text("perhaps not: {!r} stands beside a negation: ...{}...", "可能没有：{!r} 附近有否定词：……{}……")
        if evidence.negated
        else Text("perhaps: {!r} in ...{}...", "可能讲到了：{!r}，见 ……{}……")
    )
    said = told.format(evidence.keyword, evidence.excerpt).of(language)
    return Line(harmless(said), "yellow" if evidence.negated else "green")


def review(asked: Asked, grade: Grade, chosen: frozenset[int], language: str) -> RenderableType:
    """What was right, what was not and why, and what a strong candidate would say."""
    return Padding(Group(*review_parts(asked, grade, chosen, language)), (1, 1))


def review_parts(asked: Asked, grade: Grade, chosen: frozenset[int], language: str) -> Iterator[RenderableType]:
    mark, style = MARKS[grade.passed]
    yield Line.assemble((mark + " ", style), (harmless(grade.says.of(language)), "bold"))
    question = asked.question
    yield Line()
    if isinstance(question, Choice):
        table = rows(1, 2, None)
        for i, (letter, option) in enumerate(zip(LETTERS, asked.options, strict=False)):
            mark, style = MARKS[option.right]
            said: list[RenderableType] = [markdown(option.text.of(language))]
            if option.why is not None and (i in chosen or not grade.passed):
                said.append(markdown(option.why.of(language)))
            table.add_row(Line(mark, style), Line(f"{letter})", "bold" if i in chosen else "dim"), Group(*said))
        yield table
    elif isinstance(question, Number):
        yield Line(Text("Working", "计算过程").of(language), "bold")
        yield markdown(asked.working.of(language))
    else:
        table = rows(1, None)
        for point in grade.points:
            mark, style = MARKS[point.right]
            table.add_row(Line(mark, style), markdown(point.name.of(language)))
        yield table
    yield Line()
    yield markdown(question.explanation.of(language))
    yield Line()
    for source in question.source:
        yield Line(harmless(source), "dim")
