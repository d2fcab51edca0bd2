"""Le moteur : des faits datés en entrée, des échéances en sortie. Bibliothèque standard seule, aucune horloge."""

from typing import Any

from calculators.alertes import choisir_alertes
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.erreurs import ErreurDuContrat
from calculators.etapes import choisir_etapes
from calculators.regles import charger
from calculators.rendu import Poser, rendre_erreur, rendre_reponse, tel_quel
from calculators.ressources import calculer_aide
from calculators.saisie import (
    lire_calcul,
    lire_demande_aide,
    lire_demande_echeances,
    lire_demande_lot,
    lire_demande_tribunal,
)
from calculators.tribunal import calculer_tribunal

__all__ = ["calculer"]


def _echeances(demande: dict[str, Any], poser: Poser) -> dict[str, Any]:
    droit = charger()
    dossier = lire_dossier(lire_demande_echeances(demande))
    analyses = calculer_echeances(dossier, droit)
    alertes, etapes = choisir_alertes(analyses, dossier), choisir_etapes(analyses, dossier)
    return rendre_reponse(analyses, alertes, etapes, dossier, droit, poser)


def _lot(demande: dict[str, Any]) -> dict[str, Any]:
    # Chargé seulement alors : la page d'une personne seule n'a que faire du lecteur de tableaux.
    from calculators.lot import calculer_lot

    return calculer_lot(lire_demande_lot(demande), calculer)


def _autour_du_dossier(calcul: str, demande: dict[str, Any]) -> dict[str, Any]:
    # Les lettres, les preuves et l'agenda ne se chargent que si l'on en demande : la première date n'attend pas.
    from calculators.agenda import calculer_agenda
    from calculators.courriers import calculer_arguments, calculer_courrier
    from calculators.liaison import calculer_liaison
    from calculators.presence import calculer_presence

    calculs = {
        "courrier": calculer_courrier,
        "arguments": calculer_arguments,
        "agenda": calculer_agenda,
        "presence": calculer_presence,
        "liaison": calculer_liaison,
    }
    return calculs[calcul](demande)


def calculer(demande: dict[str, Any], poser: Poser = tel_quel) -> dict[str, Any]:
    """La réponse à une demande du contrat : un résultat, ou {"erreur": …}. Jamais une exception sur une saisie.

    `poser` est pour lecture.py, qui écrit un lot en JSON sans récrire mille fois les mêmes morceaux.
    """
    try:
        calcul = lire_calcul(demande)
        if calcul == "echeances":
            return _echeances(demande, poser)
        if calcul == "tribunal":
            return calculer_tribunal(lire_demande_tribunal(demande), charger())
        if calcul == "aide_juridictionnelle":
            return calculer_aide(lire_demande_aide(demande), charger())
        if calcul == "lot":
            return _lot(demande)
        return _autour_du_dossier(calcul, demande)
    except ErreurDuContrat as erreur:
        return rendre_erreur(erreur)
