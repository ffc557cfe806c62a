"""Every reference on fresh draws while two other processes keep the processors busy: how many are rejected (none may be).

    python benchmarks/references.py [--draws 20] [--idle] [ID ...]
"""

import argparse
import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from drill import catalog
from graders.judge import grade


def spin() -> None:
    while True:
        sum(range(10_000))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--idle", action="store_true")
    options = parser.parse_args()
    busy = [multiprocessing.Process(target=spin, daemon=True) for _ in range(0 if options.idle else 2)]
    for process in busy:
        process.start()
    rejected = 0
    for id in options.ids or catalog.ids():
        problem, started = catalog.load(id), time.perf_counter()
        cards = [grade(problem, problem.reference, fresh=True) for _ in range(options.draws)]
        bad = [next(c for c in card.checks if not c.passed) for card in cards if not card.passed]
        rejected += len(bad)
        took = (time.perf_counter() - started) / options.draws
        print(f"{id:<40} {len(bad)} of {options.draws} rejected   {took:6.2f} s a grade", flush=True)
        for check in bad[:3]:
            print(f"    {check.name}: {check.verdict}: {check.detail}")
    for process in busy:
        process.terminate()
    print(f"rejected: {rejected}")
    return int(rejected > 0)


if __name__ == "__main__":
    sys.exit(main())
