"""grade: many submissions at once, for those who teach or compare. Nothing of it enters the history."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from drill import judging, terminal
from drill.session import FAULT, NOT_PASSED, PASSED, Session, Usage
from drill.words import VERDICTS, case_name
from graders.types import Scorecard
from graders.vocabulary import Fault, Text, Verdict

IGNORED = ("given.py", "__init__.py", "conftest.py")


@dataclass(frozen=True)
class Row:
    """One submission. failure: the first check that did not pass. fault: why it could not be graded."""

    file: str
    problem: str
    passed: bool = False
    score: float = 0.0
    seconds: float = 0.0
    failure: str = ""
    diagnoses: tuple[str, ...] = ()
    fault: str = ""


def submissions(session: Session, folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Every Python file below the folder with the problem that it, or a folder around it, is named after."""
    known = {*session.catalog.index, *session.catalog.renamed}
    for path in sorted(folder.rglob("*.py")):
        hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
        if hidden or path.name in IGNORED or not path.is_file():
            continue
        names = (path.stem, *(parent.name for parent in path.absolute().parents))
        yield path, next((session.problem_id(name) for name in names if name in known), None)


def grade(session: Session, folder: Path, problem: str | None, fresh: bool, strict: bool) -> int:
    """Grade every submission below a folder; rows as they come. problem: all of them are for this one."""
    if not folder.is_dir():
        raise Usage(Text("There is no folder {}.", "没有文件夹 {}。").format(folder))
    wanted = session.problem_id(problem) if problem else None
    found = [(path, wanted or id) for path, id in submissions(session, folder)]
    for path, id in found:
        if id is None:
            session.say(Text("{}: named after no problem; left out", "{}：不以任何题目命名，略过").format(path))
    work = [(path, id) for path, id in found if id is not None]
    if not work:
        told = Text(
            "No submission in {}: files are named <id>.py or lie in a folder <id>; or say --problem ID.",
            "{} 中没有提交：文件应命名为 <id>.py 或放在名为 <id> 的文件夹中；也可以用 --problem ID 指定。",
        )
        raise Usage(told.format(folder))
    rows = []
    for number, (path, id) in enumerate(work, 1):
        if session.options.json or sys.stdout.isatty():
            session.say(Text("{} of {}: {}", "{} / {}：{}").format(number, len(work), path))
        rows.append(graded(session, path, id, fresh, strict))
        if not session.options.json and not sys.stdout.isatty():
            session.show("\t".join(fields(rows[-1])))
    if session.options.json:
        session.document("grades", {"submissions": [asdict(row) for row in rows]})
    elif sys.stdout.isatty():
        draw(session, rows)
    if any(row.fault for row in rows):
        return FAULT
    return PASSED if all(row.passed for row in rows) else NOT_PASSED


def graded(session: Session, path: Path, id: str, fresh: bool, strict: bool) -> Row:
    try:
        limits = {"memory": session.config["limits.memory"] << 20, "cpu": session.config["limits.cpu"]}
        card = judging.grade(id, path.read_bytes(), fresh=fresh, strict=strict, limits=limits)
    except Fault as fault:
        return Row(str(path), id, fault=session.words(fault.args[0]) if fault.args else str(fault))
    except OSError as error:
        return Row(str(path), id, fault=str(error.strerror))
    named = tuple(diagnosis.id for diagnosis in card.diagnoses)
    return Row(str(path), id, card.passed, card.score, card.seconds, first_failure(session, card), named)


def first_failure(session: Session, card: Scorecard) -> str:
    failing = (check for check in card.checks if check.verdict not in (Verdict.PASS, Verdict.SKIPPED))
    check = next(failing, None)
    if check is None:
        return ""
    return f"{case_name(check, session.language)}: {session.words(VERDICTS[check.verdict])}"


def fields(row: Row) -> list[str]:
    """file, problem, passed or failed or fault, score, first failure or fault, diagnoses."""
    verdict = "fault" if row.fault else "passed" if row.passed else "failed"
    why = " ".join((row.fault or row.failure).split())
    return [row.file, row.problem, verdict, f"{row.score:.3f}", why, ",".join(row.diagnoses)]


def draw(session: Session, rows: list[Row]) -> None:
    from drill.render.table import Column, draw_table

    unicode = terminal.encodes(sys.stdout)
    marks = {
        "passed": ("✓" if unicode else "+", "green"),
        "failed": ("✗" if unicode else "x", "red"),
        "fault": ("!", "yellow"),
    }
    table = []
    for row in rows:
        file, problem, verdict, _, why, named = fields(row)
        table.append(
            (marks[verdict], (file, ""), (problem, "dim"), (f"{row.score:.0%}", ""), (named, "yellow"), (why, ""))
        )
    words = session.words
    columns = (
        Column("", 0),
        Column(words(Text("file", "文件")), 0),
        Column(words(Text("problem", "题目")), 5),
        Column(words(Text("score", "得分")), 3, right=True),
        Column(words(Text("mistakes", "错误")), 2),
        Column(words(Text("first failure", "首个失败项")), 1, flexible=True),
    )
    sys.stdout.write(draw_table(columns, table, terminal.width(sys.stdout), session.colour(), unicode))
    passed = sum(row.passed for row in rows)
    session.say(Text("{} of {} passed", "{} / {} 通过").format(passed, len(rows)))
