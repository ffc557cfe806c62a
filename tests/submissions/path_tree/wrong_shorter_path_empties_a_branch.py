def path_tree(paths: list[str]) -> dict[str, dict]:
    out = {}
    for path in paths:
        names = list(filter(None, path.split("/")))
        if not names:
            continue
        *folders, file = names
        node = out
        for folder in folders:
            if folder not in node:
                node[folder] = {}
            node = node[folder]
        node[file] = dict()
    return out
