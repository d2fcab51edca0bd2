"""Beaucoup de dossiers d'un coup : un tableau CSV en entrée, le même trié par urgence en sortie (contrat §5)."""

from typing import Any

from calculators.lot.mots import mots
from calculators.lot.reponses import Ligne, repondre_a_une_ligne
from calculators.lot.tableau import ecrire, lire
from calculators.saisie.lot import DemandeDeLot

__all__ = ["calculer_lot"]


def _cellules_rendues(ligne: Ligne) -> list[str]:
    return [ligne.resultat.get(nom, "") for nom in mots()["colonnes"]["noms"]]


def calculer_lot(demande: DemandeDeLot, calculer: Any) -> dict[str, Any]:
    """Le tableau trié, en CSV et ligne par ligne. `calculer` répond à une demande d'échéances.

    Une ligne fausse n'arrête pas les autres : elle garde ses cellules, avec sa raison.
    Un tableau illisible, sans titre connu ou aux titres doubles : SaisieInvalide.
    """
    tableau = lire(demande.texte)
    lignes = sorted((repondre_a_une_ligne(lue, tableau, demande, calculer) for lue in tableau.lignes), key=Ligne.rang)
    prefixe = mots()["colonnes"]["prefixe"]
    gardees = [rang for rang, nom in enumerate(tableau.titres) if not nom.startswith(prefixe)]
    titres = [tableau.titres[rang] for rang in gardees]
    ajoutees = [prefixe + nom for nom in mots()["colonnes"]["noms"]]
    rendues = [[ligne.cellules[rang] for rang in gardees] + _cellules_rendues(ligne) for ligne in lignes]
    return {
        "titres": titres,
        "lignes": [
            {
                "ligne": ligne.numero,
                "cellules": [ligne.cellules[rang] for rang in gardees],
                "resultat": ligne.resultat,
                "incertaine": ligne.incertaine,
                "demande": ligne.demande,
            }
            for ligne in lignes
        ],
        "fausses": sum(1 for ligne in lignes if ligne.fausse),
        "csv": ecrire([titres + ajoutees, *rendues], tableau),
    }
