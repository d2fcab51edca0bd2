"""De la navigation à la première date, sur un réseau et un processeur lents : notre page, la même avec Pyodide tel que
publié et sans réponse faite d'avance, et la même sans aucun calculateur.

Seuls les rapports, pris dans le même passage, sont solides.
"""

import os
import re
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from builder import runtime
from builder.freins import processeur_lent, reseau_lent
from builder.paths import BUILD, SITE
from builder.reponses import NOM
from builder.server import SiteServer

_DOSSIER = BUILD / "bench"
_PATIENCE = 180_000
_REMPLIR = Path(__file__).with_name("bench_remplir.js").read_text(encoding="utf-8")
_LA_DATE = "window.premiereDate"
_TOUTE_LA_PAGE = "performance.getEntriesByType('navigation')[0].loadEventEnd"


class Page(NamedTuple):
    """Un site à mesurer, et ce qui dit qu'il est prêt."""

    nom: str
    dossier: Path
    mesure: str


def _copie(nom: str) -> Path:
    dossier = _DOSSIER / nom
    shutil.rmtree(dossier, ignore_errors=True)
    shutil.copytree(SITE, dossier)
    return dossier


def site_tel_quel() -> Path:
    """Notre page, avec Pyodide entier et rien de fait d'avance."""
    dossier = _copie("tel-quel")
    (dossier / "assets" / NOM).unlink()
    runtime.stock_pyodide(dossier / "assets" / "pyodide", whole_lock=True)
    return dossier


def site_sans_calculateur() -> Path:
    """La même page d'accueil, sans le formulaire, ses scripts ni ce qu'ils demandent."""
    dossier = _copie("sans-calculateur")
    accueil = dossier / "index.html"
    texte = accueil.read_text(encoding="utf-8")
    for motif in (
        r"<recours-calculateur.*?</recours-calculateur>",
        r'<script type="module" src="[^"]*calculateur\.js"></script>',
        r'<link rel="modulepreload"[^>]*>',
        r'<link rel="preload"[^>]*reponses\.json[^>]*>',
    ):
        texte = re.sub(motif, "", texte, flags=re.DOTALL)
    accueil.write_text(texte, encoding="utf-8")
    return dossier


def une_visite(navigateur: Any, page: Page, **serveur: Any) -> tuple[float, int]:
    """Secondes de la navigation à ce qui est mesuré, et octets envoyés par le serveur, dans un navigateur neuf."""
    site = SiteServer(page.dossier, "/association/", **serveur).start()
    contexte = navigateur.new_context(service_workers="block")
    try:
        onglet = contexte.new_page()
        onglet.add_init_script(_REMPLIR)
        onglet.goto(site.address, wait_until="commit", timeout=_PATIENCE)
        onglet.wait_for_function(f"() => {page.mesure} > 0", timeout=_PATIENCE)
        return onglet.evaluate(page.mesure) / 1000, sum(taille for _, taille in site.seen)
    finally:
        contexte.close()
        site.shutdown()


def mesurer(tours: int, lancer: Callable[[], Any], pages: list[Page]) -> dict[str, tuple[float, int]]:
    """La médiane de chaque page, en alternant."""
    vus: dict[str, list[tuple[float, int]]] = {page.nom: [] for page in pages}
    for _ in range(tours):
        for page in pages:
            navigateur = lancer()
            vus[page.nom].append(une_visite(navigateur, page, frein=reseau_lent()))
            navigateur.close()
    return {nom: (statistics.median(s for s, _ in passages), passages[0][1]) for nom, passages in vus.items()}


def premiere_date_bench(tours: int) -> None:
    """Imprime les trois temps et les deux rapports."""
    from playwright.sync_api import sync_playwright

    pages = [
        Page("notre page", SITE, _LA_DATE),
        Page("sans calculateur", site_sans_calculateur(), _TOUTE_LA_PAGE),
        Page("Pyodide tel quel", site_tel_quel(), _LA_DATE),
    ]
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        navigateur = os.environ.get("RECOURS_NAVIGATEUR") or shutil.which("chromium") or play.chromium.executable_path
        lent = processeur_lent(navigateur, _DOSSIER)
        temps = mesurer(tours, lambda: play.chromium.launch(executable_path=lent or navigateur, args=args), pages)
    coeur = "un demi-cœur" if lent else "cœur entier (la machine ne permet pas de le limiter)"
    print(f"\nDe la navigation à la première date, 1,6 Mbit/s, 150 ms, {coeur}, à froid, médiane de {tours}")
    for nom, (secondes, octets) in temps.items():
        print(f"  {nom:18} {octets / 1e6:6.2f} Mo   {secondes:6.2f} s")
    nous, sans, tel_quel = (temps[page.nom][0] for page in pages)
    print(f"  Pyodide tel quel / notre page : {tel_quel / nous:.1f} (au moins 15)")
    print(f"  notre page / sans calculateur : {nous / sans:.2f} (au plus 1,3)")
