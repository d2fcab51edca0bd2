"""Ce qu'aucune copie des codes ne surveille : décret, décisions, plafonds, droit européen. Une personne les relit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from builder.paths import DONNEES
from veille.citations import est_un_article
from veille.erreurs import VeilleError

FICHIER = DONNEES / "hors_veille.toml"


@dataclass(frozen=True)
class HorsVeille:
    """Un texte, ou une famille de textes, à relire par une personne au plus tard le `a_relire_le`."""

    id: str
    nom: str
    pourquoi: str
    debuts: tuple[str, ...]
    a_relire_le: date


def lire(fichier: Path = FICHIER) -> list[HorsVeille]:
    """Les textes hors veille. Une entrée incomplète : VeilleError."""
    lus = []
    for id_, table in tomllib.loads(fichier.read_text(encoding="utf-8")).items():
        try:
            lus.append(HorsVeille(id_, table["nom"], table["pourquoi"], tuple(table["debuts"]), table["a_relire_le"]))
        except KeyError as manque:
            raise VeilleError(f"{fichier.name}, {id_} : il manque {manque}.") from manque
    return lus


def sans_gardien(citations: Mapping[str, list[str]], hors: list[HorsVeille]) -> list[str]:
    """Les textes cités qui ne sont ni dans les codes, ni sous la garde d'une entrée hors veille."""
    debuts = tuple(debut for entree in hors for debut in entree.debuts)
    return [source for source in citations if not est_un_article(source) and not source.startswith(debuts)]
