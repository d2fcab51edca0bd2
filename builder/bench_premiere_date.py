"""De la navigation à la première date, sur un réseau et un processeur lents : notre page, la même avec Pyodide tel que
publié pour un cas que la table n'a pas, et la même sans aucun calculateur.

Seuls les rapports, pris dans le même passage, sont solides.
"""

import json
import re
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from builder import runtime
from builder.freins import reseau_lent
from builder.paths import BUILD, SITE
from builder.reponses import NOM
from builder.server import SiteServer

DOSSIER = BUILD / "bench"
_PATIENCE = 180_000
_REMPLIR = Path(__file__).with_name("bench_remplir.js").read_text(encoding="utf-8")
LA_DATE = "window.premiereDate"
_TOUTE_LA_PAGE = "performance.getEntriesByType('navigation')[0].loadEventEnd"


class Page(NamedTuple):
    """Un site à mesurer, et ce qui dit qu'il est prêt."""

    nom: str
    dossier: Path
    mesure: str


def copie(nom: str) -> Path:
    """Le site construit, dans un dossier qu'on peut changer."""
    dossier = DOSSIER / nom
    shutil.rmtree(dossier, ignore_errors=True)
    shutil.copytree(SITE, dossier)
    return dossier


def cas_rare(dossier: Path) -> None:
    """La table vient, mais ne tient aucun jour : le moteur doit répondre, comme pour un cas qu'elle n'a pas."""
    fichier = dossier / "assets" / NOM
    table = json.loads(fichier.read_text(encoding="utf-8"))
    fichier.write_text(json.dumps({**table, "jours": 0}, separators=(",", ":")), encoding="utf-8")


def site_tel_quel() -> Path:
    """Notre page, avec Pyodide entier et une table qui ne tient aucun jour."""
    dossier = copie("tel-quel")
    cas_rare(dossier)
    runtime.stock_pyodide(dossier / "assets" / "pyodide", whole_lock=True)
    return dossier


def site_sans_calculateur() -> Path:
    """La même page d'accueil, sans le formulaire, ses scripts ni ce qu'ils demandent."""
    dossier = copie("sans-calculateur")
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


def ouvrir(contexte: Any, adresse: str, mesure: str = LA_DATE) -> tuple[Any, float]:
    """Un onglet dont le formulaire se remplit dès qu'il existe, et les secondes jusqu'à ce qui est mesuré."""
    onglet = contexte.new_page()
    onglet.add_init_script(_REMPLIR)
    onglet.goto(adresse, wait_until="commit", timeout=_PATIENCE)
    onglet.wait_for_function(f"() => {mesure} > 0", timeout=_PATIENCE)
    return onglet, onglet.evaluate(mesure) / 1000


def une_visite(navigateur: Any, page: Page) -> tuple[float, int]:
    """Secondes de la navigation à ce qui est mesuré, et octets envoyés par le serveur, dans un navigateur neuf."""
    site = SiteServer(page.dossier, "/association/", frein=reseau_lent()).start()
    contexte = navigateur.new_context(service_workers="block")
    try:
        _, secondes = ouvrir(contexte, site.address, page.mesure)
        return secondes, sum(taille for _, taille in site.seen)
    finally:
        contexte.close()
        site.shutdown()


def mesurer(tours: int, lancer: Callable[[], Any]) -> dict[str, float]:
    """La médiane de chaque page, en alternant ; les octets sont ceux d'avant la première date."""
    pages = [
        Page("nous", SITE, LA_DATE),
        Page("sans_calculateur", site_sans_calculateur(), _TOUTE_LA_PAGE),
        Page("tel_quel", site_tel_quel(), LA_DATE),
    ]
    vus: dict[str, list[tuple[float, int]]] = {page.nom: [] for page in pages}
    for _ in range(tours):
        for page in pages:
            navigateur = lancer()
            vus[page.nom].append(une_visite(navigateur, page))
            navigateur.close()
    temps = {nom: round(statistics.median(s for s, _ in passages), 3) for nom, passages in vus.items()}
    octets = {f"octets_{nom}": round(passages[0][1] / 1e6, 3) for nom, passages in vus.items()}
    return temps | octets
