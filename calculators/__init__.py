"""Le moteur : des faits datés en entrée, des échéances en sortie. Bibliothèque standard seule, aucune horloge."""

from typing import Any

from calculators.alertes import choisir_alertes
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.erreurs import CalculAmbigu, ErreurDuContrat
from calculators.etapes import choisir_etapes
from calculators.regles import charger
from calculators.rendu import rendre_erreur, rendre_reponse
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


def _echeances(demande: dict[str, Any]) -> dict[str, Any]:
    droit = charger()
    dossier = lire_dossier(lire_demande_echeances(demande))
    analyses = calculer_echeances(dossier, droit)
    alertes, etapes = choisir_alertes(analyses, dossier), choisir_etapes(analyses, dossier)
    return rendre_reponse(analyses, alertes, etapes, dossier, droit)


def _lot(demande: dict[str, Any]) -> dict[str, Any]:
    # Chargé seulement alors : la page d'une personne seule n'a que faire du lecteur de tableaux.
    from calculators.lot import calculer_lot

    return calculer_lot(lire_demande_lot(demande), calculer)


def calculer(demande: dict[str, Any]) -> dict[str, Any]:
    """La réponse à une demande du contrat : un résultat, ou {"erreur": …}. Jamais une exception sur une saisie."""
    try:
        calcul = lire_calcul(demande)
        if calcul == "echeances":
            return _echeances(demande)
        if calcul == "tribunal":
            return calculer_tribunal(lire_demande_tribunal(demande), charger())
        if calcul == "aide_juridictionnelle":
            return calculer_aide(lire_demande_aide(demande), charger())
        if calcul == "lot":
            return _lot(demande)
        raise CalculAmbigu("calcul", "calcul_pas_encore", calcul=calcul)
    except ErreurDuContrat as erreur:
        return rendre_erreur(erreur)
