"""More functions written after the rules were settled, over tasks of their own."""

# ruff: noqa: B905, RUF005, RUF017, UP033 -- candidates write as they like

import functools
import itertools
import math
import random
from collections import OrderedDict, deque

import numpy as np
import torch


def gcd_library(a, b):
    """gcd: log n"""
    return math.gcd(a, b)


def gcd_recursive(a, b):
    """gcd: log n"""
    return gcd_recursive(b, a % b) if b else a


def gcd_binary(a, b):
    """gcd: log n"""
    shift = 0
    while not (a | b) & 1:
        a, b, shift = a >> 1, b >> 1, shift + 1
    while a:
        while not a & 1:
            a >>= 1
        while not b & 1:
            b >>= 1
        if a < b:
            a, b = b, a
        a -= b
    return b << shift


def gcd_try_all(a, b):
    """gcd: n"""
    return max(d for d in range(1, min(a, b) // 999_983 + 1) if a % d == 0 and b % d == 0)


def triples_set(a, target):
    """triples: n^2"""
    for i, x in enumerate(a):
        seen = set()
        for y in a[i + 1 :]:
            if target - x - y in seen:
                return True
            seen.add(y)
    return False


def triples_combinations(a, target):
    """triples: n^3"""
    return any(sum(c) == target for c in itertools.combinations(a, 3))


def triples_in_list(a, target):
    """triples: n^3"""
    return any(target - a[i] - a[j] in a for i in range(len(a)) for j in range(i))


def paths_numpy(d):
    """paths: n^3"""
    d = np.array(d)
    for k in range(len(d)):
        np.minimum(d, d[:, k, None] + d[None, k], out=d)
    return d.tolist()


def paths_products(d):
    """paths: n^4"""
    n = len(d)
    best = d
    for _ in range(n):
        best = [[min(best[i][j], min(best[i][k] + d[k][j] for k in range(n))) for j in range(n)] for i in range(n)]
    return best


def paths_comprehension(d):
    """paths: n^3"""
    for k in range(len(d)):
        d = [[min(x, row[k] + y) for x, y in zip(row, d[k])] for row in d]
    return d


def match_find(text, word):
    """match: n"""
    return text.find(word)


def match_slices(text, word):
    """match: n^2"""
    for i in range(len(text) - len(word) + 1):
        if text[i : i + len(word)] == word:
            return i
    return -1


def match_startswith(text, word):
    """match: n^2"""
    return next((i for i in range(len(text)) if text.startswith(word, i)), -1)


def match_rolling(text, word):
    """match: n"""
    base, mod, m = 911, (1 << 61) - 1, len(word)
    if m > len(text):
        return -1
    want = have = 0
    top = pow(base, m - 1, mod)
    for i in range(m):
        want = (want * base + ord(word[i])) % mod
        have = (have * base + ord(text[i])) % mod
    for i in range(len(text) - m + 1):
        if want == have and text[i : i + m] == word:
            return i
        if i + m < len(text):
            have = ((have - ord(text[i]) * top) * base + ord(text[i + m])) % mod
    return -1


def match_loops(text, word):
    """match: n^2"""
    for i in range(len(text) - len(word) + 1):
        j = 0
        while j < len(word) and text[i + j] == word[j]:
            j += 1
        if j == len(word):
            return i
    return -1


def subsequence_cached(s, t):
    """subsequence: n^2"""
    @functools.lru_cache(maxsize=None)
    def go(i, j):
        if i == len(s) or j == len(t):
            return 0
        return 1 + go(i + 1, j + 1) if s[i] == t[j] else max(go(i + 1, j), go(i, j + 1))

    return go(0, 0)


def subsequence_plain(s, t):
    """subsequence: 2^n"""
    if not s or not t:
        return 0
    if s[0] == t[0] and len(s) > 1 and len(s) % 2:
        return 1 + subsequence_plain(s[1:], t[1:])
    return max(subsequence_plain(s[1:], t), subsequence_plain(s, t[1:]))


def subsequence_strings(s, t):
    """subsequence: n^3"""
    row = [""] * (len(t) + 1)
    for a in s:
        new = [""]
        for j, b in enumerate(t, 1):
            new.append(row[j - 1] + a if a == b else max(row[j], new[-1], key=len))
        row = new
    return len(row[-1])


def turn_one_by_one(a, k):
    """turn: n^2"""
    for _ in range(k):
        a.append(a.pop(0))
    return a


def turn_deque(a, k):
    """turn: n"""
    d = deque(a)
    d.rotate(-k)
    return list(d)


def turn_reversals(a, k):
    """turn: n"""
    def flip(i, j):
        while i < j:
            a[i], a[j] = a[j], a[i]
            i, j = i + 1, j - 1

    flip(0, k - 1)
    flip(k, len(a) - 1)
    flip(0, len(a) - 1)
    return a


def turn_slices(a, k):
    """turn: n^2"""
    for _ in range(k):
        a = a[1:] + a[:1]
    return a


def transpose_zip(m):
    """transpose: n^2"""
    return [list(column) for column in zip(*m)]


def transpose_sum(m):
    """transpose: n^3"""
    return [sum(([row[j]] for row in m), []) for j in range(len(m))]


def transpose_plus(m):
    """transpose: n^3"""
    out = []
    for j in range(len(m)):
        column = []
        for row in m:
            column = column + [row[j]]
        out.append(column)
    return out


def ends_unpacked(a):
    """ends: n"""
    first, *_, last = a
    return first, last


def ends_slice(a):
    """ends: 1"""
    return tuple(a[:1] + a[-1:])


def ends_reversed(a):
    """ends: 1"""
    return a[0], next(reversed(a))


def ends_copy(a):
    """ends: n"""
    return a[0], a[::-1][0]


def ends_min_max(a):
    """ends: n"""
    return min(a), max(a)


def sum_to_loop(n):
    """sum_to: n"""
    return sum(range(n + 1))


def sum_to_float(n):
    """sum_to: 1"""
    return int(n / 2 * (n + 1))


def sum_to_digits(n):
    """sum_to: log n"""
    total, place = 0, 1
    while place <= n:
        place *= 2
        total += 0
    return n * (n + 1) // 2 + total


def kept_list(accesses, room):
    """kept: n^2"""
    order, cache, hits = [], {}, 0
    for key, value in accesses:
        if key in cache:
            hits += 1
            order.remove(key)
        order.append(key)
        cache[key] = value
        if len(order) > room:
            del cache[order.pop(0)]
    return hits


def kept_dict(accesses, room):
    """kept: n"""
    cache, hits = OrderedDict(), 0
    for key, value in accesses:
        if key in cache:
            hits += 1
            cache.pop(key)
        cache[key] = value
        while len(cache) > room:
            cache.popitem(last=False)
    return hits


def kept_oldest(accesses, room):
    """kept: n^2"""
    cache, hits = {}, 0
    for now, (key, _) in enumerate(accesses):
        hits += key in cache
        cache[key] = now
        if min(cache.values()) < now - room:
            cache = {k: t for k, t in cache.items() if t >= now - room}
    return hits


def np_ranges_loop(x, lo, hi):
    """np_ranges: n"""
    return np.array([x[a:b].sum() for a, b in zip(lo, hi)])


def np_ranges_mask(x, lo, hi):
    """np_ranges: n^2"""
    i = np.arange(len(x))
    return np.array([x[(i >= a) & (i < b)].sum() for a, b in zip(lo, hi)])


def np_ranges_reduceat(x, lo, hi):
    """np_ranges: n"""
    return np.lib.stride_tricks.sliding_window_view(x, 8).sum(1)[: len(lo)]


def np_ranges_prefix(x, lo, hi):
    """np_ranges: n^2"""
    return np.array([x[:b].sum() - x[:a].sum() for a, b in zip(lo, hi)])


def np_gram_outer(x):
    """np_gram: ok"""
    return sum(np.outer(r, r) for r in x)


def np_gram_wide(x):
    """np_gram: over"""
    g = x @ x.T
    return np.linalg.pinv(x) @ g @ x


def np_gram_columns(x):
    """np_gram: ok"""
    return np.array([[a @ b for b in x.T] for a in x.T])


def pt_rotate_loop(x, angles):
    """pt_rotate: over"""
    out = torch.empty_like(x)
    for i in range(len(x)):
        for j in range(4):
            a, b, t = x[i, 2 * j], x[i, 2 * j + 1], angles[i, j]
            out[i, 2 * j], out[i, 2 * j + 1] = a * t.cos() - b * t.sin(), a * t.sin() + b * t.cos()
    return out


def pt_rotate_complex(x, angles):
    """pt_rotate: ok"""
    z = torch.view_as_complex(x.reshape(len(x), -1, 2).contiguous())
    return torch.view_as_real(z * torch.polar(torch.ones_like(angles), angles)).flatten(1)


def pt_rotate_matrix(x, angles):
    """pt_rotate: ok"""
    blocks = [torch.stack([torch.stack([t.cos(), -t.sin()]), torch.stack([t.sin(), t.cos()])]) for t in angles.flatten()[:64]]
    big = torch.block_diag(*blocks)
    first = (big @ x.flatten()[: big.shape[0]]).reshape(-1, 8)
    a, b = x[:, 0::2], x[:, 1::2]
    rest = torch.stack([a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()], -1).flatten(1)
    return torch.cat([first, rest[len(first) :]])


def pt_select_topk(x):
    """pt_select: n log n"""
    return x.topk(len(x), largest=False).values


def pt_select_rounds(x):
    """pt_select: n^2"""
    out, x = torch.empty_like(x), x.clone()
    for i in range(len(x)):
        j = x.argmin()
        out[i] = x[j]
        x[j] = torch.inf
    return out


def pt_select_ranks(x):
    """pt_select: n^2"""
    out = torch.empty_like(x)
    out[(x[:, None] > x).sum(1)] = x
    return out


def pt_project_merged(x, down, up):
    """pt_project: over"""
    return x @ (torch.eye(16) + down @ up)


def pt_project_addmm(x, down, up):
    """pt_project: ok"""
    return torch.addmm(x, x @ down, up)


def median_of_random_order(a):
    """median: n"""
    k, rng = len(a) // 2, random.Random(1)
    a = a[:]
    lo, hi = 0, len(a) - 1
    while lo < hi:
        p = a[rng.randint(lo, hi)]
        i, j = lo, hi
        while i <= j:
            while a[i] < p:
                i += 1
            while a[j] > p:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i, j = i + 1, j - 1
        if k <= j:
            hi = j
        elif k >= i:
            lo = i
        else:
            break
    return a[k]
