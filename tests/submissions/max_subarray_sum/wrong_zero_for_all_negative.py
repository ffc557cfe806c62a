def max_subarray_sum(nums: list[int]) -> int:
    if len(nums) == 0:
        raise ValueError("nothing to sum")
    run = top = 0
    for v in nums:
        run += v
        if run < 0:
            run = 0
        if run > top:
            top = run
    return top
