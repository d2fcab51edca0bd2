"""Le site sans réseau : le gardien (service worker) à la racine, et dans chaque page sa fabrication et le poids du tout.

La fabrication est l'empreinte du site entier. Le gardien s'en sert pour ne jamais mêler deux versions :
une page neuve ne reçoit pas la table d'hier, une page restée ouverte ne reçoit pas le moteur de demain.
"""

import gzip
import hashlib
import json
import re
import tomllib
from fnmatch import fnmatch
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from builder import hote
from builder.commands import run
from builder.errors import BuildError
from builder.paths import BUILD, ROOT

NOM = "gardien.js"
_SOURCE = ROOT / "builder" / NOM
_LISTE = ROOT / "builder" / "hors_ligne_liste.mjs"
_ACCUEIL = "index.html"
# Ce que l'accueil demande en tête, et ce que sa réponse appelle ensuite : avec la table, une date sans Python.
_DEMANDE = re.compile(r' (?:src|href)="(assets/[^"]+\.(?:js|json|css))"')
_ENSUITE = (
    "hors-connexion/index.html",
    *(f"assets/javascripts/{name}.js" for name in ("dessins", "frise", "hors-ligne")),
)
_HEAD = re.compile(r"<head>\s*<meta charset=[^>]*>", re.IGNORECASE)
# Ce que personne ne lit hors connexion : ce qu'un robot ou un hébergeur relève, et le cadre posé chez les autres.
EXCLUS = (
    "404.html",
    "sitemap.xml*",
    "changements.atom",
    "versions.json",
    "embarque/**",
    "assets/heberger/**",
    hote.FICHIER,
    NOM,
)


@cache
def mots() -> dict[str, Any]:
    """catalogue/hors-ligne.toml."""
    return tomllib.loads((ROOT / "catalogue" / "hors-ligne.toml").read_text(encoding="utf-8"))


def fragment() -> str:
    """Le bloc que les pages incluent : `{!hors-ligne.html!}`. Caché tant que le navigateur ne dit pas qu'il sait faire."""
    donnees = json.dumps(mots(), ensure_ascii=False).replace("<", "\\u003c")
    return "\n".join(
        [
            '<div class="hors-ligne" data-hors-ligne data-search-exclude hidden>',
            '<p role="status" data-etat></p>',
            f'<progress aria-label="{escape(mots()["progres"])}" hidden></progress>',
            '<p class="gestes" data-gestes></p>',
            f'<script type="application/json" data-mots>{donnees}</script>',
            "</div>\n",
        ]
    )


def empreinte(site: Path) -> str:
    """L'empreinte du site entier : elle change dès qu'un octet change."""
    digest = hashlib.sha256(_SOURCE.read_bytes())
    for path in sorted(site.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(site).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def poids(site: Path) -> int:
    """Ce que pèse tout ce qui se garde, tel qu'un serveur l'envoie."""
    kept = (path for path in site.rglob("*") if path.is_file() and not _exclu(path.relative_to(site).as_posix()))
    return sum(_envoye(path) for path in kept)


def _exclu(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in EXCLUS)


def _envoye(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix in {".bin", ".png", ".zip", ".docx"} else len(gzip.compress(data, 6, mtime=0))


def _marquer(site: Path, fabrique: str) -> None:
    meta = f'<meta name="fabrique" content="{fabrique}" data-octets="{poids(site)}">'
    for path in sorted(site.rglob("*.html")):
        done, count = _HEAD.subn(lambda head: head[0] + meta, path.read_text(encoding="utf-8"), count=1)
        if count != 1:
            raise BuildError(f"{path.relative_to(site)} : pas de <head> où écrire la fabrication de la page.")
        path.write_text(done, encoding="utf-8")


def socle(site: Path) -> list[str]:
    """Ce que le gardien prend en s'installant, sans attendre qu'une page le lise."""
    asked = _DEMANDE.findall((site / _ACCUEIL).read_text(encoding="utf-8"))
    return sorted({_ACCUEIL, *_ENSUITE, *asked})


def publier(site: Path) -> None:
    """En dernier : le gardien doit connaître chaque fichier tel qu'il est livré."""
    fabrique = empreinte(site)
    _marquer(site, fabrique)
    source = BUILD / NOM
    code = _SOURCE.read_text(encoding="utf-8").replace("__FABRIQUE__", fabrique)
    source.write_text(code.replace('"__SOCLE__"', json.dumps(socle(site))), encoding="utf-8")
    run("Liste des fichiers hors connexion (workbox-build)", ["node", _LISTE, site, source, site / NOM, *EXCLUS])
