import math


def longest_subarray_at_most(nums: list[int], s: int) -> int:
    shortest = math.inf
    for i in range(len(nums)):
        running = 0
        for j in range(i, len(nums)):
            running += nums[j]
            if running >= s:
                shortest = min(shortest, j + 1 - i)
                break
    return 0 if shortest == math.inf else shortest
