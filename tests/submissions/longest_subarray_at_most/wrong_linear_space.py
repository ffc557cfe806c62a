from itertools import accumulate


def longest_subarray_at_most(nums: list[int], s: int) -> int:
    prefix = [0, *accumulate(nums)]
    i = longest = 0
    for j in range(1, len(prefix)):
        while i < j and prefix[j] - prefix[i] > s:
            i += 1
        longest = max(longest, j - i)
    return longest
