def max_subarray_sum(nums: list[int]) -> int:
    here = overall = nums[0]
    for i in range(1, len(nums)):
        here = max(nums[i], here + nums[i])
        overall = max(overall, here)
    return overall
