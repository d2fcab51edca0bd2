"""Ce que vaut un papier qui ne dit pas, ou dit mal, comment et jusqu'à quand contester (CJA R421-5)."""

from datetime import date
from typing import NamedTuple

from calculators.delais import Delai, Unite
from calculators.echeances.termes import Lieu, Pas, Terme, ajouter, annee, franc_favorable, heures_depuis, pas
from calculators.evenements import DecisionNotifiee, Jugement
from calculators.regles import Droit, Emploi

RAISONNABLE = "delai_raisonnable"
VOIES_INSUFFISANTES = ("absents", "inconnu")


class Mention(NamedTuple):
    """Une lecture favorable ouverte par le papier. `fausse` : le délai écrit est trop court ou dans une autre unité."""

    terme: Terme
    regles: tuple[Emploi, ...]
    sources: tuple[str, ...]
    fausse: bool


def _un_an(droit: Droit, depart: date, raison: Pas, champ: str, fausse: bool, source: tuple[str, ...]) -> Mention:
    emploi = droit.regles[RAISONNABLE].emploi_au(depart, champ)
    version = emploi.version
    assert version.delai is not None  # garanti par regles.py
    terme = annee(depart, version.delai)
    return Mention(Terme(terme.jour, None, (raison, *terme.pas)), (emploi,), (*version.sources, *source), fausse)


def lire_delai_ecrit(
    decision: DecisionNotifiee | Jugement, vrai: Delai, depart: date, lieu: Lieu, droit: Droit
) -> Mention | None:
    """Plus long que le vrai : il est seul opposable (CE 461471). Plus court, ou en jours pour des heures : un an."""
    ecrit = decision.delai_mentionne
    if ecrit is None or ecrit == vrai:
        return None
    champ, dit = f"{decision.champ}.date", ecrit.en_toutes_lettres()
    court = pas("mention_fausse", depart, delai=dit, vrai=vrai.en_toutes_lettres())
    autre_unite = (ecrit.unite is Unite.HEURES) != (vrai.unite is Unite.HEURES)
    if autre_unite and (ecrit.unite is Unite.HEURES or ecrit.unite is Unite.JOURS):
        # « Deux jours » n'est pas « quarante-huit heures » (CAA Toulouse 21TL04825).
        return _un_an(droit, depart, court, champ, True, ("CAA Toulouse 2023-01-19 21TL04825",))
    if ecrit.unite is Unite.HEURES:
        if ecrit.nombre < vrai.nombre:
            return _un_an(droit, depart, court, champ, True, ("CE 2011-11-09 346700",))
        long = heures_depuis(depart, getattr(decision, "heure", None), ecrit, lieu)
    else:
        if not autre_unite and ajouter(depart, ecrit) == ajouter(depart, vrai):
            return None
        if not autre_unite and ajouter(depart, ecrit) < ajouter(depart, vrai):
            return _un_an(droit, depart, court, champ, True, ("CE 2011-11-09 346700",))
        long = franc_favorable(depart, ecrit, lieu)
    raison = pas("mention_longue", depart, delai=dit, vrai=vrai.en_toutes_lettres())
    return Mention(Terme(long.jour, long.heure, (raison, *long.pas)), (), ("CJA R421-5", "CE 2023-01-06 461471"), False)


def lire_mention(decision: DecisionNotifiee, vrai: Delai, depart: date, lieu: Lieu, droit: Droit) -> Mention | None:
    """La lecture favorable que le papier ouvre, ou None s'il est complet et juste."""
    if decision.voies_et_delais in VOIES_INSUFFISANTES:
        raison = pas(f"voies_{decision.voies_et_delais}", depart)
        return _un_an(droit, depart, raison, f"{decision.champ}.date", False, ())
    return lire_delai_ecrit(decision, vrai, depart, lieu, droit)
