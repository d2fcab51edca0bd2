"""Ce que le site publié dit et relie : rien qui ne vienne d'un fichier de données, rien qui parte ailleurs."""

import csv
import gzip
import html
import re
import tomllib
from pathlib import Path

import pytest

from builder import faits
from builder.paths import DONNEES, LICENCES, ROOT
from builder.runtime_small.container import unpack
from builder.server import SiteServer

DROIT = ROOT / "calculators" / "droit"
TELEPHONE = re.compile(r"(?<![\w-])(?:\+33|0)[\s.\u00a0-]?[1-9](?:[\s.\u00a0-]?\d{2}){4}(?!\d)")
NUMERO_COURT = re.compile(r"(?<![\w/.\u00a0-])3\d{3}(?![\w/-])")
CODE_POSTAL = re.compile(r"(?<!\d)\d{5}\s+[A-ZÀÉÈÎ][\w'’ -]+")
ADRESSE_WEB = re.compile(r"https?://[^\s\"'<>)\\]+")
RELIE = re.compile(r"<(\w+)\b[^>]*?\s(href|src|action|srcset)=(?:\"([^\"]*)\"|([^\s>\"]+))", re.IGNORECASE)


def lignes(nom: str) -> list[dict[str, str]]:
    """Les lignes d'un CSV de données."""
    with (DONNEES / nom).open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def chiffres(numero: str) -> str:
    """Un numéro sans ses espaces."""
    return re.sub(r"\D", "", numero)


def pages(site: Path) -> dict[str, str]:
    """Le texte source de chaque page."""
    return {str(p.relative_to(site)): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))}


def textes_du_moteur(site: Path) -> dict[str, str]:
    """Les phrases et règles que le moteur livré peut afficher."""
    livres = {}
    for archive in sorted((site / "assets" / "pyodide").glob("*.bin")):
        if not archive.name.startswith(("wasm-", "froid-")):
            livres |= unpack(gzip.decompress(archive.read_bytes()))
    textes = {nom: octets.decode() for nom, octets in livres.items() if nom.endswith(".toml")}
    assert len(textes) > 10
    return textes


def tout_ce_qui_se_lit(site: Path) -> dict[str, str]:
    """Pages, scripts de la page, phrases du moteur : partout où un numéro pourrait paraître."""
    scripts = {
        str(p.relative_to(site)): p.read_text(encoding="utf-8")
        for p in sorted((site / "assets" / "javascripts").glob("*.*js"))
        if ".min." not in p.name
    }
    return {nom: html.unescape(texte) for nom, texte in (pages(site) | scripts | textes_du_moteur(site)).items()}


def adresses_permises() -> set[str]:
    """Les adresses que les fichiers de données portent."""
    permises = {ligne["adresse"] for ligne in lignes("liens.csv")} | {ligne["site"] for ligne in lignes("contacts.csv")}
    for fichier in [*DROIT.glob("*.toml"), LICENCES / "composants.toml"]:
        permises |= set(ADRESSE_WEB.findall(fichier.read_text(encoding="utf-8")))
    return permises


def test_aucun_telephone_ne_vient_d_ailleurs_que_des_contacts(site: Path) -> None:
    """Un numéro faux envoie quelqu'un nulle part, le jour où il lui en reste un."""
    permis = {chiffres(ligne["telephone"]) for ligne in lignes("contacts.csv")} - {""}
    vus = set()
    for nom, texte in tout_ce_qui_se_lit(site).items():
        # Les empreintes et les données dessinées ne sont pas des phrases.
        sans_code = re.sub(r"sha256-[\w+/=]+|\sd=\"[^\"]*\"", " ", texte)
        for numero in [*TELEPHONE.findall(sans_code), *NUMERO_COURT.findall(sans_code)]:
            vus.add(chiffres(numero))
            assert chiffres(numero) in permis, f"{nom} : {numero}"
    assert vus == permis, "un numéro des contacts ne paraît nulle part, ou n'est pas reconnu"


def test_chaque_lien_de_telephone_est_un_contact(site: Path) -> None:
    """Ce qu'on touche du doigt compose le numéro qu'on lit."""
    permis = {chiffres(ligne["telephone"]) for ligne in lignes("contacts.csv")} - {""}
    composes = {numero for texte in pages(site).values() for numero in re.findall(r'href="?tel:([^"\s>]+)', texte)}
    assert composes == permis


def test_aucune_adresse_postale_ne_vient_d_ailleurs_que_des_donnees(site: Path) -> None:
    """Une lettre partie à une adresse inventée n'arrive pas dans le délai : un tribunal, ou un fait avec sa source."""
    tribunaux = tomllib.loads((DROIT / "tribunaux.toml").read_text(encoding="utf-8"))
    permises = str(tribunaux) + " ".join(fait.texte for fait in faits.load().values())
    for nom, texte in tout_ce_qui_se_lit(site).items():
        for adresse in CODE_POSTAL.findall(texte):
            assert adresse.strip() in permises, f"{nom} : {adresse}"


def test_une_adresse_affichee_a_une_source_a_ou_b() -> None:
    """Les adresses non vérifiées restent dehors."""
    for table in tomllib.loads((DROIT / "tribunaux.toml").read_text(encoding="utf-8")).values():
        for nom, ligne in table.items():
            assert not ligne.get("adresse") or ligne["confiance_adresse"] in ("A", "B"), nom


def test_aucun_lien_ne_sort_sans_etre_dans_les_donnees(site: Path) -> None:
    """Chaque lien vers dehors est une ligne de données, avec sa source."""
    permises = adresses_permises()
    sortants = {
        adresse
        for texte in pages(site).values()
        for _, attribut, *valeurs in RELIE.findall(texte)
        if attribut.lower() == "href" and (adresse := html.unescape("".join(valeurs))).startswith(("http", "//"))
    }
    assert sortants, "aucun lien trouvé : la lecture des pages est cassée"
    assert sortants <= permises, sortants - permises


def test_aucune_page_ne_charge_rien_d_un_autre_hote(site: Path) -> None:
    """Ni police, ni script, ni image, ni carte : tout est ici."""
    for nom, texte in pages(site).items():
        for balise, attribut, *valeurs in RELIE.findall(texte):
            if balise.lower() != "a":
                assert not re.match(r"(https?:)?//", "".join(valeurs)), f"{nom} : <{balise} {attribut}>"


def test_aucune_feuille_de_style_ne_charge_rien_d_un_autre_hote(site: Path) -> None:
    """Une police ou une image peut aussi venir d'une feuille de style."""
    feuilles = sorted(site.rglob("*.css"))
    assert feuilles
    for feuille in feuilles:
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", feuille.read_text(encoding="utf-8")), feuille


def test_nos_scripts_ne_nomment_aucun_hote(site: Path) -> None:
    """Le code de la page ne connaît que des adresses relatives."""
    for script in sorted((site / "assets" / "javascripts").glob("*.*js")):
        if ".min." not in script.name:
            # Le nom d'un espace XML (SVG) a la forme d'une adresse : le navigateur ne la demande jamais.
            nommees = set(ADRESSE_WEB.findall(script.read_text(encoding="utf-8"))) - {"http://www.w3.org/2000/svg"}
            assert nommees == set(), script.name


def test_tout_lien_interne_mene_quelque_part(site: Path, serveur: SiteServer) -> None:
    """Servi sous un sous-chemin, aucun lien d'aucune page ne se perd."""
    for nom, texte in pages(site).items():
        if nom == "404.html":
            continue  # elle seule dépend de l'adresse publique, donnée à la publication
        for balise, attribut, *valeurs in RELIE.findall(texte):
            cible = html.unescape("".join(valeurs)).partition("#")[0]
            if not cible or ":" in cible:
                continue
            assert not cible.startswith("/"), f"{nom} : <{balise} {attribut}={cible}> casse sous un sous-chemin"
            fichier = (site / nom).parent / cible
            fichier = fichier / "index.html" if fichier.is_dir() else fichier
            assert fichier.is_file(), f"{nom} : <{balise} {attribut}={cible}>"


@pytest.mark.parametrize("inutile", ["*.map", "lunr.de.*", "lunr.ja.*", "tinyseg.js", "wordcut.js", "*.py"])
def test_rien_d_inutile_n_est_livre(site: Path, inutile: str) -> None:
    """Une association n'héberge que ce qui sert."""
    assert not list(site.rglob(inutile))


def test_aucun_script_ne_renvoie_a_une_carte_de_sources_absente(site: Path) -> None:
    """Une carte retirée ne doit plus être demandée."""
    for script in [*site.rglob("*.js"), *site.rglob("*.mjs"), *site.rglob("*.css")]:
        assert "sourceMappingURL=" not in script.read_text(encoding="utf-8"), script.name
