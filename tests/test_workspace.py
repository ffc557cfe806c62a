"""The candidate's files are placed, found, reset and brought back; nothing of theirs is ever overwritten."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drill import workspace
from drill.catalog import Catalog
from drill.workspace import Workspace, editor_command
from graders.types import Fault, Problem
from tests.conftest import ROOT

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "files", tmp_path / "backups")


@pytest.fixture
def double(data: Path, tmp_path: Path) -> Problem:
    return Catalog(data, tmp_path / "cache").load("double")


@pytest.fixture
def counter(data: Path, tmp_path: Path) -> Problem:
    return Catalog(data, tmp_path / "cache").load("counter")


def test_a_file_is_the_stub_below_a_comment(desk: Workspace, double: Problem) -> None:
    placed = desk.place(double)
    assert placed.created and placed.path == desk.folder / "double.py"
    text = placed.path.read_text(encoding="utf-8")
    assert text.endswith(double.stub)
    assert text.startswith("# Double a number · easy · 5 min\n")
    assert all(line.startswith("#") for line in text.removesuffix(double.stub).splitlines() if line)
    compile(text, "double.py", "exec")
    assert os.listdir(desk.folder) == ["double.py"]


def test_a_file_is_never_overwritten(desk: Workspace, double: Problem) -> None:
    path = desk.place(double).path
    path.write_bytes(b"mine\r\n\xff")
    assert desk.place(double) == workspace.Placed(path, False)
    assert path.read_bytes() == b"mine\r\n\xff"


def test_given_code_lies_beside_the_file_in_a_folder_of_its_own(desk: Workspace, counter: Problem) -> None:
    path = desk.place(counter).path
    assert path == desk.folder / "counter" / "counter.py" == desk.path("counter")
    path.write_text("from given import helper\nprint(helper(41))\n")
    ran = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
    assert ran.stdout == "42\n"
    (path.parent / "given.py").write_text("changed")
    desk.place(counter)
    assert "def helper" in (path.parent / "given.py").read_text()


def test_reset_keeps_a_backup_and_undo_brings_it_back(desk: Workspace, double: Problem) -> None:
    path = desk.place(double).path
    path.write_bytes(b"first\r\n")
    _, backup = desk.reset(double, NOW)
    assert path.read_text(encoding="utf-8") == workspace.start(double)
    assert backup is not None and backup.read_bytes() == b"first\r\n"
    path.write_bytes(b"second")
    assert desk.undo("double", NOW + timedelta(seconds=1)) == path
    assert path.read_bytes() == b"first\r\n"
    desk.undo("double", NOW + timedelta(seconds=2))  # undo of the undo
    assert path.read_bytes() == b"second"
    assert [item.read_bytes() for item in desk.history("double")] == [b"first\r\n"]


def test_two_resets_in_one_moment_keep_both(desk: Workspace, double: Problem) -> None:
    path = desk.place(double).path
    for content in (b"first", b"second"):
        path.write_bytes(content)
        desk.reset(double, NOW)
    assert [item.read_bytes() for item in desk.history("double")] == [b"first", b"second"]


def test_nothing_to_undo(desk: Workspace) -> None:
    assert desk.undo("double", NOW) is None


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path, double: Problem) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Fault) as raised:
        Workspace(tmp_path / "taken" / "files", tmp_path).place(double)
    assert "taken" in str(raised.value) and "\n" not in str(raised.value)


def test_a_full_disk_leaves_the_old_file_whole(
    desk: Workspace, double: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.place(double).path
    path.write_bytes(b"mine")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Fault, match="No space left on device"):
        desk.reset(double, NOW)
    assert path.read_bytes() == b"mine"
    assert os.listdir(desk.folder) == ["double.py"]


def test_of_many_that_place_at_once_one_does(desk: Workspace) -> None:
    script = (
        "import sys; from pathlib import Path; from drill.workspace import create\n"
        "Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)\n"
        "print(create(Path(sys.argv[1]), sys.argv[2].encode() * 100000))"
    )
    path = desk.folder / "x.py"
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(path), letter], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for letter in "abcd"
    ]
    made = [run.communicate()[0].strip() for run in runs]
    assert sorted(made) == ["False", "False", "False", "True"]
    assert path.read_text() == "abcd"[made.index("True")] * 100000


def test_an_editor_command_is_split_as_a_shell_would() -> None:
    path = Path("/x y/f.py")
    assert editor_command("'/opt/my editor' --wait", path) == ["/opt/my editor", "--wait", "/x y/f.py"]
    with pytest.raises(Fault, match="No closing quotation"):
        editor_command("vim '", path)
