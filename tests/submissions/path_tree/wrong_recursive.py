def _add(tree, names):
    try:
        head = next(names)
    except StopIteration:
        return
    if head:
        tree = tree.setdefault(head, {})
    _add(tree, names)


def path_tree(paths: list[str]) -> dict[str, dict]:
    out = {}
    for path in paths:
        _add(out, iter(path.split("/")))
    return out
