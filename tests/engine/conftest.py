"""Une copie du moteur à abîmer, pour les tests qui changent un fichier du droit."""

from pathlib import Path

import pytest

from tests.engine.demandes import Copie


@pytest.fixture
def copie(tmp_path: Path) -> Copie:
    """Le moteur entier, recopié dans un dossier du test."""
    return Copie(tmp_path)
