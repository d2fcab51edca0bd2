"""Étage 4 : la liste ordonnée de ce qu'il faut faire ensuite, avec une date et une page du guide."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.dossier import Dossier
from calculators.echeances.etat import A_VENIR, DEPASSEE, FAITE, INTERROMPUE, SANS_OBJET, SOUS_RESERVE
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.resultats import Analyse, Echeance
from calculators.evenements import DecisionNotifiee, Mesure
from calculators.formes import lire_toml

FICHIER = Path(__file__).with_name("droit") / "etapes.toml"
_SUR_PLACE = ("retention_notifiee", "detention_informee")
# Ce qui vient du juge : une étape par échéance.
_PAR_ECHEANCE = {
    "memoire_complementaire": "envoyer_le_memoire",
    "confirmation_requete": "confirmer_la_requete",
    "appel": "faire_appel",
    "cassation": "se_pourvoir",
    "cassation_refere": "se_pourvoir",
    "appel_refere_liberte": "faire_appel_du_refere",
    "demande_execution": "demander_l_execution",
}
# Sous réserve, on ne conseille que le recours lui-même : une lettre de plus ne rouvrirait rien de sûr.
_PLUS_A_FAIRE = (DEPASSEE, FAITE, SANS_OBJET, A_VENIR, SOUS_RESERVE)
_AVEC_AVOCAT = ("appel", "cassation", "cassation_refere")


class Etape(NamedTuple):
    """Un geste. `avant` : le jour avant la fin duquel le faire."""

    id: str
    page: str
    avant: date


@cache
def _connues() -> dict[str, Any]:
    return lire_toml(FICHIER)


def _etape(id_: str, dernier_jour: date | None, aujourdhui: date) -> Etape:
    """L'étape, sa marge retirée du dernier jour, mais jamais dans le passé."""
    connue = _connues()[id_]
    marge = connue.get("jours_avant")
    if marge is None or dernier_jour is None:
        return Etape(id_, connue["page"], aujourdhui)
    return Etape(id_, connue["page"], max(aujourdhui, dernier_jour - timedelta(days=marge)))


def _devant_le_tribunal(analyse: Analyse, recours: Echeance, sur_place: bool) -> Iterator[str]:
    if recours.etat in (SANS_OBJET, DEPASSEE):
        yield from ("trop_tard",) if recours.etat == DEPASSEE else ()
    elif recours.etat == FAITE:
        yield "suivre_la_requete"
    elif recours.etat == A_VENIR:
        yield "attendre_le_silence"
        yield "garder_les_preuves"
    elif recours.etat == SOUS_RESERVE:
        yield "joindre_aujourdhui"
        yield "saisir_le_tribunal"
    elif analyse.urgence is not None:
        yield "urgence_sur_place" if sur_place else "demander_aide"
        yield "ecrire_une_page"
        yield "deposer_sur_place" if sur_place else "deposer_au_tribunal"
        yield "garder_les_preuves"
    else:
        yield "garder_les_preuves"
        yield "demander_aide"
        yield from ("attendre_la_reponse",) if recours.etat == INTERROMPUE else ()
        yield "demander_aide_juridictionnelle"
        yield "saisir_le_tribunal"


def _sur_place(analyse: Analyse, dossier: Dossier) -> bool:
    """Retenue ou détenue : le responsable du lieu reçoit le recours (CESEDA R922-9). Assignée : non."""
    if not isinstance(analyse.source, DecisionNotifiee):
        return False
    placee = analyse.raccourcie and any(m.type in _SUR_PLACE for m in dossier.de(Mesure))
    return placee or analyse.source.situation in ("retenu", "detenu")


def _ids(analyse: Analyse, dossier: Dossier) -> Iterator[tuple[str, date | None]]:
    recours = analyse.principale
    if recours is not None and recours.id == "recours_contentieux":
        for id_ in _devant_le_tribunal(analyse, recours, _sur_place(analyse, dossier)):
            yield id_, recours.dernier_jour
    encore = {e.id: e for e in analyse.echeances if e.etat not in _PLUS_A_FAIRE}
    if "demande_motifs" in encore:
        yield "demander_les_motifs", encore["demande_motifs"].dernier_jour
    if analyse.famille == REFUS_SEUL and "recours_administratif" in encore:
        yield "ecrire_au_prefet", encore["recours_administratif"].dernier_jour
    for id_, echeance in encore.items():
        if id_ in _PAR_ECHEANCE:
            if id_ in _AVEC_AVOCAT:
                yield "voir_un_avocat", None
            yield _PAR_ECHEANCE[id_], echeance.dernier_jour or echeance.premier_jour


def choisir_etapes(analyses: Sequence[Analyse], dossier: Dossier) -> list[Etape]:
    """Les étapes de l'échéance la plus urgente encore utile, puis celles des autres, sans doublon."""

    def urgence(analyse: Analyse) -> tuple[bool, date]:
        recours = analyse.principale
        if recours is None:
            return True, date.max
        return recours.etat in (DEPASSEE, FAITE, SANS_OBJET), recours.dernier_jour or date.max

    etapes: dict[str, Etape] = {}
    for analyse in sorted(analyses, key=urgence):
        for id_, dernier_jour in _ids(analyse, dossier):
            etapes.setdefault(id_, _etape(id_, dernier_jour, dossier.aujourdhui))
    return list(etapes.values())
