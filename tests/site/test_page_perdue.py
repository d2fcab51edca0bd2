"""La page 404 sert à n'importe quelle profondeur, sous n'importe quel chemin, avec ou sans JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.paths import ROOT
from builder.server import SiteServer

PERDUES = ["page-perdue", "page-perdue/", "a/b/c/d.html", "refus-avec-oqtf/ailleurs/", "assets/rien"]


@pytest.mark.parametrize("chemin", PERDUES)
def test_chaque_lien_de_la_page_perdue_mene_quelque_part(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Sans adresse publique à la fabrication, le site est retrouvé depuis l'adresse demandée."""
    reponse = page.goto(serveur.address + chemin)
    assert reponse and reponse.status == 404
    liens = page.locator(".chemins a")
    expect(liens.first).to_have_attribute("href", re.compile(re.escape(serveur.prefix)))
    adresses = liens.evaluate_all("liens => liens.map(({ href }) => href)")
    assert len(adresses) == 5
    for adresse in adresses:
        assert page.request.get(adresse).status == 200, adresse
    liens.first.click()
    expect(page).to_have_url(serveur.address)


def test_la_page_perdue_est_mise_en_forme_a_toute_profondeur(page: Page, serveur: SiteServer) -> None:
    """Les feuilles de style suivent les liens : 18 px, rien ne déborde à 320 px."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(serveur.address + "a/b/c/")
    expect(page.locator("body")).to_have_css("font-size", "18px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_sans_javascript_la_page_perdue_dit_l_urgence_et_comment_revenir(browser: Browser, serveur: SiteServer) -> None:
    """Les trois gestes et les numéros ne dépendent d'aucun lien."""
    contexte = browser.new_context(java_script_enabled=False)
    page = contexte.new_page()
    page.goto(serveur.address + "a/b/c/")
    expect(page.locator("main ol li")).to_have_count(3)
    expect(page.locator("main a[href^='tel:']").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Effacez la fin de l'adresse")
    contexte.close()


def test_avec_une_adresse_publique_la_page_perdue_n_a_pas_besoin_de_script() -> None:
    """Le script et sa phrase n'existent que sans SITE_URL ; les liens sont alors ceux du générateur."""
    gabarit = (ROOT / "overrides" / "404.html").read_text(encoding="utf-8")
    avec_adresse = re.sub(r"\{% if not config\.site_url -%\}.*?\{% endif -%\}", "", gabarit, flags=re.S)
    assert "<script" in gabarit and "<script" not in avec_adresse
    assert "hors-script" not in avec_adresse
    assert re.findall(r'href="(?!\{\{ )', avec_adresse) == []
