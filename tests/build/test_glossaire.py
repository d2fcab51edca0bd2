"""Le glossaire : court, sans forme en double, et posé dans les pages sans jamais casser leur HTML."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder import glossaire, mots
from builder.errors import BuildError
from builder.glossaire import Mot

REQUETE = Mot("requete", "Requête", ("requête", "requêtes"), "La lettre au tribunal.", "CJA R411-1", "A")
OQTF = Mot("oqtf", "OQTF", ("OQTF", "obligation de quitter le territoire français"), "L'ordre de partir.", "x", "A")
PRISE = Mot("aide", "Aide", ("demande d'aide",), "Une aide.", "x", "A")
ENTREE = """
[{nom}]
mot = "Requête"
formes = ["{forme}"]
definition = "{definition}"
source = "CJA R411-1"
confiance = "A"
"""


def article(corps: str) -> str:
    """Une page construite, réduite à son article."""
    return f"<html><body><p>requête</p><article class='x'>{corps}</article></body></html>"


def expliquer(corps: str) -> str:
    """Le même corps, mots posés, sans les définitions de la fin."""
    page = mots.explain(article(corps), [REQUETE, OQTF, PRISE])
    return (
        re.sub(r'<div class="mots">.*(?=</article>)', "", page, flags=re.S)
        .partition("'x'>")[2]
        .removesuffix("</article></body></html>")
    )


def bouton(texte: str, mot: Mot = REQUETE) -> str:
    """Le mot, étiquette de son bouton."""
    nomme = f'popovertarget="{mot.ancre}" aria-label="{mot.mot} : explication"'
    return f'<label class="mot">{texte}<button type="button" {nomme}></button></label>'


def test_seul_le_premier_emploi_devient_un_bouton() -> None:
    """Un texte piqué de boutons ne se lit plus."""
    assert expliquer("<p>Une requête. Des requêtes.</p>") == f"<p>Une {bouton('requête')}. Des requêtes.</p>"


def test_la_capitale_et_la_forme_longue_sont_reconnues() -> None:
    """Début de phrase, espaces insécables, apostrophes, retours à la ligne."""
    assert expliquer("<p>Requêtes ici.</p>") == f"<p>{bouton('Requêtes')} ici.</p>"
    long = "obligation de&nbsp;quitter\nle territoire français"
    assert expliquer(f"<p>Une {long} (OQTF)</p>") == f"<p>Une {bouton(long, OQTF)} (OQTF)</p>"
    assert expliquer("<p>La demande d’aide.</p>") == f"<p>La {bouton('demande d’aide', PRISE)}.</p>"


@pytest.mark.parametrize(
    "corps",
    [
        "<h2>La requête</h2>",
        '<p><a href="x">la requête</a></p>',
        "<p><code>requête</code></p>",
        "<details><summary>La requête</summary></details>",
        "<form><p>La requête</p></form>",
        "<recours-calculateur><p>La requête</p></recours-calculateur>",
        '<div class="calculateur large"><p>La requête</p></div>',
        "<svg><title>requête</title><text>requête</text></svg>",
        '<p title="la requête">Une autre chose</p>',
        "<!-- la requête -->",
        "<p>Une prérequête, des requêtes-types.</p>",
        '<h2 id="sources">Sources</h2><p>La requête</p>',
        '<h2 id="qui-aide-gratuitement">Qui aide</h2><p>La requête</p>',
    ],
)
def test_ni_titre_ni_lien_ni_formulaire_ni_dessin_ne_portent_de_bouton(corps: str) -> None:
    """Un bouton dans un lien, un titre ou un autre bouton est du HTML faux."""
    assert expliquer(corps) == corps


def test_apres_un_endroit_ferme_le_mot_redevient_expliquable() -> None:
    """Une balise sans fin (<br>, <img>) ni une fin de paragraphe oubliée ne ferment la suite."""
    attendu = f'<h2>requête<br></h2><img alt="a > b"><p>La {bouton("requête")}</p>'
    assert expliquer('<h2>requête<br></h2><img alt="a > b"><p>La requête</p>') == attendu
    assert expliquer("<ul><li><p>a</ul><p>requête</p>") == f"<ul><li><p>a</ul><p>{bouton('requête')}</p>"


def test_la_definition_est_a_la_fin_de_l_article_une_fois() -> None:
    """Le bouton nomme une définition qui existe ; sans mot, la page ne change pas."""
    page = mots.explain(article("<p>requête, OQTF, requête</p>"), [REQUETE, OQTF])
    assert re.findall(r'<div popover id="([^"]+)"', page) == ["mot-requete", "mot-oqtf"]
    assert page.index("popover id") < page.index("</article>")
    sans = article("<p>Rien ici.</p>")
    assert mots.explain(sans, [REQUETE]) == sans


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        (ENTREE.format(nom="requete", forme="requête", definition="mot " * 26), "25 mots"),
        (ENTREE.format(nom="requete", forme="requête", definition="une **lettre**"), "Markdown"),
        (ENTREE.format(nom="Requete", forme="requête", definition="x"), "identifiant"),
        ("[requete]\nmot = 'Requête'", "il faut"),
        ("".join(ENTREE.format(nom=n, forme="requête", definition="x") for n in "ab"), "deux fois"),
        ("".join(ENTREE.format(nom=f"m{n}", forme=f"mot {n}", definition="x") for n in range(61)), "60 au plus"),
    ],
)
def test_une_entree_mal_ecrite_arrete_la_fabrication(texte: str, dit: str) -> None:
    """Soixante mots, vingt-cinq mots chacun, jamais deux fois la même forme."""
    with pytest.raises(BuildError, match=dit):
        glossaire.parse(texte)


def test_le_glossaire_du_site_est_rempli_et_court() -> None:
    """Les limites sont celles du fichier réel."""
    lus = glossaire.load()
    assert 20 <= len(lus) <= glossaire.MOTS_AU_PLUS
    assert max(glossaire.count_words(mot.definition) for mot in lus) <= glossaire.MOTS_PAR_DEFINITION


class _Boutons(HTMLParser):
    """Ce qui entoure chaque bouton de mot."""

    def __init__(self) -> None:
        super().__init__()
        self.pile: list[str] = []
        self.autour: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "mot") in attrs:
            self.autour.append(list(self.pile))
        if tag not in {"br", "img", "input", "hr", "meta", "link", "source", "wbr"}:
            self.pile.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.pile and self.pile.pop() != tag:
            pass


def test_sur_le_site_chaque_bouton_a_sa_definition_et_sa_place(site: Path) -> None:
    """Un bouton par mot et par page, jamais dans ce qui se touche déjà."""
    total = 0
    for page in site.rglob("*.html"):
        texte = page.read_text(encoding="utf-8")
        voulues = re.findall(r'<label class="mot">[^<]+<button type="button" popovertarget="([^"]+)"', texte)
        assert sorted(voulues) == sorted(re.findall(r'<div popover id="(mot-[^"]+)"', texte)), page
        assert len(voulues) == len(set(voulues)), page
        vus = _Boutons()
        vus.feed(texte)
        for autour in vus.autour:
            assert not {"a", "button", "h1", "h2", "h3", "summary", "label", "form", "svg"} & set(autour), page
        total += len(voulues)
    assert total > 50
