"""Ce qu'une personne ordinaire peut répondre, réduit à ce qui change la réponse : les axes de la table faite d'avance.

Chaque « comme » d'ici est une affirmation sur le moteur : tests/build/test_reponses.py la vérifie contre lui.
Ce que les axes ne disent pas (deux événements, une date de présentation…) n'est pas dans la table : le moteur répond.
"""

import itertools
from typing import Any, NamedTuple

from calculators.fuseaux import fuseau_de
from calculators.territoires import ORDINAIRE, codes, est_outre_mer, regime_de

OQTF, SANS_DELAI = "oqtf", "sans_delai"
_ACCOMPAGNENT = ("irtf", "pays_de_renvoi", "refus_sejour", SANS_DELAI)

# Le premier contenu de chaque classe est celui qu'on demande au moteur.
CONTENUS: tuple[tuple[str, ...], ...] = (
    ("refus_sejour",),
    (OQTF, "refus_sejour"),
    (OQTF, "refus_sejour", SANS_DELAI),
    ("inconnu",),
)
REFUS_SEUL, AVEC_OQTF, OQTF_SANS_DELAI, CONTENU_INCONNU = range(4)

# Ce que chaque situation ajoute à la décision. L'heure d'une personne retenue est mise à part : voir HORAIRES.
SITUATIONS: tuple[dict[str, Any], ...] = (
    {"situation": "libre"},
    {"situation": "inconnu"},
    {"situation": "assigne", "article_assignation": "L731-1"},
    {"situation": "assigne", "article_assignation": "L731-3"},
    {"situation": "assigne", "article_assignation": None},
    {"situation": "detenu"},
    {"situation": "retenu", "heure": None},
    {"situation": "retenu", "heure": ""},
)
LIBRE, SITUATION_INCONNUE, L731_1, L731_3, ARTICLE_INCONNU, DETENU, RETENU, RETENU_A_L_HEURE = range(8)
# Le compte part d'une heure, donc dépend du fuseau.
HORAIRES = (RETENU, RETENU_A_L_HEURE)

VOIES = ("complets", "absents", "inconnu")
# Une remise et un retrait sans autre date comptent pareil.
MODES: tuple[tuple[str, ...], ...] = (
    ("main_propre", "lettre_remise"),
    ("lettre_non_retiree",),
    ("en_ligne",),
    ("inconnu", ""),
)

METROPOLE, ALSACE_MOSELLE = "75", "67"
# Un représentant par calendrier de fériés et par régime ; "" : aucune préfecture donnée.
TERRITOIRES = ("", METROPOLE, ALSACE_MOSELLE, "972", "974", "971", "973", "976", "977", "978")


class Case(NamedTuple):
    """Une case de la table, sans son jour : un rang sur chaque axe."""

    contenu: int
    situation: int
    voies: int
    mode: int
    territoire: int


def cases() -> list[Case]:
    """Toutes les cases, dans l'ordre où la table les range."""
    axes = (CONTENUS, SITUATIONS, VOIES, MODES, TERRITOIRES)
    return [Case(*rangs) for rangs in itertools.product(*(range(len(axe)) for axe in axes))]


def contenus_dits() -> dict[str, int]:
    """La classe de chaque liste de mots que le formulaire peut envoyer, triée et jointe ; les autres vont au moteur."""
    dits = {"+".join(CONTENUS[REFUS_SEUL]): REFUS_SEUL, "+".join(CONTENUS[CONTENU_INCONNU]): CONTENU_INCONNU}
    for n in range(len(_ACCOMPAGNENT) + 1):
        for mots in itertools.combinations(_ACCOMPAGNENT, n):
            classe = OQTF_SANS_DELAI if SANS_DELAI in mots else AVEC_OQTF
            dits["+".join(sorted((OQTF, *mots)))] = classe
    return dits


def territoires_dits() -> dict[str, int]:
    """La classe de chaque code. Absents : ceux dont ni le calendrier, ni le fuseau, ni le régime n'est un des nôtres."""
    propres = {code: rang for rang, code in enumerate(TERRITOIRES)}
    alsace = dict.fromkeys(("57", "67", "68"), propres[ALSACE_MOSELLE])
    metropole = {
        code: propres[METROPOLE] for code in codes() if not est_outre_mer(code) and regime_de(code) == ORDINAIRE
    }
    return dict(sorted({**metropole, **alsace, **propres}.items()))


def est_derogatoire(territoire: int) -> bool:
    """Le territoire n'a pas la loi commune."""
    return regime_de(TERRITOIRES[territoire]) != ORDINAIRE


def classe_du_territoire(territoire: int) -> int:
    """Pour ce qui n'est pas une date : inconnu, ordinaire ou dérogatoire."""
    if TERRITOIRES[territoire] == "":
        return 0
    return 2 if est_derogatoire(territoire) else 1


def _comme_situation(contenu: int, situation: int) -> int:
    if contenu == REFUS_SEUL:
        return LIBRE
    return {SITUATION_INCONNUE: LIBRE, L731_3: LIBRE, DETENU: L731_1}.get(situation, situation)


def _comme_territoire(contenu: int, situation: int, complets: bool, territoire: int) -> int:
    rang = TERRITOIRES.index
    if TERRITOIRES[territoire] == "":
        return rang(METROPOLE)
    if contenu == REFUS_SEUL:
        # Un an finit après deux mois, quel que soit le férié local.
        return territoire if complets else rang(METROPOLE)
    if est_derogatoire(territoire):
        return territoire if complets else rang("971")
    if complets and (contenu == CONTENU_INCONNU or situation in (LIBRE, ARTICLE_INCONNU)):
        return territoire
    # Ni mois ni jour franc dans ces lectures : aucun férié local n'y change rien ; le fuseau, si l'heure compte.
    paris = fuseau_de(TERRITOIRES[territoire]) == fuseau_de(METROPOLE)
    return rang("974") if situation in HORAIRES and not paris else rang(METROPOLE)


def comme(case: Case) -> Case:
    """La case qui a les mêmes dates, et dont le moteur compte chaque jour."""
    contenu = AVEC_OQTF if case.contenu == OQTF_SANS_DELAI else case.contenu
    voies = min(case.voies, 1)
    situation = _comme_situation(contenu, case.situation)
    territoire = _comme_territoire(contenu, situation, voies == 0, case.territoire)
    return Case(contenu, situation, voies, 0, territoire)


def decision(case: Case, jour: str, heure: str = "") -> dict[str, Any]:
    """L'événement du contrat que cette case dit, reçu ce jour-là."""
    dite = {
        "type": "decision_notifiee",
        "date": jour,
        "contenu": list(CONTENUS[case.contenu]),
        "mode": MODES[case.mode][0],
        "voies_et_delais": VOIES[case.voies],
        **SITUATIONS[case.situation],
    }
    if case.situation == RETENU_A_L_HEURE:
        dite["heure"] = heure
    if TERRITOIRES[case.territoire]:
        dite["prefecture"] = TERRITOIRES[case.territoire]
    return dite


def demande(case: Case, jour: str, aujourdhui: str, heure: str = "") -> dict[str, Any]:
    """La demande entière."""
    dossier = {"evenements": [decision(case, jour, heure)]}
    return {"calcul": "echeances", "aujourdhui": aujourdhui, "dossier": dossier}
