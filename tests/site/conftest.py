"""Le site construit, servi sous un sous-chemin comme chez un hébergeur, dans un vrai Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from builder.paths import SITE
from builder.server import SiteServer
from tests.site.panne import Panne

CHROMIUM = Path("/usr/bin/chromium")
TELEPHONE = {"width": 360, "height": 740}
BUREAU = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Le Chromium du système quand il y en a un ; sinon celui de Playwright."""
    systeme = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    return {**browser_type_launch_args, **systeme, "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Un téléphone en français : c'est là que la page sera lue."""
    context = {**browser_context_args, "viewport": TELEPHONE, "locale": "fr-FR", "timezone_id": "Europe/Paris"}
    # Le gardien cacherait aux autres tests les requêtes qu'ils comptent ou détournent ; test_hors_ligne.py l'essaie.
    return {**context, "service_workers": "block"}


def servir() -> SiteServer:
    """Un serveur neuf, que le test peut arrêter."""
    if not (SITE / "index.html").is_file():
        pytest.fail("Il manque site/ : lancez scripts/build, puis relancez.")
    return SiteServer(SITE, "/association/").start()


@pytest.fixture(scope="session")
def serveur() -> Iterator[SiteServer]:
    """Le serveur commun à tous les tests qui ne l'arrêtent pas."""
    site = servir()
    yield site
    site.shutdown()


@pytest.fixture
def panne() -> Iterator[Panne]:
    """Le serveur qu'on peut casser, arrêté à la fin du test."""
    cassable = Panne(servir())
    yield cassable
    cassable.serveur.shutdown()


@pytest.fixture
def accueil(page: Page, serveur: SiteServer) -> Page:
    """La page d'accueil ouverte ; une erreur de script dans la page fait échouer le test."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    page.goto(serveur.address)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    yield page
    assert pannes == []
