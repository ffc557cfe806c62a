def longest_substring_without_repeats(s: str) -> int:
    lengths = [0]
    where = {}
    begin = 0
    for k, ch in enumerate(s):
        if where.get(ch, -1) >= begin:
            lengths.append(k - begin)
            begin = where[ch] + 1
        where[ch] = k
    return max(lengths)
