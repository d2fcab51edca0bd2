"""La liste des liens qui sortent : complète, une fois chacun, et l'état dit ce que le site répond."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from builder import liens


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        codes = {"/ici": HTTPStatus.OK, "/ancien": HTTPStatus.MOVED_PERMANENTLY}
        self.send_response(codes.get(self.path, HTTPStatus.NOT_FOUND))
        if self.path == "/ancien":
            self.send_header("Location", "/ici")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Rien à dire."""


@pytest.fixture
def ailleurs() -> Iterator[str]:
    """Un autre site, sur cette machine."""
    serveur = HTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=serveur.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{serveur.server_address[1]}"
    serveur.shutdown()


def test_l_etat_dit_ouvert_deplace_refuse_ou_injoignable(ailleurs: str) -> None:
    """Quatre réponses, quatre gestes différents."""
    assert liens.state(f"{ailleurs}/ici") == "ouvert"
    assert liens.state(f"{ailleurs}/ancien") == f"mène à {ailleurs}/ici"
    assert liens.state(f"{ailleurs}/rien") == "refusé (404)"
    assert liens.state("http://127.0.0.1:9/").startswith("injoignable")


def test_chaque_lien_du_site_construit_est_dans_la_liste(site: Path) -> None:
    """Un lien qui n'y serait pas ne serait jamais rouvert."""
    connus = [lien.address for lien in liens.links()]
    assert len(connus) == len(set(connus)) > 50
    sortants = set()
    for page in site.rglob("*.html"):
        sortants |= set(re.findall(r'href="(https?://[^"]+)"', page.read_text(encoding="utf-8")))
    assert sortants and sortants <= set(connus), sortants - set(connus)
