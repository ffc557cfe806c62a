"""The screen of `drill watch`: the scorecard in place, the keys always below it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Line
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from drill import terminal, watch
from drill.render import prompt
from drill.terminal import harmless
from graders.vocabulary import Fault, Text, localized

if TYPE_CHECKING:
    from drill.commands.check import Graded
    from drill.commands.watching import Desk

T = TypeVar("T")

KEYS = {
    "check": ("r", Text("check", "检查")),
    "task": ("t", Text("task", "题目")),
    "hint": ("h", Text("hint", "提示")),
    "solution": ("s", Text("answer", "答案")),
    "reset": ("x", Text("reset", "重置")),
    "next": ("n", Text("next", "下一题")),
    "list": ("l", Text("list", "列表")),
    "quit": ("q", Text("quit", "退出")),
}


class Screen(App[int]):
    """One desk on the screen. The desk's work is done in a thread of its own, one thing at a time."""

    CSS = (
        "Footer { dock: bottom; } #top { dock: top; height: 1; padding: 0 1; } VerticalScroll { scrollbar-size: 1 1; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+d", "leave", show=False, priority=True)]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, desk: "Desk", language: str, engine: ThreadPoolExecutor):
        super().__init__(ansi_color=True)
        self.desk, self.language, self.engine = desk, language, engine
        self.stop = threading.Event()
        self.seen = watch.stamp(desk.path)
        self.green = False  # passed: waits for the next problem
        self.sure = ""  # the key that has to be pressed once more
        self.busy = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield Static(id="top")
        with VerticalScroll():
            yield Static(id="page")
        yield Footer(compact=True)  # all keys fit in 60 columns

    def on_mount(self) -> None:
        for action, (key, says) in KEYS.items():
            self.bind(key, "leave" if action == "quit" else f"do('{action}')", description=says.of(self.language))
        self.begin()

    def begin(self) -> None:
        """Watch the file at hand, and check it if there is something to check."""
        self.stop.set()
        self.stop = threading.Event()
        self.green, self.sure = False, ""
        self.seen = watch.stamp(self.desk.path)
        stop, path, seen = self.stop, self.desk.path, self.seen
        threading.Thread(target=self.follow, args=(path, stop, seen), daemon=True).start()
        threading.Thread(target=watch.keep_warm, args=(self.desk.problem.library, stop), daemon=True).start()
        self.call_later(self.first)

    def on_unmount(self) -> None:
        self.stop.set()

    async def first(self) -> None:
        if self.desk.untouched():
            self.put(await self.work(self.desk.prompt))
            self.tell(Text("Save your file and it is checked.", "保存文件后会自动检查。"))
        else:
            await self.check()

    def follow(self, path: Any, stop: threading.Event, seen: watch.Stamp | None) -> None:
        for _ in watch.saves(path, stop, seen):
            if not stop.is_set():
                self.call_later(self.saved)  # may be called from any thread

    async def saved(self) -> None:
        if not self.green:
            await self.check()

    async def work(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.engine, act)

    def tell(self, text: str) -> None:
        self.query_one("#top", Static).update(
            Line(harmless(localized(text, self.language)), no_wrap=True, overflow="ellipsis")
        )

    def put(self, page: RenderableType) -> None:
        self.query_one("#page", Static).update(page)

    async def check(self) -> None:
        async with self.busy:
            self.tell(Text("Checking {}...", "正在检查 {}……").format(self.desk.problem.id))
            try:
                graded = await self.work(self.desk.grade)
                self.show(graded)
            except Fault as fault:
                self.tell(fault.args[0])

    def show(self, graded: "Graded") -> None:
        self.put(self.desk.page(graded))
        self.green = graded.card.passed
        if graded.fault is not None:
            self.tell(graded.fault.args[0])
        elif self.green:
            self.tell(Text("Passed. n: the next problem", "通过。按 n 进入下一题"))
        else:
            self.tell(Text("Watching {}", "正在监视 {}").format(graded.path))

    async def action_do(self, name: str) -> None:
        if (
            name in ("solution", "reset")
            and self.sure != name
            and not (name == "solution" and await self.work(self.desk.may_show))
        ):
            self.sure = name
            ask = {
                "solution": Text(
                    "The solution counts as given up. s again: show it", "查看答案会记为放弃。再按一次 s 确认"
                ),
                "reset": Text(
                    "Put the stub back? Your code is kept as a backup. x again: do it",
                    "恢复初始模板？代码会备份。再按一次 x 确认",
                ),
            }
            self.tell(ask[name])
            return
        self.sure = ""
        try:
            await getattr(self, f"do_{name}")()
        except Fault as fault:
            self.tell(fault.args[0])

    async def do_check(self) -> None:
        self.green = False
        await self.check()

    async def do_task(self) -> None:
        self.put(await self.work(self.desk.prompt))

    async def do_hint(self) -> None:
        hints, number = await self.work(self.desk.hints)
        head = Text("Hint {} of {}", "提示 {} / {}")
        heads = [head.format(i, number).of(self.language) for i in range(1, len(hints) + 1)]
        self.put(prompt.hints(heads, hints))

    async def do_solution(self) -> None:
        self.put(Padding(prompt.code(await self.work(self.desk.solution)), 1))
        self.tell(Text("The reference. n: the next problem", "参考答案。按 n 进入下一题"))

    async def do_reset(self) -> None:
        await self.work(self.desk.reset)
        self.begin()

    async def do_next(self) -> None:
        choice = await self.work(self.desk.next)
        self.begin()
        self.tell(choice.why)

    async def do_list(self) -> None:
        rows = await self.work(self.desk.rows)
        width = max(terminal.cells(id) for id, _, _ in rows)
        status = max(terminal.cells(word) for _, word, _ in rows)
        lines = [f"{terminal.fit(id, width)}  {terminal.fit(word, status)}  {title}" for id, word, title in rows]
        self.put(Padding(Line("\n".join(lines), no_wrap=True, overflow="ellipsis"), 1))

    def action_leave(self) -> None:
        self.stop.set()
        self.exit(0)


def run(desk: "Desk", language: str) -> int:
    """Show the screen until somebody leaves it. The desk must not be used by another thread meanwhile."""
    desk.session.history.close()  # it is opened again by the engine's thread
    engine = ThreadPoolExecutor(1)
    try:
        return Screen(desk, language, engine).run() or 0
    finally:
        engine.submit(desk.session.history.close)
        engine.shutdown(wait=False)
