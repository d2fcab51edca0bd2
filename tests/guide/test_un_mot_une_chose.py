"""Un mot pour une chose, d'une page à l'autre : qui lit deux mots cherche deux choses."""

import re
import tomllib

import pytest

from tests.guide.lecture_des_pages import PAGES_GUIDE, RACINE, lire_page, sans_balises

REFUSES: dict[str, str] = tomllib.loads(
    (RACINE / "tests" / "guide" / "un_mot_une_chose.toml").read_text(encoding="utf-8")
)["refuses"]
# Entre guillemets, ce sont les mots du papier ou d'un site, pas les nôtres.
CITATION = re.compile(r"«[^»]*»")


def trouver(texte: str) -> list[str]:
    """Les mots refusés d'un texte, chacun avec celui qu'il faut."""
    texte = CITATION.sub("", texte)
    return [
        f"« {vu[0]} » : écrire {mot}"
        for motif, mot in REFUSES.items()
        for vu in [re.search(motif, texte, 0 if motif.startswith(r"\b") else re.I)]
        if vu
    ]


@pytest.mark.parametrize("nom", PAGES_GUIDE)
def test_une_page_emploie_les_mots_du_site(nom):
    """Le corps de la page, sans ses sources ni ce qu'elle cite."""
    assert trouver(sans_balises(lire_page(nom).corps)) == []


@pytest.mark.parametrize("motif", REFUSES)
def test_chaque_motif_se_lit(motif):
    """Un motif mal écrit, ou qui refuserait le vide, ne protège de rien."""
    assert not re.search(motif, "")


def test_un_mot_refuse_est_trouve():
    """La date limite, même en début de phrase ; pas celle que porte le papier."""
    assert trouver("Date limite : le 3.") == ["« Date limite » : écrire dernier jour pour agir"]
    assert trouver("Le papier dit « date limite ».") == []
