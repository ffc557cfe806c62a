"""debug: a reference with one mistake planted in it, to be found and mended."""

import sys
from random import Random

from drill import planting
from drill.session import PASSED, Session, Usage
from graders.vocabulary import Text


def debug(session: Session, id: str | None, random: Random) -> int:
    """Plant a mistake and show the file. Without an id: a problem at random, those that were solved first."""
    chosen = session.problem_id(id) if id else at_random(session, random)
    problem = session.catalog.load(chosen)
    seen = {str(event.detail.get("mistake")) for event in session.history.events(problem.id, "debug")}
    mistake = planting.choose(problem, seen, random)
    if mistake is None:
        raise Usage(Text("{} has no mistake that can be planted.", "{} 没有可以埋入的错误。").format(problem.id))
    workspace = session.workspace.debug
    source = planting.planted(problem, mistake)
    shown = session.shown_path(workspace.path(problem.id, bool(problem.given)))
    header = planting.HEADER.format(title=problem.title, id=problem.id, file=shown)
    path = workspace.put(problem, header + source, session.now())
    session.history.note("debug", problem.id, session.now(), mistake=mistake.id)
    if session.options.json:
        session.document("debug", {"problem": problem.id, "file": str(path), "source": source})
        return PASSED
    if sys.stdout.isatty():
        from drill.render import prompt

        session.draw(prompt.code(source))
    else:
        session.show(source.rstrip("\n"))
    told = Text(
        "{} ({}): one mistake is in {}. Mend it, then: drill check {}",
        "{}（{}）：{} 中有一处错误。改好之后：drill check {}",
    )
    session.say(told.format(problem.title, problem.id, shown, shown))
    return PASSED


def at_random(session: Session, random: Random) -> str:
    progress = session.history.progress_of_all()
    entries = [entry.id for entry in session.catalog.index.values() if not entry.faulty]
    if not entries:
        raise Usage(Text("There are no problems.", "没有题目。"))
    known = [id for id in entries if id in progress and progress[id].ever_solved]
    return random.choice(known or entries)
