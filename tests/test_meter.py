"""The meter: what a program computes is the same with and without it, and what it charges grows as the work does."""

import math
import sys
import textwrap
import traceback
import types
from collections.abc import Iterator
from typing import Any

import pytest

from graders.sandbox import meter
from graders.sandbox.counter import COUNTER, Limit

# Programs whose results or errors show whether order of evaluation, scopes, protocols or laziness have changed. Each
# defines run(); it returns something that can be compared, or raises.
PROGRAMS = {
    "order of an item assignment": """
        def run():
            log = []
            def t(x):
                log.append(x); return x
            a = [0, 1, 2]
            a[t(1)] = t(5)
            class Box:
                def __getitem__(self, i): log.append(("get", i)); return 10
                def __setitem__(self, i, v): log.append(("set", i, v))
            def box(): log.append("box"); return Box()
            box()[t(2)] += t(7)
            box()[t(3)] = t(8)
            x, box()[t(4)] = t((1, 2))
            return a, log
    """,
    "augmented item reads before the right side": """
        def run():
            a = [1, 2]
            def change(): a[0] = 100; return 5
            a[0] += change()
            class P: x = 1
            p = P()
            def more(): p.x = 50; return 2
            p.x += more()
            return a, p.x
    """,
    "in-place operators keep identity": """
        def run():
            a = b = [1]
            a += (2, 3)
            c = {"k": a}
            c["k"] += [4]
            s = t = {1}
            s |= {2}
            u = v = (1,)
            u += (2,)
            return a is b, b, s is t, t, u, v
    """,
    "a tuple's item fails after it was extended": """
        def run():
            t = ([1],)
            try:
                t[0] += [2]
            except TypeError as e:
                return t, str(e)
    """,
    "private names in classes": """
        class Counter:
            def __init__(self): self.__n = 0; self.__d = {"a": 1}
            def up(self): self.__n += 1; self.__d["a"] += 5; return self.__n, self.__d
            __hidden = 3
            def peek(self): return self.__hidden
        class __Odd:
            def __init__(self): self.__v = 1
            def up(self): self.__v *= 7; return self.__v
        def run():
            c = Counter(); c.up()
            return c.up(), c.peek(), vars(c), __Odd().up()
    """,
    "zero-argument super and class cell": """
        class A:
            def f(self): return [1]
            @property
            def p(self): return 3
        class B(A):
            def f(self): return super().f() + [2]
            @property
            def p(self): return super().p * 2
            @classmethod
            def make(cls): return cls().f()
            @staticmethod
            def s(x): return x + 1
            def me(self): return __class__.__name__
        def run(): return B().f(), B().p, B.make(), B.s(1), B().me()
    """,
    "locals, globals, eval": """
        def run():
            a = 1
            b = eval("a + 1")
            c = sorted(k for k in locals() if k in "abc")
            return b, c, "run" in globals(), sorted(x for x in dir() if x in "abc")
    """,
    "short circuits": """
        def run():
            log = []
            def t(x, r=True): log.append(x); return r
            t(1, False) and t(2); t(3) or t(4)
            x = t(5) if t(6, False) else t(7)
            1 < t(0, 0) < t(9)
            5 > t(8, 3) > t(9, 2) == t(10, 2)
            return log
    """,
    "chained comparison with membership": """
        def run():
            a = [1, 2]
            return 1 in a != 3, 0 < 1 in [1], not 1 < 2 < 3, (1 < 3) < 2, "a" < "b" <= "b" != "c"
    """,
    "rich comparison returns objects": """
        class V:
            def __init__(self, x): self.x = x
            def __lt__(self, o): return ("lt", self.x, o.x)
            def __eq__(self, o): return NotImplemented
            def __contains__(self, x): return "yes"
            def __neg__(self): return V(-self.x)
            def __rsub__(self, o): return ("rsub", o)
            __hash__ = None
        def run():
            v = V(1)
            return v < V(2), v == v, v == 1, 3 in v, 3 not in v, (-v).x, 5 - v
    """,
    "callables that cannot be hashed": """
        class C:
            __hash__ = None
            def __eq__(self, o): raise RuntimeError("compared")
            def __call__(self, *a, **k): return a, k
        def run():
            c = C()
            return c(1, x=2), list(map(c, [1, 2]))
    """,
    "keywords named like ours": """
        def g(function, args, kwargs, self=0, /, owner=1, **rest): return function, args, kwargs, owner, rest
        def run(): return g(1, 2, 3, owner=5, function=6, args=7, key=8)
    """,
    "star arguments and unpacking": """
        def g(*a, **k): return a, k
        def run():
            a, *b, c = range(5)
            (d, [*e]), f = ((1, iter([2, 3])), 4)
            it = iter([1, 2, 3])
            first = next(it)
            return a, b, c, d, e, f, g(*it, *[7], **{"x": 1}, **dict(y=2)), [*map(abs, [-1])], {**{"a": 1}, "b": 2}, {*"aab"}, first
    """,
    "duplicate keyword": """
        def g(**k): return k
        def run():
            try: return g(a=1, **{"a": 2})
            except TypeError as e: return "multiple values for keyword argument 'a'" in str(e)
    """,
    "too many values": """
        def run():
            a, b = iter([1, 2, 3])
    """,
    "unbound local": """
        def run():
            x += 1
    """,
    "name error": "def run(): return undefined_name",
    "not callable": "def run():\n    x = 5\n    return x(3)",
    "wrong types": "def run(): return [1] + 'a'",
    "wrong types in place": "def run():\n    a = 1\n    a += 'b'",
    "item of a tuple": "def run():\n    t = (1,)\n    t[0] = 2",
    "item of None": "def run():\n    x = None\n    return x[0]",
    "index error": "def run(): return [1][5]",
    "key error": "def run(): return {}['a']",
    "delete": """
        def run():
            a = [1, 2, 3, 4]; d = {"x": 1, "y": 2}
            del a[0], d["x"]
            del a[1:]
            b = 1
            del b
            return a, d
    """,
    "zero division": "def run(): return 1 % 0",
    "generators": """
        closed = []
        def gen(n):
            got = yield n
            while got:
                got = yield got * 2
            try:
                yield "last"
            finally:
                closed.append(n)
        def outer():
            r = yield from inner()
            yield r
        def inner():
            x = yield 1
            yield x
            return "done"
        def run():
            g = gen(3); a = [next(g), g.send(5), g.send(0)]; g.close()
            o = outer(); b = [next(o), o.send(9), next(o)]
            def delegate(): yield from [1, 2]; yield from map(str, [3])
            return a, b, closed, list(delegate()), sum(x for x in range(4)), list((x, y) for x in range(2) for y in range(x))
    """,
    "laziness": """
        import itertools
        def run():
            log = []
            def seen():
                for i in range(10): log.append(i); yield i
            g = seen()
            a = any(x > 2 for x in g)
            b = list(itertools.islice(g, 2))
            c = next(filter(lambda x: x > 6, g))
            m = map(log.append, ["never"])
            z = list(zip([1, 2], seen()))
            t = list(itertools.takewhile(lambda x: x < 2, itertools.count()))
            return a, b, c, z, t, log, type(m).__name__
    """,
    "iterators shared between calls": """
        def run():
            it = iter([1, 2, 3, 4, 5, 6])
            pairs = list(zip(it, it))
            jt = iter("abcdef")
            out = []
            for c in jt:
                out.append(c + next(jt))
            kt = iter([1, 2, 3, 4])
            return pairs, out, 2 in kt, list(kt), max(iter([1, 5, 2])), sum(map(int, "123"))
    """,
    "comprehensions and walrus": """
        def run():
            xs = [y := 3, y ** 2]
            found = [last := x for x in range(5) if x % 2 if x > 1]
            while (n := len(xs)) < 4: xs.append(n)
            return xs, found, last, {k: v for k, v in zip("ab", [1, 2])}, {x % 3 for x in range(9)}, [[j for j in range(i)] for i in range(3)]
    """,
    "class body scopes": """
        x = "module"
        class K:
            x = [1, 2]
            n = 1
            n += 4
            y = [i for i in x]
            z = x[0] + n
            items = {}
            items["a"] = n
            f = lambda self: self.n * 2
        def run(): return K.y, K.z, K().f(), K.items
    """,
    "closures": """
        def run():
            total = 0
            s = ""
            def add(k):
                nonlocal total, s
                total += k; s += str(k)
                return total
            fs = [lambda i=i: i * total for i in range(3)]
            add(2); add(5)
            return total, s, [f() for f in fs], [f() for f in [(lambda: j) for j in range(3)]]
    """,
    "global": """
        count = 0
        def up():
            global count
            count += 1
        def run():
            up(); up(); return count
    """,
    "exceptions": """
        class Mine(Exception): pass
        def risky(k):
            try:
                if k == 1: raise Mine("one")
                if k == 2: return 1 / 0
                return "fine"
            except (Mine, ZeroDivisionError) as e:
                return type(e).__name__, str(e), e.__context__ is None
            else: return "else"
            finally: pass
        def run():
            try:
                raise ValueError("a") from KeyError("b")
            except ValueError as e:
                cause = repr(e.__cause__)
            return [risky(k) for k in range(3)], cause
    """,
    "exception leaves": "def run():\n    assert [1, 2] == [1, 3], 'differs'",
    "with": """
        import contextlib
        @contextlib.contextmanager
        def cm(log):
            log.append("in")
            try: yield [0]
            finally: log.append("out")
        def run():
            log = []
            box = [None]
            with cm(log) as box[0], cm(log) as y:
                y[0] += 1
            return log, box
    """,
    "match": """
        from dataclasses import dataclass
        @dataclass
        class P:
            x: int
            y: int = -1
        def kind(v):
            match v:
                case -1 | 0: return "small"
                case P(x=0, y=yy): return ("on axis", yy)
                case P(): return "point"
                case [a, *rest] if len(rest) > 1: return ("list", a, rest)
                case {"k": k, **more}: return ("map", k, more)
                case str() as s: return s * 2
                case _: return None
        def run(): return [kind(v) for v in (-1, P(0), P(1, 2), [1, 2, 3], [1], {"k": 1, "z": 2}, "ab", 2.5)]
    """,
    "dataclass": """
        from dataclasses import dataclass, field, replace
        @dataclass(order=True, frozen=True)
        class D:
            a: int
            b: list[int] = field(default_factory=list, compare=False)
            c: "dict[str, int]" = field(default_factory=dict, repr=False, compare=False)
        def run(): return sorted([D(3), D(1, [2])]), repr(replace(D(1), a=9)), D(1) < D(2), D.__annotations__["a"].__name__
    """,
    "annotations from the future": """
        from __future__ import annotations
        def run(x: Undefined = 3) -> Also[Undefined]:
            y: Nope[int] = x + 1
            z: int
            return y, run.__annotations__
    """,
    "decorators and caches": """
        import functools
        @functools.cache
        def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
        @functools.lru_cache(maxsize=2)
        def sq(x): return x * x
        def twice(f):
            @functools.wraps(f)
            def g(*a, **k): return f(*a, **k), f(*a, **k)
            return g
        @twice
        def h(x): "doc"; return x + 1
        class C:
            @functools.cached_property
            def v(self): return [1]
        def run():
            c = C()
            return fib(60), sq(3), sq.cache_info().misses, h(1), h.__name__, h.__doc__, c.v is c.v, fib.cache_info().hits
    """,
    "docstrings and names": """
        def run():
            '''Says it.'''
            f = lambda: 0
            class Q: "q"
            return run.__doc__, run.__name__, f.__name__, Q.__doc__, Q.__qualname__
    """,
    "containers with methods of their own": """
        class L(list):
            def __len__(self): return 99
            def append(self, x): super().append(x * 2)
            def __iter__(self): return iter([7])
        class D(dict):
            def __missing__(self, k): return k * 2
            def __getitem__(self, k): return ("got", super().__getitem__(k))
        def run():
            l = L([1]); l.append(3); d = D(a=1)
            return list.__len__(l), len(l), [x for x in l], l[1], d["a"], d["z"], d.get("a"), sorted(l), sum(l)
    """,
    "orders and keys": """
        import functools, operator, heapq, bisect
        class N:
            def __init__(self, v): self.v = v
            def __lt__(self, o): return self.v < o.v
            def __repr__(self): return f"N{self.v}"
        def run():
            calls = []
            def key(x): calls.append(x); return -x
            a = sorted([3, 1, 2], key=key, reverse=True)
            b = [N(2), N(1)]; b.sort()
            h = []
            for v in (3, 1, 2): heapq.heappush(h, N(v))
            c = [5, 1]; c.sort(key=functools.cmp_to_key(lambda p, q: p - q))
            xs = [1, 3]; bisect.insort(xs, 2); bisect.insort(xs, 0, key=lambda v: v)
            return (a, calls, b, heapq.heappop(h), c, xs, max([1, 5], key=lambda v: -v), min("b", "a"), max([], default=4),
                    functools.reduce(operator.mul, [1, 2, 3], 4), functools.reduce(lambda p, q: p - q, [9, 1]),
                    heapq.nlargest(2, [1, 5, 3]), list(map(operator.add, [1], [2])), operator.itemgetter(1)([4, 5]))
    """,
    "errors of built-ins": """
        def run():
            out = []
            for f in (lambda: max([]), lambda: [].pop(), lambda: [1].index(2), lambda: sum(["a"]), lambda: int("x"),
                      lambda: sorted([1, "a"]), lambda: {}.popitem(), lambda: next(iter([])), lambda: len(5), lambda: [].remove(1),
                      lambda: "a".join([1]), lambda: [1, 2].insert("a", 1), lambda: list(5), lambda: zip(1), lambda: sorted(), lambda: map()):
                try: out.append(f())
                except Exception as e: out.append((type(e).__name__, str(e)))
            return out
    """,
    "strings": """
        def run():
            s = ""
            for c in "abc": s += c
            t = "x"
            t = t + "y"
            u = "%s-%d" % ("a", 3)
            n = 5
            return s, t, u, f"{n:>{n}}|{s!r}|{n + 1}", "a,b".split(","), "-".join(map(str, [1, 2])), "abc"[::-1], s.find("c"), "b" in s, str(b"x", "ascii")
    """,
    "slices": """
        class S:
            def __getitem__(self, i): return i
        def run():
            a = list(range(10))
            a[2:4] = [9, 9, 9]; a[::4] = [0, 0, 0]
            a[5:5] = map(str, [1, 2])
            b = a[:]
            b[0] = map(str, [1])
            return a, type(b[0]).__name__, S()[1:2], S()[1:2, ..., None], S()[::3], "abc"[1:], a[-3:]
    """,
    "big integers": "def run(): return 3 ** 200 % (10 ** 20 + 39), (1 << 300) // 7, -(2 ** 70), pow(3, 500, 10 ** 30), 2 ** 100 > 2 ** 99",
    "float details": "def run(): return 0.1 + 0.2, -0.0, 7 // -2, -7 % 3, 2 ** -1, divmod(-7, 2), round(2.5), float('nan') == float('nan')",
    "type parameters and unions": "def run(): return str(list[int]), str(dict[str, list[int]]), str(int | None)",
    "iteration protocol by index": """
        class Old:
            def __getitem__(self, i):
                if i > 2: raise IndexError
                return i * 10
        def run(): return list(Old()), 10 in Old(), [x for x in Old()], max(Old())
    """,
    "async": """
        import types
        class Wait:
            def __await__(self):
                x = yield 1
                return x
        async def work(): return await Wait() + 1
        def run():
            c = work()
            a = c.send(None)
            try: c.send(41)
            except StopIteration as e: return a, e.value
    """,
    "recursion deeper than usual": """
        def down(n): return 0 if n == 0 else 1 + down(n - 1)
        def run(): return down(900)
    """,
    "enum and namedtuple": """
        import enum, collections
        class E(enum.Enum):
            A = 1
            B = A + 1
        P = collections.namedtuple("P", "x y")
        def run(): return E(2).name, [e.value for e in E], P(1, 2)._replace(x=5), P(*[3, 4]).y
    """,
    "collections": """
        from collections import Counter, defaultdict, deque, OrderedDict, ChainMap
        def run():
            d = defaultdict(list); d["a"].append(1); d["b"] += [2]
            c = Counter("abca"); c["z"] += 1; c.update("zz"); c = c + Counter(a=2)
            q = deque([1, 2, 3], maxlen=3); q.append(4); q.rotate(1); q[0] += 10
            o = OrderedDict(a=1, b=2); o.move_to_end("a")
            return dict(d), c.most_common(2), list(q), list(o), ChainMap({1: 2}, {3: 4})[3], 2 in q, sorted(c.elements())
    """,
    "numpy": """
        import numpy as np
        def run():
            a = np.arange(12.0).reshape(3, 4)
            b = a
            a += 1
            a[1] *= 2
            a[:, 0] = [7, 8, 9]
            a[a > 10] -= 5
            a[[0, 2], 1] += 100
            out = np.empty(4); np.add(a[0], a[1], out=out)
            v = np.vectorize(lambda x: x + 1)(np.arange(3))
            w = np.apply_along_axis(lambda r: r.sum() * 2, 1, a)
            s = -a + 2 ** a.astype(int).clip(0, 3)
            np.add.at(out, [0, 0], 1)
            return (b is a, a.tolist(), out.tolist(), v.tolist(), w.tolist(), s.tolist(), (a @ a.T).shape, np.einsum("ij,kj->ik", a, a).shape,
                    (a == a).all(), a.T[0, 1], 3.0 in a, np.concatenate([a, a]).shape, [r.sum() for r in a], np.sort(a, axis=None)[:2].tolist(),
                    np.float64(3) * 2, a.mean(axis=0, keepdims=True).shape, np.linalg.norm(a), a[..., None].shape, a[None, :, 1:3].shape)
    """,
    "numpy shapes that do not fit": "import numpy as np\ndef run(): return np.ones(3) + np.ones(4)",
    "torch": """
        import torch
        from torch import nn
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.l = nn.Linear(3, 2)
                nn.init.constant_(self.l.weight, 0.5)
                nn.init.zeros_(self.l.bias)
                self.register_buffer("n", torch.zeros(1))
            def forward(self, x, *, scale=1.0):
                self.n += 1
                return self.l(x) * scale
        def run():
            m = Net()
            x = torch.arange(6.0).reshape(2, 3).requires_grad_()
            y = m(x, scale=2.0)
            y.sum().backward()
            z = torch.zeros(3)
            z[0] = 1; z[1:] += 2; z.mul_(3)
            with torch.no_grad(): w = torch.vmap(lambda r: (r * 2).sum())(x)
            return y.tolist(), x.grad.tolist(), z.tolist(), w.tolist(), m.n.item(), [p.shape for p in m.parameters()], torch.cat([z, z]).shape, [t.item() for t in z]
    """,
    "torch shapes that do not fit": "import torch\ndef run(): return torch.ones(2, 3) @ torch.ones(2, 3)",
}  # fmt: skip


@pytest.fixture(autouse=True)
def deep_recursion() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(5000)
    yield
    sys.setrecursionlimit(before)


def load(source: str, *, metered: bool) -> dict[str, Any]:
    module = types.ModuleType("candidate")
    module.__file__ = "candidate.py"
    sys.modules["candidate"] = module  # dataclasses look their module up
    if metered:
        code = meter.compile_metered(source, "candidate.py", module.__dict__)
    else:
        code = compile(source, "candidate.py", "exec", dont_inherit=True)
    exec(code, module.__dict__)
    return module.__dict__


def outcome(source: str, *, metered: bool) -> tuple[str, str]:
    """The result's repr, or the error with the candidate's line that raised it."""
    scope = load(source, metered=metered)
    try:
        return "value", repr(scope["run"]())
    except Exception as fault:
        lines = [frame.lineno for frame in traceback.extract_tb(fault.__traceback__) if frame.filename == "candidate.py"]
        return type(fault).__name__, f"{fault} in line {lines[-1]}"


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_metered_program_computes_the_same(name: str) -> None:
    source = textwrap.dedent(PROGRAMS[name])
    assert outcome(source, metered=True) == outcome(source, metered=False)


def counts(source: str, *args: Any, **limits: Any) -> Any:
    """The counter after one call of f."""
    scope = load(textwrap.dedent(source), metered=True)
    COUNTER.reset(**limits)
    try:
        scope["f"](*args)
        return COUNTER.facts()
    finally:
        COUNTER.reset()


# source of f(n), and the exponent that its work has from n = 400 to n = 1600
EXPONENTS = [
    ("def f(n):\n    a = list(range(n))\n    while a: a.pop(0)", 2),
    ("def f(n):\n    a = list(range(n))\n    while a: a.pop()", 1),
    ("def f(n):\n    a = []\n    for i in range(n): a.insert(0, i)", 2),
    ("def f(n):\n    a = []\n    for i in range(n): a.insert(len(a), i)", 1),
    ("def f(n):\n    a = []\n    for i in range(n):\n        if i not in a: a.append(i)", 2),
    ("def f(n):\n    a = set()\n    for i in range(n):\n        if i not in a: a.add(i)", 1),
    ("def f(n):\n    a = list(range(n))\n    while a: a = a[1:]", 2),
    ("def f(n):\n    a = []\n    for i in range(n): a = a + [i]", 2),
    ("def f(n):\n    a = []\n    for i in range(n): a += [i]", 1),
    ("def f(n):\n    a = ()\n    for i in range(n): a += (i,)", 2),
    ("def f(n):\n    s = ''\n    for i in range(n): s += 'x'", 1),
    ("def f(n):\n    s = ''\n    for i in range(n): s = 'x' + s", 2),
    ("def f(n):\n    s = ''\n    for i in range(n): s = s + 'x' + 'y'", 2),
    ("class C: s = ''\ndef f(n):\n    c = C()\n    for i in range(n): c.s += 'x'", 2),
    ("def f(n):\n    s = ''\n    def g():\n        nonlocal s\n        s += 'x'\n    for i in range(n): g()", 2),
    ("def f(n):\n    s = ''\n    for i in range(n): s = f'{s}x'", 2),
    ("def f(n):\n    return sum(([i] for i in range(n)), [])", 2),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): max(a)", 2),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): any(x >= 0 for x in a)", 1),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): any(map(bool, a))", 1),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): a.index(0)", 1),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): a.index(i)", 2),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): a[0:0] = [i]", 2),
    ("def f(n):\n    a = list(range(n))\n    while a: del a[0]", 2),
    ("def f(n):\n    a = list(range(n))\n    while a: del a[-1]", 1),
    ("def f(n):\n    a = list(range(n))\n    while a: x, *a = a", 2),
    ("def g(*a): return 0\ndef f(n):\n    a = list(range(n))\n    for i in range(n): g(*a)", 2),
    ("def f(n):\n    d = {}\n    for i in range(n): d = {**d, i: i}", 2),
    ("def f(n):\n    s = set()\n    for i in range(n): s = s | {i}", 2),
    ("def f(n):\n    s = set()\n    for i in range(n): s |= {i}", 1),
    ("import bisect\ndef f(n):\n    a = []\n    for i in range(n): bisect.insort(a, -i)", 2),
    ("import bisect\ndef f(n):\n    a = []\n    for i in range(n): bisect.insort(a, i)", 1),
    ("from collections import deque\ndef f(n):\n    a = deque(range(n))\n    while a: a.popleft()", 1),
    ("import copy\ndef f(n):\n    a = list(range(n))\n    for i in range(n): copy.copy(a)", 2),
    ("import itertools\ndef f(n):\n    for i in range(n): next(itertools.islice(range(n), i, None))", 2),
    ("import itertools\ndef f(n):\n    list(itertools.accumulate([i] for i in range(n)))", 2),
    ("import functools\ndef f(n):\n    functools.reduce(lambda a, b: a + [b], range(n), [])", 2),
    ("def f(n):\n    a = list(range(n))\n    for i in range(n): list(map(str, a))", 2),
    ("def f(n):\n    a = list(range(n))\n    [sorted(a) for _ in a]", 2),
    ("def f(n):\n    s = 'x' * n\n    [s.count('y') for _ in s]", 2),
    ("def f(n):\n    s = 'x' * n\n    [s.startswith('x') for _ in s]", 1),
    ("def f(n):\n    a, b = [0] * n, [0] * n\n    [a == b for _ in a]", 2),
    ("def f(n):\n    a, b = [0] * n, [1] * n\n    [a == b for _ in a]", 1),
    ("import numpy as np\ndef f(n):\n    a = np.arange(n)\n    for i in range(n): a.sum()", 2),
    ("import numpy as np\ndef f(n):\n    a = np.arange(n)\n    for i in range(n): a[i]", 1),
    ("import numpy as np\ndef f(n):\n    a = np.zeros(0)\n    for i in range(n): a = np.append(a, i)", 2),
    ("import numpy as np\ndef f(n):\n    a = np.arange(n)\n    a[:, None] - a[None]", 2),
    ("import numpy as np\ndef f(n):\n    a = np.arange(n)\n    for i in range(n): a[i:]", 1),
    ("import numpy as np\ndef f(n):\n    a = np.arange(n)\n    for i in range(n): a[i:] += 1", 2),
    ("import numpy as np\ndef f(n):\n    a = np.ones((n, 3))\n    a.T @ a", 1),
    ("import numpy as np\ndef f(n):\n    a = np.ones((n, 3))\n    a @ a.T", 2),
]  # fmt: skip


@pytest.mark.parametrize(("source", "exponent"), EXPONENTS)
def test_work_grows_as_it_does(source: str, exponent: int) -> None:
    small, large = (counts(source, n) for n in (400, 1600))
    work = [facts["work"] + facts["array_work"] for facts in (small, large)]
    assert abs(math.log(work[1] / work[0], 4) - exponent) < 0.25


@pytest.mark.parametrize(
    ("source", "steps"),
    [
        ("def f(n):\n    for i in range(n): pass", 51),
        ("def f(n):\n    i = 0\n    while i < n: i += 1", 51),
        ("def f(n): return [x for x in range(n)]", 51),
        ("def f(n): return sum(x for x in range(n))", 51),
        ("def g(): pass\ndef f(n):\n    for i in range(n): g()", 101),
        ("def f(n): return list(map(lambda x: x, range(n)))", 51),
        ("def f(n): return list(map(abs, range(n)))", 51),
        ("def f(n): return 0 if n == 0 else f(n - 1)", 51),
        ("import numpy as np\ndef f(n): return np.arange(n).sum()", 1),
        ("import numpy as np\ndef f(n): return np.vectorize(lambda x: x, otypes=[float])(np.arange(n))", 51),
        ("import numpy as np, math\ndef f(n): return np.vectorize(math.sqrt)(np.arange(n))", 51),
        ("import numpy as np\ndef f(n): return np.apply_along_axis(np.sum, 1, np.ones((n, 3)))", 51),
    ],
)
def test_steps_count_turns_and_entries(source: str, steps: int) -> None:
    assert counts(source, 50)["steps"] == steps


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    while True: pass",
        "def f():\n    while True:\n        try: x = 1 + 1\n        except Exception: pass",
        "def f():\n    [0 for _ in iter(int, 1)]",
        "def f(): return f()",
        "def f(): return sum(map(int, iter(int, 1)))",
    ],
)
def test_the_limit_ends_a_call(source: str) -> None:
    scope = load(source, metered=True)
    COUNTER.reset(events=500)
    try:
        with pytest.raises(Limit):
            scope["f"]()
        assert COUNTER.stopped == "events"
    finally:
        COUNTER.reset()


def test_a_swallowed_limit_is_remembered() -> None:
    scope = load("def f():\n    try:\n        while True: pass\n    except BaseException: return 1\n", metered=True)
    COUNTER.reset(events=500)
    try:
        assert scope["f"]() == 1
        assert COUNTER.stopped == "events"
    finally:
        COUNTER.reset()


def test_lines_say_where_the_work_is() -> None:
    facts = counts("def f(n):\n    a = list(range(n))\n    for i in range(n):\n        i in a\n    return a\n", 100, lines=True)
    assert max(facts["lines"], key=lambda line: facts["lines"][line]) == "4"
    assert sum(facts["lines"].values()) == pytest.approx(facts["work"])


def test_depth_is_that_of_the_recursion() -> None:
    assert counts("def f(n): return 0 if n == 0 else 1 + f(n - 1)", 100)["deepest"] == 100


def test_largest_array_leaves_views_out() -> None:
    source = "import numpy as np\ndef f(n):\n    a = np.ones(n)\n    b = np.broadcast_to(a, (n, n))\n    return b.T[0] + 1\n"
    assert counts(source, 50)["largest"] == 50


def test_an_unknown_callable_is_noted() -> None:
    assert "re.match" in counts("import re\ndef f(n): return re.match('a*', 'a' * n)", 50)["unknown"]


@pytest.mark.parametrize("text", ["def f(:\n", "return 1\n", "def f():\n    x = yield = 1\n"])
def test_syntax_errors_stay_what_they_are(text: str) -> None:
    with pytest.raises(SyntaxError):
        meter.compile_metered(text, "candidate.py", {})


# ---- torch

TORCH = [  # expression of x [n, 8], FLOPs, largest tensor, at n = 16
    ("x @ x.T", 2 * 16 * 16 * 8, 256),
    ("torch.einsum('ik,jk->ij', x, x)", 2 * 16 * 16 * 8, 256),
    ("(x[:, None] * x[None]).sum(-1)", 2 * 16 * 16 * 8, 2048),
    ("x @ x[0]", 2 * 16 * 8, 16),
    ("x.T.reshape(8, 16)", 0, 0),
    ("x[:, None].expand(16, 1000, 8)", 0, 0),
    ("torch.cat([x, x])", 0, 256),
    ("x + x", 128, 128),
    ("x.add_(1)", 128, 0),
    ("torch.nn.functional.scaled_dot_product_attention(x[None, None], x[None, None], x[None, None])", 4 * 16 * 16 * 8, 128),
    ("torch.nn.functional.linear(x, x)", 2 * 16 * 16 * 8, 256),
    ("torch.vmap(lambda r: r @ x.T)(x)", 2 * 16 * 16 * 8, 256),
]


@pytest.mark.parametrize(("expression", "flops", "largest"), TORCH)
def test_torch_is_charged_by_what_ran(expression: str, flops: float, largest: int) -> None:
    torch = pytest.importorskip("torch")
    from graders.sandbox.torch_meter import TorchMeter

    scope = load(f"import torch\ndef f(x): return {expression}", metered=True)
    x = torch.rand(16, 8)
    COUNTER.reset()
    try:
        with TorchMeter():
            scope["f"](x)
        facts = COUNTER.facts()
    finally:
        COUNTER.reset()
    assert (facts["flops"], facts["largest"]) == (flops, largest)


def test_torch_peak_is_of_live_bytes() -> None:
    torch = pytest.importorskip("torch")
    from graders.sandbox.torch_meter import TorchMeter

    x = torch.rand(1000)
    with TorchMeter() as mode:
        for _ in range(5):
            y = x + 1
            del y
    assert mode.peak == 4000
    with TorchMeter() as mode:
        kept = [x + i for i in range(5)]
    assert mode.peak >= 20000 and len(kept) == 5


def test_backward_is_charged() -> None:
    torch = pytest.importorskip("torch")
    from graders.sandbox.torch_meter import TorchMeter

    w = torch.rand(8, 8, requires_grad=True)
    COUNTER.reset()
    with TorchMeter():
        (torch.rand(16, 8) @ w).sum().backward()
    flops = COUNTER.flops
    COUNTER.reset()
    assert flops >= 2 * (2 * 16 * 8 * 8)


@pytest.mark.parametrize(
    "source",
    [
        "def f(n): return ','.join(map(str, range(n)))",
        "def f(n): return ''.join([f'{x},' for x in range(n)])",
        "def f(n):\n    s = ''\n    for x in range(n): s += str(x)\n    return s",
        "def f(n): return [int(x) for x in ' '.join(map(str, range(n))).split()]",
        "import json\ndef f(n): return json.dumps(list(range(n)))",
    ],
)
def test_longer_texts_of_larger_numbers_are_set_apart(source: str) -> None:
    small, large = (counts(source, n) for n in (1000, 16000))
    assert (large["work"] - large["soft"]) / (small["work"] - small["soft"]) == pytest.approx(16, rel=0.01)
    assert large["soft"] / small["soft"] > 16.5
