"""How long grading takes, as ratios to `python -c "import torch"` and `python -c pass` measured in the same run.

    python benchmarks/speed.py [--runs 7]

Prints a table: what, median seconds, ratio, the most that it may be. Exit status 1 when one is over.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
HOME = tempfile.mkdtemp(prefix="drill-benchmark-")
os.environ["DRILL_HOME"] = HOME

from drill import catalog  # noqa: E402
from graders.judge import grade  # noqa: E402
from graders.sandbox import warm  # noqa: E402

ATTENTION, ALGORITHM = "scaled_dot_product_attention", "longest_substring_without_repeats"
DRILL = [sys.executable, "-m", "drill"]


def seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def command(*words: str) -> Callable[[], object]:
    return lambda: subprocess.run(words, capture_output=True, check=True)


def memory(words: list[str]) -> float:
    """Peak resident megabytes of a command's own process."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.wait4(process.pid, 0)[2].ru_maxrss / 1024


def median(do: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None) -> float:
    times = []
    for _ in range(runs):
        before()
        times.append(seconds(do))
    return statistics.median(times)


def stop() -> None:
    warm.stop_zygotes()
    time.sleep(0.3)


def zygote_memory(library: str) -> float:
    """Resident megabytes of the warm process, the largest that runs from this environment."""
    found = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = status.parent.joinpath("cmdline").read_bytes().split(b"\0")
            if b"graders.sandbox.zygote" in words and library.encode() in words and HOME.encode() in b" ".join(words):
                found += [int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmRSS")]
        except OSError:
            continue
    return max(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    problem, algorithm = catalog.load(ATTENTION), catalog.load(ALGORITHM)
    solution = Path(HOME) / f"{ATTENTION}.py"
    solution.write_text(problem.reference)
    check = [*DRILL, "check", ATTENTION, str(solution)]
    subprocess.run(check, capture_output=True, check=True)
    grade(problem, problem.reference)
    grade(algorithm, algorithm.reference)
    torch, plain = median(command(sys.executable, "-c", "import torch"), runs), median(command(sys.executable, "-c", "pass"), runs)
    rows = [
        ('python -c "import torch"', torch, torch, 0.0),
        ("grade, warm, attention, all cases", median(lambda: grade(problem, problem.reference), 3 * runs), torch, 0.04),
        ("grade, warm, algorithm (cost clauses included)", median(lambda: grade(algorithm, algorithm.reference), runs), torch, 0.0),
        ("drill check, warm, whole process", median(command(*check), runs), torch, 0.25),
        ("drill check, cold (no warm process)", median(command(*check), min(runs, 5), stop), torch, 1.25),
        ("python -c pass", plain, plain, 0.0),
        ("drill --help", median(command(*DRILL, "--help"), runs), plain, 12.0),
        ("drill list, warm index", median(command(*DRILL, "list"), runs), plain, 12.0),
    ]
    over = False
    for name, value, unit, most in rows:
        late = bool(most) and value / unit > most
        over |= late
        limit = f"at most {most:g}" if most else ""
        print(f"{name:<50} {value * 1000:8.1f} ms {value / unit:8.3f} x  {limit}{'  OVER' if late else ''}")
    print(f"{'drill check, its own process':<50} {memory(check):8.1f} MB           at most 60")
    print(f"{'torch zygote, resident':<50} {zygote_memory('torch'):8.1f} MB           at most 350")
    stop()
    shutil.rmtree(HOME, ignore_errors=True)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
