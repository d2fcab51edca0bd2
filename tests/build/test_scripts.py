"""Quand il manque quelque chose, un script dit une phrase, une seule : ce qui manque et quoi installer."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from builder.paths import ROOT

BASH = shutil.which("bash") or "/bin/bash"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Un clone neuf, réduit à ce que les scripts lisent avant d'installer quoi que ce soit."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for nom in ("requirements.lock", "package-lock.json"):
        shutil.copy(ROOT / nom, tmp_path)
    (tmp_path / "bin").mkdir()
    return tmp_path


def donner(clone: Path, nom: str, corps: str) -> None:
    """Un programme de ce nom, au seul endroit où le script cherchera."""
    programme = clone / "bin" / nom
    programme.write_text(f"#!{BASH}\n{corps}\n", encoding="utf-8")
    programme.chmod(0o755)


def outils_python_prets(clone: Path) -> None:
    """Un .venv déjà installé : le script doit passer à la suite sans chercher de Python."""
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(clone / "requirements.lock", clone / ".venv" / "requirements.lock")


def la_phrase(clone: Path, script: str, *arguments: str) -> str:
    """Lance le script avec un PATH réduit à clone/bin ; rend la seule ligne qu'il dit."""
    fini = subprocess.run(
        [BASH, f"scripts/{script}", *arguments],
        cwd=clone,
        env={"PATH": str(clone / "bin"), "HOME": str(clone)},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert fini.returncode == 1, fini.stderr
    lignes = fini.stderr.splitlines()
    assert len(lignes) == 1, fini.stderr
    return lignes[0]


@pytest.mark.parametrize("script", ["serve", "build", "check", "bench"])
def test_sans_rien_sur_la_machine_le_script_demande_python(clone: Path, script: str) -> None:
    """PATH vide : pas de panne de bash, une phrase."""
    phrase = la_phrase(clone, script)
    assert "Python 3.13" in phrase and "installez" in phrase


def test_sans_git_les_tests_le_demandent(clone: Path) -> None:
    """Les tests lisent ce que git suit."""
    phrase = la_phrase(clone, "test")
    assert "git" in phrase and "installez" in phrase


def test_un_python_trop_ancien_ou_trompeur_ne_compte_pas(clone: Path) -> None:
    """Un raccourci de pyenv existe sans rien derrière ; un autre Python n'a pas les bons octets-code."""
    donner(clone, "python3.13", "echo 'command not found' >&2; exit 127")
    donner(clone, "python3", "exit 1")
    assert "Python 3.13" in la_phrase(clone, "build")


def test_sans_node_le_script_le_demande(clone: Path) -> None:
    """La page embarque Pyodide, que Node essaie à la fabrication."""
    outils_python_prets(clone)
    phrase = la_phrase(clone, "build")
    assert "Node.js" in phrase and "installez" in phrase


def test_un_node_trop_ancien_est_dit(clone: Path) -> None:
    """Le script dit la version qu'il lui faut."""
    outils_python_prets(clone)
    donner(clone, "node", "exit 1")
    phrase = la_phrase(clone, "build")
    assert "trop ancien" in phrase and "20.19" in phrase


def test_sans_npm_le_script_le_demande(clone: Path) -> None:
    """Debian sépare npm de Node."""
    outils_python_prets(clone)
    donner(clone, "node", "exit 0")
    assert "npm" in la_phrase(clone, "build")


def test_un_mauvais_argument_rappelle_l_usage(clone: Path) -> None:
    """`serve` n'a que deux options."""
    assert la_phrase(clone, "serve", "--prt", "8000").startswith("Usage")


def test_un_port_deja_pris_est_dit(tmp_path: Path) -> None:
    """Un autre serveur tourne souvent déjà."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        prise.listen()
        port = str(prise.getsockname()[1])
        fini = subprocess.run(
            [sys.executable, "-m", "builder.server", str(tmp_path), "--port", port],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
        )
    assert fini.returncode == 1
    assert fini.stderr.strip() == f"Le port {port} est pris : choisissez-en un autre avec --port."
