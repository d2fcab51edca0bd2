"""Qui aide, d'après donnees/contacts.csv et rien d'autre : un numéro qui n'y est pas n'est pas dans le site."""

import csv
import html

from builder.catalogue import words
from builder.errors import BuildError
from builder.paths import DONNEES

Contact = dict[str, str]


def load() -> list[Contact]:
    """Les lignes affichables : source officielle ou lue (A ou B)."""
    with (DONNEES / "contacts.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["confiance"] in ("A", "B")]


def named(names: list[str]) -> list[Contact]:
    """Les contacts de ces noms, dans l'ordre demandé ; un nom inconnu arrête la fabrication."""
    rows = load()
    found = [row for name in names for row in rows if row["nom"] == name]
    if absent := [name for name in names if all(row["nom"] != name for row in rows)]:
        raise BuildError(f"Contact absent de donnees/contacts.csv : {', '.join(absent)}.")
    return found


def _call(row: Contact) -> str:
    say = words("contacts")
    parts = []
    if row["telephone"]:
        free = f" ({say['gratuit']})" if row["gratuit"] == "oui" else ""
        dialled = row["telephone"].replace(" ", "")
        shown = row["telephone"].replace(" ", "&nbsp;")  # un numéro ne se coupe pas en fin de ligne
        parts.append(f'{say["telephone"]} <a href="tel:{dialled}">{shown}</a>{free}.')
    if row["site"]:
        shown = row["site"].removeprefix("https://").removeprefix("www.").rstrip("/")
        parts.append(f'{say["site"]} <a href="{html.escape(row["site"])}">{html.escape(shown)}</a>.')
    return " ".join(parts)


def item(row: Contact, *, source: bool = True) -> str:
    """Une ligne de liste, en HTML : elle sert dans Markdown comme dans le tableau."""
    say = words("contacts")
    where = f" ({row['territoire']})" if row["territoire"] else ""
    parts = [
        f"<strong>{html.escape(row['nom'])}</strong>{html.escape(where)}. {_sentence(row['ce_que_c_est'])}",
        _call(row),
    ]
    if row["remarque"] and row["remarque"] not in say["remarques_internes"]:
        parts.append(_sentence(row["remarque"]))
    if source:
        parts.append(f"<small>{html.escape(say['lu'].format(source=row['source'].rstrip('.')))}</small>")
    # Une ligne ne commence pas par « : » ni par « ; ».
    return " ".join(part for part in parts if part).replace(" :", "&nbsp;:").replace(" ;", "&nbsp;;")


def _sentence(text: str) -> str:
    return html.escape(text[:1].upper() + text[1:].rstrip(".") + ".")


def render() -> str:
    """La liste entière, en Markdown."""
    return "\n".join(f"- {item(row)}" for row in load())
