"""Les calendriers des fiches, dessinés par le module de la page sous Node ; gardés tant que rien ne change."""

import html
import json
import tomllib
from hashlib import sha256
from typing import Any

from builder.commands import run
from builder.paths import BUILD, ROOT

Jours = list[dict[str, str]]
_GARDES = BUILD / "dessins.json"
_SCRIPTS = ("builder/dessiner.mjs", "docs/assets/javascripts/frise.js", "docs/assets/javascripts/jours.js")


def words() -> dict[str, Any]:
    """Les mots des images : ceux de la page."""
    page = tomllib.loads((ROOT / "catalogue" / "page.toml").read_text(encoding="utf-8"))
    return page["frise"] | {"premier": page["premier"]}


def draw(calendars: list[Jours]) -> list[str]:
    """Une figure HTML par calendrier, dans l'ordre : le dessin, et la liste qui dit la même chose."""
    say = words()
    asked = json.dumps({"mots": say, "calendriers": calendars}, ensure_ascii=False, sort_keys=True)
    code = "".join((ROOT / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    key = sha256((asked + code).encode()).hexdigest()
    kept = json.loads(_GARDES.read_text(encoding="utf-8")) if _GARDES.is_file() else {}
    if kept.get("cle") != key:
        drawn = json.loads(run("Images des fiches (node)", ["node", _SCRIPTS[0]], stdin=asked))
        kept = {"cle": key, "dessins": drawn}
        BUILD.mkdir(exist_ok=True)
        _GARDES.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return [_figure(one, say) for one in kept["dessins"]]


def _figure(drawn: dict[str, Any], say: dict[str, str]) -> str:
    lines = "".join(
        f'<li>{line["signe"]}<span><strong><time datetime="{line["date"]}">{line["jour"]}</time></strong> '
        f"{html.escape(line['texte'], quote=False)}</span></li>"
        for line in drawn["lignes"]
    )
    # Python-Markdown ne laisse intact qu'un bloc dont la balise extérieure lui est connue : d'où le div.
    return (
        f'<div class="fiche-image"><figure class="image calendrier"><figcaption>{say["calendrier"]}</figcaption>'
        f'<div class="les-mois">{drawn["svg"]}</div><ul class="legende">{lines}</ul>'
        f'<p class="note">{say["court"]}</p></figure></div>'
    )
