"""Words that several commands and pages share, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graders.vocabulary import Text, Verdict, localized

if TYPE_CHECKING:
    from graders.types import Check

STATUSES = {
    "new": Text("new", "未做"),
    "started": Text("started", "已开始"),
    "tried": Text("tried", "未通过"),
    "solved": Text("solved", "已通过"),
    "given_up": Text("given up", "看过答案"),
}
LEVELS = {"easy": Text("easy", "简单"), "medium": Text("medium", "中等"), "hard": Text("hard", "困难")}

VERDICTS = {
    Verdict.PASS: Text("passed", "通过"),
    Verdict.WRONG: Text("wrong result", "结果错误"),
    Verdict.ERROR: Text("raised an error", "抛出异常"),
    Verdict.LOAD: Text("cannot be loaded", "无法载入"),
    Verdict.TIMEOUT: Text("took too long", "超时"),
    Verdict.MEMORY: Text("used too much memory", "内存超限"),
    Verdict.OUTPUT: Text("printed too much", "输出过多"),
    Verdict.CRASHED: Text("ended early", "提前退出"),
    Verdict.FORBIDDEN: Text("not allowed", "使用了禁用的调用"),
    Verdict.SLOW: Text("over the cost limit", "超出代价限制"),
    Verdict.SKIPPED: Text("skipped", "跳过"),
}

STAGES = {
    "load": Text("load", "载入"),
    "rules": Text("rules", "规则"),
    "examples": Text("examples", "示例"),
    "cases": Text("hidden cases", "隐藏用例"),
    "order": Text("other order", "换序重跑"),
    "gradients": Text("gradients", "梯度"),
    "sampling": Text("sampling", "采样"),
    "cost": Text("cost", "代价"),
}


def duration(seconds: float) -> Text:
    """A length of time as a person says it."""
    if seconds < 10:
        return Text("{:.2f} s", "{:.2f} 秒").format(seconds)
    if seconds < 90:
        return Text("{:.0f} s", "{:.0f} 秒").format(seconds)
    if seconds < 90 * 60:
        return Text("{:.0f} min", "{:.0f} 分钟").format(seconds / 60)
    if seconds < 36 * 3600:
        return Text("{:.1f} h", "{:.1f} 小时").format(seconds / 3600)
    return Text("{:.0f} days", "{:.0f} 天").format(seconds / 86400)


def case_name(check: Check, language: str) -> str:
    """`stage: case`, the stage in the reader's language."""
    name = localized(check.name, language)
    stage = str(check.stage or check.name.partition(":")[0])
    said = localized(STAGES.get(stage, Text(stage)), language)
    case = name.partition(":")[2].strip()
    return f"{said}: {case}" if case else said
