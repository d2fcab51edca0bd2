"""Le témoin des chaînes : une décision reçue, les mesures qui la suivent, les recours gracieux et hiérarchiques."""

from datetime import date

from tests.temoin import (
    DEUX_FOIS_24_H,
    DEUX_MOIS,
    DROIT_COMMUN,
    MINUIT,
    SEPT_JOURS,
    UN_MOIS,
    finit,
    plus_jours,
    plus_mois,
    selon_le_papier,
    un_an,
)
from tests.temoin_mondes import NON_JUGEE, SANS_FIN, Cours, Monde, annee, eloignement, ligne, refus


def jour_de(evenement, cle="date"):
    return date.fromisoformat(evenement.get(cle) or evenement["date"])


def recu_au_plus_tard(d):
    """La remise ; en ligne, la consultation dans les quinze jours."""
    jour, lu = jour_de(d), jour_de(d, "date_consultation")
    return lu if (lu - jour).days <= 15 else jour


def selon_l_ecrit(d, tard, delais, territoire):
    """Le délai que le papier écrit, s'il n'est pas le vrai."""
    if not d.get("delai_mentionne") or d.get("voies_et_delais") == "absents":
        return []
    ecrit = int(d["delai_mentionne"].strip("PTMDH")), d["delai_mentionne"][-1]
    fins = [(delai, selon_le_papier(tard, delai, ecrit, territoire)[0]) for delai in delais]
    return [Monde(tard, delai, territoire, True, fin=fin) for delai, fin in fins]


def ouvrir_decision(d, objet, territoire, residence):
    """Le délai d'une décision : sa lecture la plus dure, puis chaque doute tranché dans l'autre sens."""
    tot, tard = jour_de(d, "date_presentation"), recu_au_plus_tard(d)
    loin, contenu, situation = eloignement(residence, territoire), d["contenu"], d["situation"]
    article, heure, zone = d.get("article_assignation"), d.get("heure"), d.get("lieu") or territoire
    commun = contenu in (["refus_sejour"], ["inconnu"]) or territoire in DROIT_COMMUN
    suite = [] if d.get("voies_et_delais") == "complets" else [annee(tard, commun)]
    ids = ["recours_contentieux", "demande_aide_juridictionnelle"]
    deux_mois = refus(tard, territoire, True, loin)
    if contenu == ["refus_sejour"]:
        suite += selon_l_ecrit(d, tard, [DEUX_MOIS], territoire)
        return Cours(objet, [*ids, "recours_administratif"], refus(tot, None, False), [deux_mois, *suite])
    sept = contenu == ["irtf"] or situation == "detenu" or (situation == "assigne" and article != "L731-3")
    delai = DEUX_FOIS_24_H if situation == "retenu" else SEPT_JOURS if sept else UN_MOIS
    dur = Monde(tot, delai, None, False, heure, zone, mesure=True)
    for monde in suite:  # même faux ou muet, un papier ne rend pas prorogeable un délai qui ne l'est pas (CE 461471)
        monde.aide = dur.aide
    suite.append(Monde(tard, delai, territoire, True, heure, zone, mesure=True))
    suite += [deux_mois] * (contenu == ["inconnu"])
    if situation == "assigne" and not article and contenu != ["irtf"]:
        suite.append(Monde(tard, UN_MOIS, territoire, True, mesure=True))
    if territoire in DROIT_COMMUN:  # le droit commun, qu'un recours administratif y interrompt (R7b)
        suite.append(refus(tard, territoire, True))
    suite += selon_l_ecrit(d, tard, [delai], territoire)
    cours = Cours(objet, ids, dur, suite)
    cours.article_inconnu = situation == "assigne" and not article and contenu != ["irtf"]
    return cours


def depart(d, aujourdhui):
    """Trente jours pour partir, ou ceux du papier, ou un mois (citoyen de l'UE) : ni francs ni reportés."""
    jours = d.get("delai_depart_jours") or (0 if d.get("citoyen_ue") else 30)
    departs = (jour_de(d, "date_presentation"), recu_au_plus_tard(d))
    fin, tard = ((plus_jours(jour, jours) if jours else plus_mois(jour, 1), MINUIT) for jour in departs)
    return ligne(fin, tard, aujourdhui)


def abreger(cours, e, zone):
    """Une mesure abrège un délai encore ouvert ; la requête partie, plus rien ne change (R911-9)."""
    jour, article = jour_de(e), e.get("article_assignation", "L731-1")
    if article == "L731-3" or cours.requete:
        return
    nouveau, abrege = (DEUX_FOIS_24_H, "MD") if e["type"] == "retention_notifiee" else (SEPT_JOURS, "M")
    intacts = [] if article else [monde.autre() for monde in cours.suite]
    touches = [m for m in cours.mondes() if m.mesure and m.delai[1] in abrege and jour <= m.fin[0]]
    touche, fin = cours.dur in touches, cours.dur.fin
    # Avec une aide déjà demandée, une lecture garde la date d'avant la mesure (R911-9 contre R921-1).
    for monde in [monde for monde in touches if monde.aide and monde.en_attente]:
        cours.indecis = cours.indecis or not cours.aide_decidee
        intacts.append(monde.autre(large=True, sans_date=monde.sans_date and not touche))
    cours.article_inconnu = not article if touche else cours.article_inconnu
    for monde in touches:
        neuf = finit(jour, nouveau, None, e.get("heure"), zone, large=monde.large)
        monde.fin = neuf if monde.large else min(monde.fin, neuf)
        monde.delai, monde.aide, monde.sans_date = nouveau, False, False  # R921-3
    cours.memoire_douteux = touche and (cours.dur.fin == fin or cours.aide_a_temps)
    cours.suite += intacts


def ouvrir_assignation(e, objet, territoire):
    article, jour = e.get("article_assignation", "L731-1"), jour_de(e)
    delai = DEUX_MOIS if article == "L731-3" else SEPT_JOURS
    larges = [delai] + [DEUX_MOIS] * (not article or territoire in DROIT_COMMUN)
    suite = [Monde(jour, large, territoire, True) for large in larges]
    ids = ["recours_contentieux", "demande_aide_juridictionnelle"]
    return Cours(objet, ids, Monde(jour, delai, None, False), suite)


def reponse(recours, evenements):
    genre = recours["type"].split("_")[1]
    suivantes = [e for e in evenements if e["type"] == "reponse_recours" and e["a"] == genre]
    return next((e for e in suivantes if e["date"] >= recours["date"]), None)


def former_recours(cours, e, objet, evenements, sortie, aujourdhui):
    """Parti à temps, un recours administratif interrompt : deux mois de plus, depuis le dernier des rejets."""
    genre, parti = e["type"].split("_")[1], jour_de(e)
    ne, ecrit, utile = plus_mois(jour_de(e, "date_reception"), 2), reponse(e, evenements), False
    accepte = ecrit is not None and ecrit["sens"] == "acceptation"
    cours.sans_objet = cours.sans_objet or accepte
    if genre in cours.recours_faits or cours.requete or (cours.naissance and parti < cours.naissance):
        return
    for monde in cours.mondes():  # un délai qui n'a jamais couru n'a rien à interrompre
        if parti > monde.limite or monde.fin == SANS_FIN:
            continue
        utile = True
        delai_du_silence = finit(ne, DEUX_MOIS if monde.annee else monde.delai, monde.lieu, large=monde.large)[0]
        par_ecrit = ecrit is not None and jour_de(ecrit) <= delai_du_silence
        monde.rejets.append(jour_de(ecrit) if par_ecrit else ne)
        if monde.annee and not (par_ecrit and ecrit.get("voies_et_delais") == "complets"):
            monde.fin = un_an(max(monde.rejets))
        elif not accepte:
            depuis = max(monde.rejets)
            monde.fin = finit(depuis, DEUX_MOIS if monde.annee else monde.delai, monde.lieu, large=monde.large)
        if not monde.large and not par_ecrit:
            cours.attente.append(ne)
    if not utile:
        if accepte:
            sortie[f"naissance_rejet_{genre}", objet] = NON_JUGEE
        return
    cours.recours_faits[genre] = f"naissance_rejet_{genre}", objet
    if ecrit is None or jour_de(ecrit) > ne or accepte:
        jour = {"dernier_jour": str(ne), "heure": None, "lecture_favorable": None}
        sortie[cours.recours_faits[genre]] = jour | {"etat": "a_venir" if aujourdhui < ne else "faite"}
