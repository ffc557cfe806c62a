"""Drawing, reading answers, grading, and what keywords suggest."""

import math

import pytest

from drill import questions, quiz
from drill.questions import Open
from graders.types import Text
from tests.interviewing import QUESTIONS

FOUND, _ = questions.read("q.yaml", QUESTIONS.encode(), "q")


def test_a_seed_draws_the_same_paper() -> None:
    for id in FOUND:
        assert quiz.draw(FOUND[id], "7") == quiz.draw(FOUND[id], "7")
    assert len({quiz.draw(FOUND["colours"], str(seed)).order for seed in range(200)}) == 24
    drawn = {tuple(quiz.draw(FOUND["cache_size"], str(seed)).drawn.values()) for seed in range(100)}
    assert len(drawn) == 4


def test_a_number_is_told_worked_out_and_shown() -> None:
    asked = quiz.draw(FOUND["cache_size"], "1")
    layers, width = asked.drawn["layers"], asked.drawn["width"]
    assert f"A cache of {layers} layers, {width:,} wide" in asked.prompt and "{" not in asked.prompt.zh
    assert asked.answer == 2 * layers * width * 1024 * 2 / 2**20
    assert asked.working.en.endswith(f"= {asked.answer:.0f} MiB")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("a", {0}), ("B, d", {1, 3}), ("ac", {0, 2}), ("1 3", {0, 2}), ("（a）、c。", {0, 2}), ("Ａ", {0}), ("a a", {0})],
)
def test_letters_are_read_leniently(text: str, chosen: set[int]) -> None:
    assert quiz.read_choice(text, 4) == chosen


@pytest.mark.parametrize("text", ["", "e", "5", "a or b", "?", "red"])
def test_other_letters_are_unclear(text: str) -> None:
    with pytest.raises(quiz.Unclear):
        quiz.read_choice(text, 4)


def test_a_choice_passes_only_whole() -> None:
    asked = quiz.draw(FOUND["colours"], "3")
    right = [i for i, option in enumerate(asked.options) if option.right]
    wrong = [i for i in range(4) if i not in right]
    assert quiz.grade(asked, right).passed and quiz.grade(asked, right).score == 1.0
    half = quiz.grade(asked, right[:1])
    assert not half.passed and half.score == 0.5
    assert quiz.grade(asked, [right[0], wrong[0]]).score == 0.0
    assert quiz.grade(asked, range(4)).score == 0.0
    letters = ", ".join(quiz.LETTERS[i] for i in right)
    assert half.says == f"Not right: the answer is {letters}." and letters in half.says.zh


def test_one_right_option_gives_no_part_of_the_score() -> None:
    asked = quiz.draw(FOUND["one_colour"], "3")
    for i, option in enumerate(asked.options):
        assert quiz.grade(asked, [i]).score == float(option.right)
    assert quiz.grade(asked, range(4)).score == 0.0


GIB, PLAIN, MILLIONS = Text("GiB"), Text(""), Text("million parameters", "百万个参数")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,024", PLAIN, 1024), ("1_024", PLAIN, 1024), ("1 024 576", PLAIN, 1024576), ("3e9", PLAIN, 3e9), ("-2.5", PLAIN, -2.5),
        (".5", PLAIN, 0.5), ("3 x 10^9", PLAIN, 3e9), ("3×10^-2", PLAIN, 0.03), ("2^30", PLAIN, 2**30), ("1/4", PLAIN, 0.25), ("2**10", PLAIN, 1024),
        ("1，024。", PLAIN, 1024), ("３", PLAIN, 3), ("约 3.5", PLAIN, 3.5), ("= 7", PLAIN, 7), ("3 亿", PLAIN, 3e8), ("1.5万", PLAIN, 15000),
        ("3 billion", PLAIN, 3e9), ("3B", PLAIN, 3e9), ("25%", PLAIN, 0.25), ("25%", Text("%"), 25), ("12 GiB", GIB, 12), ("12gib", GIB, 12),
        ("12288 MiB", GIB, 12), ("12 g", GIB, 12), ("12", GIB, 12), ("1 GB", GIB, 1e9 / 2**30), ("85 million", MILLIONS, 85), ("85M", MILLIONS, 85),
        ("0.085B", MILLIONS, 85), ("85,000,000 parameters", MILLIONS, 85), ("8500 万", MILLIONS, 85), ("85 百万个参数", MILLIONS, 85),
        ("576 tokens", Text("tokens", "个 token"), 576), ("2.9 tokens", Text("tokens a step", "个 token/步"), 2.9), ("3.5x", Text("times as long", "倍"), 3.5),
        ("4 TFLOPs", Text("GFLOPs"), 4000), ("100 million", Text("FLOPs"), 1e8), ("90k", Text("thousand pairs", "千对"), 90),
    ],
)  # fmt: skip
def test_numbers_are_read_leniently(text: str, unit: Text, value: float) -> None:
    assert math.isclose(quiz.read_number(text, unit), value, rel_tol=1e-12)


@pytest.mark.parametrize(("text", "unit"), [("", PLAIN), ("many", PLAIN), ("12 apples", GIB), ("1e999", PLAIN), ("1/0", PLAIN), ("9^9999", PLAIN), ("3 seconds", GIB), ("12 kg", PLAIN)])
def test_what_is_no_number_is_unclear(text: str, unit: Text) -> None:
    with pytest.raises(quiz.Unclear):
        quiz.read_number(text, unit)


def test_the_tolerance_is_relative() -> None:
    asked = quiz.draw(FOUND["cache_size"], "1")
    for factor, passed in ((1.0, True), (1.0099, True), (0.9901, True), (1.011, False), (0.98, False)):
        assert quiz.grade(asked, asked.answer * factor).passed is passed, factor


@pytest.mark.parametrize(("factor", "told"), [(2, "twice"), (8, "bits"), (1.024**2, "MB for MiB"), (-1, "other sign"), (1000, "1000 times")])
def test_a_well_known_slip_is_named(factor: float, told: str) -> None:
    asked = quiz.draw(FOUND["cache_size"], "1")
    assert told in quiz.grade(asked, asked.answer * factor).says


def test_an_ordinary_wrong_number_names_no_slip() -> None:
    asked = quiz.draw(FOUND["cache_size"], "1")
    assert "Yours is" not in quiz.grade(asked, asked.answer * 1.37).says


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        ("It cuts fragmentation, through a block table; blocks are shared.", "+ + +"),
        ("Fragments.", "+ . ."),
        ("It does not reduce fragmentation.", "- . ."),
        ("It doesn't touch fragmentation at all", "- . ."),
        ("There is no block table, and never any sharing.", ". - -"),
        ("Fragmentation is not the point.", "- . ."),
        ("Not only fragmentation matters.", "+ . ."),
        ("It is not fast, but fragmentation falls.", "+ . ."),
        ("No waste. Fragmentation falls.", "+ . ."),
        ("It does not reduce fragmentation... in the end fragmentation falls.", "+ . ."),
        ("without a block  table", ". - ."),
        ("defragment", ". . ."),
        ("分页减少碎片，用块表，还能共享", "+ + +"),
        ("它没有减少碎片", "- . ."),
        ("不需要块表", ". - ."),
        ("碎片不是重点", "- . ."),
        ("不仅减少碎片", "+ . ."),
        ("不同的请求共享前缀", ". . +"),
        ("速度不快，但是碎片少", "+ . ."),
        ("", ". . ."),
    ],
)  # fmt: skip
def test_keywords_suggest_and_negation_is_minded(answer: str, seen: str) -> None:
    question = FOUND["why_pages"]
    assert isinstance(question, Open)
    found = quiz.evidence(question, answer)
    assert " ".join("." if hit is None else "-" if hit.negated else "+" for hit in found) == seen


def test_open_answers_are_graded_by_what_was_ticked() -> None:
    asked = quiz.draw(FOUND["why_pages"], "1")
    assert [quiz.grade(asked, ticked).passed for ticked in ([], [0], [0, 2], [0, 1, 2])] == [False, False, True, True]
    assert quiz.grade(asked, [0, 2]).points[1] == quiz.Point(Text("A table of blocks"), False)


@pytest.mark.parametrize(("text", "points"), [("1 3", {0, 2}), ("1,3", {0, 2}), ("3、1", {0, 2}), ("all", {0, 1, 2}), ("none", set()), ("无", set()), ("0", set())])
def test_points_are_read(text: str, points: set[int]) -> None:
    assert quiz.read_points(text, 3) == points


@pytest.mark.parametrize("text", ["", "4", "1-3", "a"])
def test_other_points_are_unclear(text: str) -> None:
    with pytest.raises(quiz.Unclear):
        quiz.read_points(text, 3)
