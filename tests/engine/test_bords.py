"""Les bords que les mutations du moteur ont trouvés nus : Pâques loin de nous, la loi le jour même, la fin de l'OQTF."""

from datetime import date, timedelta

import pytest

from calculators import calculer
from calculators.feries import dimanche_de_paques
from calculators.saisie.champs import ANNEE_MAXIMALE, ANNEE_MINIMALE
from tests.engine.demandes import alertes, decision, echeance, echeances, fait, plus, reponse


def paques_de_lichtenberg(annee: int) -> date:
    """Une autre formule, celle de Gauss corrigée par Lichtenberg : le jour compté depuis le début de mars."""
    siecle, cycle = annee // 100, annee % 19
    lune = 15 + (3 * siecle + 3) // 4 - (8 * siecle + 13) // 25
    pleine = (19 * cycle + lune) % 30
    limite = 21 + pleine - (pleine + cycle // 11) // 29
    dimanche = 7 - (annee + annee // 4 + 2 - (3 * siecle + 3) // 4) % 7
    return date(annee, 3, 1) + timedelta(days=limite + 7 - (limite - dimanche) % 7 - 1)


def test_paques_tombe_comme_dit_une_autre_formule() -> None:
    """Toute année que le moteur accepte : le lundi de Pâques, l'Ascension et la Pentecôte en viennent."""
    for annee in range(ANNEE_MINIMALE, ANNEE_MAXIMALE + 1):
        assert dimanche_de_paques(annee) == paques_de_lichtenberg(annee), annee


@pytest.mark.parametrize(("signee", "comptee"), [("2024-07-14", False), ("2024-07-15", True)])
def test_une_oqtf_signee_le_jour_ou_la_loi_commence_est_comptee(signee: str, comptee: bool) -> None:
    """« À compter du » comprend ce jour-là."""
    rendue = calculer(echeances(decision("2024-08-01", "oqtf", date_decision=signee, prefecture="69")))
    assert ("echeances" in rendue) is comptee


def test_une_assignation_le_dernier_jour_de_l_oqtf_n_est_pas_tardive() -> None:
    """Le recours contre l'OQTF protège encore ce jour-là ; le lendemain, non."""
    oqtf = decision("2026-10-01", "oqtf", date_decision="2026-09-30", prefecture="69")
    fin = echeance(reponse(oqtf))["dernier_jour"]
    dites = [alertes(reponse(oqtf, fait("assignation_notifiee", plus(fin, ecart)))) for ecart in (0, 1)]
    assert ["eloignement_non_suspendu" in une for une in dites] == [False, True]
