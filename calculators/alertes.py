"""Étage 4 : les alertes, une par piège. Leur gravité et leurs sources sont dans droit/alertes.toml."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.dossier import Dossier
from calculators.echeances.etat import DEPASSEE, FAITE, SANS_OBJET
from calculators.echeances.qualification import REFUS_SEUL
from calculators.echeances.resultats import Analyse
from calculators.evenements import INCONNU, DecisionNotifiee, Mesure
from calculators.formes import lire_toml
from calculators.territoires import DEROGATOIRE

FICHIER = Path(__file__).with_name("droit") / "alertes.toml"
GRAVITES = ("critique", "attention", "info")
_IRTF = ("irtf_seule", "irtf_et_suites")
_SILENCE = "silence"
# Des mesures qu'on ne prend pas contre qui n'a reçu qu'un refus : une OQTF est sans doute arrivée aussi.
_MESURES_D_ELOIGNEMENT = ("retenu", "assigne", "detenu")


class Alerte(NamedTuple):
    """Une alerte du contrat, avant ses mots. `phrase` : la clé du catalogue."""

    id: str
    gravite: str
    phrase: str
    sources: tuple[str, ...]


@cache
def _connues() -> dict[str, Any]:
    return lire_toml(FICHIER)


def _decision(analyse: Analyse) -> DecisionNotifiee | None:
    return analyse.source if isinstance(analyse.source, DecisionNotifiee) else None


def _urgence_de(analyse: Analyse) -> str | None:
    """L'urgence de la règle, tant qu'il reste quelque chose à faire."""
    if analyse.principale is None or analyse.principale.etat in (DEPASSEE, FAITE, SANS_OBJET):
        return None
    return analyse.urgence


def _du_papier(analyse: Analyse) -> Iterator[str]:
    """Ce que le papier, et la façon dont il est arrivé, doivent faire dire."""
    decision = _decision(analyse)
    doutes = set(analyse.doutes)
    if decision is not None:
        doutes.discard("voies_et_delais")
        if decision.voies_et_delais == INCONNU:
            yield "verifier_voies_et_delais"
        if decision.voies_et_delais == "absents":
            yield "delai_inopposable"
        if decision.mode == "lettre_non_retiree":
            yield "pli_non_retire"
        if decision.mode == "en_ligne":
            yield "compte_en_ligne"
    for doute in sorted(doutes):
        if f"{doute}_a_preciser" in _connues():
            yield f"{doute}_a_preciser"


def _de_l_eloignement(analyse: Analyse) -> Iterator[str]:
    """Ce qu'une OQTF, une interdiction de retour ou une assignation font craindre."""
    decision = _decision(analyse)
    yield "textes_recents_non_lus"
    yield "recours_administratif_sans_effet"
    if analyse.famille in _IRTF:
        yield "irtf_seule"
    if decision is not None and "oqtf" in decision.contenu:
        yield "oqtf_presente"
    if decision is not None and "refus_sejour" in decision.contenu and "oqtf" not in decision.contenu:
        yield "oqtf_a_chercher"
    # L'assignation suit le sort de l'OQTF qu'elle exécute, suspendue tant que son délai ou son recours court (L722-7).
    a_nu = not analyse.suspensif if decision is not None else "assignation_tardive" in analyse.alertes
    if a_nu or analyse.territoire == DEROGATOIRE:
        yield "eloignement_non_suspendu"
    elif not analyse.prefecture_connue:
        yield "outre_mer_a_preciser"


def _de_la_mesure(analyse: Analyse, dossier: Dossier) -> Iterator[str]:
    """Urgence, recours inutile, éloignement possible, selon ce qui est attaqué."""
    urgence = _urgence_de(analyse)
    if urgence is not None:
        yield urgence
        yield "aide_juridictionnelle_sans_effet"
    decision = _decision(analyse)
    if decision is not None and analyse.famille == REFUS_SEUL:
        if not analyse.suspensif:
            yield "recours_non_suspensif"
        if decision.situation in _MESURES_D_ELOIGNEMENT or dossier.de(Mesure):
            yield "oqtf_a_chercher"
    elif decision is not None or analyse.famille == "assignation":
        yield from _de_l_eloignement(analyse)
    elif analyse.famille == _SILENCE:
        yield "refus_implicite_malgre_recepisse"
        if not analyse.suspensif:
            yield "recours_non_suspensif"
    elif analyse.famille == "jugement_oqtf":
        yield "textes_recents_non_lus"
        yield "eloignement_apres_jugement"


def choisir_alertes(analyses: Iterable[Analyse], dossier: Dossier) -> list[Alerte]:
    """Les alertes du dossier, une fois chacune, les plus graves d'abord."""
    cles: dict[str, None] = {}
    for analyse in analyses:
        propres = (cle for cle in sorted(analyse.alertes) if cle in _connues())
        cles.update(dict.fromkeys((*_de_la_mesure(analyse, dossier), *propres, *_du_papier(analyse))))
        if any(e.id == "memoire_complementaire" for e in analyse.echeances):
            cles["memoire_annonce"] = None
    cles["preuve_de_depot"] = None
    alertes: dict[str, Alerte] = {}
    for cle in cles:
        connue = _connues()[cle]
        alerte = Alerte(connue.get("identifiant", cle), connue["gravite"], cle, tuple(connue["sources"]))
        deja = alertes.get(alerte.id)
        # Deux phrases pour une même alerte : la plus grave l'emporte.
        if deja is None or GRAVITES.index(alerte.gravite) < GRAVITES.index(deja.gravite):
            alertes[alerte.id] = alerte
    return sorted(alertes.values(), key=lambda alerte: GRAVITES.index(alerte.gravite))
