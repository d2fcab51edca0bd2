"""Réunit le petit moteur : fichiers nommés par leur empreinte, et le script qui les démarre."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

from builder.errors import BuildError
from builder.paths import ROOT
from builder.runtime_small import modules
from builder.runtime_small.container import compress, pack
from builder.runtime_small.core import PROFILE, STOCK, Core, core
from builder.runtime_small.modules import Files

_SCRIPTS = ROOT / "scripts" / "runtime"
_HOLE = "const FICHIERS = {};"


class Folder:
    """Le dossier à livrer. Chaque fichier y porte l'empreinte de son contenu : un vieux ne passe jamais pour un neuf."""

    def __init__(self, path: Path) -> None:
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        self.path = path
        self.files: dict[str, dict[str, object]] = {}

    def add(self, key: str, suffix: str, data: bytes, **more: int) -> None:
        """`octets` est ce que le serveur envoie : un script y est compté comprimé."""
        name = f"{key}-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
        (self.path / name).write_bytes(data)
        sent = data if suffix == "bin" else gzip.compress(data, compresslevel=9, mtime=0)
        self.files[key] = {"nom": name, "octets": len(sent), **more}

    def close(self) -> None:
        """Le script de départ, qui connaît les autres par leur nom exact."""
        script = (_SCRIPTS / "petit.mjs").read_text(encoding="utf-8")
        if script.count(_HOLE) != 1:
            raise BuildError(f"petit.mjs : « {_HOLE} » est introuvable.")
        known = json.dumps(self.files, separators=(",", ":"))
        (self.path / "demarrer.mjs").write_text(script.replace(_HOLE, f"const FICHIERS = {known};"), encoding="utf-8")


def small(out: Path, cache: Path, *, probing: bool = False, profile: Path = PROFILE) -> Path:
    """Le petit moteur dans `out` ; `probing` : avec des témoins, pour refaire le profil."""
    files = modules.library(STOCK / "python_stdlib.zip", cache) | modules.engine(cache)
    made = core(cache, probing=probing, profile=profile)
    start, after, rest = modules.share(files, fill(cache / "tout", made, files, {}), cache)
    return fill(out, made, start, {"suite": after, "reste": rest})


def fill(path: Path, made: Core, start: Files, later: dict[str, Files]) -> Path:
    """Un dossier prêt à démarrer : le cœur, ce qui part d'abord, et ce qui viendra à la demande."""
    folder = Folder(path)
    names = {key: modules.module_names(files) for key, files in later.items()}
    if "reste" in names:
        # Du reste, les premiers noms suffisent : on ne le charge que pour un module qui y est peut-être.
        names["reste"] = sorted({name.partition(".")[0] for name in names["reste"]})
    start = start | {"_suite.json": json.dumps(names, separators=(",", ":")).encode()}
    folder.add("wasm", "bin", made.wasm)
    folder.add("modules", "bin", compress(pack(start)))
    folder.add("colle", "js", made.glue)
    folder.add("entree", "mjs", made.entry)
    if made.cold:
        folder.add("froid", "bin", made.cold, deplie=made.cold_size)
    for key, files in later.items():
        folder.add(key, "bin", compress(pack(files)))
    folder.close()
    return path
