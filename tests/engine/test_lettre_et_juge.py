"""Une lettre rejetée, un fait parti trop tôt, un jugement, une requête seule : trouvé par les mutations du moteur."""

import pytest

from calculators.dossier import lire_dossier
from calculators.echeances import calculer_echeances
from calculators.regles import charger
from calculators.saisie import lire_demande_echeances
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait, reponse

REFUS = decision("2026-01-05", "refus_sejour", prefecture="971")
LETTRE = fait("recours_gracieux", "2026-01-26", date_reception="2026-01-26")
REJET = {"a": "gracieux", "sens": "rejet", "voies_et_delais": "complets"}
DEPOT = fait("demande_deposee", "2026-01-05", complete=True, accuse_reception="complet", titre="autre")


@pytest.mark.parametrize(
    ("rejet", "dernier", "favorable"),
    [
        # Deux mois et un jour depuis le rejet finissent le 27 mai, férié en Guadeloupe seulement.
        ("2026-03-26", "2026-05-27", "2026-05-28"),
        # Le silence vaut rejet le 26 mars : l'écrit du 27 mai arrive à temps, celui du 28 pour qui compte le férié.
        ("2026-05-27", "2026-07-28", None),
        ("2026-05-28", "2026-05-27", "2026-07-29"),
        ("2026-05-29", "2026-05-27", "2026-05-28"),
    ],
)
def test_un_rejet_ecrit_compte_tant_que_court_le_delai_ne_du_silence(
    rejet: str, dernier: str, favorable: str | None
) -> None:
    """CRPA L411-2 : chaque lecture le juge avec ses propres jours fériés."""
    trouvee = echeance(reponse(REFUS, LETTRE, fait("reponse_recours", rejet, **REJET)))
    assert (trouvee["dernier_jour"], trouvee["lecture_favorable"]) == (dernier, favorable)


def test_un_rejet_ecrit_arrive_a_temps_pour_qui_demeure_loin_du_tribunal() -> None:
    """Né du silence le 26 mars, le délai va avec la distance au lundi 29 juin : un écrit du 10 juin le fait repartir."""
    loin = reponse(
        REFUS | {"prefecture": "69"}, LETTRE, fait("reponse_recours", "2026-06-10", **REJET), residence="974"
    )
    trouvee = echeance(loin)
    assert (trouvee["dernier_jour"], trouvee["lecture_favorable"]) == ("2026-05-27", "2026-09-11")


@pytest.mark.parametrize(("aujourdhui", "etat"), [("2026-03-25", "interrompue"), ("2026-03-26", "ouverte")])
def test_le_delai_est_interrompu_jusqu_a_la_veille_du_rejet_ne_du_silence(aujourdhui: str, etat: str) -> None:
    """Reçue le 26 janvier, la lettre est rejetée par le silence le 26 mars : ce jour-là, le délai court de nouveau."""
    assert echeance(reponse(REFUS, LETTRE, aujourdhui=aujourdhui))["etat"] == etat


BUREAU = fait("aide_juridictionnelle_decision", "2026-04-15", pour="tribunal", sens="rejet")


@pytest.mark.parametrize(
    "faits",
    [
        [fait("demande_motifs", "2026-04-01")],
        [fait("aide_juridictionnelle_demandee", "2026-04-01", pour="tribunal")],
        [fait("aide_juridictionnelle_demandee", "2026-04-01", pour="tribunal"), BUREAU],
    ],
)
def test_un_fait_parti_avant_que_le_silence_soit_un_refus_est_dit(faits: list[Json]) -> None:
    """Le silence du 5 janvier devient un refus le 5 mai : une alerte, et la date du tribunal ne bouge pas."""
    rendue = reponse(DEPOT, *faits)
    assert "recours_premature" in alertes(rendue)
    assert echeance(rendue)["dernier_jour"] == "2026-07-06"


def test_le_jugement_porte_sur_la_decision_attaquee_pas_sur_la_derniere_recue() -> None:
    """Le refus de mars est jugé ; celui d'avril reste à attaquer, jusqu'au 2 juin."""
    faits = [
        decision("2026-03-02", "refus_sejour", prefecture="69"),
        fait("requete_deposee", "2026-03-10"),
        decision("2026-04-01", "refus_sejour", prefecture="69"),
        fait("jugement_notifie", "2026-05-05", mode="main_propre", voies_et_delais="complets", sens="rejet"),
    ]
    rendue = reponse(*faits)
    lus = [echeance(rendue, objet=f"decision_notifiee#{n}") for n in (0, 2)]
    assert [(e["dernier_jour"], e["etat"]) for e in lus] == [("2026-05-04", "faite"), ("2026-06-02", "ouverte")]


def test_l_assignation_suit_la_prefecture_de_l_oqtf_qu_elle_execute() -> None:
    """L'OQTF vient de Guyane, où deux mois se soutiennent ; le refus reçu depuis, de Lyon, n'y change rien."""
    oqtf = decision("2026-10-01", "oqtf", date_decision="2026-09-30", prefecture="973")
    refus = decision("2026-10-08", "refus_sejour", prefecture="69")
    mesure = echeance(reponse(oqtf, refus, fait("assignation_notifiee", "2026-10-10")), objet="assignation_notifiee#2")
    assert (mesure["dernier_jour"], mesure["lecture_favorable"]) == ("2026-10-17", "2026-12-11")


def test_une_requete_contre_une_assignation_recue_seule_ne_bloque_pas_la_reponse() -> None:
    """Le dossier n'a aucune décision : la date de l'assignation reste dite, sept jours (CESEDA L732-8)."""
    requete = fait("requete_deposee", "2026-10-12", contre="assignation_notifiee#0")
    rendue = reponse(fait("assignation_notifiee", "2026-10-10"), requete)
    assert echeance(rendue)["dernier_jour"] == "2026-10-17"


def test_chaque_analyse_porte_l_evenement_qu_elle_explique() -> None:
    """Une requête sans décision a son mémoire à elle ; l'ordonnance, son recours."""
    requete = fait("requete_deposee", "2026-10-12", sommaire=True)
    ordonnance = fait("ordonnance_refere_notifiee", "2026-10-20", refere="suspension", sens="rejetee")
    dossier = lire_dossier(lire_demande_echeances(echeances(requete, ordonnance)))
    lus = {e.id: analyse.source.objet for analyse in calculer_echeances(dossier, charger()) for e in analyse.echeances}
    assert lus["memoire_complementaire"] == "requete_deposee#0"
    assert lus["cassation_refere"] == "ordonnance_refere_notifiee#1"
