"""Mesure ce que le lecteur attend : notre page, et la même page avec Pyodide tel que publié, dans le même passage.

Seul le rapport entre les deux est solide : les secondes dépendent de la machine. Le réseau est freiné dans le serveur, le
processeur par un quota sur tout le navigateur (builder/freins.py) : les freins d'un navigateur n'atteignent pas l'ouvrier.
"""

import argparse
import gzip
import os
import shutil
import sys

from builder import bench_hors_ligne, bench_moteur_entier, bench_premiere_date, mesures, vitesse
from builder.bench_engine import batch_bench, files_bench, pyodide_bench
from builder.freins import processeur_lent
from builder.paths import SITE

# Les mesures qui veulent un navigateur : (table de donnees/mesures.toml, ce qui la remplit).
_DANS_LE_NAVIGATEUR = {
    "premiere_date": bench_premiere_date.mesurer,
    "moteur_entier": bench_moteur_entier.mesurer,
    "hors_ligne": bench_hors_ligne.mesurer,
}


def runtime_bench() -> None:
    """Le poids de chaque fichier livré, comprimé."""
    print("\nCe que la page télécharge pour calculer (comprimé)")
    for path in sorted((SITE / "assets" / "pyodide").iterdir(), key=lambda path: -path.stat().st_size):
        print(f"  {path.name:42} {len(gzip.compress(path.read_bytes(), compresslevel=6)) / 1e3:8.0f} ko")


def page_bench(tours: int) -> dict[str, dict[str, object]]:
    """Chaque table mesurée, chaque visite dans un navigateur sans rien en mémoire."""
    from playwright.sync_api import sync_playwright

    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        navigateur = os.environ.get("RECOURS_NAVIGATEUR") or shutil.which("chromium") or play.chromium.executable_path
        lent = processeur_lent(navigateur, bench_premiere_date.DOSSIER)
        commun = {"tours": tours, "demi_coeur": bool(lent)}

        def lancer() -> object:
            return play.chromium.launch(executable_path=lent or navigateur, args=args)

        return {nom: {**commun, **remplir(tours, lancer)} for nom, remplir in _DANS_LE_NAVIGATEUR.items()}


def main() -> int:
    """Tout mesurer ; 1 si un rapport demandé n'est pas tenu."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--tours", type=int, default=3, help="visites à froid par page (3)")
    parser.add_argument("--pages", action="store_true", help="seulement les pages, sans le moteur seul")
    parser.add_argument("--ecrire", action="store_true", help=f"garder les mesures dans {mesures.NOM}")
    given = parser.parse_args()
    runtime_bench()
    if not given.pages:
        files_bench()
        batch_bench()
        pyodide_bench()
    vues = page_bench(given.tours)
    if given.ecrire:
        mesures.ecrire(vues)
    print(f"\n{vitesse.conditions(vues)}")
    for ligne in vitesse.lignes(vues):
        print(f"  {ligne.quoi:62} {ligne.ecrite()}")
    if rates := [ligne.quoi for ligne in vitesse.lignes(vues) if ligne.tenue is False]:
        print(f"Hors de la cible : {' ; '.join(rates)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
