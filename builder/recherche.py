"""La recherche du thème, sans accents ni mots vides : « prefecture » trouve « préfecture », et « j'ai pas reçu » le reçu.

Et elle ne charge son index (cent kilo-octets) que pour qui cherche, pas à chaque première page.
Le thème ne permet de régler ni l'un ni l'autre. On récrit trois endroits de ses scripts, et la fabrication
s'arrête s'ils ont changé : une recherche qui ne trouve plus rien ne se verrait pas autrement.
"""

import json
from pathlib import Path
from typing import Any

from builder.errors import BuildError

_PLAIN = '.normalize("NFD").replace(/[\\u0300-\\u036f]/g,"")'
# Le thème met une étoile à chaque mot, et un mot étoilé échappe au filtre des mots vides : « de » chercherait
# « demande », « décision », « délai »…
_USEFUL = (
    "{const a=e.split(/[\\s'\u2019]+/),"
    "k=a.filter(m=>(m.length>2||/\\d/.test(m))&&lunr.fr.stopWordFilter(m.toLowerCase()));"
    f'e=(k.length?k:a).join(" "){_PLAIN}}}'
)
_WORKER = "assets/javascripts/workers/search.*.min.js"
_BUNDLE = "assets/javascripts/bundle.*.min.js"
_PATCHES = (
    # Le texte indexé : les mots gardent leur place, le lecteur les voit avec leurs accents.
    (_WORKER, "new lunr.Token(g.slice(l,m).toLowerCase(),", f"new lunr.Token(g.slice(l,m).toLowerCase(){_PLAIN},"),
    # La requête.
    (_WORKER, "search(e){", f"search(e){{{_USEFUL}"),
    # Le chargement : le thème n'attend l'ouverture de la recherche que pour un site lu sans serveur.
    (_BUNDLE, '$(location.protocol!=="file:")', "$(!1)"),
)

_INDEX = "search/search_index.json"
# Les mêmes codes et les mêmes contacts sous chaque page ; les contacts, une fois, sur la page qui aide.
_SOURCES, _CONTACTS, _HELP = "sources", "qui-aide-gratuitement", "trouver-de-laide/"
# Ces pages se trouvent par leur titre et leurs mots ; leur texte est un formulaire.
_TOOLS = {"mon-dossier/", "permanence/"}
# Pour qui embarque ou modifie : par le menu.
_OTHERS = "technique/"


def _kept(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Une entrée de l'index, allégée, ou None."""
    page, _, anchor = entry["location"].partition("#")
    repeated = anchor == _SOURCES or (anchor == _CONTACTS and page != _HELP)
    if repeated or page.startswith(_OTHERS) or (anchor and page in _TOOLS):
        return None
    return {**entry, "text": ""} if page in _TOOLS else entry


def lighten(site: Path) -> None:
    """Un index sans ce qui se répète : il se lit plus vite sur un vieux téléphone, et trouve mieux."""
    path = site / _INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [kept for entry in index["docs"] if (kept := _kept(entry))]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def soften(site: Path) -> None:
    """Récrit les scripts de recherche du site construit."""
    for pattern, before, after in _PATCHES:
        found = sorted(site.glob(pattern))
        text = found[0].read_text(encoding="utf-8") if len(found) == 1 else ""
        if text.count(before) != 1:
            raise BuildError(f"La recherche du thème a changé ({pattern}) : revoyez builder/recherche.py.")
        found[0].write_text(text.replace(before, after), encoding="utf-8")
