"""Verdicts of the cost stage on labelled functions: false accepts, false rejects, seconds a function.

    python benchmarks/cost_suite.py [--busy] [--suite development|held_out|fresh] [names ...]

--busy runs two processes beside it that never rest. A function is wanted slow when its label grows faster than the
clause of its task, or says "over".
"""

import argparse
import ast
import multiprocessing
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.suite_cost.tasks import ORDER, TASKS, Task
from graders.checks.cost import examine
from graders.types import Check, Verdict

HERE = Path(__file__).parent / "suite_cost"
SUITES = ("development", "held_out", "fresh")


@dataclass(frozen=True)
class Function:
    """One labelled function, with the source that a candidate would hand in."""

    name: str
    source: str
    task: Task
    task_name: str
    label: str

    @property
    def wanted_slow(self) -> bool:
        if self.label in ("ok", "over"):
            return self.label == "over"
        cost = self.task.cost
        return ORDER.index(self.label) > ORDER.index(cost.steps or cost.memory or cost.time)


def functions(suite: str) -> Iterator[Function]:
    """The functions of a suite's file, each with the file's imports."""
    text = (HERE / f"{suite}.py").read_text()
    tree = ast.parse(text)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            task, _, label = (ast.get_docstring(node) or "").partition(": ")
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            used = [ast.unparse(i) for i in imports if any((a.asname or a.name) in names for a in i.names)]
            source = "\n".join([*used, "", ast.get_source_segment(text, node) or ""]) + "\n"
            yield Function(node.name, source, TASKS[task], task, label)


def reference(task: str) -> str:
    """The text of the reference, with the imports that it needs."""
    text = (HERE / "reference.py").read_text()
    tree = ast.parse(text)
    node = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == task)
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom) and any((a.asname or a.name) in names for a in n.names)]
    return "\n".join([*map(ast.unparse, imports), "", ast.get_source_segment(text, node) or ""]) + "\n"


def rest_never() -> None:
    while True:
        sum(range(10_000))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--busy", action="store_true", help="two busy processes beside it")
    parser.add_argument("--suite", choices=SUITES, action="append", help="all by default")
    parser.add_argument("names", nargs="*", help="only these functions")
    options = parser.parse_args()
    idlers = [multiprocessing.Process(target=rest_never, daemon=True) for _ in range(2 if options.busy else 0)]
    for process in idlers:
        process.start()
    wrong = []
    for suite in options.suite or [s for s in SUITES if (HERE / f"{s}.py").exists()]:
        wrong += run(suite, [f for f in functions(suite) if not options.names or f.name in options.names])
    for process in idlers:
        process.terminate()
    return 1 if wrong else 0


def run(suite: str, chosen: list[Function]) -> list[str]:
    """Print a line a function and the sums; the functions with a wrong verdict."""
    false_accepts: list[str] = []
    false_rejects: list[str] = []
    times: list[float] = []
    print(f"{'function':32} {'label':10} {'clause':10} {'wanted':6} {'verdict':8} {'s':>5}  finding")
    for function in chosen:
        started = time.monotonic()
        task = function.task
        found = examine(function.source, function.name, reference(function.task_name), task.inputs, task.cost, function.task_name)
        times.append(time.monotonic() - started)
        slow = any(check.verdict is not Verdict.PASS for check in found)
        odd = any(check.verdict not in (Verdict.PASS, Verdict.SLOW, Verdict.TIMEOUT) for check in found)
        if odd or slow != function.wanted_slow:
            (false_accepts if function.wanted_slow else false_rejects).append(function.name)
        mark = "" if not odd and slow == function.wanted_slow else "  <-- WRONG"
        cost = function.task.cost
        clause = f"{cost.time or '-'}/{cost.steps or cost.memory or cost.flops or cost.largest or '-'}"
        wanted = "slow" if function.wanted_slow else "pass"
        print(f"{function.name:32} {function.label:10} {clause:10} {wanted:6} {'slow' if slow else 'pass':8} {times[-1]:5.2f}  {finding(found)}{mark}", flush=True)
    slow_count = sum(function.wanted_slow for function in chosen)
    print(
        f"{suite}: {len(chosen)} functions, {len(false_accepts)} of {slow_count} false accepts {false_accepts}, "
        f"{len(false_rejects)} of {len(chosen) - slow_count} false rejects {false_rejects}, "
        f"{statistics.mean(times):.2f} s on average, {max(times):.2f} s at most"
    )
    return false_accepts + false_rejects


def finding(found: list[Check]) -> str:
    """The details of the checks that fail, or of all."""
    failed = [check for check in found if check.verdict is not Verdict.PASS] or found
    return "; ".join(f"{check.name.removeprefix('cost: ')}: {check.verdict.value if check.verdict is not Verdict.SLOW else ''} {check.detail}" for check in failed)[:230]


if __name__ == "__main__":
    sys.exit(main())
