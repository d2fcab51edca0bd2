"""Le paquet que prennent les associations : toujours les mêmes octets, rien de trop, et un verrou qui le refuse s'il change."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from builder import paquet
from builder.errors import BuildError
from builder.paths import ROOT
from builder.zips import read_zip, write_zip
from tests.association.conftest import BASH, installer, lancer

DEPOT = "https://forge.example/guide/recours"


def test_deux_paquets_du_meme_contenu_ont_les_memes_octets(tmp_path: Path) -> None:
    """Sans cela, l'empreinte ne prouverait rien : dates, ordre et droits des fichiers n'y entrent pas."""
    ailleurs = tmp_path / "ailleurs"
    for nom, octets in paquet.contents().items():
        (ailleurs / nom).parent.mkdir(parents=True, exist_ok=True)
        (ailleurs / nom).write_bytes(octets)
        os.utime(ailleurs / nom, (1, 1))
    write_zip(tmp_path / "autre.zip", paquet.contents(ailleurs))
    assert paquet.write(tmp_path / "sortie").read_bytes() == (tmp_path / "autre.zip").read_bytes()


def test_le_paquet_porte_le_droit_et_la_fabrique_mais_ni_tests_ni_restes(tmp_path: Path) -> None:
    """Ce qu'une association télécharge sert à construire son site, et à rien d'autre."""
    noms = set(read_zip(paquet.write(tmp_path / "sortie")))
    assert {"calculators/droit/recours.toml", "docs/index.md", "scripts/build", "requirements.lock", "LICENSE"} <= noms
    assert "modele-association/association.yml" in noms
    restes = ("tests/", ".build/", "site/", "docs/regles/", ".git/", "node_modules/", ".venv/")
    assert not [nom for nom in noms if nom.startswith(restes) or "__pycache__" in nom or nom.endswith(".pyc")]


def test_le_verrou_dit_la_version_l_adresse_l_empreinte_et_la_suite(tmp_path: Path) -> None:
    """C'est le seul fichier que la mise à jour change chez une association."""
    archive = paquet.write(tmp_path / "sortie", depot=DEPOT)
    ecrit = (tmp_path / "sortie" / "modele-association" / "paquet.lock").read_text(encoding="utf-8")
    version, empreinte = paquet.version(), hashlib.sha256(archive.read_bytes()).hexdigest()
    assert ecrit.splitlines()[1:] == [
        f"version={version}",
        f"adresse={DEPOT}/releases/download/v{version}/recours-{version}.zip",
        f"sha256={empreinte}",
        f"suite={DEPOT}/releases/latest/download/paquet.lock",
    ]


def test_un_fichier_qui_manque_arrete_le_paquet(tmp_path: Path) -> None:
    """Un paquet incomplet ne se construirait que chez nous."""
    with pytest.raises(BuildError, match="CHANGELOG.md|.npmrc"):
        paquet.contents(tmp_path)


@pytest.fixture
def chez_elle(tmp_path: Path) -> Path:
    """Le dossier d'une association, et une petite archive à côté de ses fichiers."""
    archive = tmp_path / "recours-2026.1.zip"
    write_zip(archive, {"scripts/build": b"echo construit", "CHANGELOG.md": b"# Journal"})
    empreinte = hashlib.sha256(archive.read_bytes()).hexdigest()
    dossier = tmp_path / "asso"
    installer(dossier, f"version=2026.1\nadresse={archive.name}\nsha256={empreinte}\nsuite=suite.lock\n")
    shutil.move(archive, dossier)
    return dossier


def test_le_travail_ouvre_le_paquet_qui_a_la_bonne_empreinte(chez_elle: Path) -> None:
    """Le geste du travail GitHub, tel quel."""
    assert lancer(chez_elle, "prendre.sh").returncode == 0
    assert (chez_elle / "paquet" / "scripts" / "build").read_bytes() == b"echo construit"


def test_un_paquet_change_d_un_octet_n_est_pas_publie(chez_elle: Path) -> None:
    """Une archive remplacée à la même adresse pourrait porter un faux droit."""
    with (chez_elle / "recours-2026.1.zip").open("ab") as archive:
        archive.write(b"x")
    fini = lancer(chez_elle, "prendre.sh")
    assert fini.returncode == 1 and "n'a pas l'empreinte" in fini.stderr
    assert not (chez_elle / "paquet").exists()


@pytest.mark.parametrize(
    ("annonce", "dit", "code"),
    [
        ("version=2026.1\nadresse=a.zip\nsha256=0\nsuite=suite.lock\n", "c'est la plus récente", 0),
        ("version=2025.9\nadresse=a.zip\nsha256=0\nsuite=suite.lock\n", "c'est la plus récente", 0),
        ("<html>introuvable</html>\n", "c'est la plus récente", 0),
        ("version=2026.10\nadresse=a.zip\nsha256=0\nsuite=ailleurs.lock\n", "vient d'un autre endroit", 1),
        ("version=2026.10\nadresse=a.zip\nsha256=0\nsuite=suite.lock\n", "Version 2026.10 : à essayer", 0),
    ],
    ids=["la même", "plus vieille", "illisible", "d'ailleurs", "plus récente"],
)
def test_seule_une_version_plus_recente_du_meme_endroit_est_proposee(
    chez_elle: Path, annonce: str, dit: str, code: int
) -> None:
    """2026.10 vient après 2026.9 ; une annonce d'un autre endroit n'est pas une mise à jour."""
    avant = (chez_elle / "paquet.lock").read_text(encoding="utf-8")
    (chez_elle / "suite.lock").write_text(annonce, encoding="utf-8")
    fini = lancer(chez_elle, "chercher.sh")
    assert fini.returncode == code and dit in fini.stdout + fini.stderr
    assert (chez_elle / "paquet.lock").read_text(encoding="utf-8") == (annonce if "à essayer" in dit else avant)


def test_une_nouvelle_association_recoit_le_modele_entier(tmp_path: Path) -> None:
    """Le travail GitHub compris, dont le dossier commence par un point ; un dossier qui existe n'est pas écrasé."""
    voulu = tmp_path / "notre-site"
    commande = [BASH, str(ROOT / "scripts" / "nouvelle-association"), str(voulu)]
    fini = subprocess.run(commande, capture_output=True, text=True, timeout=60)
    assert fini.returncode == 0 and str(voulu) in fini.stdout
    fichiers = {f.relative_to(paquet.MODELE) for f in paquet.MODELE.rglob("*") if f.is_file()}
    assert {f.relative_to(voulu) for f in voulu.rglob("*") if f.is_file()} == fichiers
    fini = subprocess.run(commande, capture_output=True, text=True, timeout=60)
    assert fini.returncode == 1 and "n'existe pas encore" in fini.stderr
