"""The child's side of the cost stage: counts the work of a call, and makes calls while the judge reads its CPU clock.

A workload is the steps of a script (runner.py) of which the last one is measured; the judge names it by a slot. Requests
carry `measure`, one of `Bench.REQUESTS`. The clock is never read here.
"""

import ctypes
import functools
import gc
import sys
import threading
import tracemalloc
import types
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from graders.sandbox import live, meter
from graders.sandbox.charges import PLAIN
from graders.sandbox.counter import COUNTER, FRAME_BYTES, Limit
from graders.types import Live

STACK_BYTES = 192 << 20
METERED_DEPTH = 12_000  # charged calls take a frame of their own
PLAIN_DEPTH = 10_000
HEAVY = 5000  # events of loading, from which a module is loaded once: tables made beforehand
MADE: dict[str, Callable[[Any], Any]] = {"deque": deque, "frozenset": frozenset, "bytearray": bytearray}
M_MMAP_THRESHOLD, M_TRIM_THRESHOLD = -3, -1  # of mallopt(3)


class Bench:
    """Slots of workloads of one runner's source, metered or plain."""

    def __init__(self, runner: Any, text: str, file: str):
        self.runner, self.text, self.file = runner, text, file
        self.workloads: dict[int, Mapping[str, Any]] = {}
        self.ready: dict[int, list[Callable[[], Any]]] = {}
        self.calls: dict[int, int] = {}
        self.codes: dict[bool, types.CodeType] = {}
        self.modules: dict[bool, types.ModuleType] = {}
        self.heavy = False
        keep_buffers()
        gc.disable()

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Facts of one request; {"raised": ...} where the source raised."""
        from graders.sandbox.loading import raised

        try:
            return dict(self.REQUESTS[request["measure"]](self, request) or {})
        except BaseException as fault:
            return {"raised": raised(fault)}

    # ---- what a workload is

    def keep(self, request: Mapping[str, Any]) -> None:
        """Remember the steps of a workload under a slot."""
        self.workloads[request["slot"]] = request["workload"]

    def drop(self, request: Mapping[str, Any]) -> None:
        self.workloads.pop(request["slot"], None)
        self.ready.pop(request["slot"], None)

    def load(self, metered: bool) -> None:
        """A new module of the source: no state is left of earlier calls. One that is long to load is kept."""
        if self.heavy and metered in self.modules:
            sys.modules["candidate"] = self.runner.module = self.modules[metered]
            return
        module = types.ModuleType("candidate")
        module.__file__ = self.file
        sys.modules["candidate"] = module
        if metered not in self.codes:
            plain = functools.partial(compile, self.text, self.file, "exec", dont_inherit=True)
            self.codes[metered] = meter.compiled(self.text, self.file) if metered else plain()
        if metered:
            module.__dict__.update(meter.HELPERS)
        self.runner.module = self.modules[metered] = module
        COUNTER.reset()
        exec(self.codes[metered], module.__dict__)
        self.heavy = self.heavy or COUNTER.events > HEAVY

    def thunk(self, slot: int) -> tuple[Callable[[], Any], Callable[[], bool]]:
        """The measured call, ready to be made, and whether its arguments are no longer what they were."""
        from graders.sandbox.runner import Script, seed_all

        workload = self.workloads[slot]
        seed_all(workload["seed"])
        script = Script(self.runner, workload)
        *before, last = workload["steps"]
        for step in before:
            if not script.step(step):
                raise RuntimeError(f"the step before failed: {script.facts[-1]['raised']['message']}")
        nodes = last.get("args", ())
        args = [quick_build(node, script) for node in nodes]

        def changed() -> bool:
            return any(live.changed(node, arg) for node, arg in zip(nodes, args, strict=True))

        return functools.partial(target(script, last), *args), changed

    # ---- counting

    def count(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The work of one call of the metered source, within limits.

        twice: make the call again on the same objects, and say whether it found them as they were.
        """
        self.load(metered=True)
        thunk, changed = self.thunk(request["slot"])
        limits = {name: request[name] for name in ("events", "work", "array_work", "lines")}
        facts = metered_call(thunk, limits)
        if request["twice"] and not facts["stopped"] and "raised" not in facts:
            again = metered_call(thunk, {**limits, "lines": False})
            facts["repeatable"] = not changed() and 0.7 < (again["work"] + 9) / (facts["work"] + 9) < 1.4
        return facts

    def memory(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The peak of bytes that Python and numpy allocate in one call of the plain source."""
        self.load(metered=False)
        thunk, _ = self.thunk(request["slot"])
        sys.setrecursionlimit(PLAIN_DEPTH)
        gc.collect()
        tracemalloc.start()
        try:
            before = tracemalloc.get_traced_memory()[0]
            tracemalloc.reset_peak()
            thunk()
            peak = tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()
        return {"peak": max(0, peak)}

    # ---- timing

    def prepare(self, request: Mapping[str, Any]) -> None:
        """Make ready so many calls. fresh: each with objects, and a module, of its own."""
        slot, calls = request["slot"], request["calls"]
        sys.setrecursionlimit(PLAIN_DEPTH)
        self.calls[slot] = 1 if request["fresh"] else calls
        if not request["fresh"] and len(self.ready.get(slot, ())) == 1:
            return
        self.ready[slot] = []
        for _ in range(calls if request["fresh"] else 1):
            self.load(metered=False)
            self.ready[slot].append(self.thunk(slot)[0])

    def go(self, request: Mapping[str, Any]) -> None:
        """Make the calls that are ready. The judge reads the clock before and after."""
        for thunk in self.ready.get(request["slot"], ()):
            for _ in range(self.calls[request["slot"]]):
                thunk()

    REQUESTS: ClassVar[dict[str, Callable[["Bench", Mapping[str, Any]], Any]]] = {
        "keep": keep, "drop": drop, "count": count, "memory": memory, "prepare": prepare, "go": go,
    }  # fmt: skip


def quick_build(node: Any, script: Any) -> Any:
    """`live.build`, but a list of plain values is copied whole."""
    if isinstance(node, Live) and node.kind == "made":
        return range(*node.args) if node.name == "range" else MADE[node.name](node.args)
    if type(node) in (list, tuple) and PLAIN.issuperset(map(type, node)):
        return type(node)(node)
    return live.build(node, script)


def target(script: Any, step: Mapping[str, Any]) -> Callable[..., Any]:
    """What the last step calls, looked up beforehand."""
    from graders.sandbox.runner import STEPS

    match step["do"]:
        case "function":
            return script.find(step["name"])  # type: ignore[no-any-return]
        case "given":
            return script.runner.given.__dict__[step["name"]]  # type: ignore[no-any-return]
        case "call":
            torch = sys.modules.get("torch")
            if torch is not None and step["name"] == "forward" and isinstance(script.instance, torch.nn.Module):
                return script.instance  # type: ignore[no-any-return]
            return getattr(script.instance, step["name"])  # type: ignore[no-any-return]
    return lambda *args: STEPS[step["do"]](script, step, list(args))


def metered_call(thunk: Callable[[], Any], limits: Mapping[str, Any]) -> dict[str, Any]:
    """Counts of one call, on a large stack. Whatever it raises is among the facts."""
    from graders.sandbox.loading import raised

    facts: dict[str, Any] = {}

    def work() -> None:
        mode = torch_meter()
        COUNTER.reset(**limits)
        try:
            if mode is None:
                thunk()
            else:
                with mode:
                    thunk()
        except Limit:
            pass
        except BaseException as fault:
            facts["raised"] = raised(fault)
        facts.update(COUNTER.facts())
        COUNTER.reset()
        facts["peak"] = (mode.peak if mode else 0) + facts["deepest"] * FRAME_BYTES
        if facts["stopped"]:
            facts.pop("raised", None)

    before = sys.getrecursionlimit()
    sys.setrecursionlimit(METERED_DEPTH)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    threading.stack_size(0)
    sys.setrecursionlimit(before)
    return facts


def torch_meter() -> Any:
    """The dispatch mode, where torch is loaded."""
    if "torch" not in sys.modules:
        return None
    from graders.sandbox.torch_meter import TorchMeter

    return TorchMeter()


def keep_buffers() -> None:
    """Keep large buffers in the heap between calls: mapping and faulting pages costs more than most kernels."""
    try:
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, 1 << 30)
        libc.mallopt(M_TRIM_THRESHOLD, (1 << 31) - 1)
    except (AttributeError, OSError):
        pass  # another C library
