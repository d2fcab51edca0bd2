"""Chaque jour de 2024 à 2031 comme départ, pour chaque règle, dans chaque sorte de territoire : jamais une exception."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from calculators import calculer

Evenement = dict[str, Any]
PREMIER, DERNIER = date(2024, 1, 1), date(2031, 12, 31)
LOI_2024 = date(2024, 7, 15)
# Une préfecture et une résidence de chaque sorte ; None : rien n'est dit.
TERRITOIRES: dict[str, tuple[str | None, str | None]] = {
    "rien de dit": (None, None),
    "métropole": ("75", "69"),
    "Alsace-Moselle": ("67", "67"),
    "Guadeloupe": ("971", "971"),
    "Guyane, tribunal de Paris": ("75", "973"),
    "La Réunion": ("974", "974"),
    "Saint-Pierre-et-Miquelon": ("975", "975"),
    "Mayotte": ("976", "976"),
    "Saint-Martin": ("978", "978"),
    "Nouvelle-Calédonie": ("988", "988"),
    "étranger": ("75", "etranger"),
}
SANS_REGLE = {"Nouvelle-Calédonie"}


def decision(*contenu: str, **champs: Any) -> Evenement:
    propres = {"situation": "libre", "mode": "main_propre", "voies_et_delais": "complets"}
    return {"type": "decision_notifiee", "contenu": list(contenu)} | propres | champs


def demande(titre: str | None, **champs: Any) -> Evenement:
    return {"type": "demande_deposee", "complete": True, "titre": titre, "accuse_reception": "complet"} | champs


# Le premier événement de chaque règle, puis (au besoin) un suivant et le nombre de jours qui l'en sépare.
REGLES: dict[str, list[tuple[int, Evenement]]] = {
    "refus seul": [(0, decision("refus_sejour"))],
    "refus muet": [(0, decision("refus_sejour", voies_et_delais="absents"))],
    "oqtf": [(0, decision("refus_sejour", "oqtf"))],
    "oqtf, assigné": [(0, decision("oqtf", situation="assigne", article_assignation="L731-1"))],
    "oqtf, assigné longtemps": [(0, decision("oqtf", situation="assigne", article_assignation="L731-3"))],
    "oqtf, retenu": [(0, decision("oqtf", situation="retenu", heure="16:10"))],
    "oqtf, détenu": [(0, decision("oqtf", situation="detenu"))],
    "oqtf, citoyen de l'UE": [(0, decision("oqtf", citoyen_ue=True))],
    "interdiction seule": [(0, decision("irtf"))],
    "contenu inconnu": [(0, decision("inconnu", voies_et_delais="inconnu"))],
    "oqtf puis assignation": [(0, decision("oqtf")), (10, {"type": "assignation_notifiee"})],
    "oqtf puis rétention": [(0, decision("oqtf")), (10, {"type": "retention_notifiee", "heure": None})],
    "assignation seule": [(0, {"type": "assignation_notifiee"})],
    "silence, quatre mois": [(0, demande("salarie"))],
    "silence, 90 jours": [(0, demande("etudiant", renouvellement=False))],
    "silence, 60 jours": [(0, demande("talent_chercheur", renouvellement=False))],
    "silence, 30 jours": [(0, demande("carte_bleue_autre_etat", renouvellement=False))],
    "motifs demandés": [(0, demande("salarie")), (130, {"type": "demande_motifs"})],
    "gracieux": [(0, decision("refus_sejour")), (30, {"type": "recours_gracieux"})],
    "hiérarchique": [(0, decision("refus_sejour")), (30, {"type": "recours_hierarchique"})],
    "aide juridictionnelle": [
        (0, decision("oqtf")),
        (10, {"type": "aide_juridictionnelle_demandee", "pour": "tribunal"}),
        (40, {"type": "aide_juridictionnelle_decision", "pour": "tribunal", "sens": "admission"}),
    ],
    "requête sommaire": [(0, decision("oqtf")), (10, {"type": "requete_deposee", "sommaire": True})],
    "référé-suspension": [(0, {"type": "ordonnance_refere_notifiee", "refere": "suspension"})],
    "référé-liberté": [(0, {"type": "ordonnance_refere_notifiee", "refere": "liberte", "tri": None})],
    "jugement, refus seul": [(0, {"type": "jugement_notifie", "mode": "lettre_remise", "procedure": "refus_seul"})],
    "jugement, oqtf en ligne": [(0, {"type": "jugement_notifie", "mode": "telerecours", "procedure": "oqtf"})],
    "arrêt": [(0, {"type": "arret_notifie"})],
}
# Ce qui relève de la loi du 26 janvier 2024 n'est compté que depuis le 15 juillet.
DEPUIS_2024 = {nom for nom, suite in REGLES.items() if set(suite[0][1].get("contenu", [])) - {"refus_sejour"}}
DEPUIS_2024 |= {"assignation seule", "jugement, oqtf en ligne"}


def jours() -> Iterator[date]:
    return (PREMIER + timedelta(days=n) for n in range((DERNIER - PREMIER).days + 1))


def dossier(suite: list[tuple[int, Evenement]], jour: date, lieux: tuple[str | None, str | None]) -> Evenement:
    prefecture, residence = lieux
    evenements = [e | {"date": str(jour + timedelta(days=n))} for n, e in suite]
    for e in evenements:
        if e["type"] == "decision_notifiee" and prefecture:
            e["prefecture"] = prefecture
    return {"evenements": evenements} | ({"residence": residence} if residence else {})


def faute(nom: str, territoire: str, jour: date) -> str | None:
    """Ce qui ne va pas dans la réponse de ce jour-là, ou rien."""
    suite = REGLES[nom]
    aujourdhui = str(jour + timedelta(days=suite[-1][0]))
    demande = {"calcul": "echeances", "aujourdhui": aujourdhui}
    reponse = calculer(demande | {"dossier": dossier(suite, jour, TERRITOIRES[territoire])})
    erreur = reponse.get("erreur", {}).get("type")
    if nom in DEPUIS_2024 and territoire in SANS_REGLE:
        return None if erreur == "calcul_ambigu" else f"sans règle : {erreur}"
    if nom in DEPUIS_2024 and jour < LOI_2024:
        return None if erreur == "date_hors_couverture" else f"avant la loi : {erreur}"
    if erreur:
        return str(reponse["erreur"])
    for e in reponse["echeances"]:
        fin, favorable = e["dernier_jour"] or e["premier_jour"], e["lecture_favorable"]
        if not str(jour) < fin < str(jour + timedelta(days=800)):
            return f"{e['id']} finit le {fin}"
        if favorable and not (fin < favorable or (fin == favorable and e["heure"])):
            return f"{e['id']} : favorable {favorable}, dernier jour {fin}"
    return None if reponse["echeances"] else "aucune échéance"


@pytest.mark.long
@pytest.mark.parametrize("nom", REGLES)
def test_chaque_jour_de_huit_ans_a_une_reponse_dans_chaque_territoire(nom: str) -> None:
    """Une date plausible, ou l'erreur que dit le contrat ; jamais une exception, jamais une réponse vide."""
    fautes = []
    for territoire in TERRITOIRES:
        for jour in jours():
            if trouvee := faute(nom, territoire, jour):
                fautes.append(f"{territoire}, {jour} : {trouvee}")
    assert not fautes, f"{len(fautes)} jours\n" + "\n".join(fautes[:10])


@pytest.mark.parametrize("nom", REGLES)
def test_les_jours_de_bascule_ont_une_reponse_dans_chaque_territoire(nom: str) -> None:
    """Le même balayage sur quelques jours qui font tomber les calculs, à chaque passage des tests."""
    bascules = ["2024-02-29", "2024-07-14", "2024-07-15", "2026-10-25", "2027-03-28", "2028-12-30", "2031-12-31"]
    fautes = [
        f"{territoire}, {jour} : {trouvee}"
        for territoire in TERRITOIRES
        for jour in bascules
        if (trouvee := faute(nom, territoire, date.fromisoformat(jour)))
    ]
    assert not fautes, "\n".join(fautes[:10])
