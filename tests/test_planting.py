"""Fix the bug: what is planted is the mistake, bare of comments and docstrings; graded as its own kind."""

import ast
import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from drill import catalog, planting
from drill.history import History
from tests.conftest import ROOT, Ran

Drill = Callable[..., Ran]

BARE = [
    ("x = 1  # one\n", "x = 1\n"),
    ('"""Module."""\n\nx = "#"  # not this\n', 'x = "#"\n'),
    ('def f():\n    """Doc."""\n    # why\n    return 1\n', "def f():\n    return 1\n"),
    ('class A:\n    """Only this."""\n', "class A:\n    pass\n"),
    ("def f():\n    x = 1\n\n\n    # why\n    return x\n\n\n\ndef g():\n    pass\n", "def f():\n    x = 1\n\n    return x\n\n\ndef g():\n    pass\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "bare"), BARE)
def test_comments_and_docstrings_go(source: str, bare: str) -> None:
    assert planting.bare(source) == bare


def without_docstrings(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and body and planting.is_docstring(body[0]):
            node.body = body[1:] or [ast.Pass()]
    return ast.dump(tree)


@pytest.mark.parametrize("id", catalog.ids())
def test_every_problem_can_be_planted(id: str) -> None:
    problem = catalog.load(id)
    assert len(planting.plantable(problem)) >= 2
    for mistake in planting.plantable(problem):
        text = problem.reference
        for old, new in mistake.edits:
            text = text.replace(old, new)
        planted = planting.planted(problem, mistake)
        assert ast.dump(ast.parse(planted)) == without_docstrings(text)


def test_those_not_seen_come_first() -> None:
    problem = catalog.load("rope")
    ids = {mistake.id for mistake in planting.plantable(problem)}
    for left in sorted(ids):
        chosen = planting.choose(problem, ids - {left}, Random(0))
        assert chosen is not None and chosen.id == left
    assert planting.choose(problem, ids, Random(0)) is not None


@pytest.mark.usefixtures("home")
def test_a_bug_is_planted_found_and_recorded(drill: Drill, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRILL_DATA", str(ROOT))
    planted = drill("debug", "max_subarray_sum", "--json")
    assert planted.code == 0
    path = Path(json.loads(planted.out)["file"])
    assert path == home / "debug" / "max_subarray_sum.py" and "fix the bug" in path.read_text()
    failed = drill("check", str(path))
    assert failed.code == 1 and "What it looks like" not in failed.out
    path.write_text(catalog.load("max_subarray_sum").reference)
    passed = drill("check", str(path))
    assert passed.code == 0 and "The mistake was" in passed.out
    history = History(home / ".drill" / "history.db")
    assert [attempt.kind for attempt in history.attempts("max_subarray_sum")] == ["debug", "debug"]
    assert not history.progress("max_subarray_sum").ever_solved
    kept = path.read_text()
    assert drill("debug", "max_subarray_sum").code == 0 and path.read_text() != kept
    assert any(backup.read_text() == kept for backup in (home / ".drill" / "backups" / "debug" / "max_subarray_sum").iterdir())


def test_many_submissions_are_graded(drill: Drill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRILL_DATA", str(ROOT))
    reference = catalog.load("max_subarray_sum").reference
    (tmp_path / "max_subarray_sum").mkdir()
    (tmp_path / "max_subarray_sum" / "one.py").write_text(reference.replace("max(current, 0) + x", "max(current + x, 0)"))
    (tmp_path / "max_subarray_sum.py").write_text(reference)
    (tmp_path / "unknown.py").write_text(reference)
    ran = drill("grade", str(tmp_path))
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert ran.code == 1 and [(Path(r[0]).name, r[2]) for r in rows] == [("one.py", "failed"), ("max_subarray_sum.py", "passed")]
    assert drill("grade", str(tmp_path / "nowhere")).code == 2
