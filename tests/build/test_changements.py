"""Ce qui change en droit se dit en page et en fil ; une date fausse se dit d'abord, partout."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder import changements, erreurs_annoncees
from builder.erreurs_annoncees import ErreurAnnoncee
from builder.errors import BuildError
from builder.paths import SITE

ATOM = "{http://www.w3.org/2005/Atom}"
JOURNAL = """# Journal

## 2026.2 (2026-12-31)

### Droit

- Refus seul : la date avance d'un jour. CJA R421-1.

### Technique

- Rien qui regarde une personne.

## 2026.1 (pas encore publiée)

### Technique

- Première version.
"""
ERREUR = """
bandeau_mois = 3

[prison]
annoncee_le = 2027-01-12
versions = ["2026.1"]
corrigee_dans = "2026.2"
qui = "Vous étiez en prison, avec une OQTF"
recues_du = 2026-11-25
recues_au = 2027-01-11
ecart = "La date montrée avait un jour de trop."
que_faire = "Refaites le calcul."
pages = ["index", "refus-avec-oqtf"]
"""


@pytest.fixture
def erreur(tmp_path: Path) -> ErreurAnnoncee:
    """Une erreur inventée, lue d'un fichier."""
    fichier = tmp_path / "erreurs.toml"
    fichier.write_text(ERREUR, encoding="utf-8")
    (lue,) = erreurs_annoncees.lire(fichier)
    return lue


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Un site de trois pages."""
    for nom in ("index.html", "refus-avec-oqtf/index.html", "refus-seul/index.html"):
        (tmp_path / nom).parent.mkdir(exist_ok=True)
        (tmp_path / nom).write_text("<html><body><main><h1>Titre</h1></main></body></html>", encoding="utf-8")
    return tmp_path


def test_la_page_dit_le_droit_et_tait_la_technique() -> None:
    """Une personne lit ce qui change pour elle, version par version."""
    page = changements.render(changements.lire(JOURNAL))
    assert "## Version 2026.2, 31 décembre 2026" in page
    assert "la date avance d'un jour" in page
    assert "Rien qui regarde" not in page
    assert "Aucun changement du droit" in page.split("2026.1")[1]


def test_le_fil_se_lit_et_garde_ses_identifiants(erreur: ErreurAnnoncee) -> None:
    """Un lecteur de fils ne montre pas deux fois la même entrée ; l'erreur de date est la première."""
    versions = changements.lire(JOURNAL)
    faits = [
        changements.fil(jour, "Site", "https://exemple.test/s/", versions, [erreur])
        for jour in (date(2027, 1, 20), date(2027, 2, 1))
    ]
    arbres = [ElementTree.fromstring(fait) for fait in faits]
    for arbre in arbres:
        titres = [entree.findtext(f"{ATOM}title") for entree in arbre.iter(f"{ATOM}entry")]
        assert titres[0] == "Une date était fausse : Vous étiez en prison, avec une OQTF"
        assert all(
            entree.findtext(f"{ATOM}updated") and entree.findtext(f"{ATOM}content")
            for entree in arbre.iter(f"{ATOM}entry")
        )
    identifiants = [[e.findtext(f"{ATOM}id") for e in arbre.iter(f"{ATOM}entry")] for arbre in arbres]
    assert identifiants[0] == identifiants[1]
    assert len(set(identifiants[0])) == len(identifiants[0]) == 3


def test_un_titre_de_version_mal_ecrit_arrete_la_fabrication() -> None:
    """Sinon la version disparaîtrait de la page sans bruit."""
    with pytest.raises(BuildError, match="2026-12-31"):
        changements.lire(JOURNAL.replace("(2026-12-31)", "du 31 décembre"))


def test_le_bandeau_est_sur_les_pages_concernees_pendant_trois_mois(erreur: ErreurAnnoncee, pages: Path) -> None:
    """Qui, quels jours, de combien, que faire ; avant le titre ; pas sur les autres pages ; plus rien ensuite."""
    assert erreur.jusqu_au == date(2027, 4, 12)
    assert erreurs_annoncees.poser_les_bandeaux(pages, erreur.jusqu_au + timedelta(days=1), [erreur]) == 0
    assert erreurs_annoncees.poser_les_bandeaux(pages, erreur.jusqu_au, [erreur]) == 2
    for nom in ("index.html", "refus-avec-oqtf/index.html"):
        texte = (pages / nom).read_text(encoding="utf-8")
        bandeau = texte[texte.index("<aside") : texte.index("<h1")]
        assert 'data-jusqu-au="2027-04-12"' in bandeau
        for dit in (
            "Vous étiez en prison",
            "25 novembre 2026",
            "11 janvier 2027",
            "un jour de trop",
            "Refaites le calcul",
        ):
            assert dit in bandeau
    assert "<aside" not in (pages / "refus-seul/index.html").read_text(encoding="utf-8")


def test_une_date_corrigee_se_suit_du_journal_au_bandeau_et_a_la_page_qui_recompte(
    erreur: ErreurAnnoncee, pages: Path
) -> None:
    """Les mêmes mots partout ; du bandeau, un lien mène à « Ma date a-t-elle changé ? »."""
    journal = JOURNAL.replace("- Refus seul : la date", f"- {erreur.qui} : {erreur.ecart}\n- Refus seul : la date")
    lues = changements.lire(journal)
    assert changements.render(lues).index(erreur.ecart) < changements.render(lues).index("Refus seul")
    fil = ElementTree.fromstring(changements.fil(erreur.annoncee_le, "Site", "", lues, [erreur]))
    premiere = next(fil.iter(f"{ATOM}entry"))
    assert erreur.qui in str(premiere.findtext(f"{ATOM}title"))
    assert erreur.ecart in str(premiere.findtext(f"{ATOM}content"))
    assert erreurs_annoncees.poser_les_bandeaux(pages, erreur.annoncee_le, [erreur]) == 2
    for nom, racine in (("index.html", ""), ("refus-avec-oqtf/index.html", "../")):
        bandeau = (pages / nom).read_text(encoding="utf-8")
        assert erreur.ecart in bandeau
        assert f'href="{racine}changements/#ma-date-a-t-elle-change"' in bandeau
    page = (SITE / "changements" / "index.html").read_text(encoding="utf-8")
    assert 'id="ma-date-a-t-elle-change"' in page and "../mon-dossier/" in page
    # L'ancienne version, écrite au bas de tout papier sorti du site, est celle que la liste dit fausse.
    assert [f["version"] for f in json.loads(erreurs_annoncees.versions("2026.2", [erreur]))["fausses"]] == ["2026.1"]


def test_un_bandeau_pour_une_page_absente_arrete_la_fabrication(erreur: ErreurAnnoncee, pages: Path) -> None:
    """Une annonce que personne ne voit n'est pas une annonce."""
    with pytest.raises(BuildError, match="page-perdue"):
        erreurs_annoncees.poser_les_bandeaux(pages, erreur.annoncee_le, [replace(erreur, pages=("page-perdue",))])


@pytest.mark.parametrize("cle", ["qui", "recues_du", "ecart", "que_faire", "pages", "annoncee_le"])
def test_une_erreur_annoncee_sans_tout_dire_arrete_la_fabrication(tmp_path: Path, cle: str) -> None:
    """Qui, quels jours, de combien, que faire : il ne manque rien."""
    fichier = tmp_path / "erreurs.toml"
    fichier.write_text("\n".join(ligne for ligne in ERREUR.splitlines() if not ligne.startswith(cle)), encoding="utf-8")
    with pytest.raises(BuildError, match="prison"):
        erreurs_annoncees.lire(fichier)


def test_les_versions_fausses_sont_publiees_avec_leur_raison(erreur: ErreurAnnoncee) -> None:
    """Une association qui garde une copie l'apprend à sa prochaine fabrication."""
    lu = json.loads(erreurs_annoncees.versions("2026.2", [erreur]))
    assert lu["courante"] == "2026.2"
    assert [(f["version"], f["corrigee_dans"]) for f in lu["fausses"]] == [("2026.1", "2026.2")]
    assert any("un jour de trop" in phrase for phrase in lu["fausses"][0]["phrases"])


def test_chaque_erreur_annoncee_ouvre_le_journal_de_sa_version() -> None:
    """Dans le journal, la date fausse est la première ligne du droit de la version qui la corrige."""
    droits = {version.nom: version.droit for version in changements.versions()}
    for annoncee in erreurs_annoncees.lire():
        premiere = droits[annoncee.corrigee_dans].splitlines()[0]
        assert annoncee.qui in premiere and annoncee.ecart in premiere, annoncee.id


def test_la_version_du_moteur_a_son_entree_au_journal() -> None:
    """Une version sans entrée changerait des dates sans le dire."""
    from calculators.version import VERSION

    assert changements.versions()[0].nom == VERSION
