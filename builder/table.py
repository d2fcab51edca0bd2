"""Le tableau des derniers jours, pour qui n'a pas JavaScript : imprimé par le moteur, jour par jour."""

import html
import itertools
import tomllib
from datetime import date, timedelta
from typing import Any

from builder import contacts
from builder.catalogue import long_date, short_date, strong, weekday_date, words
from builder.errors import BuildError
from builder.paths import ROOT

# Jours de notification couverts, autour du jour de fabrication. Avant, tout délai du tableau est passé ;
# après, le site aura été reconstruit plusieurs fois.
_BEFORE = timedelta(days=70)
_AFTER = timedelta(days=30)

COLUMNS: dict[str, tuple[tuple[list[str], str], ...]] = {
    "refus_seul": ((["refus_sejour"], "libre"),),
    "oqtf": ((["refus_sejour", "oqtf"], "libre"),),
    # Deux situations dans une colonne : elle n'existe que si le moteur leur donne la même date.
    "sept_jours": ((["refus_sejour", "oqtf"], "assigne"), (["refus_sejour", "oqtf"], "detenu")),
}


def request(received: date, contenu: list[str], situation: str) -> dict[str, Any]:
    """Ce qu'une case demande au moteur. « Aujourd'hui » est le jour reçu : rien ne peut être daté après."""
    decision = {
        "type": "decision_notifiee",
        "date": received.isoformat(),
        "mode": "lettre_remise",
        "contenu": contenu,
        "voies_et_delais": "complets",
        "situation": situation,
    }
    return {"calcul": "echeances", "aujourdhui": received.isoformat(), "dossier": {"evenements": [decision]}}


def last_day(received: date, contenu: list[str], situation: str) -> date:
    """Le dernier jour que le moteur donne, pour une décision reçue ce jour-là."""
    from calculators import calculer

    answer = calculer(request(received, contenu, situation))
    found = [e["dernier_jour"] for e in answer.get("echeances", []) if e["id"] == "recours_contentieux"]
    if len(found) != 1 or not found[0]:
        raise BuildError(f"Tableau : le moteur ne donne pas une date pour le {received} ({contenu}, {situation}).")
    return date.fromisoformat(found[0])


def _state(received: date) -> list[str]:
    """L'état des textes employés, et la phrase qui paraît d'elle-même quand leur lecture ne suffit plus."""
    from calculators.age import dire_l_age, lecture_de
    from calculators.dossier import lire_dossier
    from calculators.echeances import calculer_echeances
    from calculators.regles import charger
    from calculators.rendu import etat_du_droit
    from calculators.saisie import lire_demande_echeances

    law, asked = charger(), [request(received, *one) for column in COLUMNS.values() for one in column]
    found = [calculer_echeances(lire_dossier(lire_demande_echeances(one)), law) for one in asked]
    used = tuple(sorted({key for analyses in found for analysis in analyses for key in analysis.principale.sources}))
    read = lecture_de(used, law)
    state = words("tableau")["etat"].format(
        jour=long_date(date.fromisoformat(etat_du_droit(used, (), law)["regles_au"]))
    )
    hidden = "" if read.vaut_jusqu_au < received else " hidden"
    old = f'<p class="a-revoir" data-valable="{read.vaut_jusqu_au}"{hidden}>{html.escape(dire_l_age(read.lue_le))}</p>'
    return [f"<p>{state}</p>", old]


def _cell(received: date, column: str) -> str:
    days = {last_day(received, contenu, situation) for contenu, situation in COLUMNS[column]}
    if len(days) != 1:
        raise BuildError(f"Tableau : la colonne {column} a deux dates pour le {received} ; séparez-la.")
    (day,) = days
    return f'<td data-colonne="{column}"><time datetime="{day}">{short_date(day, received)}</time></td>'


def _row(received: date) -> str:
    cells = "".join(_cell(received, column) for column in COLUMNS)
    return f'<tr><th scope="row"><time datetime="{received}">{weekday_date(received)}</time></th>{cells}</tr>'


def _month(rows: list[date], say: dict[str, Any]) -> str:
    name = f"{say['mois_entiers'][rows[0].month - 1]} {rows[0].year}"
    head = f'<tr><th scope="rowgroup" colspan="{len(COLUMNS) + 1}">{name.capitalize()}</th></tr>'
    return "<tbody>\n" + "\n".join([head, *map(_row, rows)]) + "\n</tbody>"


def _help(say: dict[str, Any]) -> list[str]:
    page = tomllib.loads((ROOT / "catalogue" / "page.toml").read_text(encoding="utf-8"))
    items = [f"<li>{contacts.item(row, source=False)}</li>" for row in contacts.first(page["contacts_du_jour"])]
    return [f"<p><strong>{say['aide']}</strong></p>", "<ul>", *items, "</ul>"]


def render(today: date) -> str:
    """Le tableau, sa légende, ce qu'il ne dit pas et qui aide, en HTML."""
    say = words("tableau")
    start, end = today - _BEFORE, today + _AFTER
    received = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    good = say["bon_du"].format(debut=long_date(start), fin=long_date(end))
    made = say["fait_le"].format(jour=long_date(today))
    heads = "".join(f'<th scope="col">{html.escape(say[key])}</th>' for key in ("recu", *COLUMNS))
    months = [_month(list(days), say) for _, days in itertools.groupby(received, key=lambda d: (d.year, d.month))]
    return "\n".join(
        [
            '<div class="tableau-des-jours">',
            f"<p>{good} {made} {say['pour_qui']}</p>",
            f"<p>{strong(say['retention'])}</p>",
            *_state(today),
            f'<table data-debut="{start}" data-fin="{end}">',
            f"<caption>{say['titre']}. {say['doute']}</caption>",
            f"<thead><tr>{heads}</tr></thead>",
            *months,
            "</table>",
            *_help(say),
            "</div>",
        ]
    )
