"""« Mon dossier » se prend au clavier, se lit à 320 pixels, en clair et en sombre, et marche sans réseau."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.conftest import TELEPHONE
from tests.site.gestes_dossier import (
    ATTENTE,
    ajouter,
    commencer,
    continuer,
    echeances_affichees,
    ecran_venu,
    ouvrir,
    ouvrir_la_lettre,
    ouvrir_un_fichier,
)
from tests.site.test_accessibilite import _fautes
from tests.site.test_dossier_lettres import PERSONNE, REFUS, fichier, valeur

CHAMPS = {**PERSONNE, "moyens": valeur("moyens"), "pieces": valeur("pieces"), "tentatives": valeur("tentatives")}


def _tableau(page: Page) -> None:
    page.locator("[data-ecran] >> text=Revenir au dossier").last.click()
    page.locator("[data-suite=lettres]").wait_for()


def _ecrans(page: Page) -> Iterator[str]:
    """Chaque écran, l'un après l'autre ; la page est sur l'écran nommé."""
    yield "tableau"
    page.click("[data-ajouter]")
    page.locator("[data-type]").first.wait_for()
    yield "choix"
    page.click("[data-type=decision_notifiee]")
    page.locator("[data-tout]").wait_for()
    yield "question"
    continuer(page)
    expect(page.locator("[data-erreurs]")).to_be_visible()
    yield "faute"
    page.click("[data-tout]")
    yield "toutes les questions"
    page.click("[data-plus-tard]")
    page.locator("[name=preuve]").first.wait_for()
    yield "preuve"
    continuer(page)
    page.locator("[data-juste]").wait_for()
    yield "relecture"
    page.click("[data-juste]")
    page.locator("[data-incomplet]").wait_for()
    yield "tableau incomplet"
    page.click("[data-suite=fichier]")
    page.locator("#fichier-a-ouvrir").wait_for()
    yield "fichier"
    _tableau(page)
    ouvrir_la_lettre(page, "requete_tribunal")
    yield "lettre"
    page.click("[data-ecrire]")
    for rang in range(7):
        ecran_venu(page)
        if page.locator("[data-arguments]").count():
            page.locator("[name=moyens]").first.wait_for(timeout=ATTENTE)
        page.locator("[data-ecran] details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
        page.locator("[data-alertes][data-tour]").wait_for(state="attached", timeout=ATTENTE)
        yield f"partie {rang + 1}"
        if page.locator("[data-terminer]").count() == 0:
            break
        page.click("[data-ecran] button[type=submit]")
    page.click("[data-ecran] button[type=submit]")
    page.locator("[data-sortir]").wait_for(timeout=ATTENTE)
    _tableau(page)
    page.click("[data-suite=preuves]")
    page.locator("[data-fichier]:not(:empty)").first.wait_for(timeout=ATTENTE)
    yield "preuves"
    page.click("[data-presence]")
    page.click("[data-ajouter-presence]")
    yield "présence"
    page.go_back()
    page.go_back()
    page.click("[data-suite=sorties]")
    page.click("[data-preparer-la-fiche]")
    page.locator("[data-papier]").wait_for(timeout=ATTENTE)
    yield "sorties"
    page.click("[data-tout-effacer]")
    page.locator("dialog[open]").wait_for()
    yield "confirmation"


def _fautes_en_entier(page: Page) -> list[str]:
    """axe sur un écran assez haut pour que la barre collée en bas ne couvre aucune cible."""
    page.set_viewport_size({"width": 360, "height": page.evaluate("document.documentElement.scrollHeight")})
    fautes = _fautes(page)
    page.set_viewport_size(TELEPHONE)
    return fautes


def _deborde(page: Page) -> list[str]:
    large = page.evaluate("document.documentElement.scrollWidth")
    return [f"largeur {large}"] if large > 320 else []


def _petites(page: Page) -> list[str]:
    """Ce qui se touche et fait moins de 44 pixels de haut."""
    trouvees: list[str] = page.evaluate(
        """(cibles) => [...document.querySelectorAll(`[data-dossier] :is(${cibles})`)]
            .filter((cible) => cible.checkVisibility() && cible.getBoundingClientRect().height < 43.9)
            .map((cible) => `${cible.outerHTML.slice(0, 120)} : ${cible.getBoundingClientRect().height}`)""",
        "button, summary, .option, select, input[type=text], input[type=file], textarea",
    )
    return trouvees


def _parcourir(page: Page, serveur: SiteServer, tmp_path: Path, juger: Callable[[Page], list[str]]) -> None:
    ouvrir(page, serveur)
    vide = juger(page)
    ouvrir_un_fichier(page, fichier([REFUS], CHAMPS), tmp_path)
    page.locator("[data-ligne]").wait_for(timeout=ATTENTE)
    echeances_affichees(page)
    fautes = {"vide": vide, **{ecran: juger(page) for ecran in _ecrans(page)}}
    assert len(fautes) > 18
    assert {ecran: trouvees for ecran, trouvees in fautes.items() if trouvees} == {}


@pytest.mark.parametrize("couleurs", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_axe_ne_trouve_rien_sur_aucun_ecran(page: Page, serveur: SiteServer, tmp_path: Path, couleurs: Any) -> None:
    """Chaque pas, fautes et boîte de dialogue comprises."""
    page.emulate_media(color_scheme=couleurs, reduced_motion="reduce")
    _parcourir(page, serveur, tmp_path, _fautes_en_entier)


def test_a_320_pixels_rien_ne_deborde_et_tout_se_touche(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Sur le plus petit écran, sans défiler de côté, avec des cibles de 44 pixels."""
    page.set_viewport_size({"width": 320, "height": 640})
    _parcourir(page, serveur, tmp_path, lambda vue: _deborde(vue) + _petites(vue))


def test_le_clavier_suffit_et_le_focus_suit_l_ecran(page: Page, serveur: SiteServer) -> None:
    """De la première touche à la réponse donnée, sans souris ; chaque écran commence par son titre."""
    ouvrir(page, serveur)
    page.locator("[data-ajouter]").focus()
    page.keyboard.press("Enter")
    titre = page.locator("[data-ecran] h2")
    expect(titre).to_have_text("Que s'est-il passé\u00a0?")
    expect(titre).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-type=decision_notifiee]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(titre).to_have_text("Décision reçue")
    expect(titre).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator('[name="decision_notifiee.1.contenu"]').first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator('[name="decision_notifiee.1.situation"]').first).to_be_visible()
    expect(titre).to_be_focused()
    page.locator("[data-tout-effacer]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog button", has_text="Non")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-tout-effacer]")).to_be_focused()
    expect(page.locator('[name="decision_notifiee.1.situation"]').first).to_be_visible()


def test_en_mode_avion_apres_le_chargement_tout_marche(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Réseau coupé : les faits, les dates, une lettre en Word, le calendrier, le fichier."""
    ouvrir(page, serveur)
    page.locator("[data-dossier][data-pret=moteur]").wait_for(state="attached", timeout=ATTENTE)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    ajouter(page, REFUS)
    assert echeances_affichees(page)
    ouvrir_la_lettre(page, "requete_tribunal")
    with page.expect_download():
        page.click("[data-word]")
    _tableau(page)
    page.click("[data-suite=sorties]")
    with page.expect_download():
        page.click("[data-agenda]")
    _tableau(page)
    page.click("[data-suite=preuves]")
    page.click("[data-ajouter-piece]")
    page.go_back()
    page.click("[data-suite=fichier]")
    with page.expect_download():
        page.click("[data-enregistrer]")


def test_rien_de_cette_page_ne_se_charge_ailleurs(page: Page, serveur: SiteServer) -> None:
    """L'accueil ne paie pas le dossier."""
    deja = len(serveur.seen)
    page.goto(serveur.address, wait_until="networkidle")
    assert [chemin for chemin, _ in serveur.seen[deja:] if "dossier" in chemin] == []


def test_sans_javascript_la_page_dit_quoi_faire(browser: Any, serveur: SiteServer) -> None:
    """Le plan des lettres, le tableau, et qui aide."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{serveur.address}mon-dossier/")
    expect(page.locator(".sans-js")).to_be_visible()
    expect(page.locator("[data-dossier]")).to_be_hidden()
    assert page.locator(".sans-js a").count() >= 6
    page.context.close()


def test_une_question_se_repond_je_ne_sais_pas(page: Page, serveur: SiteServer) -> None:
    """« Je ne sais pas » partout où le contrat le permet donne une date, au plus court."""
    ouvrir(page, serveur)
    commencer(page, "decision_notifiee")
    for nom in ("contenu", "situation", "mode"):
        page.check(f'[name="decision_notifiee.1.{nom}"][value=inconnu]')
        continuer(page)
    for partie, lu in {"jour": "10", "mois": "11", "annee": "2026"}.items():
        page.fill(f'[name="decision_notifiee.1.date-{partie}"]', lu)
    continuer(page)
    page.check('[name="decision_notifiee.1.voies_et_delais"][value=inconnu]')
    while page.locator("[data-juste]").count() == 0:
        continuer(page)
    page.click("[data-juste]")
    assert ("recours_contentieux", "ouverte") in echeances_affichees(page)
