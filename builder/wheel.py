"""La roue du moteur, pour Pyodide tel que publié : fabriquée par hatchling, inscrite dans un verrou par pyodide-lock."""

import json
import shutil
import sys
from pathlib import Path

from builder.commands import run
from builder.errors import BuildError

# Une date fixe, sinon deux compilations du même moteur donnent deux fichiers différents.
_PYODIDE: list[str | Path] = [sys.executable, "-m", "pyodide_cli"]
_FIXED = {"SOURCE_DATE_EPOCH": "1577836800", "PYTHONHASHSEED": "0"}


def _one_wheel(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise BuildError(f"Une seule roue était attendue dans {folder.name}, {len(found)} trouvées.")
    return found[0]


def build_source_wheel(folder: Path) -> Path:
    """La roue ordinaire, telle qu'on l'installerait avec pip."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("Roue du moteur", [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], env=_FIXED)
    return _one_wheel(folder, "*-py3-none-any.whl")


def write_lock(stock_lock: Path, wheel: Path, *, keep: bool = False) -> Path:
    """Le verrou que Pyodide lit au chargement : le sien, vidé, avec notre roue seule ; il ne nomme aucun hôte.

    `keep` garde les siens : seulement pour comparer avec Pyodide tel que publié.
    """
    lock = json.loads(stock_lock.read_text(encoding="utf-8"))
    if not keep:
        lock["packages"] = {}
    base = wheel.parent / "base.json"
    base.write_text(json.dumps(lock), encoding="utf-8")
    out = wheel.parent / "pyodide-lock.json"
    run(
        "pyodide lockfile add-wheels",
        [*_PYODIDE, "lockfile", "add-wheels", "--input", base, "--output", out, "--base-path", wheel.parent, wheel],
        env=_FIXED,
    )
    base.unlink()
    return out
