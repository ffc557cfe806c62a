"""A scorecard as a page of the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from drill.render.prose import Prose as Line
from drill.terminal import harmless
from drill.words import LEVELS, STAGES, VERDICTS, case_name, duration
from graders.types import Check, Scorecard
from graders.vocabulary import Text, Verdict, localized

FAILURES_LISTED = 5
OUTPUT_LINES = 12
MARKS = {"pass": ("✓", "green"), "fail": ("✗", "red"), "skip": ("·", "dim")}
ASCII_MARKS = {"✓": "+", "✗": "x", "·": "-", "│": "|", "→": "->"}

SHOWN = {
    "input": Text("input", "输入"),
    "expected": Text("expected", "期望"),
    "got": Text("got", "得到"),
}


class Page:
    """One scorecard in one language.

    title, level, minutes: of the problem. path: the candidate's file. next_steps: (what to type, what it does).
    remarks: sentences above them, such as the time that the problem took.
    """

    def __init__(
        self, card: Scorecard, title: Text, level: str, minutes: int, path: str, language: str,
        next_steps: Sequence[tuple[str, Text]] = (), remarks: Sequence[Text] = (), unicode: bool = True,
    ):  # fmt: skip
        self.card, self.title, self.level, self.minutes, self.path = card, title, level, minutes, path
        self.language, self.next_steps, self.remarks, self.unicode = language, next_steps, remarks, unicode

    def say(self, text: str) -> str:
        """In the page's language, harmless, and in characters that the stream has."""
        said = harmless(localized(text, self.language))
        if not self.unicode:
            for character, plain in ASCII_MARKS.items():
                said = said.replace(character, plain)
        return said

    def __rich__(self) -> RenderableType:
        parts: list[RenderableType] = [self.head(), Line(), self.stages()]
        failing = [check for check in self.card.checks if check.verdict not in (Verdict.PASS, Verdict.SKIPPED)]
        for part in (*self.failures(failing), *self.diagnoses(), *self.output()):
            parts += [Line(), part]
        parts += [Line(), self.summary()]
        for remark in self.remarks:
            parts.append(Line(self.say(remark)))
        if self.next_steps:
            parts += [Line(), self.steps()]
        return Padding(Group(*parts), (1, 1, 1, 1))

    def head(self) -> RenderableType:
        level = LEVELS.get(self.level, Text(self.level))
        facts = Text("{} · {} min", "{} · {} 分钟").format(level, self.minutes)
        head = Table.grid(expand=True)
        head.add_column(ratio=1)
        head.add_column(justify="right", no_wrap=True)
        head.add_row(Line(self.say(self.title), "bold"), Line(self.say(facts), "dim"))
        head.add_row(Line(self.say(self.path), "dim", overflow="fold"), "")
        return head

    def mark(self, check: Check) -> tuple[str, str]:
        kind = {Verdict.PASS: "pass", Verdict.SKIPPED: "skip"}.get(check.verdict, "fail")
        mark, style = MARKS[kind]
        return self.say(mark), style

    def stages(self) -> RenderableType:
        rows = Table.grid(padding=(0, 2, 0, 0))
        rows.add_column(no_wrap=True)
        rows.add_column(no_wrap=True)
        rows.add_column(no_wrap=True)
        rows.add_column()
        for stage, checks in by_stage(self.card.checks):
            worst = next((check for check in checks if check.verdict not in (Verdict.PASS, Verdict.SKIPPED)), None)
            if worst is None:
                worst = next((check for check in checks if check.verdict is Verdict.SKIPPED), checks[0])
            mark, style = self.mark(worst)
            name = STAGES.get(stage, Text(stage))
            passed = sum(check.passed for check in checks)
            if worst.verdict is Verdict.SKIPPED:
                facts = VERDICTS[Verdict.SKIPPED]
            elif len(checks) > 1:
                facts = Text("{} of {}", "{} / {}").format(passed, len(checks))
            else:
                facts = VERDICTS[worst.verdict]
            marks = Line()
            if len(checks) > 1:
                for check in checks:
                    marks.append(*self.mark(check))
            rows.add_row(
                Line(mark, style),
                Line(self.say(name), "dim" if style == "dim" else ""),
                Line(self.say(facts), style),
                marks,
            )
        return rows

    def failures(self, failing: Sequence[Check]) -> Iterator[RenderableType]:
        listed = failing[:FAILURES_LISTED]
        shown = next((check for check in failing if check.shown), None)
        for check in listed:
            head = Line.assemble(
                (self.say("✗") + " ", "red"), (self.say(case_name(check, self.language)), "bold"),
                ("  " + self.say(VERDICTS[check.verdict]), "red"),
            )  # fmt: skip
            lines: list[RenderableType] = [head]
            if check.detail:
                lines.append(Padding(Line(self.say(check.detail)), (0, 0, 0, 2)))
            if check is shown:
                lines.append(Padding(self.comparison(check), (1, 0, 0, 2)))
            yield Group(*lines)
        if len(failing) > len(listed):
            yield Line(self.say(Text("and {} more.", "另有 {} 项未通过。").format(len(failing) - len(listed))), "dim")

    def comparison(self, check: Check) -> RenderableType:
        rows = Table.grid(padding=(0, 2, 0, 0))
        rows.add_column(no_wrap=True)
        rows.add_column(overflow="fold")
        styles = {"expected": "green", "got": "red"}
        for key, value in check.shown.items():
            if value:
                rows.add_row(Line(self.say(SHOWN.get(key, key)), "dim"), Line(self.say(value), styles.get(key, "")))
        return rows

    def diagnoses(self) -> Iterator[RenderableType]:
        if not self.card.diagnoses:
            return
        lines: list[RenderableType] = [Line(self.say(Text("What it looks like", "看起来是")), "bold yellow")]
        for diagnosis in self.card.diagnoses:
            said = Line.assemble((self.say(diagnosis.id), "yellow"), "  ", self.say(diagnosis.says))
            lines.append(Padding(said, (0, 0, 0, 2)))
        yield Group(*lines)

    def output(self) -> Iterator[RenderableType]:
        printed = self.say(self.card.output).rstrip("\n").split("\n")
        if printed == [""]:
            return
        lines: list[RenderableType] = [Line(self.say(Text("Your code printed", "你的代码输出了")), "bold")]
        lines += [Line.assemble((self.say("│ "), "dim"), line) for line in printed[:OUTPUT_LINES]]
        if len(printed) > OUTPUT_LINES:
            more = Text("{} more lines", "还有 {} 行").format(len(printed) - OUTPUT_LINES)
            lines.append(Line(self.say("│ ") + f"({self.say(more)})", "dim"))
        yield Group(*lines)

    def summary(self) -> RenderableType:
        card = self.card
        passed = sum(check.passed for check in card.checks)
        if card.passed:
            verdict, style = Text("Passed", "通过"), "bold green"
        else:
            verdict, style = Text("Not passed yet", "尚未通过"), "bold red"
        counted = Text("{} of {} checks · {}", "{} / {} 项检查 · {}")
        facts = self.say(counted.format(passed, len(card.checks), duration(card.seconds)))
        lines: list[RenderableType] = [Line.assemble((self.say(verdict), style), "  ", (facts, ""))]
        if card.contained_by:
            layers = Text("contained by {}", "隔离层：{}").format(", ".join(card.contained_by))
            lines.append(Line(self.say(layers), "dim"))
        if card.not_contained:
            layers = Text("not on this machine: {}", "本机没有：{}").format(", ".join(card.not_contained))
            lines.append(Line(self.say(layers), "yellow"))
        return Group(*lines)

    def steps(self) -> RenderableType:
        rows = Table.grid(padding=(0, 2, 0, 0))
        rows.add_column(no_wrap=True)
        rows.add_column()
        for command, meaning in self.next_steps:
            rows.add_row(Line(command, "cyan"), Line(self.say(meaning)))
        return rows


def by_stage(checks: Iterable[Check]) -> list[tuple[str, list[Check]]]:
    """The checks by stage, in the order in which the stages ran."""
    stages: dict[str, list[Check]] = {}
    for check in checks:
        stages.setdefault(str(check.stage or check.name.partition(":")[0]), []).append(check)
    return list(stages.items())
