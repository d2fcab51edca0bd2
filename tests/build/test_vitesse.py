"""La page « Vitesse » : ses lignes viennent des mesures gardées, et une cible ratée se voit."""

from pathlib import Path

import pytest

from builder import mesures, notes, vitesse
from builder.bench import _DANS_LE_NAVIGATEUR
from builder.catalogue import words
from builder.paths import SITE

VUES = {
    "premiere_date": {"nous": 2.0, "sans_calculateur": 1.9, "tel_quel": 40.0, "tours": 3, "demi_coeur": True},
    "moteur_entier": {"froid_nous": 12.0, "froid_tel_quel": 20.0, "octets_nous": 2.5, "octets_tel_quel": 5.5},
}


def test_chaque_rapport_se_calcule_et_se_compare_a_sa_cible() -> None:
    """Vingt fois plus tôt tient ; six dixièmes du temps ne tient pas ; ce qui n'est pas mesuré ne dit rien."""
    par_nom = {ligne.quoi.partition(" :")[0]: ligne for ligne in vitesse.lignes(VUES)}
    premiere, temps = vitesse.lignes(VUES)[0], par_nom["Moteur entier, temps"]
    assert (premiere.rapport, premiere.tenue) == (20.0, True)
    assert (temps.rapport, temps.tenue) == (0.6, False)
    assert par_nom["Hors connexion"].tenue is None
    assert premiere.cellules() == ["40,00 s", "2,00 s", "20,00", "au moins 15"]


def test_chaque_ligne_divise_des_mesures_qui_existent() -> None:
    """Un nom mal écrit laisserait la ligne vide pour toujours ; `hors_ligne` se mesure avec la copie hors connexion."""
    connues = {*_DANS_LE_NAVIGATEUR, "hors_ligne"}
    for dite in words("vitesse")["lignes"]:
        assert {dite[cle].partition(".")[0] for cle in ("dessus", "dessous")} <= connues, dite
        assert ("au_moins" in dite) != ("au_plus" in dite), dite


def test_ce_qui_est_ecrit_se_relit_et_le_reste_demeure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noter les pages n'efface pas les temps ; chaque table dit son jour."""
    monkeypatch.setattr(mesures, "_FICHIER", tmp_path / "mesures.toml")
    mesures.ecrire(VUES)
    mesures.ecrire({"lighthouse": {'Une "page"': [99, 100, 100]}})
    lu = mesures.lire()
    assert lu["premiere_date"].pop("mesure_le") and lu["premiere_date"] == VUES["premiere_date"]
    assert lu["lighthouse"]['Une "page"'] == [99, 100, 100]
    fragments = vitesse.fragments()
    assert "| 40,00 s | 2,00 s | 20,00 | au moins 15 |" in fragments["vitesse.md"]
    assert "| 99 | 100 | 100 |" in fragments["vitesse-lighthouse.md"]
    assert "un demi-cœur" in fragments["vitesse-conditions.md"] and "Mesuré le" in fragments["vitesse-conditions.md"]


def test_les_pages_notees_existent() -> None:
    """Cinq pages principales, dont l'accueil et « Mon dossier »."""
    assert len(notes.PAGES) == 5
    for chemin in notes.PAGES.values():
        assert (SITE / chemin / "index.html").is_file(), chemin


def test_les_notes_gardees_tiennent_les_seuils() -> None:
    """Une note qui baisse ne se garde pas sans qu'on le voie."""
    gardees = {nom: notees for nom, notees in mesures.lire().get("lighthouse", {}).items() if isinstance(notees, list)}
    assert set(gardees) == set(notes.PAGES)
    for nom, notees in gardees.items():
        assert all(note >= seuil for note, seuil in zip(notees, notes.SEUILS.values(), strict=True)), nom
