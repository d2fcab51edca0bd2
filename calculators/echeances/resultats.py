"""Ce que rend l'étage des échéances, avant les mots."""

from datetime import date
from typing import NamedTuple

from calculators.echeances.termes import Pas
from calculators.evenements import Evenement
from calculators.regles import Emploi


class Echeance(NamedTuple):
    """Une échéance du contrat. Dates en jours ; `heure` quand le délai est en heures."""

    id: str
    objet: str
    dernier_jour: date | None
    heure: str | None
    etat: str
    certitude: str
    titre: str
    regles: tuple[Emploi, ...]
    pas: tuple[Pas, ...]
    sources: tuple[str, ...]
    favorable: date | None = None
    heure_favorable: str | None = None
    manque: tuple[str, ...] = ()
    pas_favorable: tuple[Pas, ...] = ()
    premier_jour: date | None = None
    non_relue_depuis: date | None = None


class Analyse(NamedTuple):
    """Un événement analysé : de quoi choisir les alertes et les étapes. La première échéance est la principale."""

    source: Evenement
    famille: str = ""
    territoire: str = ""
    urgence: str | None = None
    doutes: frozenset[str] = frozenset()
    alertes: frozenset[str] = frozenset()
    raccourcie: bool = False
    echeances: tuple[Echeance, ...] = ()
    prefecture_connue: bool = True
    suspensif: bool = False

    @property
    def principale(self) -> Echeance | None:
        """L'échéance du recours : devant le tribunal, la cour ou le Conseil d'État."""
        return self.echeances[0] if self.echeances else None
