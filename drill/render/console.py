"""Rich pages as text, obeying the streams and the settings."""

import io

from rich.console import Console, RenderableType


def drawn(page: RenderableType, colour: bool, width: int) -> str:
    """The page as text of at most so many columns, without spaces at line ends where there is no colour."""
    out = io.StringIO()
    Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    ).print(page)  # fmt: skip
    return out.getvalue() if colour else "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


HTML_WIDTH = 100
HTML = '<pre style="font-family: Menlo, Consolas, monospace; line-height: 1.3"><code>{code}</code></pre>'


def as_html(page: RenderableType) -> str:
    """The page as HTML with its styles in it."""
    recorder = Console(
        record=True,
        file=io.StringIO(),
        width=HTML_WIDTH,
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
    )
    recorder.print(page)
    return recorder.export_html(inline_styles=True, code_format=HTML)
