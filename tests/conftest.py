"""A catalogue of small problems, a home of its own for every test, and the command run in this process."""

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from drill import catalog, cli

ROOT = Path(__file__).parent.parent

DOUBLE = """\
title: {en: Double a number, zh: 数字加倍}
level: easy
minutes: 5
prompt:
  en: |
    Return **twice** the number `x`.
  zh: |
    返回 `x` 的**两倍**。
stub: |
  def double(x):
      \"\"\"Twice x.\"\"\"
      raise NotImplementedError
cases:
  - name: {en: two, zh: 二}
    example: true
    args: {x: 2}
    expect: 4
  - name: {en: zero, zh: 零}
    args: {x: 0}
  - name: {en: negative, zh: 负数}
    args: {x: -3}
  - name: {en: seven, zh: 七}
    args: {x: 7}
mistakes:
  - id: squares
    edits: [["2 * x", "x * x"]]
    says: {en: It squares the number., zh: 你把数字平方了。}
hints:
  - {en: Add the number to something., zh: 把数字与某个数相加。}
  - {en: Add it to itself., zh: 与它自己相加。}
explanation: {en: "Doubling is `x + x`.", zh: "加倍就是 `x + x`。"}
aliases: [twice]
"""
COUNTER = """\
title: {en: A counter, zh: 计数器}
entry: Counter
level: hard
minutes: 20
asked_in: [some_round]
prompt: {en: Write a class that counts., zh: 写一个计数的类。}
stub: |
  class Counter:
      def __init__(self, start):
          raise NotImplementedError

      def add(self, amount):
          raise NotImplementedError
given: |
  def helper(x):
      return x + 1
cases:
  - name: adds up
    example: true
    init: {start: 1}
    calls:
      - {call: add, args: {amount: 2}}
      - {get: value}
mistakes:
  - id: starts_at_zero
    edits: [["= start", "= 0"]]
    says: {en: It ignores the start., zh: 忽略了初始值。}
hints: [{en: Keep a number., zh: 记住一个数。}]
explanation: {en: Nothing to it., zh: 很简单。}
"""
INTERVIEWS = """\
some_round:
  title: {en: "Some company, first round", zh: 某公司一面}
  company: {en: Some company, zh: 某公司}
  role: Engineer
  date: 2025
  minutes: 60
  items: [counter, a_question]
"""


def write(root: Path, topic: str, id: str, spec: str, solution: str) -> None:
    for folder, name, content in (("problems", f"{id}.yaml", spec), ("solutions", f"{id}.py", solution)):
        (root / folder / topic).mkdir(parents=True, exist_ok=True)
        (root / folder / topic / name).write_text(content, encoding="utf-8")


def heed_interrupts() -> None:
    """In a child about to start: let Ctrl-C work where the tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of two problems and an interview."""
    root = tmp_path / "data"
    write(root, "numbers", "double", DOUBLE, "def double(x):\n    return 2 * x\n")
    counter = "class Counter:\n    def __init__(self, start):\n        self.value = start\n\n    def add(self, amount):\n        self.value += amount\n"
    write(root, "objects", "counter", COUNTER, counter)
    (root / "problems" / "interviews.yaml").write_text(INTERVIEWS, encoding="utf-8")
    return root


@pytest.fixture
def home(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """DRILL_HOME, with the small catalogue, in English and without any setting of this machine."""
    for name in list(os.environ):
        if name.startswith("DRILL_") or name in ("VISUAL", "EDITOR", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("DRILL_HOME", str(folder))
    monkeypatch.setenv("DRILL_DATA", str(data))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("DRILL_TRACEBACK", "1")
    monkeypatch.setattr(catalog, "_catalogs", {})
    return folder


@dataclasses.dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def drill(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The command, run in this process."""

    def run(*words: str) -> Ran:
        capsys.readouterr()
        catalog._catalogs.clear()
        code = cli.execute(words)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def drill_process(home: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command, run as a process of its own."""

    def run(*words: str, python: Sequence[str] = (), **options: object) -> subprocess.CompletedProcess[str]:
        arguments = [sys.executable, *python, "-m", "drill", *words]
        return subprocess.run(arguments, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, **options)  # type: ignore[call-overload,no-any-return]

    return run
