"""How long an interview takes to start or to go on with 10,000 stored events, against `drill list`.

Whole processes on a terminal, interleaved, the best of several rounds: an interview has started when its first item can be read. The
limit that we hold ourselves to is 3 times `drill list`.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drill import mock
from drill.history import History, MockEvent, insert_mock_event

ROOT = Path(__file__).parent.parent
EVENTS = 10_000
ROUNDS = 7
LIMIT = 3.0


def stored(home: Path, ended: bool) -> None:
    """An interview of EVENTS events, with an end or without."""
    history = History(home / ".drill" / "history.db")
    now = datetime.now(UTC) - timedelta(hours=1)
    items = [
        {"id": id, "kind": "choice", "minutes": 2, "topic": "fine_tuning", "level": "easy", "title": [id, id]}
        for id in ("lora_where", "lora_initialisation", "qlora_principle")
    ]
    plan = {"interview": "", "title": ["A long round", "很长的一轮"], "minutes": 600, "hints": False, "items": items, "seed": "s"}
    events = mock.start("long", plan, now)
    number = len(events)
    events += [MockEvent("long", number + i, now + timedelta(seconds=i / 10), "open", {"item": i % 3}) for i in range(EVENTS - number - ended)]
    if ended:
        events.append(MockEvent("long", EVENTS - 1, now + timedelta(minutes=20), "end", {"reason": "finished"}))
    with history._transaction() as database:  # one commit instead of 10,000
        for event in events:
            insert_mock_event(database, event, "INSERT")
    history.close()


def seconds(home: Path, *words: str, until: bytes = b"") -> float:
    """From the start of the command, on a terminal of its own, until these bytes are on it; or until the command ends."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(DRILL_HOME=str(home), LANG="C.UTF-8", TERM="xterm-256color")
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "drill", *words])
    seen = b""
    while not (until and until in seen) and select.select([terminal], [], [], 60)[0]:
        try:
            more = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not more:
            break
        seen += more
    taken = time.perf_counter() - started
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    assert not until or until in seen, seen[-2000:]
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        resumed, begun = Path(folder) / "resumed", Path(folder) / "begun"
        stored(resumed, ended=False)
        stored(begun, ended=True)
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            times = {
                "drill list": seconds(resumed, "list"),
                "drill mock --resume": seconds(resumed, "mock", "--resume", until=b"LoRA"),
                "drill mock INTERVIEW": seconds(begun, "mock", "damo_2025_round_1", until=b"LoRA"),
            }
            seconds(begun, "mock", "--abandon")
            best = {name: min(best.get(name, 1e9), value) for name, value in times.items()}
        for name, value in best.items():
            print(f"{name:<22} {value:6.3f} s  {value / best['drill list']:5.2f} x")
        worst = max(best.values()) / best["drill list"]
        print(f"{worst:.2f} times drill list; the limit is {LIMIT}")


if __name__ == "__main__":
    main()
