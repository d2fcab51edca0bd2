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
# Ce que le moteur compte aujourd'hui : sur ces seuls événements, « ne sait pas encore » n'est pas une réponse.
COMPTES = {"decision_notifiee", "assignation_notifiee", "retention_notifiee", "detention_informee"}
REJEUX = {"entier", "arithmetique", "non"}


def types(demande: dict[str, Any]) -> set[str]:
    return {evenement["type"] for evenement in demande["dossier"]["evenements"]}


def pas_encore(demande: dict[str, Any], reponse: dict[str, Any]) -> bool:
    """Le moteur dit-il, en nommant l'événement, qu'il ne sait pas encore compter cela ?"""
    erreur = reponse.get("erreur", {})
    if erreur.get("type") != "calcul_ambigu" or types(demande) <= COMPTES:
        return False
    inconnus = {n for n, e in enumerate(demande["dossier"]["evenements"]) if e["type"] not in COMPTES}
    return any(erreur["champ"].startswith(f"dossier.evenements[{n}]") for n in inconnus)


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
    """Le moteur rend la date attendue ; hors de ce qu'il compte déjà, il peut encore dire qu'il ne sait pas."""
    reponse = calculer(reference["demande"])
    if not pas_encore(reference["demande"], reponse):
        verifier(reference["demande"], reference["attendu"], reponse)


def test_les_cas_de_reference_que_le_moteur_ne_compte_pas_encore_sont_dits(capsys: pytest.CaptureFixture[str]) -> None:
    """Le nombre de cas en attente est imprimé, et aucun ne porte sur une décision ou une mesure seules."""
    attente = [r["ref"] for r in REFERENCES if pas_encore(r["demande"], calculer(r["demande"]))]
    with capsys.disabled():
        print(f"\ncas de référence : {len(REFERENCES) - len(attente)} rejoués, {len(attente)} pas encore {attente}")
    portee = {r["ref"] for r in REFERENCES if types(r["demande"]) <= COMPTES}
    assert len(portee) >= 32 and not portee & set(attente)


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
    reponse = calculer(cas["demande"])
    if not pas_encore(cas["demande"], reponse):
        verifier(cas["demande"], cas["attendu"], reponse)


def test_le_nombre_de_decisions_rejouees_est_dit(capsys: pytest.CaptureFixture[str]) -> None:
    """Combien sont rejouées en entier, en arithmétique seule, ou pas du tout : imprimé, et aucune n'est perdue."""
    nombres = {
        rejeu: sum(cas["rejeu"] == rejeu for cas in DECISIONS.values()) for rejeu in ("entier", "arithmetique", "non")
    }
    with capsys.disabled():
        print(f"\ndécisions de justice : {len(DECISIONS)}, dont {nombres}")
    assert sum(nombres.values()) == len(DECISIONS) == 53
