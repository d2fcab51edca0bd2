"""Le lot : un tableau de dossiers, rendu trié par urgence, sans rien perdre ni deviner."""

import csv
import io
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import calculer
from tests.engine.demandes import RACINE

JOUR = "2026-11-25"
TITRES = (
    "reference;residence;decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation;"
    "decision_notifiee.mode;decision_notifiee.voies_et_delais;decision_notifiee.heure;note"
)
REFUS = "A1;69;2026-10-05;refus_sejour;libre;main_propre;complets;;rien"
RETENU = 'A2;69;2026-11-24;refus_sejour+oqtf;retenu;main_propre;complets;16:10;"a;b"'
INCONNU = "A3;69;2026-10-05;refus_sejour;libre;;;;"
FAUSSE = "A4;69;2026-02-31;refus_sejour;libre;main_propre;complets;;à revoir"
FINI = "A5;75;2020-10-30;refus_sejour;libre;main_propre;complets;;"


def lot(texte: str, **options: str) -> dict:
    """La réponse à un lot."""
    return calculer({"calcul": "lot", "aujourdhui": JOUR, "texte": texte, **options})


def tableau(*lignes: str, titres: str = TITRES) -> str:
    """Le texte d'un tableau."""
    return "\n".join((titres, *lignes)) + "\n"


def colonnes(reponse: dict, separateur: str = ";") -> list[dict[str, str]]:
    """Le CSV rendu, relu."""
    return list(csv.DictReader(io.StringIO(reponse["csv"]), delimiter=separateur))


def references(reponse: dict) -> list[str]:
    """La première colonne, dans l'ordre rendu."""
    return [ligne["reference"] for ligne in colonnes(reponse)]


def test_ce_qui_finit_le_premier_passe_devant() -> None:
    """Les 48 heures avant les deux mois, ce qui se corrige après, ce qui est fini en dernier."""
    reponse = lot(tableau(FINI, FAUSSE, REFUS, RETENU))
    assert references(reponse) == ["A2", "A1", "A4", "A5"]
    assert reponse["fausses"] == 1


def test_une_reponse_incertaine_passe_devant_a_egalite() -> None:
    """Une question à poser vaut mieux posée tout de suite : même date, la ligne incertaine d'abord."""
    reponse = lot(tableau(REFUS, INCONNU))
    un, deux = colonnes(reponse)
    assert (un["reference"], deux["reference"]) == ("A3", "A1")
    assert un["resultat.question"]
    assert un["resultat.dernier_jour"] <= deux["resultat.dernier_jour"]


def test_une_date_prudente_passee_mais_encore_defendable_passe_devant_tout() -> None:
    """`ouverte_sous_reserve` : il reste peut-être un délai, et c'est aujourd'hui qu'il faut appeler."""
    douteuse = "B1;69;2026-09-20;refus_sejour;libre;lettre_remise;inconnu;;"
    reponse = lot(tableau(RETENU, douteuse))
    assert references(reponse)[0] == "B1"
    assert colonnes(reponse)[0]["resultat.etat"] == "ouverte_sous_reserve"


def test_une_ligne_dit_ce_que_dit_le_moteur_seul() -> None:
    """Le lot ne compte rien lui-même."""
    (ligne,) = lot(tableau(RETENU), maintenant="10:30")["lignes"]
    assert ligne["demande"] == {
        "calcul": "echeances",
        "aujourdhui": JOUR,
        "maintenant": "10:30",
        "dossier": {
            "residence": "69",
            "evenements": [
                {
                    "type": "decision_notifiee",
                    "date": "2026-11-24",
                    "contenu": ["refus_sejour", "oqtf"],
                    "situation": "retenu",
                    "mode": "main_propre",
                    "voies_et_delais": "complets",
                    "heure": "16:10",
                }
            ],
        },
    }
    seule = {e["id"]: e for e in calculer(ligne["demande"])["echeances"]}[ligne["resultat"]["echeance"]]
    assert (ligne["resultat"]["dernier_jour"], ligne["resultat"]["heure"]) == (seule["dernier_jour"], seule["heure"])
    assert ligne["resultat"]["jours_restants"] == "1"


def test_les_colonnes_inconnues_sont_gardees() -> None:
    """La permanence a ses propres colonnes : elles reviennent intactes, séparateur dans la cellule compris."""
    assert [ligne["note"] for ligne in colonnes(lot(tableau(REFUS, RETENU)))] == ["a;b", "rien"]


def test_une_ligne_fausse_garde_ses_cellules_et_dit_sa_raison() -> None:
    """La colonne fautive est nommée comme dans le tableau."""
    (ligne,) = colonnes(lot(tableau(FAUSSE)))
    assert (ligne["note"], ligne["resultat.champ"]) == ("à revoir", "decision_notifiee.date")
    assert "2026-02-31" in ligne["resultat.erreur"]
    assert ligne["resultat.dernier_jour"] == ""


@pytest.mark.parametrize(
    ("titres", "cellules", "champ"),
    [
        ("decision_notifiee.dtae", "2026-10-05", "decision_notifiee.dtae"),
        ("decision_notifiee", "2026-10-05", "decision_notifiee"),
        ("recours_gracieux.0.date", "2026-10-05", "recours_gracieux.0.date"),
        ("recours_gracieux.x.date", "2026-10-05", "recours_gracieux.x.date"),
        ("decision_notifiee.contenu", "refus_sejour+tout", "decision_notifiee.contenu[1]"),
        ("decision_notifiee.citoyen_ue", "peut-être", "decision_notifiee.citoyen_ue"),
        ("decision_notifiee.delai_depart_jours", "trente", "decision_notifiee.delai_depart_jours"),
        ("decision_notifiee.date", "05/10/2026", "decision_notifiee.date"),
        ("residence", "1", "residence"),
    ],
)
def test_une_colonne_mal_nommee_ou_mal_remplie_se_voit(titres: str, cellules: str, champ: str) -> None:
    """Une faute de frappe dans un titre ne perd jamais une date en silence."""
    base = {"decision_notifiee.date": "2026-10-05", "decision_notifiee.contenu": "refus_sejour"}
    base |= {"decision_notifiee.situation": "libre"}
    base[titres] = cellules
    (ligne,) = colonnes(lot(tableau(";".join(base.values()), titres=";".join(base))))
    assert ligne["resultat.champ"] == champ
    assert ligne["resultat.erreur"]


def test_les_dates_a_la_francaise_ne_sont_lues_que_si_on_le_dit() -> None:
    """05/10/2026 : le 5 octobre ou le 10 mai ? La personne le dit, le site ne devine pas."""
    ecrite = tableau(REFUS.replace("2026-10-05", "5/10/2026"))
    assert lot(ecrite)["fausses"] == 1
    (dite,) = lot(ecrite, dates="JJ/MM/AAAA")["lignes"]
    assert dite["resultat"] == lot(tableau(REFUS))["lignes"][0]["resultat"]


@pytest.mark.parametrize("vrai", ["true", "oui", "Oui", "VRAI"])
def test_oui_et_non_se_disent_en_francais(vrai: str) -> None:
    """Un tableur français écrit VRAI, une personne écrit oui."""
    titres = "decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation;decision_notifiee.citoyen_ue"
    (ligne,) = lot(tableau(f"2026-10-05;oqtf;libre;{vrai}", titres=titres))["lignes"]
    assert ligne["demande"]["dossier"]["evenements"][0]["citoyen_ue"] is True


def test_plusieurs_recours_du_meme_genre_se_numerotent() -> None:
    """`recours_gracieux.date` est le premier, `recours_gracieux.2.date` le second."""
    titres = TITRES + ";recours_gracieux.date;recours_gracieux.2.date"
    (ligne,) = lot(tableau(REFUS + ";2026-10-20;2026-11-02", titres=titres))["lignes"]
    assert [(e["type"], e["date"]) for e in ligne["demande"]["dossier"]["evenements"]][1:] == [
        ("recours_gracieux", "2026-10-20"),
        ("recours_gracieux", "2026-11-02"),
    ]


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
@pytest.mark.parametrize("fin", ["\n", "\r\n"])
@pytest.mark.parametrize("marque", ["", "\ufeff"])
def test_le_tableau_rendu_garde_l_ecriture_du_tableau_recu(separateur: str, fin: str, marque: str) -> None:
    """Séparateur, fins de ligne et marque d'ordre : le tableur qui l'a écrit le relit."""
    entree = marque + fin.join((TITRES, REFUS)).replace(";", separateur) + fin
    rendu = lot(entree)["csv"]
    assert rendu.startswith(marque + "reference" + separateur)
    assert rendu.endswith(fin)
    assert colonnes(lot(entree), separateur)[0]["resultat.dernier_jour" if not marque else "resultat.etat"]
    assert rendu.count("\r\n") == (2 if fin == "\r\n" else 0)


def test_relire_le_tableau_rendu_donne_le_meme() -> None:
    """Les colonnes de résultat d'hier sont remplacées, pas doublées."""
    rendu = lot(tableau(REFUS, RETENU, FINI))["csv"]
    encore = lot(rendu)["csv"]
    sans_numero = [{k: v for k, v in ligne.items() if k != "resultat.ligne"} for ligne in colonnes(lot(rendu))]
    assert sans_numero == [
        {k: v for k, v in ligne.items() if k != "resultat.ligne"} for ligne in colonnes({"csv": rendu})
    ]
    assert encore.splitlines()[0] == rendu.splitlines()[0]


@pytest.mark.parametrize(
    "texte",
    ["", "\n \n", "nom;prenom\nA;B\n", TITRES + "\n", TITRES + ";note\n" + REFUS, TITRES + '\n"A1;69;2026'],
    ids=["vide", "blanc", "titres_inconnus", "titres_seuls", "titre_double", "guillemet_ouvert"],
)
def test_un_tableau_qui_ne_se_lit_pas_dit_pourquoi(texte: str) -> None:
    """Une erreur du contrat, jamais une réponse vide."""
    erreur = lot(texte)["erreur"]
    assert (erreur["type"], erreur["champ"]) == ("saisie_invalide", "texte")


def test_une_ligne_trop_longue_est_fausse_une_ligne_courte_est_completee() -> None:
    """Un séparateur de trop décale tout ; des cellules vides en moins à la fin ne changent rien."""
    assert lot(tableau(REFUS + ";;"))["fausses"] == 1
    assert lot(tableau(";".join(REFUS.split(";")[:7])))["fausses"] == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 900), st.sampled_from(["libre", "assigne", "detenu", "perdu"])),
        min_size=1,
        max_size=12,
    )
)
def test_aucune_ligne_ne_se_perd_et_le_tri_est_celui_des_dates(dossiers: list[tuple[int, str]]) -> None:
    """Autant de lignes rendues que reçues, les ouvertes dans l'ordre de leur dernier jour."""
    fin = date.fromisoformat(JOUR)
    lignes = [
        f"R{rang};69;{fin - timedelta(days=recul)};refus_sejour+oqtf;{situation};main_propre;complets;;"
        for rang, (recul, situation) in enumerate(dossiers)
    ]
    reponse = lot(tableau(*lignes))
    assert sorted(references(reponse)) == sorted(f"R{rang}" for rang in range(len(dossiers)))
    ouvertes = [ligne["resultat"]["dernier_jour"] for ligne in reponse["lignes"] if "dernier_jour" in ligne["resultat"]]
    assert ouvertes == sorted(ouvertes)


def test_la_ligne_de_commande_rend_les_memes_octets(tmp_path: Path) -> None:
    """Le même tableau, par la commande : même CSV, code 2 s'il y a des lignes fausses, 0 sinon."""
    for lignes, code in (((REFUS, RETENU), 0), ((REFUS, FAUSSE), 2)):
        fichier = tmp_path / "dossiers.csv"
        fichier.write_bytes(("\ufeff" + tableau(*lignes)).encode())
        commande = [sys.executable, "-m", "calculators", "lot", str(fichier), "--aujourdhui", JOUR]
        fait = subprocess.run(commande, cwd=RACINE, capture_output=True, check=False)
        assert fait.returncode == code, fait.stderr
        assert fait.stdout.decode() == lot("\ufeff" + tableau(*lignes))["csv"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["absent.csv", "--aujourdhui", JOUR], ["-", "--aujourdhui"], ["-", "--jour", JOUR], ["-"]],
    ids=["rien", "fichier_absent", "sans_valeur", "option_inconnue", "sans_jour"],
)
def test_une_commande_mal_ecrite_dit_quoi_ecrire(arguments: list[str]) -> None:
    """Code 2 et une phrase, jamais une trace de programme."""
    commande = [sys.executable, "-m", "calculators", "lot", *arguments]
    fait = subprocess.run(commande, cwd=RACINE, capture_output=True, input=tableau(REFUS).encode(), check=False)
    assert fait.returncode == 2
    assert fait.stderr and b"Traceback" not in fait.stderr
    assert fait.stdout == b""


def test_un_tableau_qui_n_est_pas_en_utf_8_est_refuse(tmp_path: Path) -> None:
    """Un accent mal lu changerait un nom en silence."""
    fichier = tmp_path / "dossiers.csv"
    fichier.write_bytes(tableau(FAUSSE).encode("cp1252"))
    commande = [sys.executable, "-m", "calculators", "lot", str(fichier), "--aujourdhui", JOUR]
    fait = subprocess.run(commande, cwd=RACINE, capture_output=True, check=False)
    assert fait.returncode == 2
    assert "UTF-8" in fait.stderr.decode()
