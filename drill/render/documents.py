"""Facts as JSON: one document a command, `{"version": 1, "kind": ..., ...}`."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from drill.terminal import UNSAFE
from graders.types import Scorecard
from graders.vocabulary import localized

VERSION = 1


def dump(kind: str, content: Mapping[str, Any]) -> str:
    """The document as text, safe to print: what could drive a terminal is escaped."""
    text = json.dumps({"version": VERSION, "kind": kind, **content}, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def error(code: int, message: str, suggestions: Iterable[str] = ()) -> dict[str, Any]:
    return {"code": code, "message": message, "suggestions": list(suggestions)}


def scorecard(card: Scorecard, language: str) -> dict[str, Any]:
    return {
        "problem": card.problem,
        "passed": card.passed,
        "score": card.score,
        "checks": [
            {
                "name": localized(check.name, language),
                "stage": str(check.stage),
                "verdict": str(check.verdict),
                "detail": localized(check.detail, language),
                "shown": {key: localized(value, language) for key, value in check.shown.items()},
            }
            for check in card.checks
        ],
        "diagnoses": [
            {"id": diagnosis.id, "says": localized(diagnosis.says, language)} for diagnosis in card.diagnoses
        ],
        "seconds": card.seconds,
        "contained_by": list(card.contained_by),
        "not_contained": list(card.not_contained),
        "output": card.output,
    }
