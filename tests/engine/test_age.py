"""Une règle que personne n'a relue à temps baisse sa certitude d'elle-même, et le dit ; sa date ne bouge pas."""

import csv
import io
from datetime import date
from typing import Any

import pytest

from calculators import calculer
from calculators.age import lecture_de
from calculators.calendrier import ajouter_jours
from calculators.regles import charger
from tests.engine.demandes import Copie, Json, decision, echeance, echeances, fait

TEXTE = '[textes."CJA R421-1"]'
REFUS = decision("2026-11-20", "refus_sejour")
OQTF = decision("2026-11-20", "refus_sejour", "oqtf")
VIEUX = "2024-01-05"


def vieillir(copie: Copie, tete: str = TEXTE) -> None:
    """La dernière lecture de ce texte recule de deux ans ; rien d'autre ne change."""
    bloc = (copie.droit / "textes.toml").read_text(encoding="utf-8").partition(tete)[2].partition("\n\n")[0]
    copie.remplacer("textes.toml", bloc, bloc.replace("verifie_le = 2026-11-25", f"verifie_le = {VIEUX}"))


def dates(rendue: Json) -> list[Any]:
    return [(e["id"], e["dernier_jour"], e["lecture_favorable"], e["etat"]) for e in rendue["echeances"]]


def test_une_lecture_reculee_met_ses_reponses_a_verifier_et_elles_seules(copie: Copie) -> None:
    """Le refus seul s'appuie sur ce texte, l'OQTF non."""
    demandes = [echeances(REFUS, aujourdhui="2026-11-26"), echeances(OQTF, aujourdhui="2026-11-26")]
    refus, oqtf = copie.calculer(demandes)
    vieillir(copie)
    vieux, autre = copie.calculer(demandes)
    assert autre == oqtf, "L'OQTF n'emploie pas ce texte."
    assert dates(vieux) == dates(refus)
    recours = echeance(vieux)
    assert echeance(refus)["certitude"] != "a_verifier" and "a_relire" not in echeance(refus)
    assert recours["certitude"] == "a_verifier"
    assert "Nous n'avons pas relu cette règle depuis le 5 janvier 2024." in recours["a_relire"]
    assert vieux["regles_au"] == VIEUX, "On ne dit pas des textes plus frais que notre dernière lecture."


@pytest.mark.parametrize("evenement", [REFUS, OQTF], ids=["refus", "oqtf"])
def test_le_dernier_jour_d_une_lecture_elle_suffit_encore_et_le_lendemain_non(evenement: Json) -> None:
    """Des deux côtés du jour, sans nouvelle version : seul `aujourdhui` change."""
    dernier = min(lecture_de((cle,), charger()).vaut_jusqu_au for cle in ("CJA R421-1", "CESEDA L911-1"))
    avant, apres = (
        calculer(echeances(evenement, aujourdhui=str(jour))) for jour in (dernier, ajouter_jours(dernier, 1))
    )
    assert not any("a_relire" in e for e in avant["echeances"])
    assert any(e["certitude"] != "a_verifier" for e in avant["echeances"])
    assert all(e["certitude"] == "a_verifier" and e["a_relire"] for e in apres["echeances"])


def test_une_echeance_ne_vaut_pas_mieux_que_son_texte_le_plus_vieux() -> None:
    """Une décision de justice vaut plus longtemps qu'un article : c'est l'article qui borne."""
    droit = charger()
    ensemble = lecture_de(("CJA R421-1", "CE 2024-05-13 466541"), droit)
    assert ensemble == lecture_de(("CJA R421-1",), droit)
    assert ensemble.vaut_jusqu_au < lecture_de(("CE 2024-05-13 466541",), droit).vaut_jusqu_au


def test_chaque_nature_de_texte_a_sa_duree_et_sa_raison(copie: Copie) -> None:
    """Une durée oubliée est une règle fausse, jamais une lecture sans fin."""
    assert set(charger().relectures) == {"code", "decret", "page", "decision"}
    copie.remplacer("textes.toml", "[relecture.page]", "[relecture.affiche]")
    erreur = copie.calculer(echeances(REFUS))["erreur"]
    assert erreur["type"] == "regle_invalide" and "page" in erreur["message"] and "relecture" in erreur["message"]


def test_le_lot_la_fiche_l_agenda_et_la_lettre_disent_le_meme_age(copie: Copie) -> None:
    """Un papier sorti du site porte le doute de sa date."""
    vieillir(copie)
    demande = echeances(REFUS, aujourdhui="2026-11-26")
    phrase = echeance(copie.calculer(demande))["a_relire"]
    tableau = (
        "decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation\n2026-11-20;refus_sejour;libre\n"
    )
    (lot, liaison, agenda, lettre) = copie.calculer(
        [
            {"calcul": "lot", "aujourdhui": "2026-11-26", "texte": tableau},
            {**demande, "calcul": "liaison"},
            {**demande, "calcul": "agenda"},
            {**demande, "calcul": "courrier", "modele": "requete_tribunal", "champs": {}},
        ]
    )
    (ligne,) = csv.DictReader(io.StringIO(lot["csv"]), delimiter=";")
    assert (ligne["resultat.certitude"], ligne["resultat.a_relire"]) == ("a_verifier", phrase)
    assert phrase in liaison["texte"]
    assert agenda["rappels"] and all(r["titre"].endswith("(jour à faire vérifier)") for r in agenda["rappels"])
    assert [a["texte"] for a in lettre["alertes"] if a["id"] == "regle_non_relue"] == [phrase]


def test_une_aide_juridictionnelle_vieillit_aussi(copie: Copie) -> None:
    """Les plafonds changent chaque janvier : sans relecture, le taux se dit à vérifier."""
    foyer = dict.fromkeys(("revenu_fiscal_reference", "patrimoine_mobilier", "patrimoine_immobilier"), 0)
    demande = {"calcul": "aide_juridictionnelle", "aujourdhui": "2026-11-26", "foyer": {"personnes": 1, **foyer}}
    avant = copie.calculer(demande)
    vieillir(copie, '[textes."Plafonds d\'aide juridictionnelle"]')
    apres = copie.calculer(demande)
    assert (avant["certitude"], apres["certitude"]) == ("prudente", "a_verifier")
    assert len(apres["pourquoi"]) == len(avant["pourquoi"]) + 1 and apres["taux"] == avant["taux"]


def test_l_age_suit_un_recours_interrompu() -> None:
    """L'âge se pose en dernier : une lettre au préfet ne rajeunit pas la règle."""
    jour = date(2027, 11, 20)
    rendue = calculer(
        echeances(decision(str(jour), "refus_sejour"), fait("recours_gracieux", str(ajouter_jours(jour, 5))))
    )
    assert {e["certitude"] for e in rendue["echeances"]} == {"a_verifier"}
    assert all(e["a_relire"] for e in rendue["echeances"])
