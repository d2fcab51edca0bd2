"""« Mon dossier » quand quelque chose manque : les dates ordinaires, rien de perdu, et de quoi continuer."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.gestes_dossier import ATTENTE, ajouter, changer_le_jour, echeances_affichees, ouvrir
from tests.site.panne import Panne

REFUS = {
    "type": "decision_notifiee",
    "contenu": ["refus_sejour", "oqtf"],
    "situation": "libre",
    "mode": "main_propre",
    "date": "2026-11-23",
    "voies_et_delais": "complets",
}
ORDINAIRES = ["2027-01-25", "2026-12-24", "2026-11-30", "2026-11-25T00:00"]


def _ordinaires(page: Page) -> None:
    dates = page.locator("[data-resultats] [data-dates] time")
    expect(dates).to_have_count(len(ORDINAIRES), timeout=ATTENTE)
    assert dates.evaluate_all("tous => tous.map((un) => un.dateTime)") == ORDINAIRES


def test_un_telechargement_coupe_donne_les_dates_ordinaires_et_reessayer_suffit(page: Page, panne: Panne) -> None:
    """Le calculateur s'arrête à 60 % : l'événement reste, les dates de la table aussi."""
    panne.coupe = True
    ouvrir(page, panne.serveur)
    ajouter(page, REFUS)
    expect(page.locator("[data-panne]")).to_be_visible(timeout=ATTENTE)
    _ordinaires(page)
    expect(page.locator("[data-panne] a[href='tel:3039']")).to_be_visible()
    expect(page.locator("[data-ligne=decision_notifiee]")).to_contain_text("23 novembre 2026")
    panne.coupe = False
    page.click("[data-panne] button")
    assert echeances_affichees(page)["recours_contentieux", "ouverte"] == "2026-12-24"


def test_qui_ne_veut_pas_attendre_arrete_et_garde_les_dates_ordinaires(page: Page, panne: Panne) -> None:
    """Pendant que le calculateur vient : combien, les dates de la table, et un bouton."""
    panne.retard = 15
    ouvrir(page, panne.serveur)
    ajouter(page, REFUS)
    _ordinaires(page)
    expect(page.locator("[data-progres-du-moteur]")).to_contain_text("Mo sur")
    page.click("[data-arreter]")
    expect(page.locator("[data-panne]")).to_be_visible()
    _ordinaires(page)


def test_un_stockage_refuse_n_empeche_rien_et_se_dit(page: Page, serveur: SiteServer) -> None:
    """Les dates viennent ; demander de garder dit que ce n'est pas gardé."""
    page.add_init_script(
        """for (const nom of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
          Object.defineProperty(window, nom, { get() { throw new DOMException("refusé", "SecurityError"); } });
        }"""
    )
    ouvrir(page, serveur)
    ajouter(page, REFUS)
    assert echeances_affichees(page)["recours_contentieux", "ouverte"] == "2026-12-24"
    page.click("[data-suite=fichier]")
    page.click("[data-garder]")
    expect(page.locator("[data-annonce]")).not_to_be_empty()
    expect(page.locator("[data-dossier]")).to_have_attribute("data-mode", "memoire")


def test_une_horloge_fausse_d_un_an_fait_demander_le_jour(page: Page, serveur: SiteServer) -> None:
    """Un an après la fabrication, seul le serveur peut le dire : aucune date ne se compte avant la réponse."""
    page.clock.set_fixed_time(datetime.now() + timedelta(days=365))
    page.goto(f"{serveur.address}mon-dossier/")
    ajouter(page, REFUS)
    expect(page.locator("[data-horloge]")).to_be_visible()
    expect(page.locator("[data-resultats] [data-echeance]")).to_have_count(0)
    changer_le_jour(page, "2026-11-25")
    assert echeances_affichees(page)["recours_contentieux", "ouverte"] == "2026-12-24"
