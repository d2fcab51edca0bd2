"""Refait le profil : quelles fonctions du WebAssembly servent vraiment, dans Node et dans chaque navigateur présent.

Le profil est l'union de tous. Ce qui y manque n'est jamais faux, seulement plus lent : la page va le chercher.
"""

import base64
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from builder.demandes import communes, rares
from builder.paths import ROOT, RUNTIME
from builder.runtime_small import assemble
from builder.runtime_small.core import PROFILE, STOCK
from builder.runtime_small.wasm import Module
from tests.build.moteurs import lancer
from tests.build.navigateurs import ouvrir, presents
from tests.build.questions import hasard, references

_SCRIPTS = ROOT / "scripts" / "runtime"
_PAGE = Path(__file__).parent / "navigateur"


def travail() -> dict[str, object]:
    """Tout ce qu'on fait faire à Python : plus de tirages que les tests n'en jugent."""
    longs = (_SCRIPTS / "longs.py").read_text(encoding="utf-8")
    return {
        "communes": [*references(), *communes(), *hasard(), *hasard(10_000), *hasard(20_000)],
        "rares": rares(),
        "longs": longs,
    }


def dans_node(dossier: Path, entree: dict[str, object]) -> list[int]:
    """Les fonctions qui ont servi dans Node."""
    dit = lancer("profiler.mjs", dossier, entree)
    if dit.returncode:
        raise SystemExit(dit.stderr)
    return json.loads(dit.stdout)


def dans_un_navigateur(commande: list[str], dossier: Path, entree: dict[str, object]) -> list[int]:
    """Les fonctions qui ont servi dans ce navigateur."""
    with tempfile.TemporaryDirectory() as ici:
        place = Path(ici)
        shutil.copytree(_PAGE, place, dirs_exist_ok=True)
        shutil.copytree(dossier, place / "pyodide")
        for script in ("profiler.mjs", "exercices.mjs", "noms.mjs"):
            shutil.copy(_SCRIPTS / script, place)
        (place / "entree.json").write_text(json.dumps(entree), encoding="utf-8")
        return ouvrir(commande, place, "page.html?profiler-ouvrier.mjs")


def main() -> int:
    """Écrit builder/runtime_small/profil.json ; s'arrête s'il manque un des trois navigateurs."""
    navigateurs = presents()
    if absents := {"chromium", "firefox", "webkit"} - navigateurs.keys():
        print(f"Il manque : {', '.join(sorted(absents))}. Le profil est l'union de tous.", file=sys.stderr)
        return 1
    dossier = assemble.small(RUNTIME / "temoins", RUNTIME / "cache", probing=True)
    entree = travail()
    vues = {"node": dans_node(dossier, entree)}
    print("node :", len(vues["node"]), flush=True)
    for nom, commande in navigateurs.items():
        vues[nom] = dans_un_navigateur(commande, dossier, entree)
        print(nom, ":", len(vues[nom]), flush=True)
    servies = set().union(*vues.values())
    wasm = (STOCK / "pyodide.asm.wasm").read_bytes()
    bits = bytearray(-(-len(Module(wasm).functions()) // 8))
    for rang in servies:
        bits[rang // 8] |= 1 << rang % 8
    profil = {
        "wasm": hashlib.sha256(wasm).hexdigest(),
        "servies": {nom: len(rangs) for nom, rangs in vues.items()} | {"union": len(servies)},
        "fonctions": base64.b64encode(bits).decode(),
    }
    PROFILE.write_text(json.dumps(profil, indent=1) + "\n", encoding="utf-8")
    print("union :", len(servies))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
