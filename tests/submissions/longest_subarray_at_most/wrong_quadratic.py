def longest_subarray_at_most(nums: list[int], s: int) -> int:
    i = answer = 0
    for j in range(1, len(nums) + 1):
        while i < j and sum(nums[k] for k in range(i, j)) > s:
            i += 1
        answer = max(answer, j - i)
    return answer
