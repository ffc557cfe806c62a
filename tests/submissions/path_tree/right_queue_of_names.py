from collections import deque


def names_of(path):
    name = []
    for letter in path + "/":
        if letter != "/":
            name.append(letter)
        elif name:
            yield "".join(name)
            name = []


def path_tree(paths: list[str]) -> dict[str, dict]:
    tree = {}
    for path in paths:
        waiting, here = deque(names_of(path)), tree
        while waiting:
            name = waiting.popleft()
            if here.get(name) is None:
                here[name] = dict()
            here = here[name]
    return tree
