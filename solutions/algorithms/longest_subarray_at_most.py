"""Sliding window over positive numbers.

Adding a number makes the sum larger and dropping one makes it smaller, so the longest window that ends at `right` never
starts before the one that ended at `right - 1`. Both ends only move forward: 2n moves, O(n) time, O(1) space.
"""


def longest_subarray_at_most(nums: list[int], s: int) -> int:
    left = total = best = 0
    for right, x in enumerate(nums):
        total += x
        while total > s and left <= right:
            total -= nums[left]
            left += 1
        best = max(best, right - left + 1)  # 0 for an empty window
    return best
