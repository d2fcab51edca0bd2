"""Après l'ordonnance d'un juge des référés : cassation, appel, et la requête à confirmer."""

from calculators.dossier import Dossier
from calculators.echeances.construction import echeance_de
from calculators.echeances.etat import SANS_OBJET
from calculators.echeances.lignes import Cours, avec_pas, ligne_de
from calculators.echeances.ouverture import lieu_de
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import pas
from calculators.evenements import Ordonnance, Requete
from calculators.regles import Droit
from calculators.territoires import regime_de

CASSATION, APPEL, CONFIRMATION = "cassation_refere", "appel_refere_liberte", "confirmation_requete"


def _voies(ordonnance: Ordonnance) -> tuple[str, ...]:
    """Référé-liberté jugé à l'audience : appel. Tri sans audience (L522-3) : cassation. On ne sait pas : les deux."""
    if ordonnance.refere != "liberte":
        return (CASSATION,)
    if ordonnance.tri is None:
        return APPEL, CASSATION
    return (CASSATION,) if ordonnance.tri else (APPEL,)


def _echeance(id_: str, ordonnance: Ordonnance, doutes: set[str], dossier: Dossier, droit: Droit) -> Echeance:
    regle, lieu = droit.regles[id_], lieu_de(dossier, None, None)
    depart = (pas("depart_ordonnance", ordonnance.jour),)
    prudente = avec_pas(ligne_de(droit, regle, ordonnance.jour, None, lieu, ordonnance.champ, True), depart)
    favorable = avec_pas(ligne_de(droit, regle, ordonnance.jour, None, lieu, ordonnance.champ, False), depart)
    cours = Cours(prudente, [favorable], lieu, doutes, discutee=bool(regle.doutes))
    return echeance_de(id_, ordonnance.objet, cours, regle.titre, dossier)


def analyser_ordonnance(ordonnance: Ordonnance, dossier: Dossier, droit: Droit) -> Analyse:
    """Accordée : rien à contester. Rejetée sans doute sérieux, ou motif inconnu : confirmer la requête (R612-5-2)."""
    echeances: list[Echeance] = []
    alertes: set[str] = set()
    doutes: set[str] = set()
    if ordonnance.sens == "rejetee":
        doutes = {"tri"} if ordonnance.refere == "liberte" and ordonnance.tri is None else set()
        echeances += [_echeance(id_, ordonnance, set(doutes), dossier, droit) for id_ in _voies(ordonnance)]
        if CASSATION in _voies(ordonnance):
            alertes.add("avocat_obligatoire")
        if ordonnance.refere == "suspension" and ordonnance.motif in ("doute_serieux", None):
            inconnu = {"motif"} if ordonnance.motif is None else set()
            confirmation = _echeance(CONFIRMATION, ordonnance, inconnu, dossier, droit)
            echeances.append(confirmation._replace(etat=SANS_OBJET) if ordonnance.pourvoi else confirmation)
            if not ordonnance.pourvoi:
                alertes.add("confirmer_la_requete")
    if ordonnance.refere == "suspension" and not dossier.de(Requete):
        alertes.add("refere_sans_requete")
    territoire = regime_de(dossier.prefecture_de(None) or "")
    return Analyse(
        ordonnance, "refere", territoire, None, frozenset(doutes), frozenset(alertes), False, tuple(echeances)
    )
