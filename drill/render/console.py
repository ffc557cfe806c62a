"""A rich console that obeys the streams and the settings."""

from typing import TextIO

from rich.console import Console

from drill import terminal


def console(stream: TextIO, colour: bool, width: int | None = None) -> Console:
    """colour: whether to use any. The width is the terminal's, at most terminal.WIDEST."""
    columns = width or min(terminal.width(stream), terminal.WIDEST)
    return Console(
        file=stream, width=columns, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False, soft_wrap=False,
    )  # fmt: skip
