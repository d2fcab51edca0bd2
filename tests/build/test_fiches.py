"""Les fiches des règles : toutes là, complètes, comptées par le moteur, et sur deux pages de papier au plus."""

import html
import json
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from builder import exemples, fiches
from builder.catalogue import long_date
from builder.paths import ROOT
from builder.server import SiteServer
from calculators.regles import FICHIERS_DE_REGLES, charger, empreinte
from tests.temoin_chaines import temoin_chaine

DROIT = ROOT / "calculators" / "droit"
BRUTES: dict[str, Any] = {
    cle: regle
    for fichier in FICHIERS_DE_REGLES
    for cle, regle in tomllib.loads((DROIT / fichier).read_text(encoding="utf-8")).items()
}
REGLES = charger().regles
CLE_DE_DECISION = re.compile(r"\d{4}-\d\d-\d\d")
PAGES_DE_PAPIER = 2


def lisible(page: str) -> str:
    """Le texte d'une fiche, sans les dessins ni les signes de Markdown, espaces simples."""
    sans_dessin = re.sub(r"<svg.*?</svg>", " ", page, flags=re.S)
    return html.unescape(re.sub(r"[\\`*]", "", sans_dessin)).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def ecrites() -> dict[str, str]:
    """Les fiches que la fabrication écrirait, lisibles."""
    return {nom.removesuffix(".md"): lisible(texte) for nom, texte in fiches.pages().items()}


def valeurs(bloc: Any, cle: str = "") -> list[tuple[str, Any]]:
    """Toutes les valeurs d'une règle, avec leur clé."""
    if isinstance(bloc, dict):
        return [une for c, v in bloc.items() if c != "relecture" for une in valeurs(v, c)]
    if isinstance(bloc, list):
        return [une for v in bloc for une in valeurs(v, cle)]
    return [(cle, bloc)]


def nombres(cle: str, valeur: Any) -> list[str]:
    """Ce que la fiche doit montrer d'une valeur : une date en lettres, une heure, chaque nombre d'un texte."""
    if isinstance(valeur, bool):
        return []
    if isinstance(valeur, int):
        return [str(valeur)]
    if isinstance(valeur, date):
        return [long_date(valeur)]
    if cle.startswith("heure"):
        return [valeur.replace(":", " h ")]
    # Une décision citée par sa clé est écrite en toutes lettres.
    jours = CLE_DE_DECISION.findall(valeur)
    reste = CLE_DE_DECISION.sub(" ", valeur)
    return [long_date(date.fromisoformat(j)) for j in jours] + re.findall(r"\d+", reste)


def test_chaque_regle_a_sa_page_et_la_liste_y_mene(site: Path) -> None:
    """Ajouter une règle ajoute sa fiche, sans autre geste."""
    publiees = {page.parent.name for page in site.glob("regles/*/index.html")}
    assert publiees == set(REGLES)
    liste = (site / "regles" / "index.html").read_text(encoding="utf-8")
    assert [regle for regle in REGLES if f'href="{regle}/"' not in liste] == []


@pytest.mark.parametrize("id_", BRUTES)
def test_tout_nombre_de_la_regle_est_sur_sa_fiche(ecrites: dict[str, str], id_: str) -> None:
    """Durée, dates d'effet, exemples, heures, articles des doutes : rien à chercher dans le fichier."""
    attendus = {n for cle, valeur in valeurs(BRUTES[id_]) for n in nombres(cle, valeur)}
    assert attendus
    absents = [n for n in attendus if not re.search(rf"(?<!\d){re.escape(n)}(?!\d)", ecrites[id_])]
    assert absents == [], f"{id_} : {absents}"


@pytest.mark.parametrize("id_", BRUTES)
def test_la_fiche_dit_les_textes_les_doutes_l_empreinte_et_qui_a_relu(ecrites: dict[str, str], id_: str) -> None:
    """Ce qu'une juriste relit, et de quoi répondre sans se tromper de version."""
    fiche, regle, droit = ecrites[id_], REGLES[id_], charger()
    version = regle.versions[-1]
    for cle in (*version.sources, *droit.comptages[version.comptage.value]["sources"]):
        texte = droit.textes[cle]
        (ligne,) = [une for une in fiche.splitlines() if une.startswith("- ") and f": {texte.objet}." in une]
        assert texte.nom in ligne and (texte.article or "").replace("*", "") in ligne
        assert re.search(rf"\. {texte.confiance}[,.]", ligne)
        assert texte.texte_au is None or long_date(texte.texte_au) in ligne
    for doute in regle.doutes:
        assert doute["point"] in fiche and f"({len(doute['lectures'])}) " in fiche
    for phrase in regle.hors_champ:
        assert phrase in fiche
    vraie = empreinte(BRUTES[id_], len(regle.versions) - 1)
    assert fiche.count(vraie) >= 2 and re.fullmatch(r"[0-9a-f]{16}", vraie)
    assert "Relue par : personne encore." in fiche
    # Le moteur emploie la règle sur son exemple, et y trouve ce qu'elle écrit.
    assert "n'emploie pas" not in fiche and "La règle écrit" not in fiche


@pytest.mark.parametrize("id_", REGLES)
def test_les_cas_limites_sont_ceux_que_le_temoin_recompte(id_: str) -> None:
    """Samedi, férié, 31, fin de mois, changement d'heure : cherchés par le moteur, recomptés par l'autre lecture."""
    regle = REGLES[id_]
    par, version = exemples.chemin(regle), regle.versions[-1]
    for cas in exemples.cas_limites(regle, version):
        rendu = cas.resultat
        recomptes = temoin_chaine(exemples.demande(regle, rendu.recu, version.exemples[0], rendu.champs))
        (recompte,) = [dates for (id_vu, _), dates in recomptes.items() if id_vu == par["id"]]
        if rendu.prudent:  # la règle ne donne qu'une lecture favorable
            assert recompte["dernier_jour"] == str(rendu.prudent), cas.cle
        if "pas" not in par:
            assert recompte[par["champ"]] == str(rendu.jour), cas.cle
        if rendu.heure:
            assert recompte["heure"] == rendu.heure, cas.cle
        if rendu.autre:
            assert recompte["lecture_favorable"] == str(rendu.autre), cas.cle


def test_chaque_facon_de_compter_montre_ses_cas_limites() -> None:
    """Deux mois francs : samedi, férié, 31, deux lectures, 29 février ; des heures : les deux changements d'heure."""
    trouves = {
        id_: {cas.cle: cas.resultat for cas in exemples.cas_limites(REGLES[id_], REGLES[id_].versions[-1])}
        for id_ in ("recours_contentieux_refus_seul", "recours_contentieux_retenu", "recours_contentieux_assigne")
    }
    franc, heures, stricts = trouves.values()
    assert set(franc) == {"samedi", "ferie", "le_31", "fin_de_mois", "le_29_fevrier"}
    assert set(heures) == {"samedi", "ferie", "heure_avancee", "heure_reculee", "heure_inconnue"}
    assert set(stricts) == {"samedi", "ferie"}
    assert franc["samedi"].jour.weekday() not in (5, 6) and stricts["samedi"].jour.weekday() == 5
    assert franc["fin_de_mois"].autre is not None and franc["fin_de_mois"].autre > franc["fin_de_mois"].jour
    assert (heures["heure_reculee"].heure, heures["heure_avancee"].heure) == ("15:10", "17:10")


def pages_d_une_copie(dossier: Path, avant: str, apres: str, fichier: str = "calculators/droit/recours.toml") -> Any:
    """Les fiches d'une copie du dépôt où un seul passage a changé."""
    for nom in ("builder", "calculators", "catalogue", "docs/assets"):
        shutil.copytree(ROOT / nom, dossier / nom, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    chemin = dossier / fichier
    texte = chemin.read_text(encoding="utf-8")
    assert avant in texte
    chemin.write_text(texte.replace(avant, apres, 1), encoding="utf-8")
    code = "import json; from builder import fiches; print(json.dumps(fiches.pages()))"
    fini = subprocess.run([sys.executable, "-B", "-c", code], cwd=dossier, capture_output=True, text=True, timeout=300)
    assert fini.returncode == 0, fini.stderr
    return {nom.removesuffix(".md"): lisible(texte) for nom, texte in json.loads(fini.stdout).items()}


def test_une_duree_changee_dans_le_toml_change_la_fiche(ecrites: dict[str, str], tmp_path: Path) -> None:
    """Un nombre, un fichier : la durée, la phrase, le compte, l'image, l'empreinte et la liste suivent."""
    autres = pages_d_une_copie(tmp_path, "delai = { mois = 2 }", "delai = { mois = 3 }")
    id_ = "recours_contentieux_refus_seul"
    fiche = autres[id_]
    assert "3 mois (trois mois)" in fiche and "Vous avez trois mois" in fiche
    assert "Dernier jour : mercredi 16 décembre 2026." in fiche
    assert '<time datetime="2026-12-16">' in fiche and '<time datetime="2026-11-16">' not in fiche
    # L'exemple que personne n'a corrigé se voit, au lieu de mentir.
    assert "La règle écrit 16 novembre 2026, le moteur trouve 16 décembre 2026." in fiche
    (avant,) = set(re.findall(r"\b[0-9a-f]{16}\b", ecrites[id_]))
    assert avant not in fiche and "3 mois (trois mois)" in autres["index"]
    assert autres["recours_contentieux_oqtf"] == ecrites["recours_contentieux_oqtf"]


def test_une_relecture_se_voit_et_ne_vaut_que_pour_ce_qui_a_ete_relu(tmp_path: Path) -> None:
    """Le nom paraît ; si l'empreinte n'est plus celle de la règle, la fiche dit « à relire »."""
    id_ = "recours_contentieux_refus_seul"
    vide = 'relecture = { par = "", le = "", empreinte = "" }'
    bonne = f'relecture = {{ par = "Une avocate", le = "2026-12-01", empreinte = "{empreinte(BRUTES[id_], 0)}" }}'
    relue = pages_d_une_copie(tmp_path / "relue", vide, bonne)
    assert "Relue par : Une avocate, le 2026-12-01." in relue[id_]
    assert "1 sur " in relue["index"]
    perimee = re.sub(r'empreinte = "[0-9a-f]{16}"', 'empreinte = "0123456789abcdef"', bonne)
    ancienne = pages_d_une_copie(tmp_path / "ancienne", vide, perimee)
    assert "Relue par : à relire. Une avocate a relu le 2026-12-01 un autre état" in ancienne[id_]
    assert "0 sur " in ancienne["index"]


def combien_de_pages(pdf: bytes) -> int:
    """Le nombre de pages d'un PDF que Chromium vient d'écrire."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_les_trois_fiches_les_plus_longues_tiennent_sur_deux_pages(
    page: Page, serveur: SiteServer, ecrites: dict[str, str]
) -> None:
    """Mesuré sur le papier, pas sur l'écran."""
    longues = sorted(REGLES, key=lambda id_: len(ecrites[id_]), reverse=True)[:3]
    for id_ in longues:
        page.goto(f"{serveur.address}regles/{id_}/")
        combien = combien_de_pages(page.pdf(prefer_css_page_size=True))
        assert 1 <= combien <= PAGES_DE_PAPIER, f"{id_} : {combien} pages"
    # La mesure sait compter : deux fois plus grosse, la même fiche déborde.
    assert combien_de_pages(page.pdf(prefer_css_page_size=True, scale=2)) > PAGES_DE_PAPIER


def test_les_fiches_ne_se_melent_pas_aux_reponses_de_la_recherche(site: Path) -> None:
    """Qui cherche « OQTF » doit trouver quoi faire, pas une règle à relire."""
    trouvables = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    lieux = {une["location"].partition("#")[0] for une in trouvables}
    assert "que-faire-aujourdhui/" in lieux
    assert [lieu for lieu in lieux if re.match(r"regles/\w", lieu)] == []
