"""One source on its way through the stages: its children, what they found, and the checks made of it."""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from graders import plan
from graders.checks import outcomes as facts
from graders.checks.outcomes import Judged
from graders.plan import Planned
from graders.sandbox.client import Session
from graders.sandbox.contain import Limits
from graders.types import Call, Case, Check, Diagnosis, Outcome, Problem, Text, Verdict

AGAIN = 12  # calls made again in another order
Progress = Callable[[Check], None]
NOT_RUN = Outcome(ended=Verdict.SKIPPED, reason="not run")


@dataclass
class Grading:
    """One source on its way through the stages."""

    problem: Problem
    source: bytes
    salt: str
    reveal: bool
    rules: bool
    progress: Progress
    limits: Limits
    checks: list[Check] = field(default_factory=list)
    diagnoses: list[Diagnosis] = field(default_factory=list)
    layers: dict[str, str] = field(default_factory=dict)
    output: bytes = b""
    sessions: list[Session] = field(default_factory=list)

    def session(self, watch: Sequence[str] | None = None) -> Session:
        """A child of its own for the source."""
        self.sessions.append(Session(plan.source(self.problem, self.source, watch=watch), self.limits))
        return self.sessions[-1]

    def add(self, stage: str, name: str, verdict: Verdict, detail: Text | str = "", shown: dict[str, str] | None = None) -> Check:
        full = Text("{}: {}").format(stage, name) if name else Text(stage)
        check = Check(full, verdict, detail, stage, shown or {})
        self.checks.append(check)
        self.progress(check)
        return check

    def passed(self) -> bool:
        return all(check.passed for check in self.checks)


def run_calls(grading: Grading, session: Session, calls: Sequence[Call]) -> list[Outcome]:
    """Outcomes in order. After a crash one new child goes on; after a timeout none does: it would cost minutes."""
    outcomes: list[Outcome] = []
    for outcome in session.run_all(calls):
        outcomes.append(outcome)
        if outcome.ended:
            break
    rest = calls[len(outcomes) :]
    if rest and session.ended and session.ended.verdict not in (Verdict.TIMEOUT, Verdict.OUTPUT) and session is grading.sessions[0]:
        with grading.session() as again:
            if not again.load():
                return outcomes + run_calls(grading, again, rest)
    return outcomes + [NOT_RUN] * len(rest)


@dataclass
class Second:
    """What the second child found: outcomes by place in the plan, forbidden calls that ran, every other gradient."""

    again: dict[int, Outcome] = field(default_factory=dict)
    used: list[tuple[str, int | None]] = field(default_factory=list)
    gradients: list[Outcome] = field(default_factory=list)
    fault: Judged | None = None  # why it could not be loaded a second time


def run_again(grading: Grading, planning: "Future[list[Planned]]") -> Second:
    """A shuffled subset in a child of its own, under watch; then half of the calls for gradients, without."""
    problem, found = grading.problem, Second()
    watch = problem.forbid.calls if problem.forbid else ()
    with grading.session(watch if grading.rules else None) as session:
        fault = session.load()
        if fault:
            found.used = [(str(name), line) for name, line in fault.get("used", ())]
            found.fault = load_verdict(fault)
            return found
        planned = planning.result()
        order = random.Random(f"{problem.id}{grading.salt}")
        chosen = order.sample(range(len(planned)), min(AGAIN, len(planned)))
        for i, outcome in zip(chosen, session.run_all([planned[i].call for i in chosen]), strict=False):
            found.again[i] = outcome
            found.used += outcome.used
        found.gradients = list(session.run_all([p.call for p in gradient_plan(problem, planned)][1::2]))
    return found


def gradient_plan(problem: Problem, planned: Sequence[Planned]) -> list[Planned]:
    """Calls for the gradients of the first draw of every case that has any."""
    if not problem.gradient:
        return []
    chosen = [p for p in planned if p.draw == 0 and p.case.gradient and not raises(p.case)]
    return [Planned(p.case, 0, replace(p.call, wrt=problem.gradient)) for p in chosen]


def raises(case: Case) -> bool:
    return bool(case.raises) or any(step.raises for step in case.calls)


def load_verdict(fault: dict[str, object]) -> tuple[Verdict, Text]:
    """Why a source cannot be loaded."""
    name, message, line = fault.get("name"), fault.get("message"), fault.get("line")
    where = Text(" (line {})", "（第 {} 行）").format(line) if line else Text("")
    texts = {
        "encoding": Text("the file is not UTF-8 text: {1}{2}", "文件不是 UTF-8 文本：{1}{2}"),
        "syntax": Text("syntax error: {1}{2}", "语法错误：{1}{2}"),
        "missing": Text("{0} is not defined", "没有定义 {0}"),
        "not callable": Text("{0} is of type {1}, not something to call", "{0} 的类型是 {1}，不能调用"),
        "not a class": Text("{0} must be a class", "{0} 必须是类"),
        "async": Text("{0} is an async function{2}; a plain one is asked for", "{0} 是 async 函数{2}；要求普通函数"),
        "signature": Text("{0} has another signature than the stub: {1}{2}", "{0} 的签名与 stub 不一致：{1}{2}"),
        "raised": Text("loading it raises {0}: {1}{2}", "加载时抛出 {0}：{1}{2}"),
    }
    kind = str(fault["kind"])
    if kind == "ended":
        verdict = Verdict(str(name))
        return verdict, facts.ending(Outcome(ended=verdict, reason=str(message)), 10.0)
    return Verdict.LOAD, texts[kind].format(name, message, where)
