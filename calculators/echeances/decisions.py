"""Les échéances d'une décision ou d'un silence : tribunal, recours administratif, aide, départ, naissances."""

from dataclasses import replace
from datetime import date

from calculators.delais import Delai, Unite
from calculators.dossier import Dossier
from calculators.echeances.construction import comme_le_recours, echeance_de, echeance_simple, sans_nom
from calculators.echeances.etat import A_VENIR, A_VERIFIER, CERTAINE, FAITE, SANS_OBJET
from calculators.echeances.lignes import Cours, Ligne, compter, delai_de
from calculators.echeances.notification import Depart
from calculators.echeances.ouverture import lieu_de
from calculators.echeances.recours_administratifs import NAISSANCE, Rejet
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.suivi import Suivi
from calculators.echeances.sujets import Sujet
from calculators.echeances.termes import Pas, pas, prudent
from calculators.evenements import AideDemandee, DecisionNotifiee, Recours, Requete
from calculators.regles import Droit
from calculators.territoires import DEROGATOIRE, regime_de

MEMOIRE, REGLE_DU_MEMOIRE = "memoire_complementaire", "recours_contentieux_oqtf"


def delai_initial(sujet: Sujet, dossier: Dossier) -> Echeance:
    """Le délai initial, sans distance : celui du recours administratif et de la demande de motifs.

    CRPA L411-2 et L232-4 ; CE Sect. 5 janvier 2000 n° 170954. À appeler avant tout fait postérieur.
    """
    sans_distance = [ligne for ligne in sujet.cours.favorables if ligne.distance is None]
    return sans_nom(sujet.source.objet, replace(sujet.cours, favorables=sans_distance), dossier)


def depart_volontaire(decision: DecisionNotifiee, depart: Depart, dossier: Dossier, droit: Droit) -> Echeance | None:
    """J + 30, ou les jours écrits sur la décision ; un mois pour un citoyen de l'Union européenne."""
    if "oqtf" not in decision.contenu or "sans_delai" in decision.contenu:
        return None
    regle = droit.regles["depart_volontaire_citoyen_ue" if decision.citoyen_ue else "depart_volontaire"]
    emploi = regle.emploi_au(depart.prudent, f"{decision.champ}.date")
    version = emploi.version
    delai = delai_de(version)
    if decision.delai_depart_jours is not None:
        delai = Delai(decision.delai_depart_jours, Unite.JOURS)
    lieu = lieu_de(dossier, decision, None)

    def ligne(jour: date, avant: tuple[Pas, ...]) -> Ligne:
        terme = prudent(jour, None, delai, version.comptage, lieu)
        terme = terme._replace(pas=(*avant, *terme.pas))
        return Ligne(regle, terme, (emploi, *depart.regles), (*version.sources, *depart.sources))

    cours = Cours(ligne(depart.prudent, depart.pas), [ligne(depart.favorable, depart.pas_favorable)], lieu)
    if depart.mode_inconnu:
        cours.doutes.add("mode")
    return echeance_de("depart_volontaire", decision.objet, cours, regle.titre, dossier)


def naissance_du_rejet(rejet: Rejet, sujet: Sujet, dossier: Dossier, droit: Droit) -> Echeance | None:
    """Le jour où le silence sur un recours administratif vaut rejet. Une réponse écrite d'avant : rien ne naît."""
    if rejet.ecrit_avant and not sujet.cours.sans_objet:
        return None
    etat = A_VENIR if dossier.aujourdhui < rejet.naissance else FAITE
    if sujet.cours.sans_objet:
        etat = SANS_OBJET
    regle = droit.regles[NAISSANCE]
    genre = rejet.recours.type.removeprefix("recours_")
    certitude = CERTAINE if rejet.recours.date_reception else A_VERIFIER
    faits = (pas("recours_recu", rejet.recours.date_reception or rejet.recours.jour), pas("rejet_ne", rejet.naissance))
    emploi = regle.emploi_au(rejet.recours.jour, f"{rejet.recours.champ}.date")
    return echeance_simple(
        regle, emploi, f"naissance_rejet_{genre}", rejet.recours.objet, rejet.naissance, etat, certitude, faits
    )


def memoire_de(
    requete: Requete,
    dossier: Dossier,
    droit: Droit,
    regles: tuple[str, ...] = (),
    decision: DecisionNotifiee | None = None,
) -> Echeance | None:
    """Le mémoire annoncé (CESEDA R911-6) : seulement dans la procédure d'un mois, pas outre-mer dérogatoire.

    `regles` : celles du recours déposé ; vide si on ne sait pas contre quoi.
    """
    ailleurs = regles and (REGLE_DU_MEMOIRE not in regles or regime_de(dossier.prefecture_de(decision)) == DEROGATOIRE)
    if not requete.sommaire or ailleurs:
        return None
    regle, lieu = droit.regles[MEMOIRE], lieu_de(dossier, decision, None)
    emploi = regle.emploi_au(requete.jour, f"{requete.champ}.date")

    def ligne(prudente: bool) -> Ligne:
        terme = compter(emploi.version, requete.jour, None, lieu, prudente)
        terme = terme._replace(pas=(pas("depart_requete", requete.jour), *terme.pas))
        return Ligne(regle, terme, (emploi,), emploi.version.sources)

    prudente, favorable = (ligne(lecture) for lecture in (True, False))
    cours = Cours(prudente, [favorable], lieu)
    if not regles:
        cours.doutes.add("decision_notifiee")
    elif regles[0] != REGLE_DU_MEMOIRE:
        # Le mois n'est qu'une lecture possible : le pire serait de laisser passer les quinze jours.
        cours.doutes.add("article_assignation")
    return echeance_de(MEMOIRE, requete.objet, cours, regle.titre, dossier)


def _aide_et_lettre(
    suivi: Suivi, contentieux: Echeance, initiale: Echeance | None, dossier: Dossier, droit: Droit
) -> list[Echeance]:
    """La demande d'aide, puis la lettre au préfet si elle est possible : toutes deux ont la date d'un recours."""
    sujet, cours = suivi.sujet, suivi.sujet.cours
    demandee = any(isinstance(f, AideDemandee) for f in sujet.faits)
    faite = demandee and "aide_juridictionnelle_tardive" not in cours.alertes
    avant = contentieux
    if suivi.avant_aide is not None:
        avant = sans_nom(contentieux.objet, suivi.avant_aide, dossier)
    aide = comme_le_recours(avant, droit.regles["demande_aide_juridictionnelle"], sujet.debut, faite)
    if initiale is None:
        return [aide]
    ecrite = any(isinstance(f, Recours) for f in sujet.faits) and bool(suivi.rejets)
    regle = droit.regles["recours_administratif"]
    return [aide, comme_le_recours(au_present(initiale, cours), regle, sujet.debut, ecrite)]


def analyser_suivi(
    suivi: Suivi, initiale: Echeance | None, depart: Depart | None, dossier: Dossier, droit: Droit
) -> Analyse:
    """Toutes les échéances d'un sujet après ses faits. `initiale` : le délai qu'une lettre garde, sans distance."""
    sujet, cours = suivi.sujet, suivi.sujet.cours
    decision = sujet.source if isinstance(sujet.source, DecisionNotifiee) else None
    regle, prefecture = cours.prudente.regle, dossier.prefecture_de(decision)
    territoire = regime_de(prefecture)
    contentieux = echeance_de("recours_contentieux", sujet.source.objet, cours, regle.titre, dossier)
    echeances = [contentieux, *_aide_et_lettre(suivi, contentieux, initiale, dossier, droit)]
    if decision is not None and depart is not None:
        partir = depart_volontaire(decision, depart, dossier, droit)
        if partir is not None:
            echeances.append(partir._replace(etat=SANS_OBJET) if cours.sans_objet else partir)
    echeances += [n for r in suivi.rejets if (n := naissance_du_rejet(r, sujet, dossier, droit)) is not None]
    if suivi.requete is not None:
        memoire = memoire_de(suivi.requete, dossier, droit, suivi.regles_de_la_requete, decision)
        echeances += [memoire] if memoire is not None else []
    return Analyse(
        sujet.source,
        sujet.famille,
        territoire,
        regle.urgence,
        frozenset(cours.doutes),
        frozenset(cours.alertes),
        cours.raccourcie,
        tuple(echeances),
        prefecture is not None,
        regle.suspensif,
    )


def au_present(initiale: Echeance, cours: Cours) -> Echeance:
    """Le délai initial garde sa date ; un retrait ou une acceptation l'éteint."""
    return initiale._replace(etat=SANS_OBJET) if cours.sans_objet else initiale
