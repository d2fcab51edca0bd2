"""Un délai qui court : la lecture prudente et les lectures plus longues, chacune une ligne que les faits déplacent."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from calculators.delais import Delai
from calculators.echeances.termes import Lieu, Pas, Terme, favorable, franc_favorable, prudent
from calculators.regles import Droit, Emploi, Regle, Version

EN_ATTENTE, UTILISEE = "en_attente", "utilisee"


class Ligne(NamedTuple):
    """Une lecture du délai.

    `limite` : dernier jour pour un recours administratif, sans distance (date.min : il n'y change rien).
    `annee` : lecture ouverte par un papier
    muet ou faux. `rejets` : les rejets d'où le délai repart. `aide` : "", EN_ATTENTE ou UTILISEE.
    """

    regle: Regle
    terme: Terme
    regles: tuple[Emploi, ...]
    sources: tuple[str, ...]
    limite: date
    distance: Regle | None = None
    annee: bool = False
    rejets: tuple[date, ...] = ()
    aide: str = ""


@dataclass
class Cours:
    """La ligne prudente, les favorables, ce qu'on ne sait pas, et ce que les faits ont changé."""

    prudente: Ligne
    favorables: list[Ligne]
    lieu: Lieu
    doutes: set[str] = field(default_factory=set)
    alertes: set[str] = field(default_factory=set)
    discutee: bool = False
    sans_date: bool = False
    faite: bool = False
    sans_objet: bool = False
    raccourcie: bool = False
    interrompue_jusqu_au: date | None = None

    def lignes(self) -> tuple[Ligne, ...]:
        """Toutes les lectures, la prudente d'abord."""
        return (self.prudente, *self.favorables)

    def meilleure(self) -> Ligne | None:
        """La lecture la plus tardive, si elle l'est plus que la prudente."""
        tardives = [ligne for ligne in self.favorables if ligne.terme.instant > self.prudente.terme.instant]
        return max(tardives, key=lambda ligne: ligne.terme.instant, default=None)


def delai_de(version: Version, regle: Regle) -> Delai:
    """Le délai d'une version qui en a un (regles.py l'a contrôlé)."""
    if version.delai is None:
        raise LookupError(f"{regle.id} n'a pas de délai")
    return version.delai


def compter(
    regle: Regle, jour: date, heure: str | None, lieu: Lieu, champ: str, prudente: bool, distance: Regle | None = None
) -> Terme:
    """Le terme d'une règle depuis un jour."""
    version = regle.version_au(jour, f"{champ}.date")
    delai = delai_de(version, regle)
    if distance is not None and not prudente:
        # Les mois de distance s'ajoutent d'un bloc (CJA R421-7), et seulement à la lecture favorable.
        return franc_favorable(jour, delai, lieu, delai_de(distance.version_au(jour, f"{champ}.date"), distance))
    lecture = prudent if prudente else favorable
    return lecture(jour, heure, delai, version.comptage, lieu)


# Pure : mêmes arguments, même ligne. La mémoire, bornée, sert les lots et la fabrication des tableaux.
@lru_cache(maxsize=8192)
def ligne_de(
    droit: Droit,
    regle: Regle,
    jour: date,
    heure: str | None,
    lieu: Lieu,
    champ: str,
    prudente: bool,
    distance: Regle | None = None,
) -> Ligne:
    """Une ligne neuve pour cette règle, à partir de ce jour."""
    version = regle.version_au(jour, f"{champ}.date")
    terme = compter(regle, jour, heure, lieu, champ, prudente, distance)
    sources = (*version.sources, *droit.comptages[version.comptage.value]["sources"])
    regles: tuple[Emploi, ...] = (Emploi(regle.id, version),)
    limite = terme.jour
    if distance is not None:
        limite = compter(regle, jour, heure, lieu, champ, prudente).jour
        loin = distance.emploi_au(jour, f"{champ}.date")
        regles, sources = (*regles, loin), (*sources, *loin.version.sources)
    return Ligne(regle, terme, regles, sources, limite, distance)


def avec_pas(ligne: Ligne, avant: tuple[Pas, ...]) -> Ligne:
    """La même ligne, précédée de ces pas."""
    return ligne._replace(terme=ligne.terme._replace(pas=(*avant, *ligne.terme.pas)))


def repartir(
    droit: Droit, ligne: Ligne, jour: date, lieu: Lieu, champ: str, prudente: bool, pas_: Pas, sources: tuple[str, ...]
) -> Ligne:
    """La ligne dont le délai entier repart de ce jour : mêmes règle, distance et histoire, un pas de plus."""
    neuve = ligne_de(droit, ligne.regle, jour, None, lieu, champ, prudente, ligne.distance)
    return neuve._replace(
        terme=neuve.terme._replace(pas=(*ligne.terme.pas, pas_, *neuve.terme.pas)),
        regles=tuple(dict.fromkeys((*ligne.regles, *neuve.regles))),
        sources=(*ligne.sources, *sources),
        limite=ligne.limite,
        rejets=ligne.rejets,
        aide=ligne.aide,
    )
