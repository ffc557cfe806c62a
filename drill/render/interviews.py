"""The reported rounds as a page of the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line

from drill.terminal import harmless
from graders.vocabulary import Text


def page(rows: Sequence[Mapping[str, Any]], language: str, unicode: bool = True) -> RenderableType:
    """Each round: who asked whom and when, what was asked, how the candidate did, and how to play it."""
    dot = " · " if unicode else " - "
    parts: list[RenderableType] = []
    for row in rows:
        minutes = Text("{} min", "{} 分钟").format(row["minutes"]).of(language)
        facts = [row["company"], row["role"], row["date"], minutes]
        parts += [
            Line.assemble((row["id"], "bold cyan"), "  ", (harmless(row["title"]), "bold")),
            Line(harmless(dot.join(fact for fact in facts if fact)), "dim"),
            Line(harmless(", ".join(row["items"]))),
            Line(harmless(row["outcome"]), "italic"),
        ]
        if row["missing"]:
            told = Text("Not written yet: {}", "尚未写好：{}").format(", ".join(row["missing"]))
            parts.append(Line(told.of(language), "yellow"))
        parts.append(Line())
    parts.append(Line(Text("drill mock ID plays one.", "drill mock ID 进行其中一场。").of(language), "dim"))
    return Padding(Group(*parts), (1, 1))
