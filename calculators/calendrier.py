"""L'arithmétique des dates. Aucun nom de procédure, aucune durée : seulement des jours.

Code de procédure civile, articles 641 et 642, que le juge administratif applique.
"""

from calendar import monthrange
from collections.abc import Set
from datetime import date, timedelta

from calculators.feries import feries_nationaux

UN_JOUR = timedelta(days=1)
MOIS_PAR_AN = 12
_SAMEDI = 5
_TOUS_LES_MOIS = 28  # ce quantième existe dans chaque mois
_AUCUN: frozenset[date] = frozenset()


def ajouter_mois(jour: date, mois: int) -> date:
    """Le même quantième `mois` plus tard ; s'il n'existe pas, le dernier jour du mois (CPC 641).

    >>> ajouter_mois(date(2026, 12, 30), 2)
    datetime.date(2027, 2, 28)
    """
    rang = jour.year * MOIS_PAR_AN + jour.month - 1 + mois
    annee, mois_moins_un = divmod(rang, MOIS_PAR_AN)
    if jour.day <= _TOUS_LES_MOIS:
        return date(annee, mois_moins_un + 1, jour.day)
    return date(annee, mois_moins_un + 1, min(jour.day, monthrange(annee, mois_moins_un + 1)[1]))


def ajouter_jours(jour: date, jours: int) -> date:
    """`jours` jours plus tard. Unité : jours."""
    return jour + timedelta(days=jours)


def terme_franc_mois(jour: date, mois: int) -> tuple[date, date]:
    """Le dernier jour d'un délai en mois, selon deux lectures, avant tout report.

    La première : (jour + mois) + 1 jour. La seconde : (jour + 1 jour) + mois. Elles ne diffèrent qu'en fin de mois.

    >>> terme_franc_mois(date(2027, 12, 29), 2)
    (datetime.date(2028, 3, 1), datetime.date(2028, 2, 29))
    """
    return ajouter_mois(jour, mois) + UN_JOUR, ajouter_mois(jour + UN_JOUR, mois)


def est_jour_ouvrable(jour: date, feries_locaux: Set[date] = _AUCUN) -> bool:
    """Ni samedi, ni dimanche, ni jour férié (CPC 642 : le samedi compte comme un jour fermé)."""
    return jour.weekday() < _SAMEDI and jour not in feries_nationaux(jour.year) and jour not in feries_locaux


def reporter(jour: date, feries_locaux: Set[date] = _AUCUN) -> date:
    """Le premier jour ouvrable à partir de `jour`, lui compris (CPC 642).

    >>> reporter(date(2026, 12, 25))
    datetime.date(2026, 12, 28)
    """
    while not est_jour_ouvrable(jour, feries_locaux):
        jour += UN_JOUR
    return jour


def avancer(jour: date) -> date:
    """Le dernier jour ouvrable jusqu'à `jour`, lui compris.

    >>> avancer(date(2027, 2, 28))
    datetime.date(2027, 2, 26)
    """
    while not est_jour_ouvrable(jour):
        jour -= UN_JOUR
    return jour
