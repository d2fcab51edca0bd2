"""Les dossiers où les deux lectures se sont un jour séparées : chacun garde sa date, quel que soit le tirage."""

import copy
from typing import Any

import pytest

from calculators import calculer
from tests.temoin_chaines import temoin_chaine

Evenement = dict[str, Any]


def ev(genre: str, jour: str, **champs: Any) -> Evenement:
    return {"type": genre, "date": jour} | champs


def refus(jour: str, **champs: Any) -> Evenement:
    propres = {"contenu": ["refus_sejour"], "situation": "libre", "mode": "main_propre", "voies_et_delais": "complets"}
    return ev("decision_notifiee", jour, **propres | champs)


def oqtf(jour: str, **champs: Any) -> Evenement:
    return refus(jour, **{"contenu": ["refus_sejour", "oqtf"]} | champs)


def demande(jour: str, titre: str = "vie_privee_et_familiale", **champs: Any) -> Evenement:
    propres = {"complete": True, "titre": titre, "accuse_reception": "complet", "renouvellement": False}
    return ev("demande_deposee", jour, **propres | champs)


def gracieux(jour: str, recu: str | None = None) -> Evenement:
    return ev("recours_gracieux", jour, date_reception=recu or jour)


def aide(jour: str, pour: str = "tribunal") -> Evenement:
    return ev("aide_juridictionnelle_demandee", jour, pour=pour)


def bureau(jour: str, sens: str = "admission", pour: str = "tribunal", **champs: Any) -> Evenement:
    return ev("aide_juridictionnelle_decision", jour, pour=pour, sens=sens, **champs)


SILENCE, MOTIFS = demande("2026-05-15"), ev("demande_motifs", "2026-10-20")  # né le 15 septembre, fini le 16 novembre
PIECES = [ev("pieces_reclamees", "2024-04-16", avant_le="2024-05-16"), ev("pieces_fournies", "2024-05-13")]
ETUDIANT = demande("2021-06-15", "etudiant")  # fini le 15 novembre 2021
MUET = {"voies_et_delais": "absents"}
# Le dossier, aujourd'hui, la résidence, l'échéance, puis : dernier jour, lecture favorable, état (« - » : pas regardé).
CAS: dict[str, tuple[list[Evenement], str, str | None, str, str]] = {
    "des pièces réclamées après la naissance ne suspendent rien": (
        [SILENCE, ev("pieces_reclamees", "2026-09-20", avant_le="2026-10-20")],
        "2026-11-20", None, "recours_contentieux demande_deposee#0", "2026-11-16 None depassee",
    ),
    "des pièces réclamées le jour de la naissance non plus": (
        [SILENCE, ev("pieces_reclamees", "2026-09-15", avant_le="2026-10-20")],
        "2026-11-20", None, "naissance_refus_implicite demande_deposee#0", "2026-09-15 None faite",
    ),
    "un délai imparti inconnu ne recule pas le dernier jour": (
        [SILENCE, ev("pieces_reclamees", "2026-06-01"), ev("pieces_fournies", "2026-07-20")],
        "2026-11-20", None, "recours_contentieux demande_deposee#0", "2026-11-16 2027-01-04 ouverte_sous_reserve",
    ),
    "un gracieux après des motifs demandés ne fait pas inventer une année": (
        [SILENCE, MOTIFS, gracieux("2026-11-10", "2026-11-12")],
        "2026-11-23", None, "recours_contentieux demande_deposee#0", "2027-03-15 2027-10-20 interrompue",
    ),
    "demander l'aide ne fait pas perdre l'année d'un papier muet": (
        [refus("2026-09-15", **MUET), aide("2026-10-25"), bureau("2026-12-10")],
        "2026-12-26", None, "recours_contentieux decision_notifiee#0", "2027-02-11 2027-09-15 ouverte",
    ),
    "sans accusé, des motifs communiqués laissent la réserve d'un an": (
        [demande("2026-05-15", accuse_reception="absent"), MOTIFS, ev("motifs_communiques", "2026-11-10")],
        "2027-02-23", None, "recours_contentieux demande_deposee#0", "2027-01-11 2027-10-20 ouverte_sous_reserve",
    ),
    "un article d'assignation inconnu laisse le mémoire dû": (
        [oqtf("2026-11-23", situation="assigne"), ev("requete_deposee", "2026-11-28", sommaire=True)],
        "2026-12-10", None, "memoire_complementaire requete_deposee#1", "2026-12-13 2026-12-14 ouverte",
    ),
    "un jugement muet l'emporte sur le délai qu'il écrirait": (
        [ev("jugement_notifie", "2026-11-23", mode="autre", procedure="oqtf", delai_mentionne="P3M", **MUET)],
        "2026-11-23", None, "appel jugement_notifie#0", "2026-12-24 2027-01-25 ouverte",
    ),
    "une mesure après l'aide décidée laisse lire la date d'avant": (
        [oqtf("2026-11-23"), aide("2026-12-02"), bureau("2027-01-15"), ev("assignation_notifiee", "2027-01-25")],
        "2027-01-30", None, "recours_contentieux decision_notifiee#0", "2027-02-01 2027-03-01 ouverte",
    ),
    "une requête vise l'écrit qui a remplacé le silence, même présenté avant sa naissance": (
        [demande("2024-03-29"), *PIECES, refus("2024-08-26", mode="lettre_remise", date_presentation="2024-08-23"),
         ev("requete_deposee", "2024-10-24")],
        "2024-12-27", None, "recours_contentieux decision_notifiee#3", "2024-10-24 2024-10-28 faite",
    ),
    "une requête tardive vise l'OQTF, pas le silence qu'elle a remplacé": (
        [demande("2029-06-01", "travailleur_saisonnier", accuse_reception="absent"), oqtf("2029-08-31"),
         ev("requete_deposee", "2029-10-02", sommaire=True)],
        "2029-10-18", None, "recours_contentieux decision_notifiee#1", "2029-10-01 None faite",
    ),
    "un écrit le jour de la naissance n'est pas une seconde décision": (
        [demande("2024-06-03", "travailleur_saisonnier", accuse_reception="inconnu"), refus("2024-09-01"),
         ev("requete_deposee", "2024-10-01")],
        "2025-10-31", None, "recours_contentieux decision_notifiee#1", "2024-11-04 None faite",
    ),
    "un autre recours parti après l'année ne compte pas": (
        [refus("2002-12-28", **MUET), gracieux("2003-12-22", "2003-12-28"), ev("recours_hierarchique", "2004-01-15")],
        "2004-08-25", None, "recours_contentieux decision_notifiee#0", "2003-02-28 2005-02-28 ouverte_sous_reserve",
    ),
    "un autre recours parti dans l'année compte, même hors des deux mois": (
        [refus("2028-03-23", **MUET), ev("recours_hierarchique", "2028-05-24", date_reception="2028-05-27"),
         gracieux("2028-09-29", "2028-10-02")],
        "2029-07-29", None, "recours_contentieux decision_notifiee#0", "2028-09-28 2029-11-30 ouverte_sous_reserve",
    ),
    "des motifs demandés dans le délai de distance sont demandés trop tard": (
        [demande("2030-10-28"), ev("demande_motifs", "2031-06-29")],
        "2031-07-08", "etranger", "recours_contentieux demande_deposee#0", "2031-04-29 2031-06-30 depassee",
    ),
    "une aide à temps dans la seule lecture favorable y reste en attente": (
        [ev("arret_notifie", "2029-06-21"), aide("2029-10-21", "cassation")],
        "2029-10-27", "etranger", "cassation arret_notifie#0", "2029-08-22 None ouverte_sous_reserve",
    ),
    "une mesure ne touche pas un refus seul, aide en attente": (
        [refus("2029-11-30", prefecture="2B"), aide("2030-01-31"), ev("assignation_notifiee", "2030-02-24")],
        "2030-03-01", "978", "recours_contentieux decision_notifiee#0", "2030-01-31 None ouverte_sous_reserve",
    ),
    "un recours accepté contre un refus tardif le rend sans objet": (
        [ETUDIANT, refus("2021-12-21"), gracieux("2022-01-11"),
         ev("reponse_recours", "2022-02-23", a="gracieux", sens="acceptation")],
        "2022-02-23", None, "recours_contentieux decision_notifiee#1", "- - sans_objet",
    ),
    "le retrait d'un refus tardif aussi": (
        [ETUDIANT, refus("2021-12-21"), ev("decision_retiree", "2022-01-11")],
        "2022-02-23", None, "recours_contentieux decision_notifiee#1", "- - sans_objet",
    ),
    "les deux mois d'un jugement muet repartent avec l'aide": (
        [ev("jugement_notifie", "2025-06-05", mode="autre", procedure="oqtf", **MUET), aide("2025-07-04", "appel"),
         bureau("2025-07-05", pour="appel")],
        "2025-09-03", None, "appel jugement_notifie#0", "2025-08-06 2025-09-08 ouverte_sous_reserve",
    ),
    "des motifs demandés dans la seule lecture favorable, et donnés, n'ouvrent pas une année": (
        [demande("2029-08-29"), ev("pieces_reclamees", "2029-12-28", avant_le="2029-12-29"),
         ev("demande_motifs", "2030-03-01"), ev("motifs_communiques", "2030-03-31")],
        "2030-06-02", "68", "recours_contentieux demande_deposee#0", "2030-02-28 2030-06-03 ouverte_sous_reserve",
    ),
    "un gracieux tardif ne rend pas l'écrit d'après arrivé à temps": (
        [demande("2024-02-27", "talent_chercheur"), gracieux("2024-06-29"), refus("2024-07-16")],
        "2024-08-01", None, "recours_contentieux decision_notifiee#2", "2024-06-28 2024-09-17 ouverte_sous_reserve",
    ),
    "l'aide en attente contre un refus tardif n'enlève rien": (
        [demande("2029-05-28"), refus("2029-11-30", prefecture="2B"), aide("2030-01-10")],
        "2030-06-07", "978", "recours_contentieux decision_notifiee#1", "2029-11-29 None ouverte_sous_reserve",
    ),
    "une aide en attente et un article inconnu restent sans date": (
        [oqtf("2030-10-30"), aide("2030-11-29"), ev("assignation_notifiee", "2030-12-01", article_assignation=None)],
        "2030-12-01", None, "recours_contentieux decision_notifiee#0", "2030-12-02 None ouverte",
    ),
    "le pourvoi formé contre l'ordonnance est fait": (
        [ev("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux", pourvoi=True)],
        "2026-11-23", None, "cassation_refere ordonnance_refere_notifiee#0", "2026-12-08 2026-12-09 faite",
    ),
    "l'aide demandée pour le pourvoi en référé est en attente": (
        [ev("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="urgence"), aide("2026-12-02", "cassation")],
        "2026-12-23", None, "cassation_refere ordonnance_refere_notifiee#0", "2026-12-08 None ouverte_sous_reserve",
    ),
}  # fmt: skip


def lue(ligne: dict[str, Any], attendu: str) -> str:
    champs = zip(("dernier_jour", "lecture_favorable", "etat"), attendu.split(), strict=True)
    return " ".join("-" if voulu == "-" else str(ligne.get(champ)) for champ, voulu in champs)


@pytest.mark.parametrize("nom", CAS)
def test_un_dossier_connu_garde_ses_dates_dans_les_deux_lectures(nom: str) -> None:
    """Le moteur et le témoin disent ce qui a été tranché, le contrat en main."""
    evenements, aujourdhui, residence, echeance, attendu = CAS[nom]
    dossier = {"evenements": copy.deepcopy(evenements)} | ({"residence": residence} if residence else {})
    demande = {"calcul": "echeances", "aujourdhui": aujourdhui, "dossier": dossier}
    identifiant, objet = echeance.split()
    assert lue(temoin_chaine(copy.deepcopy(demande))[identifiant, objet], attendu) == attendu, "témoin"
    reponse = calculer(demande)
    assert "erreur" not in reponse, reponse["erreur"]
    trouvees = [e for e in reponse["echeances"] if (e["id"], e["objet"]) == (identifiant, objet)]
    assert [lue(e, attendu) for e in trouvees] == [attendu], "moteur"
