"""Brute force over every start and end."""


def max_subarray_sum(nums):
    if len(nums) == 0:
        raise ValueError("empty list")
    return max(sum(nums[i:j]) for i in range(len(nums)) for j in range(i + 1, len(nums) + 1))
