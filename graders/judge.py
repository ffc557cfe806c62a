"""A source against a problem: stages, each only if the one before passed, and the scorecard of it all.

Two children run the source at the same time: one makes the calls in order; the other makes a shuffled subset of them
under watch, which shows state kept between calls and forbidden functions that really ran. The reference runs beside them
and is remembered.
"""

import random
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from graders import diagnose, samples
from graders.checks import outcomes as facts
from graders.checks.numeric import render
from graders.checks.outcomes import Judged
from graders.grading import NOT_RUN, Grading, Progress, Second, gradient_plan, load_verdict, run_again, run_calls
from graders.plan import Planned
from graders.reference import plan_cases, reference_answers
from graders.sandbox.client import Session
from graders.sandbox.contain import Limits
from graders.types import Call, Fault, Outcome, Problem, Scorecard, Text, Verdict

STAGES = ("load", "rules", "examples", "cases", "order", "gradients", "sampling", "cost")


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
    cases. rules: False lifts what the problem forbids. progress: called with each check as it is known. Raises Fault
    (SpecError included) for what is not the candidate's; never for anything the source does.
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
                drawn = samples.examine_all(problem, problem.sample, session, grading.salt)
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
    if grading.passed() and problem.cost:
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
    with grading.session() as other, ThreadPoolExecutor(1) as pool:  # two children, half of the samples each
        second = pool.submit(examine_half, grading, other)
        first = samples.examine_all(problem, problem.sample[::2], session, grading.salt)
        halves = first, second.result()
    drawn = [halves[i % 2][i // 2] for i in range(len(problem.sample))]
    for sample, found in zip(problem.sample, drawn, strict=True):
        grading.add("sampling", sample.name, found.verdict, found.detail)
    if not grading.passed():
        grading.diagnoses = diagnose.sampled(problem, drawn)


def examine_half(grading: Grading, session: Session) -> list[samples.Drawn]:
    """Every other sample, in a child that has yet to load the source."""
    mine = grading.problem.sample[1::2]
    if fault := session.load() if mine else None:
        return [samples.Drawn(*load_verdict(fault), {}) for _ in mine]
    return samples.examine_all(grading.problem, mine, session, grading.salt)


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


def printable(output: bytes) -> str:
    """What was printed, without control characters but tabs and line ends."""
    text = output.decode("utf-8", "replace")
    return "".join(c if c in "\n\t" or c.isprintable() else "·" for c in text)
