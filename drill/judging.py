"""Grading from a command: in a trusted fork of the warm process, so that the command imports neither NumPy nor the judge.

One request goes out, a scorecard or a fault comes back, over a channel that no candidate can reach.
"""

import contextlib
import struct
import sys
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graders.types import Check, Diagnosis, Scorecard
from graders.vocabulary import Fault, SpecError, Text, Verdict

SERVE = "drill.judging:serve"
PRELOADED = ("drill.judging", "drill.catalog", "drill.spec", "drill.strict", "graders.judge", "graders.checks.cost")


def grade(
    id: str, source: bytes, *, fresh: bool = False, strict: bool = False, reveal: bool = False, limits: Mapping[str, int] | None = None
) -> Scorecard:
    """As graders.judge.grade, of the problem with this id. Raises Fault and SpecError."""
    import msgspec

    from graders.sandbox import warm

    request = {"id": id, "source": source, "fresh": fresh, "strict": strict, "reveal": reveal, "limits": dict(limits or {})}
    if not warm.forks():
        return card_or_fault(answered(request))
    warm.also_preload[:] = PRELOADED
    channel, connection = warm.serving(SERVE)
    with channel, connection:  # closing the connection ends the fork and whatever it runs, on Ctrl-C too
        send(channel, request)
        answer = receive(channel)
    if answer is None:
        raise Fault(Text("the judge went away before it was done; try again", "评测进程意外退出，请重试"))
    return card_or_fault(msgspec.msgpack.decode(answer))


def card_or_fault(found: Mapping[str, Any]) -> Scorecard:
    if "card" in found:
        return card_from(found["card"])
    if found["faults"]:
        raise SpecError(*found["faults"])
    raise Fault(Text(*found["text"]))


def serve(descriptor: int) -> None:
    """In the fork: answer the one request of the channel."""
    import socket

    import msgspec

    with socket.socket(fileno=descriptor) as channel:
        request = receive(channel)
        answer = answered(msgspec.msgpack.decode(request)) if request is not None else {}
        send(channel, answer)


def answered(request: dict[str, Any]) -> dict[str, Any]:
    from drill import catalog
    from graders import judge
    from graders.sandbox.contain import Limits

    limits = Limits(**request.pop("limits"))
    try:
        problem = catalog.load(request.pop("id"))
        return {"card": plain(judge.grade(problem, request.pop("source"), limits=limits, **request))}
    except SpecError as fault:
        return {"faults": list(map(str, fault.faults)), "text": ["", ""]}
    except Fault as fault:
        return {"faults": [], "text": pair(fault.args[0] if fault.args else str(fault))}
    except Exception as fault:  # ours: said in one line, with the place
        last = traceback.extract_tb(sys.exc_info()[2])[-1]
        return {"faults": [], "text": [f"the judge itself failed: {type(fault).__name__}: {fault} ({last.name}, line {last.lineno})"] * 2}


# ---- the channel: a length and msgpack


def send(channel: Any, value: Any) -> None:
    import msgspec

    data = msgspec.msgpack.encode(value)
    with contextlib.suppress(OSError):  # the other end is gone
        channel.sendall(struct.pack("<Q", len(data)) + data)


def receive(channel: Any) -> bytes | None:
    """The next message; None when the other end closed."""
    head = exactly(channel, 8)
    return exactly(channel, struct.unpack("<Q", head)[0]) if head else None


def exactly(channel: Any, length: int) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        part = channel.recv(min(1 << 20, length - len(data)))
        if not part:
            return None
        data += part
    return bytes(data)


# ---- scorecards as plain data: texts as pairs


def pair(text: str) -> list[str]:
    return [str(text), text.zh] if isinstance(text, Text) else [text, text]


def plain(card: Scorecard) -> dict[str, Any]:
    content = {key: value for key, value in asdict(card).items() if key not in ("checks", "diagnoses")}
    content["checks"] = [[pair(c.name), c.verdict.value, pair(c.detail), c.stage, dict(c.shown)] for c in card.checks]
    content["diagnoses"] = [[d.id, pair(d.says)] for d in card.diagnoses]
    return content


def card_from(content: Mapping[str, Any]) -> Scorecard:
    checks = tuple(
        Check(Text(*name), Verdict(verdict), Text(*detail), stage, shown) for name, verdict, detail, stage, shown in content["checks"]
    )
    diagnoses = tuple(Diagnosis(id, Text(*says)) for id, says in content["diagnoses"])
    return Scorecard(
        content["problem"], checks, diagnoses, content["seconds"], tuple(content["contained_by"]), tuple(content["not_contained"]),
        content["output"],
    )  # fmt: skip
