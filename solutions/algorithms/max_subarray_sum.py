"""Kadane's algorithm (J. Bentley, "Programming Pearls: Algorithm Design Techniques", CACM 1984).

The best run that ends at x either goes on from the best run that ends just before it, or starts at x; it goes on
exactly if what came before adds something. The answer is the best over all ends. One pass, two numbers kept."""


def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("a non-empty subarray needs at least one number")
    best = nums[0]
    current = 0  # largest sum of a run that ends at the number before x
    for x in nums:
        current = max(current, 0) + x
        best = max(best, current)
    return best
