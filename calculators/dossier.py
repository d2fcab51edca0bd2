"""Étage 2 : la demande contrôlée devient des objets figés. Rien n'est calculé ici."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from calculators.delais import Delai
from calculators.saisie import Demande
from calculators.territoires import ETRANGER

INCONNU = "inconnu"
MESURES = ("assignation_notifiee", "detention_informee", "retention_notifiee")


@dataclass(frozen=True, slots=True)
class Evenement:
    """Un fait daté. `rang` : sa place dans la liste reçue, à partir de 0."""

    rang: int
    type: str
    jour: date
    contre: str | None

    @property
    def objet(self) -> str:
        """Le nom de l'événement dans la réponse : `decision_notifiee#0`."""
        return f"{self.type}#{self.rang}"

    @property
    def champ(self) -> str:
        """L'endroit de la demande, pour une erreur."""
        return f"dossier.evenements[{self.rang}]"


@dataclass(frozen=True, slots=True)
class DecisionNotifiee(Evenement):
    """La décision du préfet, telle que la personne l'a reçue. « Je ne sais pas » est INCONNU ou None."""

    contenu: frozenset[str]
    situation: str
    mode: str
    date_presentation: date | None
    date_consultation: date | None
    voies_et_delais: str
    delai_mentionne: Delai | None
    heure: str | None
    article_assignation: str
    date_decision: date | None
    prefecture: str | None
    lieu: str | None
    delai_depart_jours: int | None
    citoyen_ue: bool


@dataclass(frozen=True, slots=True)
class Mesure(Evenement):
    """Une assignation, une rétention ou une détention notifiée après la décision, ou seule."""

    heure: str | None
    article_assignation: str
    lieu: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Tous les faits, dans l'ordre du calendrier (l'ordre reçu ne change que les rangs)."""

    aujourdhui: date
    maintenant: str | None
    residence: str | None
    decisions: tuple[DecisionNotifiee, ...]
    mesures: tuple[Mesure, ...]
    autres: tuple[Evenement, ...]

    def prefecture_de(self, decision: DecisionNotifiee | None) -> str | None:
        """La préfecture dite ; à défaut celle de la résidence ; None si ni l'une ni l'autre (contrat §2)."""
        if decision is not None and decision.prefecture is not None:
            return decision.prefecture
        return None if self.residence == ETRANGER else self.residence


def _lire_decision(rang: int, brut: dict[str, Any]) -> DecisionNotifiee:
    return DecisionNotifiee(
        rang,
        brut["type"],
        brut["date"],
        brut.get("contre"),
        brut["contenu"],
        brut["situation"],
        brut.get("mode", INCONNU),
        brut.get("date_presentation"),
        brut.get("date_consultation"),
        brut.get("voies_et_delais", INCONNU),
        brut.get("delai_mentionne"),
        brut.get("heure"),
        brut.get("article_assignation") or INCONNU,
        brut.get("date_decision"),
        brut.get("prefecture"),
        brut.get("lieu"),
        brut.get("delai_depart_jours"),
        brut.get("citoyen_ue", False),
    )


def _lire_mesure(rang: int, brut: dict[str, Any]) -> Mesure:
    # Absent : L731-1, le cas ordinaire (contrat §2). null : la personne ne sait pas.
    article = brut.get("article_assignation", "L731-1") or INCONNU
    return Mesure(rang, brut["type"], brut["date"], brut.get("contre"), brut.get("heure"), article, brut.get("lieu"))


def lire_dossier(demande: Demande) -> Dossier:
    """Les événements triés par date, puis par type : deux listes dans un autre ordre donnent le même calcul."""
    decisions: list[DecisionNotifiee] = []
    mesures: list[Mesure] = []
    autres: list[Evenement] = []
    for rang, brut in enumerate(demande.evenements):
        if brut["type"] == "decision_notifiee":
            decisions.append(_lire_decision(rang, brut))
        elif brut["type"] in MESURES:
            mesures.append(_lire_mesure(rang, brut))
        else:
            autres.append(Evenement(rang, brut["type"], brut["date"], brut.get("contre")))

    def par_date(evenement: Evenement) -> tuple[date, str, int]:
        return evenement.jour, evenement.type, evenement.rang

    return Dossier(
        demande.aujourdhui,
        demande.maintenant,
        demande.residence,
        tuple(sorted(decisions, key=par_date)),
        tuple(sorted(mesures, key=par_date)),
        tuple(sorted(autres, key=par_date)),
    )
