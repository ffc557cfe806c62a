"""A trie over names instead of letters (E. Fredkin, "Trie memory", CACM 1960).

Every path walks down from the root; `setdefault` steps into the child of that name and makes it if it is not there
yet, so a branch that was seen before is shared and never replaced. Dicts keep the order of insertion. O(total
length)."""


def path_tree(paths: list[str]) -> dict[str, dict]:
    tree = {}
    for path in paths:
        node = tree
        for name in path.split("/"):
            if name:  # "" comes from a doubled, leading or trailing slash
                node = node.setdefault(name, {})
    return tree
