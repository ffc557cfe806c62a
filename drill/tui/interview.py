"""The screen of the timed interview: the item, the countdown, a place for the answer, and the keys.

Everything that happens goes through the room, in one thread of its own; the screen shows the room's state, and reads the clock
four times a second.
"""

import asyncio
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import ClassVar, TypeVar

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Line
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Input, Static, TextArea

from drill import mock, quiz, watch, workspace
from drill.commands import check
from drill.commands.mock import conclude, item_page, place_of, titles
from drill.commands.room import Room
from drill.questions import Open
from drill.render import interview as pages
from drill.render import quiz as questions
from drill.render.interview import clock
from drill.render.prompt import markdown
from drill.terminal import harmless
from drill.verdict import judge
from graders.vocabulary import Fault, Text, localized

T = TypeVar("T")

TICK_SECONDS = 0.25
KEYS: tuple[tuple[str, str, Text], ...] = (
    ("ctrl+s", "submit", Text("answer", "提交")),
    ("ctrl+r", "check", Text("check", "检查")),
    ("ctrl+l", "task", Text("task", "题目")),
    ("ctrl+o", "edit", Text("editor", "编辑器")),
    ("ctrl+n", "skip", Text("skip", "跳过")),
    ("ctrl+g", "items", Text("items", "题目列表")),
    ("ctrl+t", "hint", Text("hint", "提示")),
    ("ctrl+p", "pause", Text("pause", "暂停")),
    ("ctrl+f", "finish", Text("finish", "结束")),
    ("ctrl+q", "leave", Text("leave", "离开")),
)
CSS = """
#top { dock: top; height: 1; background: $panel; }
#title { width: 1fr; padding: 0 1; }
#clock { width: auto; padding: 0 1; text-style: bold; }
#said { height: 1; padding: 0 1; }
#line { height: 3; }
#text { height: 40%; min-height: 5; }
.hidden { display: none; }
VerticalScroll { scrollbar-size: 1 1; }
"""


class Screen(App[int]):
    """One interview on the screen."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+d", "leave", show=False, priority=True),
        # The page scrolls wherever the cursor is: a question may be longer than the screen.
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]

    def __init__(self, room: Room, engine: ThreadPoolExecutor):
        super().__init__(ansi_color=True)
        self.room, self.engine = room, engine
        self.language = room.session.language
        self.shown: object = None  # what stands on the page: an item's place, "paused", "items", "verdict" or ("mark", place)
        self.stop = threading.Event()  # of the watch on the current problem's file
        self.busy = asyncio.Lock()
        self.sure = False  # that it is to be finished
        self.checking = False
        self.queued = False  # a settling is on its way

    # Layout

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static(id="title")
            yield Static(id="clock")
        with VerticalScroll(id="scroll"):
            yield Static(id="page")
        yield Static(id="said")
        yield Input(id="line", classes="hidden")
        yield TextArea(id="text", classes="hidden", soft_wrap=True)
        yield Footer()

    def on_mount(self) -> None:
        for key, action, says in KEYS:
            # Before the widgets': the line and the text area have meanings of their own for some of these keys.
            self._bindings.key_to_bindings.pop(key, None)
            self._bindings.key_to_bindings[key] = [Binding(key, action, says.of(self.language), priority=True)]
        self.set_interval(TICK_SECONDS, self.tick)
        self.call_later(self.refresh_page)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key means something now; what means nothing is not offered."""
        state, item = self.room.state, self.room.item if isinstance(self.shown, int) else None
        kind = item.kind if item is not None else ""
        match action:
            case "check" | "task":
                return kind == "problem"
            case "edit":
                return kind in ("problem", "open")
            case "hint":
                return kind == "problem" and state.with_hints
            case "skip":
                return item is not None
            case "submit":
                return isinstance(self.shown, tuple) or self.shown == "items" or kind in ("choice", "number", "open")
            case "items":
                return item is not None or self.shown == "items"
            case "pause":
                return state.ended is None and (item is not None or self.shown == "paused")
            case "finish":
                return state.ended is None
        return True

    async def work(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.engine, act)

    def say(self, text: str) -> None:
        words = harmless(localized(text, self.language))
        self.query_one("#said", Static).update(Line(words, no_wrap=True, overflow="ellipsis"))

    def put(self, page: RenderableType) -> None:
        self.query_one("#page", Static).update(page)
        self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)

    def field(self, which: str, hint: str = "") -> None:
        """Show the line, the text area, or neither, and put the cursor there."""
        line, text = self.query_one("#line", Input), self.query_one("#text", TextArea)
        line.set_class(which != "line", "hidden")
        text.set_class(which != "text", "hidden")
        line.value, line.placeholder = "", localized(hint, self.language)
        if which == "line":
            line.focus()
        elif which == "text":
            text.focus()
        else:
            self.query_one("#scroll", VerticalScroll).focus()
        self.refresh_bindings()

    # The clock

    def tick(self) -> None:
        if not self.query("#title"):
            return  # the screen is being taken down
        state, now = self.room.state, self.room.session.now()
        title = Line(state.title.of(self.language), no_wrap=True, overflow="ellipsis")
        self.query_one("#title", Static).update(title)
        self.query_one("#clock", Static).update(self.time(state, now))
        if mock.is_up(state, now) and not self.queued:
            self.queued = True
            self.run_worker(self.settle())

    def time(self, state: mock.State, now: datetime) -> Line:
        if state.ended is not None:
            return Line(Text("the clock has stopped", "计时已停止").of(self.language), "dim")
        left = mock.remaining(state, now).total_seconds()
        line = Line()
        if state.current is not None and state.paused_at is None:
            item = state.items[state.current]
            spent = mock.spent(state, state.current, now)
            label = Text("item {}: {} / {}:00", "第 {} 题：{} / {}:00").format(mock.label(state, state.current), clock(spent), item.minutes)
            line.append(label.of(self.language), "yellow" if spent > item.minutes * 60 else "")
            line.append("   ")
        if state.paused_at is not None:
            line.append(Text("paused ", "已暂停 ").of(self.language), "yellow")
        line.append(Text("{} left", "剩余 {}").format(clock(max(left, 0.0))).of(self.language), "bold red" if left < 300 else "bold")
        return line

    async def settle(self) -> None:
        async with self.busy:
            try:
                await self.work(self.room.settle)
            except Fault as fault:  # it is tried again with the next look at the clock
                self.say(fault.args[0])
                return
            finally:
                self.queued = False
        if self.room.state.reason == "time_up":
            self.say(Text("Time is up.", "时间到。"))
        await self.refresh_page()

    # Pages

    async def refresh_page(self, again: bool = False) -> None:
        """Show what the state says is to be shown, if it is not shown already."""
        state = self.room.state
        if state.ended is not None:
            unmarked = state.unmarked if state.reason != "abandoned" else []
            wanted: object = ("mark", unmarked[0]) if unmarked else "verdict"
        else:
            wanted = "paused" if state.paused_at is not None else state.current
        if wanted == self.shown and not again:
            return
        self.shown = wanted
        self.stop.set()
        for notice in self.room.notices:
            self.say(notice)
        self.room.notices.clear()
        if wanted == "verdict":
            self.put(pages.verdict(state, await self.work(lambda: judge(state)), self.language))
            self.field("")
            self.say(Text("The report: drill report --html report.html    Ctrl-Q leaves", "报告：drill report --html report.html    Ctrl-Q 离开"))
        elif wanted == "paused":
            self.put(Padding(Line(Text("Paused. Ctrl-P goes on; the pause is logged.", "已暂停。按 Ctrl-P 继续，暂停会被记录。").of(self.language)), 2))
            self.field("")
        elif isinstance(wanted, tuple):
            await self.show_mark(wanted[1])
        elif isinstance(wanted, int):
            await self.show_item(wanted)

    async def show_item(self, place: int) -> None:
        item = self.room.state.items[place]
        page = await self.work(lambda: item_page(self.room, place))
        if item.is_problem:
            self.put(page)
            self.field("")
            self.follow(place, self.room.path(place), (await self.work(lambda: self.room.problem(place))).library)
            return
        follow_up = Line(Text("A follow-up question", "追问").of(self.language), "italic")
        self.put(Group(Padding(follow_up, (1, 1, 0, 1)), page) if item.follows is not None else page)
        if item.kind == "open":
            self.query_one("#text", TextArea).text = ""
            self.field("text")
            self.say(Text("Ctrl-S: the answer is complete", "按 Ctrl-S 提交回答"))
        else:
            self.field("line", questions.how(await self.work(lambda: self.room.asked(place))))

    async def show_mark(self, place: int) -> None:
        """An open answer beside the model answer."""
        state = self.room.state
        asked = await self.work(lambda: self.room.asked(place))
        question, answer = asked.question, str(state.items[place].answer)
        assert isinstance(question, Open)
        heading = Line(Text("Your answer", "你的回答").of(self.language), "bold")
        yours = Padding(Group(heading, Line(), Line(harmless(answer))), (0, 1))
        found = quiz.evidence(question, answer)
        page = questions.question(asked, self.language, f"{mock.label(state, place)}.")
        self.put(Group(page, yours, questions.rubric(asked, found, self.language)))
        self.field("line", Text("the points that you made, such as 1 3; all; none", "你讲到的要点，例如 1 3；all；none"))
        self.say(Text("The clock has stopped: {} answers to mark", "计时已停止：还有 {} 个回答待评分").format(len(state.unmarked)))

    # The file of a problem

    def follow(self, place: int, path: Path, library: str) -> None:
        """Check after each save, and keep the judge warm, until another item has the floor."""
        self.stop = threading.Event()
        stop, seen = self.stop, watch.stamp(path)

        def saves() -> None:
            for _ in watch.saves(path, stop, seen):
                if not stop.is_set():
                    self.call_from_thread(self.call_later, self.check, place)

        self.run_worker(saves, thread=True)
        self.run_worker(lambda: watch.keep_warm(library, stop), thread=True)

    async def check(self, place: int) -> None:
        """Check the file, and again if it was saved meanwhile."""
        if self.checking:
            return
        self.checking = True
        try:
            while self.room.state.current == place and self.room.state.running:
                seen = watch.stamp(self.room.path(place))
                await self.check_once(place)
                if watch.stamp(self.room.path(place)) == seen:
                    break
        finally:
            self.checking = False

    async def check_once(self, place: int) -> None:
        async with self.busy:
            self.say(Text("Checking {}...", "正在检查 {}……").format(self.room.state.items[place].id))
            try:
                graded = await self.work(lambda: self.room.check(place))
            except Fault as fault:
                self.say(fault.args[0])
                return
        if graded is not None and self.room.state.current == place:
            self.put(check.page(self.room.session, graded, ()))
            done = Text("Checked. Save again, or Ctrl-R; Ctrl-L: the task.", "已检查。再次保存或按 Ctrl-R；Ctrl-L 看题目。")
            self.say(done if graded.fault is None else graded.fault.args[0])
        elif graded is not None and graded.card.passed:
            self.say(Text("Passed.", "通过。"))
        await self.refresh_page()

    # Keys

    async def act(self, act: Callable[[], object], done: Text | None = None) -> None:
        """Do it in the room, and show what came of it."""
        async with self.busy:
            try:
                await self.work(act)
            except (quiz.Unclear, Fault) as refused:
                self.say(refused.args[0])
                return
        self.sure = False
        self.say(done if done is not None else Text(""))
        await self.refresh_page()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        await self.entered(event.value)

    async def entered(self, value: str) -> None:
        """A line was typed: an answer, the points of a mark, or the number of an item."""
        state, shown = self.room.state, self.shown
        if not value.strip():
            return
        if shown == "items":
            self.shown = None
            await self.act(lambda: self.room.act("open", item=place_of(self.room.state, value)))
            await self.refresh_page()
        elif isinstance(shown, tuple):
            place = shown[1]
            question = self.room.bank.load(state.items[place].id)
            assert isinstance(question, Open)
            await self.act(lambda: self.room.mark(place, quiz.read_points(value, len(question.rubric))))
        elif isinstance(shown, int):
            await self.act(lambda: self.room.answer(value), Text("Noted.", "已记录。"))

    async def action_submit(self) -> None:
        item = self.room.item
        if isinstance(self.shown, int) and item is not None and item.kind == "open":
            text = self.query_one("#text", TextArea).text
            await self.act(lambda: self.room.answer(text), Text("Noted.", "已记录。"))
        elif not self.query_one("#line", Input).has_class("hidden"):
            await self.entered(self.query_one("#line", Input).value)

    async def action_check(self) -> None:
        item = self.room.item
        if isinstance(self.shown, int) and item is not None and item.is_problem:
            await self.check(self.shown)

    def action_page(self, way: int) -> None:
        scroll = self.query_one("#scroll", VerticalScroll)
        scroll.scroll_relative(y=way * max(scroll.size.height - 2, 1), animate=False)

    async def action_task(self) -> None:
        place = self.shown
        if isinstance(place, int):
            self.put(await self.work(lambda: item_page(self.room, place)))

    async def action_skip(self) -> None:
        if isinstance(self.shown, int):
            await self.act(lambda: self.room.act("skip"))

    async def action_items(self) -> None:
        """All items; again: back to the one at hand."""
        state = self.room.state
        if self.shown == "items":
            await self.refresh_page()
        elif isinstance(self.shown, int):
            names = await self.work(lambda: titles(self.room))
            self.shown = "items"
            self.stop.set()
            self.put(pages.items(state, self.room.session.now(), self.language, names))
            self.field("line", Text("the number of an item to turn to; Ctrl-G: back", "要转到的题号；Ctrl-G 返回"))

    async def action_hint(self) -> None:
        place = self.shown
        if not isinstance(place, int):
            return
        async with self.busy:
            try:
                hints = await self.work(lambda: self.room.hints(place) if self.room.state.items[place].is_problem else self.room.act("hint"))
            except Fault as fault:
                self.say(fault.args[0])
                return
        parts: list[RenderableType] = []
        for number, hint in enumerate(hints or (), 1):
            parts += [Line(Text("Hint {}", "提示 {}").format(number).of(self.language), "bold"), markdown(hint), Line()]
        self.put(Padding(Group(*parts), (1, 1)))
        self.say(Text("Ctrl-L: the task", "按 Ctrl-L 看题目"))

    async def action_pause(self) -> None:
        paused = self.room.state.paused_at is not None
        await self.act(lambda: self.room.act("resume" if paused else "pause"))

    async def action_finish(self) -> None:
        state = self.room.state
        if state.ended is not None:
            return
        if not self.sure:
            self.sure = True
            self.say(Text("{} items are open. Ctrl-F again ends the interview.", "还有 {} 题未完成。再按一次 Ctrl-F 结束面试。").format(len(state.left)))
            return
        await self.act(lambda: self.room.act("end", reason="finished"))

    async def action_edit(self) -> None:
        """The candidate's editor, for the file of a problem or for an open answer; the clock runs on."""
        item, command = self.room.item, self.room.session.config["editor"]
        if not isinstance(self.shown, int) or item is None or item.kind not in ("problem", "open"):
            return
        if not command:
            self.say(Text("No editor is set: drill config editor COMMAND", "没有设置编辑器：drill config editor 命令"))
            return
        try:
            with self.suspend():
                if item.is_problem:
                    subprocess.run(workspace.editor_command(command, self.room.path(self.shown)), check=False)
                else:
                    from drill.commands.ask import edited

                    area = self.query_one("#text", TextArea)
                    area.text = edited(self.room.session, area.text)
        except SuspendNotSupported:
            self.say(Text("This terminal cannot give way to an editor.", "此终端无法切换到编辑器。"))
        except (OSError, Fault) as error:
            self.say(str(error))
        self.refresh()

    def action_leave(self) -> None:
        self.stop.set()
        self.exit(0)


def show(room: Room) -> int:
    """Show the interview until it is left. The room must not be used by another thread meanwhile."""
    session = room.session
    session.history.close()  # it is opened again by the engine's thread
    engine = ThreadPoolExecutor(1)
    try:
        Screen(room, engine).run()
    finally:
        engine.submit(session.history.close).result()
        engine.shutdown()
    if not room.over:
        session.say(Text("The clock runs on. drill mock --resume comes back.", "计时仍在继续。用 drill mock --resume 回来。"))
        return 1
    return 0 if conclude(session, room).rating in ("strong_hire", "hire", "lean_hire") else 1
