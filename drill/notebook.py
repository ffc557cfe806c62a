"""`%%drill ID` in a notebook: the cell's source is graded as a file would be. `%load_ext drill` registers it.

IPython is not imported: it hands itself over.
"""

import shlex
from typing import Any

from drill.commands import check
from drill.session import Options, Session
from graders.vocabulary import Fault, localized

USAGE = "%%drill ID [--fresh] [--lang en|zh]"


class Shown:
    """A page that a notebook shows as HTML and a console as text."""

    def __init__(self, html: str, text: str):
        self.html, self.text = html, text

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def register(shell: Any) -> None:
    shell.register_magic_function(drill, "cell", "drill")


def drill(line: str, cell: str) -> Shown:
    """Grade the cell. What cannot be graded is shown as one line."""
    session = Session(Options())
    try:
        return graded(session, shlex.split(line), cell)
    except Fault as fault:
        said = localized(fault.args[0], session.language)
        from html import escape

        return Shown(f"<pre>{escape(said)}</pre>", said)


def graded(session: Session, words: list[str], cell: str) -> Shown:
    if "--lang" in words:
        place = words.index("--lang")
        session.options.language = "".join(words[place + 1 : place + 2])
        del words[place : place + 2]
    fresh = "--fresh" in words
    ids = [word for word in words if word != "--fresh"]
    if len(ids) != 1 or ids[0].startswith("-") or session.options.language not in ("", "en", "zh"):
        raise Fault(USAGE)
    problem = session.catalog.find(session.problem_id(ids[0]))
    done = check.run_source(session, problem, cell.encode("utf-8", "surrogatepass"), "%%drill", fresh=fresh)
    from drill.render import console

    page = check.page(session, done, check.next_steps(done))
    return Shown(console.as_html(page), console.drawn(page, False, console.HTML_WIDTH))
