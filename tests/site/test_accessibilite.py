"""axe ne trouve rien, sur aucune page, en clair comme en sombre ; tailles, largeurs et contrastes tenus."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.paths import NODE_MODULES, SITE
from builder.server import SiteServer
from tests.site.conftest import BUREAU
from tests.site.gestes import calculer, choisir, decrire

AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = sorted(str(page.parent.relative_to(SITE)) for page in SITE.rglob("index.html"))
# Les fiches de règles sortent toutes du même gabarit : une sur six à chaque fois, les autres avec --tout.
_UNE_SUR = 6
_FICHES = [page for page in PAGES if page.startswith("regles/")]
_LONGUES = {page for rang, page in enumerate(_FICHES) if rang % _UNE_SUR}
TOUTES = [pytest.param(page, marks=pytest.mark.long) if page in _LONGUES else page for page in PAGES]


def _fautes(page: Page) -> list[str]:
    """Ce qu'axe trouve, contraste de 7:1 compris, en une ligne par faute."""
    page.evaluate(AXE)
    options = {
        "runOnly": {"type": "tag", "values": REGLES},
        "resultTypes": ["violations"],
        "rules": {"color-contrast-enhanced": {"enabled": True}},
    }
    trouve: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(({ violations }) => violations)", options
    )
    return [f"{faute['id']} : {noeud['html'][:200]}" for faute in trouve for noeud in faute["nodes"]]


def test_le_site_a_des_pages() -> None:
    """Sans page trouvée, les tests qui suivent ne diraient rien."""
    assert "." in PAGES and len(PAGES) >= 8


@pytest.mark.parametrize("chemin", TOUTES)
def test_axe_ne_trouve_rien(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Toute page, en clair au téléphone puis en sombre sur un grand écran."""
    # Sans animation : changer de couleurs ne doit pas être mesuré à mi-chemin.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{serveur.address}{'' if chemin == '.' else chemin + '/'}")
    assert _fautes(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(BUREAU)
    assert _fautes(page) == []


@pytest.mark.parametrize(("situation", "couleurs"), [("libre", "light"), ("retenu", "dark")])
def test_axe_ne_trouve_rien_sur_une_reponse(accueil: Page, situation: str, couleurs: Any) -> None:
    """La réponse dépliée, l'écran d'urgence, puis les fautes de saisie."""
    accueil.emulate_media(color_scheme=couleurs, reduced_motion="reduce")
    decrire(accueil, "2026-11-20", ["refus_sejour", "oqtf", "irtf"], situation, delai_mentionne="P2M")
    reponse = calculer(accueil)
    reponse.locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert _fautes(accueil) == []
    accueil.fill("[name=date-jour]", "40")
    accueil.click("form[data-calcul] button[type=submit]")
    expect(accueil.locator("[data-erreurs]")).to_be_visible()
    assert _fautes(accueil) == []


def test_axe_ne_trouve_rien_sur_l_essentiel(page: Page, serveur: SiteServer) -> None:
    """La page de secours, et ce que le site ne compte pas."""
    page.add_init_script("delete window.WebAssembly")
    page.goto(serveur.address)
    decrire(page, "2026-11-20", ["refus_sejour"])
    page.click("form[data-calcul] button[type=submit]")
    expect(page.locator("[data-secours]")).to_be_visible()
    assert _fautes(page) == []
    choisir(page, "refus", "visa")
    expect(page.locator("[data-hors-champ]")).to_be_visible()
    assert _fautes(page) == []


@pytest.mark.parametrize("chemin", TOUTES)
def test_a_320_pixels_rien_ne_deborde(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Aucune page ne se fait défiler de côté sur le plus petit écran."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{serveur.address}{'' if chemin == '.' else chemin + '/'}")
    page.locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_320_pixels_une_reponse_ne_deborde_pas(accueil: Page) -> None:
    """Ni le formulaire déplié, ni la réponse."""
    accueil.set_viewport_size({"width": 320, "height": 640})
    decrire(accueil, "2026-11-20", ["refus_sejour", "oqtf"], "assigne", mesure="apres")
    assert accueil.evaluate("document.documentElement.scrollWidth") <= 320
    choisir(accueil, "mesure", "ensemble")
    calculer(accueil).locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert accueil.evaluate("document.documentElement.scrollWidth") <= 320


def test_les_cibles_font_44_pixels_et_le_texte_18(accueil: Page) -> None:
    """Chaque case, champ, liste et bouton se touche du pouce."""
    decrire(accueil, "2026-03-02", ["refus_sejour", "oqtf"], "retenu")
    calculer(accueil)
    cibles = (
        ".option, .questions select, .questions input[type=text], .calculateur :is(button, summary), .md-header__button"
    )
    petites = accueil.evaluate(
        """(cibles) => [...document.querySelectorAll(cibles)]
            .filter((cible) => cible.checkVisibility())
            .map((cible) => [cible.outerHTML.slice(0, 90), cible.getBoundingClientRect().height])
            .filter(([, hauteur]) => hauteur < 44)""",
        cibles,
    )
    assert petites == []
    taille = accueil.evaluate("parseFloat(getComputedStyle(document.querySelector('.calcul li')).fontSize)")
    assert taille >= 18


def test_le_site_dit_qu_il_n_est_pas_l_etat(accueil: Page) -> None:
    """Au pied de chaque page."""
    expect(accueil.locator(".md-footer")).to_contain_text("Ce n'est pas un site de l'État")


def test_moins_d_animation_est_respecte(accueil: Page) -> None:
    """Qui a demandé moins de mouvement n'en a pas."""
    accueil.emulate_media(reduced_motion="reduce")
    duree = accueil.evaluate("getComputedStyle(document.querySelector('.md-header')).transitionDuration")
    assert all(float(une.strip().removesuffix("s")) < 0.001 for une in duree.split(","))
