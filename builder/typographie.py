"""Après les pages : un signe double (« ? », « : »…) ne passe jamais seul à la ligne.

Les sources gardent des espaces ordinaires, faciles à taper ; le HTML construit porte les insécables.
"""

import re
from pathlib import Path

from builder.fiche_mots import unbroken

_TAG = re.compile(r"<!--.*?-->|<(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_AS_IS = re.compile(r"<(/?)(script|style|pre|code|textarea)\b", re.IGNORECASE)


def set_spaces(page: str) -> str:
    """La page, espaces insécables posées dans son texte ; ni dans ses balises, ni dans ses scripts."""
    done, at, kept = [], 0, 0
    for tag in _TAG.finditer(page):
        text = page[at : tag.start()]
        done += [text if kept else unbroken(text), tag[0]]
        if found := _AS_IS.match(tag[0]):
            kept += -1 if found[1] else 1
        at = tag.end()
    return "".join([*done, page[at:]])


def settle(site: Path) -> int:
    """Toutes les pages du site ; rend leur nombre."""
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        path.write_text(set_spaces(path.read_text(encoding="utf-8")), encoding="utf-8")
    return len(pages)
