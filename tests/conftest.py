"""Ce que tous les tests partagent : le site construit, servi sous un sous-chemin, et le navigateur."""

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.paths import SITE
from builder.server import SiteServer

# Une association héberge rarement à la racine : tout se teste sous un sous-chemin.
SOUS_CHEMIN = "/association/"


@pytest.fixture(scope="session")
def site() -> Path:
    """Le dossier du site construit. `scripts/test` le construit avant ; seul, pytest dit quoi lancer."""
    if not (SITE / "index.html").is_file():
        pytest.exit("site/ n'est pas construit : lancez scripts/build, ou scripts/test.", returncode=1)
    return SITE


@pytest.fixture(scope="session")
def serveur(site: Path) -> Iterator[SiteServer]:
    """Le site servi sous /association/ : `.address` est la page d'accueil, `.seen` les requêtes reçues."""
    server = SiteServer(site, SOUS_CHEMIN).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="session")
def base_url(serveur: SiteServer) -> str:
    """L'adresse du site : `page.goto("que-faire-aujourdhui/")` y mène (pytest-playwright)."""
    return serveur.address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Le navigateur du système s'il y en a un (scripts/lib/navigateur.sh), sinon celui de Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("RECOURS_NAVIGATEUR") or next((path for name in names if (path := shutil.which(name))), None)
    # Sans ces options, Chromium cherche de lui-même des hôtes qui ne sont pas les nôtres.
    args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")  # Chromium refuse de démarrer en root avec son bac à sable
    return {**browser_type_launch_args, "args": args, **({"executable_path": found} if found else {})}


@pytest.fixture
def ailleurs() -> Iterator[http.server.ThreadingHTTPServer]:
    """Un autre hôte, qui accepte tout le monde et note qui vient."""

    class Accueillant(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.server.venus.append(self.path)  # type: ignore[attr-defined]
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Le test compte, le terminal n'a pas à savoir."""

    autre = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Accueillant)
    autre.venus = []  # type: ignore[attr-defined]
    threading.Thread(target=autre.serve_forever, daemon=True).start()
    yield autre
    autre.shutdown()
