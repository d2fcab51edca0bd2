"""Après les pages : ce que chaque page du guide dit de plus, d'après son en-tête et le glossaire.

De quel jour sont ses textes, ce qui est à revérifier, et les mots expliqués. Rien ici ne dépend du générateur de pages.
"""

import html
import re
import sys
from datetime import date
from pathlib import Path

from builder import association, association_versions, editeur, entetes, faits, glossaire, mots, validite
from builder.catalogue import long_date, words
from builder.errors import BuildError

# La liste du glossaire explique déjà tout ; la technique s'adresse à d'autres.
_SANS_MOTS = ("glossaire.md", "technique/", "affiches/", "embarque/")
_TITLE_END = re.compile(r"</h1>")
_ARTICLE_END = re.compile(r"</article>")


def check(day: date) -> None:
    """S'arrête sur un en-tête incomplet ; dit, sans s'arrêter, ce qui est à revérifier."""
    known = faits.load()
    glossaire.load()
    for said in entetes.outdated(entetes.load(), known, day):
        print(f"\n    à revérifier : {said}", file=sys.stderr)
    for said in editeur.missing(editeur.load()):
        print(f"\n    à remplir avant de publier : {said}", file=sys.stderr)
    if here := association.current():
        association.tell([*here.notes, association_versions.check(here)[1]])


def _day(day: date) -> str:
    return f'<time datetime="{day}">{long_date(day)}</time>'


def state(page: entetes.Entete) -> str:
    """La ligne du pied : l'état des textes lus, puis le jour de la comparaison, le plus ancien d'abord."""
    say = words("guide")
    read = say["textes_au"].format(jour=_day(page.donnees["texte_au"]))
    checked = say["verifie_le"].format(jour=_day(page.donnees["verifie_le"]))
    return f'<p class="etat-de-la-page">{read} {checked}</p>\n'


def warning(until: date | None, day: date) -> str:
    """L'avertissement du haut de page : caché tant que son jour n'est pas passé."""
    if until is None:
        return ""
    said = html.escape(words("validite")["page"]).format(jour=_day(until))
    hidden = "" if validite.expired(until, day) else " hidden"
    return f'\n<p class="a-revoir" data-valable="{until}"{hidden}>{said}</p>'


def _once(pattern: re.Pattern[str], page: str, before: str, after: str, name: str) -> str:
    """Écrit autour de la première balise trouvée ; sans elle, le thème a changé et la page serait muette."""
    done, count = pattern.subn(lambda found: before + found[0] + after, page, count=1)
    if count != 1:
        raise BuildError(f"{name} : la page construite n'a pas de {pattern.pattern} ; revoyez builder/guide.py.")
    return done


def complete(text: str, page: entetes.Entete, until: date | None, day: date) -> str:
    """Une page construite, avec ce que son en-tête fait dire."""
    text = _once(_TITLE_END, text, "", warning(until, day), page.nom)
    text = _once(_ARTICLE_END, text, state(page), "", page.nom)
    if page.nom.startswith(_SANS_MOTS):
        return text
    return mots.explain(text, [word for word in glossaire.load() if page.nom not in word.sauf])


def built(site: Path, name: str) -> Path:
    """Le fichier construit d'une page : `docs/appel.md` donne `appel/index.html`."""
    stem = name.removesuffix(".md").removesuffix("index").rstrip("/")
    return site / stem / "index.html"


def finish(site: Path, day: date) -> int:
    """Complète toutes les pages du guide ; rend leur nombre."""
    known, pages = faits.load(), entetes.load()
    for page in pages.values():
        path = built(site, page.nom)
        text = path.read_text(encoding="utf-8")
        path.write_text(complete(text, page, page.valable_jusqu_au(known), day), encoding="utf-8")
    return len(pages)
