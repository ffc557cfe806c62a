"""YAML -> frozen dataclasses, by their type hints and strictly. Nothing else imports yaml.

A `Document` collects every fault of one file, each with its line and key path, so that they are read all at once:
unknown, missing and repeated keys, wrong types, and whatever the caller finds afterwards.
"""

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import yaml

from graders.vocabulary import SpecError, Text

Node = yaml.Node
Convert = Callable[["Document", Node, str], Any]

BAD: Any = object()  # what a conversion gives that has reported a fault

TAG = "tag:yaml.org,2002:"
TAGS = {f"{TAG}{name}": name for name in ("null", "bool", "int", "float", "str", "seq", "map")}
CALLED = {
    "null": "nothing", "bool": "true or false", "int": "a whole number", "float": "a number", "str": "text",
    "seq": "a list", "map": "a mapping",
}  # fmt: skip


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain words as YAML 1.2 reads them: `1e-4` is a number, `on` and `no` are words, a date is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


FLOAT = r"[-+]?(\d[\d_]*\.\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|\d+[eE][-+]?\d+|\.(inf|Inf|INF))|\.(nan|NaN|NAN)"
for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?\d[\d_]*|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", FLOAT, list("-+.0123456789")),
):
    Loader.add_implicit_resolver(TAG + _name, re.compile(f"^(?:{_pattern})$"), _first)


@functools.cache
def hints(kind: type) -> dict[str, Any]:
    """The resolved type hints of a dataclass by field."""
    return typing.get_type_hints(kind)


def key_of(field: str) -> str:
    """The key of a field in YAML: `from_` is `from`."""
    return field.rstrip("_")


def required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


class Document:
    """One YAML file on its way to nouns.

    name: how faults call the file. special: conversions for fields whose spelling is freer than their type, by
    (class, field).
    """

    def __init__(self, name: str, content: bytes, special: Mapping[tuple[type, str], Convert] | None = None):
        self.name = name
        self.special = special or {}
        self.found: list[tuple[int, str]] = []
        self.bad: set[str] = set()
        self.lines: dict[str, int] = {}
        self.root: Node | None = None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content.count(b"\n", 0, fault.start) + 1
            self.found.append((line, f"{name}:{line}: not UTF-8 at byte {fault.start}"))
            return
        try:
            self.root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            self.found.append((line, f"{name}:{line}: {' '.join(filter(None, (error.problem, error.context)))}"))
        except (yaml.YAMLError, RecursionError) as error:
            self.found.append((1, f"{name}:1: {str(error).splitlines()[0]}"))
        else:
            if self.root is None:
                self.found.append((1, f"{name}:1: the file is empty"))

    def fault(self, path: str, message: str, line: int | None = None) -> Any:
        """Report a fault of the key at `path`; the line is that of the nearest key known."""
        self.bad.add(path)
        if line is None:
            nearest = path
            while nearest not in self.lines and nearest:
                nearest = nearest[: max(nearest.rfind("."), nearest.rfind("["), 0)]
            line = self.lines.get(nearest, 1)
        entry = (line, f"{self.name}:{line}: {path + ': ' if path else ''}{message}")
        if entry not in self.found:
            self.found.append(entry)
        return BAD

    def ok(self, *paths: str) -> bool:
        """No fault was found at these paths or below them."""
        return not any(bad == path or bad.startswith((path + ".", path + "[")) for bad in self.bad for path in paths)

    def close(self, *more: str) -> None:
        """Raise SpecError if there are faults; `more` are faults of other files."""
        if self.found or more:
            raise SpecError(*(fault for _, fault in sorted(self.found, key=lambda entry: entry[0])), *more)

    def read(self, kind: Any, fixed: Mapping[str, Any] | None = None, defaults: Mapping[str, Any] | None = None) -> Any:
        """The whole file as `kind`. fixed: fields that the file may not set; defaults: those that it may leave out."""
        if self.root is None:
            return BAD
        try:
            if dataclasses.is_dataclass(kind):
                return self.record(kind, self.root, "", fixed or {}, defaults or {})
            return self.convert(kind, self.root, "")
        except RecursionError:
            return self.fault("", "an alias refers to what it stands in, or the nesting is too deep")

    def convert(self, kind: Any, node: Node, path: str) -> Any:
        """`node` as `kind`, or BAD once the fault is reported."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        origin, args = typing.get_origin(kind), typing.get_args(kind)
        if kind is Any:
            return self.plain(node, path)
        if kind is Text:
            return self.text(node, path)
        if dataclasses.is_dataclass(kind):
            return self.record(kind, node, path)
        if origin in (typing.Union, types.UnionType):
            if type(None) in args and TAGS.get(node.tag) == "null":
                return None
            return self.convert(next(arg for arg in args if arg is not type(None)), node, path)
        if origin is typing.Literal:
            value = self.scalar(node, path, "str")
            if value is BAD or value in args:
                return value
            return self.fault(path, f"{value!r} is none of {', '.join(filter(None, args))}")
        if origin is tuple:
            return self.items(args, node, path)
        if origin is not None and issubclass(origin, Mapping):
            return self.mapping(args[1], node, path)
        return self.scalar(node, path, {bool: "bool", int: "int", float: "float", str: "str"}[kind])

    def expected(self, node: Node, path: str, wanted: str) -> Any:
        kind = TAGS.get(node.tag)
        if kind is None:
            return self.fault(path, f"the tag {node.tag} is not allowed")
        got = repr(node.value) if isinstance(node, yaml.ScalarNode) and kind != "null" else CALLED[kind]
        return self.fault(path, f"expected {wanted}, got {got}")

    def scalar(self, node: Node, path: str, kind: str) -> Any:
        found = TAGS.get(node.tag)
        if not isinstance(node, yaml.ScalarNode) or not (found == kind or (found == "int" and kind == "float")):
            return self.expected(node, path, CALLED[kind])
        if kind == "bool":
            return node.value.lower() == "true"
        if kind == "int":
            return int(node.value.replace("_", ""), 16 if node.value.startswith("0x") else 10)
        if kind == "float":
            return float(re.sub(r"\.(?=inf|nan)", "", node.value.replace("_", "").lower()))
        return node.value

    def pairs(self, node: Node, path: str) -> list[tuple[Any, str, Node]]:
        """The entries of a mapping as (key, path of the value, value); a repeated key is a fault."""
        if not isinstance(node, yaml.MappingNode):
            self.expected(node, path, "a mapping")
            return []
        pairs: dict[Any, tuple[Any, str, Node]] = {}
        for key_node, value in node.value:
            key = self.plain(key_node, f"{path}.<key>".lstrip("."))
            key = tuple(key) if isinstance(key, list) else key
            place, line = f"{path}.{key}".lstrip("."), key_node.start_mark.line + 1
            if key is BAD:
                continue
            if isinstance(key, Mapping):
                self.fault(path, "a mapping cannot be a key", line)
            elif key in pairs:
                self.fault(place, f"stands twice, first in line {self.lines[place]}", line)
            else:
                self.lines[place] = line
                pairs[key] = (key, place, value)
        return list(pairs.values())

    def mapping(self, kind: Any, node: Node, path: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self.expected(node, path, "a mapping")
        values = {}
        for key, place, value in self.pairs(node, path):
            if not isinstance(key, str):
                self.fault(place, f"expected a name as key, got {key!r}")
            else:
                values[key] = self.convert(kind, value, place)
        return BAD if any(value is BAD for value in values.values()) else values

    def items(self, kinds: tuple[Any, ...], node: Node, path: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.expected(node, path, "a list")
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(node.value)
        elif len(kinds) != len(node.value):
            return self.fault(path, f"expected a list of {len(kinds)}, got {len(node.value)}")
        values = [
            self.convert(kind, item, f"{path}[{i}]")
            for i, (kind, item) in enumerate(zip(kinds, node.value, strict=True))
        ]
        return tuple(blank(kind) if value is BAD else value for kind, value in zip(kinds, values, strict=True))

    def text(self, node: Node, path: str) -> Any:
        """Both languages, neither empty."""
        if not isinstance(node, yaml.MappingNode):
            return self.expected(node, path, "{en: ..., zh: ...}")
        words = {}
        for key, place, value in self.pairs(node, path):
            if key not in ("en", "zh"):
                comma = TAGS.get(value.tag) == "null"  # {en: one, two, zh: ...} has a key `two` without a value
                self.fault(place, "unknown key; known: en, zh" + ("; quote a text that holds a comma" if comma else ""))
                continue
            words[key] = self.scalar(value, place, "str")
            if words[key] is not BAD and not words[key].strip():
                words[key] = self.fault(place, "is empty")
        for language in ("en", "zh"):
            if language not in words:
                words[language] = self.fault(f"{path}.{language}", "is missing")
        return BAD if BAD in words.values() else Text(words["en"], words["zh"])

    def plain(self, node: Node, path: str) -> Any:
        """Plain Python: numbers, texts, lists and dicts."""
        self.lines.setdefault(path, node.start_mark.line + 1)
        kind = TAGS.get(node.tag)
        if kind == "map":
            pairs = {key: self.plain(value, place) for key, place, value in self.pairs(node, path)}
            return BAD if any(value is BAD for value in pairs.values()) else pairs
        if kind == "seq":
            items = [self.plain(item, f"{path}[{i}]") for i, item in enumerate(node.value)]
            return BAD if any(item is BAD for item in items) else items
        if kind == "null":
            return None
        return self.expected(node, path, "a plain value") if kind is None else self.scalar(node, path, kind)

    def record(
        self, kind: Any, node: Node, path: str,
        fixed: Mapping[str, Any] = types.MappingProxyType({}), defaults: Mapping[str, Any] = types.MappingProxyType({}),
    ) -> Any:  # fmt: skip
        """A dataclass from a mapping. What is missing or wrong is reported and left blank, and reading goes on."""
        if not isinstance(node, yaml.MappingNode):
            return self.expected(node, path, "a mapping")
        self.lines.setdefault(path, node.start_mark.line + 1)
        fields = {key_of(field.name): field for field in dataclasses.fields(kind) if field.name not in fixed}
        values: dict[str, Any] = dict(fixed)
        for key, place, value in self.pairs(node, path):
            field = fields.get(key)
            if field is None:
                if key in fixed:
                    self.fault(place, "is told by the file's path; leave it out")
                else:
                    self.fault(place, f"unknown key; known: {', '.join(fields)}")
                continue
            special = self.special.get((kind, field.name))
            wanted = hints(kind)[field.name]
            self.lines.setdefault(place, value.start_mark.line + 1)
            values[field.name] = special(self, value, place) if special else self.convert(wanted, value, place)
        for key, field in fields.items():
            if field.name not in values and field.name in defaults:
                values[field.name] = defaults[field.name]
            elif field.name not in values and required(field):
                self.fault(f"{path}.{key}".lstrip("."), "is missing", self.lines.get(path))
                values[field.name] = BAD
            if values.get(field.name) is BAD:
                del values[field.name]
                if required(field):
                    values[field.name] = blank(hints(kind)[field.name])
        return kind(**values)


def blank(kind: Any) -> Any:
    """A harmless value that stands in for a faulty one while the rest is checked."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        fields = [field for field in dataclasses.fields(kind) if required(field)]
        return kind(**{field.name: blank(hints(kind)[field.name]) for field in fields})
    if origin is typing.Literal:
        return args[0]
    if origin in (typing.Union, types.UnionType):
        return None
    if origin is tuple:
        return () if args[-1] is Ellipsis else tuple(map(blank, args))
    if origin is not None:
        return {}
    return None if kind is Any else kind()


def one_or_many(kind: Any) -> Convert:
    """A list, or a single item without its brackets."""

    def convert(document: Document, node: Node, path: str) -> Any:
        if isinstance(node, yaml.SequenceNode):
            return document.convert(tuple[kind, ...], node, path)
        value = document.convert(kind, node, path)
        return BAD if value is BAD else (value,)

    return convert


def text_or_word(document: Document, node: Node, path: str) -> Any:
    """A name in both languages, or one that needs no translation."""
    return document.text(node, path) if isinstance(node, yaml.MappingNode) else document.scalar(node, path, "str")


def word_or_number(document: Document, node: Node, path: str) -> Any:
    """Text; a number written without quotes stands for its digits."""
    if isinstance(node, yaml.ScalarNode) and TAGS.get(node.tag) in ("int", "float"):
        return node.value
    return document.scalar(node, path, "str")
