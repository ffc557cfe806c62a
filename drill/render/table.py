"""Tables of one-line rows, straight with wide characters. Without rich, whose import would be half of a list's time."""

from collections.abc import Sequence
from dataclasses import dataclass

import click

from drill.terminal import cells, fit, harmless

Cell = tuple[str, str]  # text and style
GAP = "  "


@dataclass(frozen=True)
class Column:
    """goes: 0 never; the highest number is dropped first when there is no room. flexible: is shortened before."""

    head: str
    goes: int
    right: bool = False
    flexible: bool = False


STYLES: dict[str, dict[str, object]] = {
    "bold": {"bold": True}, "dim": {"dim": True}, "green": {"fg": "green"}, "red": {"fg": "red"},
    "yellow": {"fg": "yellow"},
}  # fmt: skip
LEAST = 12  # columns that a shortened column keeps


def draw_table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, colour: bool, unicode: bool = True
) -> str:
    """The table as text, ending in a newline."""
    rows = [[(harmless(text), style) for text, style in row] for row in rows]
    wide = [max([cells(column.head), *(cells(row[i][0]) for row in rows)]) for i, column in enumerate(columns)]
    kept = [i for i in range(len(columns)) if wide[i]]
    while True:
        spare = width - sum(wide[i] for i in kept) - len(GAP) * (len(kept) - 1)
        flexible = [i for i in kept if columns[i].flexible]
        if spare >= 0:
            break
        if flexible and wide[flexible[0]] + spare >= LEAST:
            wide[flexible[0]] += spare
            break
        dropped = max(kept, key=lambda i: columns[i].goes)
        if not columns[dropped].goes:
            break
        kept.remove(dropped)
    ellipsis = "…" if unicode else "~"

    def cell(i: int, text: str, style: str) -> str:
        if columns[i].right:
            text = " " * (wide[i] - cells(text)) + text
        text = fit(text, wide[i], ellipsis)
        return click.style(text, **STYLES[style]) if colour and style else text  # type: ignore[arg-type]

    lines = [GAP.join(cell(i, columns[i].head, "dim") for i in kept).rstrip()]
    lines += [GAP.join(cell(i, *row[i]) for i in kept).rstrip() for row in rows]
    return "\n".join(lines) + "\n"
