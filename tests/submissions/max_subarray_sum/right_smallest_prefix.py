import math


def max_subarray_sum(nums: list[int]) -> int:
    answer = -math.inf
    prefix = lowest = 0
    for value in nums:
        prefix += value
        answer = max(answer, prefix - lowest)
        lowest = min(lowest, prefix)
    if answer == -math.inf:
        raise ValueError("nums is empty")
    return answer
