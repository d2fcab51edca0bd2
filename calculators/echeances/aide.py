"""L'aide juridictionnelle demandée à temps arrête le délai ; il repart entier (décret 2020-1717, article 43)."""

from collections.abc import Sequence
from datetime import date

from calculators.echeances.lignes import EN_ATTENTE, UTILISEE, Cours, Ligne, delai_de, repartir
from calculators.echeances.termes import ajouter, pas
from calculators.evenements import AideDecision, AideDemandee, Evenement
from calculators.regles import Droit, Emploi

CONTESTATION = "contestation_aide_juridictionnelle"
_AVEC_QUINZE_JOURS = ("admission", "admission_partielle", "rejet")
_AVEC_AVOCAT = ("admission", "admission_partielle")
PREMIERE_INSTANCE = "tribunal"


def demander_aide(cours: Cours, demande: AideDemandee, droit: Droit) -> None:
    """Marque les lectures encore ouvertes. Une seule fois ; sans effet sur sept jours et quarante-huit heures."""
    # Le décret de 2020 est en vigueur depuis 2021 : avant, la règle ne répond pas.
    droit.regles[CONTESTATION].version_au(demande.jour, f"{demande.champ}.date")
    if any(ligne.aide for ligne in cours.lignes()):
        cours.alertes.add("aide_juridictionnelle_seconde")
        return

    def marquer(ligne: Ligne) -> Ligne:
        ouverte = ligne.regle.aide and demande.jour <= ligne.terme.jour
        return ligne._replace(aide=EN_ATTENTE) if ouverte else ligne

    cours.prudente = marquer(cours.prudente)
    cours.favorables = [marquer(ligne) for ligne in cours.favorables]
    if not cours.prudente.regle.aide:
        cours.alertes.add("aide_juridictionnelle_sans_effet")
    elif not cours.prudente.aide:
        cours.alertes.add("aide_juridictionnelle_tardive")


def _depart_favorable(decision: AideDecision, droit: Droit) -> tuple[date, tuple[Emploi, ...]]:
    """Le quinzième jour (au tribunal seulement), ou la désignation de l'avocat si elle est plus tardive.

    Avec ce jour, la règle des quinze jours si elle a servi.
    """
    depart = decision.jour
    regles: tuple[Emploi, ...] = ()
    if decision.pour == PREMIERE_INSTANCE and decision.sens in _AVEC_QUINZE_JOURS:
        regle = droit.regles[CONTESTATION]
        emploi = regle.emploi_au(depart, f"{decision.champ}.date")
        depart, regles = ajouter(depart, delai_de(emploi.version)), (emploi,)
    if decision.avocat_designe_le is not None and decision.sens in _AVEC_AVOCAT:
        depart = max(depart, decision.avocat_designe_le)
    return depart, regles


def decider_aide(cours: Cours, decision: AideDecision, droit: Droit) -> None:
    """Le délai entier repart : de la notification (prudente), du jour le plus tardif admis (favorable)."""
    sources = ("Décret 2020-1717 art. 43", "CE 2020-06-10 422471")
    favorable, quinze_jours = _depart_favorable(decision, droit)

    def relancer(ligne: Ligne, jour: date, prudente: bool) -> Ligne:
        if ligne.aide != EN_ATTENTE:
            return ligne
        explication = pas("aide_decidee" if prudente else "aide_decidee_favorable", jour)
        neuve = repartir(droit, ligne, jour, cours.lieu, decision.champ, prudente, explication, sources)
        if not prudente:
            citees = [source for emploi in quinze_jours for source in emploi.version.sources]
            neuve = neuve._replace(regles=(*neuve.regles, *quinze_jours), sources=(*neuve.sources, *citees))
        # Un recours administratif encore sans réponse, ou un papier muet, peut mener plus loin : on garde le plus tard.
        garder = (bool(ligne.rejets) or ligne.annee) and ligne.terme.jour > neuve.terme.jour
        return (ligne if garder else neuve)._replace(aide=UTILISEE)

    cours.prudente = relancer(cours.prudente, decision.jour, True)
    cours.favorables = [relancer(ligne, favorable, False) for ligne in cours.favorables]


def attendre_l_aide(cours: Cours) -> None:
    """Sans réponse du bureau, la lecture favorable n'a pas de date (contrat §3)."""
    if cours.prudente.aide == EN_ATTENTE:
        cours.sans_date, cours.favorables = True, []
        if not (cours.faite or cours.sans_objet):
            cours.alertes.add("aide_juridictionnelle_en_attente")
    elif any(ligne.aide == EN_ATTENTE for ligne in cours.favorables):
        # Une mesure a raccourci le délai : la date d'avant reste, sauf si l'article inconnu peut n'avoir rien changé.
        cours.sans_date |= not cours.raccourcie or "article_assignation" in cours.doutes


def suivre_l_aide(cours: Cours, faits: Sequence[Evenement], droit: Droit) -> None:
    """Applique les demandes et décisions d'aide à un délai d'appel ou de cassation."""
    for fait in faits:
        if isinstance(fait, AideDemandee):
            demander_aide(cours, fait, droit)
        elif isinstance(fait, AideDecision):
            decider_aide(cours, fait, droit)
    attendre_l_aide(cours)
