from itertools import accumulate


def extend(ending_before: int, value: int) -> int:
    return value if ending_before < 0 else ending_before + value


def max_subarray_sum(nums: list[int]) -> int:
    return max(accumulate(nums, extend))  # max() of nothing raises ValueError by itself
