"""Le moteur livré dans la page répond comme CPython et comme Pyodide tel que publié, à l'octet près, sur tout."""

import json
from pathlib import Path

import pytest

from builder import runtime
from builder.demandes import communes, rares
from calculators.page import repondre
from tests.build.moteurs import demander, lancer
from tests.build.questions import DECISIONS_AU_HASARD, hasard, references


@pytest.fixture(scope="module")
def questions() -> list[str]:
    """Les références, le hasard, les demandes de la fabrique (dont les fausses) ; les lettres et les lots à la fin."""
    return [*references(), *hasard(), *communes(), *rares()]


@pytest.fixture(scope="module")
def attendues(questions: list[str]) -> list[str]:
    """Ce que CPython répond."""
    return [repondre(question) for question in questions]


@pytest.fixture(scope="module")
def livre(site: Path) -> Path:
    """Le dossier du moteur, dans le site."""
    return site / "assets" / "pyodide"


def comparer(dites: list[str], attendues: list[str], questions: list[str]) -> None:
    """Les mêmes octets, question par question."""
    assert len(dites) == len(questions)
    for question, attendue, dite in zip(questions, attendues, dites, strict=True):
        assert attendue == dite, question


def test_le_moteur_livre_et_cpython_donnent_les_memes_octets(
    livre: Path, questions: list[str], attendues: list[str]
) -> None:
    """Ce qui est testé avec CPython vaut alors pour la page. Rien d'ordinaire n'attend un second envoi, une lettre un seul."""
    dit = demander(livre, questions)
    comparer(dit["reponses"], attendues, questions)
    tardifs = dit["venus"][: len(questions) - len(rares())]
    assert [venus for venus in tardifs if venus] == [], "une demande ordinaire attend un second envoi"
    assert [nom.split("-")[0] for venus in dit["venus"] for nom in venus] == ["suite"], "refaire scripts/runtime/profil"


def test_pyodide_tel_que_publie_et_cpython_donnent_les_memes_octets(
    questions: list[str], attendues: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """La référence : ce qu'on retire du petit moteur ne change donc rien à ce qu'il dit."""
    entier = runtime.stock_pyodide(tmp_path_factory.mktemp("entier") / "pyodide")
    comparer(demander(entier, questions)["reponses"], attendues, questions)


def test_les_questions_couvrent_les_resultats_et_les_erreurs(attendues: list[str]) -> None:
    """Comparer des erreurs entre elles ne prouverait rien."""
    reponses = [json.loads(attendue) for attendue in attendues]
    types = [reponse["erreur"]["type"] for reponse in reponses if isinstance(reponse, dict) and "erreur" in reponse]
    assert {"saisie_invalide", "calcul_ambigu"} <= set(types)
    assert len(reponses) - len(types) > DECISIONS_AU_HASARD


def test_une_panne_dans_le_moteur_livre_se_raconte(livre: Path) -> None:
    """La bibliothèque réduite garde de quoi écrire une trace : sinon une panne en cacherait une autre."""
    dit = lancer("repondre.mjs", livre, [12])
    assert dit.returncode == 1
    assert "Traceback" in dit.stderr and "TypeError" in dit.stderr
    assert "ModuleNotFoundError" not in dit.stderr
