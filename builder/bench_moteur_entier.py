"""Le moteur entier, pour un cas que la table n'a pas : de la navigation à la première date, puis la page revisitée, puis
une seconde réponse. Notre moteur et Pyodide tel que publié, en alternant, sur le même réseau et le même processeur lents.
"""

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builder.bench_premiere_date import cas_rare, copie, ouvrir, site_tel_quel
from builder.freins import reseau_lent
from builder.server import SiteServer

# Un autre jour, renvoyé au même moteur ; l'ancienne réponse s'efface dès la frappe.
_SECONDE = """() => new Promise((dire) => {
  const formulaire = document.querySelector('form[data-calcul="echeances"]');
  const jour = formulaire.elements["date-jour"];
  jour.value = jour.value === "1" ? "2" : String(Number(jour.value) - 1);
  jour.dispatchEvent(new Event("input", { bubbles: true }));
  const debut = performance.now();
  const venue = '[data-reponse]:not([hidden]) [data-echeance="recours_contentieux"] time';
  new MutationObserver((_, guet) => {
    if (!document.querySelector(venue)) return;
    guet.disconnect();
    dire(performance.now() - debut);
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
  formulaire.requestSubmit();
})"""


def sites() -> dict[str, Path]:
    """Nos fichiers et ceux de Pyodide tel que publié, sans aucun jour dans la table, ni l'un ni l'autre."""
    notre = copie("moteur-entier")
    cas_rare(notre)
    return {"nous": notre, "tel_quel": site_tel_quel()}


def une_visite(navigateur: Any, dossier: Path) -> dict[str, float]:
    """À froid, la seconde réponse, puis la même page revisitée avec ce que le navigateur a gardé."""
    site = SiteServer(dossier, "/association/", frein=reseau_lent(), cache=True).start()
    contexte = navigateur.new_context(service_workers="block")
    try:
        onglet, froid = ouvrir(contexte, site.address)
        octets = sum(taille for _, taille in site.seen)
        seconde = onglet.evaluate(_SECONDE) / 1000
        onglet.close()
        _, revisite = ouvrir(contexte, site.address)
        return {"froid": froid, "seconde": seconde, "revisite": revisite, "octets": octets / 1e6}
    finally:
        contexte.close()
        site.shutdown()


def mesurer(tours: int, lancer: Callable[[], Any]) -> dict[str, float]:
    """La médiane de chaque temps, en secondes, et les octets de la première visite, en mégaoctets."""
    dossiers = sites()
    vus: dict[str, list[dict[str, float]]] = {nom: [] for nom in dossiers}
    for _ in range(tours):
        for nom, dossier in dossiers.items():
            navigateur = lancer()
            vus[nom].append(une_visite(navigateur, dossier))
            navigateur.close()
    return {
        f"{quoi}_{nom}": round(statistics.median(un[quoi] for un in passages), 3)
        for nom, passages in vus.items()
        for quoi in passages[0]
    }
