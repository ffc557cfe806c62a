"""How long an interview takes to start or to go on with 10,000 stored events, against `drill list`.

Whole processes, interleaved, the best of several rounds; the interview is shown line by line, with nobody to answer, so that it
leaves once the first item is on the page. The limit that we hold ourselves to is 3 times `drill list`.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drill import mock
from drill.history import History, MockEvent

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
        from drill.history import insert_mock_event

        for event in events:
            insert_mock_event(database, event, "INSERT")
    history.close()


def seconds(home: Path, *words: str) -> float:
    environment = {**os.environ, "DRILL_HOME": str(home), "LANG": "C.UTF-8"}
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, "-m", "drill", *words], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    return time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        resumed, begun = Path(folder) / "resumed", Path(folder) / "begun"
        stored(resumed, ended=False)
        stored(begun, ended=True)
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            times = {
                "drill list": seconds(resumed, "list"),
                "drill mock --resume": seconds(resumed, "mock", "--resume", "--plain"),
                "drill mock": seconds(begun, "mock", "--plain", "--minutes", "30"),
            }
            seconds(begun, "mock", "--abandon")
            best = {name: min(best.get(name, 1e9), value) for name, value in times.items()}
        for name, value in best.items():
            print(f"{name:<20} {value:6.3f} s  {value / best['drill list']:5.2f} x")
        worst = max(best.values()) / best["drill list"]
        print(f"{worst:.2f} times drill list; the limit is {LIMIT}")


if __name__ == "__main__":
    main()
