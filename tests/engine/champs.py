"""Le contrat §2, champ par champ : pour chaque sorte de valeur, des bonnes, des mauvaises, et le mot qui dit quoi écrire."""

from typing import Any, NamedTuple

from tests.engine.demandes import Json


class Sorte(NamedTuple):
    """`bonnes` : valeurs admises. `mauvaises` : valeur et mot que le message doit porter."""

    bonnes: list[Any]
    mauvaises: list[tuple[Any, str]]


def _liste(*valeurs: Any, null: bool = False) -> Sorte:
    faux: list[Any] = ["", "autre chose", str(valeurs[0]).swapcase(), 3, True, [valeurs[0]], {}, " " + str(valeurs[0])]
    refus = [(v, str(valeurs[-1])) for v in (*faux, *([] if null else [None]))]
    return Sorte([*valeurs, *([None] if null else [])], refus)


def _date(*bonnes: str) -> Sorte:
    formes: list[Any] = [
        "31/10/2026",
        "2026-1-5",
        "20261005",
        "2026-10-05T10:00",
        "hier",
        "",
        20261005,
        True,
        [],
        {},
        None,
    ]
    formes += ["٢٠٢٦-١٠-٠٥", "2026-10-05 ", "2026/10/05", "+026-10-05"]
    impossibles = [(v, "existe pas") for v in ("2026-02-31", "2026-13-01", "2026-00-10", "2026-04-31", "2025-02-29")]
    return Sorte(list(bonnes), [*((v, "AAAA-MM-JJ") for v in formes), *impossibles, ("2999-01-01", "l'année")])


def _booleen(null: bool = False) -> Sorte:
    faux: list[Any] = ["oui", "true", 0, 1, [], {}, *([] if null else [None])]
    return Sorte([True, False, *([None] if null else [])], [(v, "true") for v in faux])


def _autre(dit: str, bonnes: list[Any], mauvaises: list[Any]) -> Sorte:
    return Sorte(bonnes, [(v, dit) for v in mauvaises])


HEURES: list[Any] = ["24:00", "9:30", "9h30", "12:60", "", 9, True, [], {}, "-1:00", "٠٩:٠٠", "09:30:00", " 09:30"]
HEURE = _autre("HH:MM", ["00:00", "23:59", None], HEURES)
DEPARTEMENTS: list[Any] = ["00", "20", "99", "999", "Paris", "", 75, True, None, [], {}, "2a", "075", "75 ", "etranger"]
DEPARTEMENT = _autre("département", ["75", "2A", "971", "988"], DEPARTEMENTS)
RESIDENCE = _autre("département", ["75", "etranger"], [v for v in DEPARTEMENTS if v != "etranger"] + ["Etranger"])
DUREE = _autre(
    "P2M",
    ["P2M", "P30D", "PT48H", "P1Y", "P2W", "P2D"],
    [
        "deux mois",
        "2M",
        "P",
        "PT",
        "PM",
        "P-1M",
        "P0M",
        "P1.5M",
        "P1M15D",
        "P1H",
        "p2m",
        "P2M ",
        "",
        30,
        None,
        [],
        True,
    ],
)
JOURS = _autre("366", [1, 30, 366], [0, -1, 367, 2.5, 30.0, "30", True, None, [], {}])
CONTENU = Sorte(
    [["refus_sejour"], ["oqtf", "refus_sejour"], ["inconnu"], ["oqtf", "oqtf"]],
    [(v, "liste") for v in ("refus_sejour", {}, None, 3, True, [])] + [(["inconnu", "oqtf"], "Gardez l'un")],
)
# Une valeur fausse dans la liste : le champ nommé est celui de la valeur.
DANS_LE_CONTENU = _liste("refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi", "inconnu")

ARTICLE = _liste("L731-1", "L731-3", null=True)
VOIES = _liste("complets", "absents", "inconnu")
POUR = _liste("tribunal", "appel", "cassation")
MODES_DU_JUGE = _liste("lettre_remise", "main_propre", "autre", "telerecours")
TITRES = _liste(
    *("vie_privee_et_familiale", "salarie", "resident", "visiteur", "admission_exceptionnelle", "certificat_algerien"),
    *("talent", "autre", "etudiant", "etudiant_mobilite", "recherche_emploi", "jeune_au_pair", "stagiaire"),
    *("travailleur_saisonnier", "detache_ict", "mobile_ict", "stagiaire_ict", "stagiaire_mobile_ict"),
    *("talent_carte_bleue", "talent_carte_bleue_famille", "talent_chercheur", "talent_chercheur_mobilite"),
    *("carte_bleue_autre_etat", "carte_bleue_autre_etat_famille"),
    null=True,
)

JOUR, AVANT, APRES, AUJOURDHUI = "2026-10-05", "2026-10-01", "2026-10-09", "2026-11-23"
FUTUR = ("2026-11-24", "aujourd'hui")
TARDIVE, ANTERIEURE = (APRES, "après la réception"), (AVANT, "avant l'événement")


def _suit() -> Sorte:
    """Une date secondaire qui suit l'événement et ne dépasse pas aujourd'hui."""
    sorte = _date(JOUR, APRES)
    return Sorte(sorte.bonnes, [*sorte.mauvaises, FUTUR, ANTERIEURE])


def _precede() -> Sorte:
    sorte = _date(JOUR, AVANT)
    return Sorte(sorte.bonnes, [*sorte.mauvaises, FUTUR, TARDIVE])


_MESURE = {"heure": HEURE, "lieu": DEPARTEMENT}
CHAMPS: dict[str, dict[str, Sorte]] = {
    "demande_deposee": {
        "complete": _booleen(null=True),
        "titre": TITRES,
        "accuse_reception": _liste("complet", "absent", "inconnu"),
        "renouvellement": _booleen(null=True),
    },
    "pieces_reclamees": {"avant_le": Sorte([JOUR, APRES, "2027-01-15"], [*_date().mauvaises, ANTERIEURE])},
    "pieces_fournies": {},
    "decision_notifiee": {
        "contenu": CONTENU,
        "situation": _liste("libre", "assigne", "detenu", "inconnu"),
        "mode": _liste("main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne", "inconnu"),
        "date_presentation": _precede(),
        "date_consultation": _suit(),
        "voies_et_delais": VOIES,
        "delai_mentionne": DUREE,
        "heure": HEURE,
        "article_assignation": ARTICLE,
        "date_decision": _precede(),
        "prefecture": DEPARTEMENT,
        "lieu": DEPARTEMENT,
        "delai_depart_jours": JOURS,
        "citoyen_ue": _booleen(),
        "renouvellement": _booleen(null=True),
    },
    "assignation_notifiee": {**_MESURE, "article_assignation": ARTICLE},
    "retention_notifiee": _MESURE,
    "detention_informee": _MESURE,
    "demande_motifs": {},
    "motifs_communiques": {},
    "recours_gracieux": {"date_reception": _suit()},
    "recours_hierarchique": {"date_reception": _suit()},
    "reponse_recours": {
        "a": _liste("gracieux", "hierarchique"),
        "sens": _liste("rejet", "acceptation"),
        "voies_et_delais": VOIES,
    },
    "aide_juridictionnelle_demandee": {"pour": POUR},
    "aide_juridictionnelle_decision": {
        "pour": POUR,
        "sens": _liste("admission", "admission_partielle", "admission_provisoire", "rejet", "caducite"),
        "avocat_designe_le": _suit(),
    },
    "requete_deposee": {"sommaire": _booleen()},
    "ordonnance_refere_notifiee": {
        "refere": _liste("suspension", "liberte", "mesures_utiles"),
        "sens": _liste("accordee", "rejetee"),
        "tri": _booleen(null=True),
        "pourvoi": _booleen(),
        "motif": _liste("doute_serieux", "urgence", "autre", null=True),
    },
    "jugement_notifie": {
        "mode": MODES_DU_JUGE,
        "date_consultation": _suit(),
        "voies_et_delais": VOIES,
        "delai_mentionne": DUREE,
        "procedure": _liste("oqtf", "refus_seul"),
        "sens": _liste("annulation", "rejet", "partiel", null=True),
        "delai_injonction": DUREE,
    },
    "arret_notifie": {"mode": MODES_DU_JUGE, "date_consultation": _suit(), "voies_et_delais": VOIES},
    "decision_retiree": {},
}
DATE = Sorte([JOUR, AUJOURDHUI], [*_date().mauvaises, FUTUR])

EXIGES: dict[str, Json] = {
    "decision_notifiee": {"contenu": ["refus_sejour"], "situation": "libre"},
    "reponse_recours": {"a": "gracieux", "sens": "rejet"},
    "aide_juridictionnelle_demandee": {"pour": "tribunal"},
    "aide_juridictionnelle_decision": {"pour": "tribunal", "sens": "rejet"},
    "ordonnance_refere_notifiee": {"refere": "suspension"},
    "retention_notifiee": {"heure": None},
}


def minimal(type_: str, **champs: Any) -> Json:
    """L'événement avec ses seuls champs obligatoires, et ceux-ci."""
    return {"type": type_, "date": JOUR, **EXIGES.get(type_, {}), **champs}
