"""list, and `drill` alone: what there is and where the candidate stands."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from drill import schedule, terminal
from drill.catalog import Entry
from drill.history import Progress
from drill.session import PASSED, Session, Usage
from drill.words import LEVELS, STATUSES, duration
from graders.vocabulary import LANGUAGES, Text, localized


def fitting(
    session: Session, topic: str | None, level: str | None, company: str | None, interview: str | None
) -> list[Entry]:
    """The problems that fit every filter. Raises Usage for a filter that nothing can fit."""
    entries = [entry for entry in session.catalog.index.values() if not entry.faulty]
    if topic:
        topics = sorted({entry.topic for entry in entries})
        if topic not in topics:
            raise Usage(
                Text("No topic {}. Topics: {}.", "没有主题 {}。现有主题：{}。").format(topic, ", ".join(topics))
            )
        entries = [entry for entry in entries if entry.topic == topic]
    if level:
        if level not in LEVELS:
            raise Usage(Text("No level {}. Levels: {}.", "没有难度 {}。难度有：{}。").format(level, ", ".join(LEVELS)))
        entries = [entry for entry in entries if entry.level == level]
    if interview:
        rounds = session.catalog.interviews
        if interview not in rounds:
            known = ", ".join(rounds) or "-"
            raise Usage(Text("No interview {}. Interviews: {}.", "没有面试 {}。现有：{}。").format(interview, known))
        entries = [entry for entry in entries if interview in entry.asked_in or entry.id in rounds[interview].items]
    if company:
        entries = [entry for entry in entries if asked_by(session, entry, company)]
    return entries


def asked_by(session: Session, entry: Entry, company: str) -> bool:
    wanted = company.lower()
    rounds = session.catalog.interviews
    for id, interview in rounds.items():
        names = [
            id,
            *(localized(text, language) for text in (interview.company, interview.title) for language in LANGUAGES),
        ]
        if any(wanted in name.lower() for name in names) and (id in entry.asked_in or entry.id in interview.items):
            return True
    return any(wanted in id for id in entry.asked_in)


def matches(entry: Entry, query: str) -> int:
    """How well a query fits a problem: 0 not at all; its words may stand anywhere in id, titles and topic."""
    haystack = f"{entry.id} {entry.title.en} {entry.title.zh} {entry.topic} {' '.join(entry.entry)}".lower()
    plain = haystack.replace("_", " ")
    words = query.lower().replace("_", " ").split()
    if all(word in plain for word in words):
        return 3 if query.lower() in entry.id else 2
    if all(in_order(word, entry.id) for word in words):
        return 1
    return 0


def in_order(letters: str, text: str) -> bool:
    """Every letter stands in the text, in this order, and close together."""
    if len(letters) < 3:
        return False
    place, first = -1, -1
    for letter in letters:
        place = text.find(letter, place + 1)
        if place < 0:
            return False
        first = place if first < 0 else first
    return place - first < 2 * len(letters) + 4


def list_(
    session: Session, query: str, topic: str | None, level: str | None, company: str | None, interview: str | None,
    status: str | None,
) -> int:  # fmt: skip
    entries = fitting(session, topic, level, company, interview)
    if not (topic or level or company or interview):
        entries = list(session.catalog.index.values())
    progress = session.history.progress_of_all()
    if status:
        if status not in STATUSES:
            known = ", ".join(STATUSES)
            raise Usage(Text("No status {}. Statuses: {}.", "没有状态 {}。状态有：{}。").format(status, known))
        entries = [entry for entry in entries if progress.get(entry.id, Progress()).status == status]
    if query:
        ranked = [(matches(entry, query), entry) for entry in entries]
        best = max((rank for rank, _ in ranked), default=0)
        entries = [entry for rank, entry in ranked if rank and (rank > 1 or best == 1)]
    dues = dues_of(session, entries, progress)
    if session.options.json:
        session.document("list", {"problems": [described(session, entry, progress, dues) for entry in entries]})
    elif sys.stdout.isatty():
        draw(session, entries, progress, dues)
    else:
        for entry in entries:
            session.show("\t".join(fields(session, entry, progress, dues)))
    return PASSED


def dues_of(session: Session, entries: Sequence[Entry], progress: dict[str, Progress]) -> dict[str, datetime]:
    """When each problem that was finished once is due again."""
    minutes = {entry.id: entry.minutes for entry in entries if entry.minutes}
    return {due.problem: due.at for due in schedule.kept_due(session.history, progress, minutes)}


def described(
    session: Session, entry: Entry, progress: dict[str, Progress], dues: dict[str, datetime]
) -> dict[str, object]:
    state, due = progress.get(entry.id, Progress()), dues.get(entry.id)
    return {
        "id": entry.id, "topic": entry.topic, "title": entry.title.of(session.language), "level": entry.level,
        "minutes": entry.minutes, "status": state.status, "attempts": state.attempts, "best_seconds": state.best,
        "due": due.isoformat() if due else None, "asked_in": list(entry.asked_in), "faulty": entry.faulty,
    }  # fmt: skip


def fields(session: Session, entry: Entry, progress: dict[str, Progress], dues: dict[str, datetime]) -> list[str]:
    """id, status, level, minutes, topic, title, best seconds, due day: whole, and the same words in every language."""
    state, due = progress.get(entry.id, Progress()), dues.get(entry.id)
    best = f"{state.best:.0f}" if state.best is not None else ""
    day = due.date().isoformat() if due else ""
    title = entry.title.of(session.language).replace("\t", " ")
    return [entry.id, state.status, entry.level, str(entry.minutes), entry.topic, title, best, day]


MARKS = {"solved": ("✓", "green"), "tried": ("✗", "red"), "started": ("…", "yellow"), "given_up": ("!", "yellow")}
PLAIN_MARKS = {"✓": "+", "✗": "x", "…": ".", "!": "!"}


def draw(session: Session, entries: Sequence[Entry], progress: dict[str, Progress], dues: dict[str, datetime]) -> None:
    """A table as wide as the terminal. The id is always whole; other columns go when there is no room."""
    from drill.render.table import Column, draw_table

    now, words = session.now(), session.words
    unicode = terminal.encodes(sys.stdout)
    rows = []
    for entry in entries:
        state, due = progress.get(entry.id, Progress()), dues.get(entry.id)
        mark, style = MARKS.get(state.status, (" ", ""))
        best = words(duration(state.best)) if state.best is not None else ""
        title = words(entry.title) or words(
            Text("(its spec cannot be read: drill lint)", "（题目文件无法读取：drill lint）")
        )
        rows.append(
            (
                (mark if unicode else PLAIN_MARKS.get(mark, " "), style),
                (entry.id, "bold"),
                (words(STATUSES[state.status]), style),
                (words(LEVELS[entry.level]) if entry.level else "", ""),
                (f"{entry.minutes}" if entry.minutes else "", ""),
                (best, ""),
                (due_word(session, due, now), ""),
                (entry.topic, ""),
                (title, ""),
            )
        )
    columns = (
        Column("", 0),
        Column("id", 0),
        Column(words(Text("status", "状态")), 3),
        Column(words(Text("level", "难度")), 2),
        Column(words(Text("min", "分钟")), 4, right=True),
        Column(words(Text("best", "最佳")), 6, right=True),
        Column(words(Text("due", "到期")), 5),
        Column(words(Text("topic", "主题")), 7),
        Column(words(Text("title", "标题")), 1, flexible=True),
    )
    if not entries:
        session.say(Text("No problem fits.", "没有符合条件的题目。"))
        return
    sys.stdout.write(draw_table(columns, rows, terminal.width(sys.stdout), session.colour(), unicode))
    solved = sum(progress.get(entry.id, Progress()).status == "solved" for entry in entries)
    session.say(Text("{} problems, {} solved", "{} 道题，已通过 {} 道").format(len(entries), solved))


def due_word(session: Session, due: datetime | None, now: datetime) -> str:
    if due is None:
        return ""
    days = (due.astimezone(UTC).date() - now.date()).days
    if days <= 0:
        return session.words(Text("now", "现在"))
    return session.words(Text("{} d", "{} 天").format(days))


def overview(session: Session) -> int:
    """What to do next: where the candidate is, and what to type."""
    progress, index = session.history.progress_of_all(), session.catalog.index
    current = session.history.current()
    current = current if current in index else None
    solved = sum(progress.get(id, Progress()).status == "solved" for id in index)
    if session.options.json:
        session.document("overview", {"problems": len(index), "solved": solved, "current": current})
        return PASSED
    lines = [Text("{} of {} problems solved.", "已通过 {} / {} 道题。").format(solved, len(index))]
    steps: list[tuple[str, Text]] = []
    if any(end is None for _, end in session.history.mocks()):
        steps.append(("drill mock --resume", Text("the interview that goes on", "继续进行中的面试")))
    if current is not None:
        state = progress.get(current, Progress())
        said = Text("At hand: {} ({}), {}", "当前题目：{}（{}），{}")
        lines.append(said.format(current, index[current].title, STATUSES[state.status]))
        if state.started is not None:
            path = session.shown_path(session.workspace.path(current))
            steps.append(("drill check", Text("grade {}", "检查 {}").format(path)))
            steps.append(("drill hint", Text("a hint", "看提示")))
        elif state.ever_solved or state.ever_shown:
            steps.append(("drill explain", Text("the idea behind it", "讲解")))
    steps.append(("drill next", Text("place a problem and show its task", "取一道题并显示题目")))
    steps.append(("drill list", Text("all problems", "全部题目")))
    steps.append(("drill --help", Text("all commands", "全部命令")))
    for line in lines:
        session.show(line)
    session.show("")
    for command, meaning in steps:
        session.show(f"  {command:<20}{session.words(meaning)}")
    return PASSED


def stats(session: Session) -> int:
    """What the history adds up to."""
    import dataclasses

    from drill.stats import add_up

    entries = list(session.catalog.index.values())
    progress = session.history.progress_of_all()
    minutes = {entry.id: entry.minutes for entry in entries if entry.minutes}
    dues = schedule.kept_due(session.history, progress, minutes)
    found = add_up(
        entries, progress, session.history.days(), session.history.mistakes(), dues, session.now().astimezone()
    )
    if session.options.json:
        content = dataclasses.asdict(found)
        content["days"] = [
            {"day": day.isoformat(), "attempts": made, "solved": solved} for day, made, solved in found.days
        ]
        content["due"] = [{"day": day.isoformat(), "problems": count} for day, count in found.due]
        content["mistakes"] = [
            {"problem": id, "mistake": mistake, "count": count} for id, mistake, count in found.mistakes
        ]
        session.document("stats", content)
        return PASSED
    from drill.render.stats import page

    session.draw(page(found, session.language, terminal.encodes(sys.stdout)))
    return PASSED
