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
GUIDE = (ROOT / "docs" / "candidates.md").read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """The lines of its shell blocks, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    return [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]


ANSWERS = {
    "drill check": (0, 1),
    "drill check rope --json": (0, 1),
    "drill check rope": (0, 1),
}  # nothing was written yet: not passed


def test_there_is_something_to_try() -> None:
    assert {"make start", "make test", "drill check"} <= set(commands(README))


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README", "guide"])
def test_every_command_that_is_shown_runs(tmp_path: Path, text: str) -> None:
    env = {**os.environ, "DRILL_HOME": str(tmp_path), "LANG": "C.UTF-8"}
    lines = [line for line in commands(text) if line.startswith("drill ")]
    assert len(lines) >= 10
    for line in lines:
        words = shlex.split(line)[1:]
        ran = subprocess.run(
            [sys.executable, "-m", "drill", *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
        )
        assert ran.returncode in ANSWERS.get(line, (0,)), (line, ran.returncode, ran.stdout[-500:], ran.stderr)
        assert ran.stdout or line == "drill list --status solved", line


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
    sorted(
        set(
            re.findall(
                r"\]\((?!http)([^)#]+)\)",
                README + GUIDE.replace("](", "](docs/") + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
            )
        )
    ),
)
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
