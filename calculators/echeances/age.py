"""Une échéance qui s'appuie sur un texte que personne n'a relu à temps : sa date reste, sa certitude baisse."""

from datetime import date

from calculators.age import lecture_perimee
from calculators.dossier import Dossier
from calculators.echeances.etat import A_VERIFIER
from calculators.echeances.orchestre import analyser_le_dossier
from calculators.echeances.resultats import Analyse, Echeance
from calculators.regles import Droit


def _vieillie(echeance: Echeance, aujourdhui: date, droit: Droit) -> Echeance:
    lue_le = lecture_perimee(echeance.sources, aujourdhui, droit)
    return echeance if lue_le is None else echeance._replace(certitude=A_VERIFIER, non_relue_depuis=lue_le)


def calculer_echeances(dossier: Dossier, droit: Droit) -> list[Analyse]:
    """Les analyses du dossier, chaque échéance à son âge du jour."""
    return [
        analyse._replace(echeances=tuple(_vieillie(e, dossier.aujourdhui, droit) for e in analyse.echeances))
        for analyse in analyser_le_dossier(dossier, droit)
    ]
