"""What a person sees: straight at every width, in both languages, with and without colour, and never driven by output."""

import json
import re

import pytest
from rich.console import Group

from drill import terminal
from drill.render import documents, prompt
from drill.render.console import drawn
from drill.render.prose import Prose
from drill.render.scorecard import Page
from drill.render.table import Column, draw_table
from drill.terminal import cells, fit, harmless
from graders.types import Check, Diagnosis, Scorecard, Text, Verdict
from tests.test_catalog import ATTENTION, read

EVIL = "\x1b]0;owned\x07\x1b[2Jred\r\x9b31m\u202ereversed\u200b"


def checks() -> tuple[Check, ...]:
    wrong = Check(
        Text("examples: more keys than queries", "examples: 键多于查询"), Verdict.WRONG,
        Text("at [0, 2] got 0.31, expected 0.52", "[0, 2] 处得到 0.31，应为 0.52"), "examples",
        {"input": "attend(q=tensor([[1.0, 2.0]]), k=tensor([[1.0]]))", "expected": "0.52", "got": "0.31"},
    )  # fmt: skip
    return (
        Check(Text("load"), Verdict.PASS, "", "load"), Check(Text("rules"), Verdict.PASS, "", "rules"),
        Check(Text("examples: one"), Verdict.PASS, "", "examples"), wrong,
        Check(Text("examples: endless"), Verdict.TIMEOUT, Text("no answer after 5 s", "5 秒内没有返回"), "examples"),
        Check(Text("cases"), Verdict.SKIPPED, Text("an earlier stage failed", "前面的阶段未通过"), "cases"),
    )  # fmt: skip


CARD = Scorecard(
    "attend", checks(),
    (Diagnosis("no_scaling", Text("The scores are not divided by the square root of the width of a head.", "分数没有除以每个头宽度的平方根。")),),
    1.234, ("landlock", "seccomp"), ("capabilities",), "line one\n" + EVIL + "\n" + "\n".join(map(str, range(30))),
)  # fmt: skip


def page(language: str = "en", card: Scorecard = CARD, unicode: bool = True) -> Page:
    steps = (
        ("drill check", Text("again", "再检查")),
        ("drill hint", Text("3 of 3 hints are left", "还有 3 / 3 条提示")),
    )
    return Page(
        card,
        Text("Attention of many words in its title", "缩放点积注意力"),
        "hard",
        15,
        "~/drill/attend.py",
        language,
        steps,
        (),
        unicode,
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_of_a_scorecard_is_too_wide(language: str, width: int) -> None:
    for line in drawn(page(language), False, width).splitlines():
        assert cells(line) <= width and line == line.rstrip()


def test_a_scorecard_says_what_happened() -> None:
    text = drawn(page(), False, 100)
    for words in (
        "Attention of many words in its title", "hard · 15 min", "~/drill/attend.py", "✓  load ", "✗  examples ", "1 of 3", "✓✗✗",
        "·  hidden cases  skipped", "✗ examples: more keys than queries  wrong result", "at [0, 2] got 0.31, expected 0.52",
        "input     attend(q=tensor([[1.0, 2.0]]), k=tensor([[1.0]]))", "expected  0.52", "got       0.31",
        "✗ examples: endless  took too long", "What it looks like", "no_scaling  The scores are not divided", "│ line one",
        "(20 more lines)", "Not passed yet  3 of 6 checks · 1.23 s", "contained by landlock, seccomp", "not on this machine: capabilities",
        "drill hint   3 of 3 hints are left",
    ):  # fmt: skip
        assert words in text, words


def test_the_same_in_chinese() -> None:
    text = drawn(page("zh"), False, 60)
    for words in ("缩放点积注意力", "困难 · 15 分钟", "隐藏用例  跳过", "示例: 键多于查询  结果错误", "[0, 2] 处得到 0.31，应为 0.52", "期望", "看起来是",
                  "分数没有除以每个头宽度的平方根。", "你的代码输出了", "尚未通过  3 / 6 项检查 · 1.23 秒", "还有 3 / 3 条提示"):  # fmt: skip
        assert words in text, words
    assert not re.search(r"[a-z]{4,} [a-z]{3,} [a-z]{3,}", text.replace("drill check", "").replace("line one", ""))


def test_the_columns_of_stages_stand_below_each_other_in_chinese() -> None:
    lines = drawn(page("zh"), False, 60).splitlines()
    rows = [line for line in lines if re.match(r" [✓✗·]  ", line)]
    places = {cells(re.match(r" .  \S+ +", line)[0]) for line in rows}  # type: ignore[index]
    assert len(rows) == 4 and len(places) == 1


def test_a_passed_scorecard() -> None:
    card = Scorecard("attend", tuple(check for check in checks() if check.passed), seconds=0.05)
    text = drawn(page(card=card), False, 80)
    assert "Passed  3 of 3 checks · 0.05 s" in text and "✗" not in text and "What it looks like" not in text
    assert "Not passed" in drawn(page(card=Scorecard("attend", ())), False, 80)


def test_colour_is_never_alone_and_only_where_it_is_wanted() -> None:
    plain, coloured = drawn(page(), False, 100), drawn(page(), True, 100)
    assert "\x1b" not in plain and "\x1b[31m" in coloured and "\x1b[32m" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_output_of_the_candidate_cannot_drive_the_terminal() -> None:
    text = drawn(page(), False, 100)
    assert not terminal.UNSAFE.search(text)
    assert r"\x1b]0;owned\x07\x1b[2Jred\x0d\x9b31m\u202ereversed\u200b" in text
    named = Scorecard("x", (Check("cases: " + EVIL, Verdict.ERROR, EVIL, "cases", {"got": EVIL}),), output=EVIL)
    assert not terminal.UNSAFE.search(drawn(page(card=named), False, 60))


def test_a_stream_without_unicode_gets_plain_marks() -> None:
    text = drawn(page(unicode=False), False, 100)
    assert "+  load" in text and "x  examples" in text and "| line one" in text and "+xx" in text
    assert "✓" not in text and "✗" not in text


def test_a_document_is_json_that_a_terminal_survives() -> None:
    text = documents.dump("scorecard", documents.scorecard(CARD, "zh"))
    assert not terminal.UNSAFE.search(text)
    document = json.loads(text)
    assert document["version"] == 1 and document["kind"] == "scorecard" and document["passed"] is False
    assert document["output"] == CARD.output
    assert (
        document["checks"][3]["detail"] == "[0, 2] 处得到 0.31，应为 0.52"
        and document["checks"][3]["verdict"] == "wrong"
    )
    assert document["diagnoses"] == [{"id": "no_scaling", "says": "分数没有除以每个头宽度的平方根。"}]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("ｆｕｌｌ", 8), ("", 0), ("a中", 3)]
)  # fmt: skip
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_fit_pads_and_shortens_by_columns() -> None:
    assert fit("中文", 6) == "中文  "
    assert fit("中文字", 5) == "中文…" and fit("中文字", 4) == "中… "
    assert fit("abcdef", 3) == "ab…" and fit("abcdef", 0) == ""


def test_harmless_keeps_lines_and_tabs() -> None:
    assert harmless("a\tb\nc\r\nd") == "a\tb\nc\nd"


COLUMNS = (
    Column("", 0),
    Column("id", 0),
    Column("status", 3),
    Column("min", 4, right=True),
    Column("topic", 7),
    Column("title", 1, flexible=True),
)
ROWS = [
    [("✓", "green"), ("rope", "bold"), ("已通过", "green"), ("15", ""), ("positional", ""), ("旋转位置编码 RoPE 与它的朋友们", "")],
    [(" ", ""), ("multi_head_attention", "bold"), ("new", ""), ("5", ""), ("attention", ""), ("Multi-head attention", "")],
]  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_table_is_straight_and_fits(width: int) -> None:
    lines = draw_table(COLUMNS, ROWS, width, False).splitlines()
    assert all(cells(line) <= width for line in lines)
    assert "rope " in lines[1] and "multi_head_attention" in lines[2]
    if width == 200:
        starts = {
            cells(line[: line.index(word)]) for line, word in zip(lines, ("title", "旋转", "Multi-head"), strict=True)
        }
        assert len(starts) == 1 and lines[1].endswith("朋友们")
        ends = {
            cells(line[: line.index(word)]) + len(word) for line, word in zip(lines, ("min", "15", "  5"), strict=True)
        }
        assert len(ends) == 1


def test_a_table_drops_what_matters_least_first() -> None:
    assert "positional" in draw_table(COLUMNS, ROWS, 80, False) and "positional" not in draw_table(
        COLUMNS, ROWS, 60, False
    )
    narrow = draw_table(COLUMNS, ROWS, 24, False)
    assert "multi_head_attention" in narrow and "new" not in narrow


def test_a_prompt_page_holds_everything_needed_to_start() -> None:
    text = drawn(prompt.page(read(ATTENTION), Text("started", "已开始"), "~/drill/attend.py", "en"), False, 60)
    for words in (
        "Attention",
        "medium · 15 min · t · started",
        "Write it.",
        "~/drill/attend.py",
        "drill check",
        "a hint; there are 1",
    ):
        assert words in text, words
    assert all(cells(line) <= 60 for line in text.splitlines())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("权重都是 0，\n且该行\n全为零。\n返回它。", "权重都是 0，且该行全为零。返回它。"),
        ("用 softmax\n归一化 scores\n得到 weights", "用 softmax\n归一化 scores\n得到 weights"),
        ("如下：\n\n- 一，\n  二。\n- 三，\n1. 四", "如下：\n\n- 一，二。\n- 三，\n1. 四"),
        ("代码：\n```\n一，\n二，\n```\n完。", "代码：\n```\n一，\n二，\n```\n完。"),
        ("例如：\n\n    一，\n    二\n", "例如：\n\n    一，\n    二\n"),
        ("one,\ntwo", "one,\ntwo"),
    ],
)
def test_chinese_paragraphs_have_no_spaces_where_lines_end(source: str, text: str) -> None:
    assert prompt.joined(source) == text


@pytest.mark.parametrize("width", [8, 13, 20, 31, 60])
@pytest.mark.parametrize(
    "text",
    [
        "实现旋转位置编码的原始形式，即相邻两维成对（interleaved，RoFormer）。每个分量仍放在原来的列。",
        "角度：(a, b) 变为 (a cos - b sin, a sin + b cos)。",
        "「引号」，《书名》。" * 5,
    ],
)
def test_chinese_breaks_between_characters_and_never_within_a_word(text: str, width: int) -> None:
    lines = drawn(Group(Prose(text)), False, width).splitlines()
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    joined = "\n".join(lines)
    for word in ("interleaved", "RoFormer", "cos", "sin"):
        assert len(word) + 2 > width or word not in text or word in joined
    if width >= 20:
        assert not any(line[0] in "，。）」》" for line in lines)
        assert not any(line[-1] in "（「《" for line in lines)


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert drawn(Group(Prose("前" + "x" * 25 + "后")), False, 10).splitlines() == ["前", "x" * 10, "x" * 10, "xxxxx后"]
