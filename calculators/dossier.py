"""Étage 2 : la demande contrôlée devient un dossier, des faits rangés dans l'ordre du calendrier."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from calculators.evenements import CLASSES, INCONNU, DecisionNotifiee, Evenement
from calculators.saisie import Demande
from calculators.territoires import ETRANGER

E = TypeVar("E", bound=Evenement)

# Ces champs du contrat ne changent aucune date de cet événement, ou sont déjà portés par sa tête.
_SANS_EFFET = {"type", "date", "contre"}
_SANS_EFFET_DECISION = {*_SANS_EFFET, "renouvellement"}


@dataclass(frozen=True)
class Dossier:
    """Tous les faits, par date puis par type : l'ordre de la liste reçue ne change que les rangs."""

    aujourdhui: date
    maintenant: str | None
    residence: str | None
    evenements: tuple[Evenement, ...]

    def de(self, classe: type[E]) -> tuple[E, ...]:
        """Les événements d'une classe, dans l'ordre."""
        return tuple([e for e in self.evenements if isinstance(e, classe)])

    def derniere_decision_au(self, jour: date) -> DecisionNotifiee | None:
        """La dernière décision reçue ce jour-là ou avant."""
        return next((d for d in reversed(self.de(DecisionNotifiee)) if d.jour <= jour), None)

    def prefecture_de(self, decision: DecisionNotifiee | None) -> str | None:
        """La préfecture dite ; à défaut celle de la résidence ; None si ni l'une ni l'autre (contrat §2)."""
        if decision is not None and decision.prefecture is not None:
            return decision.prefecture
        return None if self.residence == ETRANGER else self.residence


def _lire_evenement(rang: int, brut: dict[str, Any]) -> Evenement:
    classe = CLASSES.get(brut["type"], Evenement)
    oter = _SANS_EFFET_DECISION if classe is DecisionNotifiee else _SANS_EFFET
    champs = {cle: valeur for cle, valeur in brut.items() if cle not in oter}
    if champs.get("article_assignation", INCONNU) is None:
        champs["article_assignation"] = INCONNU
    return classe(rang, brut["type"], brut["date"], brut.get("contre"), **champs)


def lire_dossier(demande: Demande) -> Dossier:
    """Les objets figés du dossier. Deux listes dans un autre ordre donnent le même calcul."""
    evenements = [_lire_evenement(rang, brut) for rang, brut in enumerate(demande.evenements)]
    if len(evenements) > 1:
        # Même jour, même type : le contenu départage, jamais la place dans la liste.
        evenements.sort(key=lambda e: (e.jour, e.type, _contenu(demande.evenements[e.rang]), e.rang))
    return Dossier(demande.aujourdhui, demande.maintenant, demande.residence, tuple(evenements))


def _contenu(brut: dict[str, Any]) -> str:
    lisible = {cle: sorted(v) if isinstance(v, frozenset) else v for cle, v in brut.items() if cle != "contre"}
    return repr(sorted(lisible.items()))
