"""Quel tribunal : contrat §5 en entier, chaque département comparé à tests/donnees/tribunaux.csv (CJA R221-3, R221-7)."""

import csv
import re
import tomllib
import unicodedata
from typing import Any

import pytest

from calculators import calculer
from calculators.lecture import ecrire_json
from tests.engine.demandes import DROIT, RACINE, Copie, Json

LIGNES = list(csv.DictReader((RACINE / "tests" / "donnees" / "tribunaux.csv").open(encoding="utf-8")))
TRIBUNAUX: Json = tomllib.loads((DROIT / "tribunaux.toml").read_text(encoding="utf-8"))
DEPARTEMENTS = [ligne["departement_code"] for ligne in LIGNES]
HORS_CHAMP = {"984", "986", "987", "988", "989"}


def identifiant(nom: str) -> str:
    """Le nom sans la parenthèse, en minuscules ASCII, mots joints par « - »."""
    nu = unicodedata.normalize("NFKD", nom.split(" (")[0]).encode("ascii", "ignore").decode().lower()
    return "-".join(nu.replace("'", " ").replace("-", " ").split())


def demander(**champs: Any) -> Json:
    """La réponse, erreur comprise ; un champ à None est ôté."""
    base = {"calcul": "tribunal", "aujourdhui": "2026-11-23", "contenu": ["refus_sejour"], "situation": "libre"}
    return calculer({cle: v for cle, v in (base | champs).items() if v is not None})


def saisi(**champs: Any) -> str:
    """L'identifiant du tribunal."""
    rendue = demander(**champs)
    assert "erreur" not in rendue, rendue
    return str(rendue["tribunal"]["id"])


def articles(rendue: Json) -> set[str]:
    return {str(s["article"]) for s in rendue["sources"]}


OQTF = ["refus_sejour", "oqtf"]


@pytest.mark.parametrize("ligne", LIGNES, ids=DEPARTEMENTS)
def test_chaque_departement_a_son_tribunal_et_sa_cour(ligne: dict[str, str]) -> None:
    """Le refus seul de qui habite là va au tribunal du tableau ; l'OQTF aussi ; la cour est la sienne."""
    code = ligne["departement_code"]
    for contenu in (["refus_sejour"], OQTF):
        rendue = demander(residence=code, prefecture=code, contenu=contenu)
        assert rendue["tribunal"]["id"] == identifiant(ligne["tribunal_administratif"])
        assert rendue["cour"]["id"] == identifiant(ligne["cour_administrative_appel"])
        assert rendue["autres"] == []


def test_le_tableau_est_entier() -> None:
    """Cent neuf départements et collectivités, et le moteur n'en connaît pas d'autre."""
    connus = tomllib.loads((DROIT / "ressort.toml").read_text(encoding="utf-8"))["departements"]
    assert set(DEPARTEMENTS) == set(connus) and len(DEPARTEMENTS) == 109
    assert {ligne["departement_code"]: ligne["departement_nom"] for ligne in LIGNES} == {
        c: d["nom"] for c, d in connus.items()
    }


def test_la_reponse_a_la_forme_du_contrat() -> None:
    """Tribunal, cour, autres, raisons, sources, et l'état du droit ; se tromper ne fait pas perdre le délai."""
    rendue = demander(residence="93", prefecture="93")
    droit = {"regles_au", "relu_par", "version"}
    assert rendue.keys() - droit == {"tribunal", "cour", "autres", "pourquoi", "sources"}
    for juridiction in (rendue["tribunal"], rendue["cour"]):
        assert juridiction.keys() == {"id", "nom", "adresse", "site"}
    assert {"R312-8", "R221-3", "R221-7", "R351-3"} <= articles(rendue)
    assert all(phrase.endswith(".") for phrase in rendue["pourquoi"])
    assert any("ne vous fait pas perdre le délai" in phrase for phrase in rendue["pourquoi"])


SITUATIONS = [
    ("libre", None),
    ("assigne", "L731-1"),
    ("assigne", "L731-3"),
    ("assigne", None),
    ("retenu", None),
    ("detenu", None),
]


@pytest.mark.parametrize(("situation", "article"), SITUATIONS)
def test_un_refus_seul_va_ou_la_personne_habitait_ou_qu_elle_soit(situation: str, article: str | None) -> None:
    """Retenue à Metz, détenue à Fresnes, assignée : le refus seul reste au tribunal de la résidence (R312-8)."""
    for lieu in ("57", "94", "77"):
        rendue = demander(residence="13", prefecture="75", situation=situation, article_assignation=article, lieu=lieu)
        assert rendue["tribunal"]["id"] == "marseille" and "R312-8" in articles(rendue) and rendue["autres"] == []


@pytest.mark.parametrize("contenu", [OQTF, ["oqtf"], ["irtf"], ["sans_delai"], ["pays_de_renvoi"], ["oqtf", "irtf"]])
@pytest.mark.parametrize(("situation", "article"), [("assigne", "L731-1"), ("retenu", None), ("detenu", None)])
def test_l_eloignement_va_ou_la_personne_est_retenue_detenue_ou_assignee(
    situation: str, article: str | None, contenu: list[str]
) -> None:
    """Tribunal du lieu, pas de la résidence ni de la préfecture (CESEDA R922-4)."""
    rendue = demander(
        residence="13", prefecture="75", contenu=contenu, situation=situation, article_assignation=article, lieu="59"
    )
    assert rendue["tribunal"]["id"] == "lille" and "R922-4" in articles(rendue)


def test_l_assignation_de_longue_duree_garde_le_tribunal_de_la_residence() -> None:
    """L731-3 n'est pas dans R922-4 : l'OQTF reste où la personne habitait."""
    rendue = demander(
        residence="13", prefecture="75", contenu=OQTF, situation="assigne", article_assignation="L731-3", lieu="59"
    )
    assert rendue["tribunal"]["id"] == "marseille" and "R312-8" in articles(rendue)


def test_article_d_assignation_inconnu_donne_les_deux_tribunaux() -> None:
    """Le lieu d'abord, la résidence ensuite, avec la question de l'article."""
    rendue = demander(residence="13", prefecture="13", contenu=OQTF, situation="assigne", lieu="59")
    assert rendue["tribunal"]["id"] == "lille" and [a["id"] for a in rendue["autres"]] == ["marseille"]
    assert "L731-3" in rendue["autres"][0]["question"] and rendue["autres"][0]["question"] in rendue["pourquoi"]


def test_une_interdiction_de_retour_seule_a_une_personne_libre_va_au_siege() -> None:
    """Le tribunal de la préfecture qui a signé (CESEDA R922-1) ; sans elle, on la demande."""
    rendue = demander(residence="13", prefecture="59", contenu=["irtf"])
    assert rendue["tribunal"]["id"] == "lille" and "R922-1" in articles(rendue)
    erreur = demander(residence="13", contenu=["irtf"])["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("saisie_invalide", "prefecture") and "prefecture" in erreur["message"]


# (établissement, département, situation, tribunal, l'autre possible)
ETABLISSEMENTS = [
    ("metz", "57", "retenu", "nancy", "strasbourg"),
    ("metz", "57", "detenu", "nancy", "strasbourg"),
    ("mesnil-amelot-3", "77", "retenu", "montreuil", "melun"),
    ("orly", "91", "retenu", "melun", "versailles"),
    ("roissy", "95", "retenu", "montreuil", "cergy-pontoise"),
    ("roissy", "77", "retenu", "montreuil", "melun"),
]


@pytest.mark.parametrize(("etablissement", "lieu", "situation", "tribunal", "autre"), ETABLISSEMENTS)
def test_un_lieu_particulier_a_son_tribunal(
    etablissement: str, lieu: str, situation: str, tribunal: str, autre: str
) -> None:
    """Dit : son tribunal (R922-6, R221-3). Tu : les deux, avec la question."""
    fixe: Json = {"residence": "13", "prefecture": "13", "contenu": OQTF, "situation": situation, "lieu": lieu}
    dit = demander(**fixe, etablissement=etablissement)
    assert dit["tribunal"]["id"] == tribunal and dit["autres"] == []
    assert ("R922-6" if etablissement in ("metz", "mesnil-amelot-3") else "R221-3") in articles(dit)
    tu = demander(**fixe)
    assert tu["tribunal"]["id"] == autre and tribunal in [a["id"] for a in tu["autres"]]
    assert all(a["question"] in tu["pourquoi"] and a["nom"] for a in tu["autres"])


@pytest.mark.parametrize(("lieu", "tribunal"), [("93", "montreuil"), ("94", "melun")])
def test_un_aeroport_dans_le_ressort_de_son_tribunal_ne_pose_pas_de_question(lieu: str, tribunal: str) -> None:
    """Roissy en Seine-Saint-Denis, Orly dans le Val-de-Marne : même tribunal, rien à demander."""
    rendue = demander(residence="13", prefecture="13", contenu=OQTF, situation="retenu", lieu=lieu)
    assert rendue["tribunal"]["id"] == tribunal and rendue["autres"] == []


@pytest.mark.parametrize("code", ["971", "973", "976"])
@pytest.mark.parametrize("situation", ["libre", "assigne", "retenu", "detenu"])
def test_en_guadeloupe_guyane_et_a_mayotte_c_est_toujours_la_residence(code: str, situation: str) -> None:
    """R922-4 n'y existe pas (CESEDA R931-2 à R931-4) : la résidence, même retenue ailleurs."""
    rendue = demander(residence=code, prefecture=code, contenu=OQTF, situation=situation, lieu=code)
    attendu = {"971": "guadeloupe", "973": "guyane", "976": "mayotte"}[code]
    assert rendue["tribunal"]["id"] == attendu and {"R931-2", "R931-3", "R931-4"} & articles(rendue)


@pytest.mark.parametrize("code", ["972", "974", "975"])
def test_en_martinique_a_la_reunion_et_a_saint_pierre_le_lieu_compte(code: str) -> None:
    """Le régime de la métropole s'y applique : retenue là, tribunal de là."""
    assert saisi(residence="75", prefecture="75", contenu=OQTF, situation="retenu", lieu=code) == identifiant(
        next(ligne["tribunal_administratif"] for ligne in LIGNES if ligne["departement_code"] == code)
    )


def test_a_l_etranger_c_est_le_siege_de_l_autorite() -> None:
    """Le tribunal de la préfecture (CJA R312-1) ; sans elle, on la demande."""
    rendue = demander(residence="etranger", prefecture="69")
    assert rendue["tribunal"]["id"] == "lyon" and "R312-1" in articles(rendue)
    erreur = demander(residence="etranger")["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("saisie_invalide", "prefecture")


def test_un_champ_qui_manque_est_demande_ou_suppose_a_voix_haute() -> None:
    """Sans résidence : la préfecture, en le disant. Sans rien : la résidence. Retenue sans lieu : le lieu."""
    suppose = demander(prefecture="59")
    assert suppose["tribunal"]["id"] == "lille" and "On suppose" in suppose["pourquoi"][0]
    assert demander()["erreur"]["champ"] == "residence"
    for situation in ("retenu", "detenu", "assigne"):
        erreur = demander(residence="13", contenu=OQTF, situation=situation)["erreur"]
        assert (erreur["type"], erreur["champ"]) == ("saisie_invalide", "lieu")
    inconnue = demander(residence="13", contenu=OQTF, situation="inconnu")
    assert inconnue["tribunal"]["id"] == "marseille" and any("retenu" in p for p in inconnue["pourquoi"])


def test_un_contenu_inconnu_donne_aussi_le_tribunal_du_refus_seul() -> None:
    """Retenue, papier non lu : le lieu si c'est une OQTF, la résidence si c'est un refus seul."""
    rendue = demander(residence="13", contenu=["inconnu"], situation="retenu", lieu="59")
    assert rendue["tribunal"]["id"] == "lille" and "marseille" in [a["id"] for a in rendue["autres"]]


def test_une_adresse_n_est_ecrite_que_si_sa_source_est_sure() -> None:
    """Confiance A ou B : l'adresse, avec sa source dans le droit. C ou D : null, et rien d'approchant ailleurs."""
    for table in ("tribunaux", "cours"):
        for id_, lu in TRIBUNAUX[table].items():
            sure = lu["confiance_adresse"] in ("A", "B")
            assert ("adresse" in lu) <= bool(lu.get("source_adresse")) and (not sure or lu["adresse"]), id_
            assert lu["site"] is None or lu["site"].startswith("https://")
    for code in DEPARTEMENTS:
        rendue = demander(residence=code)
        for table, champ in (("tribunaux", "tribunal"), ("cours", "cour")):
            lu = TRIBUNAUX[table][rendue[champ]["id"]]
            assert rendue[champ]["nom"] == lu["nom"] and rendue[champ]["site"] == lu["site"]
            assert rendue[champ]["adresse"] == (lu.get("adresse") if lu["confiance_adresse"] in ("A", "B") else None)
            if lu["confiance_adresse"] not in ("A", "B") and "adresse" in lu:
                assert lu["adresse"] not in ecrire_json(rendue)


@pytest.mark.parametrize(("confiance", "montree"), [("A", True), ("B", True), ("C", False), ("D", False)])
def test_la_confiance_de_la_ligne_decide_de_l_adresse(confiance: str, montree: bool, copie: Copie) -> None:
    """La même adresse, écrite au droit avec une autre confiance : montrée de A à B, tue au-delà."""
    copie.remplacer(
        "tribunaux.toml", "[tribunaux.cergy-pontoise]\n", '[tribunaux.cergy-pontoise]\nadresse = "1 rue X"\n'
    )
    debut, fin = (copie.droit / "tribunaux.toml").read_text(encoding="utf-8").split("[tribunaux.cergy-pontoise]")
    autre = re.sub(r'confiance_adresse = "."', f'confiance_adresse = "{confiance}"', fin, count=1)
    (copie.droit / "tribunaux.toml").write_text(f"{debut}[tribunaux.cergy-pontoise]{autre}", encoding="utf-8")
    demande = {"calcul": "tribunal", "aujourdhui": "2026-11-23", "contenu": ["refus_sejour"], "situation": "libre"}
    rendue = copie.calculer(demande | {"residence": "92"})
    assert rendue["tribunal"]["adresse"] == ("1 rue X" if montree else None)


FAUSSES: list[tuple[Json, str]] = [
    ({"residence": "20"}, "residence"),
    ({"contenu": []}, "contenu"),
    ({"contenu": ["visa"]}, "contenu[0]"),
    ({"situation": "ailleurs"}, "situation"),
    ({"lieu": "etranger"}, "lieu"),
    ({"prefecture": "etranger"}, "prefecture"),
    ({"etablissement": "fresnes"}, "etablissement"),
    ({"aujourdhui": "2026-02-31"}, "aujourdhui"),
    ({"maintenant": "10:00"}, "maintenant"),
    ({"dossier": {}}, "dossier"),
]


@pytest.mark.parametrize(("champs", "champ"), FAUSSES, ids=[c for _, c in FAUSSES])
def test_une_saisie_fausse_nomme_son_champ(champs: Json, champ: str) -> None:
    """Comme pour les échéances : le champ exact, rien de deviné."""
    erreur = demander(**{"residence": "13"} | champs)["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("saisie_invalide", champ)
