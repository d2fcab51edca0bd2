"""Les jours fériés, calculés pour toute année depuis droit/jours_feries.toml."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from calculators.formes import lire_toml

FICHIER = Path(__file__).with_name("droit") / "jours_feries.toml"


@cache
def _lus() -> dict[str, Any]:
    return lire_toml(FICHIER)


@cache
def dimanche_de_paques(annee: int) -> date:
    """Le dimanche de Pâques grégorien (méthode dite anonyme, 1876).

    >>> dimanche_de_paques(2027)
    datetime.date(2027, 3, 28)
    """
    a = annee % 19
    b, c = divmod(annee, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    mois, jour = divmod(h + m - 7 * n + 114, 31)
    return date(annee, mois, jour + 1)


def _jour(entree: dict[str, Any], annee: int) -> date | None:
    if not entree.get("depuis", annee) <= annee <= entree.get("jusqu_en", annee):
        return None
    if "paques" in entree:
        return dimanche_de_paques(annee) + timedelta(days=entree["paques"])
    mois, jour = entree["date"].split("-")
    return date(annee, int(mois), int(jour))


@cache
def noms_des_feries(annee: int, territoire: str = "") -> dict[date, str]:
    """Les fériés de l'année et leur nom ; avec un territoire (code de département), les siens aussi."""
    entrees = [e for e in _lus()["locaux"] if territoire in e["territoires"]]
    if territoire and not entrees:
        return noms_des_feries(annee)
    noms: dict[date, str] = {}
    for entree in entrees + _lus()["nationaux"]:
        jour = _jour(entree, annee)
        if jour is not None:
            noms[jour] = entree["nom"]
    return noms


@cache
def feries_nationaux(annee: int) -> frozenset[date]:
    """Les onze jours fériés nationaux de l'année."""
    return frozenset(noms_des_feries(annee))


@cache
def feries_locaux(annee: int, territoire: str) -> frozenset[date]:
    """Les jours fériés propres au territoire, `a_verifier` compris : ils ne servent qu'à la lecture favorable."""
    return frozenset(noms_des_feries(annee, territoire)) - feries_nationaux(annee)
