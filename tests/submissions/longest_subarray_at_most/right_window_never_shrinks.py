def longest_subarray_at_most(nums: list[int], s: int) -> int:
    start = 0
    room = s
    for end in range(len(nums)):
        room -= nums[end]
        if room < 0:
            room += nums[start]
            start += 1
    return len(nums) - start
