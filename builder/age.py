"""Des règles que personne n'a relues depuis longtemps se disent anciennes : le navigateur compare les jours, sans nous."""

import html
from datetime import date, timedelta
from pathlib import Path

from builder import kit
from builder.catalogue import long_date
from builder.errors import BuildError

_TITLE_END = "</h1>"


def read_on() -> date:
    """Le jour de la relecture la plus ancienne : on ne dit jamais des règles plus fraîches qu'elles ne le sont."""
    from calculators.regles import charger

    return min(text.verifie_le for text in charger().textes.values() if text.verifie_le)


def last_day() -> date:
    """Le dernier jour où les règles ne sont pas encore anciennes."""
    return read_on() + timedelta(days=kit.age("regles_jours"))


def notice(root: str, day: date) -> str:
    """La phrase, cachée jusque-là (guide.js la montre, et l'en-tête change de couleur)."""
    say = kit.words("age")
    read, until = read_on(), last_day()
    when = f'<time datetime="{read}">{long_date(read)}</time>'
    said = html.escape(say["anciennes"], quote=False).format(jour=when)
    link = f'<a href="{root}trouver-de-laide/">{html.escape(say["lien"])}</a>'
    hidden = "" if until < day else " hidden"
    return f'\n<p class="a-revoir" data-regles data-valable="{until}"{hidden}>{said} {say["quoi_faire"]} {link}.</p>'


def mark(site: Path, day: date) -> int:
    """L'ajoute sous le titre de chaque page construite ; rend leur nombre."""
    done = 0
    for path in sorted(site.rglob("index.html")):
        before, title, after = path.read_text(encoding="utf-8").partition(_TITLE_END)
        if not title:
            raise BuildError(f"{path.relative_to(site)} : pas de titre sous lequel dire l'âge des règles.")
        root = "../" * len(path.parent.relative_to(site).parts)
        path.write_text(before + title + notice(root, day) + after, encoding="utf-8")
        done += 1
    return done
