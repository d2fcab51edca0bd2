"""À partir de quel jour on compte : le plus ancien possible d'abord, le plus tardif admis ensuite."""

from datetime import date
from typing import NamedTuple

from calculators.echeances.termes import Pas, ajouter, pas
from calculators.evenements import DecisionNotifiee
from calculators.regles import Droit, Emploi

EN_LIGNE = "notification_en_ligne"


class Depart(NamedTuple):
    """`prudent` et `favorable` : les deux jours de départ. `mode_inconnu` : on ne sait pas comment le papier est arrivé."""

    prudent: date
    favorable: date
    pas: tuple[Pas, ...]
    pas_favorable: tuple[Pas, ...]
    regles: tuple[Emploi, ...]
    sources: tuple[str, ...]
    mode_inconnu: bool = False


def _depart_en_ligne(decision: DecisionNotifiee, droit: Droit) -> Depart:
    """CRPA R112-20 : reçue le jour de l'ouverture si elle a lieu à temps, sinon le jour du dépôt."""
    regle = droit.regles[EN_LIGNE]
    emploi = regle.emploi_au(decision.jour, f"{decision.champ}.date")
    version = emploi.version
    consultation = decision.date_consultation
    assert version.delai is not None  # garanti par regles.py : seule la demande d'aide n'a pas de délai
    favorable = decision.jour
    pas_favorable: tuple[Pas, ...] = ()
    if consultation is not None and decision.jour < consultation <= ajouter(decision.jour, version.delai):
        favorable = consultation
        pas_favorable = (pas("depart_consultation", consultation, delai=version.delai.en_toutes_lettres()),)
    depart = (pas("depart_en_ligne", decision.jour),)
    return Depart(decision.jour, favorable, depart, pas_favorable, (emploi,), version.sources)


def calculer_depart(decision: DecisionNotifiee, droit: Droit) -> Depart:
    """Le jour de la notification, selon la façon dont le papier est arrivé."""
    jour, presentation = decision.jour, decision.date_presentation
    if decision.mode == "en_ligne":
        return _depart_en_ligne(decision, droit)
    if decision.mode == "main_propre":
        return Depart(jour, jour, (pas("depart_main_propre", jour),), (), (), ("CRPA L221-8",))
    pli = ("CE 2012-04-24 341146",)
    if decision.mode == "lettre_remise":
        if presentation is None or presentation == jour:
            return Depart(jour, jour, (pas("depart_lettre_remise", jour),), (), (), ("CRPA L221-8",))
        retrait = (pas("depart_retrait", jour),)
        prudent = (pas("depart_presentation", presentation),)
        return Depart(presentation, jour, prudent, retrait, (), (*pli, "CAA Marseille 2020-03-05 19MA05530"))
    premier = min(jour, presentation or jour)
    if decision.mode == "lettre_non_retiree":
        return Depart(premier, premier, (pas("depart_non_retiree", premier),), (), (), pli)
    return Depart(premier, premier, (pas("depart_inconnu", premier),), (), (), ("CRPA L221-8",), True)
