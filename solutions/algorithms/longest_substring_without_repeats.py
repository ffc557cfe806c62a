"""Sliding window with a memory: `left` is the start of the longest run without a repeat that ends at i.

If c was last seen inside the window, the window has to begin just behind that place; if it was seen before the window,
nothing changes. So `left` only moves forward and every character is looked at once: O(n) time, O(alphabet) space.
"""


def longest_substring_without_repeats(s: str) -> int:
    last = {}  # character -> where it was seen last
    left = best = 0
    for i, c in enumerate(s):
        left = max(left, last.get(c, -1) + 1)
        last[c] = i
        best = max(best, i - left + 1)
    return best
