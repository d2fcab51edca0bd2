"""Le tableau de la feuille « L'essentiel » : quatre mois de réception, un tableau par mois, calculés par le moteur."""

import html
from datetime import date, timedelta

from builder.catalogue import long_date, weekday_date, words
from builder.table import COLUMNS, last_day

# Un mois avant celui de la fabrication (un refus se conteste longtemps), puis ceux où la feuille servira.
_BEFORE = 1
_MONTHS = 4
_SHOWN = ("refus_seul", "oqtf")


def _month(first: date, rank: int) -> date:
    """Le premier jour du mois situé `rank` mois plus loin."""
    count = first.year * 12 + first.month - 1 + rank
    return date(count // 12, count % 12 + 1, 1)


def months(today: date, count: int = _MONTHS) -> list[date]:
    """Le premier jour de chaque mois de la feuille."""
    return [_month(today.replace(day=1), rank - _BEFORE) for rank in range(count)]


def _day(day: date) -> str:
    """« jeu. 24/12 » : une colonne de papier est étroite ; le jour entier est dans `datetime`."""
    name = words("tableau")["jours"][day.weekday()]
    return f'<time datetime="{day}">{name}&nbsp;{day.day}/{day.month:02}</time>'


def _cell(received: date, column: str) -> str:
    ((contenu, situation),) = COLUMNS[column]
    return f"<td>{_day(last_day(received, contenu, situation))}</td>"


def _row(received: date) -> str:
    cells = "".join(_cell(received, column) for column in _SHOWN)
    return f'<tr><th scope="row"><time datetime="{received}">{weekday_date(received)}</time></th>{cells}</tr>'


def _table(first: date, end: date) -> str:
    say, names = words("essentiel"), words("tableau")["mois_entiers"]
    caption = say["titre"].format(mois=f"{names[first.month - 1]} {first.year}")
    heads = "".join(f'<th scope="col">{html.escape(say[key])}</th>' for key in ("recu", *_SHOWN))
    rows = [_row(first + timedelta(days=n)) for n in range((end - first).days)]
    return "\n".join(
        [f"<table><caption>{caption}</caption>", f"<thead><tr>{heads}</tr></thead><tbody>", *rows, "</tbody></table>"]
    )


def render(today: date, count: int = _MONTHS) -> str:
    """Les tableaux, côte à côte sur le papier."""
    shown = months(today, count)
    ends = [*shown[1:], _month(shown[-1], 1)]
    made = words("essentiel")["fait_le"].format(jour=long_date(today))
    tables = [_table(first, end) for first, end in zip(shown, ends, strict=True)]
    return "\n".join(['<div class="essentiel-jours">', f"<p>{made}</p>", *tables, "</div>"])
