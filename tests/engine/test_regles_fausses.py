"""Un fichier de droit faux arrête tout, en nommant le fichier, la règle et le remède. Une faute par fichier."""

import re
import shutil
from pathlib import Path

import pytest

from calculators import regles
from calculators.erreurs import RegleInvalide
from calculators.regles import charger_depuis
from calculators.rendu import rendre_erreur
from tests.engine.demandes import DROIT, RACINE, Copie, Json, decision, echeances

FAUSSES = {f.stem: f for f in sorted((RACINE / "tests" / "regles_fausses").glob("*.toml"))}
TETE = re.compile(r"^# (\w+) : (.*)$", re.MULTILINE)


def tete(nom: str) -> dict[str, str]:
    """Ce que le fichier faux dit de lui-même : la faute, le fichier visé, le message attendu ou ce qu'il nomme."""
    return dict(TETE.findall(FAUSSES[nom].read_text(encoding="utf-8")))


def abimer(nom: str, dossier: Path) -> None:
    cible = dossier / tete(nom)["fichier"]
    # Un saut de ligne d'abord : le fichier d'origine peut finir sans.
    cible.write_text(
        cible.read_text(encoding="utf-8") + "\n" + FAUSSES[nom].read_text(encoding="utf-8"), encoding="utf-8"
    )


def message_de(dossier: Path) -> Json:
    """L'erreur rendue pour ce dossier de droit, comme la lirait une personne."""
    with pytest.raises(RegleInvalide) as levee:
        charger_depuis(dossier)
    erreur: Json = rendre_erreur(levee.value)["erreur"]
    return erreur


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Une copie de calculators/droit/ à abîmer."""
    return Path(shutil.copytree(DROIT, tmp_path / "droit"))


@pytest.mark.parametrize("nom", FAUSSES)
def test_une_regle_fausse_dit_le_fichier_la_regle_et_le_remede(nom: str, dossier: Path) -> None:
    """Chaque faute donne son message, mot pour mot, ou du moins le fichier, la règle et la clé à corriger."""
    attendu = tete(nom)
    abimer(nom, dossier)
    erreur = message_de(dossier)
    assert erreur["type"] == "regle_invalide" and erreur["champ"] == f"droit/{attendu['fichier']}"
    if "message" in attendu:
        assert erreur["message"] == attendu["message"]
    else:
        assert [mot for mot in attendu["nomme"].split(", ") if mot not in erreur["message"]] == [], erreur["message"]


def test_le_meme_dossier_sans_la_faute_se_lit(dossier: Path) -> None:
    """La copie elle-même est bonne : c'est la faute qui arrête, pas la copie."""
    assert charger_depuis(dossier).regles.keys() == regles.charger().regles.keys()


def test_la_regle_d_essai_sans_faute_se_lit(dossier: Path) -> None:
    """Le modèle des fichiers faux est une bonne règle : sans lui, « refusée » ne prouverait rien."""
    faute = FAUSSES["deux_unites"].read_text(encoding="utf-8").replace("mois = 1, jours = 15", "mois = 2")
    (dossier / "recours.toml").write_text((dossier / "recours.toml").read_text("utf-8") + "\n" + faute, "utf-8")
    assert charger_depuis(dossier).regles["regle_fausse"].versions


@pytest.mark.parametrize("fichier", ["recours.toml", "textes.toml", "choix.toml", "computation.toml"])
def test_un_fichier_qui_manque_est_nomme(fichier: str, dossier: Path) -> None:
    """Un fichier oublié à la copie est une règle fausse, pas une panne."""
    (dossier / fichier).unlink()
    assert fichier in message_de(dossier)["message"]


def test_une_demande_recoit_l_erreur_de_la_regle_et_le_code_2(copie: Copie) -> None:
    """Avec une règle fausse, rien n'est compté : toute demande reçoit `regle_invalide`."""
    copie.remplacer("silence.toml", "delai = { mois = 4 }", "delai = { mois = 0 }")
    for demande in (echeances(decision("2026-11-23", "oqtf")), echeances(decision("2026-11-23", "refus_sejour"))):
        erreur = copie.calculer(demande)["erreur"]
        assert erreur["type"] == "regle_invalide" and "silence.toml" in erreur["message"]


# À elles quatre, ces demandes lisent tous les fichiers du droit qui comptent une date ou un tribunal.
TOUT_LIRE: list[Json] = [
    echeances(decision("2026-11-23", "refus_sejour")),
    echeances(decision("2026-11-23", "oqtf", situation="retenu", heure="10:00", prefecture="67")),
    {
        "calcul": "tribunal",
        "aujourdhui": "2026-11-23",
        "residence": "93",
        "contenu": ["refus_sejour"],
        "situation": "libre",
    },
    {
        "calcul": "aide_juridictionnelle",
        "aujourdhui": "2026-11-23",
        "foyer": dict.fromkeys(
            ("personnes", "revenu_fiscal_reference", "patrimoine_mobilier", "patrimoine_immobilier"), 1
        ),
    },
]
LUS_PAR_LE_CALCUL = sorted(f.name for f in DROIT.glob("*.toml") if f.name != "agenda.toml")  # lu par agenda.py seul


@pytest.mark.parametrize("fichier", LUS_PAR_LE_CALCUL)
def test_un_fichier_illisible_se_nomme_dans_la_reponse(fichier: str, copie: Copie) -> None:
    """Un guillemet oublié dans n'importe quel fichier du droit : `regle_invalide` et son nom, jamais une panne."""
    copie.ajouter(fichier, '\ncasse = "\n')
    erreurs = [r["erreur"] for r in copie.calculer(TOUT_LIRE) if "erreur" in r]
    assert erreurs and {e["type"] for e in erreurs} == {"regle_invalide"}
    assert all(fichier in e["message"] and e["champ"] == f"droit/{fichier}" for e in erreurs)


LIGNE = re.compile(r"^(\w+) = .+$")
AUTRES_VALEURS = ("", "{cle} = 3", '{cle} = "x"', "{cle} = [7]")


def une_ligne_par_forme(fichier: str) -> list[tuple[int, str]]:
    """La première ligne `clé = valeur` de chaque sorte de table, le nom de la règle ou du texte mis à part."""
    formes: dict[tuple[str, str], tuple[int, str]] = {}
    table = ""
    for rang, ligne in enumerate((DROIT / fichier).read_text(encoding="utf-8").splitlines()):
        if ligne.startswith("["):
            table = re.sub(r'"[^"]*"|(?<=familles\.)\w+|(?<=comptages\.)\w+|^\[+\w+(?=[\].]|\.versions)', "_", ligne)
        elif trouvee := LIGNE.match(ligne):
            formes.setdefault((table, trouvee[1]), (rang, trouvee[1]))
    return list(formes.values())


@pytest.mark.parametrize("fichier", ["recours.toml", "textes.toml", "choix.toml", "computation.toml"])
def test_un_degat_quelconque_est_dit_ou_sans_effet_mais_jamais_une_panne(fichier: str, dossier: Path) -> None:
    """Chaque clé ôtée ou remplacée par autre chose : lue quand même, ou `regle_invalide` ; rien d'autre."""
    pannes = []
    lignes = (DROIT / fichier).read_text(encoding="utf-8").splitlines()
    for rang, cle in une_ligne_par_forme(fichier):
        for autre in AUTRES_VALEURS:
            abimees = [*lignes[:rang], autre.format(cle=cle), *lignes[rang + 1 :]]
            (dossier / fichier).write_text("\n".join(abimees), encoding="utf-8")
            try:
                charger_depuis(dossier)
            except RegleInvalide as erreur:
                assert rendre_erreur(erreur)["erreur"]["message"]
            except Exception as panne:
                pannes.append(f"ligne {rang + 1}, {lignes[rang]!r} devenue {abimees[rang]!r} : {type(panne).__name__}")
    if pannes:
        pytest.fail(f"{len(pannes)} pannes, dont\n" + "\n".join(pannes[:12]))
