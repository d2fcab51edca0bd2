"""La bibliothèque standard réduite à ce qui sert, compilée d'avance : moins d'octets, et rien à analyser au départ."""

import json
import sys
from pathlib import Path

from builder.bytecode import check_magic, compile_source
from builder.commands import run
from builder.demandes import demandes
from builder.errors import BuildError
from builder.paths import ROOT
from builder.zips import read_zip, write_zip

_TRACER = ROOT / "scripts" / "runtime" / "tracer.mjs"

# Ce que la trace ne peut pas voir et qu'il faut garder, avec la raison.
_TOUJOURS = (
    "encodings/cp437.py",  # noms de fichiers d'une archive, selon le système qui l'a écrite
    "encodings/idna.py",  # adresses, dès qu'un module réseau est touché
    "encodings/latin_1.py",
    "encodings/ascii.py",
)


def trace(pyodide_dir: Path) -> list[str]:
    """Les fichiers de la bibliothèque standard qu'un Pyodide entier ouvre pour répondre à tout."""
    said = run("Pyodide sous Node (trace des modules)", ["node", _TRACER, pyodide_dir], stdin=json.dumps(demandes()))
    seen = json.loads(said)
    check_magic(bytes.fromhex(seen["magique"]))
    return sorted({*seen["modules"], *_TOUJOURS})


def write_trimmed(stock_zip: Path, modules: list[str], out: Path) -> None:
    """Écrit l'archive des seuls modules vus, en .pyc, dans un Python neuf : le même travail, les mêmes octets."""
    # Sans PYTHONNODEBUGRANGES les .pyc pèsent un quart de plus ; une graine fixe range les ensembles pareil.
    env = {"PYTHONNODEBUGRANGES": "1", "PYTHONHASHSEED": "0"}
    args = json.dumps({"zip": str(stock_zip), "modules": modules, "out": str(out)})
    run("Compilation de la bibliothèque standard", [sys.executable, "-m", "builder.stdlib"], env=env, stdin=args)


def _compile_all(stock_zip: Path, modules: list[str], out: Path) -> None:
    sources = read_zip(stock_zip)
    absent = [name for name in modules if name not in sources]
    if absent:
        raise BuildError(f"Modules vus mais absents de l'archive de Pyodide : {', '.join(absent)}.")
    write_zip(out, {name + "c": compile_source(sources[name], f"python313.zip/{name}") for name in modules})


if __name__ == "__main__":
    given = json.load(sys.stdin)
    _compile_all(Path(given["zip"]), given["modules"], Path(given["out"]))
