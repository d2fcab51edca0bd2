"""Une page du site, récrite pour s'ouvrir depuis un dossier : ses liens, son programme, ce qui n'y marche pas.

Chaque geste est compté : un gabarit qui change arrête la fabrication, plutôt que de laisser un bouton mort.
"""

import json
import posixpath
import re
from collections.abc import Collection
from typing import Any

from builder.catalogue import words
from builder.errors import BuildError
from builder.form import json_dans_la_page

PROGRAMME = "assets/cle-usb.js"
TABLE = "assets/cle-usb-reponses.js"
_DROPPED = re.compile(
    r'<meta http-equiv="Content-Security-Policy"[^>]*>|<meta name="referrer"[^>]*>'
    r'|<link\b[^>]*\brel="(?:modulepreload|preload|alternate|manifest|canonical|prev|next|search)"[^>]*>'
    r'|<script\b[^>]*\bsrc="[^"]*"[^>]*></script>'
)
_SEARCH = (
    re.compile(r'<input class="md-toggle" data-md-toggle="search"[^>]*>'),
    re.compile(r'<label class="md-header__button md-icon" for="__search">.*?</label>', re.DOTALL),
    re.compile(r'<div class="md-search" data-md-component="search".*?</ol>\s*(?:</div>\s*){5}', re.DOTALL),
)
_HREF = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")')
_CALCULATOR = re.compile(r"<recours-calculateur\b.*?</recours-calculateur>", re.DOTALL)
_TOOL = re.compile(r'<div class="(?:dossier|permanence)"[^>]*>.*?data-donnees>.*?</script>\s*</div>', re.DOTALL)
# Ce que la page montre sans JavaScript est aussi ce qu'elle montre sans Python ; seule sa première phrase change.
_WITHOUT = re.compile(r'<div class="sans-js sans-mots">\s*<p>[^<]*JavaScript.*?</p>', re.DOTALL)
_TEXTS = re.compile(r"(<script type=\"application/json\" data-textes>)(.*?)(</script>)", re.DOTALL)
_SERIES = re.compile(r'<option value="(?!1")\d+">[^<]*</option>')
_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)
_BUTTON = re.compile(r"<button\b[^>]*>")
# Les boutons que le programme de la clé sert. Un autre serait mort : la fabrication s'arrête.
_ALIVE = re.compile(r'popovertarget|type="submit"|data-md-component="top"|data-arreter|data-imprimer')


def _index(href: str, name: str, known: Collection[str]) -> str:
    """Un lien vers un dossier, récrit vers sa page ; un lien qui ne mènerait à rien arrête."""
    path, sharp, anchor = href.partition("#")
    if re.match(r"[a-z][\w+.-]*:", href) or not path:
        return href
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if path.endswith("/") or target not in known:
        target = posixpath.normpath(f"{target}/index.html")
        path = f"{path.rstrip('/')}/index.html"
    if target not in known:
        raise BuildError(f"{name} : le lien {href} ne mène à rien sur une clé USB (builder/cle_pages.py).")
    return path + sharp + anchor


def _once(pattern: re.Pattern[str], text: str, new: str, name: str) -> str:
    done, count = pattern.subn(lambda _: new, text)
    if count != 1:
        raise BuildError(f"{name} : {pattern.pattern[:60]} trouvé {count} fois ; revoyez builder/cle_pages.py.")
    return done


def _own_words(text: str) -> str:
    """Les phrases du calculateur qui parlent d'un chargement disent ici la vérité de la clé."""

    def said(found: re.Match[str]) -> str:
        texts: dict[str, Any] = json.loads(found[2])
        texts.pop("mon_dossier", None)
        for section, phrases in words("cle_usb")["textes"].items():
            texts[section] |= phrases
        return found[1] + json_dans_la_page(texts) + found[3]

    return _TEXTS.sub(said, text)


def _without_python(text: str, name: str) -> str:
    """Ce qui demande Python laisse la place à ce qui se fait sans lui."""
    say = words("cle_usb")
    calculator = _CALCULATOR.search(text)
    if calculator and 'data-evenement="decision_notifiee"' in calculator[0]:
        return _own_words(text)
    tool = next((one for one in ("mon-dossier", "permanence") if name.startswith(f"{one}/")), None)
    if not calculator and not tool:
        return text
    text = _once(_TOOL if tool else _CALCULATOR, text, "", name)
    notice = "".join(f"<p>{phrase}</p>" for phrase in say["sans_python"][tool or "calcul"])
    return _once(_WITHOUT, text, f'<div class="sans-mots">\n{notice}', name)


def page(name: str, text: str, known: Collection[str]) -> str:
    """La page, prête pour la clé ; `known` : tous les fichiers qui y sont."""
    formation = "data-formation" in text
    text = _DROPPED.sub("", text)
    if "md-search" in text:
        for pattern in _SEARCH:
            text = _once(pattern, text, "", name)
    text = _without_python(text, name)
    if formation:
        text = _SERIES.sub("", text)
    text = _HREF.sub(lambda found: found[1] + _index(found[2], name, known) + found[3], text)
    dead = [one for one in _BUTTON.findall(_TEMPLATE.sub("", text)) if not _ALIVE.search(one)]
    if dead:
        raise BuildError(f"{name} : {dead[0]} ne ferait rien sur une clé USB (builder/cle_pages.py).")
    up = "../" * name.count("/")
    scripts = [TABLE, PROGRAMME] if "<recours-calculateur" in text else [PROGRAMME]
    tags = "".join(f'<script defer src="{up}{one}"></script>' for one in scripts)
    return _once(re.compile("</head>"), text, f"{tags}</head>", name)
