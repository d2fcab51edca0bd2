"""Les jours donnés pour l'image d'un calcul : un départ, un dernier jour, et rien en dehors."""

from datetime import date

import pytest

from tests.engine.corpus import resultats
from tests.engine.demandes import Json, decision, echeance, fait, plus, reponse
from tests.hasard_chaines import tirer_chaine

DEPOT = fait("demande_deposee", "2026-10-05", complete=True, titre="autre", accuse_reception="complet")
# Ces échéances ont la date d'une autre : l'image est celle du recours.
SANS_IMAGE = {"demande_aide_juridictionnelle", "demande_motifs", "recours_administratif", "demande_execution"}


def images() -> list[Json]:
    """Les échéances du corpus, et de deux cents chaînes."""
    from calculators import calculer

    chaines = [calculer(tirer_chaine(graine)) for graine in range(200)]
    return [e for rendue in [*(r for _, r in resultats()), *chaines] for e in rendue.get("echeances", [])]


def nature(echeance: Json, nom: str) -> list[str]:
    return [jour["date"] for jour in echeance["jours"] if jour["nature"] == nom]


def test_une_image_va_d_un_depart_a_un_dernier_jour_plus_tardif() -> None:
    """Un seul de chaque, le départ en tête, le dernier jour égal à celui de l'échéance, aucun jour hors des deux."""
    vues = 0
    for e in images():
        if e["jours"]:
            vues += 1
            dates = [jour["date"] for jour in e["jours"]]
            depart, fin = nature(e, "depart"), nature(e, "dernier_jour")
            assert len(depart) == 1 and fin == [e["dernier_jour"]] and depart[0] < fin[0], e
            assert dates == sorted(dates) and dates[0] == depart[0], e
            # Seule une année raisonnable recule : le jour fermé qu'elle quitte est après son dernier jour.
            assert dates[-1] == fin[0] or any("on recule" in pas["texte"] for pas in e["calcul"]), e
    assert vues > 500


def test_chaque_echeance_qui_se_compte_a_son_image() -> None:
    """Sauf celles qui copient la date d'une autre, et la seconde lecture d'un refus confirmatif."""
    for e in images():
        copiee = e["id"] in SANS_IMAGE or any(
            "le silence était déjà un refus" in p["texte"].lower() for p in e["calcul"]
        )
        if not copiee:
            assert e["jours"], e


CAS = {
    "naissance_refus_implicite": ([DEPOT], "2026-10-05", "refus"),
    "naissance_rejet_gracieux": (
        [decision("2026-10-05"), fait("recours_gracieux", "2026-10-20", date_reception="2026-10-22")],
        "2026-10-22",
        "refus",
    ),
    "reponse_motifs_attendue": ([DEPOT, fait("demande_motifs", "2027-02-20")], "2027-02-20", "répondre"),
}


@pytest.mark.parametrize("id_", CAS)
def test_l_image_d_un_refus_qui_nait_part_du_fait_qui_le_fait_naitre(id_: str) -> None:
    """Le départ est la demande, l'arrivée de la lettre ou l'envoi ; la fin dit ce qui arrive, pas « dernier jour »."""
    evenements, depart, mot = CAS[id_]
    trouvee = echeance(reponse(*evenements, aujourdhui="2027-03-01"), id_)
    assert nature(trouvee, "depart") == [depart]
    assert mot in trouvee["jours"][-1]["texte"] and "Dernier jour" not in trouvee["jours"][-1]["texte"]


def test_une_mesure_qui_n_abrege_rien_ne_change_pas_l_image() -> None:
    """Prison le trentième jour : sept jours finiraient plus tard, l'image reste celle du mois."""
    avant = decision("2026-11-23", "refus_sejour", "oqtf")
    seule = echeance(reponse(avant))
    avec = echeance(reponse(avant, fait("detention_informee", "2026-12-23")))
    assert avec["dernier_jour"] == seule["dernier_jour"] and avec["jours"] == seule["jours"]


def test_une_limite_d_un_an_coupe_l_image_au_dernier_jour() -> None:
    """Motifs reçus peu avant la limite : ni terme ni jour fermé après elle."""
    motifs = [fait("demande_motifs", "2027-02-20"), fait("motifs_communiques", "2028-01-10")]
    coupee = echeance(reponse(DEPOT, *motifs))
    assert max(jour["date"] for jour in coupee["jours"]) == coupee["dernier_jour"]
    assert date.fromisoformat(coupee["dernier_jour"]) <= date.fromisoformat(plus("2027-02-20", 366))
