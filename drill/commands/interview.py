"""interview: the reported rounds that `drill mock` replays."""

import sys
from typing import Any

from drill import terminal
from drill.catalog import Interview, UnknownId, nearest
from drill.commands import ask
from drill.questions import Bank
from drill.session import PASSED, Session, Usage
from graders.vocabulary import Text

LISTED = Text("interview", "面试")


def interview(session: Session, action: str, id: str | None) -> int:
    if action == "list":
        return list_(session)
    if action == "show":
        if id is None:
            raise Usage(Text("Which interview? `drill interview list` shows all.", "哪一场面试？用 `drill interview list` 查看。"))
        return show(session, id)
    raise Usage(Text("drill interview list, or drill interview show ID", "drill interview list，或 drill interview show ID"))


def described(session: Session, bank: Bank, id: str, found: Interview) -> dict[str, Any]:
    words = session.words
    return {
        "id": id, "title": words(found.title), "company": words(found.company), "role": words(found.role), "date": found.date,
        "minutes": found.minutes, "items": list(found.items), "outcome": words(found.outcome),
        "missing": [item for item in found.items if item not in bank and item not in session.catalog.index],
    }  # fmt: skip


def list_(session: Session) -> int:
    bank = ask.bank_of(session)
    rows = [described(session, bank, id, found) for id, found in session.catalog.interviews.items()]
    if session.options.json:
        session.document("interviews", {"interviews": rows})
        return PASSED
    if not sys.stdout.isatty():
        for row in rows:
            cells = (row["id"], row["company"], row["role"], row["date"], row["minutes"], " ".join(row["items"]), row["outcome"])
            session.show("\t".join(str(cell) for cell in cells))
        return PASSED
    session.draw(page(rows, session))
    return PASSED


def page(rows: list[dict[str, Any]], session: Session) -> Any:
    from drill.render import interviews

    return interviews.page(rows, session.language, terminal.encodes(sys.stdout))


def show(session: Session, id: str) -> int:
    rounds = session.catalog.interviews
    if id not in rounds:
        raise UnknownId(id, nearest(id, rounds), LISTED)
    row = described(session, ask.bank_of(session), id, rounds[id])
    if session.options.json:
        session.document("interview", row)
    else:
        session.draw(page([row], session))
    return PASSED
