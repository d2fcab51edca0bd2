"""Étage 1 : la demande reçue devient une demande contrôlée. Seul endroit où naît `saisie_invalide`.

Toute clé inconnue, toute valeur hors liste, toute liste vide est une erreur qui nomme son champ.
"""

from calculators.saisie.demande import (
    Demande,
    lire_calcul,
    lire_demande_aide,
    lire_demande_echeances,
    lire_demande_tribunal,
)
from calculators.saisie.lot import DemandeDeLot, lire_demande_lot

__all__ = [
    "Demande",
    "DemandeDeLot",
    "lire_calcul",
    "lire_demande_aide",
    "lire_demande_echeances",
    "lire_demande_lot",
    "lire_demande_tribunal",
]
