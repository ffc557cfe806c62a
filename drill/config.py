"""Settings: from the environment, else the configuration file, else as drill decides.

A value knows where it comes from, so that `drill config` can say so.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drill import paths
from graders.vocabulary import LANGUAGES, Fault, Text


@dataclass(frozen=True)
class Setting:
    """One key of the configuration file.

    read: a text or a TOML value to the setting's value; raises Unfit. says: what it is for.
    """

    key: str
    variable: str
    read: Callable[[Any], Any]
    default: Any
    says: Text


@dataclass(frozen=True)
class Value:
    """A setting's value and where it comes from: "default", "locale", the variable or the file."""

    value: Any
    source: str


class Unfit(Exception):
    """A value that a setting cannot have."""


def one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise Unfit(Text("{!r} is none of {}", "{!r} 不是以下之一：{}").format(value, ", ".join(words)))
        return str(value)

    return read


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit(Text("expected text, got {!r}", "应为文本，得到 {!r}").format(value))
    return value


def positive(value: Any) -> int:
    try:
        number = int(value) if isinstance(value, int | str) and not isinstance(value, bool) else 0
    except ValueError:
        number = 0
    if not 0 < number < 1_000_000:
        raise Unfit(Text("expected a positive whole number, got {!r}", "应为正整数，得到 {!r}").format(value))
    return number


SETTINGS = (
    Setting("language", "DRILL_LANG", one_of(*LANGUAGES), None, Text("language of all texts", "所有文字的语言")),
    Setting("editor", "DRILL_EDITOR", text, None, Text("command that opens your file", "打开代码文件的命令")),
    Setting("workspace", "DRILL_WORKSPACE", text, None, Text("folder of your files", "代码文件所在的文件夹")),
    Setting(
        "colour", "DRILL_COLOUR", one_of("auto", "always", "never"), "auto", Text("when to use colour", "何时使用颜色")
    ),
    Setting(
        "limits.cpu", "DRILL_CPU", positive, 60,
        Text("processor time that your code may use, in seconds", "代码可用的处理器时间上限（秒）"),
    ),
    Setting(
        "limits.memory", "DRILL_MEMORY", positive, 1024,
        Text("memory that your code may use, in MB", "代码可用内存上限（MB）"),
    ),
)  # fmt: skip
BY_KEY = {setting.key: setting for setting in SETTINGS}


class Config:
    """All settings, each resolved once. Raises Fault for a value that cannot be used, naming its place."""

    def __init__(self, environ: Mapping[str, str], path: Path):
        self.path = path
        written = read_file(path)
        self.values = {setting.key: self._resolve(setting, environ, written) for setting in SETTINGS}

    def _resolve(self, setting: Setting, environ: Mapping[str, str], written: Mapping[str, Any]) -> Value:
        if environ.get(setting.variable):
            return read_value(setting, environ[setting.variable], setting.variable)
        if setting.key in written:
            return read_value(setting, written[setting.key], str(self.path))
        if setting.key == "language":
            return Value(locale_language(environ), "locale")
        if setting.key == "workspace":
            return Value(str(paths.workspace()), "DRILL_HOME" if paths.home() else "default")
        if setting.key == "editor":
            for variable in ("VISUAL", "EDITOR"):
                if environ.get(variable):
                    return Value(environ[variable], variable)
        return Value(setting.default, "default")

    def __getitem__(self, key: str) -> Any:
        return self.values[key].value


def read_value(setting: Setting, value: Any, source: str) -> Value:
    try:
        return Value(setting.read(value), source)
    except Unfit as unfit:
        raise Fault(Text("{}: {}: {}", "{}：{}：{}").format(source, setting.key, unfit.args[0])) from None


def read_file(path: Path) -> dict[str, Any]:
    """The file's settings by dotted key; an unknown key is a Fault. No file is no settings."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None
    import tomllib

    try:
        tables = tomllib.loads(content.decode())
    except ValueError as error:
        raise Fault(f"{path}: {error}") from None
    values: dict[str, Any] = {}
    for key, value in tables.items():
        values |= {f"{key}.{inner}": item for inner, item in value.items()} if isinstance(value, dict) else {key: value}
    for key in values:
        if key not in BY_KEY:
            told = Text("{}: {}: unknown key; known: {}", "{}：{}：没有这个设置项；设置项有：{}")
            raise Fault(told.format(path, key, ", ".join(BY_KEY)))
    return values


def locale_language(environ: Mapping[str, str]) -> str:
    """Chinese where the locale is, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return "zh" if environ[variable].lower().startswith("zh") else "en"
    return "en"


def write(path: Path, key: str, value: str | None) -> None:
    """Set one key in the file, or with None remove it; comments and order stay. Raises Unfit, Fault."""
    import tomlkit

    from drill.catalog import write_whole

    read_file(path)
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    table, _, inner = key.rpartition(".")
    place: Any = document.setdefault(table, tomlkit.table()) if table else document
    if value is None:
        place.pop(inner, None)
    else:
        place[inner] = BY_KEY[key].read(value)
    try:
        write_whole(path, tomlkit.dumps(document).encode())
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None


def load() -> Config:
    return Config(os.environ, paths.config())
