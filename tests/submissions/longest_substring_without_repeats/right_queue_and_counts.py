from collections import Counter, deque


class Window:
    """A queue that knows how often each of its items occurs."""

    def __init__(self):
        self.queue = deque()
        self.count = Counter()

    def push(self, c):
        self.queue.append(c)
        self.count[c] += 1
        while self.count[c] == 2:
            self.count[self.queue.popleft()] -= 1
        return len(self.queue)


def longest_substring_without_repeats(s: str) -> int:
    window = Window()
    return max(map(window.push, s), default=0)
