"""Qui aide, d'après donnees/contacts.csv et les fichiers de l'association : un numéro qui n'y est pas n'est pas ici."""

import csv
import html

from builder import association_contacts, kit
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


def first(names: list[str]) -> list[Contact]:
    """L'association qui publie le site d'abord, puis les contacts de ces noms."""
    return [*association_contacts.rows(), *named(names)]


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
        parts.append(f'{say["site"]} <a class="en-clair" href="{html.escape(row["site"])}">{html.escape(shown)}</a>.')
    if row.get("courriel"):
        shown = html.escape(row["courriel"])
        parts.append(f'{kit.words("contacts")["courriel"]} <a href="mailto:{shown}">{shown}</a>.')
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
    if source and row["source"]:
        parts.append(f"<small>{html.escape(say['lu'].format(source=row['source'].rstrip('.')))}</small>")
    # Une ligne ne commence pas par « : » ni par « ; ».
    return " ".join(part for part in parts if part).replace(" :", "&nbsp;:").replace(" ;", "&nbsp;;")


def _sentence(text: str) -> str:
    return html.escape(text[:1].upper() + text[1:].rstrip(".") + ".")


def render() -> str:
    """La liste entière, en Markdown."""
    return "\n".join(f"- {item(row)}" for row in [*association_contacts.rows(), *load()])


# Une feuille de papier a une fin : au-delà, les permanences se lisent sur le site.
_LIGNES_DE_L_ASSOCIATION = 5


def short(row: Contact) -> str:
    """Un contact en une ligne : le nom, où, et de quoi joindre ; sans rien de cela, quand on y est reçu."""
    how = (
        row["telephone"] or row.get("courriel") or row["site"].removeprefix("https://").removeprefix("www.").rstrip("/")
    )
    where = f" ({row['territoire']})" if row["territoire"] else ""
    name = row.get("court") or row["nom"]
    said = html.escape(how).replace(" ", "&nbsp;") if how else html.escape(row.get("quand") or row["ce_que_c_est"])
    return f"<strong>{html.escape(name + where)}</strong>&nbsp;: {said}."


def on_paper() -> list[str]:
    """Les lignes d'une feuille : celles de l'association en entier, puis les autres en bref."""
    own = association_contacts.rows()[:_LIGNES_DE_L_ASSOCIATION]
    if not own:
        return [item(row) for row in load()]
    return [*(item(row, source=False) for row in own), *(short(row) for row in load())]


def render_on_paper() -> str:
    """La liste d'une feuille, en Markdown."""
    return "\n".join(f"- {line}" for line in on_paper())
