"""Ce qu'une minute change, et ce qu'une requête déposée seule laisse à savoir : trouvé par les mutations du moteur."""

import pytest

from tests.engine.demandes import Json, decision, echeance, fait, reponse

SUR_PLACE = decision("2026-11-23", "oqtf", situation="retenu", heure="16:10", prefecture="69", lieu="69")
SANS_HEURE = SUR_PLACE | {"heure": None}


def etat(papier: Json, jour: str, maintenant: str | None) -> str:
    ailleurs = {} if maintenant is None else {"maintenant": maintenant}
    return str(echeance(reponse(papier, aujourdhui=jour, **ailleurs))["etat"])


@pytest.mark.parametrize(
    ("papier", "jour", "maintenant", "attendu"),
    [
        (SUR_PLACE, "2026-11-24", "23:59", "ouverte"),
        (SUR_PLACE, "2026-11-25", None, "dernier_jour"),
        (SUR_PLACE, "2026-11-25", "16:10", "dernier_jour"),
        (SUR_PLACE, "2026-11-25", "16:11", "depassee"),
        (SUR_PLACE, "2026-11-26", "00:00", "depassee"),
        (SANS_HEURE, "2026-11-25", "00:00", "dernier_jour"),
        (SANS_HEURE, "2026-11-25", "00:01", "ouverte_sous_reserve"),
        (SANS_HEURE, "2026-11-25", "23:59", "ouverte_sous_reserve"),
        (SANS_HEURE, "2026-11-26", "00:00", "depassee"),
    ],
)
def test_quarante_huit_heures_finissent_a_la_minute(
    papier: Json, jour: str, maintenant: str | None, attendu: str
) -> None:
    """La minute de la fin est encore à temps, la suivante ne l'est plus ; sans heure, la lecture favorable va à minuit."""
    assert etat(papier, jour, maintenant) == attendu


@pytest.mark.parametrize("maintenant", ["00:00", "23:59"])
def test_un_delai_en_jours_dure_jusqu_a_la_derniere_minute(maintenant: str) -> None:
    """Le dernier jour compte en entier, quelle que soit l'heure qu'il est."""
    refus = decision("2026-09-15", "refus_sejour", prefecture="69")
    fin = echeance(reponse(refus))["dernier_jour"]
    assert etat(refus, fin, maintenant) == "dernier_jour"


def test_le_memoire_d_une_requete_seule_dit_quelle_decision_manque() -> None:
    """Sans la décision, on ne sait pas si ce délai existe (CJA R911-6) : la date est à vérifier, et dit pourquoi."""
    memoire = echeance(reponse(fait("requete_deposee", "2026-10-01", sommaire=True)), "memoire_complementaire")
    assert memoire["manque"] == ["decision_notifiee"] and memoire["certitude"] == "a_verifier"


def test_le_memoire_d_un_recours_contre_une_oqtf_est_une_lecture_prudente() -> None:
    """Quinze jours discutés : la plus courte des deux lectures, et l'autre dans le détail."""
    oqtf = decision("2026-10-01", "oqtf", prefecture="69", date_decision="2026-09-30")
    rendue = reponse(oqtf, fait("requete_deposee", "2026-10-12", sommaire=True))
    memoire = echeance(rendue, "memoire_complementaire")
    assert memoire["certitude"] == "prudente" and memoire["lecture_favorable"] > memoire["dernier_jour"]


def test_l_heure_est_celle_du_lieu_de_retention_pas_celle_de_la_prefecture() -> None:
    """La nuit où l'heure change à Lyon, 02:30 existe à La Réunion."""
    papier = SUR_PLACE | {"date": "2026-03-29", "heure": "02:30", "lieu": "974"}
    recours = echeance(reponse(papier))
    assert (recours["dernier_jour"], recours["heure"]) == ("2026-03-31", "02:30")
