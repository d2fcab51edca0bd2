"""`python3 -m calculators`, dans un autre processus : codes 0 et 2, listes, JSON abîmé, clone nu."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from calculators.lecture import ecrire_json, lire_json
from calculators.page import repondre
from tests.engine.demandes import MOTEUR, RACINE, Copie, decision, echeances, lancer

BONNE = echeances(decision("2026-11-23", "refus_sejour", "oqtf"))
FAUSSE = echeances(decision("2026-02-31", "oqtf"), aujourdhui="2026-11-23")
TEXTE = ecrire_json(BONNE)


def reponse(fini: Any) -> Any:
    """Une ligne de JSON en UTF-8 sur la sortie standard, rien sur la sortie d'erreur."""
    assert fini.stderr == b"" and fini.stdout.count(b"\n") == 1 and fini.stdout.endswith(b"\n")
    return lire_json(fini.stdout)


def test_une_bonne_demande_rend_sa_reponse_et_le_code_0() -> None:
    """Sur l'entrée standard, la réponse est celle de `calculer`, à l'octet près, et celle de la page."""
    fini = lancer(entree=TEXTE)
    assert fini.returncode == 0 and reponse(fini) == calculer(BONNE)
    assert fini.stdout == ecrire_json(calculer(BONNE)).encode() + b"\n"
    assert repondre(TEXTE) == fini.stdout.decode().rstrip("\n")


def test_le_fichier_nomme_est_lu_et_le_tiret_vaut_l_entree(tmp_path: Path) -> None:
    """`python3 -m calculators demande.json` et `python3 -m calculators -` répondent pareil."""
    fichier = tmp_path / "demande é.json"
    fichier.write_text(TEXTE, encoding="utf-8")
    assert reponse(lancer(str(fichier))) == reponse(lancer("-", entree=TEXTE)) == calculer(BONNE)


def test_une_demande_fausse_a_le_code_2() -> None:
    """Une erreur de saisie n'est pas une panne : elle s'écrit en JSON, et le code le dit."""
    fini = lancer(entree=ecrire_json(FAUSSE))
    assert fini.returncode == 2 and reponse(fini)["erreur"]["champ"] == "dossier.evenements[0].date"


LOTS = {
    "vide": ([], 0),
    "bonnes": ([BONNE, BONNE], 0),
    "une fausse": ([BONNE, FAUSSE, BONNE], 2),
    "rien": ([None, 3, "x"], 2),
}
LOTS["liste dans la liste"] = ([[BONNE]], 2)


@pytest.mark.parametrize("nom", LOTS)
def test_une_liste_rend_la_liste_des_reponses_dans_l_ordre(nom: str) -> None:
    """Une demande fausse au milieu n'arrête pas les autres ; une seule suffit au code 2."""
    lot, code = LOTS[nom]
    fini = lancer(entree=ecrire_json(lot))
    assert fini.returncode == code and reponse(fini) == [calculer(d) for d in lot]


ILLISIBLES: dict[str, bytes] = {
    "vide": b"",
    "espaces": b"  \n",
    "coupé": TEXTE.encode()[:-7],
    "suite": TEXTE.encode() + b"}",
    "deux demandes": TEXTE.encode() + TEXTE.encode(),
    "latin-1": TEXTE.replace("refus_sejour", "é").encode("latin-1"),
    "utf-16": TEXTE.encode("utf-16"),
    "octet nul": b"\x00" + TEXTE.encode(),
    "apostrophes": TEXTE.replace('"', "'").encode(),
    "trop de crochets": b"[" * 100_000 + b"]" * 100_000,
    "trop d'accolades": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "nombre sans fin": b'{"calcul": ' + b"9" * 5_000 + b"}",
    "virgule de trop": TEXTE.replace("]", ",]").encode(),
}


@pytest.mark.parametrize("nom", ILLISIBLES)
def test_un_json_illisible_est_une_erreur_au_champ_vide(nom: str) -> None:
    """`saisie_invalide`, champ vide, code 2, et une phrase qui dit quoi faire."""
    fini = lancer(entree=ILLISIBLES[nom])
    erreur = reponse(fini)["erreur"]
    assert fini.returncode == 2 and (erreur["type"], erreur["champ"]) == ("saisie_invalide", "")
    assert "JSON" in erreur["message"] and erreur["message"].endswith(".")


def test_un_json_coupe_dit_ou() -> None:
    """La ligne et la colonne de la faute sont dans le message."""
    fini = lancer(entree='{\n  "calcul": "echeances",\n  "aujourdhui" "2026-11-23"}')
    assert re.search(r"ligne 3, colonne 16", reponse(fini)["erreur"]["message"])


LUES_QUAND_MEME: dict[str, bytes] = {
    "marque UTF-8": b"\xef\xbb\xbf" + TEXTE.encode(),
    "fins de ligne Windows": json.dumps(BONNE, indent=2).replace("\n", "\r\n").encode(),
    "lettres échappées": TEXTE.replace("oqtf", "\\u006fqtf").encode(),
}


@pytest.mark.parametrize("nom", LUES_QUAND_MEME)
def test_ce_qu_un_tableur_ou_windows_ajoute_ne_gene_pas(nom: str) -> None:
    """Une marque d'ordre des octets, des fins de ligne CRLF : la demande est la même."""
    fini = lancer(entree=LUES_QUAND_MEME[nom])
    assert fini.returncode == 0 and reponse(fini) == calculer(BONNE)


BIZARRES: dict[str, tuple[bytes, str]] = {
    "demi-caractère dans une valeur": (TEXTE.replace("oqtf", "\\ud800").encode(), "dossier.evenements[0].contenu[1]"),
    "demi-caractère dans une clé": (b'{"calcul":"echeances","\\udfff":1}', "?"),
    "entier de 4 000 chiffres": (b'{"calcul":' + b"9" * 4_000 + b"}", "calcul"),
    "infini": (b'{"calcul":1e999}', "calcul"),
    "pas un nombre": (b'{"calcul":NaN}', "calcul"),
    "clé double": (b'{"calcul":"echeances","calcul":"tribunal"}', "calcul"),
    "clé double au fond": (TEXTE.replace('"mode"', '"date":"2026-11-23","mode"').encode(), "date"),
    "clé double au demi-caractère": (b'{"\\ud800":1,"\\ud800":2}', "?"),
    "une phrase très longue": (b'{"calcul":"' + b"a" * 1_000_000 + b'"}', "calcul"),
    "imbriqué mais lisible": (b'{"calcul":' + b"[" * 400 + b"]" * 400 + b"}", "calcul"),
    "null": (b"null", ""),
}


@pytest.mark.parametrize("nom", BIZARRES)
def test_une_valeur_bizarre_a_une_erreur_courte_et_son_champ(nom: str) -> None:
    """Demi-caractères, nombres énormes, clés doubles : code 2, le champ, un message qui tient en quelques lignes."""
    entree, champ = BIZARRES[nom]
    fini = lancer(entree=entree)
    erreur = reponse(fini)["erreur"]
    assert fini.returncode == 2 and (erreur["type"], erreur["champ"]) == ("saisie_invalide", champ)
    assert 10 < len(erreur["message"]) < 600


@pytest.mark.parametrize("arguments", [["absent.json"], ["."], ["a.json", "b.json"], ["--inconnu"], ["-x"], [""]])
def test_de_mauvais_arguments_ont_le_code_2_et_une_phrase(arguments: list[str]) -> None:
    """Un fichier qui manque, un dossier, deux fichiers : pas de trace de pile, une phrase en français."""
    fini = lancer(*arguments)
    texte = fini.stderr.decode() + fini.stdout.decode()
    assert fini.returncode == 2 and "Traceback" not in texte and texte.strip().endswith((".", "}"))


def test_l_aide_montre_trois_exemples_qui_marchent() -> None:
    """Copiés dans un terminal, les trois exemples rendent un résultat ; chacun montre autre chose."""
    fini = lancer("--aide")
    assert fini.returncode == 0 and fini.stderr == b""
    exemples = re.findall(r"^echo '(.*)' \| python3 -m calculators$", fini.stdout.decode(), re.MULTILINE)
    assert len(exemples) == 3
    rendues = [lancer(entree=exemple) for exemple in exemples]
    assert [r.returncode for r in rendues] == [0, 0, 0]
    assert ["tribunal" in reponse(r) for r in rendues] == [False, False, True]
    assert len({r.stdout for r in rendues}) == 3


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_l_aide_repond_aussi_a_ses_noms_anglais(option: str) -> None:
    """Qui tape par habitude trouve la même aide."""
    assert lancer(option).stdout == lancer("--aide").stdout


def autre_python() -> str | None:
    """Le plus ancien Python promis, s'il est là et répond."""
    chemin = shutil.which("python3.11")
    ici = {"capture_output": True, "cwd": "/"}
    return chemin if chemin and subprocess.run([chemin, "-S", "-c", "1"], **ici).returncode == 0 else None  # type: ignore[call-overload]


def test_un_clone_nu_repond_avec_python_3_11_et_rien_d_autre(tmp_path: Path) -> None:
    """Le seul dossier calculators/, sans paquet installé, rend les mêmes octets que le Python d'ici."""
    python = autre_python()
    if python is None:
        pytest.skip("pas de python3.11 ici")
    Copie(tmp_path)
    references = json.loads((RACINE / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    lot = ecrire_json([r["demande"] for r in references])
    ancien, ici = lancer(entree=lot, dossier=tmp_path, python=python), lancer(entree=lot)
    assert ancien.returncode == ici.returncode == 0 and ancien.stdout == ici.stdout


def test_le_moteur_n_ecrit_rien_a_cote_de_lui(tmp_path: Path) -> None:
    """Après une réponse, le dossier est tel qu'avant : rien d'enregistré de ce qui a été saisi."""
    copie = Copie(tmp_path)
    avant = sorted(p for p in tmp_path.rglob("*"))
    assert copie.calculer(BONNE) == calculer(BONNE)
    assert sorted(p for p in tmp_path.rglob("*")) == avant and MOTEUR.is_dir()
