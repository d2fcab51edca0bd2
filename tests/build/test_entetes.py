"""L'en-tête des pages : la fabrication s'arrête s'il manque quelque chose, et avertit quand un jour est passé."""

from datetime import date
from pathlib import Path

import pytest

from builder import entetes, faits, guide
from builder.errors import BuildError

PAGE = """---
title: Appel
description: Demander à une cour de relire le jugement.
audience: personne
texte_au: 2026-04-03
verifie_le: 2026-11-25
sources: []
---

# Appel
"""
CONSTRUITE = "<html><head></head><body><article><h1>Appel</h1><p>Texte.</p></article></body></html>"


def ecrire(dossier: Path, texte: str, nom: str = "appel.md") -> Path:
    """Un dossier de pages, avec celle-ci."""
    (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
    (dossier / nom).write_text(texte, encoding="utf-8")
    return dossier


@pytest.mark.parametrize("cle", ["title", "description", "audience", "texte_au", "verifie_le", "sources"])
def test_une_page_sans_une_cle_arrete_la_fabrication(tmp_path: Path, cle: str) -> None:
    """Le message nomme la page et la clé."""
    sans = "\n".join(ligne for ligne in PAGE.splitlines() if not ligne.startswith(f"{cle}:"))
    with pytest.raises(BuildError, match=rf"docs/appel\.md : .*« {cle} »"):
        entetes.load(ecrire(tmp_path, sans))


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("audience: personne", "audience: tous", "audience"),
        ("texte_au: 2026-04-03", "texte_au: avril 2026", "doit être un jour"),
        ("verifie_le: 2026-11-25", "verifie_le: 2026-01-01", "vient après"),
        ("relire le jugement.", "relire le jugement. " + "x" * 160, "160 signes"),
        ("sources: []", "sources: []\nforme: liste", "forme"),
        ("sources: []", "sources: []\ntags: [2026]", "tags"),
        ("---\n\n# Appel", "# Appel", "illisible"),
    ],
)
def test_un_en_tete_mal_ecrit_arrete_la_fabrication(tmp_path: Path, avant: str, apres: str, dit: str) -> None:
    """Une faute de frappe se voit avant les lecteurs."""
    assert avant in PAGE
    with pytest.raises(BuildError, match=dit):
        entetes.load(ecrire(tmp_path, PAGE.replace(avant, apres)))


def test_les_fiches_engendrees_n_ont_pas_cet_en_tete(tmp_path: Path) -> None:
    """Chaque fiche porte les dates et les sources de sa règle."""
    assert entetes.load(ecrire(tmp_path, "# Fiche", "regles/appel.md")) == {}


def test_une_page_dont_le_jour_est_passe_fait_avertir() -> None:
    """La fabrication le dit ; elle ne s'arrête pas, sinon le tableau des derniers jours ne serait plus refait."""
    page = entetes.Entete("appel.md", {"valable_jusqu_au": date(2026, 12, 31)})
    assert entetes.outdated({"appel.md": page}, {}, date(2026, 12, 31)) == []
    assert entetes.outdated({"appel.md": page}, {}, date(2027, 1, 1)) == ["docs/appel.md valait jusqu'au 2026-12-31"]


def test_une_page_finit_avec_le_premier_de_ses_faits() -> None:
    """Le plus proche des jours de fin l'emporte."""
    fait = faits.Fait("f", "x", "x", ("CPC 642",), "A", date(2026, 4, 3), date(2026, 11, 25), date(2026, 6, 1))
    page = entetes.Entete("appel.md", {"valable_jusqu_au": date(2026, 12, 31)}, frozenset({"f"}))
    assert page.valable_jusqu_au({"f": fait}) == date(2026, 6, 1)


def test_la_page_construite_dit_de_quel_jour_sont_ses_textes() -> None:
    """L'état des textes d'abord, plus ancien que la relecture ; l'avertissement seulement quand il faut."""
    donnees = {"texte_au": date(2026, 4, 3), "verifie_le": date(2026, 11, 25)}
    page = entetes.Entete("appel.md", donnees)
    jour = date(2026, 11, 25)
    faite = guide.complete(CONSTRUITE, page, None, jour)
    assert "3 avril 2026</time>. Page comparée" in faite and "valait jusqu" not in faite
    assert 'data-valable="2026-12-31" hidden' in guide.complete(CONSTRUITE, page, date(2026, 12, 31), jour)
    assert 'data-valable="2026-11-24">À revérifier' in guide.complete(CONSTRUITE, page, date(2026, 11, 24), jour)


def test_chaque_page_du_site_porte_l_etat_de_ses_textes(site: Path) -> None:
    """Au pied de chaque page écrite à la main, une fois."""
    pages = entetes.load()
    assert len(pages) > 50
    for nom in pages:
        assert guide.built(site, nom).read_text(encoding="utf-8").count('class="etat-de-la-page"') == 1, nom
