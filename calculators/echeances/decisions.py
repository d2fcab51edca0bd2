"""Les échéances d'une décision du préfet : tribunal, recours administratif, aide juridictionnelle, départ."""

from datetime import date

from calculators.delais import Delai, Unite
from calculators.dossier import INCONNU, DecisionNotifiee, Dossier, Mesure
from calculators.echeances.cours import Cours, Ligne, delai_de, ligne_avec_distance, ligne_de, raccourcir
from calculators.echeances.etat import A_VERIFIER, CERTAINE, PRUDENTE, etat_au, la_moins_sure
from calculators.echeances.notification import Depart, calculer_depart
from calculators.echeances.opposabilite import VOIES_INSUFFISANTES, Mention, lire_mention
from calculators.echeances.qualification import CONTENU_INCONNU, REFUS_SEUL, Choix, choisir_regle, qualifier
from calculators.echeances.resultats import Analyse, Echeance
from calculators.echeances.termes import Lieu, Pas, Terme, pas, prudent
from calculators.erreurs import DateHorsCouverture
from calculators.fuseaux import fuseau_de
from calculators.phrases import date_courte
from calculators.regles import Droit, Regle
from calculators.territoires import DEROGATOIRE, ETRANGER, est_outre_mer, regime_de


def lieu_de(dossier: Dossier, decision: DecisionNotifiee | None, lieu: str | None) -> Lieu:
    """Les fériés suivent la préfecture ; l'heure légale, l'endroit où la personne est retenue."""
    prefecture = dossier.prefecture_de(decision) or ""
    return Lieu(prefecture, fuseau_de(lieu or prefecture))


def distance_de(dossier: Dossier, decision: DecisionNotifiee, droit: Droit) -> Regle | None:
    """La règle de distance qui peut allonger le délai (CJA R421-7), ou None."""
    residence, prefecture = dossier.residence, dossier.prefecture_de(decision)
    if residence == ETRANGER:
        return droit.regles["distance_etranger"]
    if residence is None or prefecture is None or residence == prefecture:
        return None
    loin = est_outre_mer(residence) or est_outre_mer(prefecture)
    return droit.regles["distance_outre_mer"] if loin else None


def _controler_la_signature(decision: DecisionNotifiee, regle: Regle, depart: Depart, cours: Cours) -> None:
    """La loi du 15 juillet 2024 vise les décisions signées depuis ce jour (loi 2024-42, article 86, IV)."""
    champ = f"{decision.champ}.date"
    depuis = regle.version_au(depart.prudent, champ).signature_depuis
    if depuis is None:
        return
    if decision.date_decision is not None and decision.date_decision < depuis:
        raise DateHorsCouverture(f"{decision.champ}.date_decision", "signee_avant", depuis=date_courte(depuis))
    if decision.date_decision is None and depart.prudent.year == depuis.year:
        cours.doutes.add("date_decision")


def _de_la_mention(mention: Mention, avant: Depart) -> Ligne:
    terme = mention.terme._replace(pas=(*avant.pas_favorable, *mention.terme.pas))
    return Ligne(None, terme, mention.regles, mention.sources)


def _ouvrir(decision: DecisionNotifiee, choix: Choix, depart: Depart, lieu: Lieu, droit: Droit) -> tuple[Cours, bool]:
    """Le délai tel qu'il court le jour de la notification. Le booléen : le papier dit un délai faux."""
    champ, heure = decision.champ, decision.heure if decision.situation == "retenu" else None
    prudente = ligne_de(droit, choix.regle, depart.prudent, heure, lieu, champ, True)
    terme = prudente.terme._replace(pas=(*depart.pas, *prudente.terme.pas))
    sources = (*choix.sources, *prudente.sources, *depart.sources)
    prudente = Ligne(choix.regle, terme, (*prudente.regles, *depart.regles), sources)
    cours, fausse = Cours(prudente, []), False
    for regle in (choix.regle, *choix.favorables):
        ligne = ligne_de(droit, regle, depart.favorable, heure, lieu, champ, False)
        terme = ligne.terme._replace(pas=(*depart.pas_favorable, *ligne.terme.pas))
        cours.favorables.append(ligne._replace(terme=terme))
        vrai = delai_de(regle.version_au(depart.favorable, champ), regle)
        mention = lire_mention(decision, vrai, depart.favorable, lieu, droit)
        if mention is not None:
            cours.favorables.append(_de_la_mention(mention, depart))
            fausse = fausse or mention.fausse
    return cours, fausse


def _ajouter_la_distance(
    cours: Cours, decision: DecisionNotifiee, choix: Choix, depart: Depart, lieu: Lieu, dossier: Dossier, droit: Droit
) -> None:
    """Une lecture de plus pour qui demeure loin du tribunal, jamais la date prudente (CJA R421-7)."""
    distance = distance_de(dossier, decision, droit)
    if distance is None:
        return
    for regle in (choix.regle, *choix.favorables):
        if regle.distance:
            ligne = ligne_avec_distance(droit, regle, distance, depart.favorable, lieu, decision.champ)
            terme = ligne.terme._replace(pas=(*depart.pas_favorable, *ligne.terme.pas))
            cours.favorables.append(ligne._replace(terme=terme))


def _noter_les_doutes(decision: DecisionNotifiee, cours: Cours, depart: Depart, regle: Regle) -> None:
    """Les faits que la personne ne sait pas, ou qu'une source non lue laisse incertains."""
    inconnus = {
        "situation": decision.situation == INCONNU,
        "contenu": INCONNU in decision.contenu,
        "voies_et_delais": decision.voies_et_delais in VOIES_INSUFFISANTES,
        "article_assignation": bool(cours.favorables) and _article_inconnu(decision, regle),
        "heure": decision.situation == "retenu" and decision.heure is None and regle.urgence == "urgence_48_heures",
        "mode": depart.doute is not None,
    }
    cours.doutes.update(nom for nom, vrai in inconnus.items() if vrai)


def _article_inconnu(decision: DecisionNotifiee, regle: Regle) -> bool:
    return decision.situation == "assigne" and decision.article_assignation == INCONNU and bool(regle.urgence)


def certitude_de(cours: Cours, version_prudente: bool) -> str:
    """Un fait manque : a_verifier. Une discussion connue ou une lecture plus longue : prudente."""
    if cours.doutes:
        return A_VERIFIER
    discutee = version_prudente or cours.meilleure() is not None
    return PRUDENTE if discutee else CERTAINE


def echeance_de(id_: str, objet: str, cours: Cours, certitude: str, titre: str, dossier: Dossier) -> Echeance:
    """L'échéance du contrat pour un délai qui court."""
    terme, meilleure = cours.prudente.terme, cours.meilleure()
    favorable = meilleure.terme if meilleure else None
    return Echeance(
        id_,
        objet,
        terme.jour,
        terme.heure,
        etat_au(terme, favorable, dossier.aujourdhui, dossier.maintenant),
        certitude,
        favorable.jour if favorable else None,
        favorable.heure if favorable else None,
        tuple(sorted(cours.doutes)),
        titre,
        tuple(dict.fromkeys((*cours.prudente.regles, *(meilleure.regles if meilleure else ())))),
        terme.pas,
        favorable.pas if favorable else (),
        tuple(dict.fromkeys((*cours.prudente.sources, *(meilleure.sources if meilleure else ())))),
    )


def aide_juridictionnelle_de(contentieux: Echeance, droit: Droit) -> Echeance:
    """Jusqu'au dernier jour du recours, avant l'effet d'une aide déjà demandée (décret 2020-1717, article 43)."""
    certitude = la_moins_sure(contentieux.certitude, PRUDENTE)
    return _comme_le_recours(contentieux, droit.regles["demande_aide_juridictionnelle"], certitude)


def _comme_le_recours(contentieux: Echeance, regle: Regle, certitude: str) -> Echeance:
    """Une échéance qui a le dernier jour du recours, parce que le texte renvoie à lui."""

    def meme_jour(jour: date | None) -> tuple[Pas, ...]:
        return () if jour is None else (pas("comme_le_recours", jour),)

    return contentieux._replace(
        id=regle.id,
        titre=regle.titre,
        certitude=certitude,
        regles=(regle.id,),
        pas=meme_jour(contentieux.dernier_jour),
        pas_favorable=meme_jour(contentieux.favorable),
        sources=regle.versions[-1].sources,
    )


def _depart_volontaire(decision: DecisionNotifiee, depart: Depart, dossier: Dossier, droit: Droit) -> Echeance | None:
    """J + 30, ou les jours écrits sur la décision ; un mois pour un citoyen de l'Union européenne."""
    if "oqtf" not in decision.contenu or "sans_delai" in decision.contenu:
        return None
    regle = droit.regles["depart_volontaire_citoyen_ue" if decision.citoyen_ue else "depart_volontaire"]
    version = regle.version_au(depart.prudent, f"{decision.champ}.date")
    delai = delai_de(version, regle)
    if decision.delai_depart_jours is not None:
        delai = Delai(decision.delai_depart_jours, Unite.JOURS)
    lieu = lieu_de(dossier, decision, None)

    def ligne(jour_prudent: bool) -> Ligne:
        jour, avant = (depart.prudent, depart.pas) if jour_prudent else (depart.favorable, depart.pas_favorable)
        terme = prudent(jour, None, delai, version.comptage, lieu)
        complet = Terme(terme.jour, None, (*avant, *terme.pas))
        return Ligne(regle, complet, (regle.id, *depart.regles), (*version.sources, *depart.sources))

    cours = Cours(ligne(True), [ligne(False)])
    if depart.doute is not None:
        cours.doutes.add("mode")
    certitude = certitude_de(cours, bool(regle.doutes))
    return echeance_de("depart_volontaire", decision.objet, cours, certitude, regle.titre, dossier)


def analyser_decision(
    decision: DecisionNotifiee, mesures: tuple[Mesure, ...], dossier: Dossier, droit: Droit
) -> Analyse:
    """Toutes les échéances d'une décision, mesures postérieures comprises."""
    famille = qualifier(decision)
    prefecture = dossier.prefecture_de(decision)
    territoire = regime_de(prefecture or "")
    choix = choisir_regle(
        droit, famille, territoire, decision.situation, decision.article_assignation, f"{decision.champ}.prefecture"
    )
    depart, lieu = calculer_depart(decision, droit), lieu_de(dossier, decision, decision.lieu)
    cours, mention_fausse = _ouvrir(decision, choix, depart, lieu, droit)
    _controler_la_signature(decision, choix.regle, depart, cours)
    _noter_les_doutes(decision, cours, depart, choix.regle)

    def contentieux_de(regle: Regle) -> Echeance:
        certitude = certitude_de(cours, bool(regle.doutes or choix.regle.doutes) or mention_fausse)
        return echeance_de("recours_contentieux", decision.objet, cours, certitude, regle.titre, dossier)

    sans_distance = contentieux_de(choix.regle) if famille == REFUS_SEUL else None
    _ajouter_la_distance(cours, decision, choix, depart, lieu, dossier, droit)
    raccourcie = False
    if territoire != DEROGATOIRE:
        for mesure in mesures:
            raccourcie |= raccourcir(cours, mesure, lieu_de(dossier, decision, mesure.lieu), droit)
    finale = cours.prudente.regle or choix.regle
    contentieux = contentieux_de(finale)
    echeances = [contentieux, aide_juridictionnelle_de(contentieux, droit)]
    if sans_distance is not None:
        # Le délai initial, sans distance (CRPA L411-2 ; CE Sect. 5 janvier 2000 n° 170954).
        regle = droit.regles["recours_administratif"]
        echeances.append(_comme_le_recours(sans_distance, regle, sans_distance.certitude))
    depart_volontaire = _depart_volontaire(decision, depart, dossier, droit)
    if depart_volontaire is not None:
        echeances.append(depart_volontaire)
    return Analyse(
        decision,
        famille,
        territoire,
        finale.urgence,
        finale.suspensif and famille != CONTENU_INCONNU,
        frozenset(cours.doutes),
        mention_fausse,
        raccourcie,
        False,
        tuple(echeances),
    )
