"""Quand le moteur ne sait pas, il le dit : quel événement manque, quoi préciser, qui appeler. Jamais un fait oublié."""

from typing import Any

import pytest

from calculators import calculer
from tests.engine.demandes import Json, alertes, decision, echeance, echeances, fait

REFUS = decision("2026-07-11", "refus_sejour")
OQTF = decision("2026-07-11", "oqtf", prefecture="69")
DEPOT = fait("demande_deposee", "2026-01-05", complete=True, accuse_reception="complet", titre="autre")
AIDE = fait("aide_juridictionnelle_demandee", "2026-07-20", pour="tribunal")


def ambigu(*evenements: Json, **ailleurs: Any) -> Json:
    """L'erreur, qui doit être `calcul_ambigu`."""
    rendue = calculer(echeances(*evenements, **ailleurs))
    assert "erreur" in rendue, [(e["id"], e["objet"], e["dernier_jour"]) for e in rendue["echeances"]]
    assert rendue["erreur"]["type"] == "calcul_ambigu", rendue
    erreur: Json = rendue["erreur"]
    return erreur


# (le fait, ce qu'il y a avant lui, l'événement qui manque)
ORPHELINS: list[tuple[Json, list[Json], str]] = [
    (fait("reponse_recours", "2026-09-01", a="gracieux", sens="rejet"), [REFUS], "recours_gracieux"),
    (
        fait("reponse_recours", "2026-09-01", a="hierarchique", sens="rejet"),
        [REFUS, fait("recours_gracieux", "2026-08-01")],
        "recours_hierarchique",
    ),
    (
        fait("aide_juridictionnelle_decision", "2026-09-01", pour="tribunal", sens="rejet"),
        [REFUS],
        "aide_juridictionnelle_demandee",
    ),
    (
        fait("aide_juridictionnelle_decision", "2026-09-01", pour="appel", sens="rejet"),
        [REFUS, AIDE],
        "aide_juridictionnelle_demandee",
    ),
    (fait("motifs_communiques", "2026-06-01"), [DEPOT], "demande_motifs"),
    (fait("demande_motifs", "2026-06-01"), [], "demande_deposee"),
    (fait("pieces_reclamees", "2026-06-01"), [], "demande_deposee"),
    (fait("pieces_fournies", "2026-06-01"), [], "demande_deposee"),
    (fait("recours_gracieux", "2026-06-01"), [], "decision_notifiee"),
    (fait("recours_hierarchique", "2026-06-01"), [], "decision_notifiee"),
    (fait("aide_juridictionnelle_demandee", "2026-06-01", pour="tribunal"), [], "decision_notifiee"),
    (fait("aide_juridictionnelle_demandee", "2026-06-01", pour="appel"), [], "jugement_notifie"),
    (fait("aide_juridictionnelle_demandee", "2026-06-01", pour="cassation"), [], "arret_notifie"),
    (fait("retention_notifiee", "2026-06-01", heure="09:00"), [], "decision_notifiee"),
    (fait("detention_informee", "2026-06-01"), [], "decision_notifiee"),
    (fait("decision_retiree", "2026-06-01"), [], "decision_notifiee"),
]


@pytest.mark.parametrize(("orphelin", "avant", "manque"), ORPHELINS, ids=[f"{o['type']}-{m}" for o, _, m in ORPHELINS])
def test_un_fait_qui_en_suppose_un_autre_le_reclame(orphelin: Json, avant: list[Json], manque: str) -> None:
    """`calcul_ambigu`, le champ du fait, et le nom de l'événement qui manque."""
    erreur = ambigu(*avant, orphelin)
    assert erreur["champ"].startswith(f"dossier.evenements[{len(avant)}]") and manque in erreur["message"]


D_AVANT = [
    fait("recours_gracieux", "2026-04-09"),
    fait("recours_hierarchique", "2026-04-09"),
    fait("aide_juridictionnelle_demandee", "2026-04-09", pour="tribunal"),
    fait("requete_deposee", "2026-04-09", sommaire=True),
    fait("retention_notifiee", "2026-04-09", heure="09:00"),
    fait("detention_informee", "2026-04-09"),
    fait("decision_retiree", "2026-04-09"),
]


@pytest.mark.parametrize("ancien", D_AVANT, ids=lambda f: f["type"])
def test_un_fait_d_avant_toute_decision_n_est_jamais_oublie_en_silence(ancien: Json) -> None:
    """Une lettre datée d'avant le refus : une erreur de date, un événement qui manque, ou une alerte ; pas le silence."""
    for suivante in (REFUS, OQTF):
        avec, sans = calculer(echeances(ancien, suivante)), calculer(echeances(suivante))
        assert "erreur" in avec or alertes(avec) != alertes(sans), f"{ancien['type']} n'a rien changé"


DEUX = [decision("2026-07-11", "oqtf", prefecture="69"), decision("2026-07-11", "refus_sejour", prefecture="69")]
VISENT = [
    fait("recours_gracieux", "2026-07-20"),
    AIDE,
    fait("requete_deposee", "2026-07-20"),
    fait("decision_retiree", "2026-07-20"),
]


@pytest.mark.parametrize("fait_", VISENT, ids=lambda f: f["type"])
def test_deux_decisions_du_meme_jour_demandent_laquelle(fait_: Json) -> None:
    """Sans `contre` : la question, avec les deux objets. Avec : la réponse."""
    erreur = ambigu(*DEUX, fait_)
    assert erreur["champ"] == "dossier.evenements[2].contre"
    assert "decision_notifiee#0" in erreur["message"] and "decision_notifiee#1" in erreur["message"]
    for objet in ("decision_notifiee#0", "decision_notifiee#1"):
        rendue = calculer(echeances(*DEUX, {**fait_, "contre": objet}))
        assert "erreur" not in rendue, rendue


def test_une_mesure_entre_deux_oqtf_du_meme_jour_demande_laquelle() -> None:
    """Une rétention ne raccourcit que le délai de la décision qu'elle accompagne."""
    deux = [OQTF, decision("2026-07-11", "irtf", prefecture="69")]
    erreur = ambigu(*deux, fait("retention_notifiee", "2026-07-15", heure="09:00"))
    assert erreur["champ"].endswith("[2].contre")


HORS_DU_SITE: dict[str, tuple[list[Json], dict[str, str]]] = {
    "OQTF en Nouvelle-Calédonie": ([decision("2026-07-11", "oqtf", prefecture="988")], {}),
    "OQTF, résidence en Polynésie": ([decision("2026-07-11", "oqtf")], {"residence": "987"}),
    "IRTF à Wallis-et-Futuna": ([decision("2026-07-11", "irtf", prefecture="986")], {}),
    "contenu inconnu en Nouvelle-Calédonie": ([decision("2026-07-11", "inconnu", prefecture="988")], {}),
    "assignation en Polynésie": ([fait("assignation_notifiee", "2026-07-11", lieu="987")], {}),
    "jugement d'OQTF en Nouvelle-Calédonie": (
        [fait("jugement_notifie", "2026-07-11", procedure="oqtf")],
        {"residence": "988"},
    ),
}


@pytest.mark.parametrize("nom", HORS_DU_SITE)
def test_ce_que_le_site_ne_compte_pas_dit_qui_appeler(nom: str) -> None:
    """`calcul_ambigu`, et un avocat, une association ou un point-justice dans la phrase."""
    evenements, ailleurs = HORS_DU_SITE[nom]
    erreur = ambigu(*evenements, **ailleurs)
    assert "avocat" in erreur["message"] and erreur["champ"].startswith("dossier.evenements[0]")


def test_le_refus_seul_reste_compte_en_nouvelle_caledonie() -> None:
    """Seul l'éloignement y échappe au site."""
    rendue = calculer(echeances(decision("2026-09-15", "refus_sejour", prefecture="988")))
    assert echeance(rendue)["dernier_jour"] == "2026-11-16"


def test_une_interdiction_de_retour_avec_un_refus_sans_oqtf_est_une_question() -> None:
    """Il manque un papier : le moteur ne choisit pas lequel."""
    erreur = ambigu(decision("2026-07-11", "refus_sejour", "irtf"))
    assert erreur["champ"] == "dossier.evenements[0].contenu" and "obligation de quitter" in erreur["message"]
