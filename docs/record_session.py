"""Record a real session as docs/session.svg: `python docs/record_session.py`.

Commands run in a home of their own, on a terminal of 92 columns; what they draw is what the picture shows.
"""

import fcntl
import io
import os
import pty
import struct
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 92
HERE = Path(__file__).parent
ID = "scaled_dot_product_attention"
SCALING = " / math.sqrt(q.shape[-1])"


def on_terminal(words: list[str], home: str) -> str:
    """What `drill` with these words draws on a terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(HERE.parent)
        os.execve(
            sys.executable,
            [sys.executable, "-m", "drill", *words],
            {**os.environ, "HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        )
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    out = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:
            break
        if not block:
            break
        out += block
    os.waitpid(process, 0)
    return out.decode().replace("\r\n", "\n")


def wrong(source: str) -> str:
    """The reference with the scores left unscaled."""
    if SCALING not in source:
        raise SystemExit(f"the reference holds no {SCALING!r} any more; change SCALING")
    return source.replace(SCALING, "")


def main() -> None:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    (reference,) = HERE.parent.glob(f"solutions/*/{ID}.py")
    with tempfile.TemporaryDirectory() as home:
        for name in list(os.environ):
            if name.startswith(("DRILL_", "XDG_")) or name in ("NO_COLOR", "COLUMNS"):
                del os.environ[name]
        on_terminal(["next", ID, "--no-edit"], home)
        file = Path(home) / "drill" / f"{ID}.py"
        for source, words in (
            (wrong(reference.read_text(encoding="utf-8")), ["check"]),
            (None, ["hint"]),
            (reference.read_text(encoding="utf-8"), ["check"]),
        ):
            if source is not None:
                file.write_text(source, encoding="utf-8")
            console.print(Text.assemble(("$ ", "green"), ("drill " + " ".join(words), "bold")))
            console.print(Text.from_ansi(on_terminal(words, home)))
    console.save_svg(str(HERE / "session.svg"), title="drill")


if __name__ == "__main__":
    main()
