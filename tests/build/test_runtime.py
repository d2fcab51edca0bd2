"""Ce que la page télécharge pour calculer : bons octets-code, mêmes octets à chaque fabrication, moins d'octets."""

import gzip
import hashlib
import importlib.util
import json
import zipfile
from pathlib import Path

import pytest

from builder import bytecode, runtime
from builder.errors import BuildError
from builder.paths import NODE_MODULES, RUNTIME

STOCK = NODE_MODULES / "pyodide"
MAGIQUE = importlib.util.MAGIC_NUMBER


@pytest.fixture(scope="module")
def livre(site: Path) -> Path:
    """Le dossier du moteur, dans le site."""
    return site / "assets" / "pyodide"


def test_le_nombre_magique_lu_est_celui_de_ce_python() -> None:
    """La fabrique lit celui du Pyodide livré, et c'est bien le nôtre."""
    assert bytecode.pyodide_magic(STOCK / "python_stdlib.zip") == MAGIQUE


def test_d_autres_octets_code_arretent_la_fabrication() -> None:
    """Compilé par un autre Python, rien ne se chargerait chez le lecteur."""
    with pytest.raises(BuildError, match=r"3999.*Python 3\.13"):
        bytecode.check_magic(MAGIQUE, host=(3999).to_bytes(2, "little") + b"\r\n")


def test_tout_ce_qui_est_livre_est_en_octets_code_de_pyodide(livre: Path) -> None:
    """Un seul .py livré serait analysé à chaque démarrage ; un seul mauvais .pyc casserait tout."""
    (roue,) = livre.glob("*.whl")
    for chemin in (roue, livre / "python_stdlib.zip"):
        with zipfile.ZipFile(chemin) as archive:
            noms = archive.namelist()
            compiles = [nom for nom in noms if nom.endswith(".pyc")]
            assert len(compiles) > 20
            assert not [nom for nom in noms if nom.endswith(".py")]
            assert {archive.read(nom)[:4] for nom in compiles} == {MAGIQUE}


def test_les_regles_de_droit_sont_dans_la_roue(livre: Path) -> None:
    """Sans elles, la page ne saurait rien compter."""
    (roue,) = livre.glob("*.whl")
    with zipfile.ZipFile(roue) as archive:
        noms = set(archive.namelist())
    assert {"calculators/droit/recours.toml", "calculators/droit/textes.toml", "calculators/catalogue/fr.toml"} <= noms


def test_le_verrou_ne_connait_que_notre_roue_et_son_empreinte(livre: Path) -> None:
    """Pyodide n'a aucun autre paquet à aller chercher, ni aucun hôte où le faire."""
    texte = (livre / "pyodide-lock.json").read_text(encoding="utf-8")
    (paquet,) = json.loads(texte)["packages"].values()
    roue = livre / paquet["file_name"]
    assert paquet["sha256"] == hashlib.sha256(roue.read_bytes()).hexdigest()
    assert "://" not in texte


def test_le_manifeste_dit_le_poids_de_chaque_fichier(livre: Path) -> None:
    """C'est ce que la page annonce à qui attend."""
    manifeste = json.loads((livre / "manifeste.json").read_text(encoding="utf-8"))
    dits = {fichier["nom"]: fichier["octets"] for fichier in manifeste["fichiers"]}
    assert dits == {f.name: f.stat().st_size for f in livre.iterdir() if f.name != "manifeste.json"}
    assert manifeste["total"] == sum(dits.values())
    for fichier in manifeste["fichiers"]:
        comprime = len(gzip.compress((livre / fichier["nom"]).read_bytes(), compresslevel=9))
        assert abs(fichier["octets_gz"] - comprime) <= comprime // 50


def test_le_moteur_livre_pese_moins_que_pyodide_tel_quel(livre: Path) -> None:
    """Mesuré avant la première publication : 0,7 des octets."""

    def envoye(dossier: Path, noms: list[str]) -> int:
        return sum(len(gzip.compress((dossier / nom).read_bytes(), compresslevel=6)) for nom in noms)

    coeur = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
    (roue,) = livre.glob("*.whl")
    assert envoye(livre, [*coeur, roue.name]) < 0.8 * envoye(STOCK, coeur)


def test_deux_fabrications_donnent_les_memes_octets(livre: Path, tmp_path: Path) -> None:
    """N'importe qui peut refaire ce qui est publié et comparer."""
    assert (RUNTIME / "cle").read_text() == runtime.key(), "le moteur a changé depuis : relancez scripts/build"
    refait = runtime.build(tmp_path)
    noms = sorted(fichier.name for fichier in livre.iterdir())
    assert noms == sorted(fichier.name for fichier in refait.iterdir())
    differents = [nom for nom in noms if (livre / nom).read_bytes() != (refait / nom).read_bytes()]
    assert differents == []
