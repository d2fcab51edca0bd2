"""Le trait des papiers inventés : des lignes du catalogue au SVG, sans rien savoir de ce qu'elles disent."""

import itertools
import re
from html import escape
from typing import Any, NamedTuple

from builder.fiche_mots import unbroken

Ligne = dict[str, Any]

LARGEUR = 320
_MARGE = 16
_UTILE = LARGEUR - 2 * _MARGE
_INTERLIGNE = 1.35
# Corps des lettres, en unités du dessin : sur le plus étroit des téléphones, une unité fait presque un pixel.
_CORPS = {"": 17, "titre": 19, "centre": 17, "petit": 15}
# Largeur d'une lettre, en corps : large exprès, car la police est celle de l'appareil.
_ETROITES, _LARGES = set("iljtfrI.,:;'’!|()[] "), set("mwMWŒœ—")
_AVANCES = {"etroite": 0.36, "large": 0.95, "capitale": 0.72, "autre": 0.61}
_GRAS = 1.13
_CASE = 26  # la place d'une case à cocher, devant son texte
_RANG = 34  # le coin en haut à droite d'un morceau reste libre, pour son rang
_HAUT = 10.0
_BARRES = (0.96, 0.88, 0.99, 0.62)


class Dessin(NamedTuple):
    """Un morceau de papier : ses traits, et sa hauteur."""

    traits: str
    hauteur: int


class _Mot(NamedTuple):
    texte: str
    gras: bool
    colle: bool  # au mot d'avant : « **mot**. » n'a pas d'espace devant son point


def _avance(mot: _Mot, corps: float) -> float:
    """La place que prend un mot, largement comptée."""

    def lettre(c: str) -> float:
        if c in _ETROITES:
            return _AVANCES["etroite"]
        if c in _LARGES:
            return _AVANCES["large"]
        return _AVANCES["capitale" if c.isupper() else "autre"]

    return sum(map(lettre, mot.texte)) * corps * (_GRAS if mot.gras else 1)


def _mots(texte: str) -> list[_Mot]:
    """Les mots d'une ligne, gras ou non ; un signe double reste avec le mot d'avant."""
    texte, espace, mots = unbroken(texte), True, []
    for rang, morceau in enumerate(texte.split("**")):
        for avant, mot in re.findall(r"( *)([^ ]+)", morceau):
            mots.append(_Mot(mot, rang % 2 == 1, not (avant or espace)))
            espace = False
        espace = morceau.endswith(" ")
    return mots


def _lignes(texte: str, corps: float, place: float, coin: float = 0) -> list[list[_Mot]]:
    """Le texte coupé pour tenir dans la place ; sa première ligne laisse libre le coin."""
    espace = corps * _AVANCES["etroite"]
    lignes: list[list[_Mot]] = [[]]
    rempli = 0.0
    for mot in _mots(texte):
        large = place - (coin if len(lignes) == 1 else 0)
        pris = _avance(mot, corps) + (0 if mot.colle else espace)
        if lignes[-1] and not mot.colle and rempli + pris > large:
            lignes.append([])
            rempli = 0.0
        rempli += pris
        lignes[-1].append(mot)
    return lignes


def _tspans(mots: list[_Mot]) -> str:
    """Les mots d'une ligne ; ceux qui se suivent dans la même graisse restent ensemble."""
    dits = []
    for gras, suite in itertools.groupby(mots, key=lambda mot: mot.gras):
        texte = "".join(("" if mot.colle else " ") + escape(mot.texte, quote=False) for mot in suite)
        dits.append(f'<tspan font-weight="700">{texte}</tspan>' if gras else texte)
    return "".join(dits).strip()


def _texte(ligne: Ligne, y: float) -> tuple[str, float]:
    """Une ligne de texte du catalogue, coupée ; rend les traits et l'ordonnée d'arrivée."""
    forme = ligne.get("forme", "")
    corps, centre = _CORPS[forme], forme in ("titre", "centre")
    gauche = _MARGE + (_CASE if "coche" in ligne else 0)
    x, ancre = (LARGEUR / 2, ' text-anchor="middle"') if centre else (gauche, "")
    gras = ' font-weight="700"' if forme == "titre" else ""
    traits, pas = [], corps * _INTERLIGNE
    coin = _RANG if y == _HAUT and not centre else 0
    for mots in _lignes(ligne["texte"], corps, LARGEUR - _MARGE - gauche, coin):
        y += pas
        traits.append(f'<text x="{x:g}" y="{y:g}" font-size="{corps}"{ancre}{gras}>{_tspans(mots)}</text>')
    return "".join(traits), y


def _case(cochee: bool, y: float) -> str:
    """Une case, et sa coche."""
    carre = f'<path d="M{_MARGE} {y + 8:g}h16v16h-16z" fill="none" stroke="currentColor" stroke-width="2"/>'
    coche = f'<path d="M{_MARGE + 3} {y + 15:g}l4 5 7-10" fill="none" stroke="currentColor" stroke-width="3"/>'
    return carre + (coche if cochee else "")


def _barres(nombre: int, y: float) -> tuple[str, float]:
    """Des lignes grises : du texte qui n'a pas besoin d'être lu."""
    traits = []
    for rang in range(nombre):
        y += 16
        longueur = round(_UTILE * _BARRES[rang % len(_BARRES)])
        traits.append(f'<path d="M{_MARGE} {y:g}h{longueur}" class="barre" stroke="currentColor" stroke-width="6"/>')
    return "".join(traits), y + 4


def _trace(y: float) -> tuple[str, float]:
    """Une signature qui n'est celle de personne."""
    boucles = f"M150 {y + 34:g}c8-40 22-32 12-4s14-30 22-14 10 22 20 2 12 14 22 4 14-8 28-2"
    return f'<path d="{boucles}" fill="none" stroke="currentColor" stroke-width="2"/>', y + 40


def _cadre(ligne: Ligne, y: float) -> tuple[str, float]:
    """Une étiquette collée sur l'enveloppe, ou un bouton à l'écran."""
    dedans, bas = _texte({**ligne, "forme": "centre"}, y + 4)
    rond = 4 if ligne["cadre"] == "etiquette" else 20
    hauteur = bas - y + 8
    boite = (
        f'<rect x="{_MARGE - 6}" y="{y + 4:g}" width="{_UTILE + 12}" height="{hauteur:g}" rx="{rond}" '
        'fill="none" stroke="currentColor" stroke-width="2"/>'
    )
    return boite + dedans, y + hauteur + 8


def _filigrane(mot: str, hauteur: float) -> str:
    """« Exemple inventé », en travers : personne ne doit prendre ce papier pour un vrai."""
    y = hauteur / 2 + 8
    return (
        f'<text class="filigrane" x="{LARGEUR / 2:g}" y="{y:g}" font-size="30" font-weight="700" '
        f'text-anchor="middle" fill-opacity="0.14" transform="rotate(-9 {LARGEUR / 2:g} {y:g})">{escape(mot)}</text>'
    )


def dessiner(lignes: list[Ligne], filigrane: str) -> Dessin:
    """Les lignes d'un morceau, l'une sous l'autre ; `coche` y est déjà vrai ou faux."""
    y, traits = _HAUT, []
    for ligne in lignes:
        if "barres" in ligne:
            fait, y = _barres(ligne["barres"], y)
        elif "trace" in ligne:
            fait, y = _trace(y)
        elif "cadre" in ligne:
            fait, y = _cadre(ligne, y + (_RANG - _HAUT if y == _HAUT else 0))
        else:
            if "coche" in ligne:
                traits.append(_case(ligne["coche"], y))
            fait, y = _texte(ligne, y)
        traits.append(fait)
    hauteur = max(56, round(y + 16))
    return Dessin(_filigrane(filigrane, hauteur) + "".join(traits), hauteur)
