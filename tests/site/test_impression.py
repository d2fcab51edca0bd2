"""Ce qui sort de l'imprimante : des pages A4 propres, datées, sans menu ni formulaire vide ; une feuille de deux pages."""

import re

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.conftest import BUREAU
from tests.site.gestes import calculer, decrire

PAGES = (
    "que-faire-aujourdhui/",
    "refus-avec-oqtf/",
    "lire-ma-decision/",
    "tableau-des-derniers-jours/",
    "l-essentiel/",
    "regles/recours_contentieux_oqtf/",
)
A4 = (595, 842)  # en points
# 210 mm moins deux marges (16 mm, ou 11 pour la feuille et 12 pour une fiche), à 96 points par pouce.
LARGEUR_UTILE = {"l-essentiel/": 710, "regles/recours_contentieux_oqtf/": 702}
LARGEUR_ORDINAIRE = 672


def imprimer(page: Page, adresse: str) -> bytes:
    """Le PDF que le navigateur imprimerait."""
    page.set_viewport_size(BUREAU)
    page.goto(adresse)
    page.wait_for_load_state("networkidle")
    return page.pdf(prefer_css_page_size=True)


def pages_du_pdf(pdf: bytes) -> int:
    """Le nombre de pages : chacune est un objet /Page."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_l_essentiel_tient_sur_exactement_deux_pages(page: Page, serveur: SiteServer) -> None:
    """Recto verso, sur une feuille A4 : une ligne de trop et la troisième page se perd."""
    pdf = imprimer(page, f"{serveur.address}l-essentiel/")
    assert pages_du_pdf(pdf) == 2
    boites = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    assert {(round(float(large)), round(float(haut))) for large, haut in boites} == {A4}


def test_le_verso_de_l_essentiel_n_a_que_le_tableau(page: Page, serveur: SiteServer) -> None:
    """Sans le tableau, il reste une page : le recto ne déborde pas sur le verso."""
    page.goto(f"{serveur.address}l-essentiel/")
    # Vidé, pas ôté : ce qui le suit ne s'imprime pas non plus.
    page.locator(".au-dos").evaluate("dos => { dos.hidden = true; dos.replaceChildren(); }")
    page.locator(".imprime").evaluate("pied => pied.remove()")
    assert pages_du_pdf(page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("chemin", PAGES)
def test_rien_ne_depasse_la_largeur_du_papier(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Trop large, le navigateur rapetisse toute la page : le texte n'a plus sa taille."""
    page.goto(f"{serveur.address}{chemin}")
    page.emulate_media(media="print")
    utile = LARGEUR_UTILE.get(chemin, LARGEUR_ORDINAIRE)
    page.set_viewport_size({"width": utile, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= utile


@pytest.mark.parametrize("chemin", PAGES)
def test_une_page_imprimee_dit_l_age_des_regles_et_n_a_pas_de_menu(
    page: Page, serveur: SiteServer, chemin: str
) -> None:
    """Une feuille gardée doit montrer son âge ; un menu imprimé ne mène nulle part."""
    page.goto(f"{serveur.address}{chemin}")
    expect(page.locator(".imprime")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".imprime")).to_be_visible()
    expect(page.locator(".imprime")).to_contain_text("Règles lues au")
    for parti in (".md-header", ".md-sidebar--primary", ".md-sidebar--secondary", ".md-footer", ".md-top"):
        assert all(not une.is_visible() for une in page.locator(parti).all()), parti


def test_un_calculateur_vide_ne_s_imprime_pas(page: Page, serveur: SiteServer) -> None:
    """Ni ses cases, ni son titre."""
    page.goto(f"{serveur.address}lire-ma-decision/")
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    page.emulate_media(media="print")
    expect(page.locator(".calculateur")).to_be_hidden()
    expect(page.get_by_role("heading", name="Compter mon dernier jour")).to_be_hidden()
    expect(page.locator('[data-papier="arrete"] svg').first).to_be_visible()


def test_une_reponse_s_imprime_avec_un_seul_avertissement(accueil: Page) -> None:
    """La réponse, sans ses questions ; l'avertissement à côté d'elle, pas deux fois."""
    decrire(accueil, "2026-11-09", ["refus_sejour", "oqtf"])
    calculer(accueil)
    accueil.emulate_media(media="print")
    expect(accueil.locator("[data-reponse]")).to_be_visible()
    expect(accueil.locator("form[data-calcul] .options").first).to_be_hidden()
    avertis = [un for un in accueil.locator(".avertissement, .imprime-avis").all() if un.is_visible()]
    assert len(avertis) == 1


def test_un_lien_vers_dehors_s_imprime_avec_son_adresse_et_un_article_sans(page: Page, serveur: SiteServer) -> None:
    """On recopie l'adresse de Télérecours ; un article se retrouve par son numéro."""
    page.goto(f"{serveur.address}l-essentiel/")
    page.emulate_media(media="print")
    apres = "(liens) => liens.map((lien) => getComputedStyle(lien, '::after').content)"
    telerecours = page.locator('.md-content p a[href^="https://citoyens"], .md-content ol a[href^="https://citoyens"]')
    assert all("citoyens.telerecours.fr" in dit for dit in telerecours.evaluate_all(apres))
    assert telerecours.count() >= 1
    deja_ecrits = page.locator(".md-content a.en-clair, .md-content a[href*=legifrance]")
    assert deja_ecrits.count() >= 3
    assert set(deja_ecrits.evaluate_all(apres)) <= {"none", "normal"}


def test_un_mot_explique_s_imprime_comme_du_texte(page: Page, serveur: SiteServer) -> None:
    """Sur le papier, un bouton ne s'ouvre pas : ni cadre, ni pointillé, ni place prise."""
    page.goto(f"{serveur.address}refus-avec-oqtf/")
    page.emulate_media(media="print")
    mots = page.locator(".md-content .mot")
    assert mots.count() >= 1
    lignes = mots.evaluate_all("tous => [...new Set(tous.map((un) => getComputedStyle(un).textDecorationLine))]")
    assert lignes == ["none"]
    boutons = page.locator(".mot button, button.mot")
    vus = """(tous) => tous.map((un) => getComputedStyle(un))
        .filter((style) => style.borderTopStyle !== "none" || (style.position === "absolute" && style.opacity !== "0"))
        .length"""
    assert boutons.count() >= 1
    assert boutons.evaluate_all(vus) == 0


def test_une_ligne_de_tableau_n_est_pas_coupee(page: Page, serveur: SiteServer) -> None:
    """Et l'en-tête se répète en haut de chaque page."""
    page.goto(f"{serveur.address}tableau-des-derniers-jours/")
    page.emulate_media(media="print")
    coupe = page.locator(".md-content tbody tr").evaluate_all(
        "tr => tr.map((une) => getComputedStyle(une).breakInside)"
    )
    assert set(coupe) == {"avoid"}
    repete = page.locator(".md-content thead").first.evaluate("t => getComputedStyle(t).display")
    assert repete == "table-header-group"
