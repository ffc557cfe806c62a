"""The wheel is whole: installed in a clean environment, away from the repository, it lists, places and grades."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.mark.slow
def test_the_wheel_holds_every_spec_and_reference(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, kind in (("problems", "yaml"), ("solutions", "py")):
        wanted = {f"drill/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob(f"*.{kind}")}
        assert wanted and wanted <= names
    assert {"drill/py.typed", "drill/cli.py", "graders/judge.py"} <= names
    assert not any(name.startswith("tests") for name in names)


@pytest.mark.slow
def test_it_grades_where_the_repository_is_not(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    # What drill needs comes from this environment; drill itself, and the repository, do not.
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    home = tmp_path / "home"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DRILL_", "PYTHON"))}
    env = {**kept, "DRILL_HOME": str(home), "LANG": "C.UTF-8"}

    def drill(*words: str) -> dict[str, object]:
        ran = subprocess.run(
            [environment / "bin" / "drill", *words, "--json"], cwd=tmp_path, env=env, capture_output=True, text=True
        )
        assert ran.returncode == 0, (words, ran.stdout, ran.stderr)
        return json.loads(ran.stdout)  # type: ignore[no-any-return]

    listed = drill("list")["problems"]
    assert isinstance(listed, list) and len(listed) == len(list((ROOT / "problems").glob("*/*.yaml"))) - len(
        list((ROOT / "problems" / "questions").glob("*.yaml"))
    )
    placed = drill("next", "longest_substring_without_repeats")
    assert placed["file"] == str(home / "longest_substring_without_repeats.py")
    (solution,) = site.glob("drill/solutions/*/longest_substring_without_repeats.py")
    Path(str(placed["file"])).write_bytes(solution.read_bytes())
    card = drill("check")
    assert card["passed"] is True and card["solved"] is True
    subprocess.run([environment / "bin" / "drill", "doctor", "--stop"], cwd=tmp_path, env=env, capture_output=True)
