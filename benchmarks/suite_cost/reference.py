"""The reference of each task."""

# ruff: noqa: B905, N812 -- candidates write as they like

import heapq
from bisect import bisect_left
from collections import Counter, deque

import numpy as np
import torch
import torch.nn.functional as F


def total(a):
    s = 0
    for x in a:
        s += x
    return s


def unique(a):
    return list(dict.fromkeys(a))


def mirror(a):
    return a[::-1]


def text(a):
    return "".join(a)


def pair(a, target):
    seen = set()
    for x in a:
        if target - x in seen:
            return True
        seen.add(x)
    return False


def subarray(a):
    best = here = a[0]
    for x in a[1:]:
        here = max(x, here + x)
        best = max(best, here)
    return best


def shortest(a, s):
    best, left, held = len(a) + 1, 0, 0
    for right, x in enumerate(a):
        held += x
        while held >= s:
            best = min(best, right - left + 1)
            held -= a[left]
            left += 1
    return best


def longest(s):
    last, start, best = {}, 0, 0
    for i, c in enumerate(s):
        if c in last and last[c] >= start:
            start = last[c] + 1
        last[c] = i
        best = max(best, i - start + 1)
    return best


def search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


def middle(a):
    return a[len(a) // 2]


def order(a):
    return sorted(a)


def merge(a, b):
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def words(a):
    return Counter(a)


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % 1_000_007
    return a


def power(b, e, m):
    out = 1
    while e:
        if e & 1:
            out = out * b % m
        b = b * b % m
        e >>= 1
    return out


def increasing(a):
    tails = []
    for x in a:
        i = bisect_left(tails, x)
        tails[i : i + 1] = [x]
    return len(tails)


def inversions(a):
    def go(a):
        if len(a) < 2:
            return a, 0
        m = len(a) // 2
        left, x = go(a[:m])
        right, y = go(a[m:])
        out, count, i = [], x + y, 0
        for r in right:
            while i < len(left) and left[i] <= r:
                out.append(left[i])
                i += 1
            count += len(left) - i
            out.append(r)
        return out + left[i:], count

    return go(a)[1]


def distance(s, t):
    row = list(range(len(t) + 1))
    for i, a in enumerate(s, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(t, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def queue(n):
    q = deque(range(n))
    s = 0
    while q:
        s += q.popleft()
    return s


def primes(n):
    sieve = bytearray([1]) * (n + 1)
    for p in range(2, int(n**0.5) + 1):
        if sieve[p]:
            for k in range(p * p, n + 1, p):
                sieve[k] = 0
    return sum(sieve) - 2


def common(a, b):
    return len(set(a) & set(b))


def palindrome(s):
    return all(s[i] == s[-1 - i] for i in range(len(s) // 2))


def largest_ten(a):
    return heapq.nlargest(10, a)


def median(a):
    k = len(a) // 2
    state = 12345
    while True:
        state = (1103515245 * state + 12345) % 2**31
        pivot = a[state % len(a)]
        low = [x for x in a if x < pivot]
        high = [x for x in a if x > pivot]
        if k < len(low):
            a = low
        elif k >= len(a) - len(high):
            k -= len(a) - len(high)
            a = high
        else:
            return pivot


def subset(a, target):
    reach = [True] + [False] * target
    for x in a:
        for t in range(target, x - 1, -1):
            reach[t] = reach[t] or reach[t - x]
    return reach[target]


def window(a, k):
    out, q = [], deque()
    for i, x in enumerate(a):
        while q and a[q[-1]] <= x:
            q.pop()
        q.append(i)
        if q[0] <= i - k:
            q.popleft()
        if i >= k - 1:
            out.append(a[q[0]])
    return out


def bits(n):
    out = [0] * (n + 1)
    for i in range(1, n + 1):
        out[i] = out[i >> 1] + (i & 1)
    return out


def steps_sum(x):
    return (x * x).sum()


def constant_space(a):
    best = a[0]
    for x in a:
        if x > best:
            best = x
    return best


def np_smooth(x, kernel):
    return np.convolve(x, kernel, "valid")


def np_softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def np_distances(a, b):
    return np.sqrt(((a[:, None] - b[None]) ** 2).sum(-1))


def np_assign(x, centers):
    return ((x[:, None] - centers[None]) ** 2).sum(-1).argmin(1)


def np_interactions(x, v):
    s = x @ v
    return 0.5 * (s @ s - ((x[:, None] * v) ** 2).sum())


def np_running_max(x):
    return np.maximum.accumulate(x)


def np_solve(a, b):
    return np.linalg.solve(a, b)


def np_rank(x):
    ranks = np.empty(len(x), dtype=int)
    ranks[np.argsort(x)] = np.arange(len(x))
    return ranks


def pt_last_step(q, k, v):
    return torch.softmax(q @ k.T / 8**0.5, -1) @ v


def pt_local(q, k, v, w):
    n, d = q.shape
    keys = F.pad(k, (0, 0, w, w)).unfold(0, 2 * w + 1, 1)  # [n, d, 2w + 1]
    values = F.pad(v, (0, 0, w, w)).unfold(0, 2 * w + 1, 1)
    scores = torch.einsum("nd,ndw->nw", q, keys) / d**0.5
    there = F.pad(torch.ones(n, dtype=torch.bool), (w, w)).unfold(0, 2 * w + 1, 1)
    return torch.einsum("nw,ndw->nd", scores.masked_fill(~there, -torch.inf).softmax(-1), values)


def pt_interactions(x, v):
    return 0.5 * ((x @ v) ** 2 - (x**2) @ (v**2)).sum(-1)


def pt_linear_attention(q, k, v):
    return q @ (k.T @ v)


def pt_norm(x):
    return (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True)


def pt_attention(q, k, v):
    return torch.softmax(q @ k.T / 8**0.5, -1) @ v


def anagrams(a):
    groups = {}
    for w in a:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return list(groups.values())


def brackets(s):
    depth = 0
    for c in s:
        depth += 1 if c == "(" else -1
        if depth < 0:
            return False
    return depth == 0


def runs(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(f"{s[i]}{j - i}")
        i = j
    return "".join(out)


def tree_depth(parents):
    depth = [0] * len(parents)
    for i in range(1, len(parents)):
        depth[i] = depth[parents[i]] + 1
    return max(depth)


def reach(n, edges):
    out = [[] for _ in range(n)]
    for a, b in edges:
        out[a].append(b)
    seen, stack = {0}, [0]
    while stack:
        for b in out[stack.pop()]:
            if b not in seen:
                seen.add(b)
                stack.append(b)
    return len(seen)


def coins(kinds, total):
    least = [0] + [total + 1] * total
    for t in range(1, total + 1):
        for c in kinds:
            if c <= t:
                least[t] = min(least[t], least[t - c] + 1)
    return least[total]


def np_counts(x, k):
    return np.bincount(x, minlength=k)


def np_rows(x):
    return x / np.sqrt((x * x).sum(1, keepdims=True))


def np_space(x):
    return np.sort(x)


def pt_gradient(x, w):
    p = torch.sigmoid(x @ w)
    return x.T @ (p - 1) / len(x)


def pt_scan(a, x):
    out, h = torch.empty_like(x), torch.zeros(x.shape[1])
    for t in range(len(x)):
        h = a[t] * h + x[t]
        out[t] = h
    return out


def pt_pool(x):
    return F.avg_pool2d(x, 2)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def triples(a, target):
    a = sorted(a)
    for i, x in enumerate(a):
        j, k = i + 1, len(a) - 1
        while j < k:
            s = x + a[j] + a[k]
            if s == target:
                return True
            if s < target:
                j += 1
            else:
                k -= 1
    return False


def paths(d):
    d = [row[:] for row in d]
    n = len(d)
    for k in range(n):
        for i in range(n):
            for j in range(n):
                d[i][j] = min(d[i][j], d[i][k] + d[k][j])
    return d


def match(text, word):
    back, k = [0], 0
    for c in word[1:]:
        while k and word[k] != c:
            k = back[k - 1]
        k += word[k] == c
        back.append(k)
    k = 0
    for i, c in enumerate(text):
        while k and word[k] != c:
            k = back[k - 1]
        k += word[k] == c
        if k == len(word):
            return i - k + 1
    return -1


def subsequence(s, t):
    row = [0] * (len(t) + 1)
    for a in s:
        before = 0
        for j, b in enumerate(t, 1):
            before, row[j] = row[j], before + 1 if a == b else max(row[j], row[j - 1])
    return row[-1]


def turn(a, k):
    return a[k:] + a[:k]


def transpose(m):
    return [[row[j] for row in m] for j in range(len(m[0]))]


def ends(a):
    return a[0], a[-1]


def sum_to(n):
    return n * (n + 1) // 2


def kept(accesses, room):
    from collections import OrderedDict

    cache, hits = OrderedDict(), 0
    for key, value in accesses:
        hits += key in cache
        cache[key] = value
        cache.move_to_end(key)
        if len(cache) > room:
            cache.popitem(last=False)
    return hits


def np_ranges(x, lo, hi):
    c = np.concatenate([[0.0], np.cumsum(x)])
    return c[hi] - c[lo]


def np_gram(x):
    return x.T @ x


def pt_rotate(x, angles):
    a, b = x[:, 0::2], x[:, 1::2]
    return torch.stack([a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos()], -1).flatten(1)


def pt_select(x):
    return x.sort().values


def pt_project(x, down, up):
    return x + x @ down @ up


def render(a):
    return ",".join(map(str, a))
