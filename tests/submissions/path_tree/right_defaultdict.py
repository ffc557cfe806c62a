from collections import defaultdict


def path_tree(paths):
    tree = lambda: defaultdict(tree)
    t = tree()
    for p in paths:
        n = t
        for x in filter(None, p.split("/")):
            n = n[x]
    return t
