"""The JSON Schema of a spec, derived from the nouns, so that an editor completes keys and explains them."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping
from typing import Any

from drill import spec, strict
from graders import inputs
from graders.types import Case, Cost, Equivalent, Forbid, Mistake, Problem, Sample, Step, Tolerance, Waiver
from graders.vocabulary import Text

FROM_PATH = ("id", "topic", "reference")

SAYS: dict[type, dict[str, Text]] = {
    Problem: {
        "title": Text("What lists show.", "列表中显示的标题。"),
        "entry": Text(
            "The function or class that the stub defines, where it is not the id; a list where there are several.",
            "stub 定义的函数或类（与 id 不同时才写）；有多个时写成列表。",
        ),
        "level": Text("How hard it is for a prepared candidate.", "对有准备的候选人而言的难度。"),
        "minutes": Text("The time that a prepared candidate needs.", "有准备的候选人所需的时间。"),
        "prompt": Text(
            "The task, in Markdown: signature, shapes, conventions, bad inputs, limits.",
            "题目（Markdown）：签名、形状、约定、非法输入、限制。",
        ),
        "stub": Text(
            "The file that the candidate starts from. Its imports tell the library.",
            "候选人开始时的文件；其 import 决定所用的库。",
        ),
        "given": Text(
            "Code shown to the candidate and importable as `given`.", "展示给候选人、可用 `given` 导入的代码。"
        ),
        "cases": Text("Inputs and what must come of them.", "输入及其应有的结果。"),
        "mistakes": Text(
            "Known wrong answers; each must fail and is named when a submission fails in the same way.",
            "已知的错误答案；必须失败，并在提交以同样方式失败时被指出。",
        ),
        "hints": Text("From a nudge to nearly the answer.", "由浅入深的提示。"),
        "explanation": Text(
            "Idea, cost, pitfalls, what an interviewer asks next; Markdown.",
            "思路、代价、易错点、面试追问（Markdown）。",
        ),
        "asked_in": Text("Ids of interviews.", "面试的 id。"),
        "follow_up": Text("Ids of questions asked after it is solved.", "通过之后追问的问题 id。"),
        "aliases": Text("Earlier ids of the problem.", "本题以前的 id。"),
        "tolerance": Text("How near is right.", "允许的误差。"),
        "gradient": Text(
            "Arguments whose gradients are compared; `parameters`: a module's own.",
            "比较梯度的参数名；`parameters` 指模块自身的参数。",
        ),
        "sample": Text("Random results with a known distribution.", "分布已知的随机结果。"),
        "cost": Text("What is demanded of growth and size.", "对增长与规模的要求。"),
        "forbid": Text("What a solution may not use.", "解答不得使用的调用。"),
        "waived": Text("Checks of the cases that do not apply to this problem.", "不适用于本题的用例检查项。"),
        "equivalent": Text(
            "Machine mutants of the reference that no input tells apart.", "任何输入都无法区分的参考答案变体。"
        ),
    },
    Case: {
        "name": Text("What the scorecard calls the case.", "评分卡上用例的名称。"),
        "example": Text("Shown with its input; all others are hidden.", "连同输入一起展示；其余用例隐藏。"),
        "times": Text("Independent draws.", "独立抽取的次数。"),
        "call": Text(
            "The function called: an entry or one of given's; the first entry by default.",
            "被调用的函数：某个 entry 或 given 中的函数；默认为第一个 entry。",
        ),
        "args": Text("Inputs by parameter, in the order of the signature.", "按签名顺序给出各参数的输入。"),
        "init": Text(
            "A script: the class is built with these, then `calls` are made.",
            "脚本：先用这些参数构造对象，再执行 `calls`。",
        ),
        "state": Text(
            "shared: every source gets the same parameters and buffers.", "shared：所有代码使用相同的参数与缓冲区。"
        ),
        "calls": Text("The steps of a script.", "脚本的步骤。"),
        "expect": Text(
            "The value worked out by hand; the reference answers where it is left out.",
            "手工算出的结果；省略时以参考答案为准。",
        ),
        "raises": Text("The exception that must be raised; a subclass will do.", "必须抛出的异常（子类亦可）。"),
        "shares": Text("Arguments whose storage the result must share.", "结果必须与之共享内存的参数。"),
        "quiet": Text("A floating-point warning fails the case.", "出现浮点警告即失败。"),
        "gradient": Text("Whether the gradient stage uses this case.", "梯度阶段是否使用此用例。"),
        "tolerance": Text("Of this case alone.", "仅用于此用例的误差。"),
    },
    Step: {
        "call": Text("A method of the object.", "对象的方法。"),
        "get": Text("An attribute, dots allowed.", "属性，可带点号。"),
        "given": Text("A function of `given`.", "`given` 中的函数。"),
        "args": Text("Inputs by parameter.", "各参数的输入。"),
        "raises": Text("The exception that the step must raise.", "该步骤必须抛出的异常。"),
    },
    Cost: {
        "args": Text(
            "The worst case, with n the size; built afresh for each size.",
            "最坏情况的输入，n 为规模；每个规模重新生成。",
        ),
        "call": Text("The function called.", "被调用的函数。"),
        "init": Text("A script instead of args.", "用脚本代替 args。"),
        "state": Text("As in a case.", "同用例。"),
        "calls": Text("A script; the last step is measured.", "脚本；测量最后一步。"),
        "from_": Text("The first size.", "起始规模。"),
        "time": Text("Growth of time allowed.", "允许的时间增长。"),
        "steps": Text(
            "Growth of interpreted steps allowed: 1 is no Python loop over n.",
            "允许的解释执行步数增长：1 表示不得有随 n 增长的 Python 循环。",
        ),
        "flops": Text("At most so many times the reference's.", "至多为参考答案的若干倍。"),
        "memory": Text("Growth of the peak of extra bytes allowed.", "允许的额外内存峰值增长。"),
        "largest": Text("Largest intermediate tensor against the reference's.", "最大中间张量与参考答案之比。"),
        "why": Text("What to tell whoever is over it.", "超出限制时的说明。"),
    },
    Sample: {
        "name": Text("What the scorecard calls it.", "评分卡上的名称。"),
        "args": Text("Inputs by parameter.", "各参数的输入。"),
        "call": Text("The function called.", "被调用的函数。"),
        "each": Text("What one draw is: a whole result, or each row of it.", "一次抽样指整个结果，还是其中每一行。"),
        "draws": Text(
            "Draws of the first test; 0: as many as find a total variation distance of 0.03.",
            "首轮抽样次数；0 表示足以发现 0.03 的总变差距离的次数。",
        ),
        "probabilities": Text(
            "{outcome: probability}, or the name of a function of the solution.", "{结果: 概率}，或参考答案中的函数名。"
        ),
    },
    Mistake: {
        "id": Text("Its name, in words joined by _.", "名称，单词以 _ 连接。"),
        "says": Text("What the code does and why that is wrong.", "代码做了什么、为什么不对。"),
        "edits": Text(
            "Pairs [old, new] of the reference; each old stands in it exactly once.",
            "对参考答案的替换 [旧, 新]；旧文本须恰好出现一次。",
        ),
        "source": Text("A whole module, where an edit cannot say it.", "替换无法表达时，写出整个模块。"),
    },
    Forbid: {
        "calls": Text("Dotted names of functions, classes or modules.", "函数、类或模块的全名。"),
        "why": Text("The reason, for the candidate.", "告诉候选人的理由。"),
    },
    Tolerance: {
        "rtol": Text("Relative part.", "相对误差。"),
        "atol": Text("Absolute part.", "绝对误差。"),
    },
    Waiver: {
        "check": Text("The name of the check.", "检查项的名称。"),
        "why": Text("Why it does not apply here.", "为何不适用于本题。"),
    },
    Equivalent: {
        "edit": Text("[old, new] of the reference.", "对参考答案的替换 [旧, 新]。"),
        "why": Text("Why no input tells them apart.", "为何任何输入都无法区分。"),
    },
}

INPUTS = {(Case, "args"), (Case, "init"), (Step, "args"), (Cost, "args"), (Cost, "init"), (Sample, "args")}


def of_problem(language: str = "en") -> dict[str, Any]:
    """The schema of problems/<topic>/<id>.yaml."""
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A problem of drill",
        **of_record(Problem, language),
    }
    document["$defs"] = {"input": of_input(), "text": of_text()}
    return document


def of_record(kind: type, language: str) -> dict[str, Any]:
    properties, needed = {}, []
    for field in dataclasses.fields(kind):
        if kind is Problem and field.name in FROM_PATH:
            continue
        key = strict.key_of(field.name)
        says = SAYS.get(kind, {}).get(field.name)
        properties[key] = of_field(kind, field.name, language) | ({"description": says.of(language)} if says else {})
        if strict.required(field) and (kind, field.name) != (Problem, "entry"):
            needed.append(key)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def of_field(kind: type, name: str, language: str) -> dict[str, Any]:
    hint = strict.hints(kind)[name]
    special = spec.SPECIAL.get((kind, name))
    if (kind, name) in INPUTS:
        return {"type": "object", "additionalProperties": {"$ref": "#/$defs/input"}}
    if (kind, name) == (Case, "expect"):
        return {"$ref": "#/$defs/input"}
    if special is spec.growth:
        return {"anyOf": [{"enum": list(spec.GROWTHS)}, {"const": 1}]}
    if special is strict.text_or_word:
        return {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/text"}]}
    if special is not None:
        item = of_type(typing.get_args(hint)[0], language)
        return {"anyOf": [item, {"type": "array", "items": item}]}
    return of_type(hint, language)


def of_type(hint: Any, language: str) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return {}
    if hint is Text:
        return {"$ref": "#/$defs/text"}
    if dataclasses.is_dataclass(hint):
        return of_record(typing.cast(type, hint), language)
    if origin in (typing.Union, types.UnionType):
        return of_type(next(arg for arg in args if arg is not type(None)), language)
    if origin is typing.Literal:
        return {"enum": [arg for arg in args if arg]}
    if origin is tuple:
        if args[-1] is Ellipsis:
            return {"type": "array", "items": of_type(args[0], language)}
        return {
            "type": "array",
            "prefixItems": [of_type(arg, language) for arg in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object"}
    return {"type": {bool: "boolean", int: "integer", float: "number", str: "string"}[hint]}


def of_text() -> dict[str, Any]:
    words = {language: {"type": "string", "minLength": 1} for language in ("en", "zh")}
    return {"type": "object", "properties": words, "required": ["en", "zh"], "additionalProperties": False}


def of_input() -> dict[str, Any]:
    """A literal, a list of inputs, or a mapping with one key: a generator."""
    generators = {name: {"description": inspect.getdoc(make) or ""} for name, make in sorted(inputs.GENERATORS.items())}
    one = {
        "type": "object",
        "properties": generators,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }
    literal = {"type": ["string", "number", "boolean", "null"]}
    return {"anyOf": [literal, {"type": "array", "items": {"$ref": "#/$defs/input"}}, one]}
