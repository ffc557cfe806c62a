"""config, doctor, export, import: drill itself."""

import os
import sys
from typing import Any

from drill import config, paths
from drill.session import FAULT, PASSED, Session, Usage
from graders.vocabulary import Fault, Text


def configure(session: Session, key: str | None, value: str | None, unset: bool) -> int:
    """Show every setting and where it comes from, or set one."""
    if key is not None and key not in config.BY_KEY:
        from drill.catalog import nearest

        near = nearest(key, config.BY_KEY)
        raise Usage(
            Text("No setting {}. Settings: {}.", "没有设置项 {}。设置项有：{}。").format(key, ", ".join(config.BY_KEY)),
            tuple(near),
        )
    if key is not None and (value is not None or unset):
        try:
            config.write(session.config.path, key, value)
        except config.Unfit as unfit:
            raise Usage(Text("{}: {}", "{}：{}").format(key, unfit.args[0])) from None
        session.say(Text("Written to {}.", "已写入 {}。").format(session.shown_path(session.config.path)))
        session.config = config.load()
    values = {name: held for name, held in session.config.values.items() if key in (None, name)}
    if session.options.json:
        settings = {name: {"value": held.value, "source": held.source} for name, held in values.items()}
        session.document("config", {"file": str(session.config.path), "settings": settings})
        return PASSED
    if not sys.stdout.isatty():
        for name, held in values.items():
            session.show(f"{name}\t{'' if held.value is None else held.value}\t{held.source}")
        return PASSED
    width = max(len(name) for name in values)
    for name, held in values.items():
        shown = session.words(Text("(not set)", "（未设置）")) if held.value is None else held.value
        session.show(f"{name:<{width}}  {shown}  ({held.source})")
        session.show(f"{'':<{width}}  {session.words(config.BY_KEY[name].says)}; {config.BY_KEY[name].variable}")
    session.say(Text("File: {}", "文件：{}").format(session.shown_path(session.config.path)))
    return PASSED


def doctor(session: Session, stop: bool) -> int:
    """What this machine can contain, warm up and run."""
    from drill import doctor

    if stop:
        from graders.sandbox import warm

        stopped = warm.stop_zygotes()
        session.show(Text("{} background processes stopped.", "已停止 {} 个后台进程。").format(stopped))
        return PASSED
    findings = []
    for finding in doctor.examine(session):
        findings.append(finding)
        if not session.options.json:
            mark = {True: "ok  ", False: "FAIL", None: "note"}[finding.ok]
            session.show(f"{mark}  {session.words(finding.name)}: {session.words(finding.says)}")
    failed = any(finding.ok is False for finding in findings)
    if session.options.json:
        rows: list[dict[str, Any]] = [
            {"name": session.words(f.name), "ok": f.ok, "says": session.words(f.says)} for f in findings
        ]
        session.document("doctor", {"ok": not failed, "findings": rows})
    return FAULT if failed else PASSED


def export(session: Session, file: str | None) -> int:
    lines = session.history.export()
    if file is None or file == "-":
        for line in lines:
            sys.stdout.write(line + "\n")
        return PASSED
    try:
        with open(file, "x", encoding="utf-8") as out:
            count = sum(bool(out.write(line + "\n")) for line in lines)
    except FileExistsError:
        raise Usage(Text("{} exists; it is left as it is.", "{} 已存在，未改动。").format(file)) from None
    except OSError as error:
        raise Fault(f"{file}: {error.strerror}") from None
    session.say(Text("{} records written to {}.", "已将 {} 条记录写入 {}。").format(count, file))
    return PASSED


def import_(session: Session, file: str) -> int:
    try:
        if file == "-":
            new, known = session.history.import_(sys.stdin)
        else:
            with open(file, encoding="utf-8") as lines:
                new, known = session.history.import_(lines)
    except FileNotFoundError:
        raise Usage(Text("There is no file {}.", "没有文件 {}。").format(file)) from None
    except OSError as error:
        raise Fault(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Fault(Text("{} is not UTF-8 text.", "{} 不是 UTF-8 文本。").format(file)) from None
    if session.options.json:
        session.document("import", {"new": new, "known": known})
    else:
        session.show(Text("{} new records, {} known already.", "新增 {} 条记录，{} 条已有。").format(new, known))
    return PASSED


def where(session: Session) -> dict[str, str]:
    """Every place that drill writes to."""
    return {
        "files": str(session.workspace.folder), "progress": str(paths.data()), "cache": str(paths.cache()),
        "config": os.fspath(session.config.path),
    }  # fmt: skip
