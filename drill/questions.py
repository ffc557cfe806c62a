"""The spoken questions: what they are, and how they are read from problems/questions/<group>.yaml.

A file maps ids to questions. It is read strictly, every fault with its line; a question with a fault does not keep the
others of its file from being asked. What was read is kept in the cache folder, keyed on the files' times and sizes, so that
a warm start parses no YAML.
"""

import contextlib
import itertools
import json
import math
import string
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from drill import formula
from drill.catalog import UnknownId, nearest, scan, write_whole
from graders.vocabulary import LANGUAGES, SpecError, Text

if TYPE_CHECKING:
    from drill.catalog import Catalog
    from drill.strict import Document

CACHE_VERSION = 1
FOLDER = "problems/questions"
MOST_DRAWS = 20_000  # combinations of drawn values, all of which are tried when a file is read
WHAT = Text("question", "问题")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the three forms share. id and group come from the file."""

    id: str
    group: str
    topic: str
    level: Literal["easy", "medium", "hard"]
    minutes: int
    prompt: Text
    explanation: Text
    source: tuple[str, ...]
    form: str = ""

    asks: ClassVar[Text] = Text()


@dataclass(frozen=True, kw_only=True)
class Option:
    """why: what is wrong with the belief; a right option needs none."""

    text: Text
    right: bool = False
    why: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    options: tuple[Option, ...]
    form: Literal["choice"] = "choice"

    asks: ClassVar[Text] = Text("choice", "选择")


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """draw: the values of which one each is drawn. tolerance is relative; 0 asks for the number itself."""

    draw: Mapping[str, tuple[Any, ...]]
    formula: str
    unit: Text
    tolerance: float
    working: Text
    form: Literal["number"] = "number"

    asks: ClassVar[Text] = Text("number", "计算")


@dataclass(frozen=True, kw_only=True)
class Keywords:
    en: tuple[str, ...]
    zh: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RubricPoint:
    """What an interviewer ticks off. Any of the keywords is evidence, no more."""

    point: Text
    keywords: Keywords


@dataclass(frozen=True, kw_only=True)
class Open(Question):
    rubric: tuple[RubricPoint, ...]
    answer: Text
    form: Literal["open"] = "open"

    asks: ClassVar[Text] = Text("in your own words", "简答")


FORMS: Mapping[str, type[Question]] = {"choice": Choice, "number": Number, "open": Open}


def combinations(draw: Mapping[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """Every way of drawing one value of each name."""
    for values in itertools.product(*draw.values()):
        yield dict(zip(draw, values, strict=True))


# Reading


def read(name: str, content: bytes, group: str) -> tuple[dict[str, Question], list[tuple[str, str]]]:
    """The sound questions of a file and its faults, each with the id of the question that it belongs to or "" for the file."""
    from drill import strict

    document = strict.Document(name, content)
    questions: dict[str, Question] = {}
    if document.root is not None:
        try:
            for id, place, node in document.pairs(document.root, ""):
                if not isinstance(id, str):
                    document.fault(place, f"expected the id of a question, got {id!r}")
                    continue
                question = one(document, node, place, id, group)
                if question is not None and document.ok(place):
                    questions[id] = question
        except RecursionError:
            document.fault("", "an alias refers to what it stands in, or the nesting is too deep")
    return questions, list(owners(name, document.found))


def owners(name: str, found: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Each fault with the id that begins its key path."""
    for line, fault in sorted(found, key=lambda entry: entry[0]):
        told = fault.removeprefix(f"{name}:{line}: ")
        path = told.partition(":")[0]
        owner = path.partition(".")[0].partition("[")[0]
        yield (owner if owner.replace("_", "").isalnum() and owner == owner.lower() else ""), fault


def one(document: "Document", node: Any, place: str, id: str, group: str) -> Question | None:
    """The question at a key, or None once its faults are reported."""
    from drill import strict
    from drill.spec import NAME

    if not NAME.fullmatch(id):
        document.fault(place, f"the id {id!r} is not words of a-z and 0-9 joined by _")
    forms = [value for key, _, value in document.pairs(node, place) if key == "form"]
    if not forms:
        document.fault(f"{place}.form", f"is missing; known: {', '.join(FORMS)}", document.lines.get(place))
        return None
    form = document.scalar(forms[0], f"{place}.form", "str")
    if form is strict.BAD:
        return None
    if form not in FORMS:
        document.fault(f"{place}.form", f"{form!r} is none of {', '.join(FORMS)}")
        return None
    question = document.record(FORMS[form], node, place, {"id": id, "group": group})
    if not isinstance(question, Question):
        return None
    Checker(document, place).check(question)
    return question


class Checker:
    """Reports to the document what is wrong within one question."""

    def __init__(self, document: "Document", at: str):
        self.document, self.at = document, at

    def fault(self, key: str, message: str) -> None:
        self.document.fault(f"{self.at}.{key}", message)

    def ok(self, *keys: str) -> bool:
        return self.document.ok(*(f"{self.at}.{key}" for key in keys))

    def check(self, question: Question) -> None:
        if question.minutes < 1 and self.ok("minutes"):
            self.fault("minutes", "expected 1 or more")
        if not question.source and self.ok("source"):
            self.fault("source", "is empty: name the paper or the documentation")
        match question:
            case Choice():
                self.choice(question)
            case Number():
                self.number(question)
            case Open():
                self.open(question)

    def choice(self, question: Choice) -> None:
        options = question.options
        if not self.ok("options"):
            return
        if not 4 <= len(options) <= 6:
            self.fault("options", f"expected 4 to 6 options, got {len(options)}")
        if not any(option.right for option in options):
            self.fault("options", "no option is right: true")
        if all(option.right for option in options):
            self.fault("options", "every option is right")
        for i, option in enumerate(options):
            if option.right and option.why is not None:
                self.fault(f"options[{i}].why", "is for wrong options; what makes this one right belongs in the explanation")
            if not option.right and option.why is None:
                self.fault(f"options[{i}]", "a wrong option needs why: the sentence that puts the belief right")
            for language in LANGUAGES:
                if any(option.text.of(language) == other.text.of(language) for other in options[:i]):
                    self.fault(f"options[{i}].text.{language}", "stands twice")

    def number(self, question: Number) -> None:
        if question.tolerance < 0 or not math.isfinite(question.tolerance):
            self.fault("tolerance", "expected 0 or a positive number")
        for name, values in question.draw.items():
            if not values:
                self.fault(f"draw.{name}", "is empty")
            if not name.isidentifier() or name in formula.FUNCTIONS or name == "answer":
                self.fault(f"draw.{name}", "is no name that a formula can use")
            for i, value in enumerate(values):
                if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                    self.fault(f"draw.{name}[{i}]", f"expected a number, got {value!r}")
        if not question.draw and self.ok("draw"):
            self.fault("draw", "is empty: nothing is drawn")
        if not self.ok("draw", "formula"):
            return
        count = math.prod(len(values) for values in question.draw.values())
        if count > MOST_DRAWS:
            self.fault("draw", f"{count:,} combinations are more than {MOST_DRAWS:,}")
            return
        answers = self.answers(question)
        for key, text, known in (
            ("prompt", question.prompt, {*question.draw}), ("working", question.working, {*question.draw, "answer"})
        ):  # fmt: skip
            for language in LANGUAGES:
                if self.ok(key) and self.placeholders(f"{key}.{language}", text.of(language), known) and answers:
                    self.filled(f"{key}.{language}", text.of(language), answers)
        if self.ok("prompt"):
            used = {name for language in LANGUAGES for name in placeholders(question.prompt.of(language))}
            for name in question.draw:
                if name not in used and len(question.draw[name]) > 1:
                    self.fault(f"draw.{name}", "is drawn, but the prompt does not tell it")

    def answers(self, question: Number) -> list[dict[str, Any]]:
        """Every combination with its answer; none once a fault is reported."""
        try:
            tree = formula.parse(question.formula)
            known = {*question.draw}
            for name in formula.names(tree):
                if name not in known:
                    raise formula.Unfit(f"no name {name}; known: {', '.join(question.draw)}")
        except formula.Unfit as unfit:
            self.fault("formula", str(unfit))
            return []
        found = []
        for drawn in combinations(question.draw):
            try:
                found.append({**drawn, "answer": formula.value(tree, drawn)})
            except formula.Unfit as unfit:
                values = ", ".join(f"{name}={value}" for name, value in drawn.items())
                self.fault("formula", f"{unfit}, with {values}")
                return []
        return found

    def placeholders(self, key: str, text: str, known: set[str]) -> bool:
        try:
            used = placeholders(text)
        except ValueError as error:
            self.fault(key, f"{error}; a brace that is meant as such is written twice")
            return False
        strange = [name for name in used if name not in known]
        for name in strange:
            self.fault(key, f"{{{name}}} is none of {', '.join(sorted(known))}")
        return not strange

    def filled(self, key: str, text: str, answers: list[dict[str, Any]]) -> None:
        for values in answers:
            try:
                text.format(**values)
            except (ValueError, IndexError, KeyError, TypeError) as error:
                self.fault(key, str(error))
                return

    def open(self, question: Open) -> None:
        if not self.ok("rubric"):
            return
        if not 3 <= len(question.rubric) <= 6:
            self.fault("rubric", f"expected 3 to 6 points, got {len(question.rubric)}")
        for i, point in enumerate(question.rubric):
            for language in LANGUAGES:
                words = getattr(point.keywords, language)
                if not words:
                    self.fault(f"rubric[{i}].keywords.{language}", "is empty")
                for j, word in enumerate(words):
                    if not word.strip() or word != word.lower():
                        self.fault(f"rubric[{i}].keywords.{language}[{j}]", f"{word!r} is to be in lower case, and not empty")


def placeholders(text: str) -> list[str]:
    """The names in a text's braces. Raises ValueError for braces that are none."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


# The bank


class Bank:
    """Every question below one folder.

    root: holds problems/. cache: a file that may be lost at any time.
    """

    def __init__(self, root: Path, cache: Path):
        self.root, self.cache = root, cache

    @classmethod
    def of(cls, catalog: "Catalog") -> "Bank":
        """The questions of a catalogue."""
        return cls(catalog.root, catalog.index_file.with_name(f"questions-{zlib.crc32(str(catalog.root).encode()):08x}.json"))

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """By file name: its stamp, its questions as documents, and its faults."""
        known = self._read_cache()
        rows: dict[str, dict[str, Any]] = {}
        changed = False
        for item in sorted(scan(self.root / FOLDER), key=lambda item: item.name):
            if not item.name.endswith(".yaml") or item.name.startswith("."):
                continue
            stat = item.stat()
            stamp = [stat.st_mtime_ns, stat.st_size]
            row = known.get(item.name)
            if row is None or row["stamp"] != stamp:
                changed = True
                try:
                    content = Path(item.path).read_bytes()
                except OSError as error:
                    rows[item.name] = {"stamp": [], "questions": {}, "faults": [["", f"{FOLDER}/{item.name}:1: {error.strerror}"]]}
                    continue
                found, faults = read(f"{FOLDER}/{item.name}", content, item.name.removesuffix(".yaml"))
                row = {"stamp": stamp, "questions": {id: document(question) for id, question in found.items()}, "faults": faults}
            rows[item.name] = row
        if changed or len(rows) != len(known):
            with contextlib.suppress(OSError):
                write_whole(self.cache, json.dumps({"version": CACHE_VERSION, "rows": rows}, ensure_ascii=False).encode())
        return rows

    def _read_cache(self) -> dict[str, Any]:
        """The cached rows by file, or none: whatever is wrong with the cache, it is built anew."""
        try:
            content = json.loads(self.cache.read_bytes())
            if content["version"] != CACHE_VERSION:
                return {}
            for row in content["rows"].values():
                row["stamp"], row["faults"]
                for id, question in row["questions"].items():
                    if question["id"] != id or question["form"] not in FORMS:
                        return {}
            return dict(content["rows"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The sound questions by id, in the order of the files."""
        found: dict[str, Question] = {}
        for row in self.rows.values():
            for id, content in row["questions"].items():
                found.setdefault(id, from_document(content))
        return found

    @cached_property
    def faults(self) -> list[str]:
        """Every fault of every file, and ids that stand in two of them."""
        faults = [fault for row in self.rows.values() for _, fault in row["faults"]]
        places: dict[str, str] = {}
        for name, row in self.rows.items():
            for id in row["questions"]:
                if id in places:
                    faults.append(f"{FOLDER}/{name}:1: {id}: stands in {places[id]} as well")
                places.setdefault(id, name)
        return faults

    def __contains__(self, id: object) -> bool:
        return id in self.questions

    def load(self, id: str) -> Question:
        """The question of this id. Raises UnknownId, or SpecError where it is written with faults."""
        if id in self.questions:
            return self.questions[id]
        faults = [fault for row in self.rows.values() for owner, fault in row["faults"] if owner == id]
        if faults:
            raise SpecError(*faults)
        raise UnknownId(id, nearest(id, self.questions), WHAT)


def document(value: Any) -> Any:
    """A question as JSON can hold it."""
    if isinstance(value, Text):
        return [value.en, value.zh]
    if isinstance(value, Question | Option | Keywords | RubricPoint):
        return {item.name: document(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [document(item) for item in value]
    if isinstance(value, Mapping):
        return {key: document(item) for key, item in value.items()}
    return value


TEXTS = ("prompt", "explanation", "unit", "working", "answer")


def from_document(content: Mapping[str, Any]) -> Question:
    """The question that a document was made of."""
    values: dict[str, Any] = {key: Text(*value) if key in TEXTS else value for key, value in content.items()}
    values["source"] = tuple(values["source"])
    if values["form"] == "choice":
        values["options"] = tuple(
            Option(text=Text(*item["text"]), right=item["right"], why=Text(*item["why"]) if item["why"] else None)
            for item in values["options"]
        )
    elif values["form"] == "number":
        values["draw"] = {name: tuple(items) for name, items in values["draw"].items()}
    else:
        values["rubric"] = tuple(
            RubricPoint(
                point=Text(*item["point"]),
                keywords=Keywords(en=tuple(item["keywords"]["en"]), zh=tuple(item["keywords"]["zh"])),
            )
            for item in values["rubric"]
        )
    return FORMS[values["form"]](**values)


_banks: dict[Path, Bank] = {}


def default() -> Bank:
    """The questions of this installation."""
    from drill import catalog

    found = catalog.default()
    if found.root not in _banks or _banks[found.root].cache.parent != found.index_file.parent:
        _banks[found.root] = Bank.of(found)
    return _banks[found.root]
