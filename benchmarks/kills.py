"""kill -9 at random moments of check, next and reset: what is lost, what is left behind?

    python benchmarks/kills.py [--runs 200] [--seed 0]

After each kill the history opens and is whole, every attempt that was shown is in it, and the candidate's code is in its file
or in a backup. After the last, no child of a warm process still runs. Exit status 1 when something is wrong.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
HOME = Path(tempfile.mkdtemp(prefix="dk-"))
os.environ["DRILL_HOME"] = str(HOME)

from drill.history import History  # noqa: E402
from graders.sandbox import warm  # noqa: E402

PROBLEM = "max_subarray_sum"
SOLUTION = (ROOT / "solutions" / "algorithms" / f"{PROBLEM}.py").read_text()
COMMANDS = (["check", PROBLEM, "--json"], ["next", PROBLEM, "--no-edit", "--json"], ["reset", PROBLEM, "--json"])


def run(words: list[str], seconds: float | None) -> tuple[str, float]:
    """What a command wrote until it ended or was killed, and how long it took."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "drill", *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate()
    return out, time.monotonic() - started


def kept(marker: str) -> bool:
    """Whether code with this marker stands in the candidate's file or in a backup."""
    return any(marker in path.read_text() for path in HOME.rglob("*.py"))


def leftovers() -> list[str]:
    """Children of our zygotes that still run."""
    found: list[str] = []
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = command.read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(HOME) in words and "zygote" in words:
            children = command.parent.joinpath("task", command.parent.name, "children").read_text().split()
            found += [f"child {child} of zygote {command.parent.name}" for child in children]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance, faults, shown, killed = random.Random(options.seed), [], [], 0
    run(COMMANDS[1], None)
    file = HOME / f"{PROBLEM}.py"
    lengths = {}
    for command in COMMANDS:
        file.write_text(SOLUTION)
        run(command, None)
        file.write_text(SOLUTION)
        lengths[command[0]] = run(command, None)[1]
    for number in range(options.runs):
        command, marker = chance.choice(COMMANDS), f"# run {number}"
        file.write_text(f"{SOLUTION}\n{marker}\n")
        out, _ = run(command, chance.uniform(0.02, 1.6 * lengths[command[0]]))
        try:
            document = json.loads(out)
        except ValueError:
            document, killed = None, killed + 1
        if document and document["kind"] == "scorecard" and document.get("attempt"):
            shown.append(document["attempt"])
        history = History(HOME / ".drill" / "history.db")
        if state := history.integrity():
            faults.append(f"run {number}, {command[0]}: history: {state}")
        faults += [f"run {number}: attempt {id} is lost" for id in shown[-3:] if history.attempt(id) is None]
        history.close()
        if not kept(marker):
            faults.append(f"run {number}, {command[0]}: the candidate's code is lost")
    history = History(HOME / ".drill" / "history.db")
    faults += [f"attempt {id} is lost" for id in shown if history.attempt(id) is None]
    time.sleep(3.0)
    faults += leftovers()
    print(f"{options.runs} runs, {killed} killed before they were done, {len(shown)} attempts shown, {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    warm.stop_zygotes()
    shutil.rmtree(HOME, ignore_errors=True)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
