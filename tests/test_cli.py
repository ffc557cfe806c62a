"""The command as people and programs meet it: words, exit codes, documents, streams."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drill import doctor, judging, terminal
from drill.history import History
from graders.types import Check, Diagnosis, Fault, Scorecard, Text, Verdict
from tests.conftest import ROOT, Ran, heed_interrupts

Drill = Callable[..., Ran]
DrillProcess = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """A judge that passes what holds "right", and remembers what it was asked."""
    asked: list[dict[str, object]] = []

    def grade(id: str, source: bytes, **rest: object) -> Scorecard:
        asked.append({"problem": id, "source": source, **rest})
        if b"interrupt" in source:
            raise KeyboardInterrupt
        if b"fault" in source:
            raise Fault(Text("the engine is broken", "引擎坏了"))
        load = Check(Text("load"), Verdict.PASS, "", "load")
        if b"right" in source:
            return Scorecard(id, (load, Check(Text("cases: two"), Verdict.PASS, "", "cases")), (), 0.1, ("landlock",))
        bad = Check(
            Text("cases: two", "cases: 二"), Verdict.WRONG, Text("got 3, expected 4", "得到 3，应为 4"), "cases"
        )
        return Scorecard(id, (load, bad), (Diagnosis("squares", Text("It squares.", "平方了。")),), 0.1, ("landlock",))

    monkeypatch.setattr(judging, "grade", grade)
    return asked


def document(ran: Ran) -> dict[str, object]:
    content = json.loads(ran.out)
    assert content["version"] == 1
    return content  # type: ignore[no-any-return]


def history(home: Path) -> History:
    return History(home / ".drill" / "history.db")


# What to do next


def test_drill_alone_says_what_to_do_next(drill: Drill) -> None:
    ran = drill()
    assert (
        ran.code == 0 and "0 of 2 problems solved." in ran.out and "drill next" in ran.out and "At hand" not in ran.out
    )
    drill("next", "double")
    assert "At hand: double (Double a number), started" in drill().out


def test_next_places_a_file_and_shows_the_task(drill: Drill, home: Path) -> None:
    ran = drill("next", "double")
    assert ran.code == 0 and (home / "double.py").exists()
    assert "# Double a number" in ran.out and "Return **twice** the number `x`." in ran.out
    assert str(home / "double.py") in ran.out and "drill check double" in ran.out
    assert "As you asked." in ran.err
    assert history(home).progress("double").status == "started"


def test_next_keeps_what_is_there(drill: Drill, home: Path) -> None:
    drill("next", "double")
    (home / "double.py").write_text("mine")
    ran = drill("next", "double")
    assert (home / "double.py").read_text() == "mine" and "kept" in ran.err and "drill reset" in ran.err


def test_next_filters_and_never_repeats_the_last(drill: Drill) -> None:
    assert document(drill("next", "--topic", "objects", "--json"))["problem"] == "counter"
    assert document(drill("next", "--level", "easy", "--json"))["problem"] == "double"
    assert document(drill("next", "--company", "some company", "--json"))["problem"] == "counter"
    assert document(drill("next", "--company", "某公司", "--json"))["problem"] == "counter"
    assert document(drill("next", "--interview", "some_round", "--json"))["problem"] == "counter"
    for _ in range(5):
        first = document(drill("next", "--json"))["problem"]
        assert document(drill("next", "--json"))["problem"] != first


def test_next_says_why(drill: Drill) -> None:
    drill("next", "counter")
    assert document(drill("next", "--json"))["why"] == "At random, from 2 not solved yet."
    assert "从 2 道未通过的题中随机选出。" in drill("next", "--lang", "zh").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["next", "--topic", "nope"], "No topic nope. Topics: numbers, objects."),
        (["next", "--level", "tough"], "No level tough. Levels: easy, medium, hard."),
        (["next", "--interview", "nope"], "No interview nope. Interviews: some_round."),
        (["next", "--topic", "numbers", "--level", "hard"], "No problem fits."),
        (["show", "doubel"], "No problem is called 'doubel'. Did you mean double?"),
        (["check", "counterr"], "Did you mean counter?"),
        (["hint"], "Which problem? `drill next` places one."),
        (["undo", "double"], "double was never reset"),
        (["explain", "double"], "comes once it is solved or given up"),
        (["list", "--status", "done"], "No status done."),
        (["config", "langauge"], "No setting langauge."),
        (["lisst"], "No command is called 'lisst'. Did you mean list"),
        (["list", "--nope"], "No such option '--nope'"),
        (["--lang", "fr", "list"], "'fr' is not one of 'en', 'zh'"),
        (["check", "-"], "drill check ID -"),
    ],
)
def test_wrong_use_is_exit_2_and_says_what_to_do(drill: Drill, words: list[str], told: str) -> None:
    ran = drill(*words)
    assert ran.code == 2 and told in ran.err and ran.out == "" and "Traceback" not in ran.err
    asked = drill(*words, "--json")
    assert asked.code == 2
    error = document(asked)["error"]
    assert isinstance(error, dict) and error["code"] == 2 and told in error["message"]


def test_suggestions_are_in_the_document(drill: Drill) -> None:
    error = document(drill("show", "doubel", "--json"))["error"]
    assert isinstance(error, dict) and error["suggestions"] == ["double"]


# Checking


def test_check_passes_and_records(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    drill("next", "double")
    (home / "double.py").write_text("right")
    ran = drill("check")
    assert ran.code == 0 and "Passed  2 of 2 checks" in ran.out and "drill explain" in ran.out
    assert "Checking double" in ran.err
    assert re.search(r"Solved \d+\.\d\d s after you took it \(par: 5 min\)\.", ran.out)
    (kept,) = history(home).attempts("double")
    assert kept.passed and kept.source == b"right" and kept.since_next is not None
    assert drill("list").out.split("\t")[1] == "solved"


def test_check_fails_with_what_to_do_next(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    drill("next", "double")
    ran = drill("check", "double")
    assert ran.code == 1
    for words in ("got 3, expected 4", "squares  It squares.", "Not passed yet", "2 of 2 hints are left"):
        assert words in ran.out, words
    assert history(home).mistakes()[0][:3] == ("double", "squares", 1)
    zh = drill("check", "--lang", "zh")
    assert "得到 3，应为 4" in zh.out and "平方了。" in zh.out and "尚未通过" in zh.out


def test_check_takes_ids_files_and_both(
    drill: Drill, home: Path, tmp_path: Path, graded: list[dict[str, object]]
) -> None:
    (tmp_path / "double.py").write_text("right one")
    (tmp_path / "other.py").write_text("right two")
    assert drill("check", str(tmp_path / "double.py")).code == 0
    assert drill("check", "double", str(tmp_path / "other.py")).code == 0
    assert drill("check", "twice", str(tmp_path / "other.py")).code == 0
    assert [asked["source"] for asked in graded] == [b"right one", b"right two", b"right two"]
    assert {asked["problem"] for asked in graded} == {"double"}
    ran = drill("check", str(tmp_path / "other.py"))
    assert ran.code == 2 and "drill check ID" in ran.err
    assert drill("check", "double", str(tmp_path)).code == 2


def test_check_reads_stdin(drill_process: DrillProcess) -> None:
    ran = drill_process("check", "double", "-", "--json", input="def double(x):\n    return x + x\n")
    assert ran.returncode == 0 and json.loads(ran.stdout)["file"] == "-"


def test_check_hands_on_its_options(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    (home).mkdir(exist_ok=True)
    (home / "double.py").write_text("right")
    drill("config", "limits.memory", "256")
    drill("check", "double", "--fresh", "--strict")
    asked = graded[0]
    assert asked["fresh"] is True and asked["strict"] is True and asked["reveal"] is False
    assert asked["limits"] == {"memory": 256 << 20, "cpu": 60}
    drill("check", "double", "--show")
    assert graded[1]["reveal"] is True
    assert drill("check", "counter", "--show").code == 2


def test_a_missing_file_cannot_be_loaded(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    ran = drill("check", "double", "--json")
    content = document(ran)
    assert ran.code == 1 and content["passed"] is False and not graded
    (check,) = content["checks"]  # type: ignore[misc]
    assert (
        check["verdict"] == "load" and "There is no file" in check["detail"] and "drill next double" in check["detail"]
    )
    assert history(home).progress("double").attempts == 0


def test_a_fault_of_the_engine_is_exit_3(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    drill("next", "double")
    (home / "double.py").write_text("fault")
    ran = drill("check")
    assert ran.code == 3 and "the engine is broken" in ran.err
    assert "引擎坏了" in drill("check", "--lang", "zh").err


def test_what_nobody_expected_is_one_line_and_exit_3(
    drill: Drill, graded: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: History) -> str:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(History, "current", broken)
    monkeypatch.delenv("DRILL_TRACEBACK")
    ran = drill("hint")
    assert ran.code == 3 and "Traceback" not in ran.err
    assert "drill itself failed: ZeroDivisionError: by zero (test_cli.py:" in ran.err
    assert "drill 自身出错" in drill("hint", "--lang", "zh").err
    monkeypatch.setenv("DRILL_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        drill("hint")


def test_a_broken_spec_is_exit_3_with_every_fault(drill: Drill, data: Path) -> None:
    path = data / "problems" / "numbers" / "double.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("level: easy", "level: tough").replace("minutes", "minute"),
        encoding="utf-8",
    )
    ran = drill("show", "double")
    assert ran.code == 3
    assert "problems/numbers/double.yaml:2: level: 'tough' is none of easy, medium, hard" in ran.err
    assert "problems/numbers/double.yaml:3: minute: unknown key" in ran.err
    listed = drill("list", "--json")
    assert listed.code == 0 and [row["faulty"] for row in document(listed)["problems"]] == [True, False]  # type: ignore[union-attr]


def test_ctrl_c_is_exit_130_and_loses_nothing(drill: Drill, home: Path, graded: list[dict[str, object]]) -> None:
    drill("next", "double")
    (home / "double.py").write_text("interrupt")
    assert drill("check").code == 130
    assert (home / "double.py").read_text() == "interrupt" and history(home).progress("double").attempts == 0


def test_progress_that_cannot_be_saved_still_shows_the_scorecard(
    drill: Drill, home: Path, graded: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    drill("next", "double")

    def full(self: History, attempt: object) -> None:
        raise Fault(Text("Progress cannot be saved or read: disk full", "x"))

    monkeypatch.setattr(History, "record", full)
    ran = drill("check")
    assert ran.code == 3 and "Not passed yet" in ran.out and "disk full" in ran.err


# Hints, solution, explanation, reset


def test_hints_come_one_after_another(drill: Drill, home: Path) -> None:
    drill("next", "double")
    first, second, third = drill("hint"), drill("hint"), drill("hint")
    assert "Hint 1 of 2: Add the number to something." in first.out and "Hint 2" not in first.out
    assert "Hint 2 of 2: Add it to itself." in second.out and "Hint 1" in second.out and "last hint" in second.err
    assert third.out == second.out and history(home).progress("double").hints == 2
    assert document(drill("hint", "--json", "--lang", "zh"))["hints"] == ["把数字与某个数相加。", "与它自己相加。"]


def test_the_solution_counts_as_given_up_and_asks_first(drill: Drill, home: Path) -> None:
    drill("next", "double")
    ran = drill("solution")
    assert ran.code == 2 and "--yes" in ran.err and "return 2 * x" not in ran.out
    assert history(home).progress("double").status == "started"
    ran = drill("solution", "--yes")
    assert ran.code == 0 and ran.out == "def double(x):\n    return 2 * x\n"
    assert history(home).progress("double").status == "given_up"
    assert drill("solution").code == 0
    assert "Doubling is `x + x`." in drill("explain").out
    assert "加倍就是" in drill("explain", "--lang", "zh").out


def test_a_solved_problem_shows_everything_without_asking(
    drill: Drill, home: Path, graded: list[dict[str, object]]
) -> None:
    drill("next", "double")
    (home / "double.py").write_text("right")
    drill("check")
    assert drill("solution").code == 0 and drill("explain").code == 0
    assert history(home).progress("double").status == "solved"


def test_reset_and_undo(drill: Drill, home: Path) -> None:
    drill("next", "double")
    path = home / "double.py"
    path.write_text("mine")
    ran = drill("reset")
    assert ran.code == 0 and "raise NotImplementedError" in path.read_text() and "drill undo" in ran.err
    ran = drill("undo")
    assert ran.code == 0 and path.read_text() == "mine"
    assert document(drill("reset", "--json"))["file"] == str(path)


# Lists


def test_a_piped_list_is_tab_separated_and_whole(drill: Drill) -> None:
    ran = drill("list")
    assert ran.err == "" or ran.err.startswith("Reading")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert rows == [
        ["double", "new", "easy", "5", "numbers", "Double a number", "", ""],
        ["counter", "new", "hard", "20", "objects", "A counter", "", ""],
    ]
    assert "数字加倍" in drill("list", "--lang", "zh").out


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["double"], ["double"]), (["加倍"], ["double"]), (["a", "counter"], ["counter"]), (["cntr"], ["counter"]), (["Counter"], ["counter"]),
        (["--topic", "objects"], ["counter"]), (["--level", "easy"], ["double"]), (["--status", "new"], ["double", "counter"]),
        (["--status", "solved"], []), (["--company", "some"], ["counter"]), (["nothing like it"], []),
    ],
)  # fmt: skip
def test_lists_are_filtered_and_searched(drill: Drill, words: list[str], ids: list[str]) -> None:
    ran = drill("list", *words, "--json")
    assert ran.code == 0 and [row["id"] for row in document(ran)["problems"]] == ids  # type: ignore[union-attr]


# Settings


def test_config_shows_where_values_come_from(drill: Drill, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    assert drill("config", "editor", "code --wait").code == 0
    monkeypatch.setenv("DRILL_LANG", "zh")
    monkeypatch.setenv("EDITOR", "vi")
    rows = dict(line.split("\t", 1) for line in drill("config").out.splitlines())
    file = home / ".drill" / "config.toml"
    assert rows["editor"] == f"code --wait\t{file}" and rows["language"] == "zh\tDRILL_LANG"
    assert rows["colour"] == "auto\tdefault" and rows["workspace"] == f"{home}\tDRILL_HOME"
    assert drill("config", "--unset", "editor").code == 0
    settings = document(drill("config", "--json"))["settings"]
    assert settings["editor"] == {"value": "vi", "source": "EDITOR"}  # type: ignore[index]


def test_config_keeps_comments_and_refuses_nonsense(drill: Drill, home: Path) -> None:
    file = home / ".drill" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# my settings\nlanguage = "zh"\n')
    assert drill("config", "limits.memory", "512").code == 0
    assert file.read_text().startswith("# my settings\n") and "memory = 512" in file.read_text()
    assert "未做" not in drill("list").out and "数字加倍" in drill("list").out
    ran = drill("config", "limits.memory", "0")
    assert (
        ran.code == 2 and "应为正整数" in ran.err and "limits.memory" in ran.err and "memory = 512" in file.read_text()
    )
    file.write_text("langage = 'zh'\n")
    ran = drill("list")
    assert ran.code == 3 and f"{file}: langage: unknown key" in ran.err


def test_the_language_follows_the_locale(drill: Drill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "数字加倍" in drill("list").out
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "Double a number" in drill("list").out


def test_the_editor_gets_the_file(home: Path, tmp_path: Path) -> None:
    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\necho "opened $2 with $1" > "$(dirname "$0")/log"\n')
    script.chmod(0o755)
    out, code = on_terminal(["next", "double", "--editor", f"'{script}' --wait"], home)
    assert code == 0 and (tmp_path / "log").read_text() == f"opened {home / 'double.py'} with --wait\n"
    assert "drill check" in out


# Export and import


def test_export_and_import(drill: Drill, home: Path, tmp_path: Path, graded: list[dict[str, object]]) -> None:
    drill("next", "double")
    drill("check")
    file = tmp_path / "out.jsonl"
    assert drill("export", str(file)).code == 0 and drill("export", str(file)).code == 2
    assert file.read_text(encoding="utf-8") == drill("export").out
    assert "0 new records, 2 known already." in drill("import", str(file)).out
    history(home).path.unlink()
    assert document(drill("import", str(file), "--json")) == {"version": 1, "kind": "import", "new": 2, "known": 0}
    assert drill("import", str(tmp_path / "nope")).code == 2
    file.write_text("nonsense\n")
    assert drill("import", str(file)).code == 3


class TestGrade:
    @pytest.fixture
    def answers(self, tmp_path: Path) -> Path:
        folder = tmp_path / "answers"
        (folder / "counter").mkdir(parents=True)
        (folder / "double.py").write_text("right")
        (folder / "counter" / "ann.py").write_text("wrong")
        (folder / "counter" / "given.py").write_text("not a submission")
        (folder / "unknown.py").write_text("right")
        return folder

    def test_many_submissions_are_rows(
        self, drill: Drill, home: Path, answers: Path, graded: list[dict[str, object]]
    ) -> None:
        ran = drill("grade", str(answers))
        assert ran.code == 1 and "unknown.py: named after no problem" in ran.err
        assert [line.split("\t") for line in ran.out.splitlines()] == [
            [str(answers / "counter" / "ann.py"), "counter", "failed", "0.500", "hidden cases: two: wrong result", "squares"],
            [str(answers / "double.py"), "double", "passed", "1.000", "", ""],
        ]  # fmt: skip
        assert history(home).progress_of_all() == {}
        rows = document(drill("grade", str(answers), "--json"))["submissions"]
        assert [(row["problem"], row["passed"], row["diagnoses"]) for row in rows] == [  # type: ignore[union-attr]
            ("counter", False, ["squares"]),
            ("double", True, []),
        ]

    def test_one_problem_for_all(self, drill: Drill, answers: Path, graded: list[dict[str, object]]) -> None:
        drill("grade", str(answers), "--problem", "twice", "--fresh")
        assert [(asked["problem"], asked["fresh"]) for asked in graded] == [("double", True)] * 3

    def test_a_fault_is_a_row_and_the_rest_goes_on(
        self, drill: Drill, answers: Path, graded: list[dict[str, object]]
    ) -> None:
        (answers / "counter" / "ann.py").write_text("fault")
        ran = drill("grade", str(answers))
        assert ran.code == 3 and "\tfault\t0.000\tthe engine is broken\t" in ran.out and "\tpassed\t" in ran.out

    def test_nothing_to_grade(self, drill: Drill, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert drill("grade", str(tmp_path / "empty")).code == 2
        assert drill("grade", str(tmp_path / "nowhere")).code == 2

    def test_a_table_on_a_terminal_with_the_real_judge(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "sent" / "double").mkdir(parents=True)
        (tmp_path / "sent" / "double" / "a.py").write_text("def double(x):\n    return x * x\n")
        (tmp_path / "sent" / "double" / "b.py").write_text("def double(x):\n    return x + x\n")
        out, code = on_terminal(["grade", str(tmp_path / "sent"), "--no-color"], home, 200)
        assert code == 1 and "squares" in out and "✓" in out and "1 of 2 passed" in out


def test_the_doctor_finds_what_works_and_what_does_not(
    drill: Drill, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = drill("doctor", "--json")
    content = document(ran)
    found = {finding["name"]: finding for finding in content["findings"]}  # type: ignore[union-attr]
    assert ran.code == 0 and content["ok"] is True
    assert found["problems"]["says"].startswith("2 in ") and found["history"]["ok"] and found["NumPy child"]["ok"]
    assert "limits" in found["contained by"]["says"]
    (home / ".drill").mkdir(parents=True, exist_ok=True)
    (home / ".drill" / "history.db").write_bytes(b"nonsense" * 100)
    monkeypatch.setattr(doctor, "warm_processes", lambda session: iter(()))
    ran = drill("doctor")
    assert (
        ran.code == 3 and "FAIL  progress: Progress cannot be saved or read" in ran.out and "ok    torch: 2." in ran.out
    )


# For authors


def test_lint_and_schema(drill: Drill, data: Path) -> None:
    ran = drill("lint", "--no-proof")
    assert ran.code == 0 and ran.out == "" and ", 0 with faults" in ran.err
    path = data / "problems" / "numbers" / "double.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: easy", "level: tough"), encoding="utf-8")
    ran = drill("lint", "--no-proof")
    assert ran.code == 3 and ran.out == "problems/numbers/double.yaml:2: level: 'tough' is none of easy, medium, hard\n"
    assert json.loads(drill("schema").out)["required"]


# Streams and terminals


@pytest.mark.parametrize(
    "words", [["--help"], ["-h"], ["next", "-h"], ["check", "--help"], ["list", "-h"], ["lint", "-h"]]
)
def test_help_shows_examples_first(drill_process: DrillProcess, words: list[str]) -> None:
    ran = drill_process(*words)
    assert ran.returncode == 0 and ran.stderr == ""
    text = ran.stdout
    assert text.index("Examples:") < text.index("Options:") and "  drill " in text
    assert "--json" in text and "--no-color" in text


def test_help_is_in_chinese_too(drill_process: DrillProcess) -> None:
    text = drill_process("next", "--lang", "zh", "-h").stdout
    for words in ("用法：drill next", "示例：", "限定主题", "选项:", "参数:", "显示本页。"):
        assert words in text, words
    ran = drill_process("next", "--lang", "zh", "--nope")
    assert ran.returncode == 2 and "没有选项 --nope" in ran.stderr and "用法见" in ran.stderr


def on_terminal(
    words: list[str], home: Path, columns: int = 100, keys: bytes = b"", **environment: str
) -> tuple[str, int]:
    """Run on a terminal of its own; what it wrote, and its exit code."""
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), **environment}
    process, terminal_fd = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execve(sys.executable, [sys.executable, "-m", "drill", *words], env)
    if keys:
        os.write(terminal_fd, keys)
    out = b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal_fd], [], [], 1.0)
        if ready:
            try:
                block = os.read(terminal_fd, 65536)
            except OSError:
                break
            if not block:
                break
            out += block
    os.close(terminal_fd)
    _, status = os.waitpid(process, 0)
    return out.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(status)


def test_a_terminal_gets_colour_and_a_table_that_fits(home: Path) -> None:
    out, code = on_terminal(["list"], home, 60)
    assert code == 0 and "\x1b[1m" in out
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
    assert all(terminal.cells(line) <= 60 for line in lines) and "2 problems, 0 solved" in lines[-1]


@pytest.mark.parametrize(
    ("words", "environment"), [([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"}), (["--no-color"], {})]
)
def test_no_colour_where_none_is_wanted(home: Path, words: list[str], environment: dict[str, str]) -> None:
    for command in (["list"], ["show", "double"]):
        out, code = on_terminal([*words, *command], home, **environment)
        assert code == 0 and "\x1b" not in out and "ouble" in out


def test_pages_on_a_terminal_fit_and_say_what_they_should(home: Path) -> None:
    for words, told in (
        (["show", "double"], "Return twice the number x."),
        (["hint", "double"], "Add the number to something."),
        (["stats"], "0 of 2 solved"),
        (["config"], "language of all texts; DRILL_LANG"),
        (["check", "double"], "There is no file"),
        (["explain", "double", "--lang", "zh"], "讲解在通过或放弃之后才能看"),
    ):
        out, _ = on_terminal(words, home, 60)
        plain = re.sub(r"\x1b\[[0-9;?]*[a-z]", "", out)
        assert told in plain, plain
        drawn = [line for line in plain.splitlines() if line.startswith(" ")]
        assert words == ["config"] or all(terminal.cells(line) <= 60 for line in drawn), words  # paths stay whole


def test_a_terminal_is_asked_before_the_solution_is_shown(home: Path) -> None:
    out, code = on_terminal(["solution", "double"], home, keys=b"n\n")
    assert code == 1 and "counts as given up. [y/N]" in out and "return" not in out
    out, code = on_terminal(["solution", "double", "--no-color"], home, keys=b"y\n")
    assert code == 0 and "return 2 * x" in out


def test_a_reader_that_has_enough_is_no_fault(home: Path) -> None:
    command = f"{sys.executable} -m drill list | head -n 1; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert ran.stdout.startswith("double\t") and "Traceback" not in ran.stderr and "BrokenPipe" not in ran.stderr


def test_a_stream_of_ascii_still_gets_everything(drill_process: DrillProcess) -> None:
    ran = drill_process("list", "--lang", "zh", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 0 and ran.stdout.startswith("double\tnew\teasy\t5\tnumbers\t\\u6570")


def test_a_check_from_the_shell_with_the_real_judge(drill_process: DrillProcess, home: Path) -> None:
    assert drill_process("next", "double").returncode == 0
    (home / "double.py").write_text("def double(x):\n    print('tried', x)\n    return x * x\n")
    ran = drill_process("check")
    assert ran.returncode == 1, ran.stderr
    assert "squares  It squares the number." in ran.stdout and "│ tried 2" in ran.stdout
    (home / "double.py").write_text("def double(x):\n    return x + x\n")
    ran = drill_process("check", "--json")
    assert ran.returncode == 0 and json.loads(ran.stdout)["solved"] is True


def test_ctrl_c_ends_a_running_check(home: Path) -> None:
    home.mkdir()
    (home / "double.py").write_text("def double(x):\n    while True: pass\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "drill", "check", "double"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert run.stderr is not None
    while b"Checking" not in run.stderr.readline():
        pass
    time.sleep(1.5)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert run.returncode == 130 and out == b"" and b"Traceback" not in err
    assert (home / "double.py").exists() and history(home).progress("double").attempts == 0


def test_the_version(drill: Drill) -> None:
    from drill import __version__

    assert drill("--version").out == f"drill {__version__}\n"


def test_the_spec_reference_is_that_of_the_schema(drill: Drill) -> None:
    ran = drill("schema", "--markdown", "--lang", "en")
    assert ran.code == 0 and ran.out == (ROOT / "docs" / "spec.md").read_text()
    assert all(f"`{key}`" in ran.out for key in ("tolerance", "rtol", "equivalent", "waived", "draws", "from"))
