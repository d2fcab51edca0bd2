"""Étage 4 : la liste ordonnée de ce qu'il faut faire ensuite, avec une date et une page du guide."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.dossier import Dossier
from calculators.echeances.etat import DEPASSEE, SOUS_RESERVE
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.resultats import Analyse

FICHIER = Path(__file__).with_name("droit") / "etapes.toml"


class Etape(NamedTuple):
    """Un geste. `avant` : le jour avant la fin duquel le faire, ou None si c'est tout de suite sans date."""

    id: str
    page: str
    avant: date | None


@cache
def _connues() -> dict[str, Any]:
    return tomllib.loads(FICHIER.read_text(encoding="utf-8"))


def _etape(id_: str, dernier_jour: date | None, aujourdhui: date) -> Etape:
    """L'étape, sa marge retirée du dernier jour, mais jamais dans le passé."""
    connue = _connues()[id_]
    marge = connue.get("jours_avant")
    if marge is None or dernier_jour is None:
        return Etape(id_, connue["page"], aujourdhui)
    return Etape(id_, connue["page"], max(aujourdhui, dernier_jour - timedelta(days=marge)))


def _ids(analyse: Analyse, sur_place: bool) -> Iterator[str]:
    etat = analyse.contentieux.etat
    if etat == DEPASSEE:
        yield "trop_tard"
        return
    if etat == SOUS_RESERVE:
        yield "joindre_aujourdhui"
        yield "saisir_le_tribunal"
        return
    if analyse.urgence is not None:
        yield "urgence_sur_place" if sur_place else "demander_aide"
        yield "ecrire_une_page"
        yield "deposer_sur_place" if sur_place else "deposer_au_tribunal"
        yield "garder_les_preuves"
        return
    yield "garder_les_preuves"
    yield "demander_aide"
    yield "demander_aide_juridictionnelle"
    yield "saisir_le_tribunal"
    if analyse.famille == REFUS_SEUL:
        yield "ecrire_au_prefet"


def _sur_place(analyse: Analyse, dossier: Dossier) -> bool:
    """Retenue ou détenue : le responsable du lieu reçoit le recours (CESEDA R922-9). Assignée : non."""
    if analyse.decision is None:
        return False
    mesures = {m.type for m in dossier.mesures} if analyse.raccourcie else set()
    return analyse.decision.situation in ("retenu", "detenu") or bool(
        mesures & {"retention_notifiee", "detention_informee"}
    )


def choisir_etapes(analyses: Sequence[Analyse], dossier: Dossier) -> list[Etape]:
    """Les étapes de l'échéance la plus urgente encore utile, puis celles des autres, sans doublon."""
    utiles = sorted(analyses, key=lambda a: (a.contentieux.etat == DEPASSEE, a.contentieux.dernier_jour or date.max))
    etapes: dict[str, Etape] = {}
    for analyse in utiles:
        for id_ in _ids(analyse, _sur_place(analyse, dossier)):
            etapes.setdefault(id_, _etape(id_, analyse.contentieux.dernier_jour, dossier.aujourdhui))
    return list(etapes.values())
