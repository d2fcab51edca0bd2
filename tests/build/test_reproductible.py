"""Deux fabrications du même code, le même jour, donnent les mêmes octets : sinon personne ne pourrait comparer."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder.paths import ROOT
from tests.build.test_depot import fichiers_suivis

JOUR = "1795600000"
# Ce qui change d'une machine à l'autre sans rien changer au site.
ICI = {"PYTHONHASHSEED": "1", "TZ": "Europe/Paris", "LC_ALL": "C.UTF-8"}
AILLEURS = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
# Les morceaux les plus portés à varier : ensembles, dictionnaires, dates.
MORCEAUX = """
import hashlib, json
from builder import fragments, hote, inventaire
from builder.today import build_day
tout = [fragments.everything(build_day()), inventaire.bill(), hote.render()]
print(hashlib.sha256(json.dumps(tout).encode()).hexdigest())
"""


def lancer(commande: list[str], dossier: Path, env: dict[str, str], umask: int) -> str:
    """La sortie d'un programme lancé comme sur une autre machine."""
    complet = {**os.environ, "SOURCE_DATE_EPOCH": JOUR, "SITE_URL": "https://exemple.org/a/", **env}
    dit = subprocess.run(commande, cwd=dossier, env=complet, umask=umask, capture_output=True, text=True)
    assert dit.returncode == 0, dit.stdout + dit.stderr
    return dit.stdout


def test_les_fragments_et_la_nomenclature_ne_dependent_ni_du_hasard_ni_de_l_heure_locale() -> None:
    """Le plus court des essais : quelques secondes, à chaque fois."""
    dits = [lancer([sys.executable, "-c", MORCEAUX], ROOT, env, 0o022) for env in (ICI, AILLEURS)]
    assert dits[0] == dits[1]


def copier(dossier: Path) -> Path:
    """Ce que git suit, dans un autre dossier, avec les outils d'ici."""
    for fichier in fichiers_suivis():
        place = dossier / fichier.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fichier, place)
    (dossier / "node_modules").symlink_to(ROOT / "node_modules")
    return dossier


@pytest.mark.long
def test_deux_fabrications_dans_deux_dossiers_donnent_les_memes_octets(tmp_path: Path) -> None:
    """Autre chemin, autre fuseau, autres droits, autre graine : rien n'en passe dans le site."""
    sites = []
    for nom, env, umask in (("ici", ICI, 0o022), ("un autre dossier é", AILLEURS, 0o077)):
        dossier = copier(tmp_path / nom)
        lancer([sys.executable, "-m", "builder"], dossier, env, umask)
        sites.append(dossier / "site")
    noms = [sorted(f.relative_to(un).as_posix() for f in un.rglob("*") if f.is_file()) for un in sites]
    assert noms[0] == noms[1] and len(noms[0]) > 200
    pareils, differents, illisibles = filecmp.cmpfiles(*map(str, sites), noms[0], shallow=False)
    assert (differents, illisibles) == ([], [])
    assert len(pareils) == len(noms[0])
