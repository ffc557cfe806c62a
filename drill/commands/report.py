"""report: how an interview went, as a page, a file or a document."""

import sys
from pathlib import Path

from drill import report as reports
from drill.session import PASSED, Session, Usage
from graders.vocabulary import Fault, Text


def report(session: Session, wanted: str | None, html: str | None, markdown: bool) -> int:
    id = reports.chosen_id(session, wanted)
    if html is not None:
        if markdown:
            raise Usage(Text("--html or --markdown, not both.", "--html 与 --markdown 只能选一个。"))
        found = reports.gather(session, id)
        content = reports.html(found, session.language)
        if html == "-":
            sys.stdout.write(content)
            return PASSED
        write(Path(html), content)
        if session.options.json:
            session.document("report", {**reports.document(session, id), "file": html})
        else:
            session.say(Text("Written to {}.", "已写入 {}。").format(html))
        return PASSED
    if session.options.json:
        session.document("report", reports.document(session, id))
    elif markdown:
        session.show(reports.markdown(reports.gather(session, id), session.language).rstrip("\n"))
    else:
        from drill.render import interview

        found = reports.gather(session, id)
        session.draw(interview.verdict(found.state, found.verdict, session.language))
        session.say(Text("The whole report: --html FILE, or --markdown.", "完整报告：--html 文件，或 --markdown。"))
    return PASSED


def write(path: Path, content: str) -> None:
    """Write the report; a file that is no report of ours is left as it is. Raises Usage, Fault."""
    from drill.catalog import write_whole

    try:
        if path.exists() and b"<footer>drill" not in path.read_bytes():
            raise Usage(Text("{} exists and is no report; it is left as it is.", "{} 已存在且不是报告文件，未改动。").format(path))
        write_whole(path.absolute(), content.encode("utf-8", "replace"))
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None
