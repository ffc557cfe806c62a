def longest_subarray_at_most(nums: list[int], s: int) -> int:
    res = 0
    left = 0
    running = 0
    for right in range(len(nums)):
        running += nums[right]
        while s < running:
            running -= nums[left]
            left += 1
        res = max(res, 1 + right - left)
    return res
