"""Après le juge : appel, cassation, référés, au jour près, là où les mutations du moteur ne voyaient aucun test."""

from dataclasses import replace
from typing import Any

import pytest

from calculators import calculer
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.regles import Droit, Version, charger
from calculators.saisie import lire_demande_echeances
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait, reponse

# Reçue du préfet de Guadeloupe, où le 27 mai (abolition de l'esclavage, un mercredi en 2026) est férié.
GUADELOUPE = decision("2025-06-02", "refus_sejour", prefecture="971")


def jugement(jour: str, **champs: Any) -> Json:
    return fait("jugement_notifie", jour, **{"procedure": "refus_seul", "sens": "rejet"} | champs)


def arret(jour: str, **champs: Any) -> Json:
    return fait("arret_notifie", jour, **champs)


def ordonnance(jour: str, refere: str = "suspension", **champs: Any) -> Json:
    return fait("ordonnance_refere_notifiee", jour, refere=refere, **{"motif": "urgence"} | champs)


def aide(pour: str, jour: str) -> Json:
    return fait("aide_juridictionnelle_demandee", jour, pour=pour)


def aidee(pour: str, demandee: str, decidee: str) -> list[Json]:
    return [
        aide(pour, demandee),
        fait("aide_juridictionnelle_decision", decidee, pour=pour, sens="rejet"),
    ]


def jours(trouvee: Json) -> tuple[str, str | None]:
    return trouvee["dernier_jour"], trouvee["lecture_favorable"]


# (pourquoi, l'échéance, les faits, la résidence, le dernier jour, la lecture favorable)
LOCAUX: list[tuple[str, str, list[Json], str | None, str, str | None]] = [
    (
        "Deux mois francs depuis le 26 mars finissent le 27 mai.",
        *("appel", [GUADELOUPE, jugement("2026-03-26")], None, "2026-05-27", "2026-05-28"),
    ),
    (
        "Deux mois et le mois de distance (CJA R811-5) depuis le 26 février.",
        *("appel", [jugement("2026-02-26")], "971", "2026-04-27", "2026-05-28"),
    ),
    (
        "Le papier écrit trois mois (CE 461471).",
        *("appel", [GUADELOUPE, jugement("2026-02-26", delai_mentionne="P3M")], None, "2026-04-27", "2026-05-28"),
    ),
    (
        "Deux mois depuis la réponse du bureau, le 26 mars.",
        "appel",
        [GUADELOUPE, jugement("2026-03-02"), *aidee("appel", "2026-03-10", "2026-03-26")],
        *(None, "2026-05-27", "2026-05-28"),
    ),
    (
        "La cassation aussi.",
        *("cassation", [GUADELOUPE, arret("2026-03-26")], None, "2026-05-27", "2026-05-28"),
    ),
    (
        "Une décision reçue le jour de l'arrêt dit encore le lieu.",
        "cassation",
        [GUADELOUPE | {"date": "2026-03-26"}, arret("2026-03-26")],
        *(None, "2026-05-27", "2026-05-28"),
    ),
    (
        "Une décision d'après l'arrêt, non.",
        "cassation",
        [arret("2026-03-26"), GUADELOUPE | {"date": "2026-03-27"}],
        *(None, "2026-05-27", None),
    ),
    (
        "Quinze jours depuis le 11 mai : le 26, et un jour de plus en lecture favorable, le 27.",
        *("cassation_refere", [ordonnance("2026-05-11")], "971", "2026-05-26", "2026-05-28"),
    ),
    (
        "Le même référé, quand la décision dit la préfecture.",
        *("cassation_refere", [GUADELOUPE, ordonnance("2026-05-11")], None, "2026-05-26", "2026-05-28"),
    ),
    (
        "Un mois depuis le 26 avril pour confirmer la requête, et un jour de plus.",
        "confirmation_requete",
        [GUADELOUPE, ordonnance("2026-04-26", motif="doute_serieux")],
        *(None, "2026-05-26", "2026-05-28"),
    ),
    (
        "Quinze jours depuis la réponse du bureau, le 11 mai.",
        "cassation_refere",
        [ordonnance("2026-05-01"), *aidee("cassation", "2026-05-05", "2026-05-11")],
        *("971", "2026-05-26", "2026-05-28"),
    ),
]


@pytest.mark.parametrize(("pourquoi", "id_", "faits", "residence", "dernier", "favorable"), LOCAUX)
def test_un_ferie_local_ne_repousse_que_la_lecture_favorable(
    pourquoi: str, id_: str, faits: list[Json], residence: str | None, dernier: str, favorable: str | None
) -> None:
    """Un jour local entre dans la lecture favorable et jamais dans le dernier jour (contrat §3), devant tout juge."""
    ailleurs = {} if residence is None else {"residence": residence}
    assert jours(echeance(reponse(*faits, **ailleurs), id_)) == (dernier, favorable), pourquoi


def test_un_jugement_qui_ecrit_un_delai_trop_court_garde_son_annee_apres_l_aide() -> None:
    """L'aide relance deux mois, le 2 juin ; l'année ouverte par le papier faux va plus loin, et reste."""
    faux = jugement("2026-03-02", delai_mentionne="P15D")
    appel = echeance(reponse(faux, *aidee("appel", "2026-03-10", "2026-04-01")), "appel")
    assert jours(appel) == ("2026-06-02", "2027-03-02")
    assert "delai_raisonnable" in appel["regles"]


@pytest.mark.parametrize(
    "avant",
    [jugement("2000-12-29"), jugement("2024-07-12", procedure="oqtf"), arret("2000-12-29"), ordonnance("2000-12-29")],
    ids=["refus seul", "oqtf", "arrêt", "référé"],
)
def test_ce_que_la_regle_ne_couvre_pas_est_refuse_au_champ_de_sa_date(avant: Json) -> None:
    """Avant la règle, pas de date : l'erreur montre la date à relire."""
    rendue = calculer(echeances(avant))
    assert (rendue["erreur"]["type"], rendue["erreur"]["champ"]) == (
        "date_hors_couverture",
        "dossier.evenements[0].date",
    )


@pytest.mark.parametrize(
    ("recue", "dernier"), [("2026-11-22", "2026-12-24"), ("2026-11-23", "2026-12-24"), ("2026-11-24", "2027-01-25")]
)
def test_une_oqtf_recue_au_plus_tard_avec_le_jugement_ne_laisse_qu_un_mois(recue: str, dernier: str) -> None:
    """Un jugement dont on ne sait pas ce qu'il juge : le mois (CESEDA R911-8) si une OQTF est déjà là, sinon deux."""
    oqtf = decision(recue, "oqtf", prefecture="69", date_decision=recue)
    assert (
        echeance(reponse(fait("jugement_notifie", "2026-11-23", sens="rejet"), oqtf), "appel")["dernier_jour"]
        == dernier
    )


def etats(*faits: Json, **ailleurs: Any) -> list[str]:
    """L'état de chaque appel, dans l'ordre des jugements."""
    rendus = [e for e in reponse(*faits, **ailleurs)["echeances"] if e["id"] == "appel"]
    return [e["etat"] for e in sorted(rendus, key=lambda e: e["objet"])]


# Le premier appel finit le 16 novembre (deux mois francs, le 15 est un dimanche), le second le 2 février 2027.
PREMIER, SECOND = jugement("2026-09-14"), jugement("2026-12-01")
ARRETS: list[tuple[str, list[Json], list[str]]] = [
    ("Un arrêt plus tardif juge le seul appel.", [PREMIER, arret("2026-09-15")], ["faite"]),
    ("Reçu le même jour, il ne peut pas le juger.", [PREMIER, arret("2026-09-14")], ["ouverte"]),
    ("Plus ancien, non plus.", [PREMIER, arret("2026-09-11")], ["ouverte"]),
    (
        "Le second appel court encore : l'arrêt juge le premier.",
        [PREMIER, SECOND, arret("2027-02-02")],
        ["faite", "dernier_jour"],
    ),
    ("Les deux délais finis : rien à perdre.", [PREMIER, SECOND, arret("2027-02-03")], ["faite", "faite"]),
    (
        "L'arrêt nomme le second.",
        [PREMIER, SECOND, arret("2026-12-20", contre="jugement_notifie#1")],
        ["depassee", "faite"],
    ),
    (
        "L'arrêt nomme le premier.",
        [PREMIER, SECOND, arret("2027-02-03", contre="jugement_notifie#0")],
        ["faite", "depassee"],
    ),
    (
        "Reçu avec le second jugement, il ne juge que le premier.",
        [PREMIER, jugement("2026-10-01"), arret("2026-10-01")],
        ["faite", "ouverte"],
    ),
    (
        "L'aide du second appel attend : son délai n'est pas fini.",
        [
            *(PREMIER, SECOND),
            fait("aide_juridictionnelle_demandee", "2026-12-10", pour="appel"),
            arret("2027-02-03"),
        ],
        ["faite", "ouverte_sous_reserve"],
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "attendus"), ARRETS)
def test_un_arret_ne_ferme_pas_un_appel_encore_ouvert_qui_n_est_pas_le_sien(
    pourquoi: str, faits: list[Json], attendus: list[str]
) -> None:
    """Tenu pour fait à tort, un appel ne serait pas déposé."""
    assert etats(*faits) == attendus, pourquoi


def avec(id_: str, **version_ou_regle: Any) -> Droit:
    """Le droit, où cette règle est changée."""
    droit = charger()
    regle = droit.regles[id_]
    champs = dict(version_ou_regle)
    if champs.pop("a_relire", False):
        versions: tuple[Version, ...] = tuple(replace(v, a_verifier=True) for v in regle.versions)
        champs["versions"] = versions
    return replace(droit, regles={**droit.regles, id_: replace(regle, **champs)})


def certitude(droit: Droit, id_: str, *faits: Json) -> str:
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits)))
    (seule,) = (e.certitude for a in calculer_echeances(dossier, droit) for e in a.echeances if e.id == id_)
    return seule


# Un jour où toutes les lectures finissent ensemble : seul le point discuté, écrit dans la règle, fait la certitude.
DISCUTES: list[tuple[str, str, Json]] = [
    ("appel_refus_seul", "appel", jugement("2026-09-15")),
    ("cassation", "cassation", arret("2026-09-15")),
    ("cassation_refere", "cassation_refere", ordonnance("2026-09-04")),
    ("appel_refere_liberte", "appel_refere_liberte", ordonnance("2026-09-04", "liberte", tri=False)),
    ("confirmation_requete", "confirmation_requete", ordonnance("2026-09-03", motif="doute_serieux")),
]


@pytest.mark.parametrize(("regle", "id_", "evenement"), DISCUTES)
def test_un_point_discute_de_la_regle_rend_son_echeance_prudente(regle: str, id_: str, evenement: Json) -> None:
    """Même quand toutes les lectures finissent le même jour, la page ne dit pas la date certaine."""
    doute = ({"point": "Un point.", "lectures": ["Une lecture."]},)
    dites = [certitude(avec(regle, doutes=doutes), id_, evenement) for doutes in (doute, ())]
    assert dites == ["prudente", "certaine"]


def test_une_execution_a_relire_n_est_pas_certaine() -> None:
    """Une règle changée depuis sa relecture se montre à vérifier."""
    dites = [
        certitude(droit, "demande_execution", jugement("2026-09-15", sens="annulation"))
        for droit in (charger(), avec("demande_execution", a_relire=True))
    ]
    assert dites == ["certaine", "a_verifier"]


@pytest.mark.parametrize(
    ("faits", "attend"),
    [
        ([jugement("2026-09-15"), aide("appel", "2026-10-01")], True),
        ([jugement("2026-09-15"), aide("appel", "2026-10-01"), arret("2027-02-03")], False),
        ([ordonnance("2026-09-04"), aide("cassation", "2026-09-10")], True),
        ([ordonnance("2026-09-04", pourvoi=True), aide("cassation", "2026-09-10")], False),
    ],
)
def test_un_recours_deja_fait_ne_dit_plus_de_deposer_sans_attendre_l_aide(faits: list[Json], attend: bool) -> None:
    """L'appel jugé, le pourvoi formé : il n'y a plus de requête à déposer."""
    assert ("aide_juridictionnelle_en_attente" in alertes(reponse(*faits))) is attend


def test_chaque_analyse_vient_de_l_evenement_que_ses_echeances_nomment() -> None:
    """Une lettre retrouve par là les dates de ce qu'elle conteste."""
    faits = [jugement("2026-09-15"), arret("2026-09-16"), ordonnance("2026-09-04", motif="doute_serieux")]
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits)))
    for analyse in calculer_echeances(dossier, charger()):
        assert {e.objet for e in analyse.echeances} == {analyse.source.objet}
