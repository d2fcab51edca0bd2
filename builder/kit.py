"""Ce que le kit des associations tient pour connu : donnees/kit.toml, et ses mots dans catalogue/association.toml."""

import tomllib
from functools import cache
from typing import Any

from builder.paths import DONNEES, ROOT


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((DONNEES / "kit.toml").read_text(encoding="utf-8"))


def reference() -> str:
    """L'adresse du site de référence, barre finale comprise ; vide si elle n'est pas publique."""
    return str(_data()["reference"]["adresse"])


def depot() -> str:
    """L'adresse du dépôt du code ; vide si elle n'est pas publique."""
    return str(_data()["reference"]["depot"])


def age(name: str) -> int:
    """Une durée au-delà de laquelle une chose est ancienne."""
    return int(_data()["ages"][name])


def limit(name: str) -> int:
    """Une limite que les fichiers d'une association ne dépassent pas."""
    return int(_data()["limites"][name])


@cache
def words(section: str) -> dict[str, Any]:
    """Une table de catalogue/association.toml."""
    return tomllib.loads((ROOT / "catalogue" / "association.toml").read_text(encoding="utf-8"))[section]


def fragments() -> dict[str, str]:
    """Les durées et les adresses que les pages du kit disent."""
    found = {f"kit/{name}.md": f"{number} {name.rpartition('_')[2]}" for name, number in _data()["ages"].items()}
    return {**found, "kit/contraste.md": str(limit("contraste"))}
