def longest_substring_without_repeats(s: str) -> int:
    seen = []
    for ch in s:
        if ch not in seen:
            seen.append(ch)
    return len(seen)
