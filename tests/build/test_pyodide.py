"""Le moteur livré dans la page répond comme CPython, à l'octet près, sur tout ce qu'on sait lui demander."""

import json
import subprocess
from pathlib import Path

import pytest

from builder.demandes import demandes
from builder.paths import ROOT
from calculators.page import repondre
from tests.hasard import tirer
from tests.hasard_chaines import tirer_chaine

REPONDRE = ROOT / "scripts" / "runtime" / "repondre.mjs"
DECISIONS_AU_HASARD = 400
CHAINES_AU_HASARD = 300


def demander_a_pyodide(dossier: Path, textes: list[str]) -> "subprocess.CompletedProcess[str]":
    """Charge le moteur livré dans Node, comme l'ouvrier de la page, et lui pose les questions."""
    return subprocess.run(
        ["node", str(REPONDRE), str(dossier)],
        input=json.dumps(textes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
    )


def references() -> list[str]:
    """Les demandes de tests/cas/references.json."""
    cas = json.loads((ROOT / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    return [json.dumps(un["demande"], ensure_ascii=False) for un in cas]


@pytest.fixture(scope="module")
def questions() -> list[str]:
    """Les références, les demandes de la fabrique (dont les fausses), et des décisions et des chaînes tirées au hasard."""
    hasard = [json.dumps(tirer(graine), ensure_ascii=False) for graine in range(DECISIONS_AU_HASARD)]
    chaines = [json.dumps(tirer_chaine(graine), ensure_ascii=False) for graine in range(CHAINES_AU_HASARD)]
    return [*references(), *demandes(), *hasard, *chaines]


def test_cpython_et_le_pyodide_livre_donnent_les_memes_octets(site: Path, questions: list[str]) -> None:
    """Ce qui est testé avec CPython vaut alors pour la page."""
    dit = demander_a_pyodide(site / "assets" / "pyodide", questions)
    assert dit.returncode == 0, dit.stderr
    reponses = json.loads(dit.stdout)
    assert len(reponses) == len(questions)
    for question, ici, la_bas in zip(questions, map(repondre, questions), reponses, strict=True):
        assert ici == la_bas, question


def test_les_questions_couvrent_les_resultats_et_les_erreurs(questions: list[str]) -> None:
    """Comparer des erreurs entre elles ne prouverait rien."""
    reponses = [json.loads(repondre(question)) for question in questions]
    types = [reponse["erreur"]["type"] for reponse in reponses if isinstance(reponse, dict) and "erreur" in reponse]
    assert {"saisie_invalide", "calcul_ambigu"} <= set(types)
    assert len(reponses) - len(types) > DECISIONS_AU_HASARD


def test_une_panne_dans_le_moteur_livre_se_raconte(site: Path) -> None:
    """La bibliothèque réduite garde de quoi écrire une trace : sinon une panne en cacherait une autre."""
    dit = demander_a_pyodide(site / "assets" / "pyodide", [12])  # type: ignore[list-item]
    assert dit.returncode == 1
    assert "Traceback" in dit.stderr and "TypeError" in dit.stderr
    assert "ModuleNotFoundError" not in dit.stderr
