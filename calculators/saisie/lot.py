"""La demande d'un lot : un texte de tableau, le jour, et comment les dates y sont écrites."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.saisie.champs import lire_date, lire_heure, lire_objet, lire_texte, parmi

DATES = ("AAAA-MM-JJ", "JJ/MM/AAAA")


@dataclass(frozen=True)
class DemandeDeLot:
    """`jour_d_abord` : 05/10/2026 est le 5 octobre. Jamais deviné : la personne le dit."""

    texte: str
    aujourdhui: date
    maintenant: str | None
    jour_d_abord: bool


def lire_demande_lot(demande: dict[str, Any]) -> DemandeDeLot:
    """La demande `lot`, contrôlée."""
    lecteurs = {
        "calcul": lire_texte,
        "aujourdhui": lire_date,
        "maintenant": lire_heure,
        "texte": lire_texte,
        "dates": parmi(DATES),
    }
    lue = lire_objet(demande, "", lecteurs, ("aujourdhui", "texte"))
    return DemandeDeLot(lue["texte"], lue["aujourdhui"], lue.get("maintenant"), lue.get("dates") == DATES[1])
