"""Le témoin : une seconde lecture des règles, naïve, écrite sans regarder le moteur. Il marche jour après jour.

Chaque doute ouvre un « monde », le délai s'il était tranché ainsi. La lecture favorable est celui qui finit le dernier.
"""

from datetime import date, datetime, timedelta

JOUR, HEURE, MINUIT = timedelta(days=1), timedelta(hours=1), 24 * 60
# Pleines lunes pascales des nombres d'or (valent de 1900 à 2199) ; jours fériés fixes ; ceux d'un territoire.
LUNES = "0414 0403 0323 0411 0331 0418 0408 0328 0416 0405 0325 0413 0402 0322 0410 0330 0417 0407 0327"
FIXES = "01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25"
LOCAUX = """971:05-27 972:05-22 973:06-10 974:12-20 976:04-27 977:10-09 978:05-28
    986:04-28 986:06-29 986:07-29 987:03-05 988:09-24 57:12-26 67:12-26 68:12-26"""
DROIT_COMMUN = {"971", "973", "976", "977", "978"}  # le livre IX du CESEDA n'y vaut pas
OUTRE_MER = DROIT_COMMUN | {"972", "974", "975", "984", "986", "987", "988"}
UN_MOIS, DEUX_MOIS, SEPT_JOURS, DEUX_FOIS_24_H = (1, "M"), (2, "M"), (7, "D"), (48, "H")


def marcher(jour, arrive, pas=JOUR):
    while not arrive(jour):
        jour += pas
    return jour


def ferme(jour, territoire=None):
    lune = date.fromisoformat(f"{jour.year}{LUNES.split()[jour.year % 19]}")
    apres_paques = (jour - marcher(lune + JOUR, lambda j: j.weekday() == 6)).days
    quantieme, matarii = str(jour)[5:], "11-20" if jour.year > 2025 else "06-29"
    local = f"{territoire}:{quantieme}" in [*LOCAUX.split(), f"987:{matarii}"]
    vendredi_saint = apres_paques == -2 and territoire in {"57", "67", "68", "987"}
    return jour.weekday() > 4 or quantieme in FIXES or apres_paques in {1, 39, 50} or local or vendredi_saint


def plus_jours(jour, nombre):
    return marcher(jour, lambda j: (j - jour).days == nombre)


def repousser(jour, territoire=None):
    return marcher(jour, lambda j: not ferme(j, territoire)), MINUIT


def plus_mois(jour, nombre):
    cible = marcher(jour, lambda j: (j.year - jour.year) * 12 + j.month == jour.month + nombre)
    return marcher(cible, lambda j: j.day == jour.day or (j + JOUR).month != j.month)


def un_an(jour):
    return marcher(plus_mois(jour, 12), lambda j: not ferme(j), -JOUR), MINUIT


def deux_fois_24_h(jour, heure, zone):
    depart = datetime.fromisoformat(f"{jour}T{heure}")
    fin = depart + 48 * HEURE
    if zone == "975" or zone not in OUTRE_MER:
        # Deuxième dimanche de mars et premier de novembre à Saint-Pierre ; derniers de mars et d'octobre en métropole.
        debuts = [(3, 8, 2), (11, 1, 2)] if zone == "975" else [(3, 25, 2), (10, 25, 3)]
        ete, hiver = (marcher(datetime(depart.year, *debut), lambda j: j.weekday() == 6) for debut in debuts)
        if ete <= depart < ete + HEURE:
            return None  # cette heure n'existe pas
        fin += HEURE * (depart < ete <= fin) - HEURE * (ete < depart < hiver <= fin)
    return fin.date(), fin.hour * 60 + fin.minute


def finit(jour, delai, territoire=None, heure=None, zone=None, large=False):
    """Le dernier instant : lecture la plus courte, ou celle que soutient un juge (`large`)."""
    nombre, unite = delai
    if unite == "H":
        return (plus_jours(jour, 2), MINUIT) if large and not heure else deux_fois_24_h(jour, heure or "00:00", zone)
    if unite == "D":
        return plus_jours(jour, nombre + large), MINUIT
    lectures = plus_mois(jour, nombre) + JOUR, plus_mois(jour + JOUR, nombre)
    return repousser(lectures[0], territoire) if large else repousser(min(lectures))


def selon_le_papier(jour, vrai, ecrit, territoire):
    """Plus long, le délai écrit vaut, franc et du même régime ; plus court, ou jours pour heures, il ouvre un an."""
    a, b = (plus_mois(jour, n) if u == "M" else plus_jours(jour, n // 24 if u == "H" else n) for n, u in (vrai, ecrit))
    if (vrai[1], ecrit[1]) == ("H", "D") or b < a:
        return un_an(jour), False
    return repousser(b + JOUR, territoire) if b > a else (date.min, 0), True


def mondes(d, jour, territoire, residence, zone):
    """Le délai le plus dur, puis chaque monde : [fin, unité, une mesure peut-elle l'abréger]."""
    contenu, situation, article = set(d["contenu"]), d["situation"], d.get("article_assignation")
    irtf_seule = contenu == {"irtf"} and not d.get("citoyen_ue")
    sept = irtf_seule or situation == "detenu" or (situation == "assigne" and article != "L731-3")
    dur = DEUX_FOIS_24_H if situation == "retenu" else SEPT_JOURS if sept else UN_MOIS
    ailleurs = residence not in {None, territoire} and bool({residence, territoire} & OUTRE_MER)
    loin = 2 if residence == "etranger" else int(ailleurs)
    refus = DEUX_MOIS, (2 + loin, "M"), False
    possibles = [refus] if contenu == {"refus_sejour"} else [(dur, dur, True)] + [refus] * (contenu == {"inconnu"})
    if possibles[0] != refus:
        possibles += [(UN_MOIS, UN_MOIS, True)] * (situation == "assigne" and not article and not irtf_seule)
        possibles += [(DEUX_MOIS, DEUX_MOIS, False)] * (territoire in DROIT_COMMUN)
    suite = [] if d.get("voies_et_delais") == "complets" else [[un_an(jour), "M", False]]
    for vrai, large, sensible in possibles:
        suite.append([finit(jour, large, territoire, d.get("heure"), zone, True), vrai[1], sensible])
        if d.get("delai_mentionne") and d.get("voies_et_delais") != "absents":
            ecrit = int(d["delai_mentionne"].strip("PTMDH")), d["delai_mentionne"][-1]
            papier, du_regime = selon_le_papier(jour, vrai, ecrit, territoire)
            suite.append([papier, vrai[1], sensible and du_regime])
    return possibles[0][0], suite


def ecrire(sortie, objet, fin, fins):
    plus_tard = str(max(fins)[0]) if max(fins) > fin else None
    heure = f"{fin[1] // 60:02}:{fin[1] % 60:02}" if fin[1] < MINUIT else None
    sortie["demande_aide_juridictionnelle", objet] = dates = {"dernier_jour": str(fin[0])}
    sortie["recours_contentieux", objet] = dates | {"heure": heure, "lecture_favorable": plus_tard}


def temoin(demande):
    """{(id, objet): dates} d'une décision et des mesures qui la suivent, ou {"erreur": type}."""
    evenements, residence = demande["dossier"]["evenements"], demande["dossier"].get("residence")
    d = next((e for e in evenements if e["type"] == "decision_notifiee"), {})
    territoire = d.get("prefecture") or (None if residence == "etranger" else residence)
    sortie, dur, suite = {}, None, []
    for e in sorted(evenements, key=lambda e: (e["date"], e is not d)):
        jour, heure, zone = date.fromisoformat(e["date"]), e.get("heure"), e.get("lieu") or territoire
        if heure and not deux_fois_24_h(jour, heure, zone):
            return {"erreur": "saisie_invalide"}
        objet, article = f"{e['type']}#{evenements.index(e)}", e.get("article_assignation", "L731-1")
        if e is d:
            tot, lu = (date.fromisoformat(d.get(f"date_{f}", d["date"])) for f in ("presentation", "consultation"))
            delai, suite = mondes(d, lu if (lu - jour).days <= 15 else jour, territoire, residence, zone)
            dur = [finit(tot, delai, None, heure, zone), delai[1], d["contenu"] != ["refus_sejour"]]
            decision = objet
            continue
        if e["type"] == "assignation_notifiee":
            delai = DEUX_MOIS if article == "L731-3" else SEPT_JOURS
            possibles = [delai] + [DEUX_MOIS] * (not article or territoire in DROIT_COMMUN)
            ecrire(sortie, objet, finit(jour, delai), [finit(jour, p, territoire, large=True) for p in possibles])
        nouveau, abrege = (DEUX_FOIS_24_H, "MD") if e["type"] == "retention_notifiee" else (SEPT_JOURS, "M")
        intacts = [] if article else [list(monde) for monde in suite]
        for monde in [dur, *suite] if dur and article != "L731-3" else []:
            if monde[2] and monde[1] in abrege and jour <= monde[0][0]:
                neuf = finit(jour, nouveau, None, heure, zone, large=monde is not dur)
                monde[:2] = min(monde[0], neuf) if monde is dur else neuf, nouveau[1]
        suite += intacts
    if dur:
        ecrire(sortie, decision, dur[0], [monde[0] for monde in suite])
    if d.get("contenu") == ["refus_sejour"]:
        sortie["recours_administratif", decision] = {"dernier_jour": str(dur[0][0])}
    if "oqtf" in d.get("contenu", []) and "sans_delai" not in d["contenu"]:
        n = d.get("delai_depart_jours") or (0 if d.get("citoyen_ue") else 30)
        sortie["depart_volontaire", decision] = {"dernier_jour": str(plus_jours(tot, n) if n else plus_mois(tot, 1))}
    return sortie
