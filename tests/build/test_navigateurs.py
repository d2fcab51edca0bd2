"""Le moteur livré, dans un ouvrier de chaque navigateur présent : les mêmes octets que CPython, et ce qui manque arrive."""

import json
import os
import shutil
from datetime import date, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from builder import bench_premiere_date
from builder.demandes import communes, rares
from calculators import calculer
from calculators.page import repondre
from tests.build.navigateurs import Serveur, ouvrir, presents, visiter
from tests.build.questions import hasard, references

PAGE = Path(__file__).parent / "navigateur"
# Un module du reste, une fonction froide : du Python que la page n'emploie pas.
CODES = {"import statistics; statistics.median([3, 1, 2])": "2", "import math; round(math.gamma(5))": "24"}
NAVIGATEURS = [
    "chromium",
    pytest.param("firefox", marks=pytest.mark.long),
    pytest.param("webkit", marks=pytest.mark.long),
]


def _commande(nom: str) -> list[str]:
    commande = presents().get(nom)
    if commande is None:
        pytest.skip(f"{nom} n'est pas installé : firefox-esr ; webkit2gtk-driver, xvfb et xauth")
    return commande


@pytest.mark.parametrize("nom", NAVIGATEURS)
def test_le_moteur_livre_repond_pareil_dans_ce_navigateur(nom: str, site: Path, tmp_path: Path) -> None:
    """Ordinaires, fausses, lettres, lots, hasard ; puis ce qui n'est pas au départ, venu par une lecture sans attente."""
    commande = _commande(nom)
    questions = [*references(), *hasard(), *communes(), *rares()]
    shutil.copytree(PAGE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(site / "assets" / "pyodide", tmp_path / "pyodide")
    (tmp_path / "entree.json").write_text(json.dumps({"demandes": questions, "codes": list(CODES)}), encoding="utf-8")
    dit = ouvrir(commande, tmp_path, "page.html?repondre-ouvrier.mjs")
    for question, dite in zip(questions, dit["reponses"], strict=True):
        assert repondre(question) == dite, question
    assert [fichier for fichier in dit["avant"] if not fichier.startswith("suite-")] == []
    assert dit["essais"] == list(CODES.values())
    assert {fichier.split("-")[0] for fichier in dit["venus"]} >= {"reste", "froid"}


@pytest.fixture(scope="session")
def site_observe(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Le site construit, dont l'accueil a deux scripts de plus : l'un remplit le formulaire, l'autre dit ce qui paraît."""
    copie = tmp_path_factory.mktemp("observe") / "site"
    shutil.copytree(site, copie, copy_function=os.link)
    accueil = copie / "index.html"
    texte = accueil.read_text(encoding="utf-8")
    accueil.unlink()
    scripts = '<script src="chemin.js"></script><script src="bench_remplir.js"></script>'
    accueil.write_text(texte.replace("</head>", scripts + "</head>", 1), encoding="utf-8")
    shutil.copyfile(PAGE / "chemin.js", copie / "chemin.js")
    shutil.copyfile(Path(bench_premiere_date.__file__).with_name("bench_remplir.js"), copie / "bench_remplir.js")
    return copie


def _attendu() -> str:
    """La date du moteur pour le papier que bench_remplir.js décrit : un refus seul, remis il y a cinq jours."""
    recu = date.today() - timedelta(days=5)
    decision = {"type": "decision_notifiee", "date": str(recu), "contenu": ["refus_sejour"], "situation": "libre"}
    decision |= {"mode": "main_propre", "voies_et_delais": "complets"}
    demande = {"calcul": "echeances", "aujourdhui": str(date.today()), "dossier": {"evenements": [decision]}}
    (recours,) = [une for une in calculer(demande)["echeances"] if une["id"] == "recours_contentieux"]
    return str(recours["dernier_jour"])


@pytest.mark.parametrize("panne", ["", "telechargement_coupe", "sans_webassembly"], ids=lambda p: p or "tout_va_bien")
@pytest.mark.parametrize("nom", NAVIGATEURS)
def test_la_page_d_accueil_donne_sa_date_dans_ce_navigateur(
    nom: str, panne: str, site_observe: Path, ailleurs: ThreadingHTTPServer
) -> None:
    """De la table d'abord ; puis le moteur complète sans rien bouger, ou manque sans rien ôter. Rien ne sort."""
    commande = _commande(nom)
    serveur = Serveur(site_observe, "/association/")
    serveur.coupe = panne == "telechargement_coupe"
    page = f"#panne={panne}&ailleurs=http://127.0.0.1:{ailleurs.server_port}/fuite"
    dit: dict[str, Any] = visiter(commande, serveur, page)
    premiere, apres = dit["premiere"], dit["apres"]
    assert premiere["jour"] == apres["jour"] == _attendu()
    assert [premiere[cle] for cle in ("haut", "defile")] == [apres[cle] for cle in ("haut", "defile")]
    assert premiere["titre"] and apres["titre"], "Le titre de la réponse a le focus, et le garde."
    assert not dit["secours"]
    assert (apres["pret"], apres["pas"] > 0) == (("reponses", False) if panne else ("moteur", True))
    assert dit["fuite"] == "retenu"
    assert ailleurs.venus == []  # type: ignore[attr-defined]
