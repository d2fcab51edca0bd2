"""Ce que scripts/mutations passe sur chaque mutation : les tests du moteur qui vont vite, un seul par module.

Pas un test ordinaire (pytest ne ramasse pas ce nom) : chaque module y est un test, tous ses cas à la suite. L'outil
garde, pour chaque fonction, les modules qui passent par elle, et s'arrête au premier qui échoue.
"""

import functools
import gc
import importlib
import itertools
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

import pytest

from tests.hasard_chaines import tirer_chaine
from tests.test_temoin_chaines import desaccords, du_moteur

# Du plus rapide au plus lent ; ceux qui lancent un autre processus, ou refont les mêmes comptes, n'y sont pas.
MODULES = (
    *(
        "test_figees",
        "engine.test_effets",
        "test_cas",
        "engine.test_droit",
        "engine.test_ambigus",
        "engine.test_tribunal",
    ),
    *("engine.test_alertes", "engine.test_etapes", "test_dates", "engine.test_fuseaux", "engine.test_ressources"),
    *(
        "engine.test_messages",
        "engine.test_etats",
        "engine.test_qui_vise_quoi",
        "engine.test_bords",
        "engine.test_lectures_et_mesures",
        "engine.test_reponses_au_jour_pres",
        "engine.test_age",
        "engine.test_aide_et_silence",
        "engine.test_ordre_et_durees",
        "engine.test_opposabilite_et_ordre",
        "engine.test_lettre_et_juge",
        "engine.test_juge_et_referes",
        "engine.test_silence_et_termes",
        "engine.test_jours_du_calcul",
        "engine.test_depart_memoire_et_mesures",
        "test_chaines_connues",
        "test_temoin",
    ),
)
CHAINES = 400
_PARAM = type(pytest.param(0))
_CHARGES = {nom: importlib.import_module(f"tests.{nom}") for nom in MODULES}


# Trouvées une fois, au chargement : les chercher à chaque mutation toucherait tous les objets du processus.
_MEMOIRES = [
    objet
    for objet in gc.get_objects()
    if isinstance(objet, functools._lru_cache_wrapper) and objet.__module__.split(".")[0] in ("calculators", "tests")
]


@pytest.fixture(autouse=True, scope="session")
def memoires_vides() -> None:
    """L'outil part d'un processus qui a déjà tout calculé avec le code sain : sans cela, rien ne serait refait."""
    for memoire in _MEMOIRES:
        memoire.cache_clear()


def valeurs_de(brute: Any, nombre: int) -> Any:
    """Les valeurs d'un cas : celles d'un `pytest.param`, la suite donnée, ou la valeur seule."""
    if isinstance(brute, _PARAM):
        return brute.values
    return brute if nombre > 1 else [brute]


def cas(test: FunctionType) -> Iterator[dict[str, Any]]:
    """Les arguments de chaque cas d'un test paramétré ; un seul, vide, pour un test sans paramètre."""
    jeux = []
    for marque in getattr(test, "pytestmark", []):
        if marque.name == "parametrize":
            noms, brutes = marque.args[:2]
            noms = [nom.strip() for nom in noms.split(",")] if isinstance(noms, str) else list(noms)
            jeux.append([dict(zip(noms, valeurs_de(brute, len(noms)), strict=True)) for brute in brutes])
    for combinaison in itertools.product(*jeux):
        yield {nom: valeur for jeu in combinaison for nom, valeur in jeu.items()}


def cas_du_module(module: ModuleType) -> Iterator[tuple[FunctionType, dict[str, Any]]]:
    """Les tests du module qui n'ont besoin que de leurs paramètres."""
    for nom, test in vars(module).items():
        if nom.startswith("test_") and isinstance(test, FunctionType):
            for arguments in cas(test):
                if {*test.__code__.co_varnames[: test.__code__.co_argcount]} == arguments.keys():
                    yield test, arguments


@pytest.mark.parametrize("nom", MODULES)
def test_le_module_entier_passe(nom: str) -> None:
    """Tous les cas du module, l'un après l'autre."""
    for test, arguments in cas_du_module(_CHARGES[nom]):
        test(**arguments)


def test_les_deux_lectures_sont_d_accord() -> None:
    """Quatre cents chaînes, relues par le témoin."""
    demandes = [tirer_chaine(graine) for graine in range(CHAINES)]
    assert desaccords([(demande, du_moteur(demande)) for demande in demandes]) == []
