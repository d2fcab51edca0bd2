"""Les exemples écrits dans les docstrings du moteur sont vrais."""

import doctest
import importlib
import pkgutil

import pytest

import calculators

MODULES = [
    m.name for m in pkgutil.walk_packages(calculators.__path__, "calculators.") if m.name != "calculators.__main__"
]


@pytest.mark.parametrize("nom", MODULES)
def test_les_exemples_des_docstrings_sont_vrais(nom: str) -> None:
    """Chaque `>>>` du module donne ce qui est écrit dessous."""
    resultat = doctest.testmod(importlib.import_module(nom))
    assert resultat.failed == 0


def test_il_y_a_des_exemples_a_essayer() -> None:
    """Le calendrier, les fériés, les fuseaux et les durées en portent : sans eux, ce fichier ne dirait rien."""
    avec = {nom for nom in MODULES if doctest.testmod(importlib.import_module(nom)).attempted}
    assert {f"calculators.{m}" for m in ("calendrier", "feries", "fuseaux", "delais", "phrases")} <= avec
