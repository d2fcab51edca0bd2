"""Les départements et collectivités : leurs noms, leur régime, leur distance. Lus dans droit/."""

from functools import cache
from pathlib import Path
from typing import Any

from calculators.formes import lire_toml

DROIT = Path(__file__).with_name("droit")
ETRANGER = "etranger"
ORDINAIRE, DEROGATOIRE, HORS_CHAMP = "ordinaire", "derogatoire", "hors_champ"


@cache
def ressort() -> dict[str, Any]:
    """droit/ressort.toml : départements (nom, tribunal) et établissements."""
    return lire_toml(DROIT / "ressort.toml")


@cache
def territoires() -> dict[str, Any]:
    """droit/territoires.toml : régimes d'outre-mer et distance."""
    return lire_toml(DROIT / "territoires.toml")


@cache
def codes() -> frozenset[str]:
    """Tous les codes de département et de collectivité admis."""
    return frozenset(ressort()["departements"])


def nom_du_departement(code: str) -> str:
    """« Rhône » pour « 69 »."""
    nom: str = ressort()["departements"][code]["nom"]
    return nom


@cache
def regime_de(code: str | None) -> str:
    """`ordinaire` (aussi sans code), `derogatoire` (recours non suspensif) ou `hors_champ` (le site ne compte pas)."""
    for nom, regime in territoires()["regimes"].items():
        if code in regime["codes"]:
            return str(nom)
    return ORDINAIRE


@cache
def est_outre_mer(code: str) -> bool:
    """Vrai si y demeurer, ou y saisir un tribunal, peut allonger le délai (CJA R421-7)."""
    return code in territoires()["distance"]["outre_mer"]
