def longest_substring_without_repeats(s: str) -> int:
    window = ""
    best = 0
    for ch in s:
        if ch in window:
            window = window.split(ch, 1)[1]
        window = window + ch
        best = max(best, len(window))
    return best
