"""Le catalogue des phrases que le moteur dit. Un mot à changer ou à traduire : catalogue/fr.toml, pas ici."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

# Combien de résultats une mémoire garde au plus : assez pour un lot, trop peu pour peser dans un navigateur.
MEMOIRE = 4096
CATALOGUE = Path(__file__).with_name("catalogue") / "fr.toml"


@cache
def catalogue() -> dict[str, Any]:
    """Le catalogue entier, lu une fois."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def dire(section: str, cle: str, /, **valeurs: str) -> str:
    """La phrase `cle` de la table `section`, ses valeurs mises à leur place. Clé absente : KeyError."""
    phrase: str = catalogue()[section][cle]
    return phrase.format(**valeurs) if valeurs else phrase


@cache
def date_en_lettres(jour: date) -> str:
    """Le jour comme on le dit.

    >>> date_en_lettres(date(2026, 12, 24))
    'jeudi 24 décembre 2026'
    """
    mots = catalogue()["dates"]
    quantieme = mots["premier"] if jour.day == 1 else str(jour.day)
    return f"{mots['jours'][jour.weekday()]} {quantieme} {mots['mois'][jour.month - 1]} {jour.year}"


def date_courte(jour: date) -> str:
    """Le jour sans son nom : « 3 avril 2026 »."""
    return date_en_lettres(jour).split(" ", 1)[1]


def en_lettres(nombre: int) -> str:
    """Le nombre en lettres s'il est dans le catalogue, en chiffres sinon."""
    mots: dict[str, str] = catalogue()["nombres"]
    return mots.get(str(nombre), str(nombre))
