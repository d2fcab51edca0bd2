"""Les réglages et les mots du lot, lus une fois."""

from functools import cache
from typing import Any

from calculators.formes import lire_toml
from calculators.phrases import CATALOGUE


@cache
def mots() -> dict[str, Any]:
    """Le fichier catalogue/lot.toml entier."""
    return lire_toml(CATALOGUE.with_name("lot.toml"))
