"""Ce que la page télécharge pour calculer : Pyodide réduit, le moteur compilé, et la liste de ce que cela pèse."""

import gzip
import hashlib
import json
import shutil
import sys
from pathlib import Path

from builder import bytecode, stdlib, wheel
from builder.paths import NODE_MODULES, ROOT, RUNTIME

_STOCK = NODE_MODULES / "pyodide"
# Ce qui change le résultat. Rien d'autre ne doit relancer une minute de travail.
_INPUTS = ("calculators", "scripts/runtime")
_INPUT_FILES = ("pyproject.toml", "requirements.lock", "package-lock.json", "LICENSE")
_BUILDER_FILES = ("bytecode", "demandes", "runtime", "stdlib", "wheel", "zips")


def _input_paths() -> list[Path]:
    tree = [path for folder in _INPUTS for path in (ROOT / folder).rglob("*") if path.is_file()]
    paths = [path for path in tree if "__pycache__" not in path.parts]
    paths += [ROOT / name for name in _INPUT_FILES]
    paths += [ROOT / "builder" / f"{name}.py" for name in _BUILDER_FILES]
    return sorted(path for path in paths if path.exists())


def key() -> str:
    """L'empreinte de tout ce dont le résultat dépend."""
    digest = hashlib.sha256(sys.version.encode())
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
    source = wheel.build_source_wheel(folder / "roue")
    compiled = wheel.compile_wheel(source, _STOCK / "pyodide-lock.json", folder / "roue-compilee")
    modules = stdlib.trace(stock_pyodide(folder / "entier", source))

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    _copy_core(out)
    stdlib.write_trimmed(_STOCK / "python_stdlib.zip", modules, out / "python_stdlib.zip")
    shutil.copy(compiled, out)
    shutil.copy(compiled.with_name("pyodide-lock.json"), out)
    _write_manifest(out, compiled.name)
    stamp.write_text(wanted)
    return out


def stock_pyodide(folder: Path, source: Path, *, whole_lock: bool = False) -> Path:
    """Pyodide tel que publié, avec notre roue en source : pour voir ce qui sert, et pour comparer."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _copy_core(folder)
    shutil.copy(_STOCK / "python_stdlib.zip", folder)
    shutil.copy(source, folder)
    wheel.write_lock(_STOCK / "pyodide-lock.json", folder / source.name, keep=whole_lock)
    _write_manifest(folder, source.name)
    return folder


def _copy_core(folder: Path) -> None:
    for name in ("pyodide.asm.js", "pyodide.asm.wasm"):
        shutil.copyfile(_STOCK / name, folder / name)
    # La carte des sources n'est pas livrée : sa mention ne ferait que des requêtes perdues.
    script = (_STOCK / "pyodide.mjs").read_text(encoding="utf-8")
    kept = [line for line in script.splitlines() if not line.startswith("//# sourceMappingURL=")]
    (folder / "pyodide.mjs").write_text("\n".join(kept) + "\n", encoding="utf-8")


def _write_manifest(folder: Path, wheel_name: str) -> None:
    """Les poids, pour dire au lecteur ce qui arrive : `octets` déplié, `octets_gz` ce qu'un serveur envoie."""
    files = [
        {
            "nom": path.name,
            "octets": path.stat().st_size,
            "octets_gz": len(gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)),
        }
        for path in sorted(folder.iterdir())
    ]
    manifest = {
        "wheel": wheel_name,
        "total": sum(file["octets"] for file in files),
        "total_gz": sum(file["octets_gz"] for file in files),
        "fichiers": files,
    }
    (folder / "manifeste.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
