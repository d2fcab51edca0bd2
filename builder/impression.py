"""Ce que toute page dit de plus une fois imprimée : l'âge des règles, et que ce n'est pas un conseil juridique.

Caché à l'écran (recours.css) : une feuille gardée dans un tiroir doit montrer son âge, une page à jour n'en a pas besoin.
"""

import html
import re
from pathlib import Path

from builder.catalogue import long_date, words
from builder.errors import BuildError
from builder.paths import INCLUS

_END = re.compile(r"</article>")


def line() -> str:
    """Le pied de la feuille, d'après les règles et la version du moteur."""
    from calculators.regles import charger
    from calculators.version import VERSION

    # Le texte lu il y a le plus longtemps : on ne dit jamais une feuille plus fraîche qu'elle ne l'est.
    read = min(text.texte_au for text in charger().textes.values() if text.texte_au)
    said = words("impression")["regles"].format(jour=long_date(read), version=VERSION)
    notice = " ".join((INCLUS / "avertissement.md").read_text(encoding="utf-8").split("\n")).strip()
    return (
        f'<div class="imprime"><p><strong>{html.escape(said, quote=False)}</strong></p>'
        f'<p class="imprime-avis">{html.escape(notice, quote=False)}</p></div>\n'
    )


def mark(site: Path) -> int:
    """L'ajoute à chaque page construite ; rend leur nombre. La page introuvable n'a pas d'article : elle n'en a pas."""
    foot, done = line(), 0
    for path in sorted(site.rglob("index.html")):
        text, count = _END.subn(lambda end: foot + end[0], path.read_text(encoding="utf-8"), count=1)
        if count != 1:
            raise BuildError(f"{path.relative_to(site)} : pas de fin d'article où écrire l'âge des règles.")
        path.write_text(text, encoding="utf-8")
        done += 1
    return done
