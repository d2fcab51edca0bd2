"""Deux paquets locaux, N et N+1 : l'association passe de l'un à l'autre sans qu'un de ses fichiers change."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from builder import paquet
from builder.zips import write_zip
from tests.association.conftest import EXEMPLE, construire, installer, lancer

SUIVANTE = "2099.1"


def _archive(dossier: Path, version: str) -> str:
    """Le paquet de cette version, et son verrou."""
    contenu = paquet.contents()
    module = contenu["calculators/version.py"].decode().replace(f'"{paquet.version()}"', f'"{version}"')
    contenu["calculators/version.py"] = module.encode()
    archive = dossier / f"recours-{version}.zip"
    write_zip(archive, contenu)
    empreinte = hashlib.sha256(archive.read_bytes()).hexdigest()
    return f"version={version}\nadresse={archive}\nsha256={empreinte}\nsuite={dossier / 'suite.lock'}\n"


def _publier(asso: Path) -> tuple[str, str]:
    """Prendre puis construire, comme le travail ; rend la page Appel et ce que la fabrication a dit."""
    pris = lancer(asso, "prendre.sh")
    assert pris.returncode == 0, pris.stderr
    fait = construire(asso)
    assert fait.returncode == 0, fait.stderr
    return (asso / "paquet" / "site" / "appel" / "index.html").read_text(encoding="utf-8"), fait.stderr


@pytest.mark.long
def test_d_une_version_a_la_suivante_sans_toucher_aux_fichiers_de_l_association(tmp_path: Path) -> None:
    """La version N est annoncée fausse : la copie le dit en tête de page, puis N+1 l'efface."""
    asso, reference = tmp_path / "asso", tmp_path / "reference"
    reference.mkdir()
    installer(asso, _archive(tmp_path, paquet.version()))
    yml = (asso / "association.yml").read_text(encoding="utf-8")
    (asso / "association.yml").write_text(yml.replace("https://reference.example/", str(reference)), encoding="utf-8")
    fausse = {"version": paquet.version(), "corrigee_dans": SUIVANTE, "phrases": ["La date avait un jour de trop."]}
    (reference / "versions.json").write_text(json.dumps({"courante": SUIVANTE, "fausses": [fausse]}), encoding="utf-8")

    page, dit = _publier(asso)
    assert f"Version {paquet.version()} du guide" in page
    assert "La date avait un jour de trop." in page and "donnait une date fausse" in dit

    (tmp_path / "suite.lock").write_text(_archive(tmp_path, SUIVANTE), encoding="utf-8")
    cherche = lancer(asso, "chercher.sh")
    assert cherche.returncode == 0 and SUIVANTE in cherche.stdout
    page, dit = _publier(asso)
    assert f"Version {SUIVANTE} du guide" in page
    assert "bandeau-erreur" not in page and "donnait une date fausse" not in dit

    for nom in ("permanences.csv", "logo.svg"):
        assert (asso / nom).read_bytes() == (EXEMPLE / nom).read_bytes()
    assert (asso / "association.yml").read_text(encoding="utf-8").replace(
        str(reference), "https://reference.example/"
    ) == yml
    shutil.rmtree(asso)
