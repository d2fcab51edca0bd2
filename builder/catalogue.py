"""Les mots que la fabrication écrit dans les pages, et ce que toutes ses parties en font."""

import re
import tomllib
from datetime import date
from functools import cache
from typing import Any

from builder.paths import ROOT


@cache
def words(section: str) -> dict[str, Any]:
    """Une table de catalogue/fabrique.toml."""
    return tomllib.loads((ROOT / "catalogue" / "fabrique.toml").read_text(encoding="utf-8"))[section]


def strong(text: str) -> str:
    """`**mot**` en HTML : les fragments HTML ne passent pas par Markdown."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)


def _number(day: date) -> str:
    return str(words("tableau")["premier"]) if day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """« 1er septembre 2026 »."""
    table = words("tableau")
    return f"{_number(day)} {table['mois_entiers'][day.month - 1]} {day.year}"


def short_date(day: date, known: date) -> str:
    """« jeu. 24 déc. », pour une case étroite ; l'année seulement si elle n'est pas celle de la ligne."""
    table = words("tableau")
    year = "" if day.year == known.year else f" {day.year}"
    return f"{table['jours'][day.weekday()]} {_number(day)}&nbsp;{table['mois'][day.month - 1]}{year}"


def weekday_date(day: date) -> str:
    """« jeu. 24 » : la ligne est sous le nom de son mois."""
    table = words("tableau")
    return f"{table['jours'][day.weekday()]}&nbsp;{_number(day)}"
