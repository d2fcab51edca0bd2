"""Un délai qui court : la lecture prudente et les lectures plus longues, chacune une ligne que les faits déplacent."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from calculators.delais import Delai
from calculators.echeances.termes import Lieu, Pas, Terme, favorable, franc_favorable, prudent
from calculators.phrases import MEMOIRE
from calculators.regles import Droit, Emploi, Regle, Version

EN_ATTENTE, UTILISEE = "en_attente", "utilisee"


class Ligne(NamedTuple):
    """Une lecture du délai.

    `limite` : dernier jour pour un recours administratif, sans distance (date.min : il n'y change rien).
    `annee` : lecture ouverte par un papier muet ou faux. `rejets` : les rejets d'où le délai repart.
    `aide` : "", EN_ATTENTE ou UTILISEE.
    """

    regle: Regle
    terme: Terme
    regles: tuple[Emploi, ...]
    sources: tuple[str, ...]
    limite: date = date.min
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
        choisie = self.prudente
        for ligne in self.favorables:
            # À instant égal, la première l'emporte : les favorables vont de la plus précise à la plus générale.
            if ligne.terme.instant > choisie.terme.instant:
                choisie = ligne
        return None if choisie is self.prudente else choisie


def delai_de(version: Version) -> Delai:
    """Le délai d'une version qui en a un : regles.py a refusé les autres en lisant le fichier."""
    return version.delai  # type: ignore[return-value]


# Pure : mêmes arguments, même terme. La mémoire, bornée, sert les lots et la fabrication des tableaux.
@lru_cache(maxsize=MEMOIRE)
def compter(version: Version, jour: date, heure: str | None, lieu: Lieu, prudente: bool) -> Terme:
    """Le terme d'une règle dans cette version, depuis un jour."""
    lecture = prudent if prudente else favorable
    return lecture(jour, heure, delai_de(version), version.comptage, lieu)


@cache
def _sources(droit: Droit, version: Version) -> tuple[str, ...]:
    """Celles de la version, puis celles de sa façon de compter."""
    return (*version.sources, *droit.comptages[version.comptage.value]["sources"])


def ligne_de(
    droit: Droit,
    regle: Regle,
    jour: date,
    heure: str | None,
    lieu: Lieu,
    champ: str,
    prudente: bool,
    distance: Regle | None = None,
    avant: tuple[Pas, ...] = (),
) -> Ligne:
    """Une ligne neuve pour cette règle, à partir de ce jour, précédée des pas `avant`."""
    emploi = regle.emploi_au(jour, f"{champ}.date")
    terme, sources = compter(emploi.version, jour, heure, lieu, prudente), _sources(droit, emploi.version)
    regles: tuple[Emploi, ...] = (emploi,)
    limite = terme.jour
    if distance is not None:
        loin = distance.emploi_au(jour, f"{champ}.date")
        regles, sources = (emploi, loin), (*sources, *loin.version.sources)
        if not prudente:
            # Les mois de distance s'ajoutent d'un bloc (CJA R421-7), et seulement à la lecture favorable.
            terme = franc_favorable(jour, delai_de(emploi.version), lieu, delai_de(loin.version))
    if avant:
        terme = terme._replace(pas=(*avant, *terme.pas))
    return Ligne(regle, terme, regles, sources, limite, distance)


def repartir(
    droit: Droit, ligne: Ligne, jour: date, lieu: Lieu, champ: str, prudente: bool, pas_: Pas, sources: tuple[str, ...]
) -> Ligne:
    """La ligne dont le délai entier repart de ce jour : mêmes règle, distance et histoire, un pas de plus."""
    avant = (*ligne.terme.pas, pas_)
    neuve = ligne_de(droit, ligne.regle, jour, None, lieu, champ, prudente, ligne.distance, avant)
    return ligne._replace(
        terme=neuve.terme,
        regles=tuple(dict.fromkeys((*ligne.regles, *neuve.regles))),
        sources=(*ligne.sources, *sources),
    )
