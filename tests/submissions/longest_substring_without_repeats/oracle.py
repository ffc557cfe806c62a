"""Brute force: every start, as far as it goes."""


def longest_substring_without_repeats(s):
    longest = 0
    for start in range(len(s)):
        end = start
        while end < len(s) and s[end] not in s[start:end]:
            end += 1
        longest = max(longest, end - start)
    return longest
