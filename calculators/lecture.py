"""Le texte JSON d'une demande, et celui d'une réponse : les mêmes octets en ligne de commande et dans la page."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from calculators import calculer
from calculators.erreurs import SaisieInvalide
from calculators.phrases import MEMOIRE, dire
from calculators.regles import Droit
from calculators.rendu import Rendre, rendre_erreur

_ENCODEUR = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
# Une chaîne qu'aucune réponse du calcul ne porte, et la même en JSON.
_RENVOI, _RENVOI_ECRIT = "\0", '"\\u0000"'


def _sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    lu = dict(paires)
    if len(lu) != len(paires):
        vues: set[str] = set()
        for cle, _ in paires:
            if cle in vues:
                propre = cle.encode("utf-8", "replace").decode("utf-8")
                raise SaisieInvalide(propre, "cle_double", cle=propre)
            vues.add(cle)
    return lu


def lire_json(texte: str | bytes) -> Any:
    """Ce que le texte JSON contient. Illisible, trop imbriqué, clé double : SaisieInvalide."""
    try:
        if isinstance(texte, bytes):
            texte = texte.decode("utf-8-sig")
        return json.loads(texte, object_pairs_hook=_sans_doublon)
    except RecursionError as cause:
        raise SaisieInvalide("", "json_illisible", raison=dire("json", "trop_imbrique")) from cause
    except json.JSONDecodeError as cause:
        place = dire("json", "place", ligne=str(cause.lineno), colonne=str(cause.colno))
        raise SaisieInvalide("", "json_illisible", raison=place) from cause
    except ValueError as cause:
        raise SaisieInvalide("", "json_illisible", raison=dire("json", "autre")) from cause


def ecrire_json(reponse: Any) -> str:
    """La réponse en JSON, toujours la même pour la même demande."""
    return _ENCODEUR.encode(reponse)


@lru_cache(maxsize=MEMOIRE)
def _ecrire_morceau(rendre: Rendre, quoi: Any, droit: Droit) -> str:
    """Un lot répète les mêmes textes cités, les mêmes alertes, les mêmes dates : chacun est écrit une fois."""
    return ecrire_json(rendre(quoi, droit))


def _ecrire_reponse(demande: Any) -> tuple[str, bool]:
    """Le JSON de la réponse, et vrai si c'est une erreur. Les mêmes octets que `ecrire_json(calculer(demande))`."""
    poses: list[str] = []

    def poser(rendre: Rendre, quoi: Any, droit: Droit) -> str:
        poses.append(_ecrire_morceau(rendre, quoi, droit))
        return _RENVOI

    reponse = calculer(demande, poser)
    ecrite = ecrire_json(reponse)
    if poses:
        # Posés dans l'ordre où la réponse s'écrit : chacun reprend sa place.
        *avant, fin = ecrite.split(_RENVOI_ECRIT)
        ecrite = "".join([texte + pose for texte, pose in zip(avant, poses, strict=True)]) + fin
    return ecrite, "erreur" in reponse


def repondre(texte: str | bytes) -> Iterator[tuple[str, bool]]:
    """La réponse à un texte JSON, morceau par morceau, et vrai si ce morceau est une erreur.

    Une demande rend un morceau. Une liste en rend un par demande, dans l'ordre : rien de plus n'est gardé en mémoire.
    """
    try:
        lu = lire_json(texte)
    except SaisieInvalide as erreur:
        yield ecrire_json(rendre_erreur(erreur)), True
        return
    if not isinstance(lu, list):
        yield _ecrire_reponse(lu)
        return
    yield "[", False
    for rang, demande in enumerate(lu):
        ecrite, est_une_erreur = _ecrire_reponse(demande)
        yield ("," if rang else "") + ecrite, est_une_erreur
    yield "]", False
