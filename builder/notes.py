"""Les notes de Lighthouse : accessibilité et bonnes pratiques entières, vitesse d'au moins 95, sur les pages principales.

La vitesse bouge d'un passage à l'autre : on en prend la médiane. Les deux autres ne bougent pas.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from builder import mesures
from builder.paths import BUILD, SITE
from builder.server import SiteServer

PAGES = {
    "Accueil": "",
    "Que faire aujourd'hui": "que-faire-aujourdhui/",
    "Refus avec OQTF": "refus-avec-oqtf/",
    "Mon dossier": "mon-dossier/",
    "Associations, Défenseur des droits": "trouver-de-laide/",
}
SEUILS = {"performance": 95, "accessibility": 100, "best-practices": 100}
_CLI = BUILD / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
_SORTIE = BUILD / "lighthouse" / "rapports"


def noter(adresse: str, rapport: Path) -> dict[str, int]:
    """Les trois notes d'une page, sur cent ; le rapport entier reste dans .build/."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    commande = ["node", _CLI, adresse, "--quiet", "--output=json", f"--output-path={rapport}"]
    commande += [f"--only-categories={','.join(SEUILS)}", f"--chrome-flags={' '.join(['--headless=new', *root])}"]
    chrome = os.environ.get("RECOURS_NAVIGATEUR") or shutil.which("chromium") or ""
    subprocess.run([str(mot) for mot in commande], check=True, env={**os.environ, "CHROME_PATH": chrome})
    lu = json.loads(rapport.read_text(encoding="utf-8"))
    return {nom: round(lu["categories"][nom]["score"] * 100) for nom in SEUILS}


def fautes(rapport: Path) -> list[str]:
    """Ce qui coûte des points, en une ligne par constat."""
    lu = json.loads(rapport.read_text(encoding="utf-8"))
    comptes = {ref["id"] for categorie in lu["categories"].values() for ref in categorie["auditRefs"] if ref["weight"]}
    audits = [lu["audits"][nom] for nom in sorted(comptes)]
    return [
        f"{un['id']} : {un['title']} {un.get('displayValue', '')}".rstrip()
        for un in audits
        if un["score"] is not None and un["score"] < 0.9
    ]


def main() -> int:
    """0 si chaque page tient ses seuils."""
    parser = argparse.ArgumentParser(prog="scripts/lighthouse")
    parser.add_argument("--tours", type=int, default=3, help="passages par page (3)")
    parser.add_argument("--ecrire", action="store_true", help=f"garder les notes dans {mesures.NOM}")
    given = parser.parse_args()
    _SORTIE.mkdir(parents=True, exist_ok=True)
    serveur = SiteServer(SITE, "/association/").start()
    notes: dict[str, dict[str, int]] = {}
    for nom, chemin in PAGES.items():
        rapport = _SORTIE / f"{chemin.strip('/') or 'accueil'}.json"
        passages = [noter(serveur.address + chemin, rapport) for _ in range(given.tours)]
        notes[nom] = {quoi: round(statistics.median(un[quoi] for un in passages)) for quoi in SEUILS}
        print(f"  {nom:36} " + "   ".join(f"{quoi} {note}" for quoi, note in notes[nom].items()), flush=True)
        for dit in fautes(rapport):
            print(f"      {dit}")
    serveur.shutdown()
    if given.ecrire:
        mesures.ecrire({"lighthouse": {nom: list(vues.values()) for nom, vues in notes.items()}})
    sous = [nom for nom, vues in notes.items() if any(vues[quoi] < seuil for quoi, seuil in SEUILS.items())]
    if sous:
        print(f"Sous les seuils {list(SEUILS.values())} : {', '.join(sous)}", file=sys.stderr)
    return 1 if sous else 0


if __name__ == "__main__":
    raise SystemExit(main())
