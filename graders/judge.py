"""A source against a problem: stages, each only if the one before passed, and the scorecard of it all.

Two children run the source at the same time: one makes the calls in order; the other makes a shuffled subset of them
under watch, which shows state kept between calls and forbidden functions that really ran. The reference runs beside them
and is remembered.
"""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from graders import diagnose, plan, samples
from graders.checks import outcomes as facts
from graders.checks.numeric import render
from graders.checks.outcomes import Judged
from graders.plan import Planned
from graders.reference import plan_cases, reference_answers
from graders.sandbox.client import Session
from graders.sandbox.contain import Limits
from graders.types import Call, Case, Check, Diagnosis, Fault, Outcome, Problem, Scorecard, Text, Verdict

STAGES = ("load", "rules", "examples", "cases", "order", "gradients", "sampling", "cost")
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


def grade(
    problem: Problem,
    source: str | bytes,
    *,
    fresh: bool = False,
    strict: bool = False,
    reveal: bool = False,
    rules: bool = True,
    limits: Limits | None = None,
    progress: Progress = lambda check: None,
) -> Scorecard:
    """Judge a source.

    fresh: draw new inputs. strict: refuse to run where a layer of containment is missing. reveal: show inputs of hidden
    cases. rules: False lifts what the problem forbids. progress: called with each check as it is known. Raises Fault (SpecError included) for what is not the
    candidate's; never for anything the source does.
    """
    started = time.monotonic()
    salt = f"/{random.SystemRandom().getrandbits(64):x}" if fresh else ""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    grading = Grading(problem, data, salt, reveal, rules, progress, limits or Limits())
    with ThreadPoolExecutor(3) as pool:
        try:
            run_stages(grading, pool, strict)
        except BaseException:  # Ctrl-C, a fault: whoever still waits for a child is let go
            for session in grading.sessions:
                session.kill()
            raise
    stages_left = [stage for stage in wanted_stages(problem) if stage not in {check.stage for check in grading.checks}]
    for stage in stages_left:
        grading.add(stage, "", Verdict.SKIPPED, Text("an earlier stage failed", "前面的阶段未通过"))
    return Scorecard(
        problem.id,
        tuple(grading.checks),
        tuple(grading.diagnoses),
        time.monotonic() - started,
        tuple(name for name, why in grading.layers.items() if not why),
        tuple(name for name, why in grading.layers.items() if why),
        printable(grading.output),
    )


def wanted_stages(problem: Problem) -> list[str]:
    there = {"gradients": bool(problem.gradient), "sampling": bool(problem.sample), "cost": bool(problem.cost),
             "examples": any(c.example for c in problem.cases)}  # fmt: skip
    return [stage for stage in STAGES if there.get(stage, True)]


# ---- running


def run_stages(grading: Grading, pool: ThreadPoolExecutor, strict: bool) -> None:
    problem = grading.problem
    planning = pool.submit(plan_cases, problem, grading.salt)
    with grading.session() as session:
        second = pool.submit(run_again, grading, planning)
        fault = session.load()
        grading.layers = session.layers
        if strict and (missing := [name for name, why in session.layers.items() if why]):
            raise Fault(f"--strict: this machine cannot contain a candidate fully; missing: {', '.join(missing)}")
        if fault and not (fault.get("used") or second.result().used):
            grading.output = bytes(session.output)
            grading.add("load", "", *load_verdict(fault))
            return
        grading.add("load", "", Verdict.PASS)
        planned = planning.result()
        gradients = gradient_plan(problem, planned)
        answering = pool.submit(reference_answers, problem, [p.call for p in (*planned, *gradients)])
        got = run_calls(grading, session, [p.call for p in planned])
        got_gradients = list(session.run_all([p.call for p in gradients][::2]))
        judge_stages(grading, session, planned, got, got_gradients, answering, second)
        grading.output = bytes(session.output)


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


# ---- judging


def judge_stages(
    grading: Grading,
    session: Session,
    planned: Sequence[Planned],
    got: Sequence[Outcome],
    got_gradients: Sequence[Outcome],
    answering: "Future[list[Outcome]]",
    watching: "Future[Second]",
) -> None:
    problem = grading.problem
    answered = answering.result()
    want, want_gradients = answered[: len(planned)], answered[len(planned) :]
    judged = [
        facts.judge(p.case, p.call, g, w, p.case.tolerance or problem.tolerance) for p, g, w in zip(planned, got, want, strict=True)
    ]
    second = watching.result()
    if not judge_rules(grading, second.used):
        return
    for stage, example in (("examples", True), ("cases", False)):
        rows = [row for row in zip(planned, judged, got, want, strict=True) if row[0].case.example is example]
        add_cases(grading, stage, rows)
        if not grading.passed():
            grading.diagnoses = diagnose.values(problem, planned, got, want, judged)
            if problem.sample and not any(d.id in {m.id for m in problem.mistakes} for d in grading.diagnoses):
                drawn = [samples.examine(problem, sample, session, grading.salt) for sample in problem.sample]
                grading.diagnoses = diagnose.sampled(problem, drawn) or grading.diagnoses
            return
    judge_order(grading, planned, want, second)
    if grading.passed() and problem.gradient:
        gradients = gradient_plan(problem, planned)
        mine, theirs = iter(got_gradients), iter(second.gradients)
        both = [next(theirs if i % 2 else mine, NOT_RUN) for i in range(len(gradients))]
        judge_gradients(grading, gradients, both, want_gradients)
    if grading.passed() and problem.sample:
        judge_samples(grading, session)
    import importlib.util

    if grading.passed() and problem.cost and importlib.util.find_spec("graders.checks.cost"):  # TEMPORARY
        from graders.checks import cost

        for check in cost.checks(problem, grading.source):
            grading.checks.append(check)
            grading.progress(check)
        if not grading.passed():
            grading.diagnoses = diagnose.costs(problem, grading.checks)


def judge_rules(grading: Grading, used: Sequence[tuple[str, int | None]]) -> bool:
    forbid = grading.problem.forbid
    if not used:
        grading.add("rules", "", Verdict.PASS)
        return True
    name, line = used[0]
    place = Text(" (line {})", "（第 {} 行）").format(line) if line else Text("")
    why = forbid.why if forbid and name in forbid.calls else Text("This problem is solved without it.", "本题不允许使用它。")
    grading.add("rules", "", Verdict.FORBIDDEN, Text("{} ran{}. {}", "运行了 {}{}。{}").format(name, place, why))
    return False


def add_cases(grading: Grading, stage: str, rows: Sequence[tuple[Planned, Judged, Outcome, Outcome]]) -> None:
    """One check a case: its first bad draw, or its last good one."""
    by_case: dict[str, list[tuple[Planned, Judged, Outcome, Outcome]]] = {}
    for row in rows:
        by_case.setdefault(row[0].case.name, []).append(row)
    for draws in by_case.values():
        bad = [row for row in draws if row[1][0] is not Verdict.PASS]
        planned, (verdict, detail), got, want = bad[0] if bad else draws[-1]
        if verdict is Verdict.SKIPPED:
            detail = Text("not run after the failure above", "因上面的失败而未运行")
        shown = show(planned.call, got, want) if planned.case.example or grading.reveal else {}
        grading.add(stage, planned.case.name, verdict, detail, shown)


def judge_order(grading: Grading, planned: Sequence[Planned], want: Sequence[Outcome], second: Second) -> None:
    problem = grading.problem
    if second.fault:
        text = Text("it loads once, but not a second time: {}", "第一次能加载，第二次却不能：{}")
        grading.add("order", "", second.fault[0], text.format(second.fault[1]))
        return
    for i, outcome in second.again.items():
        case, call = planned[i].case, planned[i].call
        verdict, detail = facts.judge(case, call, outcome, want[i], case.tolerance or problem.tolerance)
        if verdict is not Verdict.PASS:
            text = Text(
                "in another order of calls, {} fails: {} Something is kept from one call to the next.",
                "换一种调用顺序后，{} 失败：{} 有状态从一次调用留到了下一次。",
            )
            grading.add("order", "", verdict, text.format(case.name, detail))
            return
    grading.add("order", "", Verdict.PASS)


def gradient_plan(problem: Problem, planned: Sequence[Planned]) -> list[Planned]:
    """Calls for the gradients of the first draw of every case that has any."""
    if not problem.gradient:
        return []
    chosen = [p for p in planned if p.draw == 0 and p.case.gradient and not raises(p.case)]
    return [Planned(p.case, 0, replace(p.call, wrt=problem.gradient)) for p in chosen]


def judge_gradients(grading: Grading, planned: Sequence[Planned], got: Sequence[Outcome], want: Sequence[Outcome]) -> None:
    problem = grading.problem
    rows = [row for row in zip(planned, got, want, strict=True) if row[2].last.gradients]
    judged = [facts.judge_gradients(p.call, g, w, p.case.tolerance or problem.tolerance) for p, g, w in rows]
    for (p, _, _), (verdict, detail) in zip(rows, judged, strict=True):
        grading.add("gradients", p.case.name, verdict, detail)
    if not grading.passed():
        grading.diagnoses = diagnose.values(problem, [p for p, _, _ in rows], [g for _, g, _ in rows], [w for _, _, w in rows], judged)


def judge_samples(grading: Grading, session: Session) -> None:
    problem = grading.problem
    drawn = [samples.examine(problem, sample, session, grading.salt) for sample in problem.sample]
    for sample, found in zip(problem.sample, drawn, strict=True):
        grading.add("sampling", sample.name, found.verdict, found.detail)
    if not grading.passed():
        grading.diagnoses = diagnose.sampled(problem, drawn)


def raises(case: Case) -> bool:
    return bool(case.raises) or any(step.raises for step in case.calls)


def show(call: Call, got: Outcome, want: Outcome) -> dict[str, str]:
    """Input, expected and got of a call as texts."""
    lines = []
    for step in call.steps:
        if step["do"] == "write_state":
            continue
        args = ", ".join(f"{name}={render(arg)}" for name, arg in zip(step["names"], step["args"], strict=True))
        lines.append(f".{step['name']}" if step["do"] == "get" else f"{step['name']}({args})")

    def last(outcome: Outcome) -> str:
        if outcome.ended or not outcome.results:
            return ""
        return facts.exception(outcome.last.raised) if outcome.last.raised else render(outcome.last.value)

    return {"input": "\n".join(lines), "expected": last(want), "got": last(got)}


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


def printable(output: bytes) -> str:
    """What was printed, without control characters but tabs and line ends."""
    text = output.decode("utf-8", "replace")
    return "".join(c if c in "\n\t" or c.isprintable() else "·" for c in text)
