"""La page 404 dit l'urgence elle-même : ses liens peuvent manquer, pas les trois gestes ni les numéros."""

import re
from pathlib import Path

import markdown

from builder.errors import BuildError
from builder.paths import INCLUS_BUILD

_PLACE = re.compile(r"<!-- ([\w-]+\.md) -->")


def _fragment(found: re.Match[str]) -> str:
    text = (INCLUS_BUILD / found[1]).read_text(encoding="utf-8")
    made = markdown.markdown(text)
    if re.search(r'href="[^"]*\.md', made):
        raise BuildError(f"{found[1]} : un lien vers une page ne marcherait pas dans la page 404.")
    return made


def fill(site: Path) -> None:
    """Écrit les fragments à leur place dans 404.html."""
    page = site / "404.html"
    done, count = _PLACE.subn(_fragment, page.read_text(encoding="utf-8"))
    if not count:
        raise BuildError("overrides/404.html n'a plus de place pour les trois gestes et les contacts.")
    page.write_text(done, encoding="utf-8")
