"""Chaque erreur du moteur : son type, le champ exact qu'elle nomme, et la phrase du catalogue avec ses valeurs."""

import json
import tomllib
from typing import Any

import pytest

from calculators import calculer
from calculators.lecture import repondre
from calculators.phrases import dire
from calculators.ressources import plafonds_de
from tests.engine.demandes import RACINE, Json

AUJOURDHUI = "2026-11-23"
CAS: list[Json] = tomllib.loads((RACINE / "tests" / "engine" / "leves.toml").read_text(encoding="utf-8"))["cas"]
# Ce que TOML ne sait pas écrire.
CAS += [
    {"texte": b"\xff", "champ": "", "phrase": "json_illisible", "json": "autre"},
    {"texte": "[" * 100_000, "champ": "", "phrase": "json_illisible", "json": "trop_imbrique"},
]


def valeurs_de(cas: Json) -> dict[str, str]:
    """Les valeurs de la phrase ; la raison d'un JSON illisible est elle-même une phrase du catalogue."""
    if "json" in cas:
        return {"raison": dire("json", cas["json"], **cas.get("place", {}))}
    valeurs: dict[str, str] = cas.get("valeurs", {})
    return valeurs


def rendre(cas: Json) -> Any:
    """L'erreur que rend le moteur pour ce cas : celle de la réponse, ou celle de la ligne d'un lot."""
    if "texte" in cas:
        return json.loads("".join(morceau for morceau, _ in repondre(cas["texte"])))["erreur"]
    if "tableau" in cas:
        rendue = calculer({"calcul": "lot", "aujourdhui": AUJOURDHUI, "texte": cas["tableau"]})
        if "erreur" in rendue:
            return rendue["erreur"]
        resultat = rendue["lignes"][0]["resultat"]
        return {"type": "saisie_invalide", "champ": resultat["champ"], "message": resultat["erreur"]}
    if "demande" in cas:
        return calculer(cas["demande"])["erreur"]
    dossier = {cle: cas[cle] for cle in ("residence", "evenements") if cle in cas}
    return calculer({"calcul": "echeances", "aujourdhui": AUJOURDHUI, "dossier": dossier})["erreur"]


@pytest.mark.parametrize("rang", range(len(CAS)), ids=[f"{c['champ'] or 'tout'}-{c['phrase']}" for c in CAS])
def test_l_erreur_nomme_son_champ_et_dit_la_phrase_du_catalogue(rang: int) -> None:
    """Rien d'approché : le type, le champ, le message entier."""
    cas = CAS[rang]
    attendue = {"type": cas.get("type", "saisie_invalide"), "champ": cas["champ"]}
    assert rendre(cas) == attendue | {"message": dire("erreurs", cas["phrase"], **valeurs_de(cas))}


def test_une_annee_sans_plafonds_donne_ceux_de_la_derniere_connue() -> None:
    """La plus récente, pas la première : ce sont les plafonds les plus proches de ceux qui valent."""
    foyer = {"personnes": 2, "revenu_fiscal_reference": 1, "patrimoine_mobilier": 1, "patrimoine_immobilier": 1}
    erreur = calculer({"calcul": "aide_juridictionnelle", "aujourdhui": "2031-05-05", "foyer": foyer})["erreur"]
    lus = tomllib.loads((RACINE / "calculators" / "droit" / "plafonds.toml").read_text(encoding="utf-8"))
    derniere = max(lus["annees"])
    dits = plafonds_de(int(derniere), 2)
    plafonds = ", ".join(f"{dits[f'revenu_{taux}']} € ({taux} %)" for taux in (100, 55, 25))
    message = dire("erreurs", "plafonds_inconnus", annee="2031", derniere=derniere, plafonds=plafonds)
    assert erreur == {"type": "date_hors_couverture", "champ": "aujourdhui", "message": message}
