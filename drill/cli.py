"""The command line: words in, exit code out. What a command does is in drill/commands, imported when run."""

import copy
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import click
import typer

from drill import terminal
from drill.catalog import UnknownId
from drill.commandline import (
    HELP,
    Command,
    Company,
    Group,
    Id,
    Interview,
    Level,
    Topic,
    argument,
    from_list,
    help_language,
    known_ids,
    known_interviews,
    known_questions,
    option,
    options,
    t,
    usage,
)
from drill.session import FAULT, INTERRUPTED, PASSED, USAGE, Session, Usage
from graders.vocabulary import Fault, Text, localized

app = typer.Typer(
    cls=Group, context_settings=HELP, invoke_without_command=True, rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=t(
        "\b\nExamples:\n  drill next --topic attention    place a problem and show its task\n"
        "  drill check                     grade your file\n\n"
        "Interview practice for ML and LLM engineers, graded on your machine. `drill` alone says what to do next.",
        "\b\n示例：\n  drill next --topic attention    取一道题并显示题目\n"
        "  drill check                     给你的代码评分\n\n"
        "面向机器学习与大模型工程师的面试练习，在本机自动评分。只输入 `drill` 会告诉你下一步做什么。",
    ),
)  # fmt: skip


def command(name: str, says: str, *examples: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a command; examples come first in its help."""
    shown = t("Examples:", "示例：") + "".join(f"\n  {example}" for example in examples)
    first = says.splitlines()[0]
    return app.command(name, cls=Command, context_settings=HELP, help=f"\b\n{shown}\n\n{says}", short_help=first)


def run(act: Callable[[Session], int]) -> int:
    return act(Session(options))


@app.callback()
def drill(
    context: typer.Context,
    version: Annotated[bool, option("--version", t("Show the version.", "显示版本。"))] = False,
) -> int:
    if version:
        from drill import __version__

        print(f"drill {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from drill.commands import listing

        raise typer.Exit(run(listing.overview))
    return PASSED


@command(
    "next",
    t(
        "Place a problem's file and show its task. At random among those that fit and are not solved yet.",
        "放置一道题的文件并显示题目。默认在符合条件且未通过的题中随机选取。",
    ),
    "drill next", "drill next rope", "drill next --topic attention --level medium", "drill next --due",
)  # fmt: skip
def next_(
    id: Annotated[str | None, argument("[ID]", t("This problem.", "指定题目。"), known_ids)] = None,
    topic: Topic = None,
    level: Level = None,
    company: Company = None,
    interview: Interview = None,
    due: Annotated[bool, option("--due", t("What is due for repetition.", "该复习的题。"))] = False,
    id_option: Annotated[str | None, option("--id", t("The same as ID.", "同 ID。"), known_ids)] = None,
    editor: Annotated[
        str | None, option("--editor", t("Open the file with this command.", "用此命令打开文件。"))
    ] = None,
    edit: Annotated[bool, option("--edit/--no-edit", t("Whether to open an editor.", "是否打开编辑器。"))] = True,
) -> int:
    from drill.commands import practice

    return run(lambda s: practice.next_(s, id or id_option, topic, level, company, interview, due, editor, edit))


@command("show", t("Show a problem's task.", "显示题目。"), "drill show", "drill show rope")
def show(id: Id = None) -> int:
    from drill.commands import practice

    return run(lambda s: practice.show(s, id))


@command(
    "check",
    t("Grade a file.\n\nExit code 0: passed; 1: not passed.", "给代码评分。\n\n退出码 0：通过；1：未通过。"),
    "drill check", "drill check rope", "drill check my/rope.py", "drill check rope attempts/two.py",
    "drill check rope - < two.py",
)  # fmt: skip
def check(
    what: Annotated[
        str | None,
        argument(
            "[ID | FILE]",
            t(
                "The problem, or a file named after it; the one at hand if left out.",
                "题目 id，或以其命名的文件；省略时为当前题目。",
            ),
            known_ids,
        ),
    ] = None,
    file: Annotated[
        str | None,
        argument(
            "[FILE]",
            t("The file, where its name is not the id; - is stdin.", "文件（文件名不是 id 时）；- 为标准输入。"),
        ),
    ] = None,
    fresh: Annotated[bool, option("--fresh", t("Draw new inputs.", "重新抽取输入。"))] = False,
    strict: Annotated[
        bool,
        option("--strict", t("Refuse to run where a layer of containment is missing.", "缺少任何一层隔离时拒绝运行。")),
    ] = False,
    show: Annotated[
        bool, option("--show", t("Show hidden inputs, once solved or given up.", "显示隐藏输入（通过或放弃之后）。"))
    ] = False,
) -> int:
    from drill.commands import check

    return run(lambda s: check.check(s, what, file, fresh, strict, show))


@command(
    "watch",
    t(
        "Check again after each save. Keys on the screen: hint, solution, reset, next, list, quit.",
        "每次保存后自动检查。屏幕按键：提示、答案、重置、下一题、列表、退出。",
    ),
    "drill watch", "drill watch rope",
)  # fmt: skip
def watch(id: Id = None) -> int:
    from drill.commands import watching

    return run(lambda s: watching.run(s, id))


@command(
    "list",
    t(
        "List the problems. Piped: tab-separated id, status, level, minutes, topic, title, best seconds, due day.",
        "列出题目。输出到管道时以制表符分隔：id、状态、难度、分钟、主题、标题、最佳秒数、到期日。",
    ),
    "drill list", "drill list rope", "drill list --topic attention --status new", "drill list --json",
)  # fmt: skip
def list_(
    query: Annotated[
        list[str] | None,
        argument(
            "[WORDS]",
            t("Words of the id, title or topic, in either language.", "id、标题或主题中的词，中英文均可。"),
        ),
    ] = None,
    topic: Topic = None,
    level: Level = None,
    company: Company = None,
    interview: Interview = None,
    status: Annotated[
        str | None,
        option(
            "--status",
            t("new, started, tried, solved or given_up.", "状态：new、started、tried、solved 或 given_up。"),
            from_list("new", "started", "tried", "solved", "given_up"),
        ),
    ] = None,
) -> int:
    from drill.commands import listing

    return run(lambda s: listing.list_(s, " ".join(query or ()), topic, level, company, interview, status))


@command(
    "hint",
    t("Show the next hint, after those before it.", "显示下一条提示及之前的提示。"),
    "drill hint", "drill hint rope",
)  # fmt: skip
def hint(id: Id = None) -> int:
    from drill.commands import practice

    return run(lambda s: practice.hint(s, id))


@command(
    "solution",
    t("Show the reference solution. Asks first: it counts as given up.", "显示参考答案。会先确认：这会记为放弃。"),
    "drill solution", "drill solution rope --yes",
)  # fmt: skip
def solution(id: Id = None, yes: Annotated[bool, option("--yes -y", t("Do not ask.", "不再确认。"))] = False) -> int:
    from drill.commands import practice

    return run(lambda s: practice.solution(s, id, yes))


@command(
    "explain",
    t(
        "Explain a problem: idea, cost, pitfalls. Once it is solved or given up.",
        "讲解题目：思路、代价、易错点。通过或放弃之后可看。",
    ),
    "drill explain", "drill explain rope",
)  # fmt: skip
def explain(id: Id = None) -> int:
    from drill.commands import practice

    return run(lambda s: practice.explain(s, id))


@command(
    "reset",
    t("Put the stub back; your code is kept as a backup.", "恢复初始模板；你的代码会备份。"),
    "drill reset", "drill reset rope",
)  # fmt: skip
def reset(id: Id = None) -> int:
    from drill.commands import practice

    return run(lambda s: practice.reset(s, id))


@command(
    "debug",
    t(
        "Fix the bug: a reference with one mistake planted in it. `drill check FILE` grades the repair.",
        "改错练习：在参考答案中埋入一处错误。用 `drill check FILE` 给修复结果评分。",
    ),
    "drill debug", "drill debug rope",
)  # fmt: skip
def debug(id: Id = None) -> int:
    from random import Random

    from drill.commands import debug

    return run(lambda s: debug.debug(s, id, Random()))


@command("undo", t("Bring back the code that a reset replaced.", "找回被重置的代码。"), "drill undo", "drill undo rope")
def undo(id: Id = None) -> int:
    from drill.commands import practice

    return run(lambda s: practice.undo(s, id))


@command(
    "ask",
    t(
        "Ask a spoken question, or a run of them; graded, and scheduled like problems.\n\n"
        "Exit code 0: all right; 1: not all.",
        "提一个口头问题，或连续提几个；评分，并像题目一样安排复习。\n\n退出码 0：全部正确；1：不全对。",
    ),
    "drill ask", "drill ask lora_principle", "drill ask --topic attention --count 5", "drill ask --due",
    "drill ask lora_where --seed 7 --answer a,c --json",
)  # fmt: skip
def ask(
    id: Annotated[str | None, argument("[ID]", t("This question.", "指定问题。"), known_questions)] = None,
    topic: Topic = None,
    level: Level = None,
    interview: Interview = None,
    due: Annotated[bool, option("--due", t("All that is due for repetition.", "全部到期的问题。"))] = False,
    count: Annotated[int | None, option("--count", t("How many.", "数量。"))] = None,
    answer: Annotated[str | None, option("--answer", t("The answer, without being asked.", "直接给出回答。"))] = None,
    points: Annotated[
        str | None, option("--points", t("The rubric points that it makes: 1,3.", "回答讲到的要点：1,3。"))
    ] = None,
    seed: Annotated[
        str | None, option("--seed", t("Draw the same numbers and order again.", "重现同样的数值与选项顺序。"))
    ] = None,
) -> int:
    from drill.commands import ask

    return run(lambda s: ask.ask(s, id, topic, level, interview, due, count, answer, points, seed))


@command(
    "mock",
    t(
        "A timed interview: questions in place, problems in your editor. Wall time runs; a pause is logged.\n\n"
        "Exit code 0: lean hire or better.",
        "限时模拟面试：问题当场作答，编程题在你的编辑器中完成。按真实时间计时，暂停会被记录。\n\n退出码 0：倾向录用或更好。",
    ),
    "drill mock", "drill mock --minutes 30 --level medium", "drill mock taotian_cv_intern", "drill mock --resume",
    "drill mock --abandon", "drill interview list",
)  # fmt: skip
def mock(
    interview: Annotated[
        str | None,
        argument(
            "[INTERVIEW]", t("Replay this round; random if left out.", "重演这场面试；省略则随机。"), known_interviews
        ),
    ] = None,
    minutes: Annotated[
        int | None, option("--minutes", t("How long; 45, or as the round was.", "时长；默认 45，重演时按原时长。"))
    ] = None,
    topic: Topic = None,
    level: Level = None,
    resume: Annotated[bool, option("--resume", t("Go on with the interview.", "继续进行中的面试。"))] = False,
    abandon: Annotated[bool, option("--abandon", t("Give the interview up.", "放弃进行中的面试。"))] = False,
    hints: Annotated[bool, option("--hints", t("Allow hints; they cost.", "允许提示（会扣分）。"))] = False,
    plain: Annotated[bool, option("--plain", t("Line by line, without a screen.", "逐行模式，不占满屏幕。"))] = False,
    seed: Annotated[str | None, option("--seed", t("Draw the same again.", "重现同样的抽题。"))] = None,
) -> int:
    from drill.commands import mock

    return run(lambda s: mock.run(s, interview, minutes, topic, level, resume, abandon, hints, plain, seed))


@command(
    "interview",
    t("The reported rounds that `drill mock` replays.", "`drill mock` 可重演的真实面试。"),
    "drill interview list", "drill interview show taotian_cv_intern",
)  # fmt: skip
def interview(
    action: Annotated[str, argument("list|show", t("What to do.", "操作。"), from_list("list", "show"))] = "list",
    id: Annotated[
        str | None, argument("[INTERVIEW]", t("The round to show.", "要查看的面试。"), known_interviews)
    ] = None,
) -> int:
    from drill.commands import interview

    return run(lambda s: interview.interview(s, action, id))


@command(
    "report",
    t("How an interview went; the last one if none is named.", "面试报告；省略时为最近一场。"),
    "drill report", "drill report --html report.html", "drill report --markdown > report.md", "drill report --json",
)  # fmt: skip
def report(
    mock: Annotated[
        str | None,
        argument("[MOCK]", t("The id of an interview, or the round it replayed.", "面试的 id，或其重演的场次。")),
    ] = None,
    html: Annotated[
        str | None,
        option(
            "--html", t("Write one self-contained HTML file; - is stdout.", "写成一个独立的 HTML 文件；- 为标准输出。")
        ),
    ] = None,
    markdown: Annotated[bool, option("--markdown", t("As Markdown.", "输出 Markdown。"))] = False,
) -> int:
    from drill.commands import report

    return run(lambda s: report.report(s, mock, html, markdown))


@command(
    "stats",
    t("Solved problems, streak, times, mistakes, and what is due.", "通过情况、连续天数、用时、常犯错误与到期题目。"),
    "drill stats", "drill stats --json",
)  # fmt: skip
def stats() -> int:
    from drill.commands import listing

    return run(listing.stats)


@command(
    "export",
    t("Write the whole history as JSON lines.", "把全部历史写成 JSON Lines。"),
    "drill export history.jsonl", "drill export > history.jsonl",
)  # fmt: skip
def export(
    file: Annotated[
        str | None, argument("[FILE]", t("A new file; stdout if left out.", "新文件；省略时写到标准输出。"))
    ] = None,
) -> int:
    from drill.commands import system

    return run(lambda s: system.export(s, file))


@command(
    "import",
    t("Add an export to the history; what is known already is left out.", "导入历史；已有的记录会略过。"),
    "drill import history.jsonl", "drill import - < history.jsonl",
)  # fmt: skip
def import_(
    file: Annotated[str, argument("FILE", t("The export; - is stdin.", "导出的文件；- 为标准输入。"))],
) -> int:
    from drill.commands import system

    return run(lambda s: system.import_(s, file))


@command(
    "config",
    t("Show each setting and where it comes from, or set one.", "显示各项设置及其来源，或修改一项。"),
    "drill config", "drill config language zh", "drill config editor 'code --wait'", "drill config --unset editor",
)  # fmt: skip
def config(
    key: Annotated[str | None, argument("[KEY]", t("One setting.", "设置项。"))] = None,
    value: Annotated[str | None, argument("[VALUE]", t("Its new value.", "新值。"))] = None,
    unset: Annotated[bool, option("--unset", t("Remove it from the file.", "从文件中移除。"))] = False,
) -> int:
    from drill.commands import system

    return run(lambda s: system.configure(s, key, value, unset))


@command(
    "doctor",
    t("Say what this machine can contain, warm up and run.", "检查本机的隔离、预热与运行能力。"),
    "drill doctor", "drill doctor --stop",
)  # fmt: skip
def doctor(
    stop: Annotated[bool, option("--stop", t("Stop the background processes.", "停止后台进程。"))] = False,
) -> int:
    from drill.commands import system

    return run(lambda s: system.doctor(s, stop))


@command(
    "lint",
    t("For authors: check specs and prove problems.", "供出题者：检查题目文件并验证题目。"),
    "drill lint rope", "drill lint --no-proof", "drill lint rope --mutate",
)  # fmt: skip
def lint(
    ids: Annotated[
        list[str] | None,
        argument("[ID]...", t("These problems; all if left out.", "指定题目；省略时为全部。"), known_ids),
    ] = None,
    proof: Annotated[
        bool, option("--proof/--no-proof", t("Run reference, stub and mistakes.", "运行参考答案、模板与已知错误。"))
    ] = True,
    mutate: Annotated[
        bool, option("--mutate", t("List machine mutants of the references that pass.", "列出能通过的参考答案变异体。"))
    ] = False,
) -> int:
    from drill.commands import author

    return run(lambda s: author.lint(s, ids or (), proof, mutate))


@command(
    "grade",
    t(
        "Grade many submissions: files <id>.py, or files in folders <id>. Nothing goes into the history.\n\n"
        "Piped: tab-separated file, problem, passed/failed/fault, score, first failure, mistakes. "
        "Exit code 0: all passed; 1: not all.",
        "批量评分：名为 <id>.py 的文件，或文件夹 <id> 中的文件。不写入历史。\n\n"
        "输出到管道时以制表符分隔：文件、题目、passed/failed/fault、得分、首个失败项、错误名。"
        "退出码 0：全部通过；1：不全通过。",
    ),
    "drill grade submissions", "drill grade submissions --problem rope", "drill grade submissions --json",
)  # fmt: skip
def grade(
    folder: Annotated[Path, argument("DIR", t("The folder.", "文件夹。"))],
    problem: Annotated[
        str | None, option("--problem", t("All files are for this problem.", "所有文件都是这道题的提交。"), known_ids)
    ] = None,
    fresh: Annotated[bool, option("--fresh", t("Draw new inputs.", "重新抽取输入。"))] = False,
    strict: Annotated[
        bool,
        option("--strict", t("Refuse to run where a layer of containment is missing.", "缺少任何一层隔离时拒绝运行。")),
    ] = False,
) -> int:
    from drill.commands import grade

    return run(lambda s: grade.grade(s, folder, problem, fresh, strict))


@command(
    "schema",
    t("For authors: the JSON Schema of a spec.", "供出题者：题目文件的 JSON Schema。"),
    "drill schema > problem.schema.json", "drill schema --markdown > docs/spec.md",
)  # fmt: skip
def schema(
    markdown: Annotated[bool, option("--markdown", t("The same as a page to read.", "输出为便于阅读的文档。"))] = False,
) -> int:
    from drill.commands import author

    return run(lambda s: author.schema(s, markdown))


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The `drill` command."""
    sys.exit(execute(arguments))


def execute(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    options.language, options.colour, options.json = "", None, False
    words = list(sys.argv[1:] if arguments is None else arguments)
    terminal.prepare()
    try:
        code = narrowed(words)(words, standalone_mode=False, prog_name="drill")
        sys.stdout.flush()
        return int(code or PASSED)
    except click.UsageError as error:
        return failed(words, USAGE, usage(error), context=error.ctx)
    except Fault as fault:
        known = isinstance(fault, Usage | UnknownId)
        near = tuple(getattr(fault, "near", ()) or getattr(fault, "suggestions", ()))
        return failed(words, USAGE if known else FAULT, fault.args[0] if fault.args else str(fault), near)
    except (KeyboardInterrupt, click.Abort):
        print(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return nobody_reads()
    except Exception as error:
        if os.environ.get("DRILL_TRACEBACK"):
            raise
        return failed(words, FAULT, unexpected(error))


def narrowed(words: Sequence[str]) -> typer.Typer:
    """The app with only the command that is called, where that is plain: building all of them takes a while."""
    chosen = [info for info in app.registered_commands if words and info.name == words[0]]
    if not chosen:
        return app
    one = copy.copy(app)
    one.registered_commands = chosen
    return one


def nobody_reads() -> int:
    """Whoever read our output has enough; nothing more is to be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PASSED


def unexpected(error: Exception) -> Text:
    """A fault of drill's own, in one line with its place."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f"{os.path.basename(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}" if last else "?"
    told = Text(
        "drill itself failed: {}: {} ({}). Nothing is lost; please report it with what DRILL_TRACEBACK=1 shows.",
        "drill 自身出错：{}：{}（{}）。数据没有丢失；请附上 DRILL_TRACEBACK=1 的输出进行反馈。",
    )
    return told.format(type(error).__name__, error, place)


def failed(
    words: Sequence[str], code: int, message: str, near: tuple[str, ...] = (), context: click.Context | None = None
) -> int:
    """Tell what went wrong, as a document where one was asked for."""
    language = options.language or help_language()
    said = localized(message, language)
    if options.json or "--json" in words:
        from drill.render import documents

        print(documents.dump("error", {"error": documents.error(code, said, near)}))
        return code
    print(terminal.harmless(said), file=sys.stderr)
    if context is not None:
        told = Text("`{} --help` tells more.", "用法见 `{} --help`。")
        print(told.format(context.command_path).of(language), file=sys.stderr)
    return code
