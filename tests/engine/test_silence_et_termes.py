"""Le silence au jour près : ce qui le suspend, ce que les motifs et le refus écrit en font, et ce que chacun vise."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calculators import calculer
from calculators.delais import Comptage, Delai, Unite
from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.echeances.resultats import Echeance
from calculators.echeances.termes import Lieu, Terme, favorable, pas
from calculators.fuseaux import fuseau_de
from calculators.regles import Droit, charger
from calculators.saisie import lire_demande_echeances
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait, reponse
from tests.engine.test_qui_vise_quoi import faites


def depot(jour: str = "2026-01-05", **champs: Any) -> Json:
    """Une demande complète, de quatre mois. Par défaut le refus naît le 5 mai, et s'attaque jusqu'au 6 juillet."""
    connus = {"complete": True, "accuse_reception": "complet", "titre": "autre", "renouvellement": False}
    return fait("demande_deposee", jour, **(connus | champs))


def reclamees(jour: str, avant_le: str | None = None) -> Json:
    return fait("pieces_reclamees", jour, **({} if avant_le is None else {"avant_le": avant_le}))


def motifs(demandes: str, donnes: str | None = None) -> list[Json]:
    suite = [] if donnes is None else [fait("motifs_communiques", donnes)]
    return [fait("demande_motifs", demandes), *suite]


def du_recours(*faits: Json, droit: Droit | None = None, **ailleurs: Any) -> Echeance:
    """L'échéance du tribunal contre le silence, avant les mots, dans ce droit-là."""
    dossier = lire_dossier(lire_demande_echeances(echeances(*faits, **ailleurs)))
    rendues = [e for analyse in calculer_echeances(dossier, droit or charger()) for e in analyse.echeances]
    (trouvee,) = [e for e in rendues if e.id == "recours_contentieux" and e.objet.startswith("demande_deposee")]
    return trouvee


# (pourquoi, ce qui arrive après le dépôt du 5 janvier, le jour où le silence devient refus)
SUSPENSIONS: list[tuple[str, list[Json], str]] = [
    (
        "Réclamées et fournies au guichet le jour du dépôt : rien n'a été suspendu.",
        [reclamees("2026-01-05", "2026-01-20"), fait("pieces_fournies", "2026-01-05")],
        "2026-05-05",
    ),
    (
        "Réclamées le jour du dépôt, jamais fournies : quinze jours.",
        [reclamees("2026-01-05", "2026-01-20")],
        "2026-05-20",
    ),
    (
        "Réclamées avant le dépôt, pour une autre demande, puis pour celle-ci : dix jours.",
        [reclamees("2026-01-02", "2026-01-25"), reclamees("2026-02-01", "2026-02-11")],
        "2026-05-15",
    ),
    (
        "Un délai imparti qu'on ne connaît pas, puis un autre de dix jours : les dix jours comptent.",
        [reclamees("2026-02-01"), reclamees("2026-03-01", "2026-03-11")],
        "2026-05-15",
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "jour"), SUSPENSIONS)
def test_le_silence_se_suspend_le_temps_imparti_pour_les_pieces(pourquoi: str, faits: list[Json], jour: str) -> None:
    """De la réclamation au jour fixé, ou aux pièces si elles viennent avant (CRPA L114-5)."""
    assert echeance(reponse(depot(), *faits), "naissance_refus_implicite")["dernier_jour"] == jour, pourquoi


@pytest.mark.parametrize(
    ("reclamations", "etat", "manque"),
    [
        # La seconde arrive une fois le refus né : la première, sans fin connue, suspend peut-être toujours.
        (["2026-03-01", "2026-06-01"], "ouverte_sous_reserve", ["avant_le"]),
        # Le jour où le refus naît, il n'y a plus de silence à suspendre.
        (["2026-05-05"], "depassee", []),
    ],
)
def test_une_suspension_sans_fin_connue_laisse_un_espoir_sans_date(
    reclamations: list[str], etat: str, manque: list[str]
) -> None:
    """Par prudence elle ne recule rien ; la lecture favorable existe, mais n'a pas de date."""
    recours = echeance(reponse(depot(), *map(reclamees, reclamations), aujourdhui="2027-01-15"))
    assert (recours["dernier_jour"], recours["lecture_favorable"]) == ("2026-07-06", None)
    assert (recours["etat"], recours["manque"]) == (etat, manque)


def test_une_demande_d_avant_la_loi_est_refusee_au_champ_de_sa_date() -> None:
    """Les articles R432-1 et R432-2 commencent le 1er mai 2021."""
    erreur = calculer(echeances(depot("2021-04-30")))["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("date_hors_couverture", "dossier.evenements[0].date")
    assert "echeances" in calculer(echeances(depot("2021-05-01")))


# (pourquoi, le dossier, où l'on habite, le dernier jour, la lecture favorable)
DATES: list[tuple[str, list[Json], str | None, str, str | None]] = [
    (
        "Né le 26 mars, fini le 27 mai, férié en Guadeloupe seulement : le report local n'est que favorable.",
        [depot("2025-11-26")],
        "971",
        "2026-05-27",
        "2026-05-28",
    ),
    (
        "Motifs reçus le 26 mars : deux mois francs, jusqu'au 27 mai, férié en Guadeloupe (CRPA L232-4).",
        [depot("2025-09-15"), *motifs("2026-02-20", "2026-03-26")],
        "971",
        "2026-05-27",
        "2026-05-28",
    ),
    (
        "Motifs reçus le 30 juillet : le 30 septembre ou le 1er octobre, selon la lecture des fins de mois.",
        [depot(), *motifs("2026-06-20", "2026-07-30")],
        None,
        "2026-09-30",
        "2026-10-01",
    ),
    (
        "Motifs demandés le dernier jour du délai, jamais donnés : un an depuis ce jour (CE avis 504677).",
        [depot(), *motifs("2026-07-06")],
        None,
        "2026-07-06",
        "2027-07-06",
    ),
    ("Demandés le lendemain : plus rien à prolonger.", [depot(), *motifs("2026-07-07")], None, "2026-07-06", None),
    (
        "Redemandés après le délai : l'année reste celle de la première demande.",
        [depot(), *motifs("2026-05-20"), *motifs("2026-09-20")],
        None,
        "2026-07-06",
        "2027-05-20",
    ),
    (
        "Le bureau d'aide répond pendant l'année des motifs : elle finit plus tard que deux mois depuis le bureau.",
        [
            *(depot(), *motifs("2026-05-20")),
            fait("aide_juridictionnelle_demandee", "2026-06-01", pour="tribunal"),
            fait("aide_juridictionnelle_decision", "2026-06-20", pour="tribunal", sens="rejet"),
        ],
        None,
        "2026-08-21",
        "2027-05-20",
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "residence", "dernier", "favorable_"), DATES)
def test_le_recours_contre_le_silence_finit_le_jour_que_dit_le_texte(
    pourquoi: str, faits: list[Json], residence: str | None, dernier: str, favorable_: str | None
) -> None:
    """Deux mois francs depuis la naissance ou les motifs ; un an au plus depuis leur demande."""
    ailleurs = {} if residence is None else {"residence": residence}
    recours = echeance(reponse(*faits, **ailleurs))
    assert (recours["dernier_jour"], recours["lecture_favorable"]) == (dernier, favorable_), pourquoi


@pytest.mark.parametrize(("recus", "coupe"), [("2027-08-19", False), ("2027-08-20", True)])
def test_l_annee_des_motifs_ne_se_montre_que_si_elle_coupe_les_deux_mois(recus: str, coupe: bool) -> None:
    """Demandés le 20 octobre 2026 : reçus le 19 août suivant, les deux mois finissent le jour même de l'année."""
    recours = du_recours(depot("2026-05-15"), *motifs("2026-10-20", recus))
    assert recours.dernier_jour == date(2027, 10, 20)
    assert ("un_an_au_plus" in {p.nature for p in recours.pas}) is coupe


def test_la_distance_n_allonge_que_si_la_regle_le_veut() -> None:
    """À l'étranger, deux mois de plus (CJA R421-7), parce que droit/silence.toml le dit."""
    droit = charger()
    regle = replace(droit.regles["recours_contentieux_refus_implicite"], distance=False)
    sans = replace(droit, regles={**droit.regles, regle.id: regle})
    lues = [du_recours(depot(), droit=lu, residence="etranger").favorable for lu in (droit, sans)]
    assert lues == [date(2026, 9, 7), None]


def test_une_oqtf_sans_refus_de_sejour_ne_repond_pas_a_la_demande() -> None:
    """Le silence sur la demande reste un refus à part, qui a son dernier jour."""
    rendue = reponse(depot(), decision("2026-06-10", "oqtf", prefecture="69"))
    assert echeance(rendue, objet="demande_deposee#0")["dernier_jour"] == "2026-07-06"


def test_un_refus_remis_le_jour_du_depot_ne_laisse_naitre_aucun_silence() -> None:
    """L'administration a répondu : rien n'est implicite."""
    rendue = reponse(depot(), decision("2026-01-05", "refus_sejour"), aujourdhui="2026-06-10")
    assert {e["objet"] for e in rendue["echeances"]} == {"decision_notifiee#1"}


def test_un_ecrit_venu_pendant_que_les_motifs_prolongent_le_delai_remplace_le_silence() -> None:
    """Motifs demandés à temps, donnés le 10 août : le délai courait encore le 1er (CRPA L232-4, CJA R421-2)."""
    rendue = reponse(
        depot(), fait("demande_motifs", "2026-06-20"), decision("2026-08-01"), fait("motifs_communiques", "2026-08-10")
    )
    assert echeance(rendue)["objet"] == "decision_notifiee#2"
    assert echeance(rendue)["dernier_jour"] == "2026-10-02"
    assert "decision_confirmative" not in alertes(rendue)


@pytest.mark.parametrize(
    ("ecrit", "demandes"), [("2026-06-10", "2026-06-10"), ("2026-06-10", "2026-06-20"), ("2026-05-05", "2026-05-05")]
)
def test_des_motifs_demandes_apres_l_ecrit_ne_sont_pas_dits_prematures(ecrit: str, demandes: str) -> None:
    """Le refus était né : la lettre n'est pas partie trop tôt, elle n'a plus d'objet."""
    rendue = reponse(depot(), decision(ecrit), fait("demande_motifs", demandes))
    assert "recours_premature" not in alertes(rendue)


VISES: list[tuple[str, list[Json], str]] = [
    (
        "Sans accusé de réception, le silence né le 1er juin s'attaque encore : plus récent, c'est lui.",
        [
            decision("2026-01-10", voies_et_delais="absents"),
            depot("2026-02-01", accuse_reception="absent"),
            fait("requete_deposee", "2026-10-01"),
        ],
        "demande_deposee#1",
    ),
    (
        "Une lettre partie à temps laisse le second refus attaquable jusqu'au 2 juillet.",
        [
            *(decision("2026-01-05", voies_et_delais="absents"), decision("2026-02-02")),
            fait("recours_gracieux", "2026-03-01", date_reception="2026-03-01"),
            fait("requete_deposee", "2026-06-15"),
        ],
        "decision_notifiee#1",
    ),
    (
        "La lettre est partie le dernier jour : l'écrit remplace le silence, et une requête tardive ne vise que lui.",
        [
            *(depot(), fait("recours_gracieux", "2026-07-06", date_reception="2026-07-06"), decision("2026-08-01")),
            fait("requete_deposee", "2026-10-20"),
        ],
        "decision_notifiee#2",
    ),
    (
        "L'écrit arrive le jour où le silence devient refus : la requête du même jour n'hésite pas, elle vise l'écrit.",
        [depot(), decision("2026-05-05"), fait("requete_deposee", "2026-05-05")],
        "decision_notifiee#1",
    ),
]


@pytest.mark.parametrize(("pourquoi", "faits", "objet"), VISES)
def test_la_requete_va_au_refus_qui_existe_encore(pourquoi: str, faits: list[Json], objet: str) -> None:
    """Le dernier refus attaquable ce jour-là, et jamais un silence que l'écrit a remplacé."""
    assert faites(*faits) == {objet}, pourquoi


def test_un_retrait_apres_la_requete_et_l_aide_ote_l_objet() -> None:
    """La décision n'existe plus : son recours n'est pas « fait », il n'a plus d'objet."""
    rendue = reponse(
        decision("2026-03-02"),
        fait("requete_deposee", "2026-04-01"),
        fait("aide_juridictionnelle_demandee", "2026-04-10", pour="tribunal"),
        fait("decision_retiree", "2026-05-04"),
    )
    assert echeance(rendue)["etat"] == "sans_objet"


def test_sans_accuse_de_reception_la_demande_d_aide_n_a_pas_de_date_favorable() -> None:
    """Le délai n'a peut-être jamais couru : ni la distance ni l'aide ne lui donnent une fin."""
    demandee = fait("aide_juridictionnelle_demandee", "2026-05-20", pour="tribunal")
    rendue = reponse(depot(accuse_reception="absent"), demandee, residence="etranger")
    aide = echeance(rendue, "demande_aide_juridictionnelle")
    assert (aide["dernier_jour"], aide["lecture_favorable"]) == ("2026-07-06", None)


METROPOLE, ALSACE = Lieu("", fuseau_de("")), Lieu("67", fuseau_de("67"))


def test_les_feries_locaux_de_l_annee_d_apres_sont_connus() -> None:
    """Un terme du 31 décembre se reporte en janvier. En Alsace : le 26 décembre, et le Vendredi saint de 2027."""
    assert {date(2026, 12, 26), date(2027, 3, 26)} <= ALSACE.feries(date(2026, 12, 31))


@pytest.mark.parametrize("comptage", [Comptage.QUANTIEME, Comptage.ANNEE])
def test_un_delai_du_meme_jour_au_meme_jour_n_a_pas_de_lecture_plus_longue(comptage: Comptage) -> None:
    """droit/computation.toml : favorable, « Aucune. » Le 15 septembre 2026, sans jour en plus."""
    jour = date(2026, 9, 15)
    attendu = Terme(jour, None, (pas("quantieme", jour, delai="quatre mois"),))
    assert favorable(date(2026, 5, 15), None, Delai(4, Unite.MOIS), comptage, METROPOLE) == attendu
