"""By definition: the children of a prefix are the different names that follow it, in the order of `paths`."""


def path_tree(paths):
    split = [tuple(filter(None, path.split("/"))) for path in paths]
    nodes = {(): {}}
    for names in split:
        for depth, name in enumerate(names):
            # The dict of a prefix is found by the prefix itself, not by a walk; hashing it makes this quadratic.
            parent = nodes[names[:depth]]
            child = nodes.setdefault(names[: depth + 1], {})
            if name not in parent:
                parent[name] = child
    return nodes[()]
