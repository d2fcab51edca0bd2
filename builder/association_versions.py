"""La liste des versions connues fausses : le site de référence la publie, une copie la lit à chaque fabrication.

Hors d'atteinte, elle n'empêche rien : la fabrication le dit. Fausse, la version se dit en tête de chaque page.
"""

import html
import json
import urllib.request
from functools import cache
from pathlib import Path
from typing import Any

from builder import erreurs_annoncees, kit
from builder.association import Association
from builder.errors import BuildError

NOM = "versions.json"
_ATTENTE = 10  # secondes
_OCTETS = 200_000


def _version() -> str:
    from calculators.version import VERSION

    return str(VERSION)


def publish(site: Path) -> None:
    """Écrit la liste à la racine du site."""
    said = erreurs_annoncees.versions(_version(), erreurs_annoncees.lire())
    (site / NOM).write_text(said, encoding="utf-8")


def _fetch(where: str) -> bytes:
    if not where.startswith("https://"):
        return Path(where).read_bytes()
    with urllib.request.urlopen(where, timeout=_ATTENTE) as answer:
        return bytes(answer.read(_OCTETS))


def _phrases(data: Any) -> list[str]:
    """Les phrases qui concernent cette version ; une forme inconnue est une erreur de lecture."""
    found: list[str] = []
    for row in data["fausses"]:
        if row["version"] == _version():
            corrected = kit.words("version_fausse")["corrigee"].format(version=row["corrigee_dans"])
            found += [*(str(one) for one in row["phrases"]), corrected]
    return found


@cache
def _look(where: str) -> tuple[tuple[str, ...], str]:
    try:
        said = tuple(_phrases(json.loads(_fetch(where))))
    except (OSError, ValueError, KeyError, TypeError):
        return (), f"la liste des versions fausses ne se lit pas ({where}). Le site se construit quand même."
    if not said:
        return (), ""
    return (
        said,
        f"la version {_version()} donnait une date fausse. Prenez la suivante : acceptez la mise à jour proposée.",
    )


def check(here: Association | None) -> tuple[tuple[str, ...], str]:
    """Ce que les pages doivent dire de cette version, et ce que la fabrication doit dire à l'association."""
    return _look(here.reference + NOM) if here and here.reference else ((), "")


def banner(phrases: tuple[str, ...]) -> str:
    """Le bandeau, sans durée : il part avec la version suivante."""
    if not phrases:
        return ""
    title = html.escape(kit.words("version_fausse")["titre"])
    body = "".join(f"<p>{html.escape(one)}</p>" for one in phrases)
    return f'<aside class="bandeau-erreur"><p><strong>{title}</strong></p>{body}</aside>'


def mark(site: Path, phrases: tuple[str, ...]) -> int:
    """L'écrit avant le titre de chaque page ; rend leur nombre."""
    shown, done = banner(phrases), 0
    if not shown:
        return 0
    for path in sorted(site.rglob("index.html")):
        before, title, after = path.read_text(encoding="utf-8").partition("<h1")
        if not title:
            raise BuildError(f"{path.relative_to(site)} : pas de titre où dire que la version est fausse.")
        path.write_text(before + shown + title + after, encoding="utf-8")
        done += 1
    return done
