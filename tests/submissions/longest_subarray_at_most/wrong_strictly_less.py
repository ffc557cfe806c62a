def longest_subarray_at_most(nums: list[int], s: int) -> int:
    i = j = acc = answer = 0
    while j < len(nums):
        acc += nums[j]
        j += 1
        while i < j and not acc < s:
            acc -= nums[i]
            i += 1
        answer = max(answer, j - i)
    return answer
