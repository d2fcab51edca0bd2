"""Qui cite quoi chez nous : règles, alertes, lettres, faits (TOML) et pages (en-tête), d'après leurs `sources`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from builder.paths import ROOT

# Chaque genre de fichier, et comment on le nomme à la personne qui devra relire.
_TOML = (
    ("règle", "calculators/droit/*.toml"),
    ("lettre", "calculators/courriers/**/*.toml"),
    ("fait", "donnees/faits/*.toml"),
    ("mot du glossaire", "catalogue/glossaire.toml"),
)
_CODES = ("CESEDA", "CJA", "CRPA", "CPC")


def _sources(noeud: Any) -> Iterator[str]:
    """Toutes les valeurs d'une clé `sources`, où qu'elle soit sous ce nœud."""
    if isinstance(noeud, dict):
        for cle, valeur in noeud.items():
            if cle == "sources" and isinstance(valeur, list):
                yield from (v for v in valeur if isinstance(v, str))
            else:
                yield from _sources(valeur)
    elif isinstance(noeud, list):
        for element in noeud:
            yield from _sources(element)


def _du_toml(racine: Path) -> Iterator[tuple[str, str]]:
    for genre, motif in _TOML:
        for fichier in sorted(racine.glob(motif)):
            for nom, table in tomllib.loads(fichier.read_text(encoding="utf-8")).items():
                for source in _sources({"sources": table} if nom == "sources" else table):
                    yield source, f"{genre} {nom} ({fichier.relative_to(racine).as_posix()})"


def _des_pages(racine: Path) -> Iterator[tuple[str, str]]:
    for fichier in sorted((racine / "docs").glob("*.md")):
        texte = fichier.read_text(encoding="utf-8")
        if texte.startswith("---\n"):
            entete = yaml.safe_load(texte.split("---\n", 2)[1]) or {}
            for source in entete.get("sources") or []:
                yield str(source), f"page {fichier.stem}"


def citations(racine: Path = ROOT) -> dict[str, list[str]]:
    """Pour chaque texte cité (« CESEDA L612-1 »), les règles, lettres, faits et pages à relire s'il change."""
    trouvees: dict[str, set[str]] = {}
    for source, ou in (*_du_toml(racine), *_des_pages(racine)):
        trouvees.setdefault(source, set()).add(ou)
    return {source: sorted(ou) for source, ou in sorted(trouvees.items())}


def est_un_article(source: str) -> bool:
    """Vrai pour un article d'un des quatre codes ; faux pour un décret, une décision, une page."""
    return source.split(" ", 1)[0] in _CODES
