"""Brute force: every start and end."""


def longest_subarray_at_most(nums, s):
    fitting = [j - i for i in range(len(nums)) for j in range(i + 1, len(nums) + 1) if sum(nums[i:j]) <= s]
    return max(fitting, default=0)
