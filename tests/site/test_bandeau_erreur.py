"""Une date fausse s'annonce sur les pages concernées, puis le bandeau s'en va tout seul, sans nouvelle fabrication."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from builder import erreurs_annoncees
from builder.erreurs_annoncees import ErreurAnnoncee
from builder.paths import SITE
from builder.server import SiteServer

ERREUR = ErreurAnnoncee(
    id="essai",
    annoncee_le=date(2027, 1, 12),
    versions=("2026.1",),
    corrigee_dans="2026.2",
    qui="Vous étiez en prison, avec une OQTF",
    recues_du=date(2026, 11, 25),
    recues_au=date(2027, 1, 11),
    ecart="La date montrée avait un jour de trop.",
    que_faire="Refaites le calcul.",
    pages=("refus-avec-oqtf",),
    jusqu_au=date(2027, 4, 12),
)


@pytest.fixture(scope="module")
def avec_bandeau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """Le site construit, avec une erreur annoncée ; seules les deux pages ouvertes sont copiées."""
    racine = tmp_path_factory.mktemp("site")
    for partie in ("refus-avec-oqtf", "refus-seul", "assets/javascripts", "assets/stylesheets"):
        shutil.copytree(SITE / partie, racine / partie)
    assert erreurs_annoncees.poser_les_bandeaux(racine, ERREUR.annoncee_le, [ERREUR]) == 1
    serveur = SiteServer(racine, "/association/").start()
    yield serveur
    serveur.shutdown()


def ouvrir(page: Page, serveur: SiteServer, jour: date, chemin: str = "refus-avec-oqtf/") -> None:
    """Ouvre une page avec une autre horloge."""
    page.clock.set_fixed_time(datetime(jour.year, jour.month, jour.day, 12))
    page.goto(f"{serveur.address}{chemin}")
    page.wait_for_load_state("networkidle")


def test_le_bandeau_se_voit_avant_le_titre_jusqu_a_son_dernier_jour(page: Page, avec_bandeau: SiteServer) -> None:
    """Qui, de combien, que faire : lu avant le reste, sur la page concernée seulement."""
    ouvrir(page, avec_bandeau, ERREUR.jusqu_au)
    bandeau = page.locator(".bandeau-erreur")
    expect(bandeau).to_contain_text(ERREUR.qui)
    expect(bandeau).to_contain_text(ERREUR.que_faire)
    haut, titre = bandeau.bounding_box(), page.locator("h1").bounding_box()
    assert haut and titre and haut["y"] < titre["y"]
    ouvrir(page, avec_bandeau, ERREUR.jusqu_au, "refus-seul/")
    expect(page.locator(".bandeau-erreur")).to_have_count(0)


def test_le_bandeau_s_en_va_le_lendemain(page: Page, avec_bandeau: SiteServer) -> None:
    """La page n'a pas été refaite : c'est le navigateur qui compare deux jours."""
    ouvrir(page, avec_bandeau, ERREUR.jusqu_au + timedelta(days=1))
    expect(page.locator(".bandeau-erreur")).to_have_count(0)


def test_le_site_annonce_son_fil(page: Page, serveur: SiteServer) -> None:
    """Un lecteur de fils le trouve depuis n'importe quelle page, et le lit."""
    page.goto(f"{serveur.address}refus-seul/")
    fil = page.locator('link[rel="alternate"][type="application/atom+xml"]')
    adresse = fil.evaluate("lien => lien.href")
    reponse = page.request.get(adresse)
    assert reponse.ok and "<feed" in reponse.text()
    page.goto(f"{serveur.address}changements/")
    expect(page.get_by_role("heading", name="Version 2026.1")).to_be_visible()
