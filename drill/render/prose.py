"""Sentences that break where Chinese allows it: rich breaks lines at spaces alone, and else within a word."""

import re
from collections.abc import Iterator

from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text as Line

from drill.terminal import cells

WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
NOT_FIRST = "，。、；：？！）」』】》〉”’…—·％,.;:?!)]}%"  # characters that no line begins with
NOT_LAST = "（「『【《〈“‘([{"
UNIT = re.compile(rf"[{NOT_LAST}]*(?:[{WIDE}]|[^\s{WIDE}]+)[{re.escape(NOT_FIRST)}]*[ ]*|\s+")


def breaks(text: str, width: int) -> Iterator[int]:
    """Where to break a line of text so that each part has at most `width` columns, spaces at its end not counted."""
    column = 0
    for unit in UNIT.finditer(text):
        word = unit[0]
        wide = cells(word.rstrip())
        if column and column + wide > width:
            yield unit.start()
            column = 0
        if wide > width:  # a word wider than the line is cut
            for place, char in enumerate(word, unit.start()):
                if column + cells(char) > width:
                    yield place
                    column = 0
                column += cells(char)
        else:
            column += cells(word)


class Prose(Line):
    """A text of rich that wraps Chinese as Chinese is wrapped."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        if self.plain.isascii() or no_wrap or self.no_wrap:
            return super().wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        lines = Lines()
        for line in self.split(allow_blank=True):
            parts = line.divide(list(breaks(line.plain, width)))
            for part in parts:
                part.rstrip_end(width)
            lines.extend(parts)
        return lines
