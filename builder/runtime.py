"""Ce que la page télécharge pour calculer : Python et le moteur, réduits à ce qui sert, et la liste de ce que cela pèse.

RECOURS_MOTEUR=entier livre Pyodide tel que publié : la référence, lente et sûre, à laquelle le reste est comparé.
"""

import gzip
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from builder import bytecode, wheel
from builder.errors import BuildError
from builder.paths import NODE_MODULES, ROOT, RUNTIME
from builder.runtime_small import assemble

_STOCK = NODE_MODULES / "pyodide"
_ENTIRE = ROOT / "scripts" / "runtime" / "entier.mjs"
# Ce qui change le résultat. Rien d'autre ne doit relancer ce travail.
_INPUTS = ("calculators", "scripts/runtime", "builder/runtime_small")
_INPUT_FILES = ("pyproject.toml", "requirements.lock", "package-lock.json", "LICENSE")
_BUILDER_FILES = ("bytecode", "demandes", "runtime", "wheel", "zips")


def _input_paths() -> list[Path]:
    tree = [path for folder in _INPUTS for path in (ROOT / folder).rglob("*") if path.is_file()]
    paths = [path for path in tree if "__pycache__" not in path.parts]
    paths += [ROOT / name for name in _INPUT_FILES]
    paths += [ROOT / "builder" / f"{name}.py" for name in _BUILDER_FILES]
    return sorted(path for path in paths if path.exists())


def kind() -> str:
    """« petit », ou « entier » si on l'a demandé."""
    wanted = os.environ.get("RECOURS_MOTEUR") or "petit"
    if wanted not in ("petit", "entier"):
        raise BuildError(f"RECOURS_MOTEUR vaut « petit » ou « entier », pas « {wanted} ».")
    return wanted


def key() -> str:
    """L'empreinte de tout ce dont le résultat dépend."""
    digest = hashlib.sha256(f"{kind()}{sys.version}".encode())
    for path in _input_paths():
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build(folder: Path = RUNTIME) -> Path:
    """Le dossier à livrer, refait seulement si ce dont il dépend a changé."""
    out, stamp = folder / "pyodide", folder / "cle"
    wanted = key()
    if out.is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return out
    bytecode.check_magic(bytecode.pyodide_magic(_STOCK / "python_stdlib.zip"))
    stamp.unlink(missing_ok=True)
    if kind() == "entier":
        stock_pyodide(out)
    else:
        assemble.small(out, folder / "cache")
        _write_manifest(out)
    stamp.write_text(wanted)
    return out


def stock_pyodide(folder: Path, *, whole_lock: bool = False) -> Path:
    """Pyodide tel que publié, avec le moteur en roue ordinaire, comme n'importe quelle page l'aurait."""
    source = wheel.build_source_wheel(RUNTIME / "roue")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("pyodide.asm.js", "pyodide.asm.wasm", "pyodide.mjs", "python_stdlib.zip"):
        shutil.copyfile(_STOCK / name, folder / name)
    shutil.copy(source, folder)
    wheel.write_lock(_STOCK / "pyodide-lock.json", folder / source.name, keep=whole_lock)
    shutil.copyfile(_ENTIRE, folder / "demarrer.mjs")
    _write_manifest(folder)
    return folder


def _write_manifest(folder: Path) -> None:
    """Les poids : `octets` sur le disque, `octets_gz` ce qu'un serveur envoie ; `depart` dit ce qui part d'abord."""
    later = ("suite-", "reste-", "froid-")
    files = [
        {
            "nom": path.name,
            "octets": path.stat().st_size,
            "octets_gz": _sent(path),
            "depart": not path.name.startswith(later),
        }
        for path in sorted(folder.iterdir())
    ]
    manifest = {"total_gz": sum(int(file["octets_gz"]) for file in files if file["depart"]), "fichiers": files}
    (folder / "manifeste.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _sent(path: Path) -> int:
    # Un .bin est déjà comprimé ; le serveur comprime le reste.
    data = path.read_bytes()
    return len(data) if path.suffix == ".bin" else len(gzip.compress(data, compresslevel=9, mtime=0))
