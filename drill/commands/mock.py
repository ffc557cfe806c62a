"""mock: the timed interview, on a screen or, line by line, over stdin and stdout."""

import os
import select
import sys
import time
from collections.abc import Callable
from random import Random
from typing import Any

from drill import mock, quiz, terminal
from drill.commands import ask, check, room
from drill.commands.room import Room
from drill.questions import Open
from drill.session import NOT_PASSED, PASSED, Session, Usage
from drill.verdict import Verdict, judge
from graders.vocabulary import Fault, Text

MINUTES = 45
LOOK_SECONDS = 0.5  # how often a saved file and the clock are looked at while nothing is typed


def run(
    session: Session, interview: str | None, minutes: int | None, topic: str | None, level: str | None, resume: bool,
    abandon: bool, hints: bool, plain: bool, seed: str | None,
) -> int:  # fmt: skip
    if minutes is not None and not 1 <= minutes <= 600:
        raise Usage(Text("--minutes: from 1 to 600.", "--minutes 应在 1 到 600 之间。"))
    if abandon:
        return abandoned(session)
    seen = sys.stdin.isatty() and sys.stdout.isatty()
    if not (seen or plain or session.options.json):
        told = Text("There is no terminal for the screen; --plain reads lines from stdin.", "没有终端可显示界面；--plain 从标准输入逐行读取。")
        raise Usage(told)
    found = resumed(session) if resume else begun(session, interview, minutes, topic, level, hints, seed)
    if not seen or plain or session.options.json or os.environ.get("TERM") == "dumb":
        return Plain(session, found).play()
    first_look(session, found)
    try:
        from drill.tui.interview import show
    except BaseException:
        sys.stdout.write(BACK)
        raise
    return show(found)


AWAY, BACK = "\x1b[?1049h\x1b[H\x1b[2J", "\x1b[?1049l"  # to the terminal's other screen, as the screen itself does it, and back


def first_look(session: Session, found: Room) -> None:
    """The item at hand, drawn at once: whoever is asked can read while the library of the screen is still loading."""
    place = found.state.current
    if place is None or not found.state.running:
        return
    item = found.state.items[place]
    words = item.title if item.is_problem else found.asked(place).prompt
    left = int(mock.remaining(found.state, session.now()).total_seconds())
    head = Text(" {}   {}:{:02} left", " {}   剩余 {}:{:02}").format(found.state.title, left // 60, left % 60)
    width, height = terminal.width(sys.stdout), os.get_terminal_size(sys.stdout.fileno()).lines or 24
    lines = ["", f" {mock.label(found.state, place)}.", "", *terminal.wrapped(session.words(words), width - 2)]
    page = "\n".join([terminal.fit(terminal.harmless(session.words(head)), width), *(f" {line}" for line in lines)][: max(height - 1, 1)])
    sys.stdout.write(AWAY + page)
    sys.stdout.flush()


def item_page(found: Room, place: int) -> Any:
    """An item as it is put."""
    from drill.render import interview
    from drill.render import quiz as pages

    language, head = found.session.language, f"{mock.label(found.state, place)}."
    if found.state.items[place].is_problem:
        return interview.task(found.problem(place), head, found.session.shown_path(found.path(place)), language)
    return pages.question(found.asked(place), language, head)


def begun(
    session: Session, interview: str | None, minutes: int | None, topic: str | None, level: str | None, hints: bool, seed: str | None
) -> Room:
    open_ = room.unfinished(session)
    last = Room(session, open_) if open_ is not None else None
    if last is not None:
        last.settle()
    if last is not None and last.over:
        session.say(Text("The last interview ended when its time was up: drill report {}", "上一场面试已因时间到而结束：drill report {}").format(last.state.id))
    elif last is not None:
        told = Text(
            "An interview goes on: drill mock --resume, or drill mock --abandon.",
            "有一场面试尚未结束：drill mock --resume 继续，或 drill mock --abandon 放弃。",
        )
        raise Usage(told)
    bank = ask.bank_of(session)
    if interview:
        if topic or level:
            raise Usage(Text("--topic and --level are for random interviews.", "--topic 与 --level 只用于随机面试。"))
        plan = room.replay(session, bank, interview, hints, minutes)
    else:
        plan = room.random_plan(session, bank, minutes or MINUTES, hints, topic, level, Random(seed))
    if seed:
        plan["seed"] = seed
    return Room.opened(session, plan)


def resumed(session: Session) -> Room:
    """The interview that goes on, or the last one, if its open answers are not marked yet."""
    id = room.unfinished(session)
    if id is not None:
        found = Room(session, id)
        found.settle()
        return found
    ended = session.history.mocks()
    if ended:
        last = Room(session, ended[-1][0].mock)
        if last.state.unmarked and last.state.reason != "abandoned":
            return last
    raise Usage(Text("No interview goes on. `drill mock` begins one.", "没有进行中的面试。用 `drill mock` 开始一场。"))


def abandoned(session: Session) -> int:
    id = room.unfinished(session)
    if id is None:
        raise Usage(Text("No interview goes on.", "没有进行中的面试。"))
    found = Room(session, id)
    found.settle()
    if not found.over:
        found.act("end", reason="abandoned")
    conclude(session, found)
    return PASSED


def conclude(session: Session, found: Room) -> Verdict:
    """Show the verdict."""
    verdict = judge(found.state)
    if session.options.json:
        from drill import report

        session.document("mock", report.document(session, found.state.id))
        return verdict
    from drill.render import interview

    session.draw(interview.verdict(found.state, verdict, session.language))
    if found.state.unmarked and found.state.reason != "abandoned":
        session.say(Text("Mark your open answers: drill mock --resume", "给简答题评分：drill mock --resume"))
    session.say(Text("The whole report: drill report --html report.html", "完整报告：drill report --html report.html"))
    return verdict


class Lines:
    """Lines of stdin, waited for no longer than asked."""

    def __init__(self) -> None:
        self.buffer = b""
        self.ended = False
        try:
            self.fd: int | None = sys.stdin.fileno()
        except (OSError, ValueError, AttributeError):
            self.fd = None

    def read(self, seconds: float) -> str | None:
        """The next line; None if none came in time. Raises ask.Left at the end."""
        if self.fd is None:
            line = sys.stdin.readline()
            if not line:
                raise ask.Left
            return line.rstrip("\n")
        until = time.monotonic() + seconds
        while b"\n" not in self.buffer and not self.ended:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                return None
            more = os.read(self.fd, 1 << 16)
            self.ended = not more
            self.buffer += more
        if not self.buffer:
            raise ask.Left
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")


HELP = Text(
    "  :skip  turn to the next item; it comes back        :items  all items    :go N  turn to item N\n"
    "  :check check the file of a problem (or just save)  :hint   a hint       :task  the task again\n"
    "  :pause stop the clock (it is logged)               :finish end it       :quit  leave; the clock runs on",
    "  :skip  先跳过，之后会再出现          :items  所有题目    :go N  转到第 N 题\n"
    "  :check 检查代码（保存文件也会检查）  :hint   提示        :task  再看一遍题目\n"
    "  :pause 暂停计时（会记录）            :finish 结束面试    :quit  离开（计时继续）",
)


class Plain:
    """An interview as lines of text."""

    def __init__(self, session: Session, found: Room):
        self.session, self.room, self.talk, self.lines = session, found, ask.Talk(session), Lines()
        self.shown: int | None = None  # the item whose task stands on the screen
        self.seen: tuple[int, int, int] | None = None  # the state of the current problem's file
        self.writing: list[str] = []  # an open answer

    @property
    def state(self) -> mock.State:
        return self.room.state

    def play(self) -> int:
        session, room = self.session, self.room
        try:
            if not room.over:
                session.say(Text("{}: {} min. Commands begin with a colon:", "{}：{} 分钟。命令以冒号开头：").format(self.state.title, self.state.minutes))
                session.say(HELP)
            if self.state.paused_at is not None:
                session.say(Text("Paused. Enter goes on.", "已暂停。按回车继续。"))
            while not room.over:
                self.turn()
            if self.state.reason == "time_up":
                session.say(Text("Time is up.", "时间到。"))
            self.mark()
        except ask.Left:
            if not room.over:
                session.say(Text("The clock runs on. drill mock --resume comes back.", "计时仍在继续。用 drill mock --resume 回来。"))
                return NOT_PASSED
        verdict = conclude(session, room)
        return PASSED if verdict.rating in ("strong_hire", "hire", "lean_hire") else NOT_PASSED

    def turn(self) -> None:
        """Show what is new, wait for a line or a save, and act on it."""
        for notice in self.room.notices:
            self.session.say(notice)
        self.room.notices.clear()
        place = self.state.current
        if place is not None and place != self.shown and self.state.paused_at is None:
            self.show(place)
        self.prompt()
        line = self.wait()
        if line is None or self.room.over:
            return
        try:
            self.act(line)
        except (quiz.Unclear, Fault) as refused:
            self.session.say(refused.args[0])

    def prompt(self) -> None:
        state, now = self.state, self.session.now()
        if state.current is None or self.writing:
            mark = "> "
        else:
            from drill.render.interview import clock

            left = clock(mock.remaining(state, now).total_seconds())
            mark = f"[{mock.label(state, state.current)} · {left}] > "
        print(mark, end="", file=sys.stderr, flush=True)

    def show(self, place: int) -> None:
        self.shown, self.writing = place, []
        if self.state.items[place].follows is not None:
            self.session.say(Text("A follow-up question:", "追问："))
        if self.state.items[place].is_problem:
            self.seen = self.stamp(place)
        self.talk.put(item_page(self.room, place))
        if self.state.items[place].kind == "open":
            told = Text("A line with only a dot ends the answer; {} opens your editor.", "单独一行英文句点表示答完；{} 打开编辑器。")
            self.session.say(told.format(ask.EDIT))

    def stamp(self, place: int) -> tuple[int, int, int] | None:
        from drill import watch  # takes a while to import

        return watch.stamp(self.room.path(place))

    def wait(self) -> str | None:
        """The next line; None where something else came first: the time was up, or a saved file was checked."""
        while True:
            line = self.lines.read(LOOK_SECONDS)
            before = self.state.ended
            self.room.settle()
            if self.state.ended is not before:
                print(file=sys.stderr)
                return None
            if line is not None:
                return line
            place = self.state.current
            if place is not None and self.state.items[place].is_problem and self.state.paused_at is None:
                now = self.stamp(place)
                if now is not None and now != self.seen:
                    self.check(place)
                    return None

    def act(self, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        if self.state.paused_at is not None:
            if word in ("", ":resume", ":pause"):
                self.room.act("resume")
                self.session.say(Text("The clock runs.", "计时继续。"))
            elif word == ":quit":
                raise ask.Left
            else:
                self.session.say(Text("Paused. Enter goes on.", "已暂停。按回车继续。"))
            return
        place = self.state.current
        if place is None:
            return
        item = self.state.items[place]
        commands: dict[str, Callable[[], None]] = {
            ":skip": lambda: self.room.act("skip"),
            ":items": self.items,
            ":go": lambda: self.go(rest),
            ":check": lambda: self.check(place),
            ":hint": lambda: self.hint(place),
            ":task": lambda: self.show(place),
            ":pause": self.pause,
            ":finish": self.finish,
            ":help": lambda: self.session.say(HELP),
        }
        if word == ":quit":
            raise ask.Left
        if word == ask.EDIT and item.kind == "open":
            self.writing = ask.edited(self.session, "\n".join(self.writing)).splitlines()
            self.answer("\n".join(self.writing))
        elif word in commands:
            commands[word]()
        elif word.startswith(":") and item.kind != "open":
            self.session.say(Text("No command {}. :help lists them.", "没有命令 {}。:help 列出全部命令。").format(word))
        elif item.is_problem:
            self.check(place) if word in ("", "check") else self.session.say(HELP)
        elif item.kind == "open":
            if line.strip() == ask.END:
                self.answer("\n".join(self.writing))
            else:
                self.writing.append(line)
        elif word:
            self.answer(line)

    def answer(self, text: str) -> None:
        self.room.answer(text)
        self.writing = []
        self.session.say(Text("Noted.", "已记录。"))

    def check(self, place: int) -> None:
        if not self.state.items[place].is_problem:
            raise mock.Refused(Text("Only problems are checked.", "只有编程题可以检查。"))
        self.seen = self.stamp(place)
        self.session.say(Text("Checking {}...", "正在检查 {}……").format(self.state.items[place].id))
        graded = self.room.check(place)
        if graded is not None:
            self.talk.put(check.page(self.session, graded, ()))

    def hint(self, place: int) -> None:
        for number, hint in enumerate(self.room.hints(place), 1):
            self.session.say(Text("Hint {}: {}", "提示 {}：{}").format(number, hint.strip()))

    def items(self) -> None:
        from drill.render import interview

        self.talk.put(interview.items(self.state, self.session.now(), self.session.language, titles(self.room)))

    def go(self, rest: str) -> None:
        self.room.act("open", item=place_of(self.state, rest))

    def pause(self) -> None:
        self.room.act("pause")
        self.session.say(Text("Paused; the pause is logged. Enter goes on.", "已暂停，暂停会被记录。按回车继续。"))

    def finish(self) -> None:
        left = len(self.state.left)
        self.room.act("end", reason="finished")
        self.session.say(Text("Finished with {} items open.", "面试结束，还有 {} 题未完成。").format(left))

    def mark(self) -> None:
        """The clock has stopped: each open answer is held against a model answer. Raises ask.Left."""
        from drill.render import quiz as pages

        if self.state.reason == "abandoned":
            return
        unmarked = self.state.unmarked
        if unmarked:
            self.session.say(Text("The clock has stopped. Mark your {} open answers.", "计时已停止。请为 {} 道简答题评分。").format(len(unmarked)))
        for place in unmarked:
            asked, language = self.room.asked(place), self.session.language
            question = asked.question
            answer = str(self.state.items[place].answer)
            assert isinstance(question, Open)
            self.talk.put(pages.question(asked, language, f"{mock.label(self.state, place)}."))
            self.session.say(Text("Your answer:", "你的回答："))
            self.session.say(answer)
            self.talk.put(pages.rubric(asked, quiz.evidence(question, answer), language))
            while True:
                print(f"1-{len(question.rubric)} > ", end="", file=sys.stderr, flush=True)
                line = None
                while line is None:
                    line = self.lines.read(60.0)
                try:
                    self.room.mark(place, quiz.read_points(line, len(question.rubric)))
                    break
                except quiz.Unclear as unclear:
                    self.session.say(unclear.args[0])


def place_of(state: mock.State, words: str) -> int:
    """The place of the item that is called so: 3, or 3a. Raises mock.Refused."""
    for place, item in enumerate(state.items):
        if item.status != "hidden" and mock.label(state, place) == words.strip().lower():
            return place
    raise mock.Refused(Text("There is no item {!r}.", "没有第 {!r} 题。").format(words.strip()))


def titles(found: Room) -> list[Text]:
    """What each item is called in a list; a drawn question's own words."""
    names = []
    for place, item in enumerate(found.state.items):
        title = item.title
        if not title and item.id in found.bank:
            prompt = found.asked(place).prompt
            title = Text(room.shortened(prompt.en), room.shortened(prompt.zh))
        names.append(title or Text(item.id))
    return names
