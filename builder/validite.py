"""Ce qui finit un jour connu : après ce jour, la page dit « à revérifier » d'elle-même, et la fabrication avertit.

Le navigateur compare deux dates ISO (docs/assets/javascripts/validite.js) : une page construite avant le dit aussi.
"""

import html
from datetime import date

from builder.catalogue import words


def expired(until: date | None, day: date) -> bool:
    """Le jour dit est-il passé ? Le jour même, le fait vaut encore."""
    return until is not None and until < day


def mark(text: str, until: date | None, day: date) -> str:
    """Le texte tel quel, ou entouré de son dernier jour de validité."""
    if until is None:
        return text
    note = html.escape(words("validite")["fait"])
    added = f" <strong data-a-revoir>{note}</strong>" if expired(until, day) else ""
    return f'<span data-valable="{until}" data-note="{note}">{text}{added}</span>'
