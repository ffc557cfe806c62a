"""A source before its first call: its text, how it differs from what the stub defines, and what it raises."""

import inspect
import io
import tokenize
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

FILE = "candidate.py"


def source_text(source: bytes) -> str:
    """Decoded as Python does: BOM and coding line honoured, any line ends. Raises SyntaxError, UnicodeDecodeError."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return io.TextIOWrapper(io.BytesIO(source), encoding).read()


def undecodable(source: bytes, fault: Exception) -> dict[str, Any]:
    """{"message", "line"} of the first byte that is no UTF-8; the fault itself where all are (a coding line is wrong)."""
    try:
        source.decode()
    except UnicodeDecodeError as bad:
        return {"message": f"byte 0x{source[bad.start]:02x}", "line": source.count(b"\n", 0, bad.start) + 1}
    return {"message": str(fault), "line": None}


def misfit(scope: Mapping[str, Any], shape: Mapping[str, Any]) -> dict[str, Any] | None:
    """How the source differs from what the stub defines: a name missing, async, or of another signature; else None."""

    def fault(kind: str, name: str, message: str = "", where: Any = None) -> dict[str, Any]:
        line = getattr(getattr(where, "__code__", None), "co_firstlineno", None)
        return {"kind": kind, "name": name, "message": message, "line": line}

    def callables() -> Iterator[tuple[str, Any, Mapping[str, Any], int]]:
        for name, wanted in shape.items():
            thing = scope.get(name)
            yield name, thing, wanted, 0
            for method, arity in (wanted.get("methods") or {}).items():
                if isinstance(thing, type):
                    yield f"{name}.{method}", getattr(thing, method, None), arity, 1

    for name, thing, wanted, bound in callables():
        if thing is None:
            return fault("missing", name)
        if not callable(thing):
            return fault("not callable", name, type(thing).__name__)
        if wanted.get("methods") is not None and not isinstance(thing, type):
            return fault("not a class", name, type(thing).__name__)
        if inspect.iscoroutinefunction(thing) or inspect.isasyncgenfunction(thing):
            return fault("async", name, where=thing)
        static = bound and isinstance(inspect.getattr_static(scope[name.split(".")[0]], name.split(".")[1], None), staticmethod)
        try:
            signature = inspect.signature(thing)
        except (TypeError, ValueError):
            continue
        for count in {wanted["required"], wanted["total"]}:
            try:
                signature.bind(*[None] * (count + (bound and not static)))
            except TypeError as reason:
                return fault("signature", name, f"{signature}: {reason}", thing)
    return None


def raised(fault: BaseException) -> dict[str, Any]:
    """Facts of an exception: {"type", "bases", "message", "line"}; line is the innermost one of the candidate."""
    try:
        message = str(fault)[:500]
    except BaseException:
        message = ""
    try:
        lines = [f.lineno for f in traceback.extract_tb(fault.__traceback__, limit=-3000) if f.filename == FILE]
    except BaseException:
        lines = []
    bases = [base.__name__ for base in type(fault).__mro__]
    return {"type": type(fault).__name__, "bases": bases, "message": message, "line": lines[-1] if lines else None}
