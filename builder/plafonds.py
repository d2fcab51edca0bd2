"""Le tableau des plafonds de l'aide juridictionnelle, par foyer : calculé par le moteur, d'après droit/plafonds.toml."""

import tomllib
from datetime import date
from typing import Any

from builder import validite
from builder.catalogue import words

# Au-delà, le calculateur de la page répond ; un tableau plus long ne se lit plus.
_HOUSEHOLDS = range(1, 7)
_INCOMES = ("revenu_100", "revenu_55", "revenu_25")
_ASSETS = ("patrimoine_mobilier", "patrimoine_immobilier")


def _year(day: date) -> int:
    """L'année du jour, ou la dernière connue avant elle : le tableau dit la sienne, et quand elle finit."""
    from calculators.ressources import FICHIER

    years = [int(year) for year in tomllib.loads(FICHIER.read_text(encoding="utf-8"))["annees"]]
    return max((year for year in years if year <= day.year), default=min(years))


def _euros(amount: int) -> str:
    """Sans le signe : la phrase d'avant dit « en euros », et quatre colonnes doivent tenir sur 320 pixels."""
    return f"{amount:,}".replace(",", "\u202f")


def _table(keys: tuple[str, ...], heads: list[str], rows: list[dict[str, Any]]) -> list[str]:
    size = f'<span class="d-un-bloc">{words("plafonds")["foyer"]}</span>'
    lines = ["", f"| {size} | {' | '.join(heads)} |", "| --- " * (len(keys) + 1) + "|"]
    lines += [f"| {row['personnes']} | {' | '.join(_euros(row[key]) for key in keys)} |" for row in rows]
    return [*lines, ""]


def render(day: date) -> str:
    """Deux tableaux étroits : un seul ne tiendrait pas sur un téléphone."""
    from calculators.ressources import SOURCES, plafonds_de

    say, year = words("plafonds"), _year(day)
    rows = [plafonds_de(year, size) for size in _HOUSEHOLDS]
    title = validite.mark(say["titre"].format(annee=year), date(year, 12, 31), day)
    rates = [say["taux"].format(taux=key.removeprefix("revenu_")) for key in _INCOMES]
    return "\n".join(
        [
            f"**{title}**",
            "",
            f"{say['revenus']} :",
            *_table(_INCOMES, rates, rows),
            f"{say['patrimoines']} :",
            *_table(_ASSETS, [say[key] for key in _ASSETS], rows),
            say["source"].format(titre=SOURCES[0], annee=year),
        ]
    )
