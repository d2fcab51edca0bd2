"""Pour chaque règle, la demande la plus simple qui y mène : builder/chemins.toml, d'où les fiches viennent aussi."""

import tomllib
from datetime import date
from typing import NamedTuple

from calculators.regles import Regle, charger
from tests.engine.demandes import RACINE, Json, decision, echeances, fait, plus

# Les mots d'un exemple qui sont sa réponse ou son origine ; les autres sont des champs de l'événement.
REPONSE = {"recu", "dernier_jour", "lecture_favorable", "heure_limite", "premier_jour", "origine"}
SUR_LE_DOSSIER = {"residence"}


class Chemin(NamedTuple):
    """`evenements` : chacun daté en jours depuis `recu` ; celui du jour 0 prend les champs de l'exemple.

    `champ` : où la réponse porte la date de l'exemple. Une règle qui ne donne qu'une lecture favorable se lit là.
    """

    evenements: list[Json]
    id: str = "recours_contentieux"
    champ: str = "dernier_jour"


def _lus() -> Json:
    return tomllib.loads((RACINE / "builder" / "chemins.toml").read_text(encoding="utf-8"))


def _propre(regle: Regle) -> Json:
    """Ce que le fichier dit de cette règle en propre ; une règle absente prend le chemin de son départ."""
    propre: Json = _lus()["regles"].get(regle.id, {})
    return propre


def _chemin(regle: Regle) -> Chemin:
    """Le départ de la règle, et ce qu'elle y ajoute."""
    depart, propre = _lus()["departs"][regle.depart], _propre(regle)
    fait_ = {"type": regle.depart, "date": 0, **depart["fait"], **propre.get("fait", {})}
    id_ = propre.get("id", depart["id"])
    return Chemin([*depart.get("avant", []), fait_], id_, propre.get("champ", "dernier_jour"))


REGLES = charger().regles
CHEMINS: dict[str, Chemin] = {id_: _chemin(regle) for id_, regle in REGLES.items() if "pas" not in _propre(regle)}


class Detour(NamedTuple):
    """Une règle qui ne donne pas de dernier jour, mais le départ d'un autre délai.

    `avec` : la demande que la règle touche (0 : `recu`, "dernier_jour" : celui de l'exemple). `sans` : la même sans
    elle, partie du jour que la règle donne. La lecture favorable de l'une est le dernier jour de l'autre.
    """

    avec: list[Json]
    sans: list[Json]
    id: str = "recours_contentieux"


# Ce qui reste de la demande une fois la règle ôtée : la même, partie du jour que la règle donne.
_SANS: dict[str, Json] = {
    "notification_en_ligne": decision("", "refus_sejour"),
    "notification_en_ligne_du_jugement": fait("jugement_notifie", "", mode="lettre_remise", procedure="oqtf"),
    "contestation_aide_juridictionnelle": decision("", "refus_sejour"),
}
DETOURS: dict[str, Detour] = {
    id_: Detour(_chemin(REGLES[id_]).evenements, [{**sans, "date": "dernier_jour"}], _chemin(REGLES[id_]).id)
    for id_, sans in _SANS.items()
}


def dater(evenements: list[Json], recu: date, exemple: Json) -> list[Json]:
    """Les événements aux dates de l'exemple, le jour 0 enrichi des champs de l'exemple."""
    ajouts = {c: v for c, v in exemple.items() if c not in REPONSE | SUR_LE_DOSSIER}
    dates = []
    for evenement in evenements:
        lu = dict(evenement) | (ajouts if evenement["date"] == 0 else {})
        if lu.get("situation") == "retenu":
            lu.setdefault("heure", None)  # TOML n'a pas de null : l'heure que l'exemple ne dit pas est inconnue
        for cle in [c for c in lu if c.startswith("date")]:
            lu[cle] = str(exemple[lu[cle]]) if isinstance(lu[cle], str) else plus(recu, lu[cle])
        dates.append(lu)
    return dates


def demande_de(evenements: list[Json], recu: date, exemple: Json) -> Json:
    """La demande entière, résidence comprise."""
    dossier = {c: exemple[c] for c in SUR_LE_DOSSIER if c in exemple}
    dates = dater(evenements, recu, exemple)
    aujourdhui = max(v for e in dates for c, v in e.items() if c.startswith("date"))
    return echeances(*dates, aujourdhui=aujourdhui, **dossier)
