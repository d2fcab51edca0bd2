"""Les modules que la page peut importer, compilés, et leur partage : ce qui part au départ, la suite, tout le reste."""

import datetime
import hashlib
import json
import marshal
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.bytecode import check_magic, compile_source
from builder.commands import run
from builder.demandes import communes, rares
from builder.errors import BuildError
from builder.paths import ROOT
from builder.runtime_small.container import pack, unpack
from builder.zips import read_zip

Files = dict[str, bytes]

_STUBS = Path(__file__).parent / "python"
_TRACER = ROOT / "scripts" / "runtime" / "tracer.mjs"
_LIB = "/lib/python3.13/"
_ENGINE = "site-packages/"
_METHODS = "_prets.bin"
# Là où attendent les vrais modules dont nous avons pris la place.
_TRUE = "_vrais/"


def _stub_sources() -> Files:
    return {path.relative_to(_STUBS).as_posix(): path.read_bytes() for path in sorted(_STUBS.rglob("*.py"))}


def _place(name: str, replaced: Iterable[str]) -> str:
    """Où va un fichier de la bibliothèque ; asyncio.py, un fichier, prend la place de tout un dossier."""
    return _TRUE + name if name in replaced or name.partition("/")[0] + ".py" in replaced else name


def compile_library(stock_zip: Path) -> Files:
    """La bibliothèque standard de Pyodide, entière, en .pyc."""
    stubs = _stub_sources()
    placed = {_place(name, stubs): source for name, source in read_zip(stock_zip).items()}
    plain = {name: source for name, source in placed.items() if not name.endswith(".py")}
    return plain | {name + "c": compile_source(placed[name], _LIB + name) for name in placed.keys() - plain.keys()}


def library(stock_zip: Path, cache: Path) -> Files:
    """La même, compilée une seule fois, dans un Python neuf : les mêmes réglages, les mêmes octets."""
    said = hashlib.sha256(sys.version.encode() + stock_zip.read_bytes() + repr(sorted(_stub_sources())).encode())
    kept = cache / f"bibliotheque-{said.hexdigest()[:16]}"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _in_fresh_python("bibliothèque standard", {"zip": str(stock_zip), "out": str(kept)})
    return unpack(kept.read_bytes())


def engine(cache: Path) -> Files:
    """Le moteur et nos remplaçants en .pyc, ses données telles quelles."""
    out = cache / "moteur"
    cache.mkdir(parents=True, exist_ok=True)
    _in_fresh_python("moteur", {"out": str(out)})
    return unpack(out.read_bytes())


def _in_fresh_python(what: str, given: dict[str, Any]) -> None:
    # Sans PYTHONNODEBUGRANGES les .pyc pèsent un quart de plus ; une graine fixe range les ensembles pareil.
    env = {"PYTHONNODEBUGRANGES": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "builder.runtime_small.modules"]
    run(f"Compilation ({what})", command, env=env, stdin=json.dumps(given))


def compile_engine() -> Files:
    """calculators/, rangé comme un paquet installé."""
    files = {name + "c": compile_source(source, _LIB + name) for name, source in _stub_sources().items()}
    for path in sorted((ROOT / "calculators").rglob("*")):
        name = _ENGINE + path.relative_to(ROOT).as_posix()
        if path.suffix == ".py":
            files[name + "c"] = compile_source(path.read_bytes(), _LIB + name)
        elif path.suffix == ".toml":
            # Lire du TOML en Python prend du temps à chaque démarrage : la fabrique le lit, et tomllib.py s'en souvient.
            files[name] = f"#!{_LIB}{name}c".encode()
            files[name + "c"] = compile_data(path.read_text(encoding="utf-8"))
    return files


def compile_data(source: str) -> bytes:
    """Un TOML déjà lu : l'expression Python qui le redonne, en octets-code."""
    data = tomllib.loads(source)
    code = compile(repr(data), "<toml>", "eval", dont_inherit=True)
    if repr(eval(code, {"datetime": datetime})) != repr(data):
        raise BuildError("Un fichier TOML ne se relit pas comme il est écrit.")
    return marshal.dumps(code)


def compile_methods(texts: Iterable[tuple[str, str]]) -> bytes:
    """Les méthodes que `dataclass` et `NamedTuple` écrivent, compilées d'avance : {texte: code}, pour _prets.py."""
    return marshal.dumps(
        {text: compile(text, "<string>", mode, dont_inherit=True, optimize=0) for mode, text in sorted(texts)}
    )


def share(files: Files, whole: Path, cache: Path) -> tuple[Files, Files, Files]:
    """Le départ, la suite, le reste : selon ce qu'ouvre un Pyodide à qui tout est donné (`whole`)."""
    asked = json.dumps({"communes": communes(), "rares": rares()})
    seen = json.loads(run("Pyodide sous Node (trace des modules)", ["node", _TRACER, whole], stdin=asked))
    check_magic(bytes.fromhex(seen["magique"]))
    opened = set(seen["depart"])
    aside = _packages(files) - _packages(opened)
    start = {
        name for name in files if name in opened or (name.endswith((".toml", ".tomlc")) and _owner(name) not in aside)
    }
    after = {name for name in files if name in seen["suite"] or name.startswith(_ENGINE)} - start

    def some(names: Iterable[str]) -> Files:
        return {name: files[name] for name in names}

    shared = some(start), some(after), some(files.keys() - start - after)
    _check_packages(shared)
    out = cache / "methodes"
    _in_fresh_python("méthodes", {"textes": seen["textes"], "out": str(out)})
    return shared[0] | unpack(out.read_bytes()), *shared[1:]


def _check_packages(shared: Iterable[Files]) -> None:
    """Un dossier arrivé avant son __init__ passerait pour un paquet vide, et l'import réussirait sans rien importer."""
    come: set[str] = set()
    packages = {name.rpartition("/")[0] for files in shared for name in files if name.endswith("/__init__.pyc")}
    for files in shared:
        come |= files.keys()
        early = {folder for name in come for folder in packages if name.startswith(folder + "/")}
        if absent := sorted(folder for folder in early if f"{folder}/__init__.pyc" not in come):
            raise BuildError(f"Ces paquets arriveraient sans leur __init__ : {', '.join(absent)}.")


def _packages(names: Iterable[str]) -> set[str]:
    """Les sous-paquets du moteur dont un module est dans la liste."""
    inside = (name.removeprefix(_ENGINE).split("/") for name in names if name.startswith(_ENGINE))
    return {parts[1] for parts in inside if len(parts) > 2 and parts[-1].endswith(".pyc")}


def _owner(name: str) -> str:
    """Le calcul dont ce fichier porte les textes : catalogue/lot.toml et lot/mots.toml sont à lot."""
    _, first, *rest = name.removeprefix(_ENGINE).split("/")
    return Path(rest[0]).stem if first == "catalogue" else first


def module_names(files: Files) -> list[str]:
    """Les noms qu'on importe : `zipfile/__init__.pyc` est zipfile."""
    paths = [name.removeprefix(_ENGINE).removesuffix(".pyc") for name in files if name.endswith(".pyc")]
    return sorted({path.removesuffix("/__init__").replace("/", ".") for path in paths if not path.startswith(_TRUE)})


if __name__ == "__main__":
    given = json.load(sys.stdin)
    if "zip" in given:
        made = compile_library(Path(given["zip"]))
    elif "textes" in given:
        made = {_METHODS: compile_methods(given["textes"])}
    else:
        made = compile_engine()
    Path(given["out"]).write_bytes(pack(made))
