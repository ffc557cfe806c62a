def max_subarray_sum(nums: list[int]) -> int:
    if not nums:
        raise ValueError("nums is empty")
    answer, run = float("-inf"), 0
    for value in nums:
        run += value
        if run < 0:
            run = value
        answer = max(answer, run)
    return answer
