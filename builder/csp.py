"""La politique de sécurité, écrite dans chaque page : rien ne se charge ni ne part ailleurs que sur ce site.

GitHub Pages n'envoie pas d'en-tête : une balise meta est le seul moyen. L'ouvrier, né d'un blob, en hérite.
"""

import base64
import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builder.errors import BuildError
from builder.paths import DONNEES

# Ce que le navigateur n'exécute pas n'a pas besoin d'empreinte.
_RUN = {"", "text/javascript", "application/javascript", "module"}
_HEAD = re.compile(r"<head>(\s*<meta charset=[^>]*>)?", re.IGNORECASE)


class _Inline(HTMLParser):
    """Les scripts écrits dans la page, et ce que la politique interdirait sans rien dire."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.forbidden: list[str] = []
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.forbidden += [f"<{tag} {name}=…>" for name in given if name == "style" or name.startswith("on")]
        if tag == "style":
            self.forbidden.append("<style>")
        if tag == "script" and "src" not in given and (given.get("type") or "") in _RUN:
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._text is not None:
            self.scripts.append("".join(self._text))
            self._text = None


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


@cache
def data() -> dict[str, Any]:
    """Les règles de la politique et les en-têtes conseillés : donnees/securite.toml."""
    return tomllib.loads((DONNEES / "securite.toml").read_text(encoding="utf-8"))


def policy(hashes: list[str], instead: Mapping[str, str] = MappingProxyType({})) -> str:
    """La politique ; `hashes` sont les seuls scripts écrits dans les pages qui pourront tourner."""
    rules = {rule["nom"]: rule["valeur"] for rule in data()["politique"]} | dict(instead)
    rules["script-src"] = " ".join([rules["script-src"], *hashes])
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def protect(site: Path, instead: Mapping[str, str] = MappingProxyType({})) -> int:
    """Ajoute la politique à chaque page ; rend le nombre de pages. `instead` : les règles qui en remplacent."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    hashes: set[str] = set()
    for path, text in pages.items():
        seen = _Inline()
        seen.feed(text)
        if seen.forbidden:
            raise BuildError(f"{path.relative_to(site)} : la politique de sécurité bloquerait {seen.forbidden[0]}.")
        hashes |= {_hash(script) for script in seen.scripts}
    metas = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(sorted(hashes), instead)}">'
        '<meta name="referrer" content="no-referrer">'
    )
    for path, text in pages.items():
        done, count = _HEAD.subn(lambda head: head[0] + metas, text, count=1)
        if count != 1:
            raise BuildError(f"{path.relative_to(site)} : pas de <head> où écrire la politique de sécurité.")
        path.write_text(done, encoding="utf-8")
    return len(pages)
