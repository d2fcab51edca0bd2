"""La recherche du site trouve ce que les gens tapent : la bonne page parmi les trois premières."""

import tomllib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from builder.paths import ROOT
from builder.server import SiteServer
from tests.site.conftest import BUREAU

RECHERCHES: dict[str, str] = tomllib.loads((ROOT / "tests" / "guide" / "recherches.toml").read_text(encoding="utf-8"))[
    "recherches"
]
REGARDEES = 3
# Les résultats d'une requête ne se distinguent pas de ceux d'avant : on vide la liste, puis on l'attend pleine.
CHERCHER = """async (texte) => {
  const champ = document.querySelector('[data-md-component="search-query"]');
  const liste = document.querySelector('.md-search-result__list');
  const vu = () => [...liste.querySelectorAll('.md-search-result__item > a, .md-search-result__item > .md-search-result__link')];
  const dire = (valeur) => { champ.value = valeur; champ.dispatchEvent(new Event('keyup', { bubbles: true })); };
  const attendre = async (condition) => {
    for (let n = 0; n < 200 && !condition(); n += 1) await new Promise((suite) => setTimeout(suite, 25));
  };
  dire('');
  await attendre(() => vu().length === 0);
  dire(texte);
  await attendre(() => vu().length > 0);
  await new Promise((suite) => setTimeout(suite, 60));
  return vu().map(({ href }) => new URL(href).pathname);
}"""


@pytest.fixture(scope="module")
def bureau(browser: Browser, serveur: SiteServer) -> Iterator[Page]:
    """Une page ouverte une fois, recherche chargée : quarante requêtes n'ont pas besoin de quarante index."""
    contexte = browser.new_context(viewport=BUREAU, locale="fr-FR")
    page = contexte.new_page()
    page.goto(serveur.address + "vie-privee/")
    page.locator("[data-md-component='search-query']").click()
    page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.trim() !== ''")
    yield page
    contexte.close()


def trouver(page: Page, texte: str) -> list[str]:
    """Les pages trouvées, de la première à la dernière, par leur nom."""
    chemins: list[str] = page.evaluate(CHERCHER, texte)
    return list(dict.fromkeys(chemin.removeprefix("/association/").strip("/") for chemin in chemins))


def test_il_y_a_au_moins_quarante_recherches() -> None:
    """Une liste vidée ne prouverait rien."""
    assert len(RECHERCHES) >= 40


@pytest.mark.parametrize(("texte", "attendue"), RECHERCHES.items())
def test_la_bonne_page_est_parmi_les_trois_premieres(bureau: Page, texte: str, attendue: str) -> None:
    """Sur un téléphone, on ne lit pas le quatrième résultat."""
    assert attendue in trouver(bureau, texte)[:REGARDEES]


def test_les_mots_tapes_ne_se_montrent_pas_dans_les_resultats(bureau: Page) -> None:
    """Ils ont leurs fautes exprès : ils servent à trouver la page, pas à la présenter."""
    assert trouver(bureau, "recours gracieux")
    mots = bureau.locator(".md-search-result .md-tags")
    assert mots.count() > 0
    assert not any(un.is_visible() for un in mots.all())


def test_l_index_ne_se_charge_que_pour_qui_cherche(page: Page, serveur: SiteServer) -> None:
    """Cent kilo-octets de moins à la première page, là où chaque seconde compte."""
    demandes: list[str] = []
    page.on("request", lambda demande: demandes.append(demande.url))
    page.goto(serveur.address + "vie-privee/", wait_until="networkidle")
    assert demandes and not [une for une in demandes if "search_index" in une]
    page.locator("label[for=__search]").first.click()
    page.wait_for_function("() => document.querySelector('.md-search-result__meta').textContent.trim() !== ''")
    page.wait_for_load_state("networkidle")
    assert [une for une in demandes if "search_index" in une]
