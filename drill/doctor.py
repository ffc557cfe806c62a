"""What this machine can contain, warm up and run, found out by doing it."""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from drill import paths, terminal
from drill.session import Session
from drill.words import duration
from graders.vocabulary import Fault, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """ok: None where a thing is neither right nor wrong."""

    name: Text
    ok: bool | None
    says: Text


def examine(session: Session) -> Iterator[Finding]:
    """Findings as they are made; the slow ones come last."""
    for examination in (software, folders, progress, problems, screen, warm_processes):
        try:
            yield from examination(session)
        except Fault as fault:
            yield Finding(Text(examination.__name__.replace("_", " ")), False, plain(fault))


def plain(fault: Fault) -> Text:
    said = fault.args[0] if fault.args else str(fault)
    return said if isinstance(said, Text) else Text(str(said))


def software(session: Session) -> Iterator[Finding]:
    del session
    yield Finding(Text("Python"), sys.version_info >= (3, 11), Text(f"{platform.python_version()}, {sys.executable}"))
    for name in ("torch", "numpy"):
        try:
            yield Finding(Text(name), True, Text(metadata.version(name)))
        except metadata.PackageNotFoundError:
            yield Finding(Text(name), False, Text("is not installed", "未安装"))
    yield Finding(
        Text("machine", "机器"),
        None,
        Text(f"{platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} CPU"),
    )


def folders(session: Session) -> Iterator[Finding]:
    places: tuple[tuple[Text, Path], ...] = (
        (Text("your files", "你的文件"), session.workspace.folder), (Text("progress", "进度"), paths.data()),
        (Text("cache", "缓存"), paths.cache()),
    )  # fmt: skip
    for name, folder in places:
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
        ok = os.access(nearest, os.W_OK | os.X_OK) and nearest.is_dir()
        says = Text("{}", "{}") if ok else Text("{} cannot be written to", "{} 不可写")
        yield Finding(name, ok, says.format(session.shown_path(folder)))
    yield Finding(Text("configuration", "配置"), None, Text(session.shown_path(session.config.path)))


def progress(session: Session) -> Iterator[Finding]:
    fault = session.history.integrity()
    yield Finding(Text("history", "历史记录"), not fault, Text(fault) if fault else Text("sound", "完好"))


def problems(session: Session) -> Iterator[Finding]:
    index = session.catalog.index
    faulty = [entry.id for entry in index.values() if entry.faulty]
    says = Text("{} in {}", "{} 道，位于 {}").format(len(index), session.shown_path(session.catalog.root))
    if faulty:
        says = Text("{}; unreadable: {}", "{}；无法读取：{}").format(says, ", ".join(faulty))
    yield Finding(Text("problems", "题目"), bool(index) and not faulty, says)


def screen(session: Session) -> Iterator[Finding]:
    colour = Text("colour", "彩色") if session.colour() else Text("no colour", "无彩色")
    says = Text("{} columns, {}, {}", "{} 列，{}，{}").format(terminal.width(sys.stdout), sys.stdout.encoding, colour)
    yield Finding(Text("terminal", "终端"), None, says)


def warm_processes(session: Session) -> Iterator[Finding]:
    from graders.sandbox.client import Session as Child
    from graders.sandbox.client import Source

    layers: dict[str, str] = {}
    for library, name in (("numpy", Text("NumPy")), ("torch", Text("PyTorch"))):
        session.say(Text("Starting a {} child...", "正在启动 {} 子进程……").format(name))

        def start(library: str = library) -> dict[str, str]:
            with Child(Source(b"", library=library)) as child:
                fault = child.load()
                if fault:
                    raise Fault(str(fault.get("message")))
                return dict(child.layers)

        first, layers = timed(start)
        again, _ = timed(start)
        says = Text("starts in {}, warm in {}", "冷启动 {}，热启动 {}").format(duration(first), duration(again))
        yield Finding(Text("{} child", "{} 子进程").format(name), True, says)
    held = [layer for layer, why in layers.items() if not why]
    missing = {layer: why for layer, why in layers.items() if why}
    yield Finding(Text("contained by", "隔离层"), bool(held), Text(", ".join(held) or "-"))
    for layer, why in missing.items():
        says = Text(
            "not on this machine: {}; `drill check --strict` refuses to run",
            "本机没有：{}；`drill check --strict` 会拒绝运行",
        )
        yield Finding(Text(layer), None, says.format(why))


def timed(action: Callable[[], dict[str, str]]) -> tuple[float, dict[str, str]]:
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result
