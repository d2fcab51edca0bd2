"""Après l'ordonnance d'un juge des référés : cassation, appel, et la requête à confirmer."""

from collections.abc import Sequence

from calculators.dossier import Dossier
from calculators.echeances.aide import suivre_l_aide
from calculators.echeances.construction import echeance_de
from calculators.echeances.etat import SANS_OBJET
from calculators.echeances.lignes import Cours, ligne_de
from calculators.echeances.ouverture import lieu_au
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import pas
from calculators.evenements import AideDecision, AideDemandee, Ordonnance, Requete
from calculators.regles import Droit

_POUR = {"cassation_refere": "cassation", "appel_refere_liberte": "appel"}
CASSATION, APPEL, CONFIRMATION = "cassation_refere", "appel_refere_liberte", "confirmation_requete"


def _voies(ordonnance: Ordonnance) -> tuple[str, ...]:
    """Référé-liberté jugé à l'audience : appel. Tri sans audience (L522-3) : cassation. On ne sait pas : les deux."""
    if ordonnance.refere != "liberte":
        return (CASSATION,)
    if ordonnance.tri is None:
        return APPEL, CASSATION
    return (CASSATION,) if ordonnance.tri else (APPEL,)


def _cours(id_: str, ordonnance: Ordonnance, doutes: set[str], dossier: Dossier, droit: Droit) -> Cours:
    regle, lieu = droit.regles[id_], lieu_au(dossier, ordonnance.jour)
    depart = (pas("depart_ordonnance", ordonnance.jour),)
    prudente = ligne_de(droit, regle, ordonnance.jour, None, lieu, ordonnance.champ, True, avant=depart)
    favorable = ligne_de(droit, regle, ordonnance.jour, None, lieu, ordonnance.champ, False, avant=depart)
    return Cours(prudente, [favorable], lieu, doutes, discutee=bool(regle.doutes))


def _voies_de_recours(
    ordonnance: Ordonnance,
    faits: Sequence[AideDemandee | AideDecision],
    alertes: set[str],
    dossier: Dossier,
    droit: Droit,
) -> list[Echeance]:
    """Les recours contre un rejet. Un pourvoi déjà formé est fait ; une aide demandée arrête le délai."""
    doutes = {"tri"} if ordonnance.refere == "liberte" and ordonnance.tri is None else set()
    echeances = []
    for id_ in _voies(ordonnance):
        cours = _cours(id_, ordonnance, set(doutes), dossier, droit)
        cours.faite = ordonnance.pourvoi and id_ == CASSATION
        suivre_l_aide(cours, [f for f in faits if f.pour == _POUR[id_]], droit)
        alertes |= cours.alertes
        echeances.append(echeance_de(id_, ordonnance.objet, cours, droit.regles[id_].titre, dossier))
    return echeances


def analyser_ordonnance(
    ordonnance: Ordonnance, faits: Sequence[AideDemandee | AideDecision], dossier: Dossier, droit: Droit
) -> Analyse:
    """Accordée : rien à contester. Rejetée sans doute sérieux, ou motif inconnu : confirmer la requête (R612-5-2)."""
    echeances: list[Echeance] = []
    alertes: set[str] = set()
    if ordonnance.sens == "rejetee":
        echeances = _voies_de_recours(ordonnance, faits, alertes, dossier, droit)
        if CASSATION in _voies(ordonnance):
            alertes.add("avocat_obligatoire")
        if ordonnance.refere == "suspension" and ordonnance.motif in ("doute_serieux", None):
            inconnu = {"motif"} if ordonnance.motif is None else set()
            cours = _cours(CONFIRMATION, ordonnance, inconnu, dossier, droit)
            titre = droit.regles[CONFIRMATION].titre
            confirmation = echeance_de(CONFIRMATION, ordonnance.objet, cours, titre, dossier)
            echeances.append(confirmation._replace(etat=SANS_OBJET) if ordonnance.pourvoi else confirmation)
            if not ordonnance.pourvoi:
                alertes.add("confirmer_la_requete")
    if ordonnance.refere == "suspension" and not dossier.de(Requete):
        alertes.add("refere_sans_requete")
    return Analyse(ordonnance, alertes=frozenset(alertes), echeances=tuple(echeances))
