"""Functions on which the rules were worked out. A docstring says the task and the growth of what its clause is about.

By convention the text of one number is of constant length, as is one machine integer.
"""

# ruff: noqa: B905, N812, RUF005 -- candidates write as they like

import bisect
import functools
import heapq
import itertools
import math
import operator
import random
import re
from collections import Counter, OrderedDict, defaultdict, deque

import numpy as np
import torch
import torch.nn.functional as F


def total_builtin(a):
    """total: n"""
    return sum(a)


def total_reduce(a):
    """total: n"""
    return functools.reduce(operator.add, a)


def total_pop(a):
    """total: n"""
    s = 0
    while a:
        s += a.pop()
    return s


def total_pop_front(a):
    """total: n^2"""
    s = 0
    while a:
        s += a.pop(0)
    return s


def total_slices(a):
    """total: n^2"""
    s = 0
    while a:
        s += a[0]
        a = a[1:]
    return s


def total_prefixes(a):
    """total: n^2"""
    return [sum(a[: i + 1]) for i in range(len(a))][-1]


def total_halves(a):
    """total: n log n"""
    if len(a) < 2:
        return sum(a)
    m = len(a) // 2
    return total_halves(a[:m]) + total_halves(a[m:])


def total_recursive(a):
    """total: n"""
    def go(i):
        return 0 if i == len(a) else a[i] + go(i + 1)

    return go(0)


def total_unpacking(a):
    """total: n^2"""
    s = 0
    while a:
        x, *a = a
        s += x
    return s


def total_two_ends(a):
    """total: n"""
    return sum(a[i] + a[-1 - i] for i in range(len(a))) // 2


def total_sorted_first(a):
    """total: n log n"""
    s = 0
    for x in sorted(a):
        s += x
    return s


def total_class(a):
    """total: n"""
    class Adder:
        def __init__(self):
            self.__s = 0

        def __iadd__(self, x):
            self.__s += x
            return self

        def __int__(self):
            return self.__s

    s = Adder()
    for x in a:
        s += x
    return int(s)


def unique_set(a):
    """unique: n"""
    seen, out = set(), []
    for x in a:
        if x not in seen:
            seen.add(x)
            out.append(x)
    return out


def unique_list(a):
    """unique: n^2"""
    out = []
    for x in a:
        if x not in out:
            out.append(x)
    return out


def unique_comprehension(a):
    """unique: n^2"""
    return [x for i, x in enumerate(a) if x not in a[:i]]


def unique_index(a):
    """unique: n^2"""
    return [x for i, x in enumerate(a) if a.index(x) == i]


def unique_count(a):
    """unique: n^2"""
    return [x for x in a if a.count(x) >= 1]


def unique_ordered(a):
    """unique: n"""
    return list(OrderedDict.fromkeys(a))


def unique_values(a):
    """unique: n^2"""
    seen = {}
    for i, x in enumerate(a):
        if x not in seen.values():
            seen[i] = x
    return list(seen.values())


def mirror_insert(a):
    """mirror: n^2"""
    out = []
    for x in a:
        out.insert(0, x)
    return out


def mirror_deque(a):
    """mirror: n"""
    out = deque()
    for x in a:
        out.appendleft(x)
    return list(out)


def mirror_plus(a):
    """mirror: n^2"""
    out = []
    for x in a:
        out = [x] + out
    return out


def mirror_swap(a):
    """mirror: n"""
    for i in range(len(a) // 2):
        a[i], a[-1 - i] = a[-1 - i], a[i]
    return a


def mirror_tuple(a):
    """mirror: n^2"""
    out = ()
    for x in reversed(a):
        out += (x,)
    return list(out)


def mirror_extend(a):
    """mirror: n"""
    out = []
    out.extend(reversed(a))
    return out


def text_plus(a):
    """text: n"""
    s = ""
    for c in a:
        s += c
    return s


def text_front(a):
    """text: n^2"""
    s = ""
    for c in reversed(a):
        s = c + s
    return s


def text_attribute(a):
    """text: n^2"""
    class Writer:
        s = ""

        def write(self, c):
            self.s = self.s + c

    w = Writer()
    for c in a:
        w.write(c)
    return w.s


def text_bytes(a):
    """text: n^2"""
    s = b""
    for c in a:
        s = s + c.encode()
    return s.decode()


def text_generator(a):
    """text: n"""
    return "".join(c for c in a)


def text_format(a):
    """text: n^2"""
    s = ""
    for c in a:
        s = f"{s}{c}"
    return s


def pair_loops(a, target):
    """pair: n^2"""
    for i in range(len(a)):
        for j in range(i + 1, len(a)):
            if a[i] + a[j] == target:
                return True
    return False


def pair_in_list(a, target):
    """pair: n^2"""
    return any(target - x in a for x in a)


def pair_pointers(a, target):
    """pair: n log n"""
    a = sorted(a)
    i, j = 0, len(a) - 1
    while i < j:
        s = a[i] + a[j]
        if s == target:
            return True
        i, j = (i + 1, j) if s < target else (i, j - 1)
    return False


def pair_combinations(a, target):
    """pair: n^2"""
    return any(x + y == target for x, y in itertools.combinations(a, 2))


def pair_dict(a, target):
    """pair: n"""
    place = {x: i for i, x in enumerate(a)}
    return any(place.get(target - x, i) != i for i, x in enumerate(a))


def subarray_all(a):
    """subarray: n^2"""
    best = a[0]
    for i in range(len(a)):
        s = 0
        for j in range(i, len(a)):
            s += a[j]
            best = max(best, s)
    return best


def subarray_cubic(a):
    """subarray: n^3"""
    return max(sum(a[i:j]) for i in range(len(a)) for j in range(i + 1, len(a) + 1))


def subarray_accumulate(a):
    """subarray: n"""
    return max(itertools.accumulate(a, lambda s, x: max(x, s + x)))


def subarray_prefix(a):
    """subarray: n"""
    sums = [0, *itertools.accumulate(a)]
    low, best = 0, -math.inf
    for s in sums[1:]:
        best = max(best, s - low)
        low = min(low, s)
    return best


def subarray_divide(a):
    """subarray: n log n"""
    def go(lo, hi):
        if hi - lo == 1:
            return a[lo]
        mid = (lo + hi) // 2
        s = left = right = -math.inf
        s = 0
        for i in range(mid - 1, lo - 1, -1):
            s += a[i]
            left = max(left, s)
        s = 0
        for i in range(mid, hi):
            s += a[i]
            right = max(right, s)
        return max(go(lo, mid), go(mid, hi), left + right)

    return go(0, len(a))


def shortest_binary(a, s):
    """shortest: n log n"""
    sums = [0, *itertools.accumulate(a)]
    best = len(a) + 1
    for i, x in enumerate(sums):
        j = bisect.bisect_left(sums, x + s)
        if j < len(sums):
            best = min(best, j - i)
    return best


def shortest_sums(a, s):
    """shortest: n^2"""
    best = len(a) + 1
    for i in range(len(a)):
        held = 0
        for j in range(i, len(a)):
            held += a[j]
            if held >= s:
                best = min(best, j - i + 1)
                break
    return best


def longest_slices(s):
    """longest: n^2"""
    best = start = 0
    for i, c in enumerate(s):
        at = s[start:i].find(c)
        if at >= 0:
            start += at + 1
        best = max(best, i - start + 1)
    return best


def longest_set(s):
    """longest: n"""
    held, left, best = set(), 0, 0
    for right, c in enumerate(s):
        while c in held:
            held.remove(s[left])
            left += 1
        held.add(c)
        best = max(best, right - left + 1)
    return best


def longest_list(s):
    """longest: n^2"""
    held, best = [], 0
    for c in s:
        while c in held:
            held.pop(0)
        held.append(c)
        best = max(best, len(held))
    return best


def search_bisect(a, x):
    """search: log n"""
    return bisect.bisect_left(a, x)


def search_index(a, x):
    """search: n"""
    for i, y in enumerate(a):
        if y >= x:
            return i
    return len(a)


def search_recursive(a, x):
    """search: log n"""
    def go(lo, hi):
        if lo == hi:
            return lo
        mid = (lo + hi) // 2
        return go(mid + 1, hi) if a[mid] < x else go(lo, mid)

    return go(0, len(a))


def search_slices(a, x):
    """search: n"""
    base = 0
    while a:
        mid = len(a) // 2
        if a[mid] < x:
            base += mid + 1
            a = a[mid + 1 :]
        else:
            a = a[:mid]
    return base


def search_count(a, x):
    """search: n"""
    return sum(y < x for y in a)


def middle_copy(a):
    """middle: n"""
    return list(a)[len(a) // 2]


def middle_walk(a):
    """middle: n"""
    for i, x in enumerate(a):
        if i == len(a) // 2:
            return x
    return None


def middle_shift(a):
    """middle: 1"""
    n = len(a)
    return a[n >> 1] if n else None


def middle_halving(a):
    """middle: log n"""
    k = 0
    n = len(a)
    while n > 1:
        n //= 2
        k += n * 0
    return a[len(a) // 2 + k]


def order_merge(a):
    """order: n log n"""
    if len(a) < 2:
        return a
    m = len(a) // 2
    left, right = order_merge(a[:m]), order_merge(a[m:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def order_heap(a):
    """order: n log n"""
    heapq.heapify(a)
    return [heapq.heappop(a) for _ in range(len(a))]


def order_bubble(a):
    """order: n^2"""
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def order_insort(a):
    """order: n^2"""
    out = []
    for x in a:
        bisect.insort(out, x)
    return out


def order_min_remove(a):
    """order: n^2"""
    out = []
    while a:
        x = min(a)
        a.remove(x)
        out.append(x)
    return out


def order_quick(a):
    """order: n log n"""
    if len(a) < 2:
        return a
    p = a[len(a) // 2]
    return order_quick([x for x in a if x < p]) + [x for x in a if x == p] + order_quick([x for x in a if x > p])


def merge_pop(a, b):
    """merge: n^2"""
    out = []
    while a and b:
        out.append(a.pop(0) if a[0] <= b[0] else b.pop(0))
    return out + a + b


def merge_heapq(a, b):
    """merge: n"""
    return list(heapq.merge(a, b))


def merge_insert(a, b):
    """merge: n^2"""
    for x in b:
        i = bisect.bisect(a, x)
        a = a[:i] + [x] + a[i:]
    return a


def words_default(a):
    """words: n"""
    d = defaultdict(int)
    for w in a:
        d[w] += 1
    return dict(d)


def words_count(a):
    """words: n^2"""
    return {w: a.count(w) for w in set(a)}


def words_keys(a):
    """words: n^2"""
    d = {}
    for w in a:
        if w in list(d):
            d[w] += 1
        else:
            d[w] = 1
    return d


def words_sorted_groups(a):
    """words: n log n"""
    return {k: sum(1 for _ in g) for k, g in itertools.groupby(sorted(a))}


def fibonacci_naive(n):
    """fibonacci: 2^n"""
    return n if n < 2 else fibonacci_naive(n - 1) + fibonacci_naive(n - 2)


def fibonacci_cached(n):
    """fibonacci: n"""
    @functools.cache
    def fib(k):
        return k if k < 2 else (fib(k - 1) + fib(k - 2)) % 1_000_007

    return fib(n)


def fibonacci_list(n):
    """fibonacci: n"""
    f = [0, 1]
    while len(f) <= n:
        f.append((f[-1] + f[-2]) % 1_000_007)
    return f[n]


def power_loop(b, e, m):
    """power: n"""
    out = 1
    for _ in range(e):
        out = out * b % m
    return out


def power_builtin(b, e, m):
    """power: log n"""
    return pow(b, e, m)


def power_big(b, e, m):
    """power: n sqrt n"""
    return b**e % m


def power_two_calls(b, e, m):
    """power: n"""
    if e == 0:
        return 1
    half = power_two_calls(b, e // 2, m) * power_two_calls(b, e // 2, m) % m
    return half * b % m if e % 2 else half


def increasing_table(a):
    """increasing: n^2"""
    best = [1] * len(a)
    for i in range(len(a)):
        for j in range(i):
            if a[j] < a[i]:
                best[i] = max(best[i], best[j] + 1)
    return max(best)


def inversions_pairs(a):
    """inversions: n^2"""
    return sum(a[i] > a[j] for i in range(len(a)) for j in range(i + 1, len(a)))


def inversions_tree(a):
    """inversions: n log n"""
    place = {x: i + 1 for i, x in enumerate(sorted(a))}
    tree = [0] * (len(a) + 1)
    count = 0
    for seen, x in enumerate(a):
        i, below = place[x], 0
        while i:
            below += tree[i]
            i -= i & -i
        count += seen - below
        i = place[x]
        while i <= len(a):
            tree[i] += 1
            i += i & -i
    return count


def distance_table(s, t):
    """distance: n^2"""
    d = [[i + j if i * j == 0 else 0 for j in range(len(t) + 1)] for i in range(len(s) + 1)]
    for i in range(1, len(s) + 1):
        for j in range(1, len(t) + 1):
            d[i][j] = min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (s[i - 1] != t[j - 1]))
    return d[-1][-1]


def distance_naive(s, t):
    """distance: 2^n"""
    if not s or not t:
        return len(s) + len(t)
    if s[0] == t[0]:
        return distance_naive(s[1:], t[1:])
    return 1 + min(distance_naive(s[1:], t), distance_naive(s, t[1:]), distance_naive(s[1:], t[1:]))


def distance_cached(s, t):
    """distance: n^2"""
    @functools.lru_cache(None)
    def d(i, j):
        if i == 0 or j == 0:
            return i + j
        return min(d(i - 1, j) + 1, d(i, j - 1) + 1, d(i - 1, j - 1) + (s[i - 1] != t[j - 1]))

    return d(len(s), len(t))


def distance_sliced_cache(s, t):
    """distance: n^3"""
    @functools.lru_cache(None)
    def d(a, b):
        if not a or not b:
            return len(a) + len(b)
        return min(d(a[1:], b) + 1, d(a, b[1:]) + 1, d(a[1:], b[1:]) + (a[0] != b[0]))

    return d(s, t)


def product_loops(a, b):
    """product: n^3"""
    n = len(a)
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                c[i][j] += a[i][k] * b[k][j]
    return c


def product_columns_again(a, b):
    """product: n^4"""
    n = len(a)
    return [[sum(a[i][k] * [row[j] for row in b][k] for k in range(n)) for j in range(n)] for i in range(n)]


def queue_list(n):
    """queue: n^2"""
    q = list(range(n))
    s = 0
    while q:
        s += q[0]
        del q[0]
    return s


def queue_index(n):
    """queue: n"""
    q, head, s = list(range(n)), 0, 0
    while head < len(q):
        s += q[head]
        head += 1
    return s


def queue_rotate(n):
    """queue: n^2"""
    q = deque(range(n))
    s = 0
    while q:
        q.rotate(len(q) // 2)
        s += q.pop()
    return s


def primes_slices(n):
    """primes: n log n"""
    sieve = bytearray([1]) * (n + 1)
    for p in range(2, int(n**0.5) + 1):
        if sieve[p]:
            sieve[p * p :: p] = bytes(len(range(p * p, n + 1, p)))
    return sum(sieve) - 2


def primes_trial(n):
    """primes: n^2"""
    return sum(all(k % d for d in range(2, k)) for k in range(2, n + 1))


def primes_found(n):
    """primes: n^2"""
    found = []
    for k in range(2, n + 1):
        if not [p for p in found if k % p == 0]:
            found.append(k)
    return len(found)


def common_lists(a, b):
    """common: n^2"""
    return len([x for x in a if x in b])


def common_intersection(a, b):
    """common: n"""
    return len(set(a).intersection(b))


def common_counter(a, b):
    """common: n"""
    return sum((Counter(a) & Counter(b)).values())


def palindrome_slice(s):
    """palindrome: n"""
    return s == s[::-1]


def palindrome_recursive(s):
    """palindrome: n^2"""
    return len(s) < 2 or (s[0] == s[-1] and palindrome_recursive(s[1:-1]))


def largest_ten_sort(a):
    """largest_ten: n log n"""
    return sorted(a, reverse=True)[:10]


def largest_ten_heap(a):
    """largest_ten: n"""
    h = a[:10]
    heapq.heapify(h)
    for x in a[10:]:
        heapq.heappushpop(h, x)
    return sorted(h, reverse=True)


def largest_ten_rounds(a):
    """largest_ten: n"""
    out = []
    for _ in range(10):
        x = max(a)
        out.append(x)
        a.remove(x)
    return out


def largest_ten_all_pushed(a):
    """largest_ten: n log n"""
    h = []
    for x in sorted(a, reverse=True):
        heapq.heappush(h, -x)
    return [-heapq.heappop(h) for _ in range(10)]


def median_sorted(a):
    """median: n log n"""
    return sorted(a)[len(a) // 2]


def median_random(a):
    """median: n"""
    k = len(a) // 2
    while len(a) > 1:
        p = random.choice(a)
        low, high = [x for x in a if x < p], [x for x in a if x >= p]
        if k < len(low):
            a = low
        else:
            k -= len(low)
            if low or len(high) < len(a):
                a = high
            elif k == 0:
                return p
            else:
                a, k = [x for x in high if x != p], k - 1
    return a[0]


def subset_all(a, target):
    """subset: 2^n"""
    return any(sum(c) == target for r in range(len(a) + 1) for c in itertools.combinations(a, r))


def subset_recursive(a, target):
    """subset: 2^n"""
    def go(i, left):
        if i == len(a):
            return left == 0
        return go(i + 1, left - a[i]) or go(i + 1, left)

    return go(0, target)


def subset_set(a, target):
    """subset: n^2"""
    reach = {0}
    for x in a:
        reach |= {r + x for r in reach if r + x <= target}
    return target in reach


def window_max(a, k):
    """window: n^2"""
    return [max(a[i : i + k]) for i in range(len(a) - k + 1)]


def window_heap(a, k):
    """window: n log n"""
    h, out = [], []
    for i, x in enumerate(a):
        heapq.heappush(h, (-x, i))
        while h[0][1] <= i - k:
            heapq.heappop(h)
        if i >= k - 1:
            out.append(-h[0][0])
    return out


def bits_builtin(n):
    """bits: n"""
    return [i.bit_count() for i in range(n + 1)]


def bits_text(n):
    """bits: n"""
    return [len(re.findall("1", bin(i) * 1)) for i in range(n + 1)]


def bits_shift(n):
    """bits: n log n"""
    out = []
    for i in range(n + 1):
        c = 0
        while i:
            c += i & 1
            i >>= 1
        out.append(c)
    return out


def render_grow(a):
    """render: n"""
    s = ""
    for x in a:
        s += ("," if s else "") + str(x)
    return s


def render_format(a):
    """render: n"""
    return ",".join(f"{x:d}" for x in a)


def render_json(a):
    """render: n"""
    import json

    return json.dumps(a)[1:-1].replace(", ", ",")


def render_front(a):
    """render: n^2"""
    s = ""
    for x in reversed(a):
        s = str(x) + "," + s
    return s[:-1]


def render_sorted(a):
    """render: n log n"""
    return ",".join(sorted(map(str, a), key=lambda t: t[::-1]))


def steps_sum_dot(x):
    """steps_sum: 1"""
    return np.dot(x, x)


def steps_sum_loop(x):
    """steps_sum: n"""
    s = 0.0
    for v in x:
        s += v * v
    return s


def steps_sum_vectorize(x):
    """steps_sum: n"""
    return np.vectorize(lambda v: v * v)(x).sum()


def steps_sum_generator(x):
    """steps_sum: n"""
    return sum(v * v for v in x.tolist())


def steps_sum_map(x):
    """steps_sum: n"""
    return sum(map(operator.mul, x, x))


def steps_sum_columns(x):
    """steps_sum: 1"""
    return sum(float(part @ part) for part in np.array_split(x, 4))


def constant_space_builtin(a):
    """constant_space: 1"""
    return max(a)


def constant_space_sorted(a):
    """constant_space: n"""
    return sorted(a)[-1]


def constant_space_slices(a):
    """constant_space: n"""
    return max(a[0], max(a[1:]))


def constant_space_recursive(a):
    """constant_space: n"""
    def go(i):
        return a[i] if i == len(a) - 1 else max(a[i], go(i + 1))

    return go(0)


def constant_space_generator(a):
    """constant_space: 1"""
    return max(x for x in a)


def np_smooth_loop(x, kernel):
    """np_smooth: n"""
    k = len(kernel)
    return np.array([x[i : i + k] @ kernel for i in range(len(x) - k + 1)])


def np_smooth_windows(x, kernel):
    """np_smooth: n"""
    return np.lib.stride_tricks.sliding_window_view(x, len(kernel)) @ kernel


def np_smooth_matrix(x, kernel):
    """np_smooth: n^2"""
    n, k = len(x), len(kernel)
    band = np.zeros((n - k + 1, n))
    for j in range(k):
        band[np.arange(n - k + 1), np.arange(n - k + 1) + j] = kernel[j]
    return band @ x


def np_smooth_append(x, kernel):
    """np_smooth: n^2"""
    out = np.zeros(0)
    for i in range(len(x) - 4):
        out = np.append(out, x[i : i + 5] @ kernel)
    return out


def np_softmax_loop(x):
    """np_softmax: n"""
    m = max(x)
    e = [math.exp(v - m) for v in x]
    s = sum(e)
    return np.array([v / s for v in e])


def np_softmax_sums(x):
    """np_softmax: n^2"""
    return np.array([1 / np.exp(x - v).sum() for v in x])


def np_softmax_broadcast(x):
    """np_softmax: n^2"""
    return 1 / np.exp(x[None] - x[:, None]).sum(1)


def np_distances_expanded(a, b):
    """np_distances: n^2"""
    s = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T
    return np.sqrt(np.maximum(s, 0))


def np_distances_loops(a, b):
    """np_distances: n^2"""
    return np.array([[np.linalg.norm(p - q) for q in b] for p in a])


def np_distances_again(a, b):
    """np_distances: n^3"""
    out = np.zeros((len(a), len(b)))
    for i, p in enumerate(a):
        for j in range(len(b)):
            out[i, j] = np.sqrt(((p - b) ** 2).sum(1))[j]
    return out


def np_assign_rows(x, centers):
    """np_assign: n"""
    return np.array([((row - centers) ** 2).sum(1).argmin() for row in x])


def np_assign_broadcast(x, centers):
    """np_assign: 1"""
    return np.linalg.norm(x[:, None] - centers, axis=-1).argmin(1)


def np_assign_by_center(x, centers):
    """np_assign: 1"""
    return np.stack([((x - c) ** 2).sum(1) for c in centers]).argmin(0)


def np_interactions_pairs(x, v):
    """np_interactions: n^2"""
    return 0.5 * ((v @ v.T * np.outer(x, x)).sum() - (x**2 * (v**2).sum(1)).sum())


def np_interactions_factors(x, v):
    """np_interactions: n"""
    return 0.5 * sum((x @ v[:, f]) ** 2 - (x**2) @ (v[:, f] ** 2) for f in range(v.shape[1]))


def np_running_max_prefix(x):
    """np_running_max: n^2"""
    return np.array([x[: i + 1].max() for i in range(len(x))])


def np_running_max_loop(x):
    """np_running_max: n"""
    out = x.copy()
    for i in range(1, len(x)):
        out[i] = max(out[i - 1], x[i])
    return out


def np_running_max_doubling(x):
    """np_running_max: n log n"""
    out = x.copy()
    k = 1
    while k < len(out):
        out[k:] = np.maximum(out[k:], out[:-k].copy())
        k *= 2
    return out


def np_solve_inverse(a, b):
    """np_solve: n^3"""
    return np.linalg.inv(a) @ b


def np_solve_cramer(a, b):
    """np_solve: n^4"""
    d = np.linalg.det(a)
    out = []
    for i in range(len(b)):
        m = a.copy()
        m[:, i] = b
        out.append(np.linalg.det(m) / d)
    return np.array(out)


def np_solve_gauss(a, b):
    """np_solve: n^3"""
    a, b = a.copy(), b.copy()
    n = len(b)
    for i in range(n):
        f = a[i + 1 :, i] / a[i, i]
        a[i + 1 :] -= f[:, None] * a[i]
        b[i + 1 :] -= f * b[i]
    for i in range(n - 1, -1, -1):
        b[i] = (b[i] - a[i, i + 1 :] @ b[i + 1 :]) / a[i, i]
    return b


def np_rank_twice(x):
    """np_rank: n log n"""
    return x.argsort().argsort()


def np_rank_compare(x):
    """np_rank: n^2"""
    return (x[:, None] > x[None]).sum(1)


def np_rank_where(x):
    """np_rank: n^2"""
    s = np.sort(x)
    return np.array([np.where(s == v)[0][0] for v in x])


def pt_last_step_loop(q, k, v):
    """pt_last_step: ok"""
    s = torch.stack([(q[0] * k[i]).sum() for i in range(len(k))])
    return (torch.softmax(s / 8**0.5, 0)[:, None] * v).sum(0, keepdim=True)


def pt_last_step_full(q, k, v):
    """pt_last_step: over"""
    q = torch.cat([k[:-1], q])
    return (torch.softmax(q @ k.T / 8**0.5, -1) @ v)[-1:]


def pt_last_step_sdpa(q, k, v):
    """pt_last_step: ok"""
    return F.scaled_dot_product_attention(q[None], k[None], v[None])[0]


def pt_local_mask(q, k, v, w):
    """pt_local: over"""
    i = torch.arange(len(q))
    near = (i[:, None] - i[None]).abs() <= w
    return torch.softmax((q @ k.T / q.shape[1] ** 0.5).masked_fill(~near, -torch.inf), -1) @ v


def pt_local_rolls(q, k, v, w):
    """pt_local: ok"""
    n, d = q.shape
    i = torch.arange(n)
    scores, values = [], []
    for o in range(-w, w + 1):
        j = (i + o).clamp(0, n - 1)
        s = (q * k[j]).sum(-1) / d**0.5
        scores.append(s.masked_fill((i + o < 0) | (i + o >= n), -torch.inf))
        values.append(v[j])
    p = torch.stack(scores, -1).softmax(-1)
    return sum(p[:, a, None] * x for a, x in enumerate(values))


def pt_local_rows(q, k, v, w):
    """pt_local: ok"""
    out = []
    for i in range(len(q)):
        lo, hi = max(0, i - w), i + w + 1
        out.append(torch.softmax(k[lo:hi] @ q[i] / q.shape[1] ** 0.5, 0) @ v[lo:hi])
    return torch.stack(out)


def pt_interactions_gram(x, v):
    """pt_interactions: over"""
    g = v @ v.T
    return 0.5 * (torch.einsum("bi,ij,bj->b", x, g, x) - (x**2 @ g.diagonal()))


def pt_interactions_factor(x, v):
    """pt_interactions: ok"""
    return 0.5 * sum((x @ v[:, f]) ** 2 - (x**2) @ (v[:, f] ** 2) for f in range(v.shape[1]))


def pt_linear_attention_left(q, k, v):
    """pt_linear_attention: n^2"""
    return (q @ k.T) @ v


def pt_linear_attention_loop(q, k, v):
    """pt_linear_attention: n"""
    s = torch.zeros(4, 4)
    for a, b in zip(k, v):
        s += torch.outer(a, b)
    return q @ s


def pt_linear_attention_einsum(q, k, v):
    """pt_linear_attention: n"""
    return torch.einsum("nd,de->ne", q, torch.einsum("nd,ne->de", k, v))


def pt_norm_rows(x):
    """pt_norm: n"""
    return torch.stack([(r - r.mean()) / r.std() for r in x])


def pt_norm_vmap(x):
    """pt_norm: 1"""
    return torch.vmap(lambda r: (r - r.mean()) / r.std())(x)


def pt_attention_sdpa(q, k, v):
    """pt_attention: ok"""
    return F.scaled_dot_product_attention(q[None], k[None], v[None])[0]


def pt_attention_outer(q, k, v):
    """pt_attention: ok"""
    scores = (q[:, None] * k[None]).sum(-1) / 8**0.5
    return scores.softmax(-1) @ v


def pt_attention_twice(q, k, v):
    """pt_attention: over"""
    m = (q @ k.T / 8**0.5).amax(-1, keepdim=True)
    e = torch.exp(q @ k.T / 8**0.5 - m)
    return (e @ v) / torch.exp(q @ k.T / 8**0.5 - m).sum(-1, keepdim=True)
