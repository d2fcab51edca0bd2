"""Le dossier d'une association, du paquet au site servi sous un sous-chemin : ce qu'il dit, et d'où cela vient."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builder import age, faits
from builder.server import SiteServer
from tests.association.conftest import EXEMPLE
from tests.build import test_site_construit as gardes

Exemple = tuple[Path, str]
# Les pages où une personne cherche quelqu'un, et la feuille qu'on lui donne.
AVEC_CONTACTS = ("trouver-de-laide", "assigne-retenu-en-prison", "refus-avec-oqtf", "l-essentiel", "affiches/a4")


def lire(site: Path, page: str) -> str:
    """Le texte source d'une page, comme un navigateur en lit les caractères."""
    return html.unescape((site / page / "index.html").read_text(encoding="utf-8")).replace("\u00a0", " ")


def siens() -> str:
    """Tout ce que les fichiers de l'association portent."""
    return "\n".join((EXEMPLE / nom).read_text(encoding="utf-8") for nom in ("association.yml", "permanences.csv"))


@pytest.fixture(scope="module")
def servi(exemple: Exemple) -> Iterator[SiteServer]:
    """Le site de l'association, sous un sous-chemin."""
    serveur = SiteServer(exemple[0], "/titre-de-sejour/").start()
    yield serveur
    serveur.shutdown()


@pytest.mark.parametrize("page", AVEC_CONTACTS)
def test_l_association_est_la_premiere_que_l_on_peut_joindre(exemple: Exemple, page: str) -> None:
    """Ses numéros, ses lieux, ses heures, avant ceux de tout le pays."""
    texte = lire(exemple[0], page)
    assert 'href="tel:0199001234"' in texte or "01 99 00 12 34" in texte
    assert "Maison des Passerelles" in texte and "14 h à 17 h 30" in texte and "français / arabe / dari" in texte
    # Point-justice est le premier des contacts de tout le pays.
    assert texte.index("01 99 00 12 34") < texte.index("<strong>Point-justice")


def test_une_permanence_perimee_est_cachee_et_l_association_le_sait(exemple: Exemple) -> None:
    """La ligne vieille de plus de six mois ne paraît nulle part ; la fabrication la nomme."""
    site, dit = exemple
    assert all("Ancien local" not in texte for texte in gardes.pages(site).values())
    assert "permanences.csv, ligne 4" in dit and "Ancien local" in dit


def test_la_page_de_secours_et_la_reponse_donnent_l_association(exemple: Exemple) -> None:
    """Page introuvable, ou calcul qui tourne mal : c'est là qu'on a le plus besoin de quelqu'un."""
    site, _ = exemple
    assert "01 99 00 12 34" in (site / "404.html").read_text(encoding="utf-8").replace("&nbsp;", " ")
    assert '"telephone": "01 99 00 12 34"' in lire(site, "")


def test_aucun_numero_ne_vient_d_ailleurs_que_des_deux_fichiers(exemple: Exemple) -> None:
    """La garde du site de référence, avec les fichiers de l'association en plus, et eux seuls."""
    permis = {gardes.chiffres(ligne["telephone"]) for ligne in gardes.lignes("contacts.csv")} - {""}
    permis |= {gardes.chiffres(numero) for numero in gardes.TELEPHONE.findall(siens())}
    vus = set()
    for nom, texte in gardes.tout_ce_qui_se_lit(exemple[0]).items():
        sans_code = re.sub(r"sha256-[\w+/=]+|\sd=\"[^\"]*\"", " ", texte)
        for numero in [*gardes.TELEPHONE.findall(sans_code), *gardes.NUMERO_COURT.findall(sans_code)]:
            vus.add(gardes.chiffres(numero))
            assert gardes.chiffres(numero) in permis, f"{nom} : {numero}"
    assert vus == permis


def test_aucune_adresse_ne_vient_d_ailleurs_que_des_deux_fichiers(exemple: Exemple) -> None:
    """Adresses postales et liens : ceux du site de référence, ceux de l'association, rien d'autre."""
    connues = (gardes.DROIT / "tribunaux.toml").read_text(encoding="utf-8")
    connues += " ".join(fait.texte for fait in faits.load().values())
    permises = gardes.adresses_permises() | set(gardes.ADRESSE_WEB.findall(siens()))
    for nom, texte in gardes.pages(exemple[0]).items():
        for adresse in gardes.CODE_POSTAL.findall(html.unescape(texte)):
            assert adresse.strip() in connues or adresse.strip() in siens(), f"{nom} : {adresse}"
        for balise, attribut, *valeurs in gardes.RELIE.findall(texte):
            cible = html.unescape("".join(valeurs))
            if balise.lower() == "a" and attribut.lower() == "href" and cible.startswith(("http", "//")):
                assert cible in permises, f"{nom} : {cible}"


def test_les_mentions_sont_celles_de_l_association(exemple: Exemple) -> None:
    """La loi veut savoir qui publie."""
    texte = lire(exemple[0], "mentions")
    assert "la présidente de l'association" in texte and "Hébergeur Inventé" in texte
    assert "non renseigné" not in texte


def test_chaque_page_nomme_l_original_et_dit_sa_version(exemple: Exemple) -> None:
    """Beaucoup de copies, un seul guide : les moteurs de recherche et les lecteurs s'y retrouvent."""
    from calculators.version import VERSION

    for page in ("", "appel", "regles/appel_oqtf"):
        texte = lire(exemple[0], page)
        voulu = f"https://reference.example/{page}/" if page else "https://reference.example/"
        assert re.search(rf'<link rel="?canonical"? href="?{re.escape(voulu)}"?>', texte), page
        assert f"Version {VERSION} du guide" in texte and "Publié par Les Trois Passerelles." in texte


def test_le_lien_de_correction_ecrit_a_l_association(exemple: Exemple) -> None:
    """Des raisons fixes, et rien qui dise qui écrit."""
    texte = lire(exemple[0], "appel")
    trouve = re.search(r'href="mailto:accueil@passerelles\.example\?subject=([^"]+)"', texte)
    assert trouve and "appel" in trouve[1] and "N%27%C3%A9crivez%20ni%20nom" in trouve[1]


def test_les_pages_cachees_quittent_le_menu_et_restent_lisibles(exemple: Exemple) -> None:
    """Un lien d'une autre page vers elles doit encore mener quelque part."""
    site, _ = exemple
    menu = lire(site, "mentions").partition('id="toutes-les-pages"')[2].partition("</nav>")[0]
    assert "algeriens/" not in menu and "salarie/" in menu
    assert (site / "algeriens" / "index.html").is_file()


def test_la_liste_hors_d_atteinte_avertit_sans_arreter(exemple: Exemple) -> None:
    """Le site de référence peut être en panne le jour où une copie se construit."""
    assert "la liste des versions fausses ne se lit pas (https://reference.example/versions.json)" in exemple[1]


def test_le_code_a_scanner_est_un_dessin_avec_son_adresse(exemple: Exemple) -> None:
    """L'adresse s'écrit aussi en clair : tout le monde n'a pas d'appareil photo."""
    for page, adresse in (
        ("affiches/a4", "passerelles.example/titre-de-sejour"),
        ("affiches/derniers-jours", "passerelles.example/titre-de-sejour/tableau-des-derniers-jours"),
    ):
        texte = lire(exemple[0], page)
        assert f"<title>Code à scanner : https://{adresse}/</title>" in texte
        assert f'<p class="adresse">{adresse}</p>' in texte


def test_les_liens_qui_ne_sont_pas_relatifs_vont_chez_l_association(exemple: Exemple) -> None:
    """La page perdue, le plan du site et le fil : l'adresse que GitHub donne à la fabrication n'y est pas."""
    for fichier in ("404.html", "sitemap.xml", "changements.atom"):
        texte = (exemple[0] / fichier).read_text(encoding="utf-8")
        assert "/titre-de-sejour/" in texte and "compte.example" not in texte and "/depot/" not in texte, fichier


def test_le_site_se_lit_sous_un_sous_chemin_aux_couleurs_de_l_association(page: Page, servi: SiteServer) -> None:
    """Logo chargé, couleur appliquée, rien de perdu ni demandé ailleurs."""
    demandes: list[str] = []
    perdues: list[str] = []
    page.on("request", lambda une: demandes.append(une.url))
    page.on("response", lambda une: perdues.append(une.url) if une.status >= 400 else None)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(servi.address + "trouver-de-laide/")
    assert page.locator(".md-header .md-logo img").evaluate("(image) => image.naturalWidth") > 0
    couleur = page.locator(".md-header").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert couleur == "rgb(91, 26, 58)"
    assert page.title().endswith("Les Trois Passerelles")
    assert perdues == [] and all(une.startswith(servi.address) for une in demandes)


def _pages_pdf(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(
    ("feuille", "pages"),
    [("affiches/a4", 1), ("affiches/a6", 1), ("affiches/derniers-jours", 1), ("l-essentiel", 2)],
)
def test_chaque_feuille_tient_sur_son_papier(page: Page, servi: SiteServer, feuille: str, pages: int) -> None:
    """Avec les contacts de l'association, l'affiche reste une page, et l'essentiel deux."""
    page.goto(f"{servi.address}{feuille}/")
    assert _pages_pdf(page) == pages


@pytest.mark.parametrize("feuille", ["affiches/a4", "affiches/a6"])
def test_une_affiche_aux_regles_anciennes_le_dit_et_tient_encore_sur_une_page(
    page: Page, servi: SiteServer, feuille: str
) -> None:
    """Une affiche reste des mois au mur : la durée n'y est plus, et l'affiche dit pourquoi."""
    page.clock.set_fixed_time(f"{age.last_day() + timedelta(days=1)}T12:00:00")
    page.goto(f"{servi.address}{feuille}/")
    page.locator("html.regles-anciennes").wait_for()
    assert _pages_pdf(page) == 1
    page.emulate_media(media="print")
    assert page.locator("[data-regles]").is_visible() is (feuille == "affiches/a4")
    assert not page.locator(".durees").first.is_visible()


@pytest.mark.parametrize("feuille", ["affiches/a4", "affiches/a6"])
def test_rien_ne_sort_de_l_affiche(page: Page, servi: SiteServer, feuille: str) -> None:
    """Ce qui dépasse serait coupé au papier : la dernière ligne est dans le cadre."""
    page.goto(f"{servi.address}{feuille}/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    for affiche in page.locator(".affiche").all():
        assert affiche.evaluate("(e) => e.scrollHeight - e.clientHeight") <= 1
        bas = affiche.locator(".bas").evaluate("(e) => e.getBoundingClientRect().bottom")
        assert bas <= affiche.evaluate("(e) => e.getBoundingClientRect().bottom") + 1
