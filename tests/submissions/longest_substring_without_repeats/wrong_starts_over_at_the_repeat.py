def longest_substring_without_repeats(s: str) -> int:
    run, ans = [], 0
    seen = {}
    for ch in s:
        if seen.get(ch):
            run.clear()
            seen.clear()
        seen[ch] = True
        run.append(ch)
        ans = max(ans, len(run))
    return ans
