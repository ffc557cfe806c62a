"""The child: loads one source, then answers calls with facts. It judges nothing and never sees an expected value.

Frames (wire.py) from the judge: first what to load (see `load`), then one call at a time, {"steps": [...], "seed", "wrt"}.
Frames to the judge: {"layers"} once contained, {"fault"} once loaded, then one outcome a call.
"""

import contextlib
import linecache
import os
import random
import struct
import sys
import types
import warnings
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import numpy as np

from graders.sandbox import contain, live, loading, measure, wire
from graders.sandbox.loading import FILE
from graders.types import Array, Live


def main(channel: int, stdout: int, stderr: int, request: Mapping[str, Any]) -> NoReturn:
    """Take over the three descriptors, put on the layers, load, answer until the judge hangs up."""
    null = os.open(os.devnull, os.O_RDWR)
    for source, target in ((null, 0), (stdout, 1), (stderr, 2)):
        os.dup2(source, target)
    if channel != 3:
        os.dup2(channel, 3)
    os.closerange(4, 1 << 16)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    scratch = str(request["scratch"])
    os.chdir(scratch)
    os.environ.clear()
    os.environ.update(PATH="/usr/bin:/bin", HOME=scratch, TMPDIR=scratch, LANG="C.UTF-8")
    layers = {} if request.get("trusted") else contain.contain(contain.Limits(**request["limits"]), scratch, readable())
    answer(Channel(3), layers)
    os._exit(0)


def answer(channel: "Channel", layers: Mapping[str, str]) -> None:
    """Load what is sent and make the calls that are sent; what is sent later takes the place of what was loaded."""
    channel.write({"layers": layers, "pid": os.getpid()})
    runner = Runner(channel)
    while True:
        request = channel.read()
        if "source" in request:
            runner = Runner(channel)
            channel.write({"fault": runner.load(request)})
            continue
        try:
            outcome = runner.run(request)
            payload = wire.encode(outcome)
        except (wire.WireError, MemoryError) as fault:
            payload = wire.encode({"ended": "output", "reason": str(fault)})
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(BaseException):  # the candidate may have closed or replaced it
                stream.flush()
        channel.send(payload)


def readable() -> list[str]:
    """What a child may read: the interpreter, its libraries, and what they look at in /proc, /sys and /dev."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(np.__path__[0])}
    return [
        *map(os.path.realpath, prefixes), "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/usr/local/lib", "/lib", "/lib64",
        "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/zero", "/dev/urandom", "/proc/self/maps",
        "/proc/self/status", "/proc/self/statm", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
    ]  # fmt: skip


class Channel:
    """Length-prefixed payloads over one descriptor. End of file ends the process: the judge has hung up."""

    def __init__(self, descriptor: int):
        self.descriptor = descriptor

    def read(self) -> Any:
        (length,) = struct.unpack("<Q", self._exactly(8))
        return wire.decode(self._exactly(length))

    def _exactly(self, length: int) -> bytearray:
        data = bytearray(length)
        view, done = memoryview(data), 0
        while done < length:
            count = os.readv(self.descriptor, [view[done:]])
            if not count:
                os._exit(0)
            done += count
        return data

    def write(self, value: Any) -> None:
        self.send(wire.encode(value))

    def send(self, parts: list[Any]) -> None:
        pending = [memoryview(struct.pack("<Q", sum(map(len, parts)))), *(memoryview(part) for part in parts)]
        while pending:
            written = os.writev(self.descriptor, pending[:64])
            while pending and written >= len(pending[0]):
                written -= len(pending.pop(0))
            if written:
                pending[0] = pending[0][written:]


class Runner:
    """One loaded source and the calls made of it."""

    def __init__(self, channel: Channel):
        self.channel = channel
        self.module = types.ModuleType("candidate")
        self.given = types.ModuleType("given")
        self.watch: Any = None
        self.library = "python"
        self.text = ""
        self.bench: Any = None

    # ---- loading

    def load(self, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """Compile and run the source; None, or what is at fault: {"kind", "name", "message", "line"}.

        request: source (bytes), given (text), library, watch (forbidden names, or None), shape (what the stub defines:
        name -> {"required", "total", "methods"}), metered (count work).
        """
        self.library = request["library"]
        if request.get("watch") is not None:
            from graders.sandbox.watch import Watch

            self.watch = Watch(request["watch"], self.library, FILE)
            self.watch.install()
        if request["given"]:
            sys.modules["given"] = self.given
            exec(compile(request["given"], "given.py", "exec", dont_inherit=True), self.given.__dict__)
        try:
            text = loading.source_text(request["source"])
        except (SyntaxError, UnicodeDecodeError, LookupError) as fault:
            return {"kind": "encoding", "name": "", **loading.undecodable(request["source"], fault)}
        self.text = text
        linecache.cache[FILE] = (len(text), None, text.splitlines(True), FILE)
        seed_all(0)
        self.module.__file__ = FILE
        sys.modules["candidate"] = self.module
        try:
            with self.watching():
                exec(self.compiled(text, request), self.module.__dict__)
        except BaseException as fault:
            if isinstance(fault, SyntaxError) and fault.filename == FILE:
                return {"kind": "syntax", "name": "", "message": str(fault.msg), "line": fault.lineno}
            return {"kind": "raised", **loading.raised(fault), "name": type(fault).__name__, "used": self.used()}
        return loading.misfit(self.module.__dict__, request["shape"])

    def compiled(self, text: str, request: Mapping[str, Any]) -> types.CodeType:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if request.get("metered"):
                from graders.sandbox import meter

                code: types.CodeType = meter.compile_metered(text, FILE, self.module.__dict__)
                return code
            return compile(text, FILE, "exec", dont_inherit=True)

    def answer_measure(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self.bench is None:
            self.bench = measure.Bench(self, self.text, FILE)
        facts: dict[str, Any] = self.bench.answer(request)
        return facts

    def watching(self) -> Any:
        return self.watch or contextlib.nullcontext()

    def used(self) -> list[Any]:
        return self.watch.take() if self.watch else []

    # ---- calls

    def run(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Make the steps of one call in order; facts of each, then of the whole. With `measure`: see measure.Bench."""
        if "measure" in request:
            return self.answer_measure(request)
        seed_all(request["seed"])
        script = Script(self, request)
        watching = contextlib.nullcontext() if script.wrt else self.watching()
        with warnings.catch_warnings(record=True) as caught, watching:
            warnings.simplefilter("always")
            for step in request["steps"]:
                if not script.step(step):
                    break
            gradients = script.gradients()
        floating = [str(w.message) for w in caught if issubclass(w.category, RuntimeWarning)]
        outcome = {"results": script.facts, "stale": script.stale(), "warnings": floating[:5], "used": self.used()}
        if gradients and script.facts:
            script.facts[-1] = {**script.facts[-1], **gradients}
        return outcome


class Script:
    """The steps of one call: values live here from step to step."""

    def __init__(self, runner: Runner, request: Mapping[str, Any]):
        self.runner, self.seed, self.wrt = runner, request["seed"], tuple(request.get("wrt", ()))
        self.many = len(request["steps"]) > 1
        self.instance: Any = None
        self.state: list[str] = []  # names that were set from outside
        self.values: list[Any] = []
        self.frozen: list[bytes | None] = []  # each value as it was when it was returned
        self.facts: list[dict[str, Any]] = []
        self.leaves: dict[str, Any] = {}
        self.outputs: list[Any] = []

    def step(self, step: Mapping[str, Any]) -> bool:
        """Make one step and note its facts; whether the script may go on."""
        names, nodes = step.get("names", ()), step.get("args", ())
        facts: dict[str, Any] = {}
        self.facts.append(facts)
        try:
            args = [live.build(node, self) for node in nodes]
            if self.wrt:
                # What an earlier step returned is no leaf: where a source taps its own graph is its own affair.
                for name, node, arg in zip(names, nodes, args, strict=True):
                    if not isinstance(node, Live):
                        self.leaf(name, arg)
            value = STEPS[step["do"]](self, step, args)
        except BaseException as fault:
            facts["raised"] = loading.raised(fault)
            value, args = None, []
        if step["do"] in PREPARING:
            return "raised" not in facts
        self.note(step, facts, value, list(zip(names, nodes, args, strict=False)))
        return "raised" not in facts or bool(step.get("raises"))

    def note(self, step: Mapping[str, Any], facts: dict[str, Any], value: Any, arguments: list[Any]) -> None:
        facts["changed"] = [name for name, node, arg in arguments if live.changed(node, arg)]
        looked = self.many or step.get("shares")
        facts["shares"] = [name for name, _, arg in arguments if live.shares(value, arg)] if looked else []
        if self.wrt and step["do"] != "get":
            self.outputs += live.differentiable(value)
        self.values.append(value)
        then = b"".join(wire.encode(value)) if self.many else None
        facts["value"] = value if then is None else wire.decode(then)
        # A caller is free to use its arrays again: what keeps a reference to one instead of a copy answers wrongly later.
        reusable = step["do"] == "call" and not self.wrt and not facts["shares"]
        self.frozen.append(then if reusable else None)
        for _, node, arg in arguments if self.many and reusable else ():
            if isinstance(node, Array):
                live.scramble(arg)

    def leaf(self, name: str, value: Any) -> None:
        """Make the tensors of an argument leaves of the graph where its gradient is wanted."""
        if name in self.wrt:
            step = f"{name}@{len(self.values) + 1}" if self.many else name  # of which step, counted from 1
            for path, tensor in live.float_tensors(value):
                self.leaves[f"{step}{path}"] = tensor.requires_grad_()

    def stale(self) -> list[int]:
        """Steps whose value is no longer what it was when it was returned."""
        return [i for i, then in enumerate(self.frozen) if then is not None and b"".join(wire.encode(self.values[i])) != then]

    def gradients(self) -> dict[str, Any]:
        """Gradients of sum(output * upstream), upstream random, with respect to what is wanted, by name."""
        if not self.wrt or any("raised" in facts for facts in self.facts):
            return {}
        if "parameters" in self.wrt and hasattr(self.instance, "named_parameters"):
            self.leaves.update(live.parameters(self.instance, self.state))
        try:
            return {"gradients": live.gradients(self.outputs, self.leaves, self.seed)}
        except BaseException as fault:
            return {"raised": loading.raised(fault)}

    # ---- kinds of step

    def find(self, name: str) -> Any:
        """The entry of the source, or else the object of `given`, called `name`."""
        for module in (self.runner.module, self.runner.given):
            if name in module.__dict__:
                return module.__dict__[name]
        raise AttributeError(f"{name} is not defined")

    def new(self, step: Mapping[str, Any], args: list[Any]) -> None:
        self.instance = self.find(step["name"])(*args)

    def function(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        return self.find(step["name"])(*args)

    def given(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        return self.runner.given.__dict__[step["name"]](*args)

    def call(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        name = step["name"]
        torch = sys.modules.get("torch")
        if torch is not None and name == "forward" and isinstance(self.instance, torch.nn.Module):
            return self.instance(*args)
        value = getattr(self.instance, name)(*args)
        return None if value is self.instance else value  # train() and eval() return the module

    def get(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        value = self.instance
        for part in step["name"].split("."):
            value = value[int(part)] if part.isdigit() else getattr(value, part)
        return live.detached(value)

    def read_state(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        return live.read_state(self.instance)

    def write_state(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        self.state = list(step["state"])
        return live.write_state(self.instance, step["state"])

    def sample(self, step: Mapping[str, Any], args: list[Any]) -> Any:
        function = self.find(step["name"])
        return live.sample(lambda: function(*args), step["each"], step["draws"])


STEPS: dict[str, Callable[[Script, Mapping[str, Any], list[Any]], Any]] = {
    "new": Script.new, "function": Script.function, "given": Script.given, "call": Script.call, "get": Script.get,
    "read_state": Script.read_state, "write_state": Script.write_state, "sample": Script.sample,
}  # fmt: skip
PREPARING = ("new", "write_state")  # steps that no case writes: their values are not judged


def seed_all(seed: int) -> None:
    """Seed the global generators, so that a source's own randomness repeats."""
    random.seed(seed)
    np.random.seed(seed & 0xFFFFFFFF)
    if "torch" in sys.modules:
        sys.modules["torch"].default_generator.manual_seed(seed)
