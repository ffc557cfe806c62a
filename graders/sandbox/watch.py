"""Which forbidden functions really ran, however they were reached.

Three nets, because a call can come as a Python function, as a torch operation or as a module: wrappers around the named
functions and constructors, torch's function and dispatch modes, and stand-ins and an import hook for whole modules. Names alone are
never looked at: a variable called `softmax` is nobody's business.
"""

import builtins
import functools
import importlib
import importlib.abc
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from types import ModuleType
from typing import Any

# The public functions whose job an operation of torch does, where its name does not say so, or says another's.
BATCH_NORM = ("batchnorm", "batchnorm1d", "batchnorm2d", "batchnorm3d")
BELOW: dict[str, tuple[str, ...]] = {
    "convolution": ("conv1d", "conv2d", "conv3d", "convtranspose1d", "convtranspose2d", "convtranspose3d"),
    "batchnorm": BATCH_NORM,
    "batchnormlegit": BATCH_NORM,
    "upsamplebilinear2d": ("interpolate", "upsample", "upsamplingbilinear2d"),
    "upsamplelinear1d": ("interpolate", "upsample"),
    "upsamplenearest2d": ("interpolate", "upsample"),
    "im2col": ("unfold",),
    "col2im": ("fold",),
    "unfold": (),  # the strided view of Tensor.unfold is another job than torch.nn.functional.unfold
    "transformerencoderlayerfwd": ("transformerencoderlayer",),
}
NOISE = re.compile(r"^(native|mkldnn|cudnn|fused)|forward$")


@functools.cache
def normalized(name: str) -> str:
    """What two names of one job have in common: torch.nn.LayerNorm, F.layer_norm, aten::native_layer_norm -> layernorm."""
    bare = name.rsplit(".", 1)[-1].replace("_", "").lower()
    if "scaleddotproduct" in bare:
        return "scaleddotproductattention"
    return NOISE.sub("", bare)


class Watch:
    """Records forbidden calls while it is entered. names: dotted paths of functions, classes and modules."""

    def __init__(self, names: Iterable[str], library: str, file: str):
        self.names = list(names)
        self.library, self.file = library, file
        self.jobs = {normalized(name): name for name in self.names}
        self.seen: dict[str, int | None] = {}
        self.stack: ExitStack | None = None

    def install(self) -> None:
        """Wrap what is loaded and block what is not. Before the candidate's source is compiled."""
        blocked = [] if self.library == "torch" else ["torch"]
        for name in self.names:
            thing = resolve(name)
            if isinstance(thing, ModuleType):
                self.trap(name)
            elif isinstance(thing, type):
                self.wrap_constructor(thing, name)
            elif callable(thing):
                self.wrap_function(thing, name)
            else:
                blocked.append(name)
        sys.meta_path.insert(0, Blocker(blocked, self.record))

    def trap(self, name: str) -> None:
        """Let a loaded module, and all below it, tell when something of it is used."""
        for loaded in [module for module in sys.modules if module == name or module.startswith(name + ".")]:
            trapped = Trap(sys.modules[loaded], lambda: self.record(name))
            sys.modules[loaded] = trapped
            parent, _, attribute = loaded.rpartition(".")
            if parent in sys.modules:
                setattr(sys.modules[parent], attribute, trapped)

    def wrap_function(self, function: Callable[..., Any], name: str) -> None:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self.record(name)
            return function(*args, **kwargs)

        parent, _, attribute = name.rpartition(".")
        setattr(resolve(parent) if parent else builtins, attribute, wrapper)

    def wrap_constructor(self, kind: type, name: str) -> None:
        construct = kind.__init__  # type: ignore[misc]

        @functools.wraps(construct)
        def wrapper(this: Any, *args: Any, **kwargs: Any) -> None:
            self.record(name)
            construct(this, *args, **kwargs)

        kind.__init__ = wrapper  # type: ignore[misc]

    def record(self, name: str) -> None:
        if name not in self.seen:
            self.seen[name] = candidate_line(self.file)

    def ran(self, operation: str) -> None:
        """An operation of torch ran: is it one of the forbidden jobs?"""
        job = normalized(operation)
        for alias in BELOW.get(job, (job,)):
            if alias in self.jobs:
                self.record(self.jobs[alias])

    def take(self) -> list[list[Any]]:
        """What was seen since the last time: [name, candidate's line]."""
        seen, self.seen = self.seen, {}
        return [[name, line] for name, line in seen.items()]

    def __enter__(self) -> "Watch":
        self.stack = ExitStack()
        if self.library == "torch" and self.jobs:
            for mode in torch_modes():
                self.stack.enter_context(mode(self.ran))
        return self

    def __exit__(self, *exc: Any) -> None:
        if self.stack:
            self.stack.close()


@functools.cache
def torch_modes() -> tuple[Any, Any]:
    """Classes of a function mode and a dispatch mode that report the name of everything that runs."""
    from torch.overrides import TorchFunctionMode
    from torch.utils._python_dispatch import TorchDispatchMode

    class Functions(TorchFunctionMode):  # type: ignore[no-untyped-call]
        def __init__(self, ran: Callable[[str], None]):
            super().__init__()  # type: ignore[no-untyped-call]
            self.ran = ran

        def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            self.ran(getattr(function, "__name__", ""))
            return function(*args, **(kwargs or {}))

    class Operations(TorchDispatchMode):  # type: ignore[no-untyped-call]
        def __init__(self, ran: Callable[[str], None]):
            super().__init__()  # type: ignore[no-untyped-call]
            self.ran = ran

        @classmethod
        def _should_skip_dynamo(cls) -> bool:
            return False  # skipping would import the compiler, which takes seconds

        def __torch_dispatch__(self, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            self.ran(operation._overloadpacket.__name__)
            return operation(*args, **(kwargs or {}))

    return Functions, Operations


class Trap(ModuleType):
    """Stands for a module and reports every use of what is in it."""

    def __init__(self, module: ModuleType, report: Callable[[], None]):
        super().__init__(module.__name__, module.__doc__)
        self.__dict__.update(__path__=getattr(module, "__path__", []), __spec__=module.__spec__)
        self.__dict__["_behind"], self.__dict__["_report"] = module, report

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("__"):  # the import system looks at those
            self._report()
        return getattr(self._behind, name)


class Blocker(importlib.abc.MetaPathFinder):
    """Refuses the import of modules and records the attempt."""

    def __init__(self, names: Iterable[str], record: Callable[[str], None]):
        self.names, self.record = list(names), record

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:
        for name in self.names:
            if fullname == name or fullname.startswith(name + "."):
                self.record(name)
                raise ImportError(f"{name} is not allowed in this problem")


def resolve(name: str) -> Any:
    """The object at a dotted path, importing only what is loaded or of the standard library; None if there is none."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        module_name = ".".join(parts[:cut])
        if module_name not in sys.modules and parts[0] not in sys.modules and parts[0] not in sys.stdlib_module_names:
            continue
        try:
            thing: Any = importlib.import_module(module_name)
            for part in parts[cut:]:
                thing = getattr(thing, part)
            return thing
        except (ImportError, AttributeError):
            continue
    return None


def candidate_line(file: str) -> int | None:
    """The innermost line of `file` that is running."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == file:
            return frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]
    return None
