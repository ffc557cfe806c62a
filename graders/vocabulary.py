"""What every part of the project speaks: texts in two languages, faults, verdicts. Cheap to import; imports nothing of ours."""

import re
from enum import StrEnum
from typing import Any

LANGUAGES = ("en", "zh")
BETWEEN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff，。：；]) (?=[\u3400-\u9fff])")  # a space that only a filled-in word brought


class Text(str):
    """A sentence in English and Chinese. As a plain string it is the English one."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str = "", zh: str | None = None) -> "Text":
        text = super().__new__(cls, en)
        text.zh = en if zh is None else zh
        return text

    @property
    def en(self) -> str:
        return str(self)

    def of(self, language: str) -> str:
        """The sentence in `language` ("en" or "zh")."""
        return self.zh if language == "zh" else str(self)

    def format(self, *args: Any, **kwargs: Any) -> "Text":
        """`str.format` in both languages; an argument that is itself a Text is filled in by language."""
        zh_args = [a.zh if isinstance(a, Text) else a for a in args]
        zh_kwargs = {k: a.zh if isinstance(a, Text) else a for k, a in kwargs.items()}
        return Text(str.format(self, *args, **kwargs), BETWEEN_CHINESE.sub("", self.zh.format(*zh_args, **zh_kwargs)))

    def __reduce__(self) -> Any:
        return Text, (str(self), self.zh)


def localized(text: str, language: str) -> str:
    """`text` in `language` if it is a `Text`, else as it is."""
    return text.of(language) if isinstance(text, Text) else text


class Fault(Exception):
    """A failure that is not the candidate's: drill's own, the machine's or a spec's. Its text is one clear line."""


class SpecError(Fault):
    """A spec that cannot be used. Each fault names file, line and key."""

    def __init__(self, *faults: str):
        self.faults = faults
        super().__init__("\n".join(faults))


class Verdict(StrEnum):
    PASS = "pass"
    WRONG = "wrong"  # returned, but not the right value
    ERROR = "error"  # raised
    LOAD = "load"  # cannot be loaded
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT = "output"  # printed without end
    CRASHED = "crashed"  # died or left early
    FORBIDDEN = "forbidden"
    SLOW = "slow"  # right values, over the cost allowed
    SKIPPED = "skipped"  # an earlier stage made this one meaningless
