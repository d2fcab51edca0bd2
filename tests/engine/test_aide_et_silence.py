"""L'aide juridictionnelle et le silence, après d'autres faits : d'où le délai repart, ce qui reste dans la réponse."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calculators import calculer
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.phrases import date_en_lettres, dire
from calculators.regles import charger
from calculators.saisie import lire_demande_echeances
from tests.engine.demandes import Json, decision, echeance, echeances, fait, reponse


def aide(jour: str) -> Json:
    return fait("aide_juridictionnelle_demandee", jour, pour="tribunal")


def bureau(jour: str) -> Json:
    return fait("aide_juridictionnelle_decision", jour, pour="tribunal", sens="rejet")


def lettre(jour: str) -> Json:
    return fait("recours_gracieux", jour, date_reception=jour)


REFUS = decision("2026-03-02", "refus_sejour")
MUET = decision("2026-03-02", "refus_sejour", voies_et_delais="absents")
REJET = fait("reponse_recours", "2026-04-10", a="gracieux", sens="rejet", voies_et_delais="complets")
DEPOT = fait(
    "demande_deposee", "2026-01-05", complete=True, accuse_reception="complet", titre="autre", renouvellement=False
)

# (pourquoi, les faits, le dernier jour, la lecture favorable)
RELANCES: list[tuple[str, list[Json], str, str | None]] = [
    (
        "Le bureau répond après le rejet du gracieux : le délai repart du bureau, plus tardif (décret 2020-1717, 43).",
        [REFUS, lettre("2026-03-20"), REJET, aide("2026-05-01"), bureau("2026-06-20")],
        "2026-08-21",
        "2026-09-07",
    ),
    (
        "Le bureau répond avant que le gracieux soit rejeté par le silence : le rejet, plus tardif, compte (L411-2).",
        [REFUS, lettre("2026-03-20"), aide("2026-04-01"), bureau("2026-04-15")],
        "2026-07-21",
        None,
    ),
    (
        "Papier muet, bureau dix mois après : deux mois depuis le bureau, plus tard que l'année raisonnable.",
        [MUET, aide("2026-04-01"), bureau("2027-02-01")],
        "2027-04-02",
        "2027-04-19",
    ),
    (
        "En Alsace, le délai relancé qui finit le Vendredi saint va au mardi de Pâques, en lecture favorable.",
        [decision("2026-11-25", "refus_sejour", prefecture="67"), aide("2026-12-15"), bureau("2027-01-10")],
        "2027-03-11",
        "2027-03-30",
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "dernier", "favorable"), RELANCES)
def test_le_delai_repart_du_fait_le_plus_tardif(
    pourquoi: str, faits: list[Json], dernier: str, favorable: str | None
) -> None:
    """Deux faits ont arrêté le délai, ou l'endroit a ses fériés : la date est celle du texte."""
    trouvee = echeance(reponse(*faits))
    assert (trouvee["dernier_jour"], trouvee["lecture_favorable"]) == (dernier, favorable), pourquoi


def test_le_meme_jour_le_rejet_et_le_bureau_ont_chacun_leur_pas() -> None:
    """Le délai repart deux fois ce jour-là : qui lit le calcul doit trouver les deux raisons."""
    jour = date_en_lettres(date(2026, 5, 20))
    depart = dire("pas", "rejet_ne", date=jour), dire("pas", "aide_decidee", date=jour)
    trouvee = echeance(reponse(REFUS, lettre("2026-03-20"), aide("2026-04-01"), bureau("2026-05-20")))
    assert trouvee["dernier_jour"] == "2026-07-21"
    assert {*depart} <= {pas["texte"] for pas in trouvee["calcul"]}


def test_une_aide_d_avant_le_decret_est_refusee_au_champ_de_sa_date() -> None:
    """Le décret de 2020 commence en 2021 : l'erreur montre la date de la demande d'aide, pas celle du refus."""
    rendue = calculer(echeances(decision("2020-11-16", "refus_sejour"), aide("2020-12-01")))
    assert (rendue["erreur"]["type"], rendue["erreur"]["champ"]) == (
        "date_hors_couverture",
        "dossier.evenements[1].date",
    )


def du_silence(*faits: Json, **ailleurs: Any) -> list[tuple[str, str, str]]:
    """Ce que la réponse dit du silence seul : l'échéance, son jour, son état."""
    rendue = reponse(DEPOT, *faits, **ailleurs)
    return [
        (e["id"], e["dernier_jour"], e["etat"]) for e in rendue["echeances"] if e["objet"].startswith("demande_deposee")
    ]


def test_redemander_les_motifs_ne_fait_pas_attendre_une_seconde_reponse() -> None:
    """Le mois de la préfecture court de la première demande (CRPA L232-4)."""
    rendue = reponse(DEPOT, fait("demande_motifs", "2026-05-20"), fait("demande_motifs", "2026-06-01"))
    attendues = [e["dernier_jour"] for e in rendue["echeances"] if e["id"] == "reponse_motifs_attendue"]
    assert attendues == ["2026-06-20"]


def test_le_recours_deja_fait_contre_le_silence_reste_visible_apres_le_refus_ecrit() -> None:
    """L'écrit remplace le silence ; la requête déposée contre lui, et elle seule, reste dans la réponse, faite."""
    assert du_silence(fait("requete_deposee", "2026-05-20"), decision("2026-06-10", "refus_sejour")) == [
        ("naissance_refus_implicite", "2026-05-05", "faite"),
        ("recours_contentieux", "2026-07-06", "faite"),
    ]
    assert du_silence(decision("2026-06-10", "refus_sejour")) == [("naissance_refus_implicite", "2026-05-05", "faite")]


@pytest.mark.parametrize(("aujourdhui", "etat"), [("2026-05-04", "a_venir"), ("2026-05-05", "faite")])
def test_le_refus_ne_du_silence_est_a_venir_jusqu_a_la_veille(aujourdhui: str, etat: str) -> None:
    """Quatre mois jour pour jour après le dépôt, le refus existe."""
    assert ("naissance_refus_implicite", "2026-05-05", etat) in du_silence(aujourdhui=aujourdhui)


def test_un_refus_ecrit_tardif_prend_la_date_du_silence_relancee_par_l_aide() -> None:
    """La date prudente de l'écrit est celle du recours contre le silence, aide comprise : pas celle d'avant l'aide."""
    rendue = reponse(DEPOT, aide("2026-05-20"), bureau("2026-06-20"), decision("2026-10-01", "refus_sejour"))
    for objet in ("demande_deposee#0", "decision_notifiee#3"):
        assert echeance(rendue, objet=objet)["dernier_jour"] == "2026-08-21"


def test_deux_lettres_contre_un_refus_ecrit_tardif_ont_chacune_leur_rejet() -> None:
    """Le gracieux et le hiérarchique attendent chacun leur réponse ; les échéances du refus gardent la date du silence."""
    rendue = reponse(
        *(DEPOT, decision("2026-08-01", "refus_sejour")),
        *(lettre("2026-08-10"), fait("recours_hierarchique", "2026-08-12", date_reception="2026-08-12")),
    )
    assert echeance(rendue, "naissance_rejet_gracieux")["dernier_jour"] == "2026-10-10"
    assert echeance(rendue, "naissance_rejet_hierarchique")["dernier_jour"] == "2026-10-12"
    assert echeance(rendue, objet="decision_notifiee#1")["dernier_jour"] == "2026-07-06"


# (la règle qu'un juriste doit relire, les faits, l'échéance qu'elle donne)
A_RELIRE: list[tuple[str, list[Json], str]] = [
    ("recours_administratif", [REFUS], "recours_administratif"),
    ("naissance_refus_implicite", [DEPOT, fait("requete_deposee", "2026-05-20")], "naissance_refus_implicite"),
    ("naissance_rejet_recours", [REFUS, lettre("2026-03-20")], "naissance_rejet_gracieux"),
]


@pytest.mark.parametrize(("id_", "faits", "attendue"), A_RELIRE, ids=[a for *_, a in A_RELIRE])
def test_une_regle_a_relire_baisse_la_certitude_de_son_echeance(id_: str, faits: list[Json], attendue: str) -> None:
    """Une règle changée depuis sa relecture se montre à vérifier, quelle que soit la façon d'en tirer une date."""
    droit = charger()
    regle = droit.regles[id_]
    a_relire = replace(regle, versions=tuple(replace(v, a_verifier=True) for v in regle.versions))
    change = replace(droit, regles={**droit.regles, id_: a_relire})
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits)))
    dites = [
        {e.certitude for a in calculer_echeances(dossier, lu) for e in a.echeances if e.id == attendue}
        for lu in (droit, change)
    ]
    assert dites == [{"certaine"}, {"a_verifier"}]
