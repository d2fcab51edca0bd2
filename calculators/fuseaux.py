"""Les heures d'horloge à travers les changements d'heure, sans base de fuseaux (Pyodide n'en a pas).

Les décalages viennent de droit/fuseaux.toml ; les règles de bascule sont celles de l'Union européenne
et, pour Saint-Pierre-et-Miquelon, de l'Amérique du Nord. Les tests les comparent à la base IANA.
"""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from calculators.formes import lire_toml

FICHIER = Path(__file__).with_name("droit") / "fuseaux.toml"
_HEURE_D_ETE = timedelta(hours=1)
_DIMANCHE = 6
_JOURS_PAR_SEMAINE = 7


class Fuseau(NamedTuple):
    """Décalage d'hiver sur le temps universel, et règle de bascule (« europe », « amerique », « aucune »)."""

    decalage: timedelta
    bascule: str


class HeureInexistante(ValueError):
    """L'heure donnée est sautée par le passage à l'heure d'été."""


@cache
def _lus() -> dict[str, Any]:
    fuseaux: dict[str, Any] = lire_toml(FICHIER)["fuseaux"]
    return fuseaux


@cache
def fuseau_de(territoire: str) -> Fuseau:
    """Le fuseau d'un département ou d'une collectivité ; à défaut, celui de la métropole."""
    choisi = next((f for f in _lus().values() if territoire in f["codes"]), _lus()["metropole"])
    return Fuseau(timedelta(minutes=choisi["minutes"]), choisi["bascule"])


def _dimanche(annee: int, mois: int, rang: int) -> date:
    """Le `rang`-ième dimanche du mois ; rang 0 : le dernier (aucune heure ne change en décembre)."""
    if rang == 0:
        dernier = date(annee, mois + 1, 1) - timedelta(days=1)
        return dernier - timedelta(days=(dernier.weekday() - _DIMANCHE) % _JOURS_PAR_SEMAINE)
    premier = date(annee, mois, 1)
    vers_dimanche = (_DIMANCHE - premier.weekday()) % _JOURS_PAR_SEMAINE
    return premier + timedelta(days=vers_dimanche + _JOURS_PAR_SEMAINE * (rang - 1))


def _a(jour: date, heures: int) -> datetime:
    return datetime(jour.year, jour.month, jour.day) + timedelta(hours=heures)


@cache
def _ete(fuseau: Fuseau, annee: int) -> tuple[datetime, datetime] | None:
    """Début et fin de l'heure d'été, en temps universel."""
    if fuseau.bascule == "europe":
        return _a(_dimanche(annee, 3, 0), 1), _a(_dimanche(annee, 10, 0), 1)
    if fuseau.bascule == "amerique":
        debut = _a(_dimanche(annee, 3, 2), 2) - fuseau.decalage
        return debut, _a(_dimanche(annee, 11, 1), 1) - fuseau.decalage
    return None


def _decalage_a(universel: datetime, fuseau: Fuseau) -> timedelta:
    ete = _ete(fuseau, universel.year)
    if ete is not None and ete[0] <= universel < ete[1]:
        return fuseau.decalage + _HEURE_D_ETE
    return fuseau.decalage


def ajouter_heures(local: datetime, heures: int, fuseau: Fuseau) -> datetime:
    """L'heure locale `heures` heures d'horloge plus tard. Heure double : la première. Heure sautée : erreur.

    >>> ajouter_heures(datetime(2026, 10, 24, 9, 0), 48, fuseau_de("75"))
    datetime.datetime(2026, 10, 26, 8, 0)
    """
    # La première des deux heures doubles est celle d'été : on essaie le décalage d'été d'abord.
    for decalage in (fuseau.decalage + _HEURE_D_ETE, fuseau.decalage):
        universel = local - decalage
        if _decalage_a(universel, fuseau) == decalage:
            terme = universel + timedelta(hours=heures)
            return terme + _decalage_a(terme, fuseau)
    raise HeureInexistante(local.isoformat())
