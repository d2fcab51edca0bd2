"""Étage 4 : les alertes, une par piège. Leur gravité et leurs sources sont dans droit/alertes.toml."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.dossier import INCONNU, Dossier
from calculators.echeances.etat import DEPASSEE
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.resultats import Analyse
from calculators.territoires import DEROGATOIRE

FICHIER = Path(__file__).with_name("droit") / "alertes.toml"
GRAVITES = ("critique", "attention", "info")
_IRTF = ("irtf_seule", "irtf_et_suites")
_URGENCES = {"retenu": "urgence_48_heures", "assigne": "urgence_7_jours", "detenu": "urgence_7_jours"}


class Alerte(NamedTuple):
    """Une alerte du contrat, avant ses mots. `phrase` : la clé du catalogue."""

    id: str
    gravite: str
    phrase: str
    sources: tuple[str, ...]


@cache
def _connues() -> dict[str, Any]:
    return tomllib.loads(FICHIER.read_text(encoding="utf-8"))


def _urgence_de(analyse: Analyse) -> str | None:
    """L'urgence de la règle ; outre-mer, celle du lieu où est la personne, même si la règle est plus longue."""
    if analyse.contentieux.etat == DEPASSEE:
        return None
    decision = analyse.decision
    if analyse.territoire == DEROGATOIRE and decision is not None and analyse.famille != REFUS_SEUL:
        return _URGENCES.get(decision.situation) or analyse.urgence
    return analyse.urgence


def _du_papier(analyse: Analyse) -> Iterator[str]:
    """Ce que le papier et la façon dont il est arrivé doivent faire dire."""
    decision = analyse.decision
    if decision is None:
        return
    if decision.voies_et_delais == INCONNU:
        yield "verifier_voies_et_delais"
    if decision.voies_et_delais == "absents" or analyse.mention_fausse:
        yield "delai_inopposable"
    if decision.mode == "lettre_non_retiree":
        yield "pli_non_retire"
    if decision.mode == "en_ligne":
        yield "compte_en_ligne"
    elif "mode" in analyse.doutes:
        yield "mode_a_preciser"
    for doute in ("contenu", "situation", "article_assignation", "heure", "date_decision"):
        if doute in analyse.doutes:
            yield f"{doute}_a_preciser"


def _de_la_mesure(analyse: Analyse, dossier: Dossier) -> Iterator[str]:
    """Ce que la loi fait craindre : urgence, recours inutile, éloignement possible."""
    urgence = _urgence_de(analyse)
    if urgence is not None:
        yield urgence
        yield "aide_juridictionnelle_sans_effet"
    decision = analyse.decision
    if analyse.famille == REFUS_SEUL:
        yield "recours_non_suspensif"
        if decision is not None and (decision.situation in _URGENCES or dossier.mesures):
            yield "oqtf_a_chercher"
        return
    yield "textes_recents_non_lus"
    yield "recours_administratif_sans_effet"
    if analyse.famille in _IRTF:
        yield "irtf_seule"
    if decision is not None and "oqtf" in decision.contenu:
        yield "oqtf_presente"
    if analyse.territoire == DEROGATOIRE or analyse.famille in _IRTF or analyse.assignation_tardive:
        yield "eloignement_non_suspendu"
    elif dossier.prefecture_de(decision) is None:
        yield "outre_mer_a_preciser"
    if decision is not None and "refus_sejour" in decision.contenu and "oqtf" not in decision.contenu:
        yield "oqtf_a_chercher"


def choisir_alertes(analyses: Iterable[Analyse], dossier: Dossier) -> list[Alerte]:
    """Les alertes du dossier, une fois chacune, les plus graves d'abord."""
    cles: dict[str, None] = {}
    for analyse in analyses:
        cles.update(dict.fromkeys((*_de_la_mesure(analyse, dossier), *_du_papier(analyse))))
    cles["preuve_de_depot"] = None
    if "eloignement_non_suspendu" in cles:
        cles.pop("outre_mer_a_preciser", None)
    alertes = []
    for cle in cles:
        connue = _connues()[cle]
        alertes.append(Alerte(connue.get("identifiant", cle), connue["gravite"], cle, tuple(connue["sources"])))
    return sorted(alertes, key=lambda alerte: GRAVITES.index(alerte.gravite))
