"""Ce que le lieu, le papier et une seconde mesure font aux lectures : trouvé par les mutations du moteur."""

from dataclasses import replace

import pytest

from calculators.echeances.qualification import choisir_regle
from calculators.erreurs import RegleInvalide
from calculators.regles import charger
from tests.engine.demandes import Json, decision, echeance, fait, reponse

# Le 27 mai, abolition de l'esclavage, n'est férié qu'en Guadeloupe : seule la lecture favorable le compte.
ABOLITION, LENDEMAIN = "2026-05-27", "2026-05-28"


@pytest.mark.parametrize(
    ("papier", "residence"),
    [
        # Deux mois et un mois de distance (CJA R421-7) finissent le 27 mai.
        (decision("2026-02-26", "refus_sejour", prefecture="971"), "75"),
        # Le papier écrit trois mois : c'est lui qui oblige (CE 461471), et son terme tombe le 27 mai.
        (decision("2026-02-26", "refus_sejour", prefecture="971", delai_mentionne="P3M"), None),
    ],
)
def test_un_ferie_local_reporte_aussi_la_distance_et_le_delai_ecrit(papier: Json, residence: str | None) -> None:
    """Le greffe est fermé ce jour-là, quelle que soit la raison qui allonge le délai."""
    ailleurs = {} if residence is None else {"residence": residence}
    assert echeance(reponse(papier, **ailleurs))["lecture_favorable"] == LENDEMAIN


def test_une_seconde_mesure_apres_la_fin_ne_rouvre_pas_la_lecture_favorable() -> None:
    """L'assignation a déjà raccourci le délai : une rétention venue trop tard n'ôte pas sa date à l'ancienne lecture."""
    oqtf = decision("2026-10-01", "oqtf", prefecture="69", date_decision="2026-09-30")
    faits = [
        oqtf,
        fait("aide_juridictionnelle_demandee", "2026-10-10", pour="tribunal"),
        fait("assignation_notifiee", "2026-10-15", article_assignation="L731-1"),
    ]
    tard = fait("retention_notifiee", "2026-12-20", heure="10:00", lieu="69")
    une, deux = (
        echeance(reponse(*suite, aujourdhui="2026-12-21"), objet="decision_notifiee#0")
        for suite in (faits, [*faits, tard])
    )
    assert une["lecture_favorable"] is not None
    assert [deux[c] for c in ("dernier_jour", "lecture_favorable", "etat")] == [
        une[c] for c in ("dernier_jour", "lecture_favorable", "etat")
    ]


def test_un_delai_mal_ecrit_reste_discute_apres_un_rejet_complet() -> None:
    """Le rejet fait repartir les deux lectures du même jour, mais l'erreur du premier papier ne s'efface pas."""
    refus = decision("2026-09-15", "refus_sejour", prefecture="69", delai_mentionne="P1M")
    rejet = fait("reponse_recours", "2026-10-20", a="gracieux", sens="rejet", voies_et_delais="complets")
    recours = echeance(reponse(refus, fait("recours_gracieux", "2026-10-01", date_reception="2026-10-02"), rejet))
    assert recours["certitude"] == "prudente"


@pytest.mark.parametrize("article", ["L731-1", "L731-3"])
def test_une_interdiction_et_sa_suite_se_lisent_avec_l_article_de_l_assignation(article: str) -> None:
    """La lecture favorable n'est jamais plus courte que celle de l'OQTF d'une personne assignée sur cet article."""
    assigne = {"situation": "assigne", "article_assignation": article, "prefecture": "69"}
    suite, oqtf = (
        echeance(reponse(decision("2026-10-01", *contenu, date_decision="2026-09-30", **assigne)))
        for contenu in (("irtf", "sans_delai"), ("oqtf",))
    )
    plus_longue = [recours["lecture_favorable"] or recours["dernier_jour"] for recours in (suite, oqtf)]
    assert plus_longue[0] >= plus_longue[1]


def test_un_choix_qui_manque_nomme_son_fichier_et_sa_famille() -> None:
    """Une ligne oubliée dans choix.toml est une règle fausse, dite avec ce qu'il faut y écrire."""
    vide = replace(charger(), choix=())
    with pytest.raises(RegleInvalide) as levee:
        choisir_regle(vide, "oqtf", "ordinaire", "libre", "inconnu", "dossier.evenements[0].prefecture")
    erreur = levee.value
    assert erreur.champ == "droit/choix.toml"
    assert (erreur.valeurs["fichier"], erreur.valeurs["regle"]) == ("choix.toml", "oqtf")
    assert "ordinaire, libre, inconnu" in erreur.valeurs["remede"]
