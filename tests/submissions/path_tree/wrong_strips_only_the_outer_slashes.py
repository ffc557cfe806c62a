import re


def path_tree(paths: list[str]) -> dict[str, dict]:
    result = {}
    for p in paths:
        level = result
        for part in re.sub(r"^/+|/+$", "", p).split("/"):
            level = level.setdefault(part, dict())
    return result
