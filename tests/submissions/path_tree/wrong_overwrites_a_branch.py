def path_tree(paths: list[str]) -> dict[str, dict]:
    root = {}
    for p in paths:
        parts = [part for part in p.split("/") if part != ""]
        cur = root
        for part in parts:
            fresh = dict()
            cur.update({part: fresh})
            cur = fresh
    return root
