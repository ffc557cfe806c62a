def longest_subarray_at_most(nums: list[int], s: int) -> int:
    n, end, inside, longest = len(nums), 0, 0, 0
    for start in range(n):
        if end < start:
            end, inside = start, 0
        while end < n and inside + nums[end] <= s:
            inside += nums[end]
            end += 1
        longest = max(longest, end - start)
        if end > start:
            inside -= nums[start]
    return longest
