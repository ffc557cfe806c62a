from functools import reduce


def step(node, name):
    if name not in node:
        node[name] = {}
    return node[name]


def path_tree(paths: list[str]) -> dict[str, dict]:
    root: dict[str, dict] = {}
    for path in paths:
        reduce(step, filter(len, path.split("/")), root)
    return root
