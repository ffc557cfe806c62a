"""Questions drawn, asked and graded: pure functions of the question, a seed and what was answered.

A seed is any text: the same question with the same seed is the same paper, so a stored seed brings back what was asked.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import Any

from drill import formula
from drill.questions import Choice, Number, Open, Option, Question
from graders.vocabulary import Text

PASS_SCORE = 0.6  # of an open question's points
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Unclear(Exception):
    """An answer that cannot be read as one. args[0]: a Text that says what is expected."""


@dataclass(frozen=True)
class Asked:
    """A question as it is put this time: its options in this order, its numbers drawn."""

    question: Question
    seed: str
    order: tuple[int, ...] = ()  # of a choice
    drawn: Mapping[str, Any] = field(default_factory=dict)  # of a number

    @property
    def prompt(self) -> Text:
        text = self.question.prompt
        return Text(text.en.format(**self.drawn), text.zh.format(**self.drawn)) if isinstance(self.question, Number) else text

    @property
    def options(self) -> tuple[Option, ...]:
        """As they are shown: a, b, c, ..."""
        assert isinstance(self.question, Choice)
        return tuple(self.question.options[i] for i in self.order)

    @property
    def many(self) -> bool:
        return isinstance(self.question, Choice) and sum(option.right for option in self.question.options) > 1

    @cached_property
    def answer(self) -> float:
        """What a number question comes to."""
        assert isinstance(self.question, Number)
        return formula.value(formula.parse(self.question.formula), self.drawn)

    @property
    def working(self) -> Text:
        assert isinstance(self.question, Number)
        values, text = {**self.drawn, "answer": self.answer}, self.question.working
        return Text(text.en.format(**values), text.zh.format(**values))


def draw(question: Question, seed: str) -> Asked:
    """The question as this seed puts it."""
    random = Random(f"{seed}/{question.id}")
    match question:
        case Choice():
            order = list(range(len(question.options)))
            random.shuffle(order)
            return Asked(question, seed, tuple(order))
        case Number():
            return Asked(question, seed, (), {name: random.choice(values) for name, values in question.draw.items()})
    return Asked(question, seed)


@dataclass(frozen=True)
class Point:
    """One thing that an answer was judged by."""

    name: Text
    right: bool


@dataclass(frozen=True)
class Grade:
    """passed: good enough. score: 0 to 1. says: what the candidate reads first."""

    passed: bool
    score: float
    points: tuple[Point, ...]
    says: Text


LETTERS = "abcdef"


def read_choice(text: str, options: int) -> frozenset[int]:
    """The places of the chosen options: "b", "A,C", "a c", "ac", "1 3". Raises Unclear."""
    words = re.sub(r"[\s,;.、。()]+", "", unicodedata.normalize("NFKC", text).lower())
    known = LETTERS[:options]
    found = {known.index(word) if word in known else int(word) - 1 if word in "123456"[:options] else -1 for word in words}
    if not found or -1 in found:
        told = Text("Answer with letters from a to {}.", "请用 a 到 {} 的字母作答。")
        raise Unclear(told.format(known[-1]))
    return frozenset(found)


def grade_choice(asked: Asked, chosen: frozenset[int]) -> Grade:
    """All right options and no wrong one pass; with several right ones, each option is a part of the score."""
    options = asked.options
    points = tuple(Point(option.text, (i in chosen) == option.right) for i, option in enumerate(options))
    right = {i for i, option in enumerate(options) if option.right}
    if chosen == right:
        return Grade(True, 1.0, points, Text("Right.", "正确。"))
    letters = ", ".join(LETTERS[i] for i in sorted(right))
    says = Text("Not right: the answer is {}.", "不对，答案是 {}。").format(letters)
    hit, extra = len(chosen & right), len(chosen - right)
    return Grade(False, max(0.0, (hit - extra) / len(right)) if asked.many else 0.0, points, says)


# Numbers

SCALES: Mapping[str, float] = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6,
    "千万": 1e7, "亿": 1e8, "十亿": 1e9, "万亿": 1e12, "mn": 1e6, "bn": 1e9,
}  # fmt: skip
LETTER_SCALES: Mapping[str, float] = {"k": 1e3, "m": 1e6, "b": 1e9, "g": 1e9, "t": 1e12}
PREFIXES: Mapping[str, float] = {
    "": 1, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "ki": 2**10, "mi": 2**20, "gi": 2**30, "ti": 2**40, "pi": 2**50,
}  # fmt: skip
BASES: Mapping[str, str] = {
    "b": "byte", "byte": "byte", "bytes": "byte", "字节": "byte", "flop": "flop", "flops": "flop", "mac": "mac", "macs": "mac",
    "s": "second", "second": "second", "seconds": "second", "秒": "second", "param": "parameter", "params": "parameter",
    "parameter": "parameter", "parameters": "parameter", "参数": "parameter", "个参数": "parameter",
}  # fmt: skip
METRIC = ("byte", "flop", "mac", "second")
DIGITS = r"\d+(?:\.\d*)?|\.\d+"
NUMBER = re.compile(rf"(?P<sign>[-+]?)(?P<base>{DIGITS})(?:e(?P<e>[-+]?\d+)|\s*[x*·]\s*10\s*(?:\^|\*\*)\s*(?P<ten>[-+]?\d+)|\s*(?:\^|\*\*)\s*(?P<power>\d+)|\s*/\s*(?P<under>{DIGITS}))?")
WRITTEN = "1,024 · 3e9 · 12 GiB"


def read_number(text: str, unit: Text) -> float:
    """The number meant, counted in `unit`: "1,024", "3e9", "3 x 10^9", "2^30", "12 GiB", "3 亿", "25%". Raises Unclear."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("×", "x").replace("−", "-").replace("≈", "").replace("约", "")
    plain = plain.lstrip("=~ ").rstrip("。. ")
    plain = re.sub(r"(?<=\d)[,_ ](?=\d{3}(?!\d))", "", plain)
    found = NUMBER.match(plain)
    if found is None:
        raise Unclear(Text("A number is expected, such as {}.", "请回答一个数，例如 {}。").format(WRITTEN))
    value = float(found["base"]) * (-1 if found["sign"] == "-" else 1)
    try:
        if found["e"] or found["ten"]:
            value *= 10.0 ** int(found["e"] or found["ten"])
        elif found["power"]:
            value = value ** int(found["power"])
        elif found["under"]:
            value /= float(found["under"])
        value *= scale(plain[found.end() :].strip(), unit)
    except (OverflowError, ZeroDivisionError):
        raise Unclear(Text("That is no finite number.", "这不是一个有限的数。")) from None
    if not math.isfinite(value):
        raise Unclear(Text("That is no finite number.", "这不是一个有限的数。"))
    return value


def scale(rest: str, unit: Text) -> float:
    """What the words after a number multiply it by, to be counted in `unit`. Raises Unclear."""
    if rest == "":
        return 1.0
    factor, base = measure(rest)
    for known in (unit.en.strip().lower(), unit.zh.strip().lower()):
        counted, kind = measure(known)
        if rest == known or (base == kind and base):
            return factor / counted
        if (len(rest) > 2 and known.startswith(rest)) or (rest in ("x", "times", "倍") and kind in ("time", "倍")):
            return 1.0  # a part of the unit: "3 tokens" for tokens a step
        if base == "" and (counted == 1 or kind not in METRIC):
            return factor / counted
        if len(rest) == 1 and len(known) > 1 and known.startswith(rest) and counted != 1:
            return 1.0  # "12 g" for GiB
        if rest in LETTER_SCALES and (counted == 1 or kind not in METRIC):
            return LETTER_SCALES[rest] / counted
    if rest == "%":
        return 0.01
    told = Text("{!r} is not clear: the answer is counted in {}.", "看不懂 {!r}：答案的单位是 {}。")
    raise Unclear(told.format(rest, unit if unit.strip() else Text("plain numbers", "纯数字")))


def measure(words: str) -> tuple[float, str]:
    """A unit as a factor and what is counted: "gib" is (2**30, "byte"), "million parameters" is (1e6, "parameter")."""
    for spoken in sorted(SCALES, key=len, reverse=True):
        if words.startswith(spoken) and not (spoken.isascii() and words[len(spoken) :][:1].isalpha()):
            factor, base = measure(words[len(spoken) :].strip())
            return SCALES[spoken] * factor, base
    for prefix in sorted(PREFIXES, key=len):
        base = BASES.get(words.removeprefix(prefix), "") if words.startswith(prefix) else ""
        if base and (prefix == "" or base in ("byte", "flop", "mac", "parameter")):
            return PREFIXES[prefix], base
    return 1.0, words.removesuffix("s") if words.isascii() and len(words) > 2 else words


SLIPS: tuple[tuple[float, Text], ...] = (
    (2.0, Text("twice the answer", "恰好是答案的 2 倍")), (0.5, Text("half the answer", "恰好是答案的一半")),
    (4.0, Text("4 times the answer", "恰好是答案的 4 倍")), (0.25, Text("a quarter of the answer", "恰好是答案的四分之一")),
    (8.0, Text("8 times the answer: bits instead of bytes?", "恰好是答案的 8 倍：把字节当成了比特？")),
    (0.125, Text("an eighth of the answer", "恰好是答案的八分之一")),
    (1000.0, Text("1000 times the answer", "恰好是答案的 1000 倍")), (0.001, Text("a thousandth of the answer", "恰好是答案的千分之一")),
    (1024.0, Text("1024 times the answer", "恰好是答案的 1024 倍")), (1 / 1024, Text("1/1024 of the answer", "恰好是答案的 1/1024")),
    (1.024, Text("10^3 where 2^10 was meant", "把 2^10 当成了 10^3")),
    (1.024**2, Text("10^6 where 2^20 was meant: MB for MiB", "把 2^20 当成了 10^6：MB 与 MiB 之差")),
    (1.024**3, Text("10^9 where 2^30 was meant: GB for GiB", "把 2^30 当成了 10^9：GB 与 GiB 之差")),
    (1.024**-2, Text("2^20 where 10^6 was meant: MiB for MB", "把 10^6 当成了 2^20：MiB 与 MB 之差")),
    (1.024**-3, Text("2^30 where 10^9 was meant: GiB for GB", "把 10^9 当成了 2^30：GiB 与 GB 之差")),
    (-1.0, Text("the answer with the other sign", "符号相反")),
)  # fmt: skip


def near(got: float, want: float, tolerance: float) -> bool:
    return abs(got - want) <= max(tolerance, 1e-9) * abs(want) + (1e-12 if want == 0 else 0.0)


def grade_number(asked: Asked, got: float) -> Grade:
    """Within the tolerance or not; a wrong answer that is off by a well-known factor is told so."""
    question = asked.question
    assert isinstance(question, Number)
    want = asked.answer
    passed = near(got, want, question.tolerance)
    shown = Text("{} {}", "{} {}").format(written(want), question.unit)
    name = Text("{}, to within {:g}%", "{}，误差 {:g}% 以内").format(shown, 100 * question.tolerance)
    points = (Point(name if question.tolerance else shown, passed),)
    if passed:
        return Grade(True, 1.0, points, Text("Right.", "正确。"))
    says = Text("Not right: {}.", "不对，应为 {}。").format(shown)
    for factor, slip in SLIPS:
        if want and near(got, want * factor, max(question.tolerance / 4, 1e-3)):
            says = Text("{} Yours is {}.", "{} 你的答案{}。").format(says, slip)
            break
    return Grade(False, 0.0, points, says)


def written(value: float) -> str:
    """A number as a person writes it."""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}" if abs(value) < 1e15 else f"{value:.4g}"
    return f"{value:,.4g}" if 1e-3 <= abs(value) < 1e6 else f"{value:.4g}"


# Open questions


@dataclass(frozen=True)
class Evidence:
    """A keyword of a rubric point that stands in the answer. negated: a negation stands near it."""

    keyword: str
    excerpt: str
    negated: bool


CLAUSE = re.compile(r"[.!?;:,。！？；：，、\n()（）]+(?!\d)|\bbut\b|\bwhile\b|\bwhereas\b|但是|但|而是")
NOT_BEFORE = re.compile(
    r"\b(?:not|no|never|without|cannot|neither|nor|hardly|\w+n['’]t|instead of|rather than|unlike|lacks?|fails? to)\b(?! only| just)"
    r"|(?:没有|没|不是|并非|并不|不会|不能|不需要|无需|不用|而非|无法|未|从不|(?<!并)不)(?![同断仅只管论但过])"
)
NOT_AFTER = re.compile(
    r"^\S*\s*(?:(?:is|are|was|does|do|did|can|will|has|have)(?:\s+not\b|n['’]t\b)|cannot\b|never\b)(?! only| just)"
    r"|^.{0,3}?(?:不是|并非|并不|不会|不能|没有|无关)"
)
BEFORE_WORDS, BEFORE_CHARACTERS = 5, 8  # how near a negation has to stand, in English words and Chinese characters
EXCERPT = 30


def evidence(question: Open, answer: str) -> tuple[Evidence | None, ...]:
    """For each rubric point the evidence that the answer holds, if any; a suggestion to whoever marks it.

    A keyword that stands somewhere without a negation near it beats one that is negated.
    """
    text = unicodedata.normalize("NFKC", answer).lower()
    found = []
    for point in question.rubric:
        hits = [hit for keyword in (*point.keywords.en, *point.keywords.zh) for hit in places(keyword, text)]
        found.append(min(hits, key=lambda hit: hit.negated, default=None))
    return tuple(found)


def places(keyword: str, text: str) -> list[Evidence]:
    """Where a keyword stands in the text. An English one begins at the beginning of a word."""
    word = unicodedata.normalize("NFKC", keyword).lower()
    edge = r"(?<![a-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    hits = []
    for match in re.finditer(edge + re.escape(word).replace(r"\ ", r"\s+"), text):
        start, end = match.span()
        begin = max((cut.end() for cut in CLAUSE.finditer(text, 0, start)), default=0)
        stop = CLAUSE.search(text, end)
        before, after = text[begin:start], text[end : stop.start() if stop else len(text)]
        excerpt = text[max(start - EXCERPT, 0) : end + EXCERPT].replace("\n", " ").strip()
        hits.append(Evidence(keyword, excerpt, negated(before, after)))
    return hits


def negated(before: str, after: str) -> bool:
    """Whether what stands around a keyword in its clause denies it."""
    for match in NOT_BEFORE.finditer(before):
        between = before[match.end() :]
        near_enough = len(between.split()) <= BEFORE_WORDS if match[0].isascii() else len(between) <= BEFORE_CHARACTERS
        if near_enough:
            return True
    return NOT_AFTER.search(after) is not None


def grade_open(asked: Asked, ticked: Sequence[int] | frozenset[int]) -> Grade:
    """The points that were ticked off, of all."""
    question = asked.question
    assert isinstance(question, Open)
    points = tuple(Point(point.point, i in ticked) for i, point in enumerate(question.rubric))
    made = sum(point.right for point in points)
    says = Text("{} of {} points.", "{} / {} 个要点。").format(made, len(points))
    return Grade(made >= PASS_SCORE * len(points), made / len(points), points, says)


def read_points(text: str, points: int) -> frozenset[int]:
    """The numbers of ticked points: "1 3", "1,3", "none", "all" (0 and - are none too). Raises Unclear."""
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in ("none", "0", "-", "无", "没有"):
        return frozenset()
    if words in ("all", "*", "全部", "全"):
        return frozenset(range(points))
    numbers = re.split(r"[\s,;、]+", words)
    if not all(number.isdecimal() and 1 <= int(number) <= points for number in numbers):
        told = Text("Name points from 1 to {}, such as 1 3; or all, or none.", "请写 1 到 {} 的要点编号，例如 1 3；或 all、none。")
        raise Unclear(told.format(points))
    return frozenset(int(number) - 1 for number in numbers)


def grade(asked: Asked, answer: Any) -> Grade:
    """answer: the chosen places, the number, or the ticked points."""
    match asked.question:
        case Choice():
            return grade_choice(asked, frozenset(answer))
        case Number():
            return grade_number(asked, float(answer))
    return grade_open(asked, frozenset(answer))
