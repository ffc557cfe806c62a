"""Questions are read strictly, every fault with its line; formulas are arithmetic and nothing else."""

from pathlib import Path

import pytest

from drill import formula, questions
from drill.questions import Bank, Choice, Number, Open
from graders.types import SpecError
from tests.conftest import ROOT
from tests.interviewing import QUESTIONS


def read(text: str) -> tuple[dict[str, questions.Question], list[str]]:
    found, faults = questions.read("q.yaml", text.encode(), "q")
    return found, [fault for _, fault in faults]


def test_the_three_forms() -> None:
    found, faults = read(QUESTIONS)
    assert faults == [] and list(found) == ["colours", "one_colour", "cache_size", "why_pages", "a_question"]
    colours, size, pages = found["colours"], found["cache_size"], found["why_pages"]
    assert isinstance(colours, Choice) and [option.right for option in colours.options] == [True, True, False, False]
    assert colours.options[2].why is not None and colours.options[2].why.zh == "七是数字。" and colours.group == "q"
    assert isinstance(size, Number) and size.draw["width"] == (1024, 2048) and size.tolerance == 0.01
    assert isinstance(pages, Open) and pages.rubric[2].keywords.en == ("share", "sharing")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("form: choice", "form: riddle", "colours.form: 'riddle' is none of choice, number, open"),
        ("form: choice\n  topic: numbers", "topic: numbers", "q.yaml:1: colours.form: is missing"),
        ("level: easy", "level: tough", "q.yaml:4: colours.level: 'tough' is none of easy, medium, hard"),
        ("minutes: 1\n  prompt: {en: \"Which of", "minutes: 0\n  prompt: {en: \"Which of", "colours.minutes: expected 1 or more"),
        ("topic: numbers", "topics: numbers", "q.yaml:3: colours.topics: unknown key"),
        ("      why: {en: \"Seven is a number.\", zh: \"七是数字。\"}\n", "", "colours.options[2]: a wrong option needs why"),
        ("- {right: true, text: {en: red, zh: 红}}", "- {right: true, text: {en: red, zh: 红}, why: {en: x, zh: 甲}}", "colours.options[0].why: is for wrong options"),
        ("    - {right: true, text: {en: red, zh: 红}}\n", "", "colours.options: expected 4 to 6 options, got 3"),
        ("text: {en: blue, zh: 蓝}", "text: {en: red, zh: 蓝}", "colours.options[1].text.en: stands twice"),
        ("- {right: true, text: {en: green, zh: 绿}}", "- {text: {en: green, zh: 绿}, why: {en: x, zh: 甲}}", "one_colour.options: no option is right"),
        ("source: [\"A table\"]", "source: []", "cache_size.source: is empty"),
        ("formula: \"2 * layers", "formula: \"2 * layer", "cache_size.formula: no name layer; known: layers, width, bytes"),
        ("formula: \"2 * layers", "formula: \"open('x') * layers", "is not arithmetic"),
        ("/ 2**20\"", "/ (layers - 2)\"", "cache_size.formula: division by zero, with layers=2"),
        ("1,024 tokens: how many MiB?", "{tokens} tokens: how many MiB?", "cache_size.prompt.en: {tokens} is none of bytes, layers, width"),
        ("{answer:.0f} MiB\", zh", "{answer:q} MiB\", zh", "cache_size.working.en: "),
        ("= {answer:.0f} MiB\"}", "= {answer} {MiB\"}", "a brace that is meant as such is written twice"),
        ("layers: [2, 4]", "layers: [2, x]", "cache_size.draw.layers[1]: expected a number, got 'x'"),
        ("layers: [2, 4]", "layers: []", "cache_size.draw.layers: is empty"),
        ("layers: [2, 4]", "layers: [2, 4], spare: [1, 2]", "cache_size.draw.spare: is drawn, but the prompt does not tell it"),
        ("tolerance: 0.01", "tolerance: -1", "cache_size.tolerance: expected 0 or a positive number"),
        ("keywords: {en: [fragment], zh: [碎片]}", "keywords: {en: [Fragment], zh: [碎片]}", "why_pages.rubric[0].keywords.en[0]: 'Fragment' is to be in lower case"),
        ("keywords: {en: [fragment], zh: [碎片]}", "keywords: {en: [fragment]}", "why_pages.rubric[0].keywords.zh: is missing"),
        ("answer: {en: \"Pages", "reply: {en: \"Pages", "why_pages.reply: unknown key"),
        ("why_pages:", "colours:", "colours: stands twice, first in line 1"),
        ("why_pages:", "Why-Pages:", "the id 'Why-Pages' is not words of a-z and 0-9 joined by _"),
    ],
)  # fmt: skip
def test_each_fault_is_named(old: str, new: str, told: str) -> None:
    assert old in QUESTIONS
    found, faults = read(QUESTIONS.replace(old, new, 1))
    assert any(told in fault and fault.startswith("q.yaml:") for fault in faults), faults
    assert "one_colour" in found or "one_colour" in told  # the others can still be asked


def test_all_faults_of_a_file_are_told_at_once() -> None:
    _, faults = read(QUESTIONS.replace("minutes: 1", "minutes: soon").replace("level: hard", "level: x"))
    assert len(faults) == 4


def test_the_bank_keeps_what_it_read(tmp_path: Path) -> None:
    folder = tmp_path / "problems" / "questions"
    folder.mkdir(parents=True)
    (folder / "one.yaml").write_text(QUESTIONS, encoding="utf-8")
    cache = tmp_path / "cache.json"
    first = Bank(tmp_path, cache)
    assert first.faults == [] and cache.exists()
    again = Bank(tmp_path, cache)
    assert again.questions == first.questions
    cache.write_text("{nonsense")
    assert Bank(tmp_path, cache).questions == first.questions
    (folder / "two.yaml").write_text(QUESTIONS[: QUESTIONS.index("one_colour:")] + "bad_one:\n  form: open\n", encoding="utf-8")
    both = Bank(tmp_path, cache)
    assert any("colours: stands in one.yaml as well" in fault for fault in both.faults)
    with pytest.raises(SpecError, match=r"two.yaml:\d+: bad_one.prompt: is missing"):
        both.load("bad_one")
    with pytest.raises(Exception, match="Did you mean colours"):
        both.load("colour")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1 + 2 * 3", 7), ("(1 + 2) ** 2", 9), ("7 // 2 - -1", 4), ("max(2, x) % 3", 2), ("ceil(log2(x) + 0.5)", 3), ("round(x / 3, 2)", 1.67), ("sqrt(4)", 2.0), ("min(x, 2, 1)", 1)],
)  # fmt: skip
def test_arithmetic(text: str, value: float) -> None:
    assert formula.value(formula.parse(text), {"x": 5}) == value


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "x.real", "x[0]", "[1]", "lambda: 1", "x if x else 1", "'a' * 9", "True", "f'{x}'", "sqrt()", "sqrt(x=1)", "(yield)", "1; 2", "", "(" * 5000, "x := 1", "x and 1", "~1", "1j"],
)  # fmt: skip
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(formula.Unfit):
        formula.parse(text)


@pytest.mark.parametrize("text", ["1 / 0", "10 ** 10 ** 9", "2 ** 99999", "exp(1000)", "(0 - 1) ** 0.5", "log(0)", "sqrt(1, 2)", "9.0 ** 4000"])
def test_a_formula_without_a_value(text: str) -> None:
    with pytest.raises(formula.Unfit):
        formula.value(formula.parse(text), {})


def test_the_questions_of_this_repository_have_no_fault(tmp_path: Path) -> None:
    bank = Bank(ROOT, tmp_path / "cache.json")
    assert bank.questions and bank.faults == []
    topics = {path.name for path in (ROOT / "problems").iterdir() if path.is_dir()}
    for question in bank.questions.values():
        assert question.topic in topics, question.id
