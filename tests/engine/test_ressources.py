"""L'aide juridictionnelle : chaque plafond est celui de la table, chaque seuil tombe du bon côté."""

import csv
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer

TABLE = list(
    csv.DictReader((Path(__file__).parents[1] / "donnees" / "aide_juridictionnelle.csv").open(encoding="utf-8"))
)
COLONNES = {
    "rfr_100": "revenu_100",
    "rfr_55": "revenu_55",
    "rfr_25": "revenu_25",
    "patrimoine_mobilier": "patrimoine_mobilier",
    "patrimoine_immobilier": "patrimoine_immobilier",
}
# Les tableaux calculés sont donnés à deux euros près par leur source.
ECART_ADMIS = 2


def repondre(
    personnes: int = 1, revenu: int = 0, mobilier: int = 0, immobilier: int = 0, jour: str = "2026-11-25"
) -> Any:
    """La réponse du calcul pour un foyer."""
    foyer = {
        "personnes": personnes,
        "revenu_fiscal_reference": revenu,
        "patrimoine_mobilier": mobilier,
        "patrimoine_immobilier": immobilier,
    }
    return calculer({"calcul": "aide_juridictionnelle", "aujourdhui": jour, "foyer": foyer})


@pytest.mark.parametrize("ligne", [ligne for ligne in TABLE if ligne["personnes"].isdigit()], ids=lambda x: str(x))
def test_les_plafonds_sont_ceux_de_la_table(ligne: dict[str, str]) -> None:
    """Année par année, foyer par foyer, colonne par colonne."""
    plafonds = repondre(int(ligne["personnes"]), jour=f"{ligne['annee']}-06-01")["plafonds"]
    for colonne, cle in COLONNES.items():
        if ligne[colonne]:
            assert abs(plafonds[cle] - int(ligne[colonne])) <= ECART_ADMIS
    assert plafonds["statut"] == ("lu" if ligne["personnes"] == "1" else "calcule")


def test_une_personne_de_plus_ajoute_ce_que_dit_la_table() -> None:
    """À partir de la quatrième personne, toujours la même somme."""
    (en_plus,) = [ligne for ligne in TABLE if ligne["personnes"] == "par_personne_en_plus"]
    quatre, cinq = repondre(4)["plafonds"], repondre(5)["plafonds"]
    for colonne, cle in COLONNES.items():
        assert cinq[cle] - quatre[cle] == int(en_plus[colonne])


@pytest.mark.parametrize(
    ("revenu", "taux", "certitude"),
    [
        (0, 100, "prudente"),
        (12_900, 100, "prudente"),
        (12_957, 100, "a_verifier"),
        (12_958, 55, "a_verifier"),
        (15_316, 55, "a_verifier"),
        (15_400, 25, "prudente"),
        (19_434, 0, "a_verifier"),
        (40_000, 0, "prudente"),
    ],
)
def test_le_taux_change_au_plafond_et_pas_avant(revenu: int, taux: int, certitude: str) -> None:
    """À moins de dix euros d'un plafond, le site ne tranche pas seul."""
    reponse = repondre(revenu=revenu)
    assert (reponse["taux"], reponse["certitude"]) == (taux, certitude)


@pytest.mark.parametrize(("mobilier", "immobilier"), [(12_958, 0), (0, 38_867)])
def test_un_patrimoine_trop_grand_ferme_l_aide(mobilier: int, immobilier: int) -> None:
    """L'un ou l'autre suffit, et la réponse le dit."""
    reponse = repondre(mobilier=mobilier, immobilier=immobilier)
    assert reponse["taux"] == 0
    assert any(str(mobilier or immobilier) in phrase for phrase in reponse["pourquoi"])


def test_une_annee_sans_plafonds_donne_ceux_d_avant_et_dit_de_deposer() -> None:
    """Chaque mois de janvier, avant la mise à jour."""
    erreur = repondre(jour="2027-01-04")["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("date_hors_couverture", "aujourdhui")
    assert "12957" in erreur["message"] and "déposez" in erreur["message"]
