"""Le délai d'une décision tel qu'il court le jour de la notification, avant tout autre fait."""

from datetime import date
from functools import cache

from calculators.dossier import Dossier
from calculators.echeances.lignes import Cours, Ligne, delai_de, ligne_de
from calculators.echeances.notification import Depart, calculer_depart
from calculators.echeances.opposabilite import VOIES_INSUFFISANTES, Mention, lire_mention
from calculators.echeances.qualification import Choix, choisir_regle, qualifier
from calculators.echeances.sujets import Sujet
from calculators.echeances.termes import Lieu
from calculators.erreurs import DateHorsCouverture
from calculators.evenements import INCONNU, DecisionNotifiee
from calculators.fuseaux import fuseau_de
from calculators.phrases import date_courte
from calculators.regles import Droit, Regle
from calculators.territoires import ETRANGER, est_outre_mer, regime_de


def lieu_de(dossier: Dossier, decision: DecisionNotifiee | None, lieu: str | None) -> Lieu:
    """Les fériés suivent la préfecture ; l'heure légale, l'endroit où la personne est retenue."""
    prefecture = dossier.prefecture_de(decision) or ""
    return _lieu(prefecture, lieu or prefecture)


def lieu_au(dossier: Dossier, jour: date) -> Lieu:
    """Le lieu de la dernière décision reçue ce jour-là ; sans décision, celui de la résidence (contrat §2)."""
    return lieu_de(dossier, dossier.derniere_decision_au(jour), None)


@cache
def _lieu(prefecture: str, endroit: str) -> Lieu:
    return Lieu(prefecture, fuseau_de(endroit))


def distance_de(dossier: Dossier, prefecture: str | None, droit: Droit) -> Regle | None:
    """La règle de distance qui peut allonger le délai devant le tribunal (CJA R421-7), ou None."""
    residence = dossier.residence
    if residence == ETRANGER:
        return droit.regles["distance_etranger"]
    if residence is None or prefecture is None or residence == prefecture:
        return None
    loin = est_outre_mer(residence) or est_outre_mer(prefecture)
    return droit.regles["distance_outre_mer"] if loin else None


def _controler_la_signature(decision: DecisionNotifiee, regle: Regle, depart: Depart, cours: Cours) -> None:
    """La loi du 15 juillet 2024 vise les décisions signées depuis ce jour (loi 2024-42, article 86, IV)."""
    depuis = regle.version_au(depart.prudent, f"{decision.champ}.date").signature_depuis
    if depuis is None:
        return
    if decision.date_decision is not None and decision.date_decision < depuis:
        raise DateHorsCouverture(f"{decision.champ}.date_decision", "signee_avant", depuis=date_courte(depuis))
    if decision.date_decision is None and depart.prudent.year == depuis.year:
        cours.doutes.add("date_decision")


def _noter_les_doutes(decision: DecisionNotifiee, cours: Cours, depart: Depart, regle: Regle) -> None:
    """Les faits que la personne ne sait pas, ou qu'une source non lue laisse incertains."""
    assigne = decision.situation == "assigne" and decision.article_assignation == INCONNU
    inconnus = {
        "situation": decision.situation == INCONNU,
        "contenu": INCONNU in decision.contenu,
        "voies_et_delais": decision.voies_et_delais in VOIES_INSUFFISANTES,
        "article_assignation": assigne and regle.urgence is not None,
        "heure": decision.heure is None and regle.urgence == "urgence_48_heures",
        "mode": depart.mode_inconnu,
    }
    cours.doutes.update(nom for nom, vrai in inconnus.items() if vrai)


def _de_la_mention(mention: Mention, regle: Regle, avant: Depart) -> Ligne:
    """La ligne que le papier muet ou faux ouvre. Les mesures ne touchent pas un délai raisonnable."""
    pas = (*avant.pas_favorable, *mention.terme.pas)
    raisonnable = bool(mention.regles)
    terme = mention.terme._replace(pas=pas)
    return Ligne(regle, terme, mention.regles, mention.sources, terme.jour, None, raisonnable)


def _lignes_favorables(
    decision: DecisionNotifiee, choix: Choix, depart: Depart, cours: Cours, dossier: Dossier, droit: Droit
) -> None:
    """Toutes les lectures plus longues : fait favorable, règle plus longue, papier muet ou faux, distance."""
    champ, heure, lieu = decision.champ, _heure(decision), cours.lieu
    distance = distance_de(dossier, dossier.prefecture_de(decision), droit)
    for regle in (choix.regle, *choix.favorables):
        ligne = ligne_de(droit, regle, depart.favorable, heure, lieu, champ, False, avant=depart.pas_favorable)
        cours.favorables.append(ligne)
        if distance is not None and regle.distance:
            loin = ligne_de(droit, regle, depart.favorable, heure, lieu, champ, False, distance, depart.pas_favorable)
            cours.favorables.append(loin)
        vrai = delai_de(regle.version_au(depart.favorable, f"{champ}.date"))
        mention = lire_mention(decision, vrai, depart.favorable, lieu, droit)
        if mention is not None:
            cours.favorables.append(_de_la_mention(mention, regle, depart))
            if mention.fausse:
                cours.alertes.add("delai_inopposable")
                cours.discutee = True


def _heure(decision: DecisionNotifiee) -> str | None:
    return decision.heure if decision.situation == "retenu" else None


def ouvrir_decision(decision: DecisionNotifiee, dossier: Dossier, droit: Droit) -> tuple[Sujet, Depart]:
    """Le délai de la décision : la règle choisie, la date prudente, les lectures favorables, les doutes."""
    famille = qualifier(decision)
    territoire = regime_de(dossier.prefecture_de(decision))
    article = decision.article_assignation
    choix = choisir_regle(droit, famille, territoire, decision.situation, article, f"{decision.champ}.prefecture")
    depart, lieu = calculer_depart(decision, droit), lieu_de(dossier, decision, decision.lieu)
    heure, champ = _heure(decision), decision.champ
    prudente = ligne_de(droit, choix.regle, depart.prudent, heure, lieu, champ, True, avant=depart.pas)
    prudente = prudente._replace(
        regles=(*prudente.regles, *depart.regles),
        sources=(*choix.sources, *prudente.sources, *depart.sources),
    )
    cours = Cours(prudente, [], lieu, discutee=bool(choix.regle.doutes))
    _controler_la_signature(decision, choix.regle, depart, cours)
    _lignes_favorables(decision, choix, depart, cours, dossier, droit)
    _noter_les_doutes(decision, cours, depart, choix.regle)
    return Sujet(decision, depart.prudent, famille, cours), depart
