"""Les couleurs d'une association : lisibles par tous, ou refusées avec la plus proche qui le serait."""

import re

from builder.errors import BuildError
from builder.paths import ROOT

_FEUILLE = ROOT / "docs" / "assets" / "stylesheets" / "recours.css"
_HEXA = re.compile(r"#[0-9a-fA-F]{6}")
Rouge_vert_bleu = tuple[int, int, int]
# Sur quoi la couleur s'écrit, en plein jour et la nuit : les noms de la feuille du site.
_FONDS = ("--fond", "--fond-bloc")
_PART_DU_FOND = 0.1  # ce que la couleur donne au fond des encadrés
_FONCEE_LA_NUIT = 0.5  # l'en-tête, la nuit
_PAS = 0.02


def _luminance(colour: Rouge_vert_bleu) -> float:
    """La luminance relative des règles d'accessibilité (WCAG 2.2)."""
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """De 1 (pareilles) à 21 (noir sur blanc)."""
    light, dark = sorted((_luminance(_read(one)), _luminance(_read(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _read(colour: str) -> Rouge_vert_bleu:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, other: str, part: float) -> str:
    """`part` de la première, le reste de la seconde."""
    both = zip(_read(colour), _read(other), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in both)


def valid(text: str) -> bool:
    """Une couleur s'écrit # puis six chiffres ou lettres de a à f."""
    return bool(_HEXA.fullmatch(text))


def _themes() -> tuple[dict[str, str], dict[str, str]]:
    """Les couleurs de la feuille du site : le jour, puis la nuit."""
    blocks = re.findall(r":root \{(.*?)\}", _FEUILLE.read_text(encoding="utf-8"), flags=re.S)
    read = [dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    themes = [theme for theme in read if "--fond" in theme]
    # La troisième palette, s'il y en a une, est celle du papier.
    if len(themes) < 2:
        raise BuildError("recours.css n'a plus ses deux palettes ; revoyez builder/association_couleurs.py.")
    return themes[0], themes[1]


def worst(colour: str, *, nuit: bool = False) -> float:
    """Le plus faible contraste de la couleur avec tout ce sur quoi elle s'écrit, ou qui s'écrit sur elle."""
    theme = _themes()[nuit]
    grounds = [theme[name] for name in _FONDS]
    grounds.append(_mix(colour, theme["--fond"], _PART_DU_FOND))
    grounds.append(theme["--sur-accent"])
    return min(contrast(colour, ground) for ground in grounds)


def nearest(colour: str, minimum: float, *, nuit: bool = False) -> str:
    """La même, foncée (ou éclaircie la nuit) juste assez."""
    towards = "#ffffff" if nuit else "#000000"
    part = 1.0
    while part > 0:
        part -= _PAS
        tried = _mix(colour, towards, part)
        if worst(tried, nuit=nuit) >= minimum:
            return tried
    return towards


def _root(media: str, rules: dict[str, str]) -> str:
    said = "\n    ".join(f"{name}: {colour};" for name, colour in rules.items())
    return f"@media {media} {{\n  :root {{\n    {said}\n  }}\n}}\n"


def css(principale: str, nuit: str, minimum: float) -> str:
    """La feuille qui met les couleurs de l'association à la place de celles du site ; le papier reste noir et blanc."""
    day, night = _themes()
    dark = nuit or nearest(principale, minimum, nuit=True)
    lit = {
        "--entete": principale,
        "--accent": principale,
        "--accent-fond": _mix(principale, day["--fond"], _PART_DU_FOND),
    }
    unlit = {
        "--entete": _mix(principale, "#000000", _FONCEE_LA_NUIT),
        "--accent": dark,
        "--accent-fond": _mix(dark, night["--fond"], _PART_DU_FOND),
    }
    return _root("screen", lit) + _root("screen and (prefers-color-scheme: dark)", unlit)
