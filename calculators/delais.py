"""Une durée de droit, avec son unité. Des mois, des jours, des heures et des ans ne s'additionnent pas."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from calculators.phrases import dire, en_lettres


class Unite(Enum):
    """L'unité dans laquelle le texte exprime le délai."""

    MOIS = "mois"
    JOURS = "jours"
    HEURES = "heures"
    ANS = "ans"


class Comptage(Enum):
    """La façon de compter, telle que droit/computation.toml la décrit."""

    FRANC = "franc"
    JOURS_STRICTS = "jours_stricts"
    HEURES = "heures"
    QUANTIEME = "quantieme"
    ANNEE = "annee"
    NON_FRANC_REPORTE = "non_franc_reporte"
    NON_FRANC_SANS_REPORT = "non_franc_sans_report"
    JOURS_OUVRES = "jours_ouvres"
    PREMIER_JOUR = "premier_jour"
    AUGMENTATION = "augmentation"
    COMME_LE_RECOURS = "comme_le_recours"


@dataclass(frozen=True)
class Delai:
    """`nombre` unités : Delai(2, Unite.MOIS) est deux mois, jamais soixante jours."""

    nombre: int
    unite: Unite

    def en_toutes_lettres(self) -> str:
        """« deux mois », « sept jours », « quarante-huit heures »."""
        return self._lettres

    @cached_property
    def _lettres(self) -> str:
        cle = "singulier" if self.nombre == 1 else "pluriel"
        return f"{en_lettres(self.nombre)} {dire('unites', f'{self.unite.value}_{cle}')}"


# Durée ISO 8601 à une seule unité, comme le papier l'écrit : P2M, P30D, P4W, P1Y, PT48H.
_SUFFIXES = {"M": Unite.MOIS, "D": Unite.JOURS, "Y": Unite.ANS}
_JOURS_PAR_SEMAINE = 7
_CHIFFRES_AU_PLUS = 3


def lire_duree_iso(texte: str) -> Delai | None:
    """Le délai écrit en ISO 8601, ou None si ce n'en est pas un à une seule unité.

    >>> lire_duree_iso("PT48H")
    Delai(nombre=48, unite=<Unite.HEURES: 'heures'>)
    >>> lire_duree_iso("P1M15D") is None
    True
    """
    heures = texte.startswith("PT") and texte.endswith("H")
    chiffres = texte[2:-1] if heures else texte[1:-1]
    if not (texte.startswith("P") and chiffres.isascii() and chiffres.isdigit()) or len(chiffres) > _CHIFFRES_AU_PLUS:
        return None
    nombre = int(chiffres)
    if nombre == 0:
        return None
    if heures:
        return Delai(nombre, Unite.HEURES)
    if texte.endswith("W"):
        return Delai(nombre * _JOURS_PAR_SEMAINE, Unite.JOURS)
    unite = _SUFFIXES.get(texte[-1])
    return None if unite is None else Delai(nombre, unite)
