"""Prompts, explanations and code as pages of the terminal."""

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.markdown import Markdown, MarkdownContext, Paragraph
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text as Line

from drill.render.prose import Prose
from drill.terminal import harmless
from drill.words import LEVELS
from graders.types import Problem
from graders.vocabulary import Text


def code(source: str) -> RenderableType:
    return Syntax(
        harmless(source.rstrip("\n")), "python", theme="ansi_dark", background_color="default", word_wrap=True
    )


WIDE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
MARKS = "\u3000-\u303f\uff00-\uffef"  # full-width punctuation
BLOCK = re.compile(r"\s*([-*+>|#]|\d+[.)]\s|```|~~~|$)")  # lines that begin something of their own
JOINT = re.compile(rf"[{MARKS}]\n\s*|(?<=[{WIDE}])\n\s*(?=[{WIDE}])|\n\s*(?=[{MARKS}])")


def joined(text: str) -> str:
    """Chinese paragraphs on one line each: a line break of the source would be drawn as a space between characters."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fence = line.lstrip().startswith(("```", "~~~"))
        prose = not (fenced or fence or line.startswith("    ") or BLOCK.match(line))
        if (
            lines
            and prose
            and lines[-1].strip()
            and not lines[-1].lstrip().startswith(("```", "~~~", "#", "|", "    "))
        ):
            seam = f"{lines[-1][-1]}\n{line}"
            if JOINT.match(seam) or JOINT.match(seam, 1):
                lines[-1] += line.lstrip()
                continue
        fenced ^= fence
        lines.append(line)
    return "\n".join(lines)


class WrappedParagraph(Paragraph):
    """A paragraph of `Prose`."""

    def on_enter(self, context: MarkdownContext) -> None:
        super().on_enter(context)
        self.text = Prose(justify="left")


class Page(Markdown):
    elements: ClassVar = {**Markdown.elements, "paragraph_open": WrappedParagraph}


def markdown(text: str) -> RenderableType:
    return Page(joined(harmless(text)), code_theme="ansi_dark", hyperlinks=False)


def prose(title: str, text: str) -> RenderableType:
    return Padding(Group(Line(harmless(title), "bold"), Line(), markdown(text)), (1, 1))


def hints(heads: Sequence[str], texts: Sequence[str]) -> RenderableType:
    parts: list[RenderableType] = []
    for head, text in zip(heads, texts, strict=True):
        parts += [Line(head, "bold"), markdown(text), Line()]
    return Padding(Group(*parts[:-1]), (1, 1))


def page(problem: Problem, status: Text, file: str, language: str) -> RenderableType:
    """What to do, what is given, where the file is, and what to type next."""
    facts = Text("{} · {} min · {} · {}", "{} · {} 分钟 · {} · {}").format(
        LEVELS[problem.level], problem.minutes, problem.topic, status
    )
    parts: list[RenderableType] = [
        Line(problem.title.of(language), "bold"), Line(facts.of(language), "dim"), Line(),
        markdown(problem.prompt.of(language)),
    ]  # fmt: skip
    if problem.given:
        given = Text("Given, as `from given import ...`:", "给定代码，可 `from given import ...`：")
        parts += [Line(), Line(given.of(language), "bold"), code(problem.given)]
    steps = Table.grid(padding=(0, 2, 0, 0))
    steps.add_column(no_wrap=True)
    steps.add_column(overflow="fold")
    rows = (
        (Text("your file", "你的文件").of(language), harmless(file)),
        ("drill check", Text("grade it", "评分").of(language)),
        ("drill hint", Text("a hint; there are {}", "提示，共 {} 条").format(len(problem.hints)).of(language)),
    )
    for left, right in rows:
        steps.add_row(Line(left, "cyan"), Line(right))
    return Padding(Group(*parts, Line(), steps), (1, 1))
