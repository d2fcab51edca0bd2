"""Ce que coûte une page à qui arrive : comptée depuis les fichiers, comprimée comme en ligne. Le navigateur le vérifie
dans tests/site/test_premiere_vue.py."""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

from builder import feuille_du_theme
from builder.errors import BuildError
from builder.paths import SITE

PLAFOND = 100_000
PAGES = sorted(str(page.relative_to(SITE)) for page in SITE.rglob("*.html"))
_BALISE = re.compile(r"<(?:link|script|img|iframe)\b[^>]*>")
_ADRESSE = re.compile(r'\b(?:href|src)="([^"#?]+)')
_CHARGE = re.compile(r'<link\b[^>]*\brel="(?:stylesheet|modulepreload|preload|icon)"')
_IMPORT = re.compile(r'^(?:import|export)\b[^"\n]*?(?:\bfrom\s*)?"(\.[^"]+)"', re.MULTILINE)


@cache
def comprime(path: Path) -> int:
    """La taille que le serveur envoie."""
    return len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0))


def avec_ses_imports(script: Path, vus: set[Path]) -> None:
    """Un module et tout ce qu'il importe d'emblée ; ce qui s'importe au besoin n'est pas de la première vue."""
    if script in vus:
        return
    vus.add(script)
    for chemin in _IMPORT.findall(script.read_text(encoding="utf-8")):
        avec_ses_imports((script.parent / chemin).resolve(), vus)


def premiere_vue(page: Path) -> set[Path]:
    """Les fichiers que la page demande sans qu'on ait rien fait."""
    fichiers: set[Path] = {page}
    for balise in _BALISE.findall(page.read_text(encoding="utf-8")):
        adresse = _ADRESSE.search(balise)
        if not adresse or (balise.startswith("<link") and not _CHARGE.match(balise)):
            continue
        if ":" in adresse[1]:
            continue
        # La page perdue se sert de n'importe où : ses adresses partent de la racine.
        chemin = (SITE / adresse[1].lstrip("/") if adresse[1].startswith("/") else page.parent / adresse[1]).resolve()
        if chemin.suffix in (".js", ".mjs"):
            avec_ses_imports(chemin, fichiers)
        elif chemin.is_file():
            fichiers.add(chemin)
    return fichiers


def test_le_compte_suit_les_imports() -> None:
    """Sans cela, une page lourde paraîtrait légère."""
    noms = {fichier.name for fichier in premiere_vue(SITE / "mon-dossier" / "index.html")}
    assert {"page.js", "formulaire.js", "jours.js", "recours.css", "index.html"} <= noms
    assert not {"lettre.js", "dessins.js", "reponses.json"} & noms, (
        "Ce qui vient au besoin n'est pas de la première vue."
    )


def test_chaque_page_arrive_en_moins_de_cent_kilo_octets(site: Path) -> None:
    """Le texte, ses feuilles, ses scripts : dix pages de plus ne doivent pas alourdir les autres."""
    poids = {page: sum(map(comprime, premiere_vue(site / page))) for page in PAGES}
    assert len(poids) > 60
    assert {page: total for page, total in poids.items() if total >= PLAFOND} == {}


def test_aucune_page_ne_prend_une_police_ni_le_programme_du_theme(site: Path) -> None:
    """La police est celle de l'appareil ; la recherche ne vient que pour qui cherche."""
    assert [chemin for chemin in site.rglob("*") if chemin.suffix in (".woff", ".woff2", ".ttf", ".otf")] == []
    for page in PAGES:
        noms = {fichier.name for fichier in premiere_vue(site / page)}
        assert not [nom for nom in noms if nom.startswith(("bundle.", "search", "lunr"))], page
    feuilles = "".join(path.read_text(encoding="utf-8") for path in (site / "assets" / "stylesheets").glob("*.css"))
    assert "@font-face" not in feuilles


def test_la_feuille_du_theme_perd_ce_qu_aucune_page_n_emploie(site: Path) -> None:
    """Un cinquième du poids d'une page était pour des onglets et des encadrés que nul n'a."""
    (feuille,) = site.glob("assets/stylesheets/main.*.css")
    assert comprime(feuille) < 15_000
    assert "md-tabs__item" not in feuille.read_text(encoding="utf-8")
    for page in PAGES:
        # La page perdue n'emploie pas le thème.
        assert page == "404.html" or feuille in premiere_vue(site / page), page


ENTIERE = """@charset "utf-8";:root{--a:url('data:x,<svg d="}{;"/>');--b:1px;--c:var(--b)}a,.absente{color:red}
.la .absente{x:y}.la:not(.absente){margin:var(--c)}@media print{.absente{x:y}}@media print{.la{x:y}.absente{x:y}}
.p\\:r{x:y}.la:is(.absente,.la),[data-x=","]{x:y}@page{margin:1cm}@keyframes k{0%{x:y}to{x:y}}"""


def test_on_n_ote_que_ce_qui_ne_peut_pas_servir() -> None:
    """Une balise, une absence, une classe échappée, une chaîne pleine d'accolades restent."""
    allegee = feuille_du_theme.alleger(ENTIERE, {"la"})
    assert allegee == (
        """@charset "utf-8";:root{--a:url('data:x,<svg d="}{;"/>');--b:1px;--c:var(--b)}a{color:red}"""
        ".la:not(.absente){margin:var(--c)}@media print{.la{x:y}}.p\\:r{x:y}"
        '.la:is(.absente,.la),[data-x=","]{x:y}@page{margin:1cm}@keyframes k{0%{x:y}to{x:y}}'
    )
    sans = feuille_du_theme.sans_variables(allegee, {"--b", "--c"})
    assert sans == allegee.replace("""--a:url('data:x,<svg d="}{;"/>');""", "")


def test_une_feuille_qui_a_change_de_forme_arrete_tout() -> None:
    """Une accolade de trop, et l'on ôterait n'importe quoi."""
    with pytest.raises(BuildError, match="feuille_du_theme"):
        feuille_du_theme.alleger("a{b:c", set())
