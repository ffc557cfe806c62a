def longest_substring_without_repeats(s: str) -> int:
    seen_at = {}
    start = 0
    ans = 0
    for idx in range(len(s)):
        ch = s[idx]
        if ch in seen_at:
            start = seen_at[ch] + 1
        seen_at[ch] = idx
        ans = max(ans, idx + 1 - start)
    return ans
