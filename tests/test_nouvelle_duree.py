"""Le chemin d'une nouvelle venue : un nombre changé dans un fichier de droit, et tout suit, sans autre geste."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators import calculer
from calculators.regles import charger
from tests.engine.chemins import CHEMINS, demande_de
from tests.engine.demandes import RACINE, Json

REGLE = "recours_contentieux_refus_seul"
AVANT, APRES = "delai = { mois = 2 }", "delai = { mois = 3 }"
PAGE = "refus-seul.md"
# Ce qui se fabrique, ou n'est pas à nous : la copie d'un clone neuf ne l'aurait pas.
HORS_DU_CLONE = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "site", ".build", "__pycache__", ".*_cache", ".hypothesis"
)
# Ce que la copie montre d'elle-même : le fragment, la page qui l'inclut, la fiche, une case du tableau.
MONTRER = f"""
import json, sys
from datetime import date
from builder import fiche, fragments, table
from builder.law import load_law
regle = load_law().regles["{REGLE}"]
ecrits = fragments.rules()
json.dump({{
    "duree": ecrits["regle/{REGLE}/duree.md"],
    "phrase": ecrits["regle/{REGLE}/phrase.md"],
    "fiche": fiche.render(regle, load_law(), ""),
    "case": str(table.last_day(date(2026, 9, 15), ["refus_sejour"], "libre")),
    "oqtf": str(table.last_day(date(2026, 9, 15), ["refus_sejour", "oqtf"], "libre")),
}}, sys.stdout)
"""


def lancer(dossier: Path, *commande: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *commande], cwd=dossier, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une copie du dépôt, où un seul nombre a changé, dans un seul fichier."""
    dossier = tmp_path_factory.mktemp("clone") / "depot"
    shutil.copytree(RACINE, dossier, ignore=HORS_DU_CLONE, symlinks=True)
    for lien in (".venv", "node_modules"):
        (dossier / lien).symlink_to(RACINE / lien)
    fichier = dossier / "calculators" / "droit" / "recours.toml"
    texte = fichier.read_text(encoding="utf-8")
    debut = texte.index(f"[[{REGLE}.versions]]")
    assert AVANT in texte[debut : debut + 200]
    fichier.write_text(texte[:debut] + texte[debut:].replace(AVANT, APRES, 1), encoding="utf-8")
    return dossier


@pytest.fixture(scope="module")
def montre(clone: Path) -> Json:
    """Ce que la fabrique de la copie écrit."""
    fini = lancer(clone, "-c", MONTRER)
    assert fini.returncode == 0, fini.stderr
    lu: Json = json.loads(fini.stdout)
    return lu


def test_le_fragment_et_la_phrase_d_une_page_disent_la_nouvelle_duree(clone: Path, montre: Json) -> None:
    """La page n'a pas changé d'une lettre : c'est ce qu'elle inclut qui a changé."""
    assert montre["duree"] == "trois mois" and "trois mois" in montre["phrase"]
    inclusion = f"{{!regle/{REGLE}/duree.md!}}"
    page = (clone / "docs" / PAGE).read_text(encoding="utf-8")
    assert page == (RACINE / "docs" / PAGE).read_text(encoding="utf-8")
    phrases = [ligne for ligne in page.splitlines() if inclusion in ligne]
    assert phrases, f"aucune phrase de {PAGE} n'inclut la durée : le test ne prouverait rien"
    assert all("trois mois" in phrase.replace(inclusion, montre["duree"]) for phrase in phrases)


def test_la_fiche_dit_la_nouvelle_duree_et_ne_dit_plus_l_ancienne(montre: Json) -> None:
    """L'histoire de la règle, le compte pas à pas, et l'exemple que le nouveau nombre contredit."""
    fiche = montre["fiche"].replace("\u00a0", " ")
    assert "**3 mois** (trois mois)" in fiche and "On ajoute trois mois" in fiche
    assert "On ajoute deux mois" not in fiche
    assert "La règle écrit 16 novembre 2026, le moteur trouve 16 décembre 2026." in fiche


def test_le_tableau_des_derniers_jours_suit_et_ne_touche_pas_a_l_oqtf(montre: Json) -> None:
    """Reçu le 15 septembre : un mois de plus pour un refus seul, rien de changé pour une OQTF."""
    assert (montre["case"], montre["oqtf"]) == ("2026-12-16", "2026-10-16")


def citant(demandes: Iterator[tuple[str, Json]]) -> set[str]:
    """Les noms des demandes dont la réponse d'aujourd'hui cite la règle."""
    return {nom for nom, d in demandes if any(REGLE in e["regles"] for e in calculer(d).get("echeances", []))}


def exemples() -> Iterator[tuple[str, Json]]:
    for id_, chemin in CHEMINS.items():
        for version in charger().regles[id_].versions:
            for exemple in version.exemples:
                yield f"{id_}-{exemple['recu']}", demande_de(chemin.evenements, exemple["recu"], exemple)


def test_les_bons_tests_crient_et_eux_seuls(clone: Path) -> None:
    """Les exemples de la règle et les cas de référence qui la citent tombent ; aucun de ceux qui ne la citent pas."""
    choisis = "chaque_exemple_est_ce or cas_de_reference or heures or versions"
    fichiers = [f"tests/{nom}.py" for nom in ("engine/test_droit", "test_cas", "engine/test_fuseaux")]
    fini = lancer(clone, "-m", "pytest", *fichiers, "-k", choisis, "-q", "-p", "no:cacheprovider", "-rfE", "--tb=no")
    tombes = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)\[([^\]]+)\]", fini.stdout, re.MULTILINE)
    assert len(tombes) == len(re.findall(r"^(?:FAILED|ERROR)", fini.stdout, re.MULTILINE)), fini.stdout
    references = json.loads((RACINE / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    attendus = citant(exemples()) | citant((cas["ref"], cas["demande"]) for cas in references)
    # Un détour compte le délai deux fois, avec et sans la règle : seul celui qui part d'une date fixe peut tomber.
    attendus |= {"contestation_aide_juridictionnelle-2027-01-15"}
    noms = {nom for _, nom in tombes}
    # Elles ont le dernier jour du recours sans citer sa règle.
    comme = {regle.id for regle in charger().regles.values() if regle.comme == REGLE}
    noms -= {nom for nom in noms if nom.rpartition("-202")[0] in comme}
    assert noms <= attendus, noms - attendus
    assert {nom for nom in attendus if nom.startswith(REGLE)} <= noms and any(nom.startswith("G") for nom in noms)
    assert " passed" in fini.stdout
