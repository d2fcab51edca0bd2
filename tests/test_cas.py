"""Les cas de référence et les décisions de justice, rejoués par le moteur."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer

CAS = Path(__file__).parent / "cas"
REFERENCES: list[dict[str, Any]] = json.loads((CAS / "references.json").read_text(encoding="utf-8"))
DECISIONS = {chemin.stem: tomllib.loads(chemin.read_text(encoding="utf-8")) for chemin in sorted(CAS.glob("*.toml"))}
REJEUX = {"entier", "arithmetique", "non"}


def verifier(demande: dict[str, Any], attendu: dict[str, Any], reponse: dict[str, Any]) -> None:
    trouvees = [
        e
        for e in reponse.get("echeances", [])
        if e["id"] == attendu["id"] and e["objet"] == attendu.get("objet", e["objet"])
    ]
    assert len(trouvees) == 1, reponse.get("erreur") or [(e["id"], e["objet"]) for e in reponse["echeances"]]
    assert {cle: trouvees[0].get(cle) for cle in attendu} == attendu


@pytest.mark.parametrize("reference", REFERENCES, ids=[r["ref"] for r in REFERENCES])
def test_chaque_cas_de_reference_donne_sa_date(reference: dict[str, Any]) -> None:
    """Le moteur rend la date attendue, et tout ce que le cas dit d'autre."""
    verifier(reference["demande"], reference["attendu"], calculer(reference["demande"]))


def test_aucun_cas_de_reference_n_est_perdu() -> None:
    """Cinquante-neuf cas, chacun avec sa raison et sa source : aucun ne disparaît sans bruit."""
    assert len({r["ref"] for r in REFERENCES}) == len(REFERENCES) == 59
    assert all(r["pourquoi"] and r["source"] and len(r["attendu"]) > 1 for r in REFERENCES)


def test_un_cas_de_reference_faux_est_remarque() -> None:
    """Avec un jour de trop dans l'attendu, la vérification échoue : elle lit bien la réponse."""
    reference = next(r for r in REFERENCES if r["ref"] == "G10")
    faux = reference["attendu"] | {"dernier_jour": "2026-12-25"}
    with pytest.raises(AssertionError):
        verifier(reference["demande"], faux, calculer(reference["demande"]))


@pytest.mark.parametrize("nom", DECISIONS)
def test_une_decision_de_justice_dit_comment_elle_est_rejouee(nom: str) -> None:
    """Une juridiction, des faits, la loi d'alors, un mode de rejeu et sa raison ; les renvois existent."""
    cas = DECISIONS[nom]
    assert cas["rejeu"] in REJEUX
    assert cas["juridiction"] and cas["faits"] and cas["loi"] and cas["pourquoi"] and cas["source"]
    assert set(cas.get("regle_tenue_par", [])) <= {r["ref"] for r in REFERENCES}
    assert ("demande" in cas) == (cas["rejeu"] == "entier")
    for partie in (str(cas.get("date", "")), cas.get("numero", "")):
        assert partie in nom


@pytest.mark.parametrize("nom", [nom for nom, cas in DECISIONS.items() if cas["rejeu"] == "entier"])
def test_une_decision_rejouee_en_entier_donne_la_date_du_juge(nom: str) -> None:
    """La demande du dossier jugé rend la date que le juge a retenue."""
    cas = DECISIONS[nom]
    assert cas["attendu"]["dernier_jour"] == cas["dernier_jour"].isoformat()
    verifier(cas["demande"], cas["attendu"], calculer(cas["demande"]))


def test_le_nombre_de_decisions_rejouees_est_dit(capsys: pytest.CaptureFixture[str]) -> None:
    """Combien sont rejouées en entier, en arithmétique seule, ou pas du tout : imprimé, et aucune n'est perdue."""
    nombres = {
        rejeu: sum(cas["rejeu"] == rejeu for cas in DECISIONS.values()) for rejeu in ("entier", "arithmetique", "non")
    }
    with capsys.disabled():
        print(f"\ndécisions et exemples publiés : {len(DECISIONS)}, dont {nombres}")
    assert sum(nombres.values()) == len(DECISIONS) == 58
    assert nombres["entier"] >= 7
