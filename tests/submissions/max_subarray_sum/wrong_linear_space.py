def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    n = len(nums)
    dp = [0] * n
    dp[0] = nums[0]
    for i in range(1, n):
        dp[i] = max(nums[i], dp[i - 1] + nums[i])
    return max(dp)
