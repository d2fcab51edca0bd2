"""Étage 4 : les échéances d'un dossier, une famille par fichier."""

from calculators.dossier import Dossier, Mesure
from calculators.echeances.cours import ASSIGNATION
from calculators.echeances.decisions import analyser_decision
from calculators.echeances.mesures import analyser_assignation, decision_visee
from calculators.echeances.resultats import Analyse
from calculators.erreurs import CalculAmbigu
from calculators.regles import Droit

__all__ = ["calculer_echeances"]


def calculer_echeances(dossier: Dossier, droit: Droit) -> list[Analyse]:
    """Une analyse par décision, puis une par assignation. Un événement pas encore compté : `calcul_ambigu`."""
    if dossier.autres:
        raise CalculAmbigu(dossier.autres[0].champ, "pas_encore", type=dossier.autres[0].type)
    visees = {mesure.rang: decision_visee(mesure, dossier.decisions) for mesure in dossier.mesures}
    par_decision: dict[int, list[Mesure]] = {}
    for mesure in dossier.mesures:
        visee = visees[mesure.rang]
        if visee is not None:
            par_decision.setdefault(visee.rang, []).append(mesure)
    analyses = {
        decision.rang: analyser_decision(decision, tuple(par_decision.get(decision.rang, ())), dossier, droit)
        for decision in dossier.decisions
    }
    resultats = list(analyses.values())
    for mesure in dossier.mesures:
        if mesure.type == ASSIGNATION:
            visee = visees[mesure.rang]
            resultats.append(
                analyser_assignation(mesure, visee, analyses[visee.rang] if visee else None, dossier, droit)
            )
    return resultats
