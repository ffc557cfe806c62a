"""Functions written after the rules were settled; nothing was changed to get them right. Labels as in development.py."""

# ruff: noqa: B905, C417, N812, RUF005, SIM118 -- candidates write as they like

import array
import collections
import copy
import functools
import heapq
import itertools
import math
import operator
import re
import statistics
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F


def total_match(a):
    """total: n"""
    s, i = 0, 0
    while True:
        match a[i : i + 2]:
            case []:
                return s
            case [x]:
                return s + x
            case [x, y]:
                s += x + y
        i += 2


def total_match_rest(a):
    """total: n^2"""
    match a:
        case []:
            return 0
    s = 0
    while a:
        match a:
            case [x, *rest]:
                s += x
                a = list(rest)
    return s


def total_swallow(a):
    """total: n"""
    s, i = 0, 0
    while True:
        try:
            s += a[i]
            i += 1
        except IndexError:
            return s


def total_base_exception(a):
    """total: n^2"""
    s = 0
    for i in range(len(a)):
        try:
            s += a[len(a) - 1 :: -1][i]
        except BaseException:
            raise
    return s


def total_dataclass(a):
    """total: n"""
    @dataclass
    class Sum:
        value: int = 0
        seen: list[int] = field(default_factory=list)

        def __add__(self, x):
            self.seen.append(x)
            return Sum(self.value + x, self.seen)

    return functools.reduce(operator.add, a, Sum()).value


def total_dataclass_copies(a):
    """total: n^2"""
    @dataclass(frozen=True)
    class Sum:
        seen: tuple = ()

        def __add__(self, x):
            return Sum((*self.seen, x))

    return sum(functools.reduce(lambda s, x: s + x, a, Sum()).seen)


def total_deepcopy(a):
    """total: n^2"""
    s = 0
    for i in range(len(a)):
        s += copy.deepcopy(a)[i]
    return s


def total_array(a):
    """total: n"""
    return sum(array.array("q", a))


def total_memoryview(a):
    """total: n"""
    m, s = memoryview(array.array("q", a)), 0
    while len(m):
        s += m[0]
        m = m[1:]
    return s


def total_fsum_prefixes(a):
    """total: n^2"""
    return max(math.fsum(itertools.islice(a, i)) for i in range(len(a) + 1))


def total_pairwise_rounds(a):
    """total: n"""
    while len(a) > 1:
        a = [sum(a[i : i + 2]) for i in range(0, len(a), 2)]
    return a[0]


def unique_dict_head(a):
    """unique: n^2"""
    left, out = dict.fromkeys(a), []
    while left:
        x = next(iter(left))
        del left[x]
        out.append(x)
    return out


def unique_sort_index(a):
    """unique: n^2"""
    return sorted(set(a), key=a.index)


def unique_filter(a):
    """unique: n^2"""
    out = []
    while a:
        out.append(a[0])
        a = list(filter(lambda x: x != out[-1], a))
    return out


def unique_frozen(a):
    """unique: n^2"""
    seen, out = frozenset(), []
    for x in a:
        if x not in seen:
            seen = seen | {x}
            out.append(x)
    return out


def unique_keys_view(a):
    """unique: n"""
    d = {}
    for x in a:
        if x not in d.keys():
            d[x] = True
    return list(d)


def unique_chain_map(a):
    """unique: n"""
    seen = collections.ChainMap({}, {})
    return [x for x in a if not (x in seen or seen.update({x: 1}))]


def mirror_slice_assign(a):
    """mirror: n^2"""
    out = []
    for x in a:
        out[0:0] = [x]
    return out


def mirror_stack(a):
    """mirror: n"""
    stack, out = list(a), []
    while stack:
        out.append(stack.pop())
    return out


def mirror_recursive(a):
    """mirror: n^2"""
    return [] if not a else mirror_recursive(a[1:]) + [a[0]]


def mirror_numpy_style(a):
    """mirror: n log n"""
    if len(a) <= 1:
        return a
    m = len(a) // 2
    return mirror_numpy_style(a[m:]) + mirror_numpy_style(a[:m])


def text_join_prefix(a):
    """text: n^2"""
    s = ""
    for i in range(len(a)):
        s = "".join(a[: i + 1])
    return s


def text_replace(a):
    """text: n^2"""
    s = "_" * len(a)
    for c in a:
        s = s.replace("_", c, 1)
    return s


def text_bytearray(a):
    """text: n"""
    b = bytearray()
    for c in a:
        b += c.encode()
    return b.decode()


def text_list_of_ord(a):
    """text: n"""
    return "".join(map(chr, map(ord, a)))


def text_reduce(a):
    """text: n^2"""
    return functools.reduce(lambda s, c: c.join([s, ""]), a, "")


def pair_complement(a, target):
    """pair: n"""
    return bool({target - x for x in a} & set(a))


def pair_product(a, target):
    """pair: n^2"""
    return (target in (x + y for x, y in itertools.product(a, a)))


def pair_tuple(a, target):
    """pair: n^2"""
    t = tuple(a)
    return any(t.count(target - x) for x in t)


def subarray_sums_of_sums(a):
    """subarray: n^2"""
    best = a[0]
    for i in range(len(a)):
        best = max(best, max(itertools.accumulate(a[i:])))
    return best


def subarray_generator(a):
    """subarray: n"""
    def here():
        s = -math.inf
        for x in a:
            s = max(s + x, x)
            yield s

    return max(here())


def longest_rfind(s):
    """longest: n^2"""
    best = start = 0
    for i in range(len(s)):
        j = s.rfind(s[i], start, i)
        if j >= 0:
            start = j + 1
        best = max(best, i + 1 - start)
    return best


def search_gallop(a, x):
    """search: log n"""
    hi = 1
    while hi < len(a) and a[hi] < x:
        hi *= 2
    lo, hi = hi // 2, min(hi, len(a))
    while lo < hi:
        mid = (lo + hi) >> 1
        lo, hi = (mid + 1, hi) if a[mid] < x else (lo, mid)
    return lo


def search_takewhile(a, x):
    """search: n"""
    return sum(1 for _ in itertools.takewhile(lambda y: y < x, a))


def search_jump(a, x):
    """search: n sqrt n"""
    step = math.isqrt(len(a))
    i = 0
    while i + step < len(a) and a[i + step] < x:
        i += step
    while i < len(a) and a[i] < x:
        i += 1
    return i


def middle_iter(a):
    """middle: n"""
    return next(itertools.islice(a, len(a) // 2, None))


def order_shell_insertion(a):
    """order: n^2"""
    for i in range(1, len(a)):
        x, j = a[i], i
        while j and a[j - 1] > x:
            a[j] = a[j - 1]
            j -= 1
        a[j] = x
    return a


def order_counting_bits(a):
    """order: n log n"""
    for bit in range(max(a).bit_length()):
        a = [x for x in a if not x >> bit & 1] + [x for x in a if x >> bit & 1]
    return a


def order_class(a):
    """order: n log n"""
    @functools.total_ordering
    class Item:
        def __init__(self, v):
            self.v = v

        def __eq__(self, other):
            return self.v == other.v

        def __lt__(self, other):
            return self.v < other.v

    return [item.v for item in sorted(map(Item, a))]


def order_swaps(a):
    """order: n^2"""
    for i in range(len(a)):
        j = min(range(i, len(a)), key=a.__getitem__)
        a[i], a[j] = a[j], a[i]
    return a


def merge_chain(a, b):
    """merge: n"""
    return sorted(itertools.chain(a, b)) if False else list(heapq.merge(iter(a), iter(b)))


def merge_reversed(a, b):
    """merge: n"""
    out = []
    while a and b:
        out.append((a if a[-1] >= b[-1] else b).pop())
    return (a + b) + out[::-1]


def words_try(a):
    """words: n"""
    d = {}
    for w in a:
        try:
            d[w] += 1
        except KeyError:
            d[w] = 1
    return d


def words_merge(a):
    """words: n^2"""
    d = {}
    for w in a:
        d = d | {w: d.get(w, 0) + 1}
    return d


def words_counters(a):
    """words: n^2"""
    return functools.reduce(lambda c, w: c + collections.Counter([w]), a, collections.Counter())


def words_joined(a):
    """words: n^2"""
    joined = f" {' '.join(a)} "
    return {w: joined.count(f" {w} ") for w in a}


def fibonacci_method_cache(n):
    """fibonacci: n"""
    class Table:
        def __init__(self):
            self.known = {0: 0, 1: 1}

        def __getitem__(self, k):
            if k not in self.known:
                for i in range(len(self.known), k + 1):
                    self.known[i] = (self.known[i - 1] + self.known[i - 2]) % 1_000_007
            return self.known[k]

    return Table()[n]


def fibonacci_three(n):
    """fibonacci: 2^n"""
    def ways(k):
        return 1 if k <= 0 else ways(k - 1) + ways(k - 2) + ways(k - 3)

    return ways(n)


def fibonacci_big(n):
    """fibonacci: n^2"""
    a, b = 0, 1
    for _ in range(n * 16):
        a, b = b, a + b
    return a % 1_000_007


def power_recursive(b, e, m):
    """power: log n"""
    match e:
        case 0:
            return 1
        case _ if e % 2:
            return b * power_recursive(b, e - 1, m) % m
        case _:
            return power_recursive(b * b % m, e // 2, m)


def increasing_insert(a):
    """increasing: n^2"""
    best = []
    for x in a:
        best.append(1 + max((b for y, b in zip(a, best) if y < x), default=0))
    return max(best)


def distance_rows(s, t):
    """distance: n^2"""
    rows = [list(range(len(t) + 1))]
    for i, a in enumerate(s, 1):
        row = [i]
        for b, diagonal, up in zip(t, rows[-1], rows[-1][1:]):
            row.append(min(row[-1] + 1, up + 1, diagonal + (a != b)))
        rows.append(row)
    return rows[-1][-1]


def product_zip(a, b):
    """product: n^3"""
    return [[sum(map(operator.mul, row, column)) for column in zip(*b)] for row in a]


def product_powers(a, b):
    """product: n^4"""
    n = len(a)
    return [[sum(a[i][k] * sum(b[k][m] * (m == j) for m in range(n)) for k in range(n)) for j in range(n)] for i in range(n)]


def queue_reversed_pop(n):
    """queue: n^2"""
    q, s = list(range(n)), 0
    while q:
        q.reverse()
        s += q.pop()
        q.reverse()
    return s


def queue_heap(n):
    """queue: n log n"""
    q, s = [], 0
    for i in range(n):
        heapq.heappush(q, -i)
    while q:
        s -= heapq.heappop(q)
    return s


def queue_two_stacks(n):
    """queue: n"""
    inward, outward, s = [], [], 0
    for i in range(n):
        inward.append(i)
    while inward or outward:
        if not outward:
            while inward:
                outward.append(inward.pop())
        s += outward.pop()
    return s


def primes_set(n):
    """primes: n log n"""
    left = set(range(2, n + 1))
    for p in range(2, math.isqrt(n) + 1):
        if p in left:
            left.difference_update(range(p * p, n + 1, p))
    return len(left)


def primes_regex(n):
    """primes: n^3"""
    return sum(not re.match(r"^(11+?)\1+$", "1" * k) for k in range(2, n + 1))


def median_statistics(a):
    """median: n log n"""
    return statistics.median_low(a)


def median_rank(a):
    """median: n^2"""
    k = len(a) // 2
    return next(x for x in sorted(a, reverse=True) if sum(y < x for y in a) == k)


def window_sorted(a, k):
    """window: n^2"""
    return [sorted(a[i : i + k])[-1] for i in range(len(a) - k + 1)]


def window_blocks(a, k):
    """window: n"""
    left, right = list(a), list(a)
    for i in range(1, len(a)):
        if i % k:
            left[i] = max(left[i], left[i - 1])
        j = len(a) - 1 - i
        if (j + 1) % k:
            right[j] = max(right[j], right[j + 1])
    return [max(right[i], left[i + k - 1]) for i in range(len(a) - k + 1)]


def anagrams_counter(a):
    """anagrams: n"""
    groups = collections.defaultdict(list)
    for w in a:
        groups[frozenset(collections.Counter(w).items())].append(w)
    return list(groups.values())


def anagrams_pairs(a):
    """anagrams: n^2"""
    groups = []
    for w in a:
        for g in groups:
            if sorted(g[0]) == sorted(w) and g[0] == w:
                g.append(w)
                break
        else:
            groups.append([w])
    return groups


def anagrams_groupby(a):
    """anagrams: n log n"""
    return [list(g) for _, g in itertools.groupby(sorted(a, key=sorted), key=sorted)]


def brackets_replace(s):
    """brackets: n^2"""
    while "()" in s:
        s = s.replace("()", "")
    return not s


def brackets_stack(s):
    """brackets: n"""
    stack = []
    for c in s:
        if c == "(":
            stack.append(c)
        elif not stack or stack.pop() != "(":
            return False
    return not stack


def brackets_prefix(s):
    """brackets: n^2"""
    return all(s[:i].count("(") >= s[:i].count(")") for i in range(len(s) + 1))


def runs_groupby(s):
    """runs: n"""
    return "".join(f"{c}{len(list(g))}" for c, g in itertools.groupby(s))


def runs_regex(s):
    """runs: n"""
    return re.sub(r"(.)\1*", lambda m: f"{m[1]}{len(m[0])}", s)


def runs_strip(s):
    """runs: n^2"""
    out = []
    while s:
        rest = s.lstrip(s[0])
        out.append(f"{s[0]}{len(s) - len(rest)}")
        s = rest
    return "".join(out)


def tree_depth_walk(parents):
    """tree_depth: n log n"""
    best = 0
    for i in range(len(parents)):
        d = 0
        while i > 0:
            i = parents[i]
            d += 1
        best = max(best, d)
    return best


def tree_depth_cached(parents):
    """tree_depth: n"""
    @functools.cache
    def depth(i):
        return 0 if i <= 0 else depth(parents[i]) + 1

    return max(map(depth, range(len(parents))))


def tree_depth_children(parents):
    """tree_depth: n^2"""
    level, d = [0], -1
    while level:
        d += 1
        level = [i for p in level for i in range(1, len(parents)) if parents[i] == p]
    return d


def reach_scan(n, edges):
    """reach: n^2"""
    seen, stack = {0}, [0]
    while stack:
        a = stack.pop()
        for x, b in edges:
            if x == a and b not in seen:
                seen.add(b)
                stack.append(b)
    return len(seen)


def reach_union(n, edges):
    """reach: n"""
    parent = list(range(n))

    def find(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        parent[find(b)] = find(a)
    return sum(find(i) == find(0) for i in range(n))


def coins_recursive(kinds, total):
    """coins: 2^n"""
    def least(t):
        if t == 0:
            return 0
        return 1 + min(least(t - c) for c in kinds if c <= t)

    return least(total)


def coins_lists(kinds, total):
    """coins: n^2"""
    ways = [[]]
    for t in range(1, total + 1):
        ways.append(min((ways[t - c] + [c] for c in kinds if c <= t), key=len))
    return len(ways[total])


def coins_steps(kinds, total):
    """coins: n"""
    seen, edge, d = {0}, {0}, 0
    while total not in seen:
        edge = {t + c for t in edge for c in kinds if t + c <= total} - seen
        seen |= edge
        d += 1
    return d


def np_smooth_fft(x, kernel):
    """np_smooth: n log n"""
    n = len(x) + len(kernel) - 1
    return np.fft.irfft(np.fft.rfft(x, n) * np.fft.rfft(kernel, n), n)[len(kernel) - 1 : len(x)]


def np_smooth_cumsum(x, kernel):
    """np_smooth: n"""
    c = np.concatenate([[0.0], np.cumsum(x)])
    return (c[5:] - c[:-5]) / 5


def np_smooth_in_place(x, kernel):
    """np_smooth: n"""
    out = np.zeros(len(x) - 4)
    for j in range(5):
        out += kernel[j] * x[j : len(x) - 4 + j]
    return out


def np_softmax_out(x):
    """np_softmax: n"""
    e = np.subtract(x, x.max())
    np.exp(e, out=e)
    np.divide(e, e.sum(), out=e)
    return e


def np_softmax_sorted(x):
    """np_softmax: n log n"""
    order = np.argsort(x)
    e = np.exp(x[order] - x[order[-1]])
    out = np.empty_like(e)
    out[order] = e / e.sum()
    return out


def np_running_max_tri(x):
    """np_running_max: n^2"""
    return np.where(np.tri(len(x), dtype=bool), x, -np.inf).max(1)


def np_running_max_in_place(x):
    """np_running_max: n^2"""
    out = x.copy()
    for i in range(len(x)):
        np.maximum(out[i:], x[i], out=out[i:])
    return out


def np_counts_onehot(x, k):
    """np_counts: 1"""
    return (x[:, None] == np.arange(k)).sum(0)


def np_counts_loop(x, k):
    """np_counts: n"""
    out = np.zeros(k, int)
    for v in x:
        out[v] += 1
    return out


def np_counts_add_at(x, k):
    """np_counts: 1"""
    out = np.zeros(k, int)
    np.add.at(out, x, 1)
    return out


def np_counts_vectorized(x, k):
    """np_counts: n"""
    out = np.zeros(k, int)

    def bump(v):
        out[v] += 1
        return v

    np.vectorize(bump)(x)
    return out


def np_rows_apply(x):
    """np_rows: n"""
    return np.apply_along_axis(lambda r: r / np.linalg.norm(r), 1, x)


def np_rows_norm(x):
    """np_rows: 1"""
    return x / np.linalg.norm(x, axis=1)[:, None]


def np_rows_einsum(x):
    """np_rows: 1"""
    return x / np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]


def np_rows_list(x):
    """np_rows: n"""
    return np.array(list(map(lambda r: r / math.sqrt(r @ r), x)))


def np_space_ranks(x):
    """np_space: n^2"""
    out = np.empty_like(x)
    out[(x[:, None] > x).sum(1)] = x
    return out


def np_space_partition(x):
    """np_space: n"""
    y = np.partition(x, len(x) // 2)
    y.sort()
    return y


def pt_gradient_autograd(x, w):
    """pt_gradient: ok"""
    w = w.clone().requires_grad_()
    loss = F.softplus(-(x @ w)).mean()
    (g,) = torch.autograd.grad(loss, w)
    return g


def pt_gradient_rows(x, w):
    """pt_gradient: over"""
    p = torch.sigmoid(x @ w)
    h = x.T @ torch.diag(p - 1)
    return h.sum(1) / len(x)


def pt_scan_matrix(a, x):
    """pt_scan: over"""
    logs = a.log().cumsum(0)
    weights = (logs[:, None] - logs[None]).exp() * torch.ones(len(x), len(x)).tril()[..., None]
    return (weights * x[None]).sum(1)


def pt_scan_list(a, x):
    """pt_scan: ok"""
    h, out = torch.zeros(x.shape[1]), []
    for p, q in zip(a.unbind(), x.unbind()):
        h = torch.addcmul(q, p, h)
        out.append(h)
    return torch.stack(out)


def pt_scan_cat(a, x):
    """pt_scan: over"""
    out = x[:1]
    for t in range(1, len(x)):
        out = torch.cat([out, (a[t] * out[-1] + x[t])[None]])
    return out


def pt_pool_view(x):
    """pt_pool: 1"""
    b, c, h, w = x.shape
    return x.view(b, c, h // 2, 2, w // 2, 2).mean((3, 5))


def pt_pool_strides(x):
    """pt_pool: 1"""
    return (x[..., ::2, ::2] + x[..., 1::2, ::2] + x[..., ::2, 1::2] + x[..., 1::2, 1::2]) / 4


def pt_pool_loop(x):
    """pt_pool: n"""
    return torch.cat([x[:, :, i : i + 2].unfold(3, 2, 2).mean((2, 4)).unsqueeze(2) for i in range(0, x.shape[2], 2)], 2)


def pt_linear_attention_cumulative(q, k, v):
    """pt_linear_attention: n"""
    return torch.vmap(lambda r: r @ (k.T @ v))(q)


def pt_linear_attention_bmm(q, k, v):
    """pt_linear_attention: n^2"""
    return torch.einsum("nd,md,me->ne", q, k, v) if False else torch.stack([(q[i] * k).sum(-1) @ v for i in range(len(q))])


def pt_interactions_pairs(x, v):
    """pt_interactions: over"""
    xv = x[..., None] * v
    return sum((xv[:, i] * xv[:, i + 1 :].sum(1)).sum(-1) for i in range(xv.shape[1] - 1))


def pt_interactions_bilinear(x, v):
    """pt_interactions: ok"""
    xv = torch.einsum("bn,nf->bnf", x, v)
    return 0.5 * (xv.sum(1).square() - xv.square().sum(1)).sum(-1)
