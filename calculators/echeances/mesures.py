"""Les mesures notifiées après la décision : laquelle elles visent, et l'échéance propre de l'assignation."""

from collections.abc import Sequence

from calculators.dossier import INCONNU, DecisionNotifiee, Dossier, Mesure
from calculators.echeances.cours import ASSIGNATION, Cours, Ligne, ligne_de
from calculators.echeances.decisions import aide_juridictionnelle_de, certitude_de, echeance_de, lieu_de
from calculators.echeances.qualification import REFUS_SEUL, choisir_regle, qualifier
from calculators.echeances.resultats import Analyse
from calculators.echeances.termes import pas
from calculators.erreurs import CalculAmbigu, SaisieInvalide
from calculators.regles import Droit
from calculators.territoires import regime_de


def _visee_par_renvoi(mesure: Mesure, decisions: Sequence[DecisionNotifiee]) -> DecisionNotifiee:
    visee = next((d for d in decisions if d.objet == mesure.contre), None)
    if visee is None:
        raise SaisieInvalide(f"{mesure.champ}.contre", "renvoi_sans_decision")
    if visee.jour > mesure.jour:
        raise SaisieInvalide(f"{mesure.champ}.date", "mesure_avant_decision", jour=visee.jour.isoformat())
    return visee


def decision_visee(mesure: Mesure, decisions: Sequence[DecisionNotifiee]) -> DecisionNotifiee | None:
    """La décision dont la mesure peut raccourcir le délai : celle de `contre`, sinon la dernière avant elle.

    Aucune décision avant une rétention ou une détention, ou deux le même jour : `calcul_ambigu`.
    """
    if mesure.contre is not None:
        return _visee_par_renvoi(mesure, decisions)
    avant = [d for d in decisions if d.jour <= mesure.jour]
    if not avant:
        if mesure.type == ASSIGNATION:
            return None
        raise CalculAmbigu(mesure.champ, "mesure_sans_decision")
    eloignements = [d for d in avant if qualifier(d) != REFUS_SEUL]
    if not eloignements:
        return None
    dernier = max(d.jour for d in eloignements)
    dernieres = [d for d in eloignements if d.jour == dernier]
    if len(dernieres) > 1:
        objets = ", ".join(d.objet for d in dernieres)
        raise CalculAmbigu(f"{mesure.champ}.contre", "deux_decisions", objets=objets)
    return dernieres[0]


def analyser_assignation(
    mesure: Mesure, visee: DecisionNotifiee | None, analyse_visee: Analyse | None, dossier: Dossier, droit: Droit
) -> Analyse:
    """L'échéance de l'assignation elle-même : L731-1, sept jours (L732-8) ; L731-3, deux mois (CJA R421-1)."""
    territoire = regime_de(dossier.prefecture_de(visee) or mesure.lieu or "")
    champ = f"{mesure.champ}.lieu"
    choix = choisir_regle(droit, "assignation", territoire, "assigne", mesure.article_assignation, champ)
    lieu = lieu_de(dossier, visee, mesure.lieu)
    prudente = ligne_de(droit, choix.regle, mesure.jour, None, lieu, mesure.champ, True)
    depart = pas("depart_assignation", mesure.jour)
    terme = prudente.terme._replace(pas=(depart, *prudente.terme.pas))
    favorables = [
        ligne_de(droit, regle, mesure.jour, None, lieu, mesure.champ, False)
        for regle in (choix.regle, *choix.favorables)
    ]
    cours = Cours(Ligne(choix.regle, terme, prudente.regles, prudente.sources), favorables)
    if mesure.article_assignation == INCONNU:
        cours.doutes.add("article_assignation")
    certitude = certitude_de(cours, bool(choix.regle.doutes))
    contentieux = echeance_de("recours_contentieux", mesure.objet, cours, certitude, choix.regle.titre, dossier)
    tardive = analyse_visee is not None and _apres_le_delai(mesure, analyse_visee)
    return Analyse(
        None,
        "assignation",
        territoire,
        choix.regle.urgence,
        False,
        frozenset(cours.doutes),
        False,
        False,
        tardive,
        (contentieux, aide_juridictionnelle_de(contentieux, droit)),
    )


def _apres_le_delai(mesure: Mesure, visee: Analyse) -> bool:
    """L'OQTF n'était plus contestable quand l'assignation est arrivée : rien ne protège plus de l'éloignement."""
    fin = visee.contentieux.dernier_jour
    return not visee.raccourcie and fin is not None and mesure.jour > fin
