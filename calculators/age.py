"""L'âge d'une lecture : passé son jour, ce qui s'appuie sur le texte se dit « à vérifier », sans nouvelle version.

Le moteur n'a pas d'horloge : il compare `aujourdhui`, qui est dans la demande, à un jour tiré des données.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from calculators.calendrier import ajouter_mois
from calculators.phrases import MEMOIRE, date_courte, dire
from calculators.regles import Droit


class Lecture(NamedTuple):
    """Le jour d'une lecture de textes, et le dernier jour où elle suffit."""

    lue_le: date
    vaut_jusqu_au: date


@lru_cache(maxsize=MEMOIRE)
def lecture_de(sources: tuple[str, ...], droit: Droit) -> Lecture:
    """La lecture qui finit la première, parmi ces textes : une échéance ne vaut pas mieux que son texte le plus vieux."""
    lectures = (
        Lecture(texte.verifie_le, ajouter_mois(texte.verifie_le, droit.relectures[texte.nature]))
        for texte in (droit.textes[cle] for cle in sources)
    )
    return min(lectures, key=lambda lecture: (lecture.vaut_jusqu_au, lecture.lue_le))


def lecture_perimee(sources: tuple[str, ...], aujourdhui: date, droit: Droit) -> date | None:
    """Le jour de la lecture qui ne suffit plus ; None si toutes suffisent encore."""
    lecture = lecture_de(sources, droit)
    return lecture.lue_le if aujourdhui > lecture.vaut_jusqu_au else None


def dire_l_age(lue_le: date) -> str:
    """La phrase, la même partout : réponse, lot, lettre, agenda, page."""
    return dire("age", "non_relue", jour=date_courte(lue_le))


def dire_les_ages(lues: Iterable[date | None]) -> str | None:
    """Pour un papier qui réunit plusieurs échéances : la phrase de la lecture la plus ancienne, s'il y en a une."""
    perimees = [jour for jour in lues if jour is not None]
    return dire_l_age(min(perimees)) if perimees else None
