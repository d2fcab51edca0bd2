"""Pour chaque règle, la demande la plus simple qui y mène. Une règle nouvelle s'ajoute ici, ou test_droit.py échoue."""

from datetime import date
from typing import Any, NamedTuple

from tests.engine.demandes import Json, decision, echeances, fait, plus

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


def _decision(*contenu: str, jour: int = 0, **champs: Any) -> Json:
    return {**decision("", *contenu, **champs), "date": jour}


def _fait(type_: str, jour: int = 0, **champs: Any) -> Json:
    return {**fait(type_, ""), **champs, "date": jour}


_DEMANDE: Json = {"complete": True, "renouvellement": False, "accuse_reception": "complet"}
_DEPOT = _fait("demande_deposee", titre="autre", **_DEMANDE)
_FAVORABLE = ("recours_contentieux", "lecture_favorable")

CHEMINS: dict[str, Chemin] = {
    "recours_contentieux_refus_seul": Chemin([_decision("refus_sejour")]),
    "recours_contentieux_oqtf": Chemin([_decision("refus_sejour", "oqtf")]),
    "recours_contentieux_assigne": Chemin([_decision("oqtf", situation="assigne", article_assignation="L731-1")]),
    "recours_contentieux_detenu": Chemin([_decision("oqtf", situation="detenu")]),
    "recours_contentieux_retenu": Chemin([_decision("oqtf", situation="retenu", heure=None)]),
    "recours_contentieux_irtf_seule": Chemin([_decision("irtf")]),
    "recours_contentieux_irtf_seule_retenu": Chemin([_decision("irtf", situation="retenu", heure=None)]),
    "recours_contentieux_assignation": Chemin([_fait("assignation_notifiee", article_assignation="L731-1")]),
    "recours_contentieux_assignation_longue": Chemin([_fait("assignation_notifiee", article_assignation="L731-3")]),
    "recours_contentieux_oqtf_outre_mer": Chemin([_decision("oqtf", prefecture="973")], *_FAVORABLE),
    "recours_administratif": Chemin([_decision("refus_sejour")], "recours_administratif"),
    "demande_aide_juridictionnelle": Chemin([_decision("refus_sejour")], "demande_aide_juridictionnelle"),
    "depart_volontaire": Chemin([_decision("oqtf")], "depart_volontaire"),
    "depart_volontaire_citoyen_ue": Chemin([_decision("oqtf", citoyen_ue=True)], "depart_volontaire"),
    "delai_raisonnable": Chemin([_decision("refus_sejour", voies_et_delais="absents")], *_FAVORABLE),
    "distance_outre_mer": Chemin([_decision("refus_sejour")]),
    "distance_etranger": Chemin([_decision("refus_sejour")]),
    "naissance_refus_implicite": Chemin([_DEPOT], "naissance_refus_implicite"),
    "naissance_refus_implicite_etudiant_et_autres": Chemin([_DEPOT], "naissance_refus_implicite"),
    "naissance_refus_implicite_chercheur": Chemin([_DEPOT], "naissance_refus_implicite"),
    "naissance_refus_implicite_carte_bleue": Chemin([_DEPOT], "naissance_refus_implicite"),
    "recours_contentieux_refus_implicite": Chemin([_DEPOT]),
    "demande_motifs": Chemin([_DEPOT], "demande_motifs"),
    "reponse_motifs_attendue": Chemin([{**_DEPOT, "date": -158}, _fait("demande_motifs")], "reponse_motifs_attendue"),
    "motifs_non_communiques": Chemin([{**_DEPOT, "date": -158}, _fait("demande_motifs")], *_FAVORABLE),
    "naissance_rejet_recours": Chemin(
        [_decision("refus_sejour", jour=-30), _fait("recours_gracieux", date_reception=0)], "naissance_rejet_gracieux"
    ),
    "memoire_complementaire": Chemin(
        [_decision("oqtf", jour=-8), _fait("requete_deposee", sommaire=True)], "memoire_complementaire"
    ),
    "confirmation_requete": Chemin(
        [_fait("ordonnance_refere_notifiee", refere="suspension", motif="doute_serieux")], "confirmation_requete"
    ),
    "cassation_refere": Chemin([_fait("ordonnance_refere_notifiee", refere="suspension")], "cassation_refere"),
    "appel_refere_liberte": Chemin(
        [_fait("ordonnance_refere_notifiee", refere="liberte", tri=False)], "appel_refere_liberte"
    ),
    "appel_refus_seul": Chemin([_fait("jugement_notifie", procedure="refus_seul")], "appel"),
    "appel_oqtf": Chemin([_fait("jugement_notifie", procedure="oqtf")], "appel"),
    "appel_oqtf_outre_mer": Chemin([_fait("jugement_notifie", procedure="oqtf")], "appel", "lecture_favorable"),
    "jugement_muet": Chemin([_fait("jugement_notifie", procedure="oqtf")], "appel", "lecture_favorable"),
    "cassation": Chemin([_fait("arret_notifie")], "cassation"),
    "demande_execution": Chemin([_fait("jugement_notifie")], "demande_execution"),
}


class Detour(NamedTuple):
    """Une règle qui ne donne pas de dernier jour, mais le départ d'un autre délai.

    `avec` : la demande que la règle touche (0 : `recu`, "dernier_jour" : celui de l'exemple). `sans` : la même sans
    elle, partie du jour que la règle donne. La lecture favorable de l'une est le dernier jour de l'autre.
    """

    avec: list[Json]
    sans: list[Json]
    id: str = "recours_contentieux"


DETOURS: dict[str, Detour] = {
    "notification_en_ligne": Detour(
        [_decision("refus_sejour", mode="en_ligne", date_consultation="dernier_jour")],
        [{**_decision("refus_sejour"), "date": "dernier_jour"}],
    ),
    "notification_en_ligne_du_jugement": Detour(
        [_fait("jugement_notifie", mode="telerecours", procedure="oqtf")],
        [{**_fait("jugement_notifie", mode="lettre_remise", procedure="oqtf"), "date": "dernier_jour"}],
        "appel",
    ),
    "contestation_aide_juridictionnelle": Detour(
        [
            _decision("refus_sejour", jour=-53),
            _fait("aide_juridictionnelle_demandee", -44, pour="tribunal"),
            _fait("aide_juridictionnelle_decision", pour="tribunal", sens="admission"),
        ],
        [{**_decision("refus_sejour"), "date": "dernier_jour"}],
    ),
}


def dater(evenements: list[Json], recu: date, exemple: Json) -> list[Json]:
    """Les événements aux dates de l'exemple, le jour 0 enrichi des champs de l'exemple."""
    ajouts = {c: v for c, v in exemple.items() if c not in REPONSE | SUR_LE_DOSSIER}
    dates = []
    for evenement in evenements:
        lu = dict(evenement) | (ajouts if evenement["date"] == 0 else {})
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
