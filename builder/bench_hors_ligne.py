"""Serveur éteint : de la navigation à la première date que compte le moteur, à côté de Pyodide tel que publié, revisité.

Le réseau n'y compte pas : c'est ce que la page doit relire, et démarrer, qui fait la différence.
"""

import re
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builder import hors_ligne
from builder.bench_premiere_date import cas_rare, copie, ouvrir, site_tel_quel
from builder.server import SiteServer
from builder.serveur_qui_tombe import ServeurQuiTombe

_GARDE = """async () => {
  const [nom] = await caches.keys();
  return nom ? (await (await caches.open(nom)).keys()).map(({ url }) => url) : [];
}"""


def _site_sans_table() -> Path:
    """Notre page, dont le moteur seul peut répondre ; son gardien est refait pour elle."""
    dossier = copie("hors-ligne")
    cas_rare(dossier)
    (dossier / hors_ligne.NOM).unlink()
    for page in dossier.rglob("*.html"):
        page.write_text(re.sub(r'<meta name="fabrique"[^>]*>', "", page.read_text(encoding="utf-8")), encoding="utf-8")
    hors_ligne.publier(dossier)
    return dossier


def _serveur_eteint(navigateur: Any, dossier: Path) -> float:
    """Une visite, le temps que le moteur soit gardé, puis la même serveur éteint."""
    site = ServeurQuiTombe(dossier)
    site.start()
    contexte = navigateur.new_context(service_workers="allow")
    onglet, _ = ouvrir(contexte, site.address)
    while not all(any(nom in url for url in onglet.evaluate(_GARDE)) for nom in ("/wasm-", "/modules-", "/worker.mjs")):
        onglet.wait_for_timeout(200)
    onglet.close()
    site.eteint = True
    _, secondes = ouvrir(contexte, site.address)
    contexte.close()
    site.shutdown()
    return secondes


def _revisite(navigateur: Any, dossier: Path) -> float:
    """Deux visites ; la seconde, avec ce que le navigateur a gardé."""
    site = SiteServer(dossier, "/association/", cache=True).start()
    contexte = navigateur.new_context(service_workers="block")
    ouvrir(contexte, site.address)
    _, secondes = ouvrir(contexte, site.address)
    contexte.close()
    site.shutdown()
    return secondes


def mesurer(tours: int, lancer: Callable[[], Any]) -> dict[str, float]:
    """La médiane des deux temps, en secondes, en alternant ; sans frein de réseau, qui avantagerait la page éteinte."""
    nous, tel_quel = _site_sans_table(), site_tel_quel()
    vus: list[tuple[float, float]] = []
    for _ in range(tours):
        navigateur = lancer()
        vus.append((_serveur_eteint(navigateur, nous), _revisite(navigateur, tel_quel)))
        navigateur.close()
    eteint, revisite = (round(statistics.median(passage), 3) for passage in zip(*vus, strict=True))
    return {"nous": eteint, "revisite_tel_quel": revisite}
