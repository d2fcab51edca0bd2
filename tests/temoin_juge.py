"""Le témoin des chaînes : requête, référés, jugement, arrêt."""

from tests.temoin import (
    DEUX_MOIS,
    DROIT_COMMUN,
    JOUR,
    MINUIT,
    OUTRE_MER,
    UN_MOIS,
    ferme,
    finit,
    marcher,
    plus_jours,
    plus_mois,
    repousser,
    selon_le_papier,
)
from tests.temoin_decisions import jour_de
from tests.temoin_mondes import NON_JUGEE, QUINZE_JOURS, Cours, Monde, ligne


def annoncer_memoire(e, cours, objet, territoire, sortie, aujourdhui):
    """R911-6 : quinze jours, pour le recours d'un mois d'une personne libre ou assignée L731-3 (ou dans le doute)."""
    doute = cours is not None and cours.memoire_douteux
    du = cours is None or cours.dur.delai == UN_MOIS or cours.article_inconnu or doute
    if e.get("sommaire") and du and territoire not in DROIT_COMMUN:
        fin = plus_jours(jour_de(e), 15), MINUIT
        memoire = ligne(fin, repousser(fin[0] + JOUR, territoire), aujourdhui)
        sortie["memoire_complementaire", objet] = NON_JUGEE if doute else memoire


def rendre_ordonnance(e, objet, territoire, sortie, aujourdhui):
    """Quinze jours ; la requête à confirmer dans le mois. Rend le cours de cassation, que l'aide peut faire repartir."""
    jour, refere, tri = jour_de(e), e["refere"], e.get("tri")
    if e.get("sens") == "accordee":
        return []
    dur, large = Monde(jour, QUINZE_JOURS, None, False), Monde(jour, QUINZE_JOURS, territoire, True)
    quinze = Cours(objet, ["cassation_refere"], dur, [large])
    quinze.requete = jour if e.get("pourvoi") else None
    if refere == "liberte" and not tri:
        sortie["appel_refere_liberte", objet] = ligne(dur.fin, large.fin, aujourdhui)
    if refere == "suspension" and e.get("motif") in (None, "doute_serieux"):
        confirmer = repousser(plus_mois(jour, 1)), finit(jour, UN_MOIS, territoire, large=True)
        confirmer = ligne(*confirmer, aujourdhui)
        sortie["confirmation_requete", objet] = confirmer | ({"etat": "sans_objet"} if e.get("pourvoi") else {})
    return [quinze] if refere != "liberte" or tri is not False else []


def loin_de_la_cour(residence):
    return 2 if residence == "etranger" else int(residence in OUTRE_MER)


def ouvrir_jugement(e, objet, oqtf, territoire, residence, sortie, aujourdhui):
    """Un mois d'appel après une OQTF, deux après un refus seul ; muet sur le délai, deux mois (R811-3)."""
    jour, procedure = jour_de(e), e.get("procedure") or ("oqtf" if oqtf else "refus_seul")
    lu = jour
    if e.get("mode") == "telerecours":  # consulté, ou le deuxième jour ouvré
        lu = marcher(marcher(jour + JOUR, lambda j: not ferme(j)) + JOUR, lambda j: not ferme(j))
        lu = min(lu, jour_de(e, "date_consultation")) if e.get("date_consultation") else lu
    delai = UN_MOIS if procedure == "oqtf" else DEUX_MOIS
    loin = loin_de_la_cour(residence)
    larges = [(delai[0] + loin, "M")]
    if procedure == "oqtf":
        larges += [DEUX_MOIS] * (territoire in DROIT_COMMUN or e.get("voies_et_delais") in ("absents", "inconnu"))
    suite = [Monde(lu, large, territoire, True) for large in larges]
    if e.get("delai_mentionne") and e.get("voies_et_delais") != "absents":
        ecrit = int(e["delai_mentionne"].strip("PTMDH")), e["delai_mentionne"][-1]
        suite.append(Monde(lu, delai, territoire, True, fin=selon_le_papier(lu, delai, ecrit, territoire)[0]))
    if e.get("sens") != "rejet":
        duree = e.get("delai_injonction") or "P3M"
        nombre, unite = int(duree.strip("PMD")), duree[-1]
        # Demandée trop tôt, elle est irrecevable : en ligne, on compte depuis le jour le plus tardif.
        premier = str((plus_mois(lu, nombre) if unite == "M" else plus_jours(lu, nombre)) + JOUR)
        demande = {"dernier_jour": None, "premier_jour": premier, "etat": "ouverte"}
        sortie["demande_execution", objet] = demande | ({"etat": "a_venir"} if str(aujourdhui) < premier else {})
    return Cours(objet, ["appel"], Monde(jour, delai, None, False), suite)


def ouvrir_arret(e, objet, territoire, residence):
    jour = jour_de(e)
    large = Monde(jour, (2 + loin_de_la_cour(residence), "M"), territoire, True)
    return Cours(objet, ["cassation"], Monde(jour, DEUX_MOIS, None, False), [large])
