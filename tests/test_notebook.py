"""The cell magic and shell completion: drill where there is no command line of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import drill
from drill.history import History
from drill.notebook import Shown
from tests.conftest import ROOT

Magic = Callable[[str, str], Shown]


@pytest.fixture
def magic(home: Path) -> Magic:
    """What IPython would call, as the extension registers it."""
    registered: dict[str, Magic] = {}

    class Shell:
        def register_magic_function(self, function: Magic, kind: str, name: str) -> None:
            assert kind == "cell"
            registered[name] = function

    drill.load_ipython_extension(Shell())
    return registered["drill"]


def test_a_cell_is_graded_and_recorded(magic: Magic, home: Path) -> None:
    shown = magic("double", "def double(x):\n    print('<b>', x)\n    return x * x\n")
    assert "It squares the number." in repr(shown)
    html = shown._repr_html_()
    assert "<pre" in html and "&lt;b&gt;" in html and "<b>" not in html and "color: #" in html
    assert History(home / ".drill" / "history.db").progress("double").attempts == 1
    assert "通过" in repr(magic("double --lang zh --fresh", "def double(x):\n    return 2 * x\n"))


@pytest.mark.parametrize(
    ("line", "told"),
    [("doubel", "Did you mean double?"), ("", "%%drill ID"), ("a b", "%%drill ID"), ("--nope", "%%drill ID")],
)
def test_what_cannot_be_graded_is_one_line(magic: Magic, line: str, told: str) -> None:
    shown = magic(line, "x = 1")
    assert told in repr(shown) and told in shown._repr_html_()


def complete(home: Path, shell: str, words: list[str]) -> list[str]:
    line = " ".join(["drill", *words])
    environment = {
        **os.environ, "_DRILL_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }  # fmt: skip
    ran = subprocess.run([sys.executable, "-m", "drill"], cwd=ROOT, env=environment, capture_output=True, text=True)
    return ran.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_words_are_completed_from_the_index(home: Path, shell: str) -> None:
    def found(*words: str) -> str:
        return " ".join(complete(home, shell, list(words)))

    assert "double" in found("check", "dou") and "counter" not in found("check", "dou")
    assert "objects" in found("next", "--topic", "o")
    assert "some_round" in found("next", "--interview", "s")
    assert "medium" in found("list", "--level", "m")
    assert "solution" in found("sol")


def test_completion_imports_nothing_heavy(home: Path) -> None:
    script = (
        "import atexit, os, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from drill.cli import main\nmain()"
    )
    environment = {**os.environ, "_DRILL_COMPLETE": "complete_bash", "COMP_WORDS": "drill show d", "COMP_CWORD": "2"}
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.stdout.split() == ["double"]
    assert not set(ran.stderr.split()) & {"yaml", "numpy", "torch", "rich.console", "textual", "fsrs"}
