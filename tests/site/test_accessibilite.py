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
# axe prend une seconde ou deux par page. En clair au téléphone : tout le guide, et une fiche de règle sur six,
# qui sortent toutes du même gabarit. En sombre sur grand écran : une page sur six. Le reste avec --tout.
_UNE_SUR = 6


def _une_sur(pages: list[str]) -> list[Any]:
    """Une page sur six à chaque fois, les autres avec --tout."""
    long = pytest.mark.long
    return [pytest.param(page, marks=long) if rang % _UNE_SUR else page for rang, page in enumerate(pages)]


_FICHES = [page for page in PAGES if page.startswith("regles/")]
_GUIDE = [page for page in PAGES if page not in _FICHES]
TOUTES = [*_GUIDE, *_une_sur(_FICHES)]
EN_SOMBRE = _une_sur(PAGES)


# Le même sur chaque page : regardé sur une page sur six, sinon axe relit cent liens de menu à chaque fois.
_COMMUN = [[".md-header"], [".md-sidebar"], [".md-footer"]]


def _fautes(page: Page, sauf: list[list[str]] | None = None) -> list[str]:
    """Ce qu'axe trouve, contraste de 7:1 compris, en une ligne par faute ; `sauf` : les parties déjà regardées."""
    page.evaluate(AXE)
    options = {
        "runOnly": {"type": "tag", "values": REGLES},
        "resultTypes": ["violations"],
        "rules": {"color-contrast-enhanced": {"enabled": True}},
    }
    trouve: list[dict[str, Any]] = page.evaluate(
        "([exclude, options]) => axe.run({ exclude }, options).then(({ violations }) => violations)",
        [sauf or [], options],
    )
    return [f"{faute['id']} : {noeud['html'][:200]}" for faute in trouve for noeud in faute["nodes"]]


def test_le_site_a_des_pages() -> None:
    """Sans page trouvée, les tests qui suivent ne diraient rien."""
    assert "." in PAGES and len(PAGES) >= 8


def _ouvrir(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Sans animation : rien ne doit être mesuré à mi-chemin."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{serveur.address}{'' if chemin == '.' else chemin + '/'}")


@pytest.mark.parametrize("chemin", TOUTES)
def test_axe_ne_trouve_rien(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Toute page, en clair, au téléphone."""
    _ouvrir(page, serveur, chemin)
    assert _fautes(page, sauf=_COMMUN if PAGES.index(chemin) % _UNE_SUR else None) == []


@pytest.mark.parametrize("chemin", EN_SOMBRE)
def test_axe_ne_trouve_rien_en_sombre(page: Page, serveur: SiteServer, chemin: str) -> None:
    """En sombre, sur un grand écran : le menu et le sommaire y sont ouverts."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(BUREAU)
    _ouvrir(page, serveur, chemin)
    assert _fautes(page) == []


def test_axe_ne_trouve_rien_sur_une_definition_ouverte_ni_sur_la_page_perdue(page: Page, serveur: SiteServer) -> None:
    """Une bulle du glossaire par-dessus la page ; puis la page 404, qui n'a pas le gabarit des autres."""
    _ouvrir(page, serveur, "saisir-le-tribunal")
    page.locator("label.mot").first.click()
    expect(page.locator(".definition:popover-open")).to_have_count(1)
    assert _fautes(page) == []
    _ouvrir(page, serveur, "a/b/c/perdue")
    expect(page.locator(".chemins a").first).to_be_visible()
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
    # Un délai annoncé qui n'est pas le vrai : la réponse faite d'avance ne suffit pas, il y faudrait le moteur.
    decrire(page, "2026-11-20", ["refus_sejour", "oqtf"], delai_mentionne="P2M")
    page.click("form[data-calcul] button[type=submit]")
    expect(page.locator("[data-secours]")).to_be_visible(timeout=30_000)
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
