"""Le témoin des chaînes : le silence devient un refus ; les pièces, les motifs et le refus écrit qui le suivent."""

from datetime import date

from tests.temoin import JOUR, finit, plus_jours, plus_mois, un_an
from tests.temoin_decisions import jour_de
from tests.temoin_mondes import JAMAIS, NON_JUGEE, SANS_FIN, Cours, eloignement, refus

JOURS_DU_TITRE = {
    90: """etudiant etudiant_mobilite recherche_emploi jeune_au_pair stagiaire travailleur_saisonnier detache_ict
        mobile_ict stagiaire_ict stagiaire_mobile_ict talent_carte_bleue talent_carte_bleue_famille""",
    60: "talent_chercheur talent_chercheur_mobilite",
    30: "carte_bleue_autre_etat carte_bleue_autre_etat_famille",
}
AVIS_DU_CONSEIL_D_ETAT = date(2025, 10, 8)  # n° 504677 : avant ce jour, l'année part de lui
IDS = ["recours_contentieux", "demande_aide_juridictionnelle", "recours_administratif", "demande_motifs"]


def terme_du_silence(demande, titre):
    jours = next((n for n, titres in JOURS_DU_TITRE.items() if titre in titres.split()), None)
    return plus_jours(jour_de(demande), jours) if jours else plus_mois(jour_de(demande), 4)


def naissance(demande, evenements, large=False):
    """Le jour où le silence devient refus : chaque jour du délai imparti pour fournir une pièce le recule d'un jour."""
    ne, suspendus = terme_du_silence(demande, demande.get("titre")), set()
    for e in evenements:
        # Une pièce réclamée le jour où le refus naît, ou après, ne suspend plus rien.
        if e["type"] != "pieces_reclamees" or not jour_de(demande) <= jour_de(e) < plus_jours(ne, len(suspendus)):
            continue
        fournies = [jour_de(p) for p in evenements if p["type"] == "pieces_fournies" and p["date"] >= e["date"]]
        # Fournir met fin à la suspension (CRPA L114-5). Délai imparti inconnu : aucun jour, ou jusqu'aux pièces.
        fins = [jour_de(e, "avant_le")] * ("avant_le" in e or not large) + fournies
        fin = min(fins, default=jour_de(e))
        suspendus |= {jour_de(e) + n * JOUR for n in range((fin - jour_de(e)).days)}
    return plus_jours(ne, len(suspendus))


def ouvrir_silence(demande, objet, evenements, territoire, residence, sortie, aujourdhui):
    ne, plus_tard = (naissance(demande, evenements, large) for large in (False, True))
    jour = {"dernier_jour": str(ne), "heure": None, "etat": "a_venir" if aujourdhui < ne else "faite"}
    sortie["naissance_refus_implicite", objet] = jour
    suite = [refus(plus_tard, territoire, True, eloignement(residence, territoire))]
    if demande.get("accuse_reception") != "complet":  # le délai n'a peut-être jamais couru
        suite.append(suite[0].autre(fin=SANS_FIN, limite=date.max, sans_date=True, aide=False))
    return Cours(objet, IDS, refus(ne, None, False), suite, naissance=ne)


def demander_motifs(cours, e, objet, evenements, sortie, aujourdhui):
    """Demandés à temps et donnés : deux mois de plus. Jamais donnés : un an depuis la demande, en toute hypothèse."""
    jour = jour_de(e)
    if jour < cours.naissance or cours.requete:
        return
    recus = next((jour_de(m) for m in evenements if m["type"] == "motifs_communiques" and m["date"] >= e["date"]), None)
    borne, cours.motifs = un_an(max(jour, AVIS_DU_CONSEIL_D_ETAT)), True
    attendue = plus_mois(jour, 1)
    sans_reponse = "ouverte" if aujourdhui < attendue else "dernier_jour" if aujourdhui == attendue else "depassee"
    ligne = {"dernier_jour": str(attendue), "heure": None, "lecture_favorable": None}
    sortie["reponse_motifs_attendue", objet] = ligne | {"etat": "faite" if recus else sans_reponse}
    annees = []
    for monde in cours.mondes():
        if jour > monde.limite:
            continue
        if monde.sans_date:
            monde.sans_date, monde.fin, monde.limite = False, borne, JAMAIS
        elif recus:
            monde.fin = min(finit(recus, monde.delai, monde.lieu, large=monde.large), borne)
        else:
            annees.append(monde.autre(fin=borne, limite=JAMAIS, large=True))
    cours.suite += annees


def refus_ecrit(implicite, decision, jour, accuse, sortie):
    """Le refus écrit après le silence. Rend vrai si le refus implicite disparaît derrière lui."""
    fin = implicite.dur.fin
    if jour <= fin[0] or accuse == "absent":
        for cle in [cle for cle in sortie if cle[0] == "reponse_motifs_attendue"]:
            del sortie[cle]
        for cle in implicite.recours_faits.values():
            sortie[cle] = NON_JUGEE
        if jour < implicite.naissance:
            del sortie["naissance_refus_implicite", implicite.objet]
        return True
    if decision.dur.mesure:  # une OQTF jointe garde son mois
        return False
    decision.suite = [monde.autre(large=True) for monde in decision.mondes()]
    decision.dur.fin, decision.dur.limite = fin, fin[0]
    decision.initial = [monde.autre() for monde in decision.mondes()]
    return False
