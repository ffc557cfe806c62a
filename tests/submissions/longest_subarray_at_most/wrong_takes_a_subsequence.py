from itertools import accumulate


def longest_subarray_at_most(nums: list[int], s: int) -> int:
    return sum(1 for total in accumulate(sorted(nums)) if total <= s)
