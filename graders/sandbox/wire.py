"""Values to bytes and back, between a judge that trusts nothing and a child that may be hostile.

A payload is a msgpack skeleton followed by the raw buffers of its arrays:

    u32 skeleton length | u32 buffers | u64 length of each | skeleton | buffers

A frame is a u64 length and a payload. Nothing is ever unpickled; dtypes come from a list; an array's shape must account
for its buffer to the byte; bytes, nodes and depth are capped, because small input can ask for much memory.
"""

import math
import struct
import sys
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np

from graders.types import Array, Live, Opaque

FRAME_MAX = 64 << 20  # bytes
SKELETON_MAX = 2 << 20
BUFFERS_MAX = 8192
NODES_MAX = 200_000  # containers and arrays of one payload
DEPTH_MAX = 100
NUMPY_DTYPES = {"float32": "<f4", "float64": "<f8", "float16": "<f2", "int64": "<i8", "int32": "<i4", "int16": "<i2",
                "int8": "|i1", "uint8": "|u1", "bool": "|b1", "complex64": "<c8", "complex128": "<c16",
                "bfloat16": "<u2", "uint16": "<u2", "uint32": "<u4", "uint64": "<u8"}  # fmt: skip
TUPLE, DICT, SET, INTEGER, ARRAY, COMPLEX, OPAQUE, LIVE = range(1, 9)

Ext = msgspec.msgpack.Ext
pack = msgspec.msgpack.encode


class WireError(ValueError):
    """Bytes that are no payload, or a value too large to be one."""


def encode(value: Any) -> list[Any]:
    """The payload of `value` as buffers to be written in turn. Raises WireError where it is too large."""
    writer = _Writer()
    skeleton = pack(writer.node(value, 0))
    if len(skeleton) > SKELETON_MAX:
        raise WireError("the value is too large")
    lengths = b"".join(struct.pack("<Q", len(buffer)) for buffer in writer.buffers)
    head = struct.pack("<II", len(skeleton), len(writer.buffers)) + lengths
    parts = [head, skeleton, *writer.buffers]
    if sum(map(len, parts)) > FRAME_MAX:
        raise WireError("the value is too large")
    return parts


class _Writer:
    def __init__(self) -> None:
        self.buffers: list[Any] = []
        self.nodes = 0
        self.weight = 0  # at least the bytes that the skeleton will have

    def node(self, value: Any, depth: int) -> Any:
        kind = type(value)
        self.weight += len(value) if kind is str or kind is bytes else 1
        if self.weight > SKELETON_MAX:
            raise WireError("the value is too large")
        if value is None or kind in (bool, float, str, bytes):
            return value
        if kind is int:
            if -(1 << 63) <= value < (1 << 64):
                return value
            length = value.bit_length() // 8 + 1
            return Ext(INTEGER, value.to_bytes(length, "little", signed=True)) if length < 10_000 else _opaque("huge int")
        self.nodes += 1
        if depth > DEPTH_MAX or self.nodes > NODES_MAX:
            return _opaque("a value nested too deeply or holding too many parts")
        return self.container(value, depth + 1)

    def container(self, value: Any, depth: int) -> Any:
        if isinstance(value, Array):
            return self.array(value.library, value.dtype, value.data, value.requires_grad, value.layout)
        if isinstance(value, Live):
            return Ext(LIVE, pack([value.kind, value.name, self.node(value.args, depth)]))
        if isinstance(value, Opaque):
            return _opaque(value.type)
        if isinstance(value, np.generic):
            return self.node(value.item(), depth) if value.dtype.kind in "biuf" else _opaque(f"numpy.{value.dtype}")
        if type(value) is np.ndarray:
            return self.array("numpy", str(value.dtype), value, False, "")
        torch = sys.modules.get("torch")
        if torch is not None and isinstance(value, torch.Tensor):
            return self.tensor(torch, value)
        if isinstance(value, list):
            return [self.node(item, depth) for item in value]
        if isinstance(value, tuple):
            return Ext(TUPLE, pack([self.node(item, depth) for item in value]))
        if isinstance(value, Mapping):
            return Ext(DICT, pack([[self.node(k, depth), self.node(v, depth)] for k, v in value.items()]))
        if isinstance(value, set | frozenset):
            return Ext(SET, pack([self.node(item, depth) for item in value]))
        if isinstance(value, complex):
            return Ext(COMPLEX, struct.pack("<dd", value.real, value.imag))
        if isinstance(value, int | float | str):  # a subclass, an enum say
            base: Any = next(base for base in (int, float, str) if isinstance(value, base))
            return self.node(base(value), depth)
        return _opaque(f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins."))

    def array(self, library: str, dtype: str, data: Any, requires_grad: bool, layout: str) -> Any:
        if dtype not in NUMPY_DTYPES:
            return _opaque(f"{library} array of {dtype}")
        data = np.ascontiguousarray(data, dtype=NUMPY_DTYPES[dtype]).reshape(np.shape(data))  # 0-d stays 0-d
        if len(self.buffers) >= BUFFERS_MAX:
            return _opaque("too many arrays")
        self.buffers.append(memoryview(data.reshape(-1)).cast("B") if data.size else b"")
        return Ext(ARRAY, pack([library, dtype, list(data.shape), len(self.buffers) - 1, requires_grad, layout]))

    def tensor(self, torch: Any, value: Any) -> Any:
        dtype = str(value.dtype).removeprefix("torch.")
        if value.device.type != "cpu" or value.layout is not torch.strided:
            return _opaque(f"tensor on {value.device}, {value.layout}")
        requires_grad = value.requires_grad
        value = value.detach().as_subclass(torch.Tensor).resolve_conj().resolve_neg().contiguous()
        data = (value.view(torch.int16) if dtype == "bfloat16" else value).numpy()
        return self.array("torch", dtype, data.view(np.uint16) if dtype == "bfloat16" else data, requires_grad, "")


def _opaque(type_name: str) -> Any:
    return Ext(OPAQUE, type_name.encode("utf-8", "replace")[:200])


def decode(payload: bytes | bytearray | memoryview) -> Any:
    """The value of a payload: Python values, Array, Opaque and Live. Array buffers are views of the payload.

    Raises WireError on anything that is not exactly a payload within the caps; runs nothing.
    """
    try:
        return _Reader(memoryview(payload)).value()
    except WireError:
        raise
    except Exception as fault:  # msgspec, struct, numpy: whatever malformed bytes bring up
        raise WireError(f"malformed: {type(fault).__name__}: {fault}") from None


class _Reader:
    def __init__(self, payload: memoryview):
        skeleton_length, count = struct.unpack_from("<II", payload)
        if skeleton_length > SKELETON_MAX or count > BUFFERS_MAX or len(payload) > FRAME_MAX:
            raise WireError("too large")
        lengths = struct.unpack_from(f"<{count}Q", payload, 8)
        start = 8 + 8 * count
        if start + skeleton_length + sum(lengths) != len(payload):
            raise WireError("lengths do not add up")
        self.skeleton = payload[start : start + skeleton_length]
        self.buffers: list[memoryview] = []
        start += skeleton_length
        for length in lengths:
            self.buffers.append(payload[start : start + length])
            start += length
        self.nodes = self.depth = 0

    def value(self) -> Any:
        return self.unpack(self.skeleton)

    def unpack(self, data: Any) -> Any:
        self.nodes += 1
        self.depth += 1
        if self.nodes > NODES_MAX or self.depth > DEPTH_MAX + 10:
            raise WireError("too many or too deep parts")
        value = msgspec.msgpack.decode(data, ext_hook=self.extension)
        self.depth -= 1
        return value

    def extension(self, code: int, data: memoryview) -> Any:
        if code == TUPLE:
            return tuple(self.unpack(data))
        if code == DICT:
            return dict(self.unpack(data))
        if code == SET:
            return set(self.unpack(data))
        if code == INTEGER:
            return int.from_bytes(data[:10_000], "little", signed=True)
        if code == ARRAY:
            return self.array(*msgspec.msgpack.decode(data))
        if code == COMPLEX:
            return complex(*struct.unpack("<dd", data))
        if code == OPAQUE:
            return Opaque(bytes(data[:200]).decode("utf-8", "replace"))
        if code == LIVE:
            kind, name, args = self.unpack(data)
            return Live(kind, name, args)
        raise WireError(f"unknown extension {code}")

    def array(self, library: Any, dtype: Any, shape: Any, index: Any, requires_grad: Any, layout: Any) -> Array:
        if library not in ("numpy", "torch") or dtype not in NUMPY_DTYPES or len(shape) > 16:
            raise WireError("array header")
        if not all(type(extent) is int and extent >= 0 for extent in shape):
            raise WireError("array shape")
        numpy_dtype, buffer = np.dtype(NUMPY_DTYPES[dtype]), self.buffers[index]
        if math.prod(shape) * numpy_dtype.itemsize != len(buffer):
            raise WireError("array size")
        return Array(library, dtype, np.frombuffer(buffer, numpy_dtype).reshape(shape), bool(requires_grad), str(layout))
