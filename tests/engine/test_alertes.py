"""Chaque alerte : une demande qui la lève, et sa voisine qui ne la lève pas."""

import tomllib
from typing import Any, NamedTuple

import pytest

from calculators import calculer
from tests.engine.demandes import DROIT, Json, alertes, decision, echeances, fait

CONNUES: dict[str, Json] = tomllib.loads((DROIT / "alertes.toml").read_text(encoding="utf-8"))


class Cas(NamedTuple):
    """`avec` lève l'alerte, `sans` ne la lève pas ; `alerte` : la clé d'alertes.toml."""

    alerte: str
    avec: Json
    sans: Json


def refus(jour: str = "2026-11-23", **champs: Any) -> Json:
    return decision(jour, "refus_sejour", **champs)


def oqtf(jour: str = "2026-11-23", **champs: Any) -> Json:
    return decision(jour, "refus_sejour", "oqtf", **{"prefecture": "69"} | champs)


def seule(evenement: Json, **ailleurs: Any) -> Json:
    return echeances(evenement, **ailleurs)


DEPOT = fait(
    "demande_deposee", "2026-05-15", complete=True, accuse_reception="complet", titre="autre", renouvellement=False
)
ETUDIANT = DEPOT | {"titre": "etudiant"}
SUSPENSION = fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux")
REQUETE = fait("requete_deposee", "2026-10-01")
GRACIEUX = fait("recours_gracieux", "2026-11-10", date_reception="2026-11-12")
AIDE = fait("aide_juridictionnelle_demandee", "2026-12-02", pour="tribunal")
ADMISE = fait("aide_juridictionnelle_decision", "2026-12-10", pour="tribunal", sens="admission")
JUGEMENT = fait("jugement_notifie", "2026-11-23", voies_et_delais="complets")

CAS = [
    Cas("oqtf_presente", seule(oqtf()), seule(refus())),
    Cas("urgence_48_heures", seule(oqtf(situation="retenu", heure="16:10")), seule(oqtf(situation="detenu"))),
    Cas(
        "urgence_48_heures",
        echeances(oqtf(), fait("retention_notifiee", "2026-12-04", heure="09:00")),
        echeances(oqtf(), fait("retention_notifiee", "2027-02-04", heure="09:00")),
    ),
    Cas("urgence_7_jours", seule(oqtf(situation="assigne", article_assignation="L731-1")), seule(oqtf())),
    Cas("urgence_7_jours", seule(oqtf(situation="detenu")), seule(oqtf(situation="detenu"), aujourdhui="2027-01-15")),
    Cas(
        "urgence_7_jours",
        seule(decision("2026-11-23", "irtf", prefecture="69")),
        seule(oqtf(situation="assigne", article_assignation="L731-3")),
    ),
    Cas(
        "urgence_7_jours",
        seule(fait("assignation_notifiee", "2026-11-23"), residence="69"),
        seule(fait("assignation_notifiee", "2026-11-23", article_assignation="L731-3"), residence="69"),
    ),
    Cas("recours_administratif_sans_effet", seule(oqtf()), seule(refus())),
    Cas("recours_administratif_sans_effet", seule(decision("2026-11-23", "irtf")), seule(DEPOT)),
    Cas("recours_non_suspensif", seule(refus()), seule(oqtf())),
    Cas("recours_non_suspensif", seule(DEPOT), seule(JUGEMENT)),
    Cas("eloignement_non_suspendu", seule(oqtf(prefecture="973")), seule(oqtf(prefecture="972"))),
    Cas("eloignement_non_suspendu", seule(oqtf(prefecture="978")), seule(oqtf(prefecture="974"))),
    Cas("eloignement_non_suspendu", seule(decision("2026-11-23", "irtf", prefecture="69")), seule(oqtf())),
    Cas(
        "eloignement_non_suspendu",
        echeances(oqtf(), fait("assignation_notifiee", "2027-01-05")),
        echeances(oqtf(), fait("assignation_notifiee", "2026-12-05")),
    ),
    Cas("outre_mer_a_preciser", seule(oqtf(prefecture=None)), seule(oqtf(prefecture=None), residence="69")),
    Cas("eloignement_apres_jugement", seule(JUGEMENT | {"procedure": "oqtf"}), seule(JUGEMENT)),
    Cas("verifier_voies_et_delais", seule(refus(voies_et_delais="inconnu")), seule(refus(voies_et_delais="absents"))),
    Cas("verifier_voies_et_delais", seule(refus(voies_et_delais=None)), seule(refus())),
    Cas("delai_inopposable", seule(refus(voies_et_delais="absents")), seule(refus())),
    Cas("delai_inopposable", seule(refus(delai_mentionne="P1M")), seule(refus(delai_mentionne="P2M"))),
    Cas("delai_inopposable", seule(refus(delai_mentionne="P15D")), seule(refus(delai_mentionne="P3M"))),
    Cas(
        "delai_inopposable",
        seule(oqtf(situation="retenu", heure="16:10", delai_mentionne="P2D")),
        seule(oqtf(situation="retenu", heure="16:10", delai_mentionne="PT48H")),
    ),
    Cas("pli_non_retire", seule(refus(mode="lettre_non_retiree")), seule(refus(mode="lettre_remise"))),
    Cas("compte_en_ligne", seule(refus(mode="en_ligne")), seule(refus(mode="lettre_remise"))),
    Cas("mode_a_preciser", seule(refus(mode="inconnu")), seule(refus(mode="en_ligne"))),
    Cas("mode_a_preciser", seule(refus(mode=None)), seule(refus())),
    Cas("textes_recents_non_lus", seule(oqtf()), seule(refus())),
    Cas("textes_recents_non_lus", seule(JUGEMENT | {"procedure": "oqtf"}), seule(JUGEMENT)),
    Cas("irtf_seule", seule(decision("2026-11-23", "irtf")), seule(decision("2026-11-23", "oqtf", "irtf"))),
    Cas("oqtf_a_chercher", seule(refus(situation="retenu", heure=None)), seule(refus())),
    Cas("oqtf_a_chercher", seule(refus(situation="assigne")), seule(oqtf(situation="assigne"))),
    Cas("oqtf_a_chercher", seule(refus(situation="detenu")), seule(oqtf(situation="detenu"))),
    Cas(
        "oqtf_a_chercher",
        seule(decision("2026-11-23", "refus_sejour", "pays_de_renvoi")),
        seule(decision("2026-11-23", "refus_sejour", "oqtf", "pays_de_renvoi")),
    ),
    Cas("aide_juridictionnelle_sans_effet", seule(oqtf(situation="detenu")), seule(oqtf())),
    Cas(
        "aide_juridictionnelle_sans_effet_mesure",
        echeances(oqtf(), AIDE, fait("assignation_notifiee", "2026-12-10")),
        echeances(oqtf(), AIDE, fait("assignation_notifiee", "2026-12-10", article_assignation="L731-3")),
    ),
    Cas("contenu_a_preciser", seule(decision("2026-11-23", "inconnu")), seule(oqtf())),
    Cas("situation_a_preciser", seule(oqtf(situation="inconnu")), seule(oqtf())),
    Cas(
        "article_assignation_a_preciser",
        seule(oqtf(situation="assigne")),
        seule(oqtf(situation="assigne", article_assignation="L731-1")),
    ),
    Cas(
        "heure_a_preciser",
        seule(oqtf(situation="retenu", heure=None)),
        seule(oqtf(situation="retenu", heure="16:10")),
    ),
    Cas("date_decision_a_preciser", seule(oqtf("2024-11-12")), seule(oqtf("2024-11-12", date_decision="2024-11-05"))),
    Cas("date_decision_a_preciser", seule(oqtf("2024-12-31")), seule(oqtf("2025-01-02"))),
    Cas("titre_a_preciser", seule(DEPOT | {"titre": None}), seule(DEPOT)),
    Cas("complete_a_preciser", seule(DEPOT | {"complete": None}), seule(DEPOT)),
    Cas("renouvellement_a_preciser", seule(ETUDIANT | {"renouvellement": True}), seule(ETUDIANT)),
    Cas(
        "renouvellement_a_preciser", seule(ETUDIANT | {"renouvellement": None}), seule(DEPOT | {"renouvellement": None})
    ),
    Cas(
        "avant_le_a_preciser",
        echeances(DEPOT, fait("pieces_reclamees", "2026-06-01")),
        echeances(DEPOT, fait("pieces_reclamees", "2026-06-01", avant_le="2026-07-01")),
    ),
    Cas("accuse_reception_a_preciser", seule(DEPOT | {"accuse_reception": "inconnu"}), seule(DEPOT)),
    Cas("refus_implicite_malgre_recepisse", seule(DEPOT), seule(refus())),
    Cas(
        "date_reception_a_preciser",
        echeances(refus("2026-09-15"), fait("recours_gracieux", "2026-11-10")),
        echeances(refus("2026-09-15"), GRACIEUX, aujourdhui="2026-11-23"),
    ),
    Cas(
        "recours_administratif_tardif",
        echeances(refus("2026-09-15"), fait("recours_gracieux", "2026-11-17")),
        echeances(refus("2026-09-15"), fait("recours_gracieux", "2026-11-16")),
    ),
    Cas(
        "recours_premature",
        echeances(DEPOT, fait("recours_gracieux", "2026-08-03"), aujourdhui="2026-10-01"),
        echeances(DEPOT, fait("recours_gracieux", "2026-09-16"), aujourdhui="2026-10-01"),
    ),
    Cas(
        "recours_premature",
        echeances(DEPOT, fait("recours_gracieux", "2026-08-03", contre="demande_deposee#0"), aujourdhui="2026-10-01"),
        echeances(DEPOT, fait("recours_gracieux", "2026-09-16", contre="demande_deposee#0"), aujourdhui="2026-10-01"),
    ),
    Cas(
        "second_recours_sans_effet",
        echeances(refus("2026-09-15"), GRACIEUX, fait("recours_gracieux", "2026-11-13")),
        echeances(refus("2026-09-15"), GRACIEUX, fait("recours_hierarchique", "2026-11-13")),
    ),
    Cas("aide_juridictionnelle_en_attente", echeances(oqtf(), AIDE), echeances(oqtf(), AIDE, ADMISE)),
    Cas(
        "aide_juridictionnelle_tardive",
        echeances(oqtf(), fait("aide_juridictionnelle_demandee", "2026-12-28", pour="tribunal")),
        echeances(oqtf(), fait("aide_juridictionnelle_demandee", "2026-12-24", pour="tribunal")),
    ),
    Cas(
        "aide_juridictionnelle_seconde",
        echeances(oqtf(), AIDE, ADMISE, fait("aide_juridictionnelle_demandee", "2026-12-20", pour="tribunal")),
        echeances(oqtf(), AIDE, ADMISE),
    ),
    Cas(
        "requete_tardive",
        echeances(oqtf(), fait("requete_deposee", "2026-12-28")),
        echeances(oqtf(), fait("requete_deposee", "2026-12-24")),
    ),
    Cas(
        "memoire_annonce",
        echeances(oqtf(), fait("requete_deposee", "2026-12-01", sommaire=True)),
        echeances(oqtf(), fait("requete_deposee", "2026-12-01")),
    ),
    Cas("confirmer_la_requete", seule(SUSPENSION), seule(SUSPENSION | {"motif": "urgence"})),
    Cas("confirmer_la_requete", seule(SUSPENSION), seule(SUSPENSION | {"pourvoi": True})),
    Cas("refere_sans_requete", seule(SUSPENSION), echeances(REQUETE, SUSPENSION)),
    Cas("refere_sans_requete", seule(SUSPENSION), seule(SUSPENSION | {"refere": "liberte", "tri": False})),
    Cas("avocat_obligatoire", seule(JUGEMENT), seule(refus())),
    Cas("avocat_obligatoire", seule(fait("arret_notifie", "2026-11-23")), seule(DEPOT)),
    Cas("avocat_obligatoire", seule(SUSPENSION), seule(SUSPENSION | {"refere": "liberte", "tri": False})),
    Cas(
        "decision_confirmative",
        echeances(DEPOT, refus("2026-11-20")),
        echeances(DEPOT, refus("2026-10-20")),
    ),
    Cas(
        "demande_motifs_tardive",
        echeances(DEPOT, fait("demande_motifs", "2026-11-17")),
        echeances(DEPOT, fait("demande_motifs", "2026-11-16")),
    ),
    Cas("voies_et_delais_a_preciser", seule(JUGEMENT | {"voies_et_delais": "inconnu"}), seule(JUGEMENT)),
]


def phrases(demande: Json) -> set[str]:
    """Les phrases des alertes de la réponse : deux alertes du même identifiant se distinguent par elles."""
    rendue = calculer(demande)
    assert "erreur" not in rendue, rendue
    return {a["texte"] for a in rendue["alertes"]}


@pytest.mark.parametrize("cas", CAS, ids=[f"{n:02}-{c.alerte}" for n, c in enumerate(CAS)])
def test_une_alerte_se_leve_quand_il_faut_et_seulement_alors(cas: Cas) -> None:
    """La demande la lève, avec sa gravité ; sa voisine, qui n'en diffère que d'un fait, ne la lève pas."""
    connue = CONNUES[cas.alerte]
    id_ = connue.get("identifiant", cas.alerte)
    levee = {a["id"]: a for a in calculer(cas.avec)["alertes"]}.get(id_)
    assert levee is not None and levee["gravite"] == connue["gravite"]
    voisine = calculer(cas.sans)
    assert "erreur" not in voisine, voisine
    assert levee["texte"] not in {a["texte"] for a in voisine["alertes"]}
    if "identifiant" not in connue:
        assert id_ not in alertes(voisine)


def test_chaque_alerte_du_droit_a_son_cas() -> None:
    """Une alerte sans demande qui la lève n'est pas essayée. `preuve_de_depot` est partout."""
    assert {c.alerte for c in CAS} | {"preuve_de_depot"} == CONNUES.keys()
    assert all("preuve_de_depot" in alertes(calculer(c.avec)) for c in CAS)


GRAVES = {"oqtf_presente", "urgence_48_heures", "urgence_7_jours", "recours_administratif_sans_effet", "irtf_seule"}
GRAVES |= {
    "eloignement_non_suspendu",
    "confirmer_la_requete",
    "memoire_annonce",
    "aide_juridictionnelle_sans_effet_mesure",
}


def test_les_alertes_qui_sauvent_sont_critiques() -> None:
    """Celles dont l'oubli coûte le recours ou l'éloignement ; une simple question n'est jamais critique."""
    assert {cle for cle in GRAVES if CONNUES[cle]["gravite"] != "critique"} == set()
    assert {cle for cle, a in CONNUES.items() if cle.endswith("_a_preciser") and a["gravite"] == "critique"} == set()


@pytest.mark.parametrize("code", ["971", "973", "976", "977", "978"])
def test_dans_les_cinq_territoires_l_eloignement_n_est_pas_suspendu(code: str) -> None:
    """Guadeloupe, Guyane, Mayotte, Saint-Barthélemy, Saint-Martin : critique, par la préfecture ou la résidence."""
    for demande in (seule(oqtf(prefecture=code)), seule(oqtf(prefecture=None), residence=code)):
        levee = {a["id"]: a["gravite"] for a in calculer(demande)["alertes"]}
        assert levee["eloignement_non_suspendu"] == "critique"


def test_apres_la_requete_l_urgence_ne_crie_plus() -> None:
    """Le recours est parti : il n'y a plus de course, ni de lettre au préfet à déconseiller d'urgence."""
    avant = seule(oqtf(situation="detenu"))
    apres = echeances(oqtf(situation="detenu"), fait("requete_deposee", "2026-11-25"))
    assert "urgence_7_jours" in alertes(calculer(avant)) and "urgence_7_jours" not in alertes(calculer(apres))
