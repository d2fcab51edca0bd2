"""Le site sans réseau : le gardien (service worker) à la racine, et dans chaque page sa fabrication et le poids du tout.

La fabrication est l'empreinte du site entier. Le gardien s'en sert pour ne jamais mêler deux versions :
une page neuve ne reçoit pas la table d'hier, une page restée ouverte ne reçoit pas le moteur de demain.
"""

import base64
import hashlib
import json
import re
import tomllib
from fnmatch import fnmatch
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from builder import hote, inventaire
from builder.errors import BuildError
from builder.paths import ROOT
from builder.server import sent_size

NOM = "gardien.js"
_SOURCE = ROOT / "builder" / NOM
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
    """L'empreinte du site entier et du gardien : elle change dès qu'un octet change."""
    return hashlib.sha256(_SOURCE.read_bytes() + inventaire.fingerprints(site).encode()).hexdigest()[:16]


def _gardes(site: Path) -> dict[str, Path]:
    """Ce qui se garde : tout le site, sauf ce que personne ne lit hors connexion."""
    return {
        name: path for name, path in inventaire.files(site).items() if not any(fnmatch(name, exclu) for exclu in EXCLUS)
    }


def poids(site: Path) -> int:
    """Ce que pèse tout ce qui se garde, tel qu'un serveur l'envoie."""
    return sum(sent_size(path) for path in _gardes(site).values())


def liste(site: Path) -> list[dict[str, Any]]:
    """Chaque fichier gardé : son nom, l'empreinte que le navigateur exigera de lui, ce qui voyage."""
    return [
        {
            "octets": sent_size(path),
            "revision": "sha256-" + base64.b64encode(hashlib.sha256(path.read_bytes()).digest()).decode(),
            "url": name,
        }
        for name, path in _gardes(site).items()
    ]


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


def _court(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, separators=(",", ":"))


def publier(site: Path) -> None:
    """En dernier : le gardien doit connaître chaque fichier tel qu'il est livré."""
    fabrique = empreinte(site)
    _marquer(site, fabrique)
    code = _SOURCE.read_text(encoding="utf-8").replace("__FABRIQUE__", fabrique)
    code = code.replace('"__SOCLE__"', _court(socle(site))).replace('"__LISTE__"', _court(liste(site)))
    (site / NOM).write_text(code, encoding="utf-8")
