def longest_substring_without_repeats(s: str) -> int:
    place = {}
    answer = i = 0
    while i < len(s):
        if s[i] in place:
            i = place[s[i]] + 1
            place = {}
        else:
            place[s[i]] = i
            answer = max(answer, len(place))
            i += 1
    return answer
