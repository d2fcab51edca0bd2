"""Les exemples publiés dans la page du contrat répondent encore."""

import json
import re
from pathlib import Path

import pytest

from calculators import calculer

PAGE = (Path(__file__).parents[2] / "docs" / "technique" / "contrat.md").read_text(encoding="utf-8")
EXEMPLES = [json.loads(bloc) for bloc in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]


def test_la_page_du_contrat_a_des_exemples() -> None:
    """Sans exemple trouvé, le test suivant ne dirait rien."""
    assert {exemple["calcul"] for exemple in EXEMPLES} >= {"echeances", "tribunal"}


@pytest.mark.parametrize("exemple", EXEMPLES, ids=lambda e: e["calcul"])
def test_un_exemple_publie_est_un_exemple_qui_marche(exemple: dict[str, object]) -> None:
    """Un résultat, jamais une erreur."""
    reponse = calculer(exemple)
    assert "erreur" not in reponse
    if exemple["calcul"] == "echeances":
        (recours,) = [e for e in reponse["echeances"] if e["id"] == "recours_contentieux"]
        assert recours["dernier_jour"] == "2026-12-24"
