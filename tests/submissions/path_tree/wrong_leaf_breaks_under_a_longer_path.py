def path_tree(paths: list[str]) -> dict[str, dict]:
    root = {}
    for p in paths:
        parts = [part for part in p.split("/") if part]
        cur = root
        for i, part in enumerate(parts):
            if part not in cur:
                cur[part] = None if i == len(parts) - 1 else {}
            cur = cur[part]
    todo = [root]
    while todo:
        folder = todo.pop()
        for key, value in folder.items():
            if value is None:
                folder[key] = {}
            else:
                todo.append(value)
    return root
