def path_tree(paths: list[str]) -> dict[str, dict]:
    root = {}
    waiting = list(paths)
    waiting.sort()
    for path in waiting:
        node = root
        for name in [part for part in path.split("/") if part]:
            if name not in node:
                node[name] = {}
            node = node[name]
    return root
