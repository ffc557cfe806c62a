"""The facts of one call against those of the reference: a verdict and a sentence. Pure."""

from collections.abc import Mapping
from typing import Any

from graders.checks.numeric import difference, kind
from graders.types import Array, Call, Case, Outcome, Raised, Result, Text, Tolerance, Verdict

Judged = tuple[Verdict, Text]
RIGHT: Judged = (Verdict.PASS, Text(""))

MEMORY_WORDS = ("can't allocate memory", "not enough memory", "Unable to allocate", "std::bad_alloc")


def judge(case: Case, call: Call, got: Outcome, want: Outcome, tolerance: Tolerance) -> Judged:
    """Verdict on one call of a case: how the child ended, then step by step, then what holds for the whole."""
    if got.ended:
        return got.ended, ending(got, call.seconds)
    if misfit := next((r.raised for s, r in zip(call.steps, got.results, strict=False) if s["do"] == "write_state" and r.raised), None):
        return Verdict.WRONG, Text("its parameters are not those of the task: {}", "参数与题目要求不符：{}").format(misfit.message)
    steps = [step for step in call.steps if step["do"] != "write_state"]
    scripted = case.init is not None
    for i, (step, fact, wanted) in enumerate(zip(visible(call, got), visible(call, want), steps, strict=False)):
        expected = case.raises if i == len(steps) - 1 or not scripted else ""
        verdict, text = judge_step(step, fact, wanted.get("raises") or expected, tolerance)
        if verdict is Verdict.PASS and wanted["do"] == "get":
            verdict, text = judge_attribute(step.value, fact.value)
        if verdict is not Verdict.PASS:
            return verdict, Text("{}: {}").format(step_name(steps[i], i), text) if scripted else text
    if len(visible(call, got)) != len(visible(call, want)):
        return Verdict.CRASHED, Text("it answered for another number of steps", "返回的步数不对")
    return judge_whole(case, call, got, want)


def visible(call: Call, outcome: Outcome) -> list[Result]:
    """Results of the steps that are judged."""
    return [r for s, r in zip(call.steps, outcome.results, strict=False) if s["do"] != "write_state"]


def judge_step(got: Result, want: Result, raises: str, tolerance: Tolerance) -> Judged:
    if want.raised and not raises:
        return Verdict.PASS if got.raised else Verdict.WRONG, Text("the reference raises here", "参考实现在此处抛出异常")
    if raises:
        return judge_raised(got, raises)
    if got.raised:
        if is_memory(got.raised):
            return Verdict.MEMORY, Text("out of memory{}", "内存不足{}").format(at_line(got.raised))
        return Verdict.ERROR, Text("{}{}").format(exception(got.raised), at_line(got.raised))
    if differs := difference(got.value, want.value, tolerance):
        return Verdict.WRONG, differs
    if changed := [name for name in got.changed if name not in want.changed]:
        return Verdict.WRONG, Text("the values are right, but it changed its input {}", "结果正确，但修改了输入 {}").format(", ".join(changed))
    return RIGHT


def judge_attribute(got: Any, want: Any) -> Judged:
    """Whether an attribute that is a tensor is trained where it should be, and only there."""
    if not isinstance(got, Array) or not isinstance(want, Array) or got.requires_grad == want.requires_grad:
        return RIGHT
    if want.requires_grad:
        return Verdict.WRONG, Text("it does not require grad, so it is never trained", "它的 requires_grad 为 False，不会被训练")
    return Verdict.WRONG, Text("it requires grad, but must not be trained", "它的 requires_grad 为 True，但不应被训练")


def judge_raised(got: Result, raises: str) -> Judged:
    if got.raised is None:
        text = Text("expected {}, got {}", "应抛出 {}，却得到 {}").format(raises, kind(got.value))
        return Verdict.WRONG, text
    if raises in got.raised.bases:
        return RIGHT
    return Verdict.ERROR, Text("expected {}, got {}{}", "应抛出 {}，却抛出 {}{}").format(raises, exception(got.raised), at_line(got.raised))


def judge_whole(case: Case, call: Call, got: Outcome, want: Outcome) -> Judged:
    stale = [i for i in got.stale if i not in want.stale]
    if stale:
        return Verdict.WRONG, Text(
            "the result of call {} changed after it was returned: it shares memory with something that is written to later",
            "第 {} 次调用的返回值在返回之后又变了：它与之后被写入的内存共享存储",
        ).format(stale[0] + 1)
    for name in case.shares:
        if not any(name in result.shares for result in got.results):
            return Verdict.WRONG, Text("the values are right, but it copied {}: a view is asked for", "结果正确，但复制了 {}：要求返回视图").format(name)
    if case.quiet and got.warnings and not want.warnings:
        return Verdict.WRONG, Text("the values are right, but a floating-point warning came up: {}", "结果正确，但触发了浮点警告：{}").format(got.warnings[0])
    return RIGHT


def judge_gradients(call: Call, got: Outcome, want: Outcome, tolerance: Tolerance) -> Judged:
    """Verdict on the gradients by value. What the reference gives no gradient to must get none."""
    if got.ended:
        return got.ended, ending(got, call.seconds)
    fault = next((r.raised for r in got.results if r.raised), None)
    if fault:
        return Verdict.WRONG if "no result is part of a graph" in fault.message else Verdict.ERROR, Text(
            "backward fails: {}", "反向传播失败：{}"
        ).format(exception(fault))
    g, w = got.last.gradients, want.last.gradients
    for name in w:
        if name not in g:
            return Verdict.WRONG, Text("{} gets no gradient", "{} 没有梯度").format(leaf_name(name))
        if differs := difference(g[name], w[name], scaled(w[name], tolerance)):
            return Verdict.WRONG, Text("gradient of {}: {}", "{} 的梯度：{}").format(leaf_name(name), differs)
    if extra := [name for name in g if name not in w]:
        return Verdict.WRONG, Text("{} should not be trainable", "{} 不应参与训练").format(leaf_name(extra[0]))
    return RIGHT


def leaf_name(name: str) -> Text:
    """What the runner calls a leaf, as a person says it: "x@2" is the x of the second step."""
    argument, at, rest = name.partition("@")
    number = rest.partition("[")[0]
    return Text("{0} of call {1}", "第 {1} 步的 {0}").format(argument + rest[len(number) :], number) if at else Text(name)


def scaled(want: Any, tolerance: Tolerance) -> Tolerance:
    """A gradient sums many terms that may cancel: the absolute part grows with the largest entry."""
    from graders.checks.numeric import values

    data = values(want)
    largest = float(abs(data).max()) if data.size else 0.0
    return Tolerance(tolerance.rtol, tolerance.atol + tolerance.rtol * largest if largest == largest else tolerance.atol)


def ending(outcome: Outcome, seconds: float) -> Text:
    """A sentence on a child that did not answer."""
    match outcome.ended:
        case Verdict.TIMEOUT:
            return Text("no answer after {:.0f} s; it was stopped", "{:.0f} 秒内没有返回，已终止").format(seconds)
        case Verdict.MEMORY:
            return Text("it ran out of memory and was killed", "内存耗尽，被系统终止")
        case Verdict.OUTPUT:
            return Text("{}", "输出过多：{}").format(outcome.reason)
    return Text("the process ended before it answered: {}", "进程在返回结果之前就结束了：{}").format(outcome.reason)


def exception(raised: Raised) -> str:
    return f"{raised.type}: {raised.message}" if raised.message else raised.type


def at_line(raised: Raised) -> Text:
    return Text(" (line {})", "（第 {} 行）").format(raised.line) if raised.line else Text("")


def is_memory(raised: Raised) -> bool:
    ran_out = "MemoryError" in raised.bases and not raised.message  # with a message it was raised on purpose
    return ran_out or any(words in raised.message for words in MEMORY_WORDS)


def step_name(step: Mapping[str, Any], number: int) -> Text:
    if step["do"] == "new":
        return Text("building it", "构造时")
    name = f".{step['name']}" if step["do"] == "get" else f"{step['name']}()"
    return Text("call {} {}", "第 {} 步 {}").format(number, name)
