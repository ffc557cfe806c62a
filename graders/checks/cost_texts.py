"""What a candidate reads of the cost stage: sentences in both languages, and figures with units."""

from graders.checks import growth
from graders.checks.counting import LIMITS, Counted
from graders.types import Check, Cost, Text, Verdict

MEASURED = {
    "time": Text("the work", "工作量"), "steps": Text("the interpreted steps", "解释执行的步数"), "memory": Text("the memory", "内存"),
}  # fmt: skip
BEYOND = {"1": "log n", "log n": "log^2 n", "n": "n log n", "n log n": "n log^2 n", "n^2": "n^2 log n", "n^3": "n^4"}


def check(name: str, verdict: Verdict, detail: Text) -> Check:
    return Check(Text("cost: {}").format(name), verdict, detail, "cost")


def failure(name: str, found: Counted) -> Check:
    """The source fails on an input of the clause."""
    assert found.failed
    raised = found.failed.raised
    reason = f"{raised.get('type')}: {raised.get('message')}" if raised else found.failed.reason
    text = Text("it fails at n = {}: {}", "n = {} 时出错：{}").format(found.stopped_at, reason or found.failed.verdict.value)
    return check(name, found.failed.verdict, text)


def too_fast(series: growth.Series, allowed: str, line: Text, of: str = "time") -> Text:
    """Growth found and allowed. line: says where, or nothing."""
    text = Text(
        "about {}: {:.1f} times {} for {:.3g} times the input; {} is allowed{}",
        "约为 {0}：输入变为 {3:.3g} 倍时，{2}变为 {1:.1f} 倍；允许 {4}{5}",
    )
    more, larger = growth.ratio(series)
    return text.format(name_beyond(series, allowed), more, MEASURED[of], larger, allowed, line)


def name_beyond(series: growth.Series, allowed: str) -> str:
    """A name for a growth that is too fast; where it is so by less than a class, the allowed one with the next factor."""
    name, order = growth.name_of(series), list(growth.NAMES_IN_ORDER)
    return name if name not in order or order.index(name) > order.index(allowed) else BEYOND[allowed]


def within(series: growth.Series, allowed: str, *, timed: bool = True, of: str = "time") -> Text:
    """Growth found, within what is allowed."""
    more, larger = growth.ratio(series)
    text = Text(
        "{:.1f} times {} for {:.3g} times the input; {} is allowed{}", "输入变为 {2:.3g} 倍时，{1}变为 {0:.1f} 倍；允许 {3}{4}"
    )
    note = Text("") if timed else Text(" (counted, not timed)", "（只计数，未计时）")
    return text.format(more, MEASURED[of], larger, allowed, note)


def never_ends(found: Counted, cost: Cost) -> Text:
    """A source that is done at too few sizes."""
    if not found.stopped_at:
        return Text("it could not be measured at three sizes", "未能在三种规模上测量")
    allowed = cost.time or cost.steps or cost.memory
    spent = {
        "clock": Text("several seconds", "数秒"), "memory": Text("using up its memory", "用尽内存"),
        "recursion": Text("recursing as deep as it may", "递归到最大深度"),
    }.get(found.stopped, Text("{} operations", "{} 次操作").format(LIMITS["events"]))  # fmt: skip
    limit = Text("; {} is allowed", "；允许 {}").format(allowed) if allowed else Text("")
    return Text("not done at n = {} after {}{}", "n = {} 时，{}之后仍未完成{}").format(found.stopped_at, spent, limit)


def in_figures(count: float) -> str:
    """A count with a unit of thousands."""
    for least, factor, unit in ((1e9, 1e9, " G"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if count >= least:
            return f"{count / factor:.3g}{unit}"
    return f"{count:.0f}"


def in_bytes(count: float) -> str:
    for factor, unit in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count:.0f} B"


def source_line(text: bytes, number: int) -> str:
    lines = text.decode("utf-8", "replace").splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
