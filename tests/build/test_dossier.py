"""« Mon dossier » couvre tout le contrat : chaque événement, chaque champ, chaque valeur, et rien que le moteur refuse."""

import json
import re
from typing import Any

import pytest

from builder import dossier, dossier_evenements, dossier_lettres
from builder.errors import BuildError
from calculators.courriers.donnees import MODELES
from calculators.saisie.evenements import CHAMPS

JOUR = "2026-11-25"


def changer(monkeypatch: pytest.MonkeyPatch, chemin: tuple[Any, ...], valeur: Any) -> None:
    """Le catalogue, avec une seule chose changée ; None : ôtée."""
    copie = json.loads(json.dumps(dossier_evenements.catalogue()))
    table = copie
    for cle in chemin[:-1]:
        table = table[cle]
    if valeur is None:
        del table[chemin[-1]]
    else:
        table[chemin[-1]] = valeur
    monkeypatch.setattr(dossier_evenements, "catalogue", lambda: copie)


def test_chaque_champ_du_contrat_a_sa_case_au_nom_du_contrat() -> None:
    """`type.rang.champ`, en trois cases pour une date, dans le groupe de son événement."""
    html = dossier_evenements.gabarits()
    vus = 0
    for type_, champs in CHAMPS.items():
        gabarit = re.search(rf'<template data-gabarit="{type_}">(.*?)</template>', html, re.S)
        assert gabarit and f'<fieldset data-evenement="{type_}">' in gabarit[1]
        for nom in ("date-jour", *(champ for champ in champs if not champ.startswith("date"))):
            attendu = f"{nom}-jour" if nom == "avant_le" or nom.startswith("avocat_designe") else nom
            assert f'name="{type_}.§.{attendu}"' in gabarit[1], (type_, nom)
            vus += 1
    assert vus > 40


@pytest.mark.parametrize(
    ("chemin", "valeur", "dit"),
    [
        (("evenements", "decision_retiree"), None, "événements à revoir"),
        (("evenements", "recours_gracieux", "ecrans"), [["date"]], "date_reception"),
        (
            ("evenements", "reponse_recours", "questions", "sens", "options", 1, "valeur"),
            "peut-etre",
            "valeurs à revoir",
        ),
        (("evenements", "reponse_recours", "questions", "a", "options", 1, "valeur"), "gracieux", "deux réponses"),
        (("groupes", 0, "evenements"), [], "chaque événement une fois"),
        (("evenements", "demande_motifs", "questions", "date"), None, "nulle part"),
    ],
)
def test_un_catalogue_qui_ne_suit_plus_le_contrat_arrete_la_fabrication(
    monkeypatch: pytest.MonkeyPatch, chemin: tuple[Any, ...], valeur: Any, dit: str
) -> None:
    """Un champ oublié ne se verrait que le jour où quelqu'un en a besoin."""
    dossier_evenements.verifier()
    changer(monkeypatch, chemin, valeur)
    with pytest.raises(BuildError, match=dit):
        dossier_evenements.verifier()


def test_les_lettres_et_leurs_champs_viennent_du_moteur() -> None:
    """Toutes les lettres, et un mot pour chaque valeur à choisir."""
    lettres = dossier_lettres.lettres()
    assert lettres["modeles"].keys() == set(MODELES)
    for nom, champ in lettres["champs"].items():
        assert champ["libelle"] and champ["groupe"] in lettres["groupes"], nom
        assert all(dit and not dit.startswith("P1") for _, dit in champ.get("valeurs", [])), nom


def test_chaque_etape_qui_mene_a_une_lettre_existe() -> None:
    """Une étape renommée ne proposerait plus sa lettre, sans rien dire."""
    from calculators.etapes import _connues

    for etape, modele in dossier.mots()["lettres"]["etapes"].items():
        assert etape in _connues() and modele in MODELES


def test_le_bloc_de_la_page_ne_porte_qu_une_liste_de_departements() -> None:
    """Une centaine de lignes, une fois : chaque kilo-octet se paie à l'arrivée."""
    html = dossier.fragment(JOUR)
    assert html.count('<option value="974">') == 1
    donnees = re.search(r"data-donnees>(.*?)</script>", html, re.S)
    assert donnees and json.loads(donnees[1])["textes"]["dossier"]["barre"]["effacer"] == "Tout effacer"
