"""Chaque effet qu'un moteur pourrait perdre en silence : le même dossier, sans le fait puis avec, et ce qui doit bouger.

Les dates ne sont pas écrites ici : elles le sont dans les exemples du droit et les cas de référence. Un effet perdu rend
les deux réponses égales, et le test le voit.
"""

import pytest

from tests.engine.demandes import Json, alertes, decision, echeance, fait, plus, reponse
from tests.engine.effets import DEPOT, Effet, aide
from tests.engine.effets_decisions import AIDE, LETTRES
from tests.engine.effets_mesures import LIEUX, MESURES, NOTIFICATION
from tests.engine.effets_suites import SILENCE, SUITES

EFFETS = [*AIDE, *LETTRES, *LIEUX, *NOTIFICATION, *MESURES, *SILENCE, *SUITES]


@pytest.mark.parametrize("effet", EFFETS, ids=lambda e: e.nom)
def test_un_effet_du_droit_se_voit_dans_la_reponse(effet: Effet) -> None:
    """La réponse avec le fait diffère de la réponse sans lui, exactement comme le droit le dit."""
    dates = [str(v) for e in (*effet.sans, *effet.avec) for cle, v in e.items() if cle.startswith(("date", "avocat"))]
    jour = effet.ailleurs.get("aujourdhui", max(dates))
    residence = {cle: v for cle, v in effet.ailleurs.items() if cle == "residence"}
    sans = reponse(*effet.sans, aujourdhui=jour)
    avec = reponse(*effet.avec, aujourdhui=jour, **residence)
    assert [rang for rang, verifie in enumerate(effet.verifie) if not verifie(sans, avec)] == []


SILENCE_PUIS_ECRIT = [DEPOT | {"date": "2026-03-02"}, decision("2026-10-26", "refus_sejour", prefecture="69")]
AIDE_CONTRE_L_ECRIT = aide("2026-12-01") | {"contre": "decision_notifiee#1"}


def ecrit(rendue: Json, id_: str = "recours_contentieux") -> Json:
    return echeance(rendue, id_, "decision_notifiee#1")


def test_un_refus_ecrit_trop_tard_garde_la_date_du_silence() -> None:
    """Dernier jour : celui du silence ; favorable : deux mois depuis l'écrit ; une alerte le dit."""
    rendue = reponse(*SILENCE_PUIS_ECRIT)
    assert ecrit(rendue)["dernier_jour"] == echeance(rendue, objet="demande_deposee#0")["dernier_jour"]
    assert ecrit(rendue)["lecture_favorable"] > plus("2026-10-26", 60) and "decision_confirmative" in alertes(rendue)


@pytest.mark.parametrize("requete", [[], [fait("requete_deposee", "2026-12-15", contre="decision_notifiee#1")]])
def test_refus_confirmatif_et_aide_sans_reponse_la_seconde_lecture_n_a_pas_de_date(requete: list[Json]) -> None:
    """Requête partie ou non. La lettre et la demande d'aide, elles, gardent la date d'avant cette aide."""
    avant = reponse(*SILENCE_PUIS_ECRIT)
    rendue = reponse(*SILENCE_PUIS_ECRIT, AIDE_CONTRE_L_ECRIT, *requete)
    assert ecrit(rendue)["lecture_favorable"] is None
    assert ecrit(rendue)["etat"] == ("faite" if requete else "ouverte_sous_reserve")
    for id_ in ("recours_administratif", "demande_aide_juridictionnelle"):
        assert ecrit(rendue, id_)["lecture_favorable"] == ecrit(avant, id_)["lecture_favorable"] is not None
