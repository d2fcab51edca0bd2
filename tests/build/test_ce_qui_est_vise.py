"""« Mon dossier » demande à quoi un fait se rapporte : le moteur doit savoir compter chaque réponse qu'il propose."""

from typing import Any

import pytest

from builder.dossier_evenements import evenements
from calculators import calculer
from tests.engine.demandes import Json, decision, echeances, fait

OQTF = decision("2026-10-01", "oqtf", prefecture="75", date_decision="2026-09-30")
MESURES = ("assignation_notifiee", "retention_notifiee", "detention_informee")
CHAMPS: dict[str, Json] = {
    "demande_deposee": {"complete": True, "titre": "salarie", "accuse_reception": "complet"},
    "decision_notifiee": decision("2026-10-01", "refus_sejour"),
    "pieces_reclamees": {"avant_le": "2026-10-30"},
    "aide_juridictionnelle_demandee": {"pour": "tribunal"},
    "aide_juridictionnelle_decision": {"pour": "tribunal", "sens": "rejet"},
    "ordonnance_refere_notifiee": {"refere": "suspension", "sens": "rejetee", "motif": "urgence"},
    "jugement_notifie": {"sens": "rejet"},
    "assignation_notifiee": {"article_assignation": "L731-1"},
    "retention_notifiee": {"heure": "10:00"},
}


def un(type_: str, jour: str, **champs: Any) -> Json:
    return {**CHAMPS.get(type_, {}), **fait(type_, jour), **champs}


def avant(type_: str, vise: str) -> list[Json]:
    """Ce que le fait vise, et ce sans quoi le moteur ne peut pas le compter."""
    if type_ in MESURES:
        return [OQTF]
    if vise == "demande_deposee":
        demande = un(vise, "2026-04-20")
        entre = {"pieces_fournies": "pieces_reclamees", "motifs_communiques": "demande_motifs"}.get(type_)
        return [demande, *([un(entre, "2026-10-05")] if entre else [])]
    if vise in ("decision_notifiee", "jugement_notifie", "arret_notifie") or "refere" in vise:
        return [un(vise, "2026-10-01")]
    if vise == "assignation_notifiee":
        return [un(vise, "2026-10-05"), OQTF]
    return [un(vise, "2026-10-05"), un("decision_notifiee", "2026-09-20")]


def propositions() -> list[tuple[str, str, Json]]:
    """Chaque fait, chaque sorte de papier que la page lui propose, et la réponse qui la fait proposer."""
    listes = []
    for type_, decrit in evenements().items():
        selon = decrit.get("vise_selon")
        cas = [({selon["question"]: dit}, types) for dit, types in selon["types"].items()] if selon else []
        for champs, types in cas or [({}, decrit.get("vise", []))]:
            listes += [(type_, vise, champs) for vise in types]
    return listes


@pytest.mark.parametrize(("type_", "vise", "champs"), propositions())
def test_ce_que_la_page_propose_de_viser_ne_mene_a_aucune_erreur(type_: str, vise: str, champs: Json) -> None:
    """Une personne qui choisit dans la liste n'a rien fait de faux."""
    faits = avant(type_, vise)
    champs = champs | ({"a": vise.removeprefix("recours_")} | {"sens": "rejet"} if type_ == "reponse_recours" else {})
    dossier = [*faits, un(type_, "2026-10-20", contre=f"{faits[0]['type']}#0", **champs)]
    rendue = calculer(echeances(*dossier, aujourdhui="2026-11-20"))
    assert "erreur" not in rendue, rendue["erreur"]
