"""Le texte JSON d'une demande, et celui d'une réponse : les mêmes octets en ligne de commande et dans la page."""

import json
from collections.abc import Iterator
from typing import Any

from calculators import calculer
from calculators.erreurs import SaisieInvalide
from calculators.phrases import dire
from calculators.rendu import rendre_erreur

_ENCODEUR = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


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


def repondre(texte: str | bytes) -> Iterator[tuple[str, bool]]:
    """La réponse à un texte JSON, morceau par morceau, et vrai si ce morceau est une erreur.

    Une demande rend un morceau. Une liste en rend un par demande, dans l'ordre : rien de plus n'est gardé en mémoire.
    """
    try:
        lu = lire_json(texte)
    except SaisieInvalide as erreur:
        lu, seule = None, rendre_erreur(erreur)
    else:
        seule = {} if isinstance(lu, list) else calculer(lu)
    if not isinstance(lu, list):
        yield ecrire_json(seule), "erreur" in seule
        return
    yield "[", False
    for rang, demande in enumerate(lu):
        reponse = calculer(demande)
        yield ("," if rang else "") + ecrire_json(reponse), "erreur" in reponse
    yield "]", False
