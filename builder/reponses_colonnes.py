"""Chaque jour de notification, demandé au moteur : les dates d'une colonne, et ce que chaque jour a de particulier.

Une date s'écrit en jours comptés depuis la notification : le même écart revient souvent, et se comprime.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from builder.errors import BuildError
from builder.reponses_axes import RETENU_A_L_HEURE, Case, demande

# (jours depuis la notification, heure ou None) ; ou, par heure de remise, 24 de ces couples.
Terme = tuple[int, str | None]
Valeur = Terme | tuple[Terme | None, ...] | None
_HEURES_PAR_JOUR = 24
# Une fenêtre de deux jours qui contient un changement d'heure le contient depuis l'un des bouts de la journée.
_SONDES = ("00:30", "23:30")


class Ligne(NamedTuple):
    """Une échéance d'un jour : son nom, ses deux dates."""

    id: str
    dernier: Valeur
    favorable: Valeur


class Jour(NamedTuple):
    """Un jour d'une colonne. `variante` : ce qui, hors des dates, change d'un jour à l'autre."""

    lignes: tuple[Ligne, ...]
    variante: tuple[tuple[str, tuple[str, ...], bool, tuple[date, date]], ...]


def _ecart(recu: date, jour: date | None, heure: str | None) -> Terme | None:
    """Une date, en jours depuis la notification."""
    return None if jour is None else ((jour - recu).days, heure)


def un_jour(case: Case, recu: date, heure: str = "", de_plus: Mapping[str, Any] = MappingProxyType({})) -> Jour:
    """Les échéances d'un jour, par identifiant. Les phrases, longues à écrire, ne servent pas ici."""
    from calculators.age import lecture_de
    from calculators.dossier import lire_dossier
    from calculators.echeances.orchestre import analyser_le_dossier
    from calculators.regles import charger
    from calculators.saisie import lire_demande_echeances

    iso = recu.isoformat()
    dite = demande(case, iso, iso, heure)
    dite["dossier"]["evenements"][0] |= de_plus
    dossier, droit = lire_dossier(lire_demande_echeances(dite)), charger()
    # Sans l'âge des lectures : la page le compare elle-même au jour qu'il est (reponses.js).
    (analyse,) = analyser_le_dossier(dossier, droit)
    echeances = sorted(analyse.echeances, key=lambda e: e.id)
    return Jour(
        tuple(
            Ligne(e.id, _ecart(recu, e.dernier_jour, e.heure), _ecart(recu, e.favorable, e.heure_favorable))
            for e in echeances
        ),
        tuple((e.certitude, e.manque, e.favorable is not None, lecture_de(e.sources, droit)) for e in echeances),
    )


def _terme(jour: Jour, heure: str) -> Terme:
    """Le terme en heures d'un jour : « 11:30 » pour une remise à « 10:30 » devient « 11 » ; la page remet les minutes."""
    (dernier,) = {ligne.dernier for ligne in jour.lignes if _en_heures(ligne.dernier)}
    ecart, fin = dernier
    if fin[3:] != heure[3:]:
        raise BuildError("Table des réponses : les minutes de la remise ne sont pas gardées.")
    return ecart, fin[:2]


def _en_heures(valeur: Valeur) -> bool:
    return isinstance(valeur, tuple) and isinstance(valeur[1], str)


def _heures(case: Case, recu: date) -> tuple[Terme | None, ...]:
    """Le terme pour chaque heure de remise ; None pour une heure sautée ce jour-là."""
    from calculators.erreurs import SaisieInvalide

    lues: list[Terme | None] = []
    for n in range(_HEURES_PAR_JOUR):
        heure = f"{n:02}:30"
        try:
            lues.append(_terme(un_jour(case, recu, heure), heure))
        except SaisieInvalide:
            lues.append(None)
    return tuple(lues)


def _selon_l_heure(case: Case, recu: date, normales: tuple[Terme | None, ...]) -> Jour:
    """Le même jour pour chaque heure de remise ; `normales` : sans changement d'heure."""
    premier, dernier = (un_jour(case, recu, sonde) for sonde in _SONDES)
    ordinaire = [_terme(premier, _SONDES[0]), _terme(dernier, _SONDES[1])] == [normales[0], normales[-1]]
    heures = normales if ordinaire else _heures(case, recu)
    return premier._replace(
        lignes=tuple(li._replace(dernier=heures) if _en_heures(li.dernier) else li for li in premier.lignes)
    )


def colonne(case: Case, debut: date, jours: int) -> list[Jour]:
    """Tous les jours de notification d'une case."""
    recus = [debut + timedelta(days=n) for n in range(jours)]
    if case.situation != RETENU_A_L_HEURE or not any(
        _en_heures(li.dernier) for li in un_jour(case, debut, "12:30").lignes
    ):
        return [un_jour(case, recu, "12:30") for recu in recus]
    normales = tuple((2, f"{n:02}") for n in range(_HEURES_PAR_JOUR))
    return [_selon_l_heure(case, recu, normales) for recu in recus]


def _travail(donne: tuple[Case, date, int]) -> list[Jour]:
    return colonne(*donne)


def colonnes(cases: Sequence[Case], debut: date, jours: int) -> dict[Case, list[Jour]]:
    """Les colonnes demandées, sur tous les cœurs : le moteur est pur, l'ordre n'y change rien."""
    travaux = [(case, debut, jours) for case in cases]
    with ProcessPoolExecutor(os.cpu_count()) as atelier:
        return dict(zip(cases, atelier.map(_travail, travaux, chunksize=4), strict=True))
