from itertools import accumulate


def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    return max(accumulate(nums))
