"""La façon dont le papier est arrivé s'ajoute au reste : une question, une alerte. La table la garde à part.

Ce n'est pas supposé : chaque réponse du moteur est recomposée, et la fabrication s'arrête si elle n'est pas la même.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from builder.errors import BuildError

CERTITUDES = ("certaine", "prudente", "a_verifier")


class Ajout(NamedTuple):
    """Ce qu'une façon d'arriver ajoute : des alertes, des questions, une certitude au plus."""

    alertes: tuple[Any, ...] = ()
    manque: tuple[str, ...] = ()
    certitude: str = CERTITUDES[0]


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
    )


def composer(profil: tuple[Any, ...], plus: Ajout, ordre: list[Any]) -> tuple[Any, ...]:
    """Le profil, l'ajout fait : la même opération que celle de la page (reponses.js)."""
    echeances, suites, droit = profil
    return (
        tuple(
            (id_, titre, max(sure, plus.certitude, key=CERTITUDES.index), tuple(sorted({*manque, *plus.manque})))
            for id_, titre, sure, manque in echeances
        ),
        tuple(
            (etat, tuple(sorted({*alertes, *plus.alertes}, key=ordre.index)), etapes)
            for etat, alertes, etapes in suites
        ),
        droit,
    )
