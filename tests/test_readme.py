"""What the README tells people to type works as it stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.S)
LINES = [line.partition(" #")[0].strip() for block in BLOCKS for line in block.splitlines()]
DRILL = [line for line in LINES if line.startswith("drill ")]
ANSWERS = {"drill check": (0, 1), "drill check rope --json": (0, 1)}  # nothing was written yet: not passed


def test_there_is_something_to_try() -> None:
    assert len(DRILL) >= 10 and {"make start", "make test"} <= set(LINES)


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    env = {**os.environ, "DRILL_HOME": str(tmp_path), "LANG": "C.UTF-8"}
    for line in DRILL:
        words = shlex.split(line)[1:]
        ran = subprocess.run(
            [sys.executable, "-m", "drill", *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
        )
        assert ran.returncode in ANSWERS.get(line, (0,)), (line, ran.returncode, ran.stdout[-500:], ran.stderr)
        assert ran.stdout, line


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`drill ([a-z]+)", README))))
def test_every_command_named_in_the_readme_exists(name: str) -> None:
    from typer.main import get_command

    from drill.cli import app

    assert name in get_command(app).commands  # type: ignore[attr-defined]


def test_every_command_is_in_the_readme() -> None:
    from typer.main import get_command

    from drill.cli import app

    assert set(get_command(app).commands) <= set(re.findall(r"drill ([a-z]+)", README))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "target",
    sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))),
)
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
