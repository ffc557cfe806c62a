"""Who may import whom, and that no sentence is left in one language."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

APP = sorted((ROOT / "drill").rglob("*.py"))
JUDGE = sorted((ROOT / "graders").rglob("*.py"))
CHINESE = re.compile("[\u3400-\u9fff]")
WORDS = re.compile("[A-Za-z]{3,}")
NAMES = {
    "Python",
    "PyTorch",
    "NumPy",
    "torch",
    "numpy",
    "None",
    "tensor",
    "  ,  CPU",
    "cost: {}",
}  # the same in both languages


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", JUDGE, ids=name_of)
def test_the_judge_knows_no_app(path: Path) -> None:
    assert not tops(path) & {"drill", "yaml", "rich", "typer", "click", "textual"}


@pytest.mark.parametrize("path", APP, ids=name_of)
def test_only_render_draws_and_only_strict_reads_yaml(path: Path) -> None:
    found = tops(path)
    if path.parent.name not in ("render", "tui"):
        assert not found & {"rich", "textual"}
    if path.name != "strict.py":
        assert "yaml" not in found
    assert not found & {"torch", "scipy", "numpy"}


VOCABULARY = {"graders.vocabulary", *(f"graders.vocabulary.{name}" for name in ("LANGUAGES", "Fault", "SpecError", "Text", "Verdict", "localized"))}


def test_the_nouns_import_nothing_of_ours() -> None:
    assert {name for name in imports(ROOT / "graders" / "types.py") if name.startswith(("graders", "drill"))} <= VOCABULARY
    assert not tops(ROOT / "graders" / "vocabulary.py") & {"graders", "drill"}


def test_inside_the_judge_imports_run_one_way() -> None:
    """sandbox -> inputs, types; checks -> sandbox; neither knows the judge."""
    for path in JUDGE:
        found = {name for name in imports(path) if name.startswith("graders")}
        above = {"graders.judge", "graders.prove", "graders.diagnose"}
        if path.parent.name == "sandbox":
            assert not {name for name in found if name.startswith("graders.checks")} | (found & above), name_of(path)
        if path.parent.name == "checks":
            assert not found & above, name_of(path)


def test_solutions_import_nothing_of_ours() -> None:
    paths = sorted((ROOT / "solutions").rglob("*.py"))
    assert paths
    for path in paths:
        assert not tops(path) & {"drill", "graders", "tests"}, name_of(path)


def test_importing_the_command_loads_nothing_heavy() -> None:
    code = "import sys, drill.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not set(loaded) & {
        "torch",
        "numpy",
        "yaml",
        "rich.console",
        "textual",
        "fsrs",
        "graders.judge",
        "graders.inputs",
    }


def literal(node: ast.expr) -> str | None:
    """The text of a literal, its parts joined."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
    return None


def called(node: ast.Call) -> str:
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def says_something(text: str) -> bool:
    return bool(WORDS.search(re.sub(r"`[^`]*`|\{[^}]*\}|--\w+|^the ", "", text)))


@pytest.mark.parametrize("path", [*APP, *JUDGE], ids=name_of)
def test_every_sentence_is_in_both_languages(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or called(node) not in ("Text", "t"):
            continue
        english = literal(node.args[0]) if node.args else None
        if english is None or not says_something(english) or english in NAMES:
            continue
        place = f"{name_of(path)}:{node.lineno}: {english!r}"
        assert len(node.args) == 2, place
        chinese = literal(node.args[1])
        assert chinese is None or CHINESE.search(chinese), place
        if chinese is not None:
            fields = [re.sub(r"[!:].*", "", field) for field in re.findall(r"\{([^}]*)\}", english)]
            translated = [re.sub(r"[!:].*", "", field) for field in re.findall(r"\{([^}]*)\}", chinese)]
            assert len(fields) == len(translated) or any(fields) or any(translated), place


@pytest.mark.parametrize("path", APP, ids=name_of)
def test_nothing_is_said_in_english_alone(path: Path) -> None:
    """What goes to a person is a Text, not a plain literal."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and called(node) in ("say", "show", "tell", "Usage", "confirm") and node.args:
            text = literal(node.args[0])
            assert text is None or not says_something(text), f"{name_of(path)}:{node.lineno}: {text!r}"
