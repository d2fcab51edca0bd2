"""L'association inventée de tests/association/exemple : ses fichiers, et son site construit depuis le paquet."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import paquet
from builder.paths import BUILD, ROOT

EXEMPLE = Path(__file__).with_name("exemple")
# Le jour de l'exemple : ses permanences ont été vérifiées par rapport à lui.
JOUR = "1795608000"  # 25 novembre 2026
BASH = shutil.which("bash") or "/bin/bash"


def installer(dossier: Path, verrou: str) -> None:
    """Ce qu'une association a chez elle : deux fichiers, un logo, le travail, le verrou."""
    shutil.copytree(EXEMPLE, dossier)
    shutil.copytree(paquet.MODELE / ".github", dossier / ".github")
    (dossier / paquet.VERROU).write_text(verrou, encoding="utf-8")


def lancer(dossier: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Un geste du travail GitHub, tel quel, dans le dossier de l'association."""
    return subprocess.run(
        [BASH, f".github/{script}"], cwd=dossier, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60
    )


GITHUB = "https://compte.example/depot/"


def construire(dossier: Path) -> subprocess.CompletedProcess[str]:
    """La fabrication de l'association, depuis le paquet ouvert ; les outils installés ici servent là-bas."""
    ouvert = dossier / "paquet"
    for nom in (".venv", "node_modules"):
        (ouvert / nom).symlink_to(ROOT / nom)
    # Ce qui est long et ne dépend que des règles est déjà fait ici : le même contenu donne la même clé.
    (ouvert / ".build").mkdir()
    for nom in ("runtime", "reponses", "dessins.json"):
        if (BUILD / nom).is_dir():
            shutil.copytree(BUILD / nom, ouvert / ".build" / nom)
        elif (BUILD / nom).is_file():
            shutil.copy(BUILD / nom, ouvert / ".build")
    # GitHub dit son adresse à lui ; l'association a donné la sienne, qui l'emporte partout.
    environnement = {**os.environ, "RECOURS_ASSOCIATION": str(dossier), "SOURCE_DATE_EPOCH": JOUR, "SITE_URL": GITHUB}
    return subprocess.run(
        [sys.executable, "-m", "builder"], cwd=ouvert, env=environnement, capture_output=True, text=True, timeout=600
    )


@pytest.fixture(scope="session")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Le site de l'exemple, construit une fois pour tous les ouvriers de pytest, et ce que la fabrication a dit."""
    commun = tmp_path_factory.getbasetemp()
    commun = commun.parent if os.environ.get("PYTEST_XDIST_WORKER") else commun
    dossier, dit = commun / "passerelles", commun / "passerelles.txt"
    with (commun / "passerelles.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not dit.is_file():
            archive = paquet.write(commun / "sortie", depot="")
            installer(dossier, (archive.parent / paquet.VERROU).read_text(encoding="utf-8"))
            shutil.copy(archive, dossier)
            pris = lancer(dossier, "prendre.sh")
            assert pris.returncode == 0, pris.stderr
            fait = construire(dossier)
            assert fait.returncode == 0, fait.stderr
            dit.write_text(fait.stdout + fait.stderr, encoding="utf-8")
    return dossier / "paquet" / "site", dit.read_text(encoding="utf-8")


@pytest.fixture
def copie(tmp_path: Path) -> Callable[..., Path]:
    """Le dossier de l'exemple, avec un morceau remplacé dans un de ses fichiers."""

    def changer(fichier: str = "association.yml", avant: str = "", apres: str = "") -> Path:
        dossier = tmp_path / "exemple"
        shutil.copytree(EXEMPLE, dossier)
        texte = (dossier / fichier).read_text(encoding="utf-8")
        assert avant in texte, f"l'exemple ne contient plus « {avant} »"
        (dossier / fichier).write_text(texte.replace(avant, apres, 1), encoding="utf-8")
        return dossier

    return changer
