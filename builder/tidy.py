"""Ce que le thème apporte et que ce site ne lit jamais : quatre mégaoctets qu'une association n'a pas à héberger."""

import re
from pathlib import Path

from builder.errors import BuildError

# La recherche ne charge que le français et ce dont il dépend.
_SEARCH_KEPT = {"lunr.fr.min.js", "lunr.stemmer.support.min.js"}
_MENTION = re.compile(r"\n?(//|/\*)# sourceMappingURL=[^\s*]+(\s*\*/)?")


def tidy(site: Path) -> None:
    """Retire les autres langues de la recherche, les cartes de sources et leurs mentions."""
    languages = site / "assets" / "javascripts" / "lunr"
    if not languages.is_dir():
        raise BuildError("Les langues de la recherche ont changé de place dans le thème : revoyez builder/tidy.py.")
    for path in sorted(languages.rglob("*.js")):
        if path.name not in _SEARCH_KEPT:
            path.unlink()
    for path in sorted((site / "assets").rglob("*.map")):
        path.unlink()
    for path in [*site.glob("assets/**/*.min.js"), *site.glob("assets/**/*.min.css")]:
        path.write_text(_MENTION.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
