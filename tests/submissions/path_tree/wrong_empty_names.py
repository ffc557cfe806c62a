def path_tree(paths: list[str]) -> dict[str, dict]:
    result = {}
    for p in paths:
        level = result
        for part in p.split("/"):
            if part not in level:
                level[part] = {}
            level = level[part]
    return result
