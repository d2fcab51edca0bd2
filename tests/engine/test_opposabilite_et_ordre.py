"""Ce que vaut le délai écrit sur le papier, et à quoi va chaque réponse : trouvé par les mutations du moteur."""

import pytest

from calculators import calculer
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait, reponse

TROP_COURT, AUTRE_UNITE, PLUS_LONG = "346700", "21TL04825", "461471"


def retenu(jour: str, heure: str | None, prefecture: str = "69", **champs: str) -> Json:
    """Une OQTF remise en rétention : quarante-huit heures d'horloge (CESEDA L921-2)."""
    ecrit = {"date_decision": jour, "prefecture": prefecture} | champs
    return decision(jour, "oqtf", situation="retenu", heure=heure, **ecrit)


# (ce que le papier écrit, l'heure de la remise, la lecture favorable et son heure, la source qui la porte)
EN_HEURES: list[tuple[str, str | None, str | None, str | None, str | None]] = [
    # Juste : rien de plus que la loi.
    ("PT48H", "16:10", None, None, None),
    # Plus long : seul opposable, compté depuis l'heure de la remise.
    ("PT72H", "16:10", "2026-11-23", "16:10", PLUS_LONG),
    # L'heure inconnue : un juge compte depuis la fin de la journée, le 20 à minuit plus soixante-douze heures.
    ("PT72H", None, "2026-11-23", "24:00", PLUS_LONG),
    # Un mois, franc : le 20 décembre et un jour, un lundi.
    ("P1M", "16:10", "2026-12-21", None, PLUS_LONG),
    # Trop court, ou en jours : l'année raisonnable, le 20 novembre 2027 ; un samedi, avancé au vendredi.
    ("PT24H", "16:10", "2027-11-19", None, TROP_COURT),
    ("P2D", "16:10", "2027-11-19", None, AUTRE_UNITE),
]


@pytest.mark.parametrize(("ecrit", "heure", "favorable", "heure_favorable", "source"), EN_HEURES)
def test_un_delai_ecrit_a_la_place_des_quarante_huit_heures(
    ecrit: str, heure: str | None, favorable: str | None, heure_favorable: str | None, source: str | None
) -> None:
    """Plus long, il oblige (CE 461471) ; trop court ou en jours, le délai n'est pas opposable et une alerte le dit."""
    rendue = reponse(retenu("2026-11-20", heure, delai_mentionne=ecrit))
    trouvee = echeance(rendue)
    assert (trouvee["dernier_jour"], trouvee["heure"]) == ("2026-11-22", heure or "00:00")
    assert (trouvee["lecture_favorable"], trouvee["heure_favorable"]) == (favorable, heure_favorable)
    cites = {n for n in (TROP_COURT, AUTRE_UNITE, PLUS_LONG) if any(n in s["texte"] for s in trouvee["sources"])}
    assert cites == ({source} if source else set())
    assert ("delai_inopposable" in alertes(rendue)) is (source in (TROP_COURT, AUTRE_UNITE))


def test_soixante_douze_heures_ecrites_sans_heure_connue_vont_jusqu_a_la_fin_du_jour() -> None:
    """Dire « dépassé » le matin du dernier jour ôterait une lecture qu'un juge admet (CE 29 octobre 1997)."""
    papier = retenu("2026-11-20", None, delai_mentionne="PT72H")
    trouvee = echeance(reponse(papier, aujourdhui="2026-11-23", maintenant="23:59"))
    assert trouvee["etat"] == "ouverte_sous_reserve"


@pytest.mark.parametrize(("lieu", "heure"), [("69", "08:00"), ("974", "09:00")])
def test_les_heures_ecrites_traversent_le_changement_d_heure_du_lieu(lieu: str, heure: str) -> None:
    """Dans la nuit du 24 au 25 octobre 2026, l'horloge recule à Lyon, pas à Saint-Denis."""
    trouvee = echeance(reponse(retenu("2026-10-24", "09:00", lieu, delai_mentionne="PT72H")))
    assert (trouvee["lecture_favorable"], trouvee["heure_favorable"]) == ("2026-10-27", heure)


@pytest.mark.parametrize(("ecrit", "favorable"), [("P30D", None), ("P29D", "2027-06-10")])
def test_trente_jours_valent_un_mois_quand_ils_finissent_le_meme_jour(ecrit: str, favorable: str | None) -> None:
    """Du 10 juin au 10 juillet, la mention est juste ; un jour de moins, le papier ne vaut plus rien."""
    rendue = reponse(decision("2026-06-10", "oqtf", date_decision="2026-06-09", prefecture="69", delai_mentionne=ecrit))
    assert echeance(rendue)["lecture_favorable"] == favorable
    assert ("delai_inopposable" in alertes(rendue)) is (favorable is not None)


def test_l_heure_sautee_est_celle_de_la_prefecture_qui_a_decide() -> None:
    """Le 29 mars 2026, 2 h 30 n'existe pas à Lyon, mais existe à La Réunion : rien n'y change d'heure."""
    assert echeance(reponse(retenu("2026-03-29", "02:30", "974")))["heure"] == "02:30"
    refusee = calculer(echeances(retenu("2026-03-29", "02:30")))["erreur"]
    assert (refusee["type"], refusee["champ"]) == ("saisie_invalide", "dossier.evenements[0].heure")


DEUX_REFUS = [decision("2026-03-02", "refus_sejour", prefecture="69"), decision("2026-03-16", "refus_sejour")]
DEUX_LETTRES = [
    fait("recours_gracieux", "2026-03-20", contre="decision_notifiee#0"),
    fait("recours_gracieux", "2026-03-23", contre="decision_notifiee#1"),
]
REJET = {"a": "gracieux", "sens": "rejet", "voies_et_delais": "complets"}


@pytest.mark.parametrize(
    ("contre", "jours"),
    [
        # Le refus dont la lettre est rejetée le 10 avril repart de ce jour ; l'autre, du silence, deux mois plus tard.
        ("decision_notifiee#0", ("2026-06-11", "2026-07-24")),
        ("recours_gracieux#2", ("2026-06-11", "2026-07-24")),
        ("decision_notifiee#1", ("2026-07-21", "2026-06-11")),
        ("recours_gracieux#3", ("2026-07-21", "2026-06-11")),
    ],
)
def test_la_reponse_va_a_la_lettre_ou_a_la_decision_que_contre_nomme(contre: str, jours: tuple[str, str]) -> None:
    """Deux lettres du même genre : une seule est rejetée, l'autre attend encore."""
    rendue = reponse(*DEUX_REFUS, *DEUX_LETTRES, fait("reponse_recours", "2026-04-10", contre=contre, **REJET))
    assert tuple(echeance(rendue, objet=f"decision_notifiee#{n}")["dernier_jour"] for n in (0, 1)) == jours


def juge(type_: str, jour: str, **champs: str) -> Json:
    procedure = {"procedure": "refus_seul", "sens": "rejet"} if type_ == "jugement_notifie" else {}
    return fait(type_, jour, mode="main_propre", voies_et_delais="complets", **procedure, **champs)


def aide(jour: str, pour: str, **champs: str) -> Json:
    return fait("aide_juridictionnelle_demandee", jour, pour=pour, **champs)


def bureau(jour: str, pour: str, **champs: str) -> Json:
    return fait("aide_juridictionnelle_decision", jour, pour=pour, sens="rejet", **champs)


def derniers_jours(*faits: Json) -> dict[str, str]:
    """Le dernier jour de chaque recours, par objet."""
    ids = ("recours_contentieux", "appel", "cassation", "cassation_refere")
    return {e["objet"]: e["dernier_jour"] for e in reponse(*faits)["echeances"] if e["id"] in ids}


REFUS, A, B = DEUX_REFUS[0], juge("jugement_notifie", "2026-03-02"), juge("jugement_notifie", "2026-04-01")
REPONSE = bureau("2026-05-15", "appel")
# (pourquoi, les faits, le dernier jour de chaque recours)
AIDES: list[tuple[str, list[Json], dict[str, str]]] = [
    (
        "Le bureau répond le jour même : le délai repart de ce jour, il n'est pas oublié.",
        [REFUS, aide("2026-04-01", "tribunal"), bureau("2026-04-01", "tribunal")],
        {"decision_notifiee#0": "2026-06-02"},
    ),
    (
        "De même en appel, pour une aide demandée le jour du jugement.",
        [A, aide("2026-03-02", "appel"), bureau("2026-03-02", "appel")],
        {"jugement_notifie#0": "2026-05-04"},
    ),
    (
        "Demandée le jour du jugement, décidée le 15 mai : deux mois et un jour depuis le bureau.",
        [A, aide("2026-03-02", "appel"), bureau("2026-05-15", "appel")],
        {"jugement_notifie#0": "2026-07-16"},
    ),
    (
        "Demandée le jour de l'ordonnance, décidée le 15 mai : quinze jours, un samedi, reportés au lundi.",
        [
            fait("ordonnance_refere_notifiee", "2026-03-02", refere="suspension", sens="rejetee"),
            aide("2026-03-02", "cassation"),
            bureau("2026-05-15", "cassation"),
        ],
        {"ordonnance_refere_notifiee#0": "2026-06-01"},
    ),
    (
        "L'aide demandée contre un jugement ne suit pas le jugement arrivé depuis.",
        [A, aide("2026-03-10", "appel"), B, bureau("2026-05-15", "appel")],
        {"jugement_notifie#0": "2026-07-16", "jugement_notifie#2": "2026-06-02"},
    ),
    (
        "Le bureau a déjà répondu à la première demande : sa seconde réponse va à la seconde.",
        [A, aide("2026-03-10", "appel"), bureau("2026-03-20", "appel"), B, aide("2026-04-10", "appel"), REPONSE],
        {"jugement_notifie#0": "2026-05-21", "jugement_notifie#3": "2026-07-16"},
    ),
    (
        "L'aide pour la cassation vise l'arrêt, même si un jugement est arrivé après lui.",
        [
            juge("arret_notifie", "2026-03-02"),
            juge("jugement_notifie", "2026-03-10"),
            aide("2026-03-12", "cassation"),
            bureau("2026-05-05", "cassation"),
        ],
        {"arret_notifie#0": "2026-07-06", "jugement_notifie#1": "2026-05-11"},
    ),
    (
        "Avant la naissance du refus, la première demande n'a rien visé ; la seconde, elle, arrête le délai.",
        [
            fait("demande_deposee", "2026-01-05", complete=True, accuse_reception="complet", titre="autre"),
            aide("2026-04-01", "tribunal"),
            aide("2026-05-10", "tribunal"),
            bureau("2026-05-20", "tribunal"),
        ],
        {"demande_deposee#0": "2026-07-21"},
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "jours"), AIDES)
def test_la_decision_du_bureau_fait_repartir_le_delai_que_l_aide_visait(
    pourquoi: str, faits: list[Json], jours: dict[str, str]
) -> None:
    """Et lui seul : un délai prolongé par la réponse faite à une autre demande serait une date fausse."""
    assert derniers_jours(*faits) == jours, pourquoi


@pytest.mark.parametrize("genre", ["gracieux", "hierarchique"])
def test_une_lettre_deja_rejetee_n_attend_plus_de_reponse(genre: str) -> None:
    """Deux refus, l'un après l'autre, chacun sa lettre et son rejet : deux mois et un jour depuis chaque rejet."""
    faits = [
        *(decision("2026-01-05", "refus_sejour"), lettre(genre, "2026-02-02"), rejet(genre, "2026-03-10")),
        *(decision("2026-05-20", "refus_sejour"), lettre(genre, "2026-06-01"), rejet(genre, "2026-07-10")),
    ]
    assert derniers_jours(*faits) == {"decision_notifiee#0": "2026-05-11", "decision_notifiee#3": "2026-09-11"}


@pytest.mark.parametrize(
    ("seconde", "jours"),
    [
        # Rejetée par le silence le 25 mai : deux mois et un jour, un dimanche, reportés au lundi 27 juillet.
        ("2026-03-25", ("2026-07-27", None)),
        # Rejetée par le silence le 25 juillet : deux mois et un jour, un samedi, reportés au lundi 28 septembre.
        ("2026-05-25", ("2026-06-11", "2026-09-28")),
    ],
)
def test_un_rejet_complet_ferme_l_annee_du_papier_muet(seconde: str, jours: tuple[str, str | None]) -> None:
    """Le rejet complet a dit comment contester : le silence sur une seconde lettre n'ouvre plus un an."""
    muet = decision("2026-03-02", "refus_sejour", voies_et_delais="absents")
    faits = [muet, lettre("gracieux", "2026-03-20"), rejet("gracieux", "2026-04-10"), lettre("hierarchique", seconde)]
    recours = echeance(reponse(*faits, aujourdhui="2026-12-01"))
    assert (recours["dernier_jour"], recours["lecture_favorable"]) == jours


def lettre(genre: str, jour: str) -> Json:
    return fait(f"recours_{genre}", jour, date_reception=jour)


def rejet(genre: str, jour: str) -> Json:
    return fait("reponse_recours", jour, a=genre, sens="rejet", voies_et_delais="complets")


DEUX_AIDES = [A, aide("2026-03-10", "appel"), B, aide("2026-04-10", "appel")]
LE_MEME_JOUR = [A, A | {"procedure": "oqtf"}]


@pytest.mark.parametrize("contre", ["jugement_notifie#0", "aide_juridictionnelle_demandee#1"])
def test_le_bureau_repond_a_la_demande_que_contre_nomme(contre: str) -> None:
    """Deux aides en attente contre deux jugements : la réponse à l'une ne prolonge pas l'autre."""
    jours = derniers_jours(*DEUX_AIDES, bureau("2026-05-15", "appel", contre=contre))
    assert jours == {"jugement_notifie#0": "2026-07-16", "jugement_notifie#2": "2026-06-02"}


@pytest.mark.parametrize(("rang", "jours"), [(0, ("2026-07-16", "2026-04-03")), (1, ("2026-05-04", "2026-06-16"))])
def test_l_aide_vise_celui_des_deux_jugements_du_jour_que_contre_nomme(rang: int, jours: tuple[str, str]) -> None:
    """Le refus seul a deux mois, l'OQTF un mois : chacun repart, ou non, selon la demande."""
    demande = aide("2026-03-10", "appel", contre=f"jugement_notifie#{rang}")
    lus = derniers_jours(*LE_MEME_JOUR, demande, bureau("2026-05-15", "appel"))
    assert tuple(lus[f"jugement_notifie#{n}"] for n in (0, 1)) == jours


@pytest.mark.parametrize(
    ("faits", "champ", "dit"),
    [
        ([*DEUX_AIDES, bureau("2026-05-15", "appel")], "[4].contre", "jugement_notifie#0, jugement_notifie#2"),
        ([*LE_MEME_JOUR, aide("2026-03-10", "appel")], "[2].contre", "jugement_notifie#0, jugement_notifie#1"),
        (
            [*DEUX_REFUS, *DEUX_LETTRES, fait("reponse_recours", "2026-04-10", **REJET)],
            "[4].contre",
            "decision_notifiee#0, decision_notifiee#1",
        ),
        # Une admission provisoire n'est pas la réponse : deux demandes attendent encore la leur.
        (
            [
                *DEUX_AIDES[:2],
                bureau("2026-03-20", "appel") | {"sens": "admission_provisoire"},
                *DEUX_AIDES[2:],
                REPONSE,
            ],
            "[5].contre",
            "jugement_notifie#0, jugement_notifie#3",
        ),
        # Aucune aide n'a été demandée contre cette décision : la réponse du bureau n'est pas oubliée en silence.
        (
            [
                *DEUX_REFUS,
                aide("2026-04-01", "tribunal"),
                bureau("2026-05-15", "tribunal", contre="decision_notifiee#0"),
            ],
            "[3]",
            "aide_juridictionnelle_demandee",
        ),
    ],
)
def test_sans_savoir_ce_qu_une_reponse_vise_le_moteur_le_demande(faits: list[Json], champ: str, dit: str) -> None:
    """`calcul_ambigu` nomme le champ à remplir et les objets possibles."""
    erreur = calculer(echeances(*faits))["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("calcul_ambigu", f"dossier.evenements{champ}")
    assert dit in erreur["message"]
