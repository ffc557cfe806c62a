def path_tree(paths: list[str]) -> dict[str, dict]:
    out = {}
    for path in paths:
        names = [name for name in path.split("/") if name]
        node = out
        while names:
            node = node.setdefault(names.pop(0), {})
    return out
