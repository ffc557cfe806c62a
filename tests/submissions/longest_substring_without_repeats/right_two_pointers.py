def longest_substring_without_repeats(s: str) -> int:
    inside = set()
    l, r, answer = 0, 0, 0
    while r < len(s):
        if s[r] in inside:
            inside.discard(s[l])
            l += 1
            continue
        inside.add(s[r])
        r += 1
        if r - l > answer:
            answer = r - l
    return answer
