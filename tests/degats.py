"""Tout ce qu'on peut faire de mal à une bonne demande : mauvais type, clé en trop, date impossible, événement futur…"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Demande = dict[str, Any]

ORDURES: list[Any] = [0, -3, 2.5, True, [], {}, "", "n'importe quoi", ["x"], {"a": 1}, "2026-02-31", "31/10/2026"]
HORS_LISTE: dict[str, list[Any]] = {
    "type": ["decision", "DECISION_NOTIFIEE", "", None, 3],
    "date": [
        "2026-02-31",
        "2026-13-01",
        "31/10/2026",
        "2026-1-5",
        "hier",
        "",
        None,
        20261031,
        "9999-99-99",
        "٢٠٢٦-١٠-٠٥",
    ],
    "contenu": ["refus_sejour", [], ["refus"], [None], [["oqtf"]], {}, None, ["OQTF"], [3]],
    "situation": ["en prison", "", None, ["libre"], True, "LIBRE"],
    "mode": ["pigeon", "", None, 1, ["main_propre"]],
    "voies_et_delais": ["complet", "", None, True, ["complets"]],
    "delai_mentionne": ["deux mois", "P", "2M", "P-1M", "", 30, [], "PM", "P1H"],
    "heure": ["25:00", "24:00", "9h30", "12:60", "", 9, [], "-1:00"],
    "date_presentation": ["2026-02-30", "bientôt", 5, ""],
    "date_consultation": ["2026-02-30", "bientôt", 5, ""],
    "date_decision": ["2026-02-30", "bientôt", 5, ""],
    "prefecture": ["00", "999", "Paris", "", 75, ["75"], "20"],
    "lieu": ["00", "999", "Paris", "", 75, ["75"]],
    "delai_depart_jours": ["trente", -1, 2.5, [], True, "30"],
    "citoyen_ue": ["oui", 1, [], "true"],
    "renouvellement": ["oui", 1, [], "true"],
    "article_assignation": ["L731-2", "", 731, ["L731-1"]],
}
RACINE: dict[str, list[Any]] = {
    "calcul": ["echeance", "", None, 1, ["echeances"]],
    "aujourdhui": ["2026-02-31", "demain", "", None, 20261123, "2026-11-23T10:00"],
    "maintenant": ["25:00", "midi", 10, "", "10:61"],
    "dossier": [None, [], "", 3, {}],
}


def cle_en_trop(hasard: random.Random, demande: Demande) -> str:
    ou = hasard.choice([demande, demande["dossier"], demande["dossier"]["evenements"][0]])
    cle = hasard.choice(["inconnue", "Date", "nom", "evenement", "contenus", "__class__", " date", "é"])
    ou[cle] = hasard.choice(["x", None, 1, []])
    return f"clé en trop {cle!r}"


def cle_en_moins(hasard: random.Random, demande: Demande) -> str:
    evenement = hasard.choice(demande["dossier"]["evenements"])
    obligatoires = ["type", "date"] + ["contenu", "situation"] * (evenement["type"] == "decision_notifiee")
    choix = [(evenement, cle) for cle in obligatoires]
    choix += [(demande, "calcul"), (demande, "aujourdhui"), (demande, "dossier"), (demande["dossier"], "evenements")]
    ou, cle = hasard.choice(choix)
    del ou[cle]
    return f"clé manquante {cle!r}"


def valeur_impossible(hasard: random.Random, demande: Demande) -> str:
    decision = demande["dossier"]["evenements"][0]
    cle = hasard.choice(sorted(HORS_LISTE))
    decision[cle] = hasard.choice(HORS_LISTE[cle])
    return f"{cle} = {decision[cle]!r}"


def racine_impossible(hasard: random.Random, demande: Demande) -> str:
    cle = hasard.choice(sorted(RACINE))
    demande[cle] = hasard.choice(RACINE[cle])
    return f"{cle} = {demande[cle]!r}"


def evenement_futur(hasard: random.Random, demande: Demande) -> str:
    evenement = hasard.choice(demande["dossier"]["evenements"])
    demain = date.fromisoformat(demande["aujourdhui"]) + timedelta(days=hasard.choice([1, 2, 400]))
    evenement["date"] = demain.isoformat()
    return f"événement du {demain}, après aujourd'hui"


def evenements_impossibles(hasard: random.Random, demande: Demande) -> str:
    ordure = hasard.choice([[], None, {}, "x", 3, [None], ["decision_notifiee"], [[]], [3], [{}]])
    demande["dossier"]["evenements"] = ordure
    return f"evenements = {ordure!r}"


def residence_impossible(hasard: random.Random, demande: Demande) -> str:
    demande["dossier"]["residence"] = hasard.choice(["Paris", "99", "", None, 75, ["75"], "étranger", "96"])
    return f"residence = {demande['dossier']['residence']!r}"


def dates_croisees(hasard: random.Random, demande: Demande) -> str:
    """Une présentation après la remise, ou une ouverture du compte avant la mise en ligne."""
    decision = demande["dossier"]["evenements"][0]
    jour = date.fromisoformat(decision["date"])
    for cle in ("date_presentation", "date_consultation"):
        decision.pop(cle, None)
    mode, cle, ecart = hasard.choice([("lettre_remise", "date_presentation", 3), ("en_ligne", "date_consultation", -3)])
    decision["mode"], decision[cle] = mode, (jour + timedelta(days=ecart)).isoformat()
    demande["aujourdhui"] = max(demande["aujourdhui"], (jour + timedelta(days=10)).isoformat())
    return f"{cle} = {decision[cle]} pour une décision du {jour}"


def hors_couverture(hasard: random.Random, demande: Demande) -> str:
    decision = demande["dossier"]["evenements"][0]
    for cle in ("date_presentation", "date_consultation", "date_decision"):
        decision.pop(cle, None)
    seul = decision["contenu"] == ["refus_sejour"]
    decision["date"] = hasard.choice(
        ["2000-12-31", "1999-05-03"] if seul else ["2024-07-14", "2010-01-01", "2023-12-31"]
    )
    return f"décision du {decision['date']}, hors couverture"


def retenu_sans_heure(_: random.Random, demande: Demande) -> str:
    decision = demande["dossier"]["evenements"][0]
    decision["contenu"], decision["situation"] = ["oqtf"], "retenu"
    decision.pop("heure", None)
    return "retenu sans heure"


DEGATS: list[Callable[[random.Random, Demande], str]] = [
    cle_en_trop,
    cle_en_moins,
    valeur_impossible,
    valeur_impossible,
    valeur_impossible,
    racine_impossible,
    evenement_futur,
    evenements_impossibles,
    residence_impossible,
    dates_croisees,
    hors_couverture,
    retenu_sans_heure,
]


def abimer(hasard: random.Random, demande: Demande) -> str:
    """Abîme la demande en un endroit, et dit ce qui lui a été fait."""
    return hasard.choice(DEGATS)(hasard, demande)
