"""Les papiers d'entraînement : cent décisions tirées d'une graine, et ce que le moteur y répond.

Une décision est un événement du contrat : builder/papiers.py la dessine, le moteur y répond, rien n'est écrit deux fois.
"""

import random
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from builder.paths import ROOT

Decision = dict[str, Any]
_RECOURS, _PREFET = "recours_contentieux", "recours_administratif"


class Papier(NamedTuple):
    """Un papier inventé : son numéro, sa décision, le jour où on le lit."""

    numero: int
    decision: Decision
    lu_le: date

    def demande(self) -> dict[str, Any]:
        """La demande du contrat que ce papier pose."""
        evenement = {"type": "decision_notifiee", **self.decision}
        return {"calcul": "echeances", "aujourdhui": str(self.lu_le), "dossier": {"evenements": [evenement]}}


class Reponse(NamedTuple):
    """Ce que le moteur dit de ce papier. `heure` : pour un délai en heures."""

    dernier_jour: date
    heure: str | None
    devant: str
    pas: list[str]
    alertes: list[str]


@cache
def catalogue() -> dict[str, Any]:
    """catalogue/formation.toml."""
    return tomllib.loads((ROOT / "catalogue" / "formation.toml").read_text(encoding="utf-8"))


def _dates(mode: str, hasard: random.Random, tirage: Mapping[str, Any]) -> dict[str, str]:
    """Les jours d'un papier : signé, présenté, remis, ouvert, comme son mode le veut."""
    signee = tirage["premier_jour"] + timedelta(days=hasard.randrange(tirage["jours"]))
    arrivee = signee + timedelta(days=hasard.randint(*tirage["remise"]))
    jours = {"date_decision": signee, "date": arrivee}
    if mode == "lettre_remise":
        jours |= {"date_presentation": arrivee, "date": arrivee + timedelta(days=hasard.randint(*tirage["retrait"]))}
    if mode == "en_ligne":
        jours["date_consultation"] = arrivee + timedelta(days=hasard.randint(*tirage["ouverture"]))
    return {champ: str(jour) for champ, jour in jours.items()}


def _tirer(numero: int, profil: Mapping[str, Any], hasard: random.Random, tirage: Mapping[str, Any]) -> Papier:
    tires = {champ: hasard.choice(valeurs) for champ, valeurs in profil.items()}
    choix = {champ: valeur for champ, valeur in tires.items() if valeur}
    decision = {**choix, **_dates(choix["mode"], hasard, tirage)}
    if choix["situation"] == "retenu":
        decision["heure"] = hasard.choice(tirage["heures"])
    connu = max(date.fromisoformat(decision[champ]) for champ in decision if champ.startswith("date"))
    return Papier(numero, decision, connu + timedelta(days=hasard.randint(*tirage["lecture"])))


@cache
def papiers_inventes() -> tuple[Papier, ...]:
    """Les cent papiers, toujours les mêmes : dix séries de dix profils."""
    tirage, profils = catalogue()["tirage"], catalogue()["profils"]
    hasard = random.Random(tirage["graine"])
    ordre = [profil for _ in range(tirage["series"]) for profil in hasard.sample(profils, len(profils))]
    return tuple(_tirer(numero, profil, hasard, tirage) for numero, profil in enumerate(ordre, 1))


def serie(numero: int) -> list[Papier]:
    """Les dix papiers d'une série, la première étant la série 1."""
    taille = len(catalogue()["profils"])
    return list(papiers_inventes()[(numero - 1) * taille : numero * taille])


def repondre(papier: Papier) -> Reponse:
    """La réponse du moteur à ce papier."""
    from calculators import calculer

    rendue = calculer(papier.demande())
    (recours,) = (e for e in rendue["echeances"] if e["id"] == _RECOURS)
    prefet = any(e["id"] == _PREFET for e in rendue["echeances"])
    return Reponse(
        date.fromisoformat(recours["dernier_jour"]),
        recours["heure"],
        "tribunal_ou_prefet" if prefet else "tribunal",
        [pas["texte"] for pas in recours["calcul"]],
        [alerte["texte"] for alerte in rendue["alertes"] if alerte["gravite"] == "critique"],
    )
