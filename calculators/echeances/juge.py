"""Ce qui suit un jugement ou un arrêt : appel, cassation, exécution."""

from collections.abc import Sequence
from datetime import date

from calculators.calendrier import UN_JOUR, est_jour_ouvrable
from calculators.dossier import Dossier
from calculators.echeances.aide import suivre_l_aide
from calculators.echeances.construction import echeance_de
from calculators.echeances.etat import A_VENIR, A_VERIFIER, CERTAINE, OUVERTE
from calculators.echeances.lignes import Cours, Ligne, delai_de, ligne_de
from calculators.echeances.opposabilite import lire_delai_ecrit
from calculators.echeances.ouverture import lieu_au, lieu_de
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import Lieu, ajouter, pas
from calculators.erreurs import CalculAmbigu
from calculators.evenements import DecisionNotifiee, Evenement, Jugement
from calculators.regles import Droit, Regle
from calculators.territoires import DEROGATOIRE, ETRANGER, HORS_CHAMP, est_outre_mer, regime_de

TELERECOURS, MISE_EN_LIGNE = "telerecours", "notification_en_ligne_du_jugement"
MUET = "jugement_muet"


def _reception_au_plus_tard(jugement: Jugement, droit: Droit) -> date:
    """Mis en ligne et non ouvert : reçu après deux jours ouvrés (CJA R751-4-1)."""
    if jugement.mode != TELERECOURS:
        return jugement.jour
    regle = droit.regles[MISE_EN_LIGNE]
    reste = delai_de(regle.version_au(jugement.jour, f"{jugement.champ}.date")).nombre
    jour = jugement.jour
    while reste:
        jour += UN_JOUR
        reste -= est_jour_ouvrable(jour)
    return jour


def _depart_favorable(jugement: Jugement, droit: Droit) -> date:
    """Mis en ligne : reçu à l'ouverture, si elle vient avant."""
    au_plus_tard = _reception_au_plus_tard(jugement, droit)
    if jugement.mode != TELERECOURS or jugement.date_consultation is None:
        return au_plus_tard
    return min(au_plus_tard, jugement.date_consultation)


def _distance(dossier: Dossier, droit: Droit) -> Regle | None:
    """Les cours et le Conseil d'État siègent en métropole : seule compte la demeure (CJA R811-5, R821-2)."""
    if dossier.residence == ETRANGER:
        return droit.regles["distance_etranger"]
    loin = dossier.residence is not None and est_outre_mer(dossier.residence)
    return droit.regles["distance_outre_mer"] if loin else None


def _ouvrir(
    jugement: Jugement, regle: Regle, favorables: Sequence[Regle], lieu: Lieu, dossier: Dossier, droit: Droit
) -> Cours:
    champ = jugement.champ
    en_ligne = jugement.mode == TELERECOURS
    depart = pas("depart_jugement_en_ligne" if en_ligne else "depart_jugement", jugement.jour)
    prudente = ligne_de(droit, regle, jugement.jour, None, lieu, champ, True, avant=(depart,))
    cours = Cours(prudente, [], lieu, discutee=bool(regle.doutes))
    favorable = _depart_favorable(jugement, droit)
    avant = (pas("depart_jugement_favorable", favorable),) if favorable != jugement.jour else ()
    # La règle la plus précise d'abord : à date égale, c'est elle que la réponse nomme.
    regles = [*favorables, regle]
    if jugement.voies_et_delais != "complets":
        regles.append(droit.regles[MUET])
        cours.doutes.add("voies_et_delais")
    distance = _distance(dossier, droit)
    mise_en_ligne = droit.regles[MISE_EN_LIGNE].emploi_au(jugement.jour, f"{champ}.date")
    for choisie in regles:
        ligne = ligne_de(droit, choisie, favorable, None, lieu, champ, False, avant=avant)
        if en_ligne:
            ligne = ligne._replace(
                regles=(*ligne.regles, mise_en_ligne), sources=(*ligne.sources, *mise_en_ligne.version.sources)
            )
        cours.favorables.append(ligne)
        if distance is not None and choisie.distance:
            cours.favorables.append(ligne_de(droit, choisie, favorable, None, lieu, champ, False, distance, avant))
    vrai = delai_de(regle.version_au(favorable, f"{champ}.date"))
    muet = jugement.voies_et_delais == "absents"
    mention = None if muet else lire_delai_ecrit(jugement, vrai, favorable, lieu, droit)
    if mention is not None:
        terme = mention.terme
        cours.favorables.append(Ligne(regle, terme, mention.regles, mention.sources, terme.jour, None, True))
        cours.alertes.add("delai_inopposable")
    return cours


def _execution(jugement: Jugement, dossier: Dossier, droit: Droit) -> Echeance:
    """Le lendemain de trois mois, ou de la fin du délai que le jugement donne (CJA R921-1-1)."""
    regle = droit.regles["demande_execution"]
    emploi = regle.emploi_au(jugement.jour, f"{jugement.champ}.date")
    delai = jugement.delai_injonction or delai_de(emploi.version)
    # Trop tôt, la demande serait rejetée : ici la prudence compte depuis la réception la plus tardive.
    reception = _depart_favorable(jugement, droit)
    premier = ajouter(reception, delai) + UN_JOUR
    etat = A_VENIR if dossier.aujourdhui < premier else OUVERTE
    faits = (
        pas("depart_jugement", reception),
        pas("premier_jour", premier, delai=delai.en_toutes_lettres()),
    )
    return Echeance(
        regle.id,
        jugement.objet,
        None,
        None,
        etat,
        A_VERIFIER if emploi.version.a_relire else CERTAINE,
        regle.titre,
        (emploi,),
        faits,
        emploi.version.sources,
        premier_jour=premier,
    )


def _juge_une_oqtf(jugement: Jugement, decisions: Sequence[DecisionNotifiee]) -> bool:
    """Ce que dit le jugement ; à défaut ce que dit le dossier ; à défaut un refus seul (contrat §2)."""
    if jugement.procedure is not None:
        return jugement.procedure == "oqtf"
    return any(d.contenu != {"refus_sejour"} for d in decisions if d.jour <= jugement.jour)


def _deja_juge_en_appel(jugement: Jugement, cours: Cours, rendus: Sequence[Jugement]) -> bool:
    """Un arrêt plus tardif. S'il ne nomme pas son jugement, il ne ferme pas un appel encore ouvert qu'un autre explique."""
    jugements = {j.objet: j.jour for j in rendus if j.type == jugement.type}
    fin = max(ligne.terme.jour for ligne in cours.lignes())

    def le_juge(arret: Jugement) -> bool:
        if arret.contre in jugements:
            return arret.contre == jugement.objet
        seul = all(jour >= arret.jour for objet, jour in jugements.items() if objet != jugement.objet)
        return seul or (arret.jour > fin and not cours.sans_date)

    return any(a.type != jugement.type and a.jour > jugement.jour and le_juge(a) for a in rendus)


def analyser_jugement(
    jugement: Jugement, decision: DecisionNotifiee | None, faits: Sequence[Evenement], dossier: Dossier, droit: Droit
) -> Analyse:
    """L'appel, et la demande d'exécution sauf si le jugement rejette tout."""
    oqtf = _juge_une_oqtf(jugement, dossier.de(DecisionNotifiee))
    territoire = regime_de(dossier.prefecture_de(decision))
    if oqtf and territoire == HORS_CHAMP:
        raise CalculAmbigu(f"{jugement.champ}.procedure", "territoire_hors_champ")
    regle = droit.regles["appel_oqtf" if oqtf else "appel_refus_seul"]
    favorables = [droit.regles["appel_oqtf_outre_mer"]] if oqtf and territoire == DEROGATOIRE else []
    cours = _ouvrir(jugement, regle, favorables, lieu_de(dossier, decision, None), dossier, droit)
    suivre_l_aide(cours, faits, droit)
    cours.faite = _deja_juge_en_appel(jugement, cours, dossier.de(Jugement))
    if cours.faite:
        # L'appel est déjà jugé : il n'y a plus de requête à déposer sans attendre le bureau.
        cours.alertes.discard("aide_juridictionnelle_en_attente")
    echeances = [echeance_de("appel", jugement.objet, cours, regle.titre, dossier)]
    if jugement.sens != "rejet":
        echeances.append(_execution(jugement, dossier, droit))
    analyse = _analyse(jugement, cours, echeances)
    return analyse._replace(famille="jugement_oqtf") if oqtf else analyse


def analyser_arret(arret: Jugement, faits: Sequence[Evenement], dossier: Dossier, droit: Droit) -> Analyse:
    """La cassation devant le Conseil d'État."""
    regle = droit.regles["cassation"]
    cours = _ouvrir(arret, regle, [], lieu_au(dossier, arret.jour), dossier, droit)
    suivre_l_aide(cours, faits, droit)
    echeances = [echeance_de("cassation", arret.objet, cours, regle.titre, dossier)]
    return _analyse(arret, cours, echeances)


def _analyse(source: Evenement, cours: Cours, echeances: Sequence[Echeance]) -> Analyse:
    alertes = frozenset({*cours.alertes, "avocat_obligatoire"})
    return Analyse(source, doutes=frozenset(cours.doutes), alertes=alertes, echeances=tuple(echeances))
