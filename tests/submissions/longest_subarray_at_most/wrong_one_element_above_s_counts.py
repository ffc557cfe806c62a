def longest_subarray_at_most(nums: list[int], s: int) -> int:
    answer, start, acc = 0, 0, 0
    for end in range(len(nums)):
        acc = acc + nums[end]
        while start != end and acc > s:
            acc = acc - nums[start]
            start = start + 1
        if end - start >= answer:
            answer = end - start + 1
    return answer
