"""Retrouver chacun de nos tribunaux dans l'annuaire, sans deviner : un seul candidat, ou rien."""

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annuaire.fiches import GENRES, Fiche, Surprise
from builder.paths import ROOT

TRIBUNAUX = ROOT / "calculators" / "droit" / "tribunaux.toml"
_TABLES = dict(zip(("tribunaux", "cours"), GENRES, strict=True))


@dataclass(frozen=True)
class Changement:
    """Une adresse nouvelle. `table` : « tribunaux.lyon »."""

    table: str
    nom: str
    avant: str | None
    apres: str
    modifiee_le: str


def _mots(nom: str) -> str:
    """Le nom sans accents, en minuscules, ses mots joints par des tirets."""
    plat = unicodedata.normalize("NFD", nom).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plat).split())


def _candidates(identifiant: str, genre: str, fiches: Iterable[Fiche]) -> list[Fiche]:
    """Les fiches de ce genre dont le nom finit par l'identifiant, ou le porte en entier."""
    du_genre = [fiche for fiche in fiches if fiche.nom.startswith(genre)]
    exactes = [f for f in du_genre if _mots(f.nom).endswith(f"-{identifiant}")]
    return exactes or [f for f in du_genre if f"-{identifiant}-" in f"-{_mots(f.nom)}-"]


def rapprocher(fiches: list[Fiche], fichier: Path = TRIBUNAUX) -> list[Changement]:
    """Les adresses qui changent. Deux fiches pour un tribunal, ou aucune : Surprise."""
    lu = tomllib.loads(fichier.read_text(encoding="utf-8"))
    changements = []
    for table, genre in _TABLES.items():
        for identifiant, tribunal in lu[table].items():
            trouvees = _candidates(identifiant, genre, fiches)
            if len(trouvees) != 1:
                noms = ", ".join(f"« {fiche.nom} »" for fiche in trouvees) or "aucune fiche"
                raise Surprise(f"{tribunal['nom']} : {noms} dans l'annuaire, une seule attendue. Rien n'est changé.")
            (fiche,) = trouvees
            if tribunal.get("adresse") != fiche.adresse:
                nom, avant = tribunal["nom"], tribunal.get("adresse")
                changements.append(Changement(f"{table}.{identifiant}", nom, avant, fiche.adresse, fiche.modifiee_le))
    return changements
