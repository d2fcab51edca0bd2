"""Au jour près, la réponse de l'administration qui compte encore : trouvé par les mutations du moteur."""

import pytest

from tests.engine.demandes import decision, echeance, fait, plus, reponse

REFUS = decision("2026-09-15", "refus_sejour", prefecture="69")
RECOURS = fait("recours_gracieux", "2026-10-01", date_reception="2026-10-02")
REJET = {"a": "gracieux", "sens": "rejet", "voies_et_delais": "complets"}


@pytest.mark.parametrize(("ecart", "repart"), [(0, True), (1, False)])
def test_un_rejet_ecrit_le_dernier_jour_du_delai_ne_du_silence_le_fait_repartir(ecart: int, repart: bool) -> None:
    """Notifié pendant le délai, il en ouvre un neuf (CRPA L411-2) ; le lendemain, le délai est fini."""
    fin = echeance(reponse(REFUS, RECOURS, aujourdhui="2027-01-01"))["dernier_jour"]
    rejetee = reponse(REFUS, RECOURS, fait("reponse_recours", plus(fin, ecart), **REJET))
    assert (echeance(rejetee)["dernier_jour"] > fin) is repart


def test_un_rejet_du_jour_meme_du_recours_le_fait_repartir_de_ce_jour() -> None:
    """Porté au guichet et rejeté par écrit le même jour : ce rejet compte, pas le silence."""
    rejetee = reponse(REFUS, fait("recours_gracieux", "2026-10-01"), fait("reponse_recours", "2026-10-01", **REJET))
    autre = reponse(decision("2026-10-01", "refus_sejour", prefecture="69"))
    assert echeance(rejetee)["dernier_jour"] == echeance(autre)["dernier_jour"]


def test_des_motifs_remis_le_jour_de_leur_demande_font_repartir_le_delai() -> None:
    """Demandés et remis au guichet : le délai repart de ce jour (CRPA L232-4), sans l'année du silence gardé."""
    depot = fait("demande_deposee", "2026-05-15", complete=True, renouvellement=False, accuse_reception="complet")
    depot |= {"titre": "autre"}
    demande, remise = fait("demande_motifs", "2026-10-20"), fait("motifs_communiques", "2026-10-20")
    jours = [echeance(reponse(depot, *suite))["dernier_jour"] for suite in ([demande], [demande, remise])]
    assert jours[0] < jours[1] <= "2026-12-21"
