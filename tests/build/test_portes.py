"""Le WebAssembly coupé en deux : ce qui n'a jamais servi reste à portée, et donne la même chose que Pyodide entier."""

import json
import shutil
from pathlib import Path

import pytest

from builder import runtime
from builder.errors import BuildError
from builder.runtime_small import core, glue
from builder.runtime_small.wasm import CODE, EXPORT, FUNCTION, Module, Reader, leb, signed_leb
from tests.build.moteurs import essayer

# Loin de ce que fait le moteur : codecs d'Asie, noms d'Unicode, fonctions d'analyse, hachage, tirages, décimaux en C,
# générateurs asynchrones, exceptions groupées, signaux, erreurs levées d'une fonction froide vers une chaude.
INSOLITES = [
    "'日本語'.encode('shift_jis').hex() + '中文'.encode('gb18030').hex() + '한글'.encode('euc_kr').hex()",
    "import unicodedata; unicodedata.name('œ') + unicodedata.normalize('NFKD', 'ǆé').encode().hex()",
    "import math, cmath; repr([math.gamma(4.5), math.erf(.3), math.comb(40, 20), cmath.sqrt(-2), math.fsum([.1] * 9)])",
    "import hashlib; [hashlib.new(h, b'a').hexdigest() for h in ('md5', 'sha1', 'sha256', 'sha3_256', 'blake2b')].__repr__()",
    "import random; random.seed(7); repr([random.random(), random.gauss(0, 1), random.sample(range(99), 5)])",
    "import decimal; str(decimal.Decimal(2).sqrt()) + str(decimal.Decimal('1E+99') / 7)",
    "import statistics, fractions; str(statistics.stdev([1, 2, 4])) + str(fractions.Fraction(3, 9))",
    "import itertools, operator; repr(list(itertools.accumulate(range(9), operator.xor)))",
    "import struct, array; struct.pack('>hIdq', -2, 3, .5, 9).hex() + repr(array.array('d', [1, 2]) * 2)",
    "import xml.etree.ElementTree as E; E.tostring(E.fromstring('<a b=\"1\">é<c/></a>')).decode()",
    "import heapq, bisect; repr([heapq.nsmallest(2, [3, 1, 2]), bisect.bisect([1, 3], 2)])",
    "import pickle; repr(pickle.loads(pickle.dumps({'é': [1.5, None, b'x', {3}]}, 5)))",
    "import zlib, bz2; repr([zlib.crc32(b'abc'), zlib.adler32(b'abc'), bz2.compress(b'a' * 99).hex()])",
    "import ast; ast.dump(ast.parse('async def f(*, a: int = 1): return [x async for x in y if await z]'))",
    "import time; time.strftime('%A %d %B %Y', time.gmtime(1_000_000_000))",
    "repr((10**400 // 7**99) % 10**30)",
    "exec('try:\\n    raise ExceptionGroup(\"g\", [OSError(1), ValueError(2)])\\nexcept* OSError as e: dit = repr(e)'); dit",
    "repr((-7).__divmod__(3)) + repr(0.1.as_integer_ratio()) + (255).to_bytes(3, 'big', signed=True).hex() + float.hex(1e-300)",
    "memoryview(bytearray(range(12))).cast('B', (3, 4))[1, 2].__repr__() + repr(memoryview(b'abc').tolist())",
    "import contextvars, types; repr(types.MappingProxyType({1: 2})) + repr(contextvars.ContextVar('x', default=3).get())",
    "import ipaddress, uuid; str(ipaddress.ip_network('10.0.0.0/30')) + str(uuid.uuid5(uuid.NAMESPACE_DNS, 'a'))",
    "import textwrap, difflib; '|'.join(difflib.unified_diff(['a'], ['b'], lineterm='')) + textwrap.fill('a b ' * 30, 20)",
    "import decimal; decimal.Decimal(1) / 0",
    "import struct; struct.unpack('>d', b'abc')",
    "import unicodedata; unicodedata.lookup('RIEN DE TEL')",
    "b'\\xff\\xfe'.decode('gb2312')",
    "import sys; sys.getsizeof([]) and 'é'.encode('iso2022_jp')",
]


@pytest.fixture(scope="module")
def livre(site: Path) -> Path:
    """Le dossier du moteur, dans le site."""
    return site / "assets" / "pyodide"


def test_ce_que_le_profil_n_a_jamais_vu_donne_la_meme_chose_que_pyodide_entier(
    livre: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Résultats et erreurs, des deux côtés ; le second module vient une fois, et une seule."""
    entier = runtime.stock_pyodide(tmp_path_factory.mktemp("entier") / "pyodide")
    petits, entiers = essayer(livre, INSOLITES), essayer(entier, INSOLITES)
    for code, petit, attendu in zip(INSOLITES, petits, entiers, strict=True):
        assert petit["dit"] == attendu["dit"], code
    venus = [nom.split("-")[0] for un in petits for nom in un["venus"]]
    assert sorted(venus) == ["froid", "reste", "suite"]


def test_une_porte_qui_ne_peut_pas_s_ouvrir_se_dit(livre: Path, tmp_path: Path) -> None:
    """Le second module manque, ou est abîmé : une erreur, et l'ouvrier sait qu'aucune réponse ne vaut plus."""
    for nom, octets in (("absent", None), ("abime", b"\x78\x9c" + b"\0" * 99)):
        copie = shutil.copytree(livre, tmp_path / nom)
        (froid,) = copie.glob("froid-*.bin")
        froid.unlink() if octets is None else froid.write_bytes(octets)
        (dit,) = essayer(copie, ["try:\n    import math; math.gamma(5)\nexcept BaseException: pass\n'avalé'"])
        assert dit["venus"][-1] == "tombé"


def test_le_profil_d_un_autre_webassembly_arrete_la_fabrication(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Des numéros de fonctions d'une autre version laisseraient partir n'importe lesquelles."""
    with pytest.raises(BuildError, match=r"profil.*scripts/runtime/profil"):
        core.hot_functions(b"un autre")


def test_une_autre_version_du_javascript_arrete_la_fabrication() -> None:
    """Un endroit à changer qui n'existe plus, ou deux fois, ne se devine pas."""
    script = (core.STOCK / "pyodide.mjs").read_text(encoding="utf-8")
    with pytest.raises(BuildError, match="pyodide.mjs"):
        glue.entry(script.replace("lockFilePromise", "verrou"))
    with pytest.raises(BuildError, match="2 fois"):
        glue.entry(script + "instantiateWasm:Ne(e.indexURL)")


def test_un_module_relu_et_recrit_est_le_meme() -> None:
    """Lire par sections puis récrire sans rien changer rend les mêmes octets."""
    octets = (core.STOCK / "pyodide.asm.wasm").read_bytes()
    module = Module(octets)
    assert module.rebuilt({}) == octets
    assert len(module.functions()) == len(module.bodies()) > 10_000
    assert module.section(FUNCTION) and module.section(CODE) and module.section(EXPORT)


@pytest.mark.parametrize("nombre", [0, 1, 63, 64, 127, 128, 8191, 8192, 10_091, 2**31 - 1])
def test_un_entier_ecrit_se_relit(nombre: int) -> None:
    """Y compris là où un octet de trop ou de moins changerait le signe."""
    assert Reader(leb(nombre)).leb() == nombre
    ecrit = signed_leb(nombre)
    assert Reader(ecrit).leb() == nombre
    assert not ecrit[-1] & 64


def test_le_profil_est_l_union_de_node_et_de_trois_navigateurs() -> None:
    """Chromium emploie des fonctions que Node n'emploie pas."""
    servies = json.loads(core.PROFILE.read_text(encoding="utf-8"))["servies"]
    assert servies.keys() == {"node", "chromium", "firefox", "webkit", "union"}
    assert servies["union"] >= max(servies.values())
