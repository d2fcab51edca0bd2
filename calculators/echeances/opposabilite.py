"""Ce que vaut un papier qui ne dit pas, ou dit mal, comment et jusqu'à quand contester (CJA R421-5)."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from calculators.delais import Comptage, Delai, Unite
from calculators.echeances.lignes import delai_de
from calculators.echeances.termes import Lieu, Pas, Terme, ajouter, annee, favorable, franc_favorable, pas
from calculators.evenements import DecisionNotifiee, Jugement
from calculators.regles import Droit, Emploi

RAISONNABLE = "delai_raisonnable"
VOIES_INSUFFISANTES = ("absents", "inconnu")


class Mention(NamedTuple):
    """Une lecture favorable ouverte par le papier. `fausse` : le délai écrit est trop court ou dans une autre unité."""

    terme: Terme
    regles: tuple[Emploi, ...]
    sources: tuple[str, ...]
    fausse: bool = False


def _un_an(decision: DecisionNotifiee | Jugement, depart: date, droit: Droit, raison: Pas) -> Mention:
    emploi = droit.regles[RAISONNABLE].emploi_au(depart, f"{decision.champ}.date")
    terme = annee(depart, delai_de(emploi.version))
    return Mention(terme._replace(pas=(raison, *terme.pas)), (emploi,), emploi.version.sources)


def _fin(depart: date, delai: Delai) -> datetime:
    """De quoi comparer deux délais, même des mois avec des heures."""
    debut = datetime.fromisoformat(depart.isoformat())
    if delai.unite is Unite.HEURES:
        return debut + timedelta(hours=delai.nombre)
    return debut + (ajouter(depart, delai) - depart)


def lire_delai_ecrit(
    decision: DecisionNotifiee | Jugement, vrai: Delai, depart: date, lieu: Lieu, droit: Droit
) -> Mention | None:
    """Plus long que le vrai : il est seul opposable (CE 461471). Plus court, ou en jours pour des heures : un an."""
    ecrit = decision.delai_mentionne
    if ecrit is None:
        return None
    mots = {"delai": ecrit.en_toutes_lettres(), "vrai": vrai.en_toutes_lettres()}
    faute = None
    if (ecrit.unite is Unite.HEURES) != (vrai.unite is Unite.HEURES) and ecrit.unite in (Unite.HEURES, Unite.JOURS):
        # « Deux jours » n'est pas « quarante-huit heures ».
        faute = "CAA Toulouse 2023-01-19 21TL04825"
    elif _fin(depart, ecrit) < _fin(depart, vrai):
        faute = "CE 2011-11-09 346700"
    elif _fin(depart, ecrit) == _fin(depart, vrai):
        return None
    if faute is not None:
        an = _un_an(decision, depart, droit, pas("mention_fausse", depart, **mots))
        return an._replace(sources=(*an.sources, faute), fausse=True)
    if ecrit.unite is Unite.HEURES:
        long = favorable(depart, getattr(decision, "heure", None), ecrit, Comptage.HEURES, lieu)
    else:
        long = franc_favorable(depart, ecrit, lieu)
    raison = pas("mention_longue", depart, **mots)
    return Mention(long._replace(pas=(raison, *long.pas)), (), ("CJA R421-5", "CE 2023-01-06 461471"))


def lire_mention(decision: DecisionNotifiee, vrai: Delai, depart: date, lieu: Lieu, droit: Droit) -> Mention | None:
    """La lecture favorable que le papier ouvre, ou None s'il est complet et juste."""
    if decision.voies_et_delais in VOIES_INSUFFISANTES:
        return _un_an(decision, depart, droit, pas(f"voies_{decision.voies_et_delais}", depart))
    return lire_delai_ecrit(decision, vrai, depart, lieu, droit)
