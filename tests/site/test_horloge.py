"""Le jour que la page croit être : montré, changeable, demandé quand l'horloge ne se croit pas."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.gestes import calculer, changer_aujourdhui, decrire, dernier_jour


def test_la_page_montre_le_jour_de_l_appareil(accueil: Page) -> None:
    """Le jour affiché est celui de l'appareil, et le réglage le porte déjà."""
    aujourdhui = datetime.now().date()
    appareil = accueil.evaluate("new Date().toLocaleDateString('sv')")
    assert abs((datetime.fromisoformat(appareil).date() - aujourdhui).days) <= 1
    assert accueil.locator("[data-jour]").get_attribute("datetime") == appareil
    expect(accueil.locator("[name=aujourdhui-annee]")).to_have_value(appareil[:4])


@pytest.mark.parametrize(
    "ecart",
    [timedelta(days=-365), timedelta(days=-40), timedelta(days=365), timedelta(days=3 * 366)],
    ids=["un-an-avant", "avant", "un-an-apres", "apres"],
)
def test_une_horloge_fausse_fait_demander_le_jour(page: Page, serveur: SiteServer, ecart: timedelta) -> None:
    """Loin du jour du serveur, de la fabrication ou de deux ans après, rien ne se calcule sans que la personne dise le jour."""
    page.clock.set_fixed_time(datetime.now() + ecart)
    page.goto(serveur.address)
    expect(page.locator("[data-horloge]")).to_be_visible()
    expect(page.locator("[name=aujourdhui-jour]")).to_have_value("")
    decrire(page, "2026-11-23", ["refus_sejour", "oqtf"])
    page.click("form[data-calcul] button[type=submit]")
    expect(page.locator("[data-erreurs]")).to_contain_text("quel jour nous sommes")
    changer_aujourdhui(page, "2026-11-24")
    assert dernier_jour(calculer(page)) == "2026-12-24"


def test_le_jour_change_par_la_personne_ne_revient_pas_tout_seul(accueil: Page) -> None:
    """Quitter l'onglet et y revenir ne défait pas un réglage."""
    changer_aujourdhui(accueil, "2026-11-24")
    accueil.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert accueil.locator("[data-jour]").get_attribute("datetime") == "2026-11-24"
