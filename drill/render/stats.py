"""Statistics as a page of the terminal, with a plot of the last weeks."""

from collections.abc import Callable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from drill.stats import Share, Stats
from drill.words import LEVELS, duration
from graders.vocabulary import Text

BAR = 20
BLOCKS, PLAIN_BLOCKS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
TIMINGS_SHOWN = 8


def page(stats: Stats, language: str, unicode: bool = True) -> RenderableType:
    def say(text: str) -> str:
        return text.of(language) if isinstance(text, Text) else text

    head = Text("{} of {} solved, {} given up, {} attempts", "已通过 {} / {}，放弃 {}，共 {} 次提交")
    streak = Text("days in a row: {} (longest {})", "连续 {} 天（最长 {} 天）")
    parts: list[RenderableType] = [
        Line(say(head.format(stats.solved, stats.problems, stats.given_up, stats.attempts)), "bold"),
        Line(say(streak.format(stats.streak, stats.longest_streak))),
        Line(),
        Line(say(Text("The last four weeks, attempts a day", "最近四周，每日提交数")), "bold"),
        plot(stats, unicode),
        Line(),
        Line(say(Text("Solved", "已通过")), "bold"),
        bars([Share(say(LEVELS[share.name]), share.solved, share.all) for share in stats.levels], unicode),
        Line(),
        bars(stats.topics, unicode),
    ]
    if stats.timings:
        parts += [Line(), Line(say(Text("Best time against par", "最佳用时与参考用时")), "bold"), timings(stats, say)]
    if stats.mistakes:
        rows = Table.grid(padding=(0, 2, 0, 0))
        for problem, mistake, count in stats.mistakes:
            rows.add_row(Line(f"{count}x", justify="right"), Line(mistake, "yellow"), Line(problem, "dim"))
        parts += [Line(), Line(say(Text("Your most frequent mistakes", "最常犯的错误")), "bold"), rows]
    if any(count for _, count in stats.due):
        rows = Table.grid(padding=(0, 2, 0, 0))
        for day, count in stats.due:
            if count:
                rows.add_row(f"{day:%m-%d}", str(count))
        parts += [Line(), Line(say(Text("Due in the next days", "近日到期")), "bold"), rows]
    return Padding(Group(*parts), (1, 1))


def plot(stats: Stats, unicode: bool) -> RenderableType:
    """One column a day, as high as its attempts; the first and the last day below."""
    blocks = BLOCKS if unicode else PLAIN_BLOCKS
    most = max(attempts for _, attempts, _ in stats.days) or 1
    steps = len(blocks) - 1
    column = "".join(blocks[-(-attempts * steps // most)] for _, attempts, _ in stats.days)
    below = f"{stats.days[0][0]:%m-%d}".ljust(len(column) - 5) + f"{stats.days[-1][0]:%m-%d}"
    return Group(Line.assemble((column, "green"), f"  max {most}"), Line(below, "dim"))


def bars(shares: Sequence[Share], unicode: bool) -> RenderableType:
    rows = Table.grid(padding=(0, 2, 0, 0))
    full, empty = ("█", "░") if unicode else ("#", ".")
    for share in shares:
        filled = round(BAR * share.solved / share.all)
        bar = Line.assemble((full * filled, "green"), (empty * (BAR - filled), "dim"))
        rows.add_row(Line(share.name), bar, Line(f"{share.solved}/{share.all}"))
    return rows


def timings(stats: Stats, say: Callable[[str], str]) -> RenderableType:
    rows = Table.grid(padding=(0, 2, 0, 0))
    for timing in stats.timings[:TIMINGS_SHOWN]:
        rows.add_row(
            Line(timing.problem),
            Line(say(duration(timing.best)), justify="right"),
            Line("/", "dim"),
            Line(say(duration(timing.par))),
            Line(
                f"{timing.best / timing.par:.0%}", "green" if timing.best <= timing.par else "yellow", justify="right"
            ),
        )
    return rows
