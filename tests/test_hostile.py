"""Sources that cheat, crash, hang or pry. None passes, none hangs the judge, each gets a verdict of its own."""

import os
from pathlib import Path

import pytest

from drill import catalog
from graders.judge import grade
from graders.sandbox.contain import Limits
from graders.types import Verdict

RIGHT = catalog.load("longest_substring_without_repeats").reference

# name -> (source, verdicts of which at least one must be in the scorecard)
HOSTILE = {
    "endless loop": ("def longest_substring_without_repeats(s):\n    while True: pass\n", {Verdict.TIMEOUT}),
    "endless loop at load": ("while True: pass\n", {Verdict.TIMEOUT}),
    "endless loop that catches everything": (
        "def longest_substring_without_repeats(s):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass\n",
        {Verdict.TIMEOUT},
    ),
    "sleeps": ("import time\ndef longest_substring_without_repeats(s):\n    time.sleep(1000)\n", {Verdict.TIMEOUT}),
    "signals ignored, sleeps": (
        "import signal, time\nfor n in range(1, 32):\n    try: signal.signal(n, signal.SIG_IGN)\n    except Exception: pass\ndef longest_substring_without_repeats(s):\n    time.sleep(1000)\n",
        {Verdict.TIMEOUT},
    ),
    "memory": ("def longest_substring_without_repeats(s):\n    return len(bytearray(8 << 30))\n", {Verdict.MEMORY}),
    "memory in small pieces": ("def longest_substring_without_repeats(s):\n    x = []\n    while True: x.append(bytearray(1 << 20))\n", {Verdict.MEMORY}),
    "os._exit(0)": ("import os\ndef longest_substring_without_repeats(s):\n    os._exit(0)\n", {Verdict.CRASHED}),
    "os._exit(0) at load": ("import os\nos._exit(0)\n", {Verdict.CRASHED}),
    "sys.exit(0)": ("import sys\ndef longest_substring_without_repeats(s):\n    sys.exit(0)\n", {Verdict.ERROR}),
    "sys.exit(0) at load": ("import sys\nsys.exit(0)\n", {Verdict.LOAD}),
    "segmentation fault": ("import ctypes\ndef longest_substring_without_repeats(s):\n    ctypes.string_at(0)\n", {Verdict.CRASHED}),
    "deep recursion": ("def longest_substring_without_repeats(s):\n    return longest_substring_without_repeats(s)\n", {Verdict.ERROR}),
    "flood of output": ("def longest_substring_without_repeats(s):\n    while True: print('x' * 10000)\n", {Verdict.OUTPUT}),
    "huge value": ("def longest_substring_without_repeats(s):\n    return [b'x' * 1000] * 10**6\n", {Verdict.OUTPUT, Verdict.WRONG}),
    "kills its parent": ("import os\nos.kill(os.getppid(), 9)\n" + RIGHT, {Verdict.LOAD}),
    "kills everything": ("import os\nos.kill(-1, 9)\n" + RIGHT, {Verdict.LOAD}),
    "forks": ("import os\nwhile True: os.fork()\n" + RIGHT, {Verdict.LOAD}),
    "starts a program": ("import subprocess\nsubprocess.run(['true'])\n" + RIGHT, {Verdict.LOAD}),
    "opens a socket": ("import socket\nsocket.socket()\n" + RIGHT, {Verdict.LOAD}),
    "reads /etc/passwd": ("open('/etc/passwd').read()\n" + RIGHT, {Verdict.LOAD}),
    "attaches to its parent": (
        "import ctypes, os\nif ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0): raise PermissionError\n" + RIGHT, {Verdict.LOAD},
    ),
    "forged frames": (
        "import os, struct\ndef longest_substring_without_repeats(s):\n    for fd in range(3, 64):\n        try: os.write(fd, struct.pack('<Q', 3) + b'abc')\n        except OSError: pass\n    return 0\n",
        {Verdict.CRASHED},
    ),
    "forged frames and exit": (
        "import os, struct\nfor fd in range(3, 64):\n    try: os.write(fd, b'\\0' * 64)\n    except OSError: pass\nos._exit(0)\n", {Verdict.CRASHED},
    ),
    "closes the channel": ("import os\nos.closerange(3, 64)\n" + RIGHT, {Verdict.CRASHED}),
    "an object equal to everything": (
        "class Yes(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\ndef longest_substring_without_repeats(s):\n    return Yes(7)\n",
        {Verdict.WRONG},
    ),
    "an object of another type": ("class Yes:\n    def __eq__(self, other): return True\ndef longest_substring_without_repeats(s):\n    return Yes()\n", {Verdict.WRONG}),
    "a raising repr": ("class E(Exception):\n    def __str__(self): raise self\ndef longest_substring_without_repeats(s):\n    raise E\n", {Verdict.ERROR}),
    "patches the runner": (
        "import sys\nfor m in list(sys.modules.values()):\n    for n in ('difference', 'judge', 'changed', 'same'):\n        if hasattr(m, n):\n            try: setattr(m, n, lambda *a, **k: '')\n            except Exception: pass\ndef longest_substring_without_repeats(s):\n    return 0\n",
        {Verdict.WRONG, Verdict.CRASHED},
    ),
    "answers from memory of the calls": (
        "n = 0\ndef longest_substring_without_repeats(s):\n    global n\n    n += 1\n    return n\n", {Verdict.WRONG},
    ),
    "right once, then kept": (
        RIGHT.replace("def longest_substring_without_repeats(s: str) -> int:", "seen = {}\n\ndef longest_substring_without_repeats(s: str) -> int:\n    seen[len(seen)] = s\n    return solve(s) if len(seen) < 13 else 0\n\ndef solve(s):"),
        {Verdict.WRONG},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_gets_its_verdict(name: str) -> None:
    source, verdicts = HOSTILE[name]
    card = grade(catalog.load("longest_substring_without_repeats"), source, limits=Limits(memory=256 << 20))
    assert not card.passed
    assert verdicts & {check.verdict for check in card.checks}, [(c.name, c.verdict, c.detail) for c in card.checks if not c.passed]


def test_nothing_can_be_written_outside_the_scratch_folder(tmp_path: Path) -> None:
    target = tmp_path / "written"
    os.chmod(tmp_path, 0o777)
    source = f"open({str(target)!r}, 'w').write('x')\n" + RIGHT
    card = grade(catalog.load("longest_substring_without_repeats"), source)
    assert not card.passed and not target.exists()


def test_nothing_of_the_judge_can_be_read() -> None:
    """No expected value is in the child: neither the spec's folder nor the environment of the user is readable."""
    source = (
        "import os, sys\n"
        f"found = [k for k in os.environ if k not in ('PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_CTYPE')]\n"
        f"try: found += os.listdir({str(catalog.__file__)!r}.rsplit('/', 2)[0])\n"
        "except OSError: pass\n"
        "import gc\n"
        "gc.unfreeze()\n"
        "found += [o for o in gc.get_objects() if type(o).__name__ in ('Problem', 'Case', 'Planned', 'Scorecard')]\n"
        "assert not found, found\n" + RIGHT
    )
    card = grade(catalog.load("longest_substring_without_repeats"), source)
    assert [c.detail for c in card.checks if c.stage == "load" and not c.passed] == []


def test_the_judge_goes_on_after_all_of_that() -> None:
    assert grade(catalog.load("longest_substring_without_repeats"), RIGHT).checks[0].verdict is Verdict.PASS
