"""check: grade a file, record the attempt, show the scorecard."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drill import terminal
from drill.catalog import Entry, UnknownId
from drill.history import Attempt, Progress, attempt_of
from drill.session import FAULT, NOT_PASSED, PASSED, Session, Usage
from drill.words import duration
from graders.types import Check, Scorecard
from graders.vocabulary import Fault, Text, Verdict

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard with what became of it. attempt: None where there was nothing to grade."""

    problem: Entry
    path: str
    card: Scorecard
    progress: Progress
    attempt: Attempt | None = None
    solved: bool = False  # by this attempt
    fault: Fault | None = None  # why it could not be recorded


def resolve(session: Session, what: str | None, file: str | None) -> tuple[str, Path | None]:
    """The problem's id and the file meant by ID, FILE, or ID FILE; None is stdin. Raises UnknownId, Usage."""
    if file is not None:
        return session.problem_id(what), None if file == STDIN else Path(file)
    if what is None:
        id = session.problem_id(None)
        return id, session.workspace.path(id)
    if what == STDIN:
        raise Usage(Text("Name the problem too: drill check ID -", "还要指明题目：drill check ID -"))
    index = session.catalog.index
    if what in index or what in session.catalog.renamed:
        id = session.problem_id(what)
        return id, session.workspace.path(id)
    path = Path(what)
    if path.suffix != ".py" and not path.exists():
        session.catalog.find(what)  # raises, with the ids that are near
    for name in (path.stem, path.absolute().parent.name):
        if name in index or name in session.catalog.renamed:
            return session.problem_id(name), path
    try:
        session.catalog.find(path.stem)
    except UnknownId as unknown:
        near = unknown.near
    told = Text(
        "Which problem is {} for? Its name is no id; say drill check ID {}",
        "{} 是哪道题？文件名不是题目 id，请用 drill check ID {}",
    )
    raise Usage(told.format(what, what), near)


def read_source(session: Session, id: str, path: Path | None) -> bytes | Check:
    """The candidate's bytes, or the check that failed because there are none."""
    if path is None:
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        told = Text("There is no file {}. `drill next {}` places it.", "没有文件 {}。用 `drill next {}` 生成。")
        return Check("load", Verdict.LOAD, told.format(session.shown_path(path), id), "load")
    except IsADirectoryError:
        raise Usage(Text("{} is a folder, not a file.", "{} 是文件夹，不是文件。").format(path)) from None
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None


def run(
    session: Session,
    problem: Entry,
    path: Path | None,
    *,
    fresh: bool = False,
    strict: bool = False,
    reveal: bool = False,
) -> Graded:
    """Grade a file and record the attempt. Raises Fault."""
    shown = session.shown_path(path) if path else STDIN
    source = read_source(session, problem.id, path)
    if isinstance(source, Check):
        return Graded(problem, shown, Scorecard(problem.id, (source,)), session.history.progress(problem.id))
    repair = path is not None and path.absolute().is_relative_to(session.workspace.debug.folder)
    kind = "debug" if repair else "check"
    return run_source(session, problem, source, shown, fresh=fresh, strict=strict, reveal=reveal, kind=kind)


def run_source(
    session: Session,
    problem: Entry,
    source: bytes,
    shown: str,
    *,
    fresh: bool = False,
    strict: bool = False,
    reveal: bool = False,
    kind: str = "check",
) -> Graded:
    """Grade a source and record the attempt. shown: what to call the place that it came from. Raises Fault."""
    from drill import judging

    limits = {"memory": session.config["limits.memory"] << 20, "cpu": session.config["limits.cpu"]}
    card = judging.grade(problem.id, source, fresh=fresh, strict=strict, reveal=reveal, limits=limits)
    if kind == "debug":
        card = replace(card, diagnoses=())  # finding it is the exercise
    try:
        attempt, progress, solved = session.history.record(attempt_of(card, source, session.now(), kind))
    except Fault as fault:
        return Graded(problem, shown, card, Progress(), fault=fault)
    return Graded(problem, shown, card, progress, attempt, solved)


def check(session: Session, what: str | None, file: str | None, fresh: bool, strict: bool, show: bool) -> int:
    id, path = resolve(session, what, file)
    shown = session.shown_path(path) if path else STDIN
    session.say(Text("Checking {} ({})", "正在检查 {}（{}）").format(id, shown))
    problem = session.catalog.find(id)
    if show and not may_show(session.history.progress(id)):
        told = Text(
            "--show is for problems that are solved or given up; {} is neither.",
            "--show 只用于已通过或已放弃的题目；{} 都不是。",
        )
        raise Usage(told.format(id))
    graded = run(session, problem, path, fresh=fresh, strict=strict, reveal=show)
    report(session, graded)
    if graded.fault is not None:
        session.say(graded.fault.args[0])
        return FAULT
    return PASSED if graded.card.passed else NOT_PASSED


def may_show(progress: Progress) -> bool:
    return progress.ever_solved or progress.ever_shown


def report(session: Session, graded: Graded) -> None:
    from drill.render import documents

    card, steps = graded.card, next_steps(graded)
    if session.options.json:
        content = documents.scorecard(card, session.language)
        content["attempt"] = graded.attempt.id if graded.attempt else None
        content["since_next"] = graded.attempt.since_next if graded.attempt else None
        content["solved"], content["file"] = graded.solved, graded.path
        content["next"] = [command for command, _ in steps]
        session.document("scorecard", content)
        return
    session.draw(page(session, graded, steps))


def page(session: Session, graded: Graded, steps: Sequence[tuple[str, Text]]) -> Any:
    from drill.render.scorecard import Page

    problem = graded.problem
    return Page(
        graded.card, problem.title, problem.level, problem.minutes, graded.path, session.language, steps,
        remarks(session, graded), terminal.encodes(sys.stdout),
    )  # fmt: skip


def remarks(session: Session, graded: Graded) -> list[Text]:
    if graded.card.passed and graded.attempt and graded.attempt.kind == "debug":
        return planted(session, graded.problem.id)
    if graded.solved and graded.progress.rounds:
        round = graded.progress.rounds[-1]
        if round.timed:
            par = graded.problem.minutes
            return [Text("Solved {} after you took it (par: {} min).", "取题后 {} 通过（参考用时 {} 分钟）。").format(
                duration(round.seconds), par)]  # fmt: skip
    if graded.card.passed and graded.progress.shown:
        return [Text("Passed after the solution was seen; it comes up again.", "看过答案后通过；之后会再次出现。")]
    return []


def planted(session: Session, id: str) -> list[Text]:
    """What the mistake was that `drill debug` planted last."""
    from drill import planting

    events = session.history.events(id, "debug")
    last = events[-1].detail.get("mistake") if events else None
    return [planting.told(mistake) for mistake in session.catalog.load(id).mistakes if mistake.id == last]


def next_steps(graded: Graded) -> list[tuple[str, Text]]:
    """What to type next, and why."""
    problem, progress = graded.problem, graded.progress
    if graded.card.passed:
        return [
            ("drill explain", Text("the idea, its cost, what is asked next", "思路、代价与面试追问")),
            ("drill solution", Text("compare with the reference", "与参考答案对比")),
            ("drill next", Text("another problem", "下一道题")),
        ]
    steps = [("drill check", Text("again, once it is changed", "改好后再检查"))]
    left = problem.hints - progress.hints
    if left > 0:
        steps.append(("drill hint", Text("{} of {} hints are left", "还有 {} / {} 条提示").format(left, problem.hints)))
    steps.append(("drill show", Text("the task again", "再看一遍题目")))
    if left <= 0 or progress.failures >= 3:
        steps.append(("drill solution", Text("the answer; counts as given up", "查看答案（记为放弃）")))
    return steps
