def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    largest = max(nums)
    if largest <= 0:
        return largest
    total = 0
    for v in nums:
        total += max(v, 0)
    return total
