"""Le programme du thème, trente-cinq kilo-octets pour une recherche que peu de lecteurs font, ne part qu'à la demande.

theme.js le pose au premier geste de recherche, et fait lui-même le peu dont une page se sert sans chercher.
"""

import re
from pathlib import Path

from builder.errors import BuildError

_BUNDLE = re.compile(r'<script src="([^"]*assets/javascripts/)(bundle\.[0-9a-f]+\.min\.js)"></script>')


def defer(site: Path) -> int:
    """Remplace le script du thème dans chaque page ; rend leur nombre."""
    done = 0
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text, count = _BUNDLE.subn(r'<script type="module" src="\1theme.js" data-theme="\1\2"></script>', text)
        if count > 1 or (count == 0 and "md-search" in text):
            raise BuildError(
                f"{path.relative_to(site)} : le script du thème a changé de forme ; revoyez builder/theme.py."
            )
        path.write_text(text, encoding="utf-8")
        done += count
    return done
