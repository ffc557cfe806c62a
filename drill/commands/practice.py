"""next, show, hint, solution, explain, reset, undo: one problem, from its prompt to its explanation."""

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

from drill import schedule, terminal, workspace
from drill.commands.listing import fitting
from drill.history import Progress
from drill.session import FAULT, NOT_PASSED, PASSED, Session, Usage
from drill.words import LEVELS, STATUSES
from graders.types import Problem
from graders.vocabulary import Text


def choose(
    session: Session, id: str | None, topic: str | None, level: str | None, company: str | None, interview: str | None,
    due: bool,
) -> schedule.Choice:  # fmt: skip
    if id:
        return schedule.Choice(session.problem_id(id), Text("As you asked.", "按你的指定。"))
    entries = fitting(session, topic, level, company, interview)
    if not entries:
        raise Usage(Text("No problem fits. `drill list` shows all.", "没有符合条件的题目。用 `drill list` 查看全部。"))
    ids, random, progress = [entry.id for entry in entries], Random(), session.history.progress_of_all()
    last = session.history.current()
    if due:
        recurring: dict[str, int] = {}
        for problem, _, count, _ in session.history.mistakes():
            recurring[problem] = recurring.get(problem, 0) + count - 1
        dues = schedule.kept_due(session.history, progress, {entry.id: entry.minutes for entry in entries})
        choice = schedule.by_due(ids, dues, recurring, session.now(), last, random)
        if choice is not None:
            return choice
        session.say(Text("Nothing is due.", "没有到期的题目。"))
    return schedule.at_random(ids, progress, last, random)


def next_(
    session: Session, id: str | None, topic: str | None, level: str | None, company: str | None, interview: str | None,
    due: bool, editor: str | None, edit: bool,
) -> int:  # fmt: skip
    choice = choose(session, id, topic, level, company, interview, due)
    problem = session.catalog.load(choice.problem)
    placed = session.workspace.place(problem)
    progress = session.history.note("next", problem.id, session.now())
    if session.options.json:
        session.document(
            "next", {**described(session, problem, progress, placed.path), "why": session.words(choice.why)}
        )
        return PASSED
    prompt_page(session, problem, progress, placed.path)
    session.say(choice.why)
    if not placed.created and placed.path.read_bytes() != workspace.start(problem).encode():
        kept = Text(
            "Your file from before is kept; `drill reset` starts afresh.",
            "保留了你之前的文件；用 `drill reset` 重新开始。",
        )
        session.say(kept)
    if edit and terminal.interactive() and sys.stdout.isatty():
        command = editor or session.config["editor"]
        if command:
            return open_editor(session, command, placed.path)
    return PASSED


def open_editor(session: Session, command: str, path: Path) -> int:
    words = workspace.editor_command(command, path)
    try:
        ended = subprocess.run(words, check=False)
    except OSError as error:
        session.say(
            Text("The editor {} cannot be started: {}", "无法启动编辑器 {}：{}").format(words[0], error.strerror)
        )
        return FAULT
    if ended.returncode:
        session.say(Text("The editor {} ended with {}.", "编辑器 {} 以 {} 退出。").format(words[0], ended.returncode))
    session.say(Text("When it is written: drill check", "写完之后：drill check"))
    return PASSED


def described(session: Session, problem: Problem, progress: Progress, path: Path) -> dict[str, Any]:
    """A problem and where the candidate stands, for a document."""
    return {
        "problem": problem.id,
        "topic": problem.topic,
        "title": problem.title.of(session.language),
        "level": problem.level,
        "minutes": problem.minutes,
        "entry": list(problem.entry),
        "prompt": problem.prompt.of(session.language),
        "stub": problem.stub,
        "given": problem.given,
        "file": str(path),
        "status": progress.status,
        "hints": {"taken": progress.hints, "all": len(problem.hints)},
        "asked_in": list(problem.asked_in),
    }


def prompt_page(session: Session, problem: Problem, progress: Progress, path: Path) -> None:
    """The prompt: drawn on a terminal, as Markdown otherwise."""
    file = session.shown_path(path)
    if sys.stdout.isatty():
        from drill.render import prompt

        session.draw(prompt.page(problem, STATUSES[progress.status], file, session.language))
        return
    title = f"# {problem.title.of(session.language)}"
    facts = Text("{} · {} min · {} · {}", "{} · {} 分钟 · {} · {}").format(
        LEVELS[problem.level], problem.minutes, problem.topic, STATUSES[progress.status]
    )
    parts = [title, session.words(facts), problem.prompt.of(session.language).strip()]
    if problem.given:
        parts.append(session.words(Text("Given (`from given import ...`):", "给定代码（`from given import ...`）：")))
        parts.append(f"```python\n{problem.given.strip()}\n```")
    parts.append(session.words(Text("Your file: {}", "你的文件：{}").format(file)))
    parts.append(session.words(Text("Then: drill check {}", "然后：drill check {}").format(problem.id)))
    session.show("\n\n".join(parts))


def show(session: Session, id: str | None) -> int:
    problem = session.catalog.load(session.problem_id(id))
    progress, path = session.history.progress(problem.id), session.workspace.path(problem.id)
    if session.options.json:
        session.document("problem", described(session, problem, progress, path))
    else:
        prompt_page(session, problem, progress, path)
    return PASSED


def hint(session: Session, id: str | None) -> int:
    problem = session.catalog.load(session.problem_id(id))
    taken = session.history.progress(problem.id).hints
    new = taken < len(problem.hints)
    if new:
        session.history.note("hint", problem.id, session.now(), number=taken + 1)
    shown = problem.hints[: taken + 1]
    if session.options.json:
        hints = [text.of(session.language) for text in shown]
        session.document("hint", {"problem": problem.id, "hints": hints, "all": len(problem.hints)})
        return PASSED
    heads = [
        session.words(Text("Hint {} of {}", "提示 {} / {}").format(number, len(problem.hints)))
        for number in range(1, len(shown) + 1)
    ]
    texts = [text.of(session.language).strip() for text in shown]
    if sys.stdout.isatty():
        from drill.render import prompt

        session.draw(prompt.hints(heads, texts))
    else:
        for head, words in zip(heads, texts, strict=True):
            session.show(f"{head}: {words}")
    if len(shown) == len(problem.hints):
        session.say(
            Text(
                "That was the last hint. `drill solution` shows the answer.",
                "没有更多提示了。`drill solution` 查看答案。",
            )
        )
    else:
        session.say(Text("`drill hint` again for the next one.", "再用一次 `drill hint` 看下一条。"))
    return PASSED


def solution(session: Session, id: str | None, yes: bool) -> int:
    problem = session.catalog.load(session.problem_id(id))
    progress = session.history.progress(problem.id)
    if not open_to_show(progress) and not yes:
        question = Text("Show the solution of {}? It counts as given up.", "显示 {} 的答案？这会记为放弃。").format(
            problem.id
        )
        if not session.confirm(question, "--yes"):
            return NOT_PASSED
    if not open_to_show(progress):
        session.history.note("given_up", problem.id, session.now())
    session.history.note("solution", problem.id, session.now())
    if session.options.json:
        session.document("solution", {"problem": problem.id, "source": problem.reference})
    elif sys.stdout.isatty():
        from drill.render import prompt

        session.draw(prompt.code(problem.reference))
    else:
        session.show(problem.reference.rstrip("\n"))
    if not session.options.json:
        session.say(Text("`drill explain` tells the idea behind it.", "`drill explain` 讲解其中的思路。"))
    return PASSED


def open_to_show(progress: Progress) -> bool:
    """The answer may be shown: the round that it belongs to is over."""
    return progress.status in ("solved", "given_up") and progress.started is None


def explain(session: Session, id: str | None) -> int:
    problem = session.catalog.load(session.problem_id(id))
    progress = session.history.progress(problem.id)
    if not (progress.ever_solved or progress.ever_shown):
        told = Text(
            "The explanation of {} comes once it is solved or given up: `drill check`, or `drill solution`.",
            "{} 的讲解在通过或放弃之后才能看：`drill check` 或 `drill solution`。",
        )
        raise Usage(told.format(problem.id))
    session.history.note("explain", problem.id, session.now())
    text = problem.explanation.of(session.language)
    if session.options.json:
        content = {"problem": problem.id, "explanation": text, "follow_up": list(problem.follow_up)}
        session.document("explanation", content)
    elif sys.stdout.isatty():
        from drill.render import prompt

        session.draw(prompt.prose(problem.title.of(session.language), text))
    else:
        session.show(f"# {problem.title.of(session.language)}\n\n{text.strip()}")
    return PASSED


def reset(session: Session, id: str | None) -> int:
    problem = session.catalog.load(session.problem_id(id))
    path, backup = session.workspace.reset(problem, session.now())
    session.history.note("reset", problem.id, session.now())
    session.history.note("next", problem.id, session.now())
    if session.options.json:
        session.document("reset", {"problem": problem.id, "file": str(path), "backup": str(backup) if backup else None})
        return PASSED
    session.show(Text("{} holds the stub again.", "{} 已恢复为初始模板。").format(session.shown_path(path)))
    if backup:
        session.say(Text("`drill undo` brings your code back.", "`drill undo` 可找回你的代码。"))
    return PASSED


def undo(session: Session, id: str | None) -> int:
    problem = session.problem_id(id)
    path = session.workspace.undo(problem, session.now())
    if path is None:
        raise Usage(Text("{} was never reset; there is nothing to undo.", "{} 没有重置过，无可撤销。").format(problem))
    session.history.note("undo", problem, session.now())
    if session.options.json:
        session.document("undo", {"problem": problem, "file": str(path)})
    else:
        session.show(
            Text("{} holds your earlier code again.", "{} 已恢复为你之前的代码。").format(session.shown_path(path))
        )
    return PASSED
