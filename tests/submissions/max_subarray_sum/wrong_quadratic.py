from itertools import accumulate, islice


def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    return max(max(accumulate(islice(nums, i, None))) for i in range(len(nums)))
