"""The spec reference as Markdown, written from the JSON Schema, so that it cannot say anything else."""

from collections.abc import Iterator, Mapping
from typing import Any

from drill import schema
from graders.vocabulary import Text

HEADING = Text("Spec reference", "题目文件参考")
LEAD = Text(
    "Written by `drill schema --markdown` from the schema itself; [authors.md](authors.md) explains how it is used.",
    "由 `drill schema --markdown` 根据 schema 生成；用法见 [authors.md](authors.md)。",
)
COLUMNS = Text("| key | what it holds | meaning |", "| 键 | 内容 | 含义 |")
REQUIRED = Text(" (required)", "（必填）")


def page(language: str) -> str:
    """Every key of a spec, a table for each kind of mapping."""
    document = schema.of_problem(language)
    lines = [f"# {HEADING.of(language)}", "", LEAD.of(language)]
    for path, node in mappings(document, ""):
        lines += ["", f"## {f'`{path}`' if path else 'problems/&lt;topic&gt;/&lt;id&gt;.yaml'}", "", COLUMNS.of(language), "| --- | --- | --- |"]
        required = node.get("required", ())
        for key, part in node["properties"].items():
            mark = REQUIRED.of(language) if key in required else ""
            lines.append(f"| `{key}`{mark} | {kind(part)} | {part.get('description', '')} |".replace("\n", " "))
    return "\n".join(lines) + "\n"


def mappings(node: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(path, schema) of a mapping with named keys and of every one within it."""
    if "properties" in node:
        yield path, node
        for key, part in node["properties"].items():
            yield from mappings(part, f"{path}.{key}" if path else key)
    for part in node.get("anyOf", ()):
        yield from mappings(part, path)
    if isinstance(node.get("items"), Mapping):
        yield from mappings(node["items"], f"{path}[]")


def kind(node: Mapping[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "$ref" in node:
        return f"`{node['$ref'].rsplit('/', 1)[-1]}`"
    if "enum" in node:
        return ", ".join(f"`{item}`" for item in node["enum"] if item != "")
    if "anyOf" in node:
        return " or ".join(dict.fromkeys(kind(part) for part in node["anyOf"]))
    if node.get("type") == "array":
        items = node.get("items")
        return f"list of {kind(items)}" if isinstance(items, Mapping) else "list"
    if "properties" in node:
        return "mapping, below"
    return str(node.get("type", "anything"))
