"""Ce que la fabrication ajoute pour le papier : l'âge des règles, le tableau de la feuille, les espaces insécables."""

import re
from datetime import date
from pathlib import Path

import pytest

from builder import essentiel, impression, typographie
from builder.errors import BuildError
from builder.table import COLUMNS, request
from calculators.version import VERSION
from tests.temoin import temoin


def test_le_pied_imprime_dit_l_age_des_regles_et_leur_version() -> None:
    """Une feuille retrouvée dans un tiroir montre son âge."""
    dit = impression.line()
    assert f"Version {VERSION}." in dit
    assert "Règles lues au 3 avril 2026." in dit
    assert "pas un conseil juridique" in dit


def test_chaque_page_construite_porte_ce_pied_une_fois(site: Path) -> None:
    """Toutes les pages s'impriment, fiches de règles comprises."""
    pages = sorted(site.rglob("index.html"))
    assert len(pages) > 50
    for page in pages:
        assert page.read_text(encoding="utf-8").count('<div class="imprime">') == 1, page


def test_une_page_sans_article_arrete_la_fabrication(tmp_path: Path) -> None:
    """Si le thème change, on le sait avant le lecteur."""
    (tmp_path / "index.html").write_text("<p>rien</p>", encoding="utf-8")
    with pytest.raises(BuildError, match=r"index\.html"):
        impression.mark(tmp_path)


@pytest.mark.parametrize(
    ("jour", "attendus"),
    [
        (date(2026, 11, 25), ["2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"]),
        (date(2027, 1, 31), ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"]),
    ],
)
def test_la_feuille_couvre_le_mois_passe_et_les_trois_suivants(jour: date, attendus: list[str]) -> None:
    """Un refus reçu le mois dernier se conteste encore ; la feuille servira plusieurs semaines."""
    assert [str(mois) for mois in essentiel.months(jour)] == attendus


def test_la_feuille_a_une_ligne_par_jour_et_les_dates_du_temoin() -> None:
    """Chaque case est recomptée par l'autre lecture, une ligne sur cinq."""
    texte = essentiel.render(date(2026, 11, 25))
    lignes = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", texte)
    assert len(lignes) == 31 + 30 + 31 + 31
    for ligne in lignes[::5]:
        recu, *jours = re.findall(r'datetime="([\d-]+)"', ligne)
        for colonne, jour in zip(("refus_seul", "oqtf"), jours, strict=True):
            ((contenu, situation),) = COLUMNS[colonne]
            recompte = temoin(request(date.fromisoformat(recu), contenu, situation))
            assert jour == recompte["recours_contentieux", "decision_notifiee#0"]["dernier_jour"]


def test_un_signe_double_ne_passe_jamais_seul_a_la_ligne() -> None:
    """Dans le texte seulement : ni dans une adresse, ni dans un script, ni dans du code."""
    page = '<p title="a : b">Oui : « non » ?</p><script>x ? y : z</script><pre>a : b</pre><p>et ;fin !</p>'
    attendu = (
        '<p title="a : b">Oui\u00a0: «\u00a0non\u00a0»\u00a0?</p><script>x ? y : z</script><pre>a : b</pre>'
        "<p>et\u00a0;fin\u00a0!</p>"
    )
    assert typographie.set_spaces(page) == attendu


def test_aucune_page_construite_ne_laisse_un_signe_double_seul(site: Path) -> None:
    """Sur un téléphone, « : » en début de ligne arrête la lecture."""
    for page in site.rglob("*.html"):
        texte = re.sub(r"<(script|style|pre|code)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.S)
        visible = re.sub(r"<[^>]*>", "", texte)
        assert not re.search(r"\w [?!:;»]", visible), (page, re.findall(r".{20}\w [?!:;»]", visible)[:3])
