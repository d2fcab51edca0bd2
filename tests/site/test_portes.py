"""Dans la page : une fonction que le profil n'a jamais vue servir arrive en plein calcul, ou la page le dit."""

import base64
import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builder.paths import RUNTIME
from builder.runtime_small import assemble, core
from builder.runtime_small.container import unpack
from builder.runtime_small.wasm import FUNC, Module
from builder.server import SiteServer
from tests.site.gestes import changer_aujourdhui, decrire

# Python les appelle en important le moteur, une fois démarré : de quoi pousser une porte pour de bon.
ENLEVEES = {"PyInit__datetime", "PyInit__json"}


@pytest.fixture(scope="module")
def amoindri(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """Le site, avec un moteur dont le profil a perdu deux fonctions qui servent à chaque démarrage."""
    ici = tmp_path_factory.mktemp("portes")
    module = Module((core.STOCK / "pyodide.asm.wasm").read_bytes())
    importees = sum(entree.kind == FUNC for entree in module.imports())
    rangs = [rang - importees for nom, sorte, rang in module.exports() if nom in ENLEVEES and sorte == FUNC]
    assert len(rangs) == len(ENLEVEES)
    profil = json.loads(core.PROFILE.read_text(encoding="utf-8"))
    bits = bytearray(base64.b64decode(profil["fonctions"]))
    for rang in rangs:
        assert bits[rang // 8] >> rang % 8 & 1, "cette fonction devait servir"
        bits[rang // 8] &= ~(1 << rang % 8)
    perdu = ici / "profil.json"
    perdu.write_text(json.dumps(profil | {"fonctions": base64.b64encode(bits).decode()}), encoding="utf-8")
    shutil.copytree(site, ici / "site")
    moteur = ici / "site" / "assets" / "pyodide"
    depart, suite = (
        unpack(gzip.decompress(next(moteur.glob(f"{cle}-*.bin")).read_bytes())) for cle in ("modules", "suite")
    )
    assemble.fill(moteur, core.core(RUNTIME / "cache", profile=perdu), depart, {"suite": suite})
    serveur = SiteServer(ici / "site", "/association/").start()
    yield serveur
    serveur.shutdown()


def _interroger(page: Page, serveur: SiteServer) -> None:
    page.goto(serveur.address)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    changer_aujourdhui(page, "2026-11-24")
    decrire(
        page, "2026-11-23", ["refus_sejour", "oqtf"], delai_mentionne="P2M"
    )  # hors de la table : il y faut le moteur
    page.click("form[data-calcul] button[type=submit]")


def test_une_fonction_absente_arrive_en_plein_calcul(page: Page, amoindri: SiteServer) -> None:
    """La page ne s'aperçoit de rien : la réponse est la même, le second module est venu."""
    with page.expect_response("**/froid-*.bin"):
        _interroger(page, amoindri)
    temps = page.locator('[data-echeance="recours_contentieux"] time').first
    expect(temps).to_have_attribute("datetime", "2026-12-24", timeout=30_000)
    expect(page.locator("[data-secours]")).to_be_hidden()


def test_une_fonction_absente_et_le_reseau_aussi_laissent_l_essentiel(page: Page, amoindri: SiteServer) -> None:
    """Le second module n'arrive pas : la page dit quoi faire, et ne garde aucune réponse du moteur."""
    page.context.route("**/froid-*.bin", lambda route: route.abort())
    _interroger(page, amoindri)
    expect(page.locator("[data-secours]")).to_be_visible(timeout=30_000)
