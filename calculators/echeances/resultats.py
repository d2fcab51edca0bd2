"""Ce que rend l'étage des échéances, avant les mots : des objets figés."""

from datetime import date
from typing import NamedTuple

from calculators.dossier import DecisionNotifiee
from calculators.echeances.termes import Pas


class Echeance(NamedTuple):
    """Une échéance du contrat. Dates en jours ; `heure` quand le délai est en heures."""

    id: str
    objet: str
    dernier_jour: date | None
    heure: str | None
    etat: str
    certitude: str
    favorable: date | None
    heure_favorable: str | None
    manque: tuple[str, ...]
    titre: str
    regles: tuple[str, ...]
    pas: tuple[Pas, ...]
    pas_favorable: tuple[Pas, ...]
    sources: tuple[str, ...]


class Analyse(NamedTuple):
    """Une décision ou une assignation analysée : de quoi choisir les alertes et les étapes."""

    decision: DecisionNotifiee | None
    famille: str
    territoire: str
    urgence: str | None
    suspensif: bool
    doutes: frozenset[str]
    mention_fausse: bool
    raccourcie: bool
    assignation_tardive: bool
    echeances: tuple[Echeance, ...]

    @property
    def contentieux(self) -> Echeance:
        """L'échéance du tribunal, toujours la première de la liste."""
        return self.echeances[0]
