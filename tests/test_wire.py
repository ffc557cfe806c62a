"""Values survive the wire; nothing else does, and no bytes bring the judge down."""

import contextlib
import random
import struct

import msgspec
import numpy as np
import pytest

from graders.sandbox import wire
from graders.sandbox.wire import WireError, decode, encode
from graders.types import Array, Live, Opaque

VALUES = [
    None, True, 0, -1, 2**63 - 1, 2**64, -(2**200), 1.5, float("inf"), "text", "", b"bytes", [], [1, [2, [3]]], (), (1, (2,)),
    {}, {"a": 1, 2: [3]}, {(1, 2): 3}, {1, 2}, 1j, Live("given", "model", {"x": 1}), Opaque("some.Type"),
]  # fmt: skip


def through(value: object) -> object:
    return decode(b"".join(encode(value)))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_survive(value: object) -> None:
    found = through(value)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize("dtype", wire.NUMPY_DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (1,), (2, 3), (2, 0, 3)], ids=str)
def test_arrays_survive(dtype: str, shape: tuple[int, ...]) -> None:
    data = np.arange(int(np.prod(shape))).astype(wire.NUMPY_DTYPES[dtype]).reshape(shape)
    found = through(Array("torch", dtype, data, True, "strided"))
    assert isinstance(found, Array)
    assert (found.library, found.dtype, found.shape, found.requires_grad, found.layout) == ("torch", dtype, shape, True, "strided")
    assert found.data.tobytes() == data.tobytes()


def test_what_is_no_plain_value_becomes_opaque() -> None:
    class Yes(int):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = int.__hash__

    assert through(object()) == Opaque("object")
    assert type(through(Yes(3))) is int and through(Yes(3)) == 3
    assert through(np.float32(0.5)) == 0.5
    assert through(np.array(["text"])) == Opaque("numpy array of <U4")
    endless: list[object] = []
    endless.append(endless)
    assert "nested" in repr(through(endless))


@pytest.mark.parametrize("value", [["x"] * 3_000_000, "x" * 3_000_000, [b"x" * 1000] * 10_000], ids=["many", "long", "both"])
def test_what_is_too_large_is_refused(value: object) -> None:
    with pytest.raises(WireError):
        encode(value)


def payload(skeleton: bytes, *buffers: bytes) -> bytes:
    lengths = b"".join(struct.pack("<Q", len(b)) for b in buffers)
    return struct.pack("<II", len(skeleton), len(buffers)) + lengths + skeleton + b"".join(buffers)


def array(*header: object) -> bytes:
    return wire.pack(msgspec.msgpack.Ext(wire.ARRAY, wire.pack(list(header))))


MALFORMED = {
    "nothing": b"",
    "short": b"\0\0\0",
    "lengths beyond the end": struct.pack("<II", 100, 0) + b"x",
    "trailing bytes": payload(wire.pack(1)) + b"x",
    "no msgpack": payload(b"\xc1"),
    "unknown extension": payload(wire.pack(msgspec.msgpack.Ext(99, b""))),
    "array of objects": payload(array("numpy", "object", [1], 0, False, ""), b"12345678"),
    "array larger than its buffer": payload(array("numpy", "float32", [1 << 40], 0, False, ""), b"1234"),
    "array of negative size": payload(array("numpy", "float32", [-1], 0, False, ""), b"1234"),
    "array without buffer": payload(array("numpy", "float32", [1], 7, False, "")),
    "array with a list for a size": payload(array("numpy", "float32", [[1]], 0, False, ""), b"1234"),
    "unhashable key": payload(wire.pack(msgspec.msgpack.Ext(wire.DICT, wire.pack([[[1], 2]])))),
    "too deep": payload(
        __import__("functools").reduce(lambda inner, _: wire.pack(msgspec.msgpack.Ext(wire.TUPLE, b"\x91" + inner)), range(300), b"\x01")
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_bytes_are_refused(name: str) -> None:
    with pytest.raises(WireError):
        decode(MALFORMED[name])


def test_any_bytes_give_a_value_or_a_wire_error() -> None:
    chance = random.Random(0)
    good = b"".join(encode([{"a": (1, 2.5)}, Array("numpy", "float32", np.zeros(3, np.float32)), {1, 2}, 2**80]))
    for _ in range(3000):
        bad = bytearray(good)
        for _ in range(chance.randrange(1, 6)):
            bad[chance.randrange(len(bad))] = chance.randrange(256)
        with contextlib.suppress(WireError):
            decode(bytes(bad[: chance.randrange(len(bad) + 1)] if chance.random() < 0.3 else bad))
