# ruff: noqa
# Du Python ordinaire, en plus de ce que le moteur fait aujourd'hui : ce qu'il fera demain, ce que l'interpréteur ne fait
# qu'au bout d'un long moment (ramasse-miettes, mémoire qui grandit, compteur d'instructions), et un texte mal formé.
import copy, functools, gc, itertools, json, re
from datetime import date, datetime, time, timedelta

for _ in range(3_000_000):
    pass
garde = [{"n": n, "t": (n, str(n))} for n in range(200_000)]
boucle: list = []
boucle.append(boucle)
del garde, boucle
gc.collect()
b"\0" * 40_000_000


# Le ramasse-miettes passe n'importe quand : chaque sorte d'objet qu'il visite doit l'avoir été, puis libérée dans un cycle.
def _sortes():
    def f(*a, k=[], **b):
        return lambda: (a, k, b)

    def g():
        yield 1

    async def co():
        pass

    class C:
        __slots__ = ("s", "__weakref__")

        def m(self):
            return super()

    class D(dict):
        pass

    import collections, contextvars, dataclasses, enum, operator, pathlib, traceback, types, typing, weakref, zipfile, io, csv

    l, d, e, c = [1, 2], {1: 2}, {1, 2}, C()
    dep = collections.deque([1])
    try:
        {}[1]
    except KeyError as erreur:
        panne = erreur
    yield from (
        iter(l),
        reversed(l),
        iter((1,)),
        iter(d),
        iter(d.keys()),
        iter(d.values()),
        iter(d.items()),
        reversed(d),
        d.keys(),
        d.values(),
        d.items(),
        iter(e),
        iter("ab"),
        iter(range(3)),
        iter(b"ab"),
        iter(f, 1),
        enumerate(l),
        zip(l, l),
        map(str, l),
        filter(None, l),
        reversed("ab"),
        itertools.chain(l),
        itertools.islice(l, 1),
        itertools.count(1),
        itertools.cycle(l),
        itertools.repeat(1),
        itertools.groupby(l),
        itertools.product(l, l),
        itertools.accumulate(l),
        itertools.starmap(f, l),
        itertools.takewhile(f, l),
        itertools.dropwhile(f, l),
        itertools.compress(l, l),
        itertools.zip_longest(l, l),
        itertools.pairwise(l),
        itertools.tee(l)[0],
        itertools.combinations(l, 1),
        itertools.permutations(l),
        itertools.filterfalse(f, l),
        itertools.chain.from_iterable([l]),
        g(),
        (x for x in l),
        f,
        f(1),
        f(1).__closure__[0],
        c,
        c.m,
        c.m(),
        C.m,
        C.s,
        D(),
        collections.OrderedDict(d),
        collections.defaultdict(list),
        dep,
        iter(dep),
        collections.Counter("ab"),
        collections.namedtuple("N", "a")(1),
        functools.partial(f, 1),
        functools.lru_cache(f),
        functools.cache(f),
        functools.cached_property(f),
        operator.itemgetter(1),
        operator.attrgetter("a"),
        operator.methodcaller("a"),
        types.MappingProxyType(d),
        types.SimpleNamespace(a=1),
        types.GenericAlias(list, (int,)),
        list[int],
        int | None,
        typing.NamedTuple("T", [("a", int)]),
        weakref.ref(c),
        weakref.proxy(c),
        weakref.WeakKeyDictionary(),
        weakref.WeakValueDictionary(),
        property(f),
        staticmethod(f),
        classmethod(f),
        dict.fromkeys,
        {}.get,
        "".join,
        str.join,
        type("T", (), {}),
        slice([], []),
        memoryview(b"ab"),
        bytearray(b"a"),
        frozenset({(1,)}),
        panne,
        panne.__traceback__,
        panne.__traceback__.tb_frame,
        re.compile("a"),
        re.match("a", "a"),
        re.finditer("a", "a"),
        re.compile("a").scanner("a"),
        json.JSONEncoder(),
        json.JSONDecoder().scan_once,
        json.encoder.c_make_encoder(None, str, str, None, ":", ",", False, False, False),
        io.StringIO("a"),
        io.BytesIO(b"a"),
        io.TextIOWrapper(io.BytesIO()),
        io.BufferedReader(io.BytesIO()),
        io.BufferedWriter(io.BytesIO()),
        csv.reader(["a"]),
        csv.writer(io.StringIO()),
        pathlib.Path("a"),
        ExceptionGroup("g", [ValueError()]),
        OSError(1, "a"),
        AttributeError("a"),
        StopIteration(1),
        UnicodeEncodeError("a", "b", 0, 1, "c"),
        SyntaxError("a"),
        ImportError("a"),
        NameError("a"),
        SystemExit(1),
        contextvars.copy_context(),
        contextvars.ContextVar("a"),
        sys.implementation,
        sys.modules[__name__] if __name__ in sys.modules else sys,
        dataclasses.make_dataclass("A", ["a"])(1),
        enum.Enum("E", "A").A,
        datetime.now,
        f.__code__,
        g.__code__.co_consts,
        sys._getframe(),
        open("/tmp/z", "w"),
        zipfile.ZipFile("/tmp/z.zip", "w"),
        f.__get__(1),
        object.__init__.__get__(1),
        type.__call__,
        ...,
    )
    k = co()
    yield k
    k.close()


import sys

for _ in range(3):
    tous = []
    for sorte in _sortes():
        tous.append([tous, sorte])
        gc.collect(0)
    gc.collect()
    del tous
    gc.collect()

textes = ["Été", "œuvre", "ǅ", "ß", "Ⅳ", "٣", "𝒳", " \u00a0\u2028x ", "İ", "é"]
for t in textes:
    [t.upper(), t.lower(), t.title(), t.casefold(), t.swapcase(), t.capitalize(), t.isalpha(), t.isdigit(), t.isupper()]
    [t.isspace(), t.isnumeric(), t.isidentifier(), t.isprintable(), t.istitle(), t.split(), t.splitlines(), repr(t)]
    [t.encode(), t.encode("utf-16"), t.encode("latin-1", "replace"), t.encode("ascii", "xmlcharrefreplace"), ascii(t)]
    [t.center(9, "·"), t.zfill(5), t.ljust(9), t.rjust(9), t.strip("É "), t.find("t"), t.rfind("t"), t.count("t")]
    [t.partition("t"), t.rpartition("t"), t.replace("t", "tt"), t.translate({233: "e"}), t.expandtabs(), t * 3, t[::-1]]
    [t.startswith(("É", "é")), t.endswith("é"), t.removeprefix("É"), t.removesuffix("é"), f"{t:>9}", "%s %r" % (t, t)]
    [hash(t), t == "é", t < "é", t in "œuvre", min(t), sorted(t), ",".join(t), json.loads(json.dumps(t)), t.rsplit("t")]
(
    bytes([195, 40]).decode("utf-8", "replace"),
    bytes(range(256)).decode("latin-1"),
    b"a,b".split(b","),
    bytearray(b"a") + b"b",
)

nombres = [0, -1, 3, 2**31, 2**63, 10**30, -(10**18), 1.5, -0.0, 1e300, 1e-7, float("inf")]
for n in nombres:
    [
        str(n),
        repr(n),
        f"{n:,}",
        f"{n:.2f}",
        f"{n:+e}",
        f"{n:g}",
        hash(n),
        bool(n),
        n == 3,
        n < 3,
        abs(n),
        -n,
        n * 2,
        n + 1,
    ]
    [n // 7, n % 7, divmod(n, 7)] if abs(n) < 1e18 else []
for n in nombres[:7]:
    [
        n << 3,
        n >> 2,
        n & 255,
        n | 1,
        n ^ 5,
        ~n,
        n.bit_length(),
        hex(n),
        bin(n),
        f"{n:d}{n:x}",
        n**3,
        pow(n, 5, 97),
        int(str(n)),
    ]
[
    int("42"),
    int("-7", 8),
    float("1e3"),
    float(" 2.5 "),
    round(2.675, 2),
    round(1234, -2),
    complex(1, 2) * 2,
    sum([0.1] * 9),
]
[
    int.from_bytes(b"\1\2", "little"),
    (258).to_bytes(2, "big"),
    max(3, 1),
    min([2, 1]),
    (7).as_integer_ratio(),
    (1.5).hex(),
]

d = {n: str(n) for n in range(40)}
[
    d.pop(3),
    d.popitem(),
    d.setdefault(99, []),
    d | {1: 2},
    d.get(7),
    list(d.items())[:2],
    dict(zip("ab", "cd")),
    d.copy(),
]
d.update(x=1), [*d], {**d}, d == {}, dict.fromkeys("ab"), [k for k in reversed(d)], d.clear()
e = {1, 2, 3}
[
    e | {4},
    e & {1},
    e - {1},
    e ^ {9},
    e <= {1, 2, 3, 4},
    e.isdisjoint({7}),
    frozenset(e),
    e.discard(9),
    e.pop(),
    {*e},
    sorted(e),
]
l = [3, 1, 2]
(
    l.sort(key=lambda x: -x),
    l.reverse(),
    l.insert(1, 9),
    l.extend((4, 5)),
    l.remove(9),
    l.index(4),
    l.count(4),
    l.pop(),
    l[1:3],
)
l[1:2] = [7, 8]
[
    l * 2,
    l + [1],
    l == [1],
    l < [4],
    copy.deepcopy(l),
    copy.copy(l),
    list(map(str, l)),
    list(filter(None, l)),
    any(l),
    all(l),
]
del l[0], l[-1:]
[*itertools.chain([1], (2,)), *itertools.product("ab", "c"), *itertools.groupby("aab"), *itertools.islice("abc", 2)]
[
    *itertools.accumulate([1, 2]),
    *itertools.zip_longest("a", "bc"),
    *itertools.pairwise("abc"),
    *itertools.combinations("abc", 2),
]
[
    *itertools.permutations("ab"),
    *itertools.takewhile(bool, [1, 0]),
    *itertools.dropwhile(bool, [1, 0]),
    *itertools.starmap(max, [(1, 2)]),
]
(
    functools.reduce(lambda a, b: a + b, range(9)),
    functools.partial(max, 3)(4),
    enumerate("ab"),
    slice(1, 2),
    range(9)[2:5],
)

j = datetime(2026, 2, 28, 23, 59, 30)
[
    j + timedelta(days=1, hours=2),
    j - datetime(2020, 1, 1),
    j.isoformat(),
    j.strftime("%d/%m/%Y %H:%M"),
    j.date(),
    j.time(),
]
[
    date.fromisoformat("2026-02-28"),
    datetime.fromisoformat("2026-02-28T10:00"),
    time(10, 30) < time(11),
    j.replace(day=1),
]
[
    j.weekday(),
    j.isocalendar(),
    j.timetuple(),
    str(timedelta(days=3, seconds=5)),
    timedelta(1) * 3,
    timedelta(7) // timedelta(2),
]
[
    date(2026, 1, 31).toordinal(),
    date.fromordinal(739000),
    date.max,
    hash(j),
    repr(j),
    f"{j:%A}",
    j.date() - date(2026, 1, 1),
]
[
    re.sub(r"(\d+)-(\w*)", r"\2/\1", "12-ab"),
    re.findall(r"(?i)é+", "ÉÉ"),
    re.split(r"[,;]\s*", "a, b;c"),
    re.fullmatch(r"a{2,3}?b", "aab"),
]
[re.match(r"(?P<x>a)|(?<=b)c(?!d)", "a")["x"], re.escape("a.b"), [m.span() for m in re.finditer(r"\bx\b", "x y x")]]
(
    json.loads('{"a": [1, 2.5, -3e2, true, null, "\\u00e9\\ud83d\\ude00\\n"]}'),
    json.dumps({"é": [1.5, None, True]}, indent=1, sort_keys=True),
)


class Un:
    x: int = 3

    def __init__(self):
        self.y = 1

    @property
    def z(self):
        return self.x

    @staticmethod
    def s():
        return 1

    @classmethod
    def c(cls):
        return cls()

    def __eq__(self, autre):
        return True

    def __hash__(self):
        return 1

    def __getattr__(self, nom):
        return nom

    def __enter__(self):
        return self

    def __exit__(self, *quoi):
        return True


class Deux(Un):
    __slots__ = ("a",)

    def __init__(self):
        super().__init__()
        self.a = 1


def engendrer():
    try:
        recu = yield 1
        yield from range(recu or 2)
    finally:
        recu = None


with Deux() as deux:
    [
        deux.z,
        deux.s(),
        deux.c(),
        deux.absent,
        deux == 3,
        isinstance(deux, Un),
        issubclass(Deux, Un),
        setattr(deux, "b", 1),
        vars(deux),
    ]
    del deux.b
    raise KeyError("avalé")
g = engendrer()
next(g), g.send(3), g.close(), list(engendrer()), (lambda *a, k=1, **b: (a, k, b))(1, 2, z=3)
match {"type": "a", "v": [1, 2, 3]}:
    case {"type": str(nom), "v": [premier, *_]} if premier:
        pass
for faute in (
    lambda: 1 / 0,
    lambda: [][1],
    lambda: {}["a"],
    lambda: int("x"),
    lambda: "a" + 1,
    lambda: absent,
    lambda: None.x,
    lambda: next(iter(())),
):
    try:
        faute()
    except (ArithmeticError, LookupError, ValueError, TypeError, NameError, AttributeError, StopIteration) as erreur:
        str(erreur), repr(erreur), erreur.__traceback__
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError:
        pass
except ExceptionGroup as groupe:
    groupe.exceptions
