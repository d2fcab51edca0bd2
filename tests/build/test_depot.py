"""Le dépôt se suffit : il ne nomme ni la machine où il a été écrit, ni les adresses de ses registres."""

import re
import subprocess
from pathlib import Path

import pytest

from builder.paths import ROOT

# Écrits en morceaux : ce fichier est lu comme les autres.
INTERDITS = [
    "../" + "shared",
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "py" + "pi.org",
    "files.python" + "hosted",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "deb." + "debian.org",
    "/opt/" + "pypi",
    "/opt/" + "wheels",
]


def fichiers_suivis() -> list[Path]:
    """Ce que git suit, et ce qu'il suivrait."""
    dit = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / nom for nom in dit.split("\0") if nom and (ROOT / nom).is_file()]


@pytest.mark.parametrize("interdit", INTERDITS)
def test_le_depot_ne_nomme_ni_machine_ni_registre(interdit: str) -> None:
    """Qui clone ailleurs ne doit rien trouver d'ici."""
    suivis = fichiers_suivis()
    assert len(suivis) > 50
    coupables = [str(f.relative_to(ROOT)) for f in suivis if interdit.encode() in f.read_bytes()]
    assert coupables == []


@pytest.mark.parametrize("interdit", INTERDITS)
def test_le_site_ne_nomme_ni_machine_ni_registre(site: Path, interdit: str) -> None:
    """Ce que nous publions non plus."""
    nos_fichiers = [
        f for f in site.rglob("*.*") if f.suffix in {".html", ".js", ".mjs", ".css", ".json", ".xml", ".txt"}
    ]
    assert len(nos_fichiers) > 30
    # Le cœur de Pyodide, tel que publié, nomme des chemins de sa propre machine virtuelle.
    nos_fichiers = [f for f in nos_fichiers if f.parent.name != "pyodide"]
    coupables = [str(f.relative_to(site)) for f in nos_fichiers if interdit.encode() in f.read_bytes()]
    assert coupables == []


def test_rien_de_fabrique_n_est_suivi() -> None:
    """Ce qui se refabrique n'a pas sa place dans git."""
    fabriques = (".build", "site", "node_modules", ".venv")
    assert [f for f in fichiers_suivis() if f.relative_to(ROOT).parts[0] in fabriques] == []


def test_les_actions_sont_epinglees_par_empreinte() -> None:
    """Une étiquette se déplace : celle d'une action volée publierait autre chose à notre place."""
    flux = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    lignes = [ligne for f in flux for ligne in f.read_text(encoding="utf-8").splitlines() if "uses:" in ligne]
    assert len(lignes) > 5
    assert [une for une in lignes if not re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", une)] == []
