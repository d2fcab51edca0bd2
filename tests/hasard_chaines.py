"""Des dossiers entiers tirés au sort : une suite d'événements cohérente, dont les dates tombent souvent au bord.

Le bord se cherche avec le témoin : le dernier jour, le lendemain, la veille, le jour où un refus naît du silence.
La même graine rend le même dossier.
"""

import random
from datetime import date, timedelta
from typing import Any

from tests.chaine import Chaine, Evenement
from tests.temoin import DROIT_COMMUN

LOI_2024, AIDE, SILENCE, REFUS = date(2024, 8, 15), date(2021, 1, 1), date(2021, 5, 1), date(2001, 1, 1)
TITRES_LONGS = ["vie_privee_et_familiale", "salarie", "resident", "certificat_algerien", "talent", None]
TITRES_COURTS = ["etudiant", "stagiaire", "travailleur_saisonnier", "talent_chercheur", "carte_bleue_autre_etat"]
OQTF = [["refus_sejour", "oqtf"], ["refus_sejour", "oqtf", "sans_delai", "irtf"], ["oqtf"], ["irtf"], ["inconnu"]]
SENS_AIDE = ["admission", "admission", "admission_partielle", "rejet", "caducite", "admission_provisoire"]


def decision(c: Chaine, contenu: list[str]) -> None:
    h, refus_seul = c.hasard, contenu == ["refus_sejour"]
    avant = max((e["date"] for e in c.evenements), default="")
    situation = "libre" if c.parfois(0.6) else h.choice(["assigne", "retenu", "detenu", "inconnu"])
    jour = c.apres() if c.evenements else str(c.jour)
    e = c.ajouter("decision_notifiee", jour, contenu=contenu, situation=situation, mode="main_propre")
    e["voies_et_delais"] = h.choice(["complets"] * 8 + ["absents", "inconnu"])
    if c.prefecture:
        e["prefecture"] = c.prefecture
    if situation == "assigne" and c.parfois(0.7):
        e["article_assignation"] = h.choice(["L731-1", "L731-3"])
    if situation == "retenu":
        e["heure"] = h.choice([None, "09:15", "16:10", "23:59"])
    elif c.parfois(0.3):
        e["mode"] = "lettre_remise"
        e["date_presentation"] = str(c.jour - timedelta(days=h.randint(0, 12)))
        if e["date_presentation"] < max(avant, str(REFUS if refus_seul else LOI_2024)):
            del e["date_presentation"]
    elif c.parfois(0.15):
        e["mode"] = "en_ligne"
        c.jour += timedelta(days=h.choice([0, 3, 15, 16]))
        e["date_consultation"] = str(c.jour)
    c.decisions += 1


def recours(c: Chaine) -> None:
    h, genres = c.hasard, ["gracieux", "hierarchique"]
    for genre in h.sample(genres, h.choice([1, 1, 2])) + [h.choice(genres)] * c.parfois(0.15):
        e = c.ajouter(f"recours_{genre}", c.apres(30))
        if c.parfois(0.7):
            e["date_reception"] = str(c.jour + timedelta(days=h.randint(0, 4)))
            c.jour = date.fromisoformat(e["date_reception"])
    for genre in h.sample(genres, h.choice([0, 1, 1, 2])):
        if any(e["type"] == f"recours_{genre}" for e in c.evenements):
            sens = h.choice(["rejet"] * 5 + ["acceptation"])
            c.ajouter("reponse_recours", c.apres(90), a=genre, sens=sens)
            if sens == "acceptation":
                return


def aide(c: Chaine, pour: str) -> None:
    h = c.hasard
    for _ in range(1 + c.parfois(0.1)):
        c.ajouter("aide_juridictionnelle_demandee", c.apres(25), pour=pour)
    doute = any(e.get("voies_et_delais", "complets") != "complets" for e in c.evenements)
    if pour == "tribunal" and doute and trop_tard(c):
        # Le contrat ne dit pas ce que fait une aide demandée dans l'année sans voies ni délais.
        c.evenements = [e for e in c.evenements if not e["type"].startswith("aide")]
        return
    if pour == "tribunal" and c.parfois(0.25) and c.decisions == 1 and mesure_claire(c):
        mesure(c)
    if c.parfois(0.7):
        sens = h.choice(SENS_AIDE)
        e = c.ajouter("aide_juridictionnelle_decision", c.apres(60), pour=pour, sens=sens)
        if sens.startswith("admission") and sens != "admission_provisoire" and c.parfois(0.5):
            e["avocat_designe_le"] = str(c.jour + timedelta(days=h.choice([0, 5, 14, 15, 16, 30])))


def mesure_claire(c: Chaine) -> bool:
    """Une aide en attente et une mesure, un papier douteux ou l'outre-mer : le contrat ne dit pas quelle date reste."""
    if c.lu().territoire in DROIT_COMMUN:
        return False
    papiers = [e for e in c.evenements if e["type"] == "decision_notifiee"]
    clairs = all(e["voies_et_delais"] == "complets" and e["contenu"] != ["inconnu"] for e in papiers)
    return (
        clairs and all(e["situation"] != "assigne" or "article_assignation" in e for e in papiers) and not trop_tard(c)
    )


def trop_tard(c: Chaine) -> bool:
    return any(cours.aide_le and not cours.aide_a_temps for cours in c.lu().cours)


def mesure(c: Chaine) -> None:
    if c.jour < LOI_2024:
        return
    genre = c.hasard.choice(["assignation_notifiee", "retention_notifiee", "detention_informee"])
    e = c.ajouter(genre, c.apres(25))
    if genre == "retention_notifiee":
        e["heure"] = c.hasard.choice([None, "09:15", "16:10", "23:59"])
    elif genre == "assignation_notifiee" and c.parfois(0.5):
        e["article_assignation"] = c.hasard.choice(["L731-1", "L731-3", None])


def tribunal(c: Chaine) -> None:
    """La requête, l'ordonnance, le jugement, l'arrêt : la suite peut s'arrêter à chaque pas."""
    c.ajouter("requete_deposee", c.apres(25), sommaire=c.hasard.choice([True, False, ...]))
    if c.parfois(0.3):
        ordonnance(c)
    if c.parfois(0.5):
        jugement(c, ...)


def ordonnance(c: Chaine) -> None:
    h = c.hasard
    refere = h.choice(["suspension", "suspension", "liberte", "mesures_utiles"])
    motif = h.choice(["doute_serieux", "urgence", "autre", None, ...]) if refere == "suspension" else ...
    sens, tri = h.choice(["rejetee", ..., "accordee"]), h.choice([True, False, None, ...])
    jour = c.apres() if c.evenements else str(c.jour)
    e = c.ajouter("ordonnance_refere_notifiee", jour, refere=refere, sens=sens, tri=tri, motif=motif)
    if sens != "accordee" and c.parfois(0.2):
        e["pourvoi"] = h.choice([True, False])
    elif sens != "accordee" and c.jour > AIDE and not (refere == "liberte" and tri is False) and c.parfois(0.3):
        aide(c, "cassation")


def jugement(c: Chaine, procedure: Any) -> None:
    h = c.hasard
    jour = c.apres(300) if c.evenements else str(c.jour)
    e = c.ajouter("jugement_notifie", jour, procedure=procedure, sens=h.choice(["annulation", "rejet", "partiel", ...]))
    e["mode"] = h.choice(["lettre_remise", "main_propre", "autre", "telerecours"])
    if e["mode"] == "telerecours" and c.parfois(0.6):
        e["date_consultation"] = str(c.jour + timedelta(days=h.choice([0, 1, 2, 3, 5])))
        c.jour = date.fromisoformat(e["date_consultation"])
    if c.parfois(0.25):
        e["voies_et_delais"] = h.choice(["complets", "absents", "inconnu"])
    if c.parfois(0.15):
        e["delai_mentionne"] = h.choice(["P1M", "P2M", "P3M", "P15D"])
    if c.parfois(0.2):
        e["delai_injonction"] = h.choice(["P1M", "P2M", "P15D"])
    if c.jour > AIDE and c.parfois(0.3) and "delai_mentionne" not in e:
        aide(c, "appel")
    if c.parfois(0.3):
        arret(c)


def arret(c: Chaine) -> None:
    c.ajouter("arret_notifie", c.apres(300) if c.evenements else str(c.jour))
    if c.jour > AIDE and c.parfois(0.4):
        aide(c, "cassation")


def apres_une_decision(c: Chaine, contenu: list[str]) -> None:
    suites = ["recours", "aide", "mesure", "tribunal", "retrait", "rien"]
    poids = [4, 0, 1, 2, 1, 1] if contenu == ["refus_sejour"] else [1, 3, 3, 3, 1, 1]
    suite = c.hasard.choices(suites, poids)[0]
    if suite == "recours":
        recours(c)
    if (suite == "aide" or c.parfois(0.4)) and c.jour > AIDE and aide_claire(c):
        aide(c, "tribunal")
    if suite == "mesure" and mesure_claire(c):
        mesure(c)
    if suite == "retrait":
        c.ajouter("decision_retiree", c.apres())
        if c.parfois(0.6):
            decision(c, ["refus_sejour"])
    elif (suite == "tribunal" or c.parfois(0.3)) and not accepte(c):
        tribunal(c)


def accepte(c: Chaine) -> bool:
    """Le recours a réussi : la suite n'a plus d'objet."""
    return any(e.get("sens") == "acceptation" for e in c.evenements)


def aide_claire(c: Chaine) -> bool:
    """Le contrat ne dit pas ce que fait une aide demandée pendant qu'un recours administratif court encore."""
    return not any(e["type"].startswith("recours_") for e in c.evenements)


def silence(c: Chaine) -> None:
    h = c.hasard
    titre = h.choice(TITRES_LONGS * 2 + TITRES_COURTS)
    e = c.ajouter("demande_deposee", str(c.jour), complete=True, titre=titre)
    e["accuse_reception"] = h.choice(["complet"] * 6 + ["absent", "inconnu"])
    if titre in TITRES_COURTS or c.parfois(0.3):
        e["renouvellement"] = False
    while c.parfois(0.25):
        e = c.ajouter("pieces_reclamees", c.apres(60), avant_le=str(c.jour + timedelta(days=h.choice([10, 15, 30]))))
        if c.parfois(0.6):
            c.ajouter("pieces_fournies", c.apres(30))
            if c.parfois(0.2):
                del e["avant_le"]
    suite = h.choice(["motifs", "motifs", "recours", "aide", "ecrit", "ecrit", "tribunal", "retrait", "rien"])
    ne = next(e.naissance for e in c.lu().cours)
    if suite != "ecrit" and suite != "rien":
        c.jour = max(c.jour, ne)
    if suite == "motifs":
        c.ajouter("demande_motifs", c.apres(40))
        if c.parfois(0.6):
            c.ajouter("motifs_communiques", c.apres(60))
    if suite == "recours" or (suite == "motifs" and c.parfois(0.1)):
        recours(c)
    if suite == "aide":
        aide(c, "tribunal")
    if suite == "ecrit" or (suite == "motifs" and c.parfois(0.1) and not accepte(c)):
        decision(c, h.choice([["refus_sejour"], OQTF[0]]) if c.jour > LOI_2024 else ["refus_sejour"])
        if c.parfois(0.5):
            n = len(c.evenements)
            apres_une_decision(c, c.evenements[-1]["contenu"])
            viser(c, c.evenements[n - 1], c.evenements[n:])
    if suite == "tribunal":
        tribunal(c)
    if suite == "retrait":
        c.ajouter("decision_retiree", c.apres())


def viser(c: Chaine, decision: Evenement, suivants: list[Evenement]) -> None:
    """Deux délais ouverts, le silence et le refus écrit : la suite dit qu'elle vise l'écrit."""
    genres = ("recours_gracieux", "recours_hierarchique", "requete_deposee", "decision_retiree")
    if any(cours.naissance for cours in c.lu().cours):
        for e in suivants:
            if e["type"] in genres or e.get("pour") == "tribunal":
                e["contre"] = decision


def deux_decisions(c: Chaine) -> None:
    """Un refus, puis une OQTF sans que le refus soit retiré : deux délais, chaque événement dit lequel il vise."""
    decision(c, ["refus_sejour"])
    decision(c, ["oqtf"])
    for e in c.evenements:
        e["voies_et_delais"] = "complets"
    objets = list(c.evenements)
    for _ in range(c.hasard.choice([1, 2])):
        genre = c.hasard.choice(["recours_gracieux", "aide_juridictionnelle_demandee", "requete_deposee"])
        champs = {"pour": "tribunal"} if genre.startswith("aide") else {}
        c.ajouter(genre, c.apres(20), contre=c.hasard.choice(objets), **champs)


def tirer_chaine(graine: int) -> dict[str, Any]:
    """Une demande d'échéances valable, d'un à une dizaine d'événements."""
    hasard = random.Random(f"chaine {graine}")
    genre = hasard.choices(["refus", "oqtf", "silence", "juge", "deux"], [6, 6, 7, 4, 1])[0]
    premier = {"refus": hasard.choice([REFUS, AIDE]), "silence": SILENCE, "juge": LOI_2024}.get(genre, LOI_2024)
    c = Chaine(hasard, premier)
    if genre == "silence":
        silence(c)
    elif genre == "juge":
        hasard.choice([ordonnance, arret, lambda c: jugement(c, hasard.choice(["oqtf", "refus_seul"]))])(c)
    elif genre == "deux":
        deux_decisions(c)
    else:
        contenu = ["refus_sejour"] if genre == "refus" else hasard.choice(OQTF)
        decision(c, contenu)
        apres_une_decision(c, contenu)
    dates = [v for e in c.evenements for cle, v in e.items() if cle.startswith("date") or cle == "avocat_designe_le"]
    fin = date.fromisoformat(max(dates))
    futurs = [jour for jour in c.bords(passes=True) if jour >= fin]
    aujourdhui = (
        hasard.choice(futurs)
        if futurs and hasard.random() < 0.6
        else fin + timedelta(days=hasard.choice([0, 1, 9, 60]))
    )
    if hasard.random() < 0.3:
        hasard.shuffle(c.evenements)
    return c.demande(aujourdhui)
