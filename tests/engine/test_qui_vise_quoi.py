"""Au jour près, quelle décision un événement vise : trouvé par les mutations du moteur."""

import pytest

from tests.engine.demandes import Json, alertes, decision, echeance, fait, plus, reponse

REFUS = decision("2026-09-15", "refus_sejour", prefecture="69")
IRTF = decision("2026-10-01", "irtf", prefecture="69")
DEPOT = fait(
    "demande_deposee", "2026-01-05", complete=True, renouvellement=False, accuse_reception="complet", titre="autre"
)
NEE = str(echeance(reponse(DEPOT), "naissance_refus_implicite")["dernier_jour"])


def faites(*evenements: Json) -> set[str]:
    """Les objets dont le recours est fait."""
    rendue = reponse(*evenements)
    return {e["objet"] for e in rendue["echeances"] if e["id"] == "recours_contentieux" and e["etat"] == "faite"}


@pytest.mark.parametrize(("ecart", "objet"), [(0, "decision_notifiee#1"), (1, "decision_notifiee#0")])
def test_la_requete_vise_la_derniere_decision_encore_attaquable(ecart: int, objet: str) -> None:
    """Jusqu'au dernier jour de sa lecture la plus longue, compris ; le lendemain, celle qui court encore."""
    fin = echeance(reponse(REFUS, IRTF), objet="decision_notifiee#1")["lecture_favorable"]
    assert faites(REFUS, IRTF, fait("requete_deposee", plus(fin, ecart))) == {objet}


@pytest.mark.parametrize("renvoi", [{}, {"contre": "decision_notifiee#0"}])
def test_une_requete_du_jour_meme_vise_la_decision_recue_ce_jour(renvoi: Json) -> None:
    """Reçue le matin, attaquée l'après-midi : rien n'est daté avant ce qu'il vise."""
    assert faites(REFUS, fait("requete_deposee", "2026-09-15", **renvoi)) == {"decision_notifiee#0"}


@pytest.mark.parametrize("renvoi", [{}, {"contre": "demande_deposee#0"}])
def test_le_silence_s_attaque_le_jour_ou_il_devient_un_refus(renvoi: Json) -> None:
    """La veille, c'est trop tôt, et une alerte le dit ; ce jour-là, c'est fait."""
    assert faites(DEPOT, fait("requete_deposee", NEE, **renvoi)) == {"demande_deposee#0"}
    trop_tot = reponse(DEPOT, fait("requete_deposee", plus(NEE, -1), **renvoi), aujourdhui=NEE)
    assert "recours_premature" in alertes(trop_tot)
    assert echeance(trop_tot)["etat"] == "ouverte"


@pytest.mark.parametrize("ecart", [0, 1])
def test_une_lettre_partie_a_temps_laisse_l_ecrit_remplacer_le_silence(ecart: int) -> None:
    """Le dernier jour, la lettre arrête le délai : l'écrit remplace le silence. Le lendemain, il ne fait que répéter."""
    fin = str(echeance(reponse(DEPOT, aujourdhui=NEE))["dernier_jour"])
    ecrit = decision(plus(fin, 20), "refus_sejour", prefecture="69")
    rendue = reponse(DEPOT, fait("recours_gracieux", plus(fin, ecart)), ecrit, fait("requete_deposee", plus(fin, 30)))
    jours = {e["objet"]: e["dernier_jour"] for e in rendue["echeances"] if e["id"] == "recours_contentieux"}
    if ecart == 0:
        assert jours.keys() == {"decision_notifiee#2"} and jours["decision_notifiee#2"] > ecrit["date"]
        assert "decision_confirmative" not in alertes(rendue)
    else:
        assert jours == {"demande_deposee#0": fin, "decision_notifiee#2": fin}
        assert "decision_confirmative" in alertes(rendue)
