"""Ce qu'il faut faire ensuite : chaque étape à son tour, datée, jamais dans le passé ni après le dernier jour."""

import tomllib
from datetime import date
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import calculer
from tests.engine.corpus import resultats
from tests.engine.demandes import DROIT, RACINE, Json, decision, echeance, echeances, fait, plus

CONNUES: dict[str, Json] = tomllib.loads((DROIT / "etapes.toml").read_text(encoding="utf-8"))


def refus(jour: str = "2026-11-23", **champs: Any) -> Json:
    return decision(jour, "refus_sejour", **champs)


def oqtf(jour: str = "2026-11-23", **champs: Any) -> Json:
    return decision(jour, "refus_sejour", "oqtf", **{"prefecture": "69"} | champs)


def etapes(demande: Json) -> dict[str, str]:
    """Les étapes et leur date, dans l'ordre."""
    rendue = calculer(demande)
    assert "erreur" not in rendue, rendue
    return {e["id"]: e["avant"] for e in rendue["etapes"]}


class Cas(NamedTuple):
    """`avec` demande l'étape, `sans` ne la demande pas."""

    etape: str
    avec: Json
    sans: Json


DEPOT = fait(
    "demande_deposee", "2026-05-15", complete=True, accuse_reception="complet", titre="autre", renouvellement=False
)
LIBERTE = fait("ordonnance_refere_notifiee", "2026-11-23", refere="liberte", tri=False)
JUGEMENT = fait("jugement_notifie", "2026-11-23", voies_et_delais="complets", sens="annulation")
TARD = {"aujourdhui": "2027-06-01"}
RETENU = oqtf(situation="retenu", heure="16:10")
ASSIGNE = oqtf(situation="assigne", article_assignation="L731-1")

CAS = [
    Cas("joindre_aujourdhui", echeances(refus(voies_et_delais="absents"), **TARD), echeances(refus(), **TARD)),
    Cas("trop_tard", echeances(refus(), **TARD), echeances(refus())),
    Cas("urgence_sur_place", echeances(RETENU), echeances(ASSIGNE)),
    Cas("ecrire_une_page", echeances(RETENU), echeances(oqtf())),
    Cas("deposer_sur_place", echeances(oqtf(situation="detenu")), echeances(ASSIGNE)),
    Cas("deposer_au_tribunal", echeances(ASSIGNE), echeances(RETENU)),
    Cas("garder_les_preuves", echeances(oqtf()), echeances(refus(), **TARD)),
    Cas("demander_aide", echeances(refus()), echeances(RETENU)),
    Cas("demander_aide_juridictionnelle", echeances(oqtf()), echeances(ASSIGNE)),
    Cas("saisir_le_tribunal", echeances(oqtf()), echeances(oqtf(), fait("requete_deposee", "2026-12-01"))),
    Cas("ecrire_au_prefet", echeances(refus()), echeances(oqtf())),
    Cas("attendre_le_silence", echeances(DEPOT), echeances(DEPOT, aujourdhui="2026-10-01")),
    Cas("demander_les_motifs", echeances(DEPOT, aujourdhui="2026-10-01"), echeances(DEPOT)),
    Cas(
        "attendre_la_reponse",
        echeances(refus("2026-09-15"), fait("recours_gracieux", "2026-11-10")),
        echeances(refus("2026-09-15"), fait("recours_gracieux", "2026-11-10"), aujourdhui="2027-02-01"),
    ),
    Cas(
        "envoyer_le_memoire",
        echeances(oqtf(), fait("requete_deposee", "2026-12-01", sommaire=True)),
        echeances(oqtf(), fait("requete_deposee", "2026-12-01")),
    ),
    Cas(
        "confirmer_la_requete",
        echeances(fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="doute_serieux")),
        echeances(fait("ordonnance_refere_notifiee", "2026-11-23", refere="suspension", motif="urgence")),
    ),
    Cas("suivre_la_requete", echeances(oqtf(), fait("requete_deposee", "2026-12-01")), echeances(oqtf())),
    Cas("voir_un_avocat", echeances(JUGEMENT), echeances(LIBERTE)),
    Cas("faire_appel", echeances(JUGEMENT), echeances(fait("arret_notifie", "2026-11-23"))),
    Cas("se_pourvoir", echeances(fait("arret_notifie", "2026-11-23")), echeances(JUGEMENT)),
    Cas("se_pourvoir", echeances(LIBERTE | {"tri": True}), echeances(LIBERTE)),
    Cas("faire_appel_du_refere", echeances(LIBERTE), echeances(LIBERTE | {"tri": True})),
    Cas("demander_l_execution", echeances(JUGEMENT, aujourdhui="2027-03-01"), echeances(JUGEMENT)),
]


@pytest.mark.parametrize("cas", CAS, ids=[f"{n:02}-{c.etape}" for n, c in enumerate(CAS)])
def test_une_etape_vient_quand_elle_sert(cas: Cas) -> None:
    """La demande la reçoit ; sa voisine, non."""
    assert cas.etape in etapes(cas.avec) and cas.etape not in etapes(cas.sans)


def test_chaque_etape_du_droit_a_son_cas_et_sa_page() -> None:
    """Aucune étape jamais rendue ; la page du guide où elle mène existe."""
    assert {c.etape for c in CAS} == CONNUES.keys()
    for etape in CONNUES.values():
        assert (RACINE / "docs" / etape["page"].rstrip("/")).with_suffix(".md").is_file(), etape["page"]


def test_une_etape_n_est_jamais_dans_le_passe_ni_demandee_deux_fois() -> None:
    """Sur tout le corpus : aujourd'hui au plus tôt, un titre, une page, et une seule fois."""
    for demande, rendue in resultats():
        ids = [e["id"] for e in rendue["etapes"]]
        assert len(ids) == len(set(ids)), demande
        for e in rendue["etapes"]:
            assert e.keys() == {"id", "titre", "page", "avant"} and e["titre"].endswith(".")
            assert e["avant"] >= demande["aujourdhui"], (demande, e)


def test_une_etape_n_est_jamais_apres_le_dernier_jour() -> None:
    """Tant qu'une date court encore, aucun geste qui en dépend n'est daté après la plus lointaine."""
    for demande, rendue in resultats():
        fins = [j for e in rendue["echeances"] for j in (e["dernier_jour"], e.get("premier_jour")) if j]
        for e in rendue["etapes"]:
            assert e["avant"] <= max([demande["aujourdhui"], *fins]), (demande, e)


JOURS = st.dates(date(2025, 1, 1), date(2031, 12, 1))


@settings(max_examples=120, deadline=None)
@given(JOURS, st.integers(0, 75), st.sampled_from([("refus_sejour",), ("refus_sejour", "oqtf")]))
def test_la_lettre_part_au_plus_tard_l_avant_veille(recu: date, apres: int, contenu: tuple[str, ...]) -> None:
    """Deux jours avant le dernier jour, ou aujourd'hui s'il est plus près ; jamais après lui tant qu'il court."""
    aujourdhui = plus(recu, apres)
    demande = echeances(decision(str(recu), *contenu, prefecture="69"), aujourdhui=aujourdhui)
    rendue = calculer(demande)
    trouvee = echeance(rendue)
    dates = {e["id"]: e["avant"] for e in rendue["etapes"]}
    if trouvee["etat"] in ("ouverte", "dernier_jour"):
        assert dates["saisir_le_tribunal"] == max(aujourdhui, plus(trouvee["dernier_jour"], -2))
        assert aujourdhui <= dates["saisir_le_tribunal"] <= trouvee["dernier_jour"]
        assert ("ecrire_au_prefet" in dates) == (contenu == ("refus_sejour",))
        assert dates.get("ecrire_au_prefet", aujourdhui) <= trouvee["dernier_jour"]
    else:
        assert set(dates) & {"trop_tard", "joindre_aujourdhui"}


@pytest.mark.parametrize("evenement", [RETENU, ASSIGNE, oqtf(situation="detenu"), decision("2026-11-23", "irtf")])
def test_dans_l_urgence_on_n_envoie_pas_attendre_une_aide(evenement: Json) -> None:
    """Ni lettre au préfet ni aide juridictionnelle d'abord : elles ne prolongent rien ; la première étape est pour ce jour."""
    recues = etapes(echeances(evenement))
    assert not {"ecrire_au_prefet", "demander_aide_juridictionnelle", "attendre_la_reponse"} & set(recues)
    assert next(iter(recues.values())) == "2026-11-23" and "ecrire_une_page" in recues


def test_l_echeance_la_plus_proche_donne_les_premieres_etapes() -> None:
    """Deux décisions : d'abord ce que demande celle qui finit la première."""
    deux = echeances(refus("2026-11-20"), oqtf("2026-11-23", situation="retenu", heure="16:10"))
    assert list(etapes(deux))[0] == "urgence_sur_place"
