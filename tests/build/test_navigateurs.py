"""Le moteur livré, dans un ouvrier de chaque navigateur présent : les mêmes octets que CPython, et ce qui manque arrive."""

import json
import shutil
from pathlib import Path

import pytest

from builder.demandes import communes, rares
from calculators.page import repondre
from tests.build.navigateurs import ouvrir, presents
from tests.build.questions import hasard, references

PAGE = Path(__file__).parent / "navigateur"
# Un module du reste, une fonction froide : du Python que la page n'emploie pas.
CODES = {"import statistics; statistics.median([3, 1, 2])": "2", "import math; round(math.gamma(5))": "24"}
NAVIGATEURS = [
    "chromium",
    pytest.param("firefox", marks=pytest.mark.long),
    pytest.param("webkit", marks=pytest.mark.long),
]


@pytest.mark.parametrize("nom", NAVIGATEURS)
def test_le_moteur_livre_repond_pareil_dans_ce_navigateur(nom: str, site: Path, tmp_path: Path) -> None:
    """Ordinaires, fausses, lettres, lots, hasard ; puis ce qui n'est pas au départ, venu par une lecture sans attente."""
    commande = presents().get(nom)
    if commande is None:
        pytest.skip(f"{nom} n'est pas installé : firefox-esr ; webkit2gtk-driver, xvfb et xauth")
    questions = [*references(), *hasard(), *communes(), *rares()]
    shutil.copytree(PAGE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(site / "assets" / "pyodide", tmp_path / "pyodide")
    (tmp_path / "entree.json").write_text(json.dumps({"demandes": questions, "codes": list(CODES)}), encoding="utf-8")
    dit = ouvrir(commande, tmp_path, "page.html?repondre-ouvrier.mjs")
    for question, dite in zip(questions, dit["reponses"], strict=True):
        assert repondre(question) == dite, question
    assert [fichier for fichier in dit["avant"] if not fichier.startswith("suite-")] == []
    assert dit["essais"] == list(CODES.values())
    assert {fichier.split("-")[0] for fichier in dit["venus"]} >= {"reste", "froid"}
