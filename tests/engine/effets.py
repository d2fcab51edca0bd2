"""De quoi décrire un effet du droit : un dossier sans le fait, le même avec, et ce qui doit les séparer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.engine.demandes import Json, alertes, decision, fait

Verifier = Callable[[Json, Json], bool]


class Effet(NamedTuple):
    """`sans`, `avec` : les deux listes d'événements. `verifie` : ce qui les sépare. `ailleurs` : jour, résidence."""

    nom: str
    sans: list[Json]
    avec: list[Json]
    verifie: tuple[Verifier, ...]
    ailleurs: Json = {}


def lire(rendue: Json, id_: str, champ: str) -> str:
    """La valeur d'un champ de l'échéance de la première décision ; rien : une chaîne plus petite que toute date."""
    trouvees = [e for e in rendue["echeances"] if e["id"] == id_ and not e["objet"].startswith("assignation")]
    assert trouvees, f"pas de {id_}"
    return str(trouvees[0][champ] or "")


def plus_tard(champ: str = "dernier_jour", id_: str = "recours_contentieux") -> Verifier:
    return lambda sans, avec: lire(avec, id_, champ) > lire(sans, id_, champ)


def plus_tot(champ: str = "dernier_jour", id_: str = "recours_contentieux") -> Verifier:
    return lambda sans, avec: lire(avec, id_, champ) < lire(sans, id_, champ)


def pareil(champ: str = "dernier_jour", id_: str = "recours_contentieux") -> Verifier:
    return lambda sans, avec: lire(avec, id_, champ) == lire(sans, id_, champ)


def vaut(champ: str, valeur: str, id_: str = "recours_contentieux") -> Verifier:
    return lambda sans, avec: lire(avec, id_, champ) == valeur != lire(sans, id_, champ)


def alerte(nom: str) -> Verifier:
    return lambda sans, avec: nom in alertes(avec) and nom not in alertes(sans)


def parait(id_: str) -> Verifier:
    return lambda sans, avec: id_ in ids(avec) and id_ not in ids(sans)


def disparait(id_: str) -> Verifier:
    return lambda sans, avec: id_ in ids(sans) and id_ not in ids(avec)


def cite(regle: str) -> Verifier:
    return lambda sans, avec: any(regle in e["regles"] for e in avec["echeances"])


def ids(rendue: Json) -> set[str]:
    return {e["id"] for e in rendue["echeances"]}


def refus(**champs: Any) -> Json:
    return decision("2026-09-15", "refus_sejour", **{"prefecture": "69"} | champs)


def oqtf(**champs: Any) -> Json:
    return decision("2026-11-23", "refus_sejour", "oqtf", **{"prefecture": "69"} | champs)


def gracieux(jour: str, **champs: Any) -> Json:
    return fait("recours_gracieux", jour, **champs)


def aide(jour: str, pour: str = "tribunal") -> Json:
    return fait("aide_juridictionnelle_demandee", jour, pour=pour)


def decidee(jour: str, sens: str = "admission", pour: str = "tribunal", **champs: Any) -> Json:
    return fait("aide_juridictionnelle_decision", jour, pour=pour, sens=sens, **champs)


ASSIGNE = oqtf(situation="assigne", article_assignation="L731-1")
RETENU = oqtf(situation="retenu", heure="16:10")
DEPOT = fait(
    "demande_deposee", "2026-05-15", complete=True, titre="autre", accuse_reception="complet", renouvellement=False
)
JUGE = fait("jugement_notifie", "2026-11-23", procedure="refus_seul", sens="rejet")
MUET = refus(voies_et_delais="absents")
REJET = fait("reponse_recours", "2026-12-15", a="gracieux", sens="rejet")
TARD = {"aujourdhui": "2027-06-01"}
