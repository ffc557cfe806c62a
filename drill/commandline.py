"""Parts of the command line: options of every command, help in the reader's language, completion, arguments."""

import contextlib
import sys
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

import click
import typer
from typer.core import TyperCommand, TyperGroup

from drill.catalog import UnknownId, nearest
from drill.session import Options, Session
from graders.vocabulary import LANGUAGES, Fault, Text

options = Options()
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def help_language() -> str:
    """The language of help, which is written before any option is parsed."""
    words = sys.argv[1:]
    for i, word in enumerate(words):
        if word == "--lang" and i + 1 < len(words):
            return words[i + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    try:
        return Session(Options()).language
    except Fault:
        return "en"


HELP_LANGUAGE = help_language()


def t(en: str, zh: str) -> str:
    return Text(en, zh).of(HELP_LANGUAGE)


def set_language(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        options.language = value


def set_colour(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        options.colour = False


def set_json(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        options.json = True


def common_options() -> list[click.Parameter]:
    """What may be said with every command, before or after its name."""
    return [
        click.Option(
            ["--json"], is_flag=True, expose_value=False, callback=set_json,
            help=t("One JSON document on stdout.", "向标准输出写一个 JSON 文档。"),
        ),
        click.Option(
            ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, callback=set_language,
            help=t("Language of all texts.", "所有文字的语言。"),
        ),
        click.Option(
            ["--no-color", "--no-colour"], is_flag=True, expose_value=False, callback=set_colour,
            help=t("No colour.", "不使用颜色。"),
        ),
    ]  # fmt: skip


class Formatter(click.HelpFormatter):
    """Help with its headings in the reader's language."""

    HEADINGS: ClassVar = {
        "Options": t("Options", "选项"),
        "Arguments": t("Arguments", "参数"),
        "Commands": t("Commands", "命令"),
    }

    def write_heading(self, heading: str) -> None:
        super().write_heading(self.HEADINGS.get(heading, heading))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, t("Usage: ", "用法："))


class Context(click.Context):
    formatter_class = Formatter


class Spoken(click.Command):
    """What commands and the group share: options of all commands, and help in the reader's language."""

    context_class = Context

    def __init__(self, *args: Any, **rest: Any):
        rest["params"] = [*(rest.get("params") or []), *common_options()]
        super().__init__(*args, **rest)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = t("Show this page.", "显示本页。")
        return option


class Command(Spoken, TyperCommand):
    pass


class Group(Spoken, TyperGroup):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise UnknownId(args[0], nearest(args[0], self.commands), Text("command", "命令"))
        return super().resolve_command(ctx, args)


def known_ids(incomplete: str) -> list[str]:
    """Completion of problem ids, from the index."""
    from drill import catalog

    return [id for id in catalog.ids() if id.startswith(incomplete)]


def known_topics(incomplete: str) -> list[str]:
    from drill import catalog

    topics = sorted({entry.topic for entry in catalog.default().index.values()})
    return [topic for topic in topics if topic.startswith(incomplete)]


def known_interviews(incomplete: str) -> list[str]:
    from drill import catalog

    found = catalog.default()
    ids = {id for entry in found.index.values() for id in entry.asked_in}
    with contextlib.suppress(Fault):
        ids |= set(found.interviews)
    return [id for id in sorted(ids) if id.startswith(incomplete)]


def known_questions(incomplete: str) -> list[str]:
    from drill import questions

    return [id for id in questions.default().questions if id.startswith(incomplete)]


def from_list(*words: str) -> Callable[[str], list[str]]:
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def argument(metavar: str, says: str, complete: Callable[[str], list[str]] | None = None) -> Any:
    return typer.Argument(metavar=metavar, help=says, autocompletion=complete, show_default=False)


def option(name: str, says: str, complete: Callable[[str], list[str]] | None = None) -> Any:
    return typer.Option(*name.split(), help=says, autocompletion=complete, show_default=False)


Id = Annotated[
    str | None,
    argument("[ID]", t("The problem; the one at hand if left out.", "题目 id；省略时为当前题目。"), known_ids),
]
Topic = Annotated[str | None, option("--topic", t("Of this topic.", "限定主题。"), known_topics)]
Level = Annotated[
    str | None,
    option("--level", t("easy, medium or hard.", "难度：easy、medium 或 hard。"), from_list("easy", "medium", "hard")),
]
Company = Annotated[str | None, option("--company", t("Asked by this company.", "该公司考过的题。"))]
Interview = Annotated[
    str | None, option("--interview", t("Asked in this interview.", "该场面试考过的题。"), known_interviews)
]


def usage(error: click.UsageError) -> Text:
    """What is wrong with the words, in both languages."""
    english = error.format_message()
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            return Text(english, f"没有选项 {error.option_name}。" + (f"你是不是想用：{near}？" if near else ""))
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return Text(english, f"缺少参数 {name}。")
        case click.BadParameter():
            name = error.param.opts[-1] if error.param else ""
            return Text(english, f"{name} 的值不对：{error.message}")
    return Text(english, f"命令的写法不对：{english}")
