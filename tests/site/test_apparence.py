"""Ce qui se lit : des titres qui s'emboîtent, un texte assez grand, rien à faire défiler de côté, même à 400 %."""

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.conftest import BUREAU, TELEPHONE

PAGES = (
    "",
    "que-faire-aujourdhui/",
    "lire-ma-decision/",
    "l-essentiel/",
    "choisir-ma-voie/",
    "conjoint/",
    "aide-juridictionnelle/",
    "tableau-des-derniers-jours/",
)
# Un écran de 1280 par 1024 agrandi quatre fois.
A_400_POUR_CENT = {"width": 320, "height": 256}


@pytest.mark.parametrize("chemin", PAGES)
def test_a_400_pour_cent_rien_ne_deborde_et_l_en_tete_laisse_lire(page: Page, serveur: SiteServer, chemin: str) -> None:
    """On ne défile que de haut en bas, et l'en-tête collé ne prend pas plus d'un quart de l'écran."""
    page.set_viewport_size(A_400_POUR_CENT)
    page.goto(f"{serveur.address}{chemin}")
    page.locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    entete = page.locator(".md-header").evaluate("e => e.getBoundingClientRect().height")
    assert entete <= A_400_POUR_CENT["height"] / 4


@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
@pytest.mark.parametrize("chemin", PAGES)
def test_un_titre_est_plus_grand_que_ceux_qu_il_contient(
    page: Page, serveur: SiteServer, chemin: str, taille: dict[str, int]
) -> None:
    """Le titre de la page domine ; aucun titre n'est plus petit que le texte."""
    page.set_viewport_size(taille)  # type: ignore[arg-type]
    page.goto(f"{serveur.address}{chemin}")
    tailles = page.evaluate(
        """() => Object.fromEntries(["h1", "h2", "h3", "p"].map((nom) => {
            const titre = [...document.querySelectorAll(`.md-content ${nom}`)].find((un) => un.checkVisibility());
            return [nom, titre ? parseFloat(getComputedStyle(titre).fontSize) : null];
        }))"""
    )
    presentes = [tailles[nom] for nom in ("h1", "h2", "h3") if tailles[nom]]
    assert presentes == sorted(presentes, reverse=True) and len(set(presentes)) == len(presentes), tailles
    assert min(presentes) >= 18


@pytest.mark.parametrize("chemin", PAGES)
def test_le_texte_a_18_pixels(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Paragraphes et listes ; seules les notes, les tableaux et le pied peuvent descendre, jamais sous 16."""
    page.goto(f"{serveur.address}{chemin}")
    petits = page.evaluate(
        """() => [...document.querySelectorAll(".md-content :is(p, li, td, th, dd, legend, label.option)")]
            .filter((un) => un.checkVisibility() && un.textContent.trim() && !un.closest("small"))
            .map((un) => [parseFloat(getComputedStyle(un).fontSize), un.tagName, un.textContent.trim().slice(0, 40)])
            .filter(([taille, nom]) => taille < (/TD|TH/.test(nom) ? 16 : 17))"""
    )
    assert petits == []
    corps = page.locator(".md-content__inner").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert corps >= 18


def test_les_nombres_d_un_tableau_ne_se_coupent_pas(page: Page, serveur: SiteServer) -> None:
    """« 15 31 6 € » se lit de travers : au téléphone, un montant tient sur une ligne."""
    page.goto(f"{serveur.address}aide-juridictionnelle/")
    lignes = page.locator(".md-content td").evaluate_all(
        """(cases) => cases.filter((une) => une.checkVisibility() && /^[\\d\\s]+€$/.test(une.textContent.trim()))
            .map((une) => {
              const trait = document.createRange();
              trait.selectNodeContents(une);
              return [...new Set([...trait.getClientRects()].map((r) => Math.round(r.top)))].length;
            })"""
    )
    assert set(lignes) <= {1}


def test_l_accueil_mene_en_un_geste_a_l_urgence_et_au_silence(accueil: Page) -> None:
    """Les entrées qui n'ont pas besoin de ce calculateur sont au-dessus de lui, visibles sans défiler."""
    urgentes = accueil.locator(".entrees.urgentes a")
    expect(urgentes.filter(has_text="retenu")).to_have_count(1)
    expect(urgentes.filter(has_text="répond pas")).to_have_count(1)
    calcul = accueil.locator("form[data-calcul]").bounding_box()
    for lien in urgentes.all():
        carte = lien.locator("xpath=ancestor::li").bounding_box()
        assert carte and calcul and carte["y"] < calcul["y"] and carte["height"] >= 44
        assert carte["y"] + carte["height"] <= TELEPHONE["height"]


def test_toute_la_carte_d_une_entree_se_touche(accueil: Page) -> None:
    """Le pouce touche la carte, pas seulement le lien."""
    carte = accueil.locator(".entrees:not(.urgentes) li").first
    carte.scroll_into_view_if_needed()
    boite = carte.bounding_box()
    assert boite
    accueil.mouse.click(boite["x"] + boite["width"] - 8, boite["y"] + boite["height"] - 8)
    accueil.wait_for_url("**/que-faire-aujourdhui/")
