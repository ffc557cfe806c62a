"""What the streams can show: width, colour, characters. Imports nothing heavy."""

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from typing import TextIO

WIDEST = 100  # prose and scorecards are not wider than this, whatever the terminal

# C0 without tab and newline, DEL, C1, and the characters that reorder or hide text.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ud800-\udfff]"
)


def harmless(text: str) -> str:
    """`text` with every control character written out, so that it cannot drive a terminal."""
    return UNSAFE.sub(lambda found: escape(found[0]), text.replace("\r\n", "\n"))


def escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def prepare() -> None:
    """Let no character that the streams' encoding lacks end the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def interactive() -> bool:
    """Somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def coloured(stream: TextIO, wanted: str, environ: Mapping[str, str] = os.environ) -> bool:
    """wanted: auto, always or never."""
    if wanted != "auto":
        return wanted == "always"
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """The columns of a terminal, COLUMNS, or 100."""
    if os.environ.get("COLUMNS", "").isdigit():
        return max(int(os.environ["COLUMNS"]), 20)
    if stream.isatty():
        try:
            return max(os.get_terminal_size(stream.fileno()).columns, 20)
        except (OSError, ValueError):
            pass
    return max(shutil.get_terminal_size((WIDEST, 24)).columns, 20)


def encodes(stream: TextIO, characters: str = "✓✗·─│") -> bool:
    try:
        characters.encode(getattr(stream, "encoding", "utf-8") or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def cells(text: str) -> int:
    """How many columns a text takes: a wide character takes two, a combining one none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def fit(text: str, columns: int, ellipsis: str = "…") -> str:
    """`text` padded or shortened to so many columns."""
    if cells(text) > columns:
        kept, room = "", columns - cells(ellipsis)
        for char in text:
            room -= cells(char)
            if room < 0:
                break
            kept += char
        text = kept + ellipsis if columns >= cells(ellipsis) else ""
    return text + " " * (columns - cells(text))


def wrapped(text: str, columns: int) -> list[str]:
    """Harmless lines of at most so many columns, broken at spaces where there are any."""
    lines: list[str] = []
    for line in harmless(text).split("\n"):
        while cells(line) > columns > 1:
            end, room = 0, columns
            while room >= cells(line[end]):
                room -= cells(line[end])
                end += 1
            space = line.rfind(" ", 0, end + 1)
            end = space if space > 0 else end
            lines.append(line[:end])
            line = line[end:].lstrip(" ")
        lines.append(line)
    return lines
