"""La façon dont le papier est arrivé s'ajoute au reste : une question, une alerte. La table la garde à part.

Ce n'est pas supposé : chaque réponse du moteur est recomposée, et la fabrication s'arrête si elle n'est pas la même.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from builder.errors import BuildError

CERTITUDES = ("certaine", "prudente", "a_verifier")
SANS_FIN = (date.max, date.max)


def plus_tot(une: tuple[date, date], autre: tuple[date, date]) -> tuple[date, date]:
    """La lecture qui finit la première."""
    return min(une, autre, key=lambda lecture: lecture[::-1])


class Ajout(NamedTuple):
    """Ce qu'une façon d'arriver ajoute : des alertes, des questions, une certitude au plus, un texte lu plus tôt."""

    alertes: tuple[Any, ...] = ()
    manque: tuple[str, ...] = ()
    certitude: str = CERTITUDES[0]
    lecture: tuple[date, date] = SANS_FIN


def ordonner(listes: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Un seul ordre dont chaque liste est une partie ; sans lui, réunir deux listes ne dirait pas dans quel ordre."""
    apres: dict[Any, set[Any]] = {}
    for liste in dict.fromkeys(listes):
        for rang, valeur in enumerate(liste):
            apres.setdefault(valeur, set()).update(liste[rang + 1 :])
    ordre: list[Any] = []
    while apres:
        libres = [valeur for valeur in apres if not any(valeur in suite for suite in apres.values())]
        if not libres:
            raise BuildError("Table des réponses : les alertes n'ont pas un seul ordre.")
        ordre.append(libres[0])
        del apres[libres[0]]
    return ordre


def ajout(sans: tuple[Any, ...], avec: tuple[Any, ...]) -> Ajout:
    """Ce que le profil `avec` a de plus que le profil `sans`."""
    (premiere, *_), (suite, *_) = avec[0], avec[1]
    deja = sans[1][0][1]
    return Ajout(
        tuple(alerte for alerte in suite[1] if alerte not in deja),
        tuple(mot for mot in premiere[3] if mot not in sans[0][0][3]),
        premiere[2] if premiere[2] != sans[0][0][2] else CERTITUDES[0],
        premiere[4] if premiere[4] != sans[0][0][4] else SANS_FIN,
    )


def composer(profil: tuple[Any, ...], plus: Ajout, ordre: list[Any]) -> tuple[Any, ...]:
    """Le profil, l'ajout fait : la même opération que celle de la page (reponses.js)."""
    echeances, suites, droit = profil
    return (
        tuple(
            (
                id_,
                titre,
                max(sure, plus.certitude, key=CERTITUDES.index),
                tuple(sorted({*manque, *plus.manque})),
                plus_tot(lecture, plus.lecture),
            )
            for id_, titre, sure, manque, lecture in echeances
        ),
        tuple(
            (etat, tuple(sorted({*alertes, *plus.alertes}, key=ordre.index)), etapes)
            for etat, alertes, etapes in suites
        ),
        droit,
    )
