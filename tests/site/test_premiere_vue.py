"""La première vue, dans un téléphone : rien ne bouge, rien d'inutile ne vient, et lire ne coûte pas Python."""

import pytest
from playwright.sync_api import Page, Route, expect

from builder.server import SiteServer
from tests.site.conftest import BUREAU

PLAFOND = 100_000
# Un pixel qui bouge sous le doigt fait toucher autre chose.
DEPLACEMENT = 0.01
PRINCIPALES = [
    "",
    "mon-dossier/",
    "refus-avec-oqtf/",
    "que-faire-aujourdhui/",
    "trouver-de-laide/",
    "lire-ma-decision/",
]
_MESURER = """window.deplace = 0; window.quoi = [];
new PerformanceObserver((liste) => {
  for (const un of liste.getEntries()) {
    if (un.hadRecentInput) continue;
    deplace += un.value;
    quoi.push(...un.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)));
  }
}).observe({ type: "layout-shift", buffered: true });"""


def vues(serveur: SiteServer, deja: int) -> dict[str, int]:
    """Ce que le serveur a envoyé depuis, octets comprimés."""
    return dict(serveur.seen[deja:])


def _ouvrir(page: Page, serveur: SiteServer, chemin: str) -> dict[str, int]:
    deja = len(serveur.seen)
    page.add_init_script(_MESURER)
    page.goto(serveur.address + chemin, wait_until="networkidle")
    page.wait_for_timeout(300)
    return vues(serveur, deja)


@pytest.mark.parametrize("chemin", PRINCIPALES, ids=lambda chemin: chemin or "accueil")
def test_la_premiere_vue_est_legere_et_ne_bouge_pas(page: Page, serveur: SiteServer, chemin: str) -> None:
    """Comptée par le serveur ; ni police, ni recherche, ni Python."""
    recues = _ouvrir(page, serveur, chemin)
    assert sum(recues.values()) < PLAFOND, recues
    inutiles = ("/pyodide/", "/bundle.", "/search", ".woff", "/lunr")
    assert [nom for nom in recues if any(un in nom for un in inutiles)] == []
    assert page.evaluate("deplace") < DEPLACEMENT, page.evaluate("quoi")


@pytest.mark.parametrize("chemin", ["mon-dossier/", "permanence/"])
def test_une_page_faite_de_script_ne_bouge_pas_non_plus_sur_grand_ecran(
    page: Page, serveur: SiteServer, chemin: str
) -> None:
    """Elle paraît telle que son script la fera."""
    page.set_viewport_size(BUREAU)
    _ouvrir(page, serveur, chemin)
    assert page.evaluate("deplace") < DEPLACEMENT, page.evaluate("quoi")


def test_mon_dossier_ne_cherche_python_qu_au_premier_geste(page: Page, serveur: SiteServer) -> None:
    """Lire la page ne coûte rien ; ajouter un événement annonce une date."""
    recues = _ouvrir(page, serveur, "mon-dossier/")
    assert [nom for nom in recues if "pyodide" in nom or "reponses.json" in nom] == []
    with page.expect_request("**/pyodide/demarrer.mjs"):
        page.click("[data-ajouter]")


def test_mon_dossier_avec_economie_de_donnees_attend_qu_on_demande_une_date(page: Page, serveur: SiteServer) -> None:
    """Ni en arrivant, ni au premier geste, ni à la première réponse."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    deja = len(serveur.seen)
    page.goto(serveur.address + "mon-dossier/")
    page.click("[data-ajouter]")
    page.click("[data-type=decision_notifiee]")
    page.check('[name="decision_notifiee.1.contenu"][value=oqtf]')
    page.wait_for_timeout(400)
    assert [nom for nom in vues(serveur, deja) if "pyodide" in nom] == []


def test_la_permanence_avec_economie_de_donnees_attend_un_geste(page: Page, serveur: SiteServer) -> None:
    """Elle le dit, et le calculateur vient avec le fichier."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    deja = len(serveur.seen)
    page.goto(serveur.address + "permanence/", wait_until="networkidle")
    assert [nom for nom in vues(serveur, deja) if "pyodide" in nom] == []
    expect(page.locator("[data-etat-du-calcul]")).to_contain_text("viendra avec lui")
    page.click("[data-essayer]")
    page.locator("[data-resultats] [data-bilan]").wait_for(timeout=60_000)


def test_un_geste_fait_avant_le_script_n_est_pas_perdu(page: Page, serveur: SiteServer) -> None:
    """« Ajouter » attend son script ; « Quitter vite » n'attend personne."""
    retenus: list[Route] = []
    page.route("**/dossier/page.js", lambda route: retenus.append(route))
    page.goto(serveur.address + "mon-dossier/", wait_until="commit")
    page.click("[data-ajouter]")
    page.wait_for_timeout(100)
    retenus[0].continue_()
    page.locator("[data-type=decision_notifiee]").wait_for()
    page.goto(serveur.address + "mon-dossier/", wait_until="commit")
    page.click("[data-quitter]")
    page.wait_for_url("about:blank")


def test_si_le_script_ne_vient_pas_mon_dossier_dit_comment_s_en_passer(page: Page, serveur: SiteServer) -> None:
    """Huit secondes, puis ce que lit un appareil sans JavaScript."""
    page.route("**/dossier/page.js", lambda route: route.abort())
    page.clock.install()
    page.goto(serveur.address + "mon-dossier/")
    expect(page.locator("[data-dossier]")).to_be_visible()
    page.clock.run_for(9_000)
    expect(page.locator("[data-dossier]")).to_be_hidden()
    expect(page.locator(".sans-js")).to_be_visible()
