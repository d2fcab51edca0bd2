"""Les fragments engendrés : justes, nommés comme les pages les appellent, et jamais absents sans bruit."""

import csv
from datetime import date

import pytest

from builder import contacts, fragments, table
from builder.errors import BuildError
from builder.paths import DONNEES
from tests.temoin import temoin


def test_une_regle_inconnue_dans_une_page_arrete_la_fabrication() -> None:
    """Sinon la page dirait « Vous avez  pour saisir le tribunal »."""
    page = {"docs/essai.md": "Vous avez {!regle/recours_qui_n_existe_pas/duree.md!}."}
    with pytest.raises(BuildError, match=r"docs/essai\.md : regle/recours_qui_n_existe_pas/duree\.md"):
        fragments.check_includes(page, fragments.rules().keys())


def test_la_duree_vient_de_la_regle_en_toutes_lettres() -> None:
    """Une durée par règle, telle que la loi la dit."""
    engendres = fragments.rules()
    attendus = {
        "recours_contentieux_refus_seul": "deux mois",
        "recours_contentieux_oqtf": "un mois",
        "recours_contentieux_assigne": "sept jours",
        "recours_contentieux_retenu": "quarante-huit heures",
        "recours_administratif": "deux mois",
    }
    assert {nom: engendres[f"regle/{nom}/duree.md"] for nom in attendus} == attendus


def test_les_articles_sont_des_liens_vers_leur_code() -> None:
    """On vérifie la règle en un geste."""
    assert fragments.rules()["regle/recours_contentieux_refus_seul/articles.md"].startswith("[CJA R421-1](https://")


def test_aucun_fragment_ne_garde_une_place_vide() -> None:
    """Une phrase où resterait {delai} serait montrée telle quelle."""
    for nom, texte in fragments.rules().items():
        assert texte and "{" not in texte and "\n" not in texte, nom


@pytest.mark.parametrize("colonne", ["refus_seul", "oqtf", "sept_jours"])
def test_le_tableau_dit_les_memes_jours_que_le_temoin(colonne: str) -> None:
    """Sans JavaScript, c'est la seule date qu'on lit : elle est recomptée par l'autre lecture."""
    for quantieme in range(1, 29):
        recu = date(2026, 10, quantieme)
        for contenu, situation in table.COLUMNS[colonne]:
            recompte = temoin(table.request(recu, contenu, situation))["recours_contentieux", "decision_notifiee#0"]
            assert str(table.last_day(recu, contenu, situation)) == recompte["dernier_jour"]


def test_le_tableau_dit_de_quand_a_quand_il_vaut() -> None:
    """Une page gardée longtemps ne doit pas sembler valoir toujours."""
    texte = table.render(date(2026, 11, 23))
    assert 'data-debut="2026-09-14" data-fin="2026-12-23"' in texte
    assert "entre le 14 septembre 2026 et le 23 décembre 2026" in texte
    assert texte.count('<th scope="row">') == 101
    assert "\n\n" not in texte  # une ligne vide ferait sortir Markdown du bloc HTML


def test_les_contacts_sont_ceux_du_fichier() -> None:
    """Chaque numéro et chaque site du fichier paraît, et rien d'interne."""
    texte = contacts.render()
    with (DONNEES / "contacts.csv").open(encoding="utf-8", newline="") as fichier:
        for ligne in csv.DictReader(fichier):
            assert ligne["telephone"].replace(" ", "&nbsp;") in texte
            assert ligne["site"] in texte
    assert "renvoyer au site" not in texte


def test_un_contact_inconnu_arrete_la_fabrication() -> None:
    """Un nom changé dans le fichier ne doit pas vider la liste."""
    with pytest.raises(BuildError, match="Personne"):
        contacts.named(["Point-justice", "Personne"])
