"""Les mesures notifiées après la décision : laquelle elles visent, et l'échéance propre de l'assignation."""

from collections.abc import Sequence
from datetime import date

from calculators.dossier import Dossier
from calculators.echeances.construction import comme_le_recours, echeance_de
from calculators.echeances.lignes import Cours, ligne_de
from calculators.echeances.ouverture import lieu_de
from calculators.echeances.qualification import REFUS_SEUL, choisir_regle
from calculators.echeances.raccourcis import ASSIGNATION
from calculators.echeances.resultats import Analyse
from calculators.echeances.sujets import Sujet, vise_par_renvoi
from calculators.echeances.termes import Lieu, pas
from calculators.erreurs import CalculAmbigu, SaisieInvalide
from calculators.evenements import INCONNU, DecisionNotifiee, Mesure, Requete
from calculators.phrases import date_courte
from calculators.regles import Droit
from calculators.territoires import regime_de


def decision_visee(mesure: Mesure, decisions: Sequence[Sujet]) -> Sujet | None:
    """La décision dont la mesure peut raccourcir le délai : celle de `contre`, sinon la dernière avant elle.

    Aucune décision avant une rétention ou une détention, ou deux le même jour : `calcul_ambigu`.
    """
    if mesure.contre is not None:
        return vise_par_renvoi(mesure, decisions)
    avant = [s for s in decisions if s.source.jour <= mesure.jour]
    if not avant and mesure.type != ASSIGNATION:
        raise CalculAmbigu(mesure.champ, "mesure_sans_decision")
    eloignements = [s for s in avant if s.famille != REFUS_SEUL]
    if not eloignements:
        return None
    dernier = max(s.source.jour for s in eloignements)
    dernieres = [s for s in eloignements if s.source.jour == dernier]
    if len(dernieres) > 1:
        objets = ", ".join(sorted(s.source.objet for s in dernieres))
        raise CalculAmbigu(f"{mesure.champ}.contre", "deux_decisions", objets=objets)
    return dernieres[0]


def assignation_visee(requete: Requete, dossier: Dossier) -> Mesure | None:
    """L'assignation que `contre` nomme, s'il en nomme une. Une requête partie avant elle : `saisie_invalide`."""
    visee = next((m for m in dossier.de(Mesure) if m.type == ASSIGNATION and m.objet == requete.contre), None)
    if visee is not None and requete.jour < visee.jour:
        raise SaisieInvalide(f"{requete.champ}.date", "avant_ce_qu_il_vise", jour=date_courte(visee.jour))
    return visee


def lieu_de_mesure(dossier: Dossier, visee: Sujet | None, mesure: Mesure) -> Lieu:
    """L'heure légale de l'endroit de la mesure ; les fériés de la préfecture qui a pris la décision visée."""
    decision = visee.source if visee is not None and isinstance(visee.source, DecisionNotifiee) else None
    return lieu_de(dossier, decision, mesure.lieu)


def _decision_d_avant(mesure: Mesure, visee: Sujet | None, dossier: Dossier) -> DecisionNotifiee | None:
    """La décision visée ; à défaut la dernière reçue avant la mesure : sa préfecture est la plus probable."""
    if visee is not None and isinstance(visee.source, DecisionNotifiee):
        return visee.source
    return dossier.derniere_decision_au(mesure.jour)


def analyser_assignation(
    mesure: Mesure, visee: Sujet | None, fin_avant: date | None, dossier: Dossier, droit: Droit
) -> Analyse:
    """L'échéance de l'assignation elle-même : L731-1, sept jours (L732-8) ; L731-3, deux mois (CJA R421-1).

    `fin_avant` : dernier jour de l'OQTF avant cette mesure. Passé, rien ne protège plus de l'éloignement.
    """
    decision = _decision_d_avant(mesure, visee, dossier)
    prefecture = dossier.prefecture_de(decision)
    territoire = regime_de(prefecture or mesure.lieu)
    article = mesure.article_assignation
    choix = choisir_regle(droit, "assignation", territoire, "assigne", article, f"{mesure.champ}.lieu")
    lieu = lieu_de(dossier, decision, None)
    depart = (pas("depart_assignation", mesure.jour),)
    prudente = ligne_de(droit, choix.regle, mesure.jour, None, lieu, mesure.champ, True, avant=depart)
    favorables = [
        ligne_de(droit, regle, mesure.jour, None, lieu, mesure.champ, False)
        for regle in (choix.regle, *choix.favorables)
    ]
    cours = Cours(prudente, favorables, lieu, discutee=bool(choix.regle.doutes))
    if article == INCONNU:
        cours.doutes.add("article_assignation")
    cours.faite = any(assignation_visee(requete, dossier) == mesure for requete in dossier.de(Requete))
    recours = echeance_de("recours_contentieux", mesure.objet, cours, choix.regle.titre, dossier)
    tardive = fin_avant is not None and mesure.jour > fin_avant
    return Analyse(
        mesure,
        "assignation",
        territoire,
        choix.regle.urgence,
        frozenset(cours.doutes),
        frozenset({"assignation_tardive"} if tardive else ()),
        echeances=(recours, comme_le_recours(recours, droit.regles["demande_aide_juridictionnelle"], mesure.jour)),
        prefecture_connue=prefecture is not None,
    )
