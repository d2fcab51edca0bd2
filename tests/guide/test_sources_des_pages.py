"""Ce qu'une page affirme : son en-tête, ses articles, ses liens, ses fragments, ses parties."""

import csv
import re

import pytest
from markdown.extensions.toc import slugify

from tests.guide.lecture_des_pages import (
    CALCULATEURS,
    DOCS,
    EN_TETES,
    ENGENDRES,
    FAITS,
    INCLUS,
    PAGES_ACTION,
    PAGES_DU_SITE,
    PAGES_GUIDE,
    RACINE,
    fragments,
    lire_page,
    sans_balises,
)

ARTICLE = re.compile(r"\b[LRD]\*?\d+(?:-\d+)*\b")
CODE = re.compile(r"\{!code-(\w+)\.md!\}")
LIEN = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ADRESSE = re.compile(r"https?://[^\s)\"'>]+")
TELEPHONE = re.compile(r"\b0\d(?:[ .]\d\d){4}\b|\b3039\b|\b115\b")


def _articles_ecrits(sources: str) -> set[str]:
    """Les articles de la liste des sources, chacun sous son code."""
    ecrits, code = set(), None
    for ligne in sources.splitlines():
        if trouve := CODE.search(ligne):
            code = trouve[1].upper()
        elif "Décret n° 2020-1717" in ligne:
            ecrits |= {f"Décret 2020-1717 art. {n}" for n in re.findall(r"\b\d\d\b(?! décembre)", ligne)}
            continue
        elif "Même code" not in ligne:
            continue
        motif = r"\b6\d\d\b" if code == "CPC" else ARTICLE
        ecrits |= {f"{code} {article}" for article in re.findall(motif, ligne)}
    return ecrits


def test_le_menu_porte_toutes_les_pages_et_beaucoup_disent_quoi_faire():
    """Sans page trouvée, les tests qui suivent ne diraient rien."""
    # Celle-ci ne s'ouvre que sans réseau, à la place d'une page qui n'est pas gardée.
    ecrites = {nom for nom in EN_TETES if "/" not in nom and nom not in (*CALCULATEURS, "hors-connexion.md")}
    assert set(PAGES_GUIDE) == ecrites
    assert len(PAGES_GUIDE) >= 45
    assert len(PAGES_ACTION) >= 25


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_un_article_employe_par_un_fait_est_dans_les_sources_de_la_page(nom):
    """Le nombre vient d'ailleurs, mais la page qui le dit nomme l'article."""
    for fait in EN_TETES[nom].employes:
        manquent = FAITS[fait].articles - set(EN_TETES[nom].donnees["sources"])
        assert not manquent, f"{nom} : le fait {fait} vient de {sorted(manquent)}, absent des sources"


@pytest.mark.parametrize("nom", [n for n in PAGES_GUIDE if n not in PAGES_DU_SITE])
def test_les_articles_de_l_en_tete_sont_ceux_de_la_page(nom):
    """Une source de l'en-tête est écrite sous « Sources », et l'inverse."""
    page = lire_page(nom)
    declares, ecrits = set(page.entete["sources"]), _articles_ecrits(page.sources)
    assert declares == ecrits, f"{nom} : seulement d'un côté : {sorted(declares ^ ecrits)}"
    assert len(page.entete["sources"]) == len(declares), f"{nom} : une source est en double"


@pytest.mark.parametrize("nom", [n for n in PAGES_GUIDE if n not in PAGES_DU_SITE])
def test_les_sources_disent_de_quel_jour_sont_les_textes(nom):
    """La phrase est la même partout : état des textes, et personne n'a encore relu."""
    assert "{!etat-des-textes.md!}" in lire_page(nom).sources


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_chaque_fragment_est_ecrit_ou_engendre(nom):
    """Un nom de règle ou de fait inconnu se voit ici avant d'arrêter la fabrication."""
    inconnus = {c for c in fragments(lire_page(nom)) if not (INCLUS / c).is_file() and c not in ENGENDRES}
    assert not inconnus, f"{nom} : ni dans inclus/, ni engendrés : {sorted(inconnus)}"


@pytest.mark.parametrize("nom", PAGES_ACTION)
def test_une_page_d_action_a_ses_parties_et_ses_contacts(nom):
    """Pour qui, les erreurs, la suite, qui aide, les sources, et un chemin vers le calculateur."""
    page = lire_page(nom)
    titres = re.findall(r"^## (.+)$", page.brut, flags=re.M)
    assert titres[-1] == "Sources"
    for partie in ("À qui sert cette page", "Les erreurs qui coûtent le dossier", "Ce qui se passe ensuite"):
        assert partie in titres, f"{nom} : il manque « {partie} »"
    assert "{!contacts.md!}" in page.brut, f"{nom} : il manque qui aide gratuitement"
    assert "(index.md)" in page.corps, f"{nom} : il manque le lien vers le calculateur"
    assert re.search(r"^##? Que faire aujourd'hui", page.brut, flags=re.M), f"{nom} : quoi faire aujourd'hui ?"


def _pages_et_inclus() -> list:
    fichiers = [*DOCS.glob("*.md"), *DOCS.glob("technique/*.md"), *INCLUS.glob("*.md")]
    return sorted(fichiers, key=str)


@pytest.mark.parametrize("fichier", _pages_et_inclus(), ids=lambda f: f.name)
def test_un_lien_vers_une_autre_page_arrive_quelque_part(fichier):
    """La page existe, et le titre visé dans cette page aussi."""
    depuis = DOCS if fichier.parent == INCLUS else fichier.parent
    for cible in LIEN.findall(fichier.read_text(encoding="utf-8")):
        if "://" in cible:
            continue
        chemin, _, ancre = cible.partition("#")
        page = (depuis / chemin).resolve() if chemin else fichier
        assert page.is_file(), f"{fichier.name} : {cible} ne mène nulle part"
        if ancre:
            titres = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
            ancres = {slugify(sans_balises(titre), "-") for titre in titres}
            ancres |= {f"calcul-{nom}" for nom in re.findall(r"\{!formulaire/([\w-]+)\.md!\}", page.read_text("utf-8"))}
            assert ancre in ancres, f"{fichier.name} : pas de titre #{ancre} dans {page.name}"


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_un_lien_se_comprend_hors_de_sa_phrase(nom):
    """Un lecteur d'écran lit la liste des liens : le même texte mène toujours au même endroit."""
    vus: dict[str, str] = {}
    for texte, cible in re.findall(r"\[([^\]]+)\]\(([^)\s]+)\)", lire_page(nom).texte):
        assert texte.lower() not in ("ici", "lien", "plus bas", "comment faire", "cliquez ici"), f"{nom} : « {texte} »"
        assert vus.setdefault(texte.lower(), cible) == cible, f"{nom} : « {texte} » mène à deux endroits"


def _adresses_permises() -> set[str]:
    with (RACINE / "donnees/liens.csv").open(encoding="utf-8", newline="") as fichier:
        permises = {ligne["adresse"] for ligne in csv.DictReader(fichier)}
    with (RACINE / "donnees/contacts.csv").open(encoding="utf-8", newline="") as fichier:
        return permises | {ligne["site"] for ligne in csv.DictReader(fichier) if ligne["site"]}


@pytest.mark.parametrize("fichier", _pages_et_inclus(), ids=lambda f: f.name)
def test_un_lien_vers_un_autre_site_est_dans_la_liste(fichier):
    """Aucune adresse inventée : chacune est dans donnees/liens.csv ou donnees/contacts.csv."""
    adresses = set(ADRESSE.findall(fichier.read_text(encoding="utf-8")))
    inconnues = adresses - _adresses_permises()
    assert not inconnues, f"{fichier.name} : adresses hors liste : {sorted(inconnues)}"


@pytest.mark.parametrize("fichier", _pages_et_inclus(), ids=lambda f: f.name)
def test_aucun_numero_de_telephone_n_est_tape_dans_une_page(fichier):
    """Les numéros viennent du seul fragment des contacts, engendré depuis donnees/contacts.csv."""
    trouves = TELEPHONE.findall(fichier.read_text(encoding="utf-8"))
    assert not trouves, f"{fichier.name} : numéros tapés : {trouves}"


def test_chaque_adresse_permise_dit_d_ou_elle_vient():
    """Une ligne de liens.csv a une adresse sûre, une description, une source et un jour de lecture."""
    with (RACINE / "donnees/liens.csv").open(encoding="utf-8", newline="") as fichier:
        lignes = list(csv.DictReader(fichier))
    assert len({ligne["adresse"] for ligne in lignes}) == len(lignes) > 0
    for ligne in lignes:
        assert ligne["adresse"].startswith("https://"), ligne
        assert all(ligne[cle] for cle in ("ce_que_c_est", "source", "lu_le")), ligne
