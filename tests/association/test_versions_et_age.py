"""Une version connue fausse, des règles que personne n'a relues : la page le dit elle-même."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builder import age, association, association_versions, hooks, kit, paquet
from builder.server import SiteServer

JOUR = date(2026, 11, 25)
Copie = Callable[..., Path]


def _lue(copie: Copie, dossier: Path, contenu: str) -> tuple[tuple[str, ...], str]:
    (dossier / "reference").mkdir()
    (dossier / "reference" / "versions.json").write_text(contenu, encoding="utf-8")
    chez = copie(avant="https://reference.example/", apres=str(dossier / "reference"))
    return association_versions.check(association.read(chez, JOUR))


def test_une_version_fausse_se_dit_en_tete_de_chaque_page(copie: Copie, tmp_path: Path) -> None:
    """L'ancien site resterait en ligne si la fabrication s'arrêtait : mieux vaut qu'il prévienne."""
    fausses = [
        {"version": paquet.version(), "corrigee_dans": "2099.1", "phrases": ["Un jour <de> trop."]},
        {"version": "1999.1", "corrigee_dans": "2000.1", "phrases": ["Une autre."]},
    ]
    phrases, note = _lue(copie, tmp_path, json.dumps({"courante": "2099.1", "fausses": fausses}))
    assert phrases[0] == "Un jour <de> trop." and "2099.1" in phrases[1] and len(phrases) == 2
    assert "acceptez la mise à jour" in note
    (tmp_path / "site" / "appel").mkdir(parents=True)
    page = tmp_path / "site" / "appel" / "index.html"
    page.write_text("<article><h1>Appel</h1></article>", encoding="utf-8")
    assert association_versions.mark(tmp_path / "site", phrases) == 1
    assert page.read_text(encoding="utf-8").startswith('<article><aside class="bandeau-erreur">')
    assert "Un jour &lt;de&gt; trop." in page.read_text(encoding="utf-8")


def test_une_version_juste_ne_dit_rien(copie: Copie, tmp_path: Path) -> None:
    """Un bandeau de trop apprendrait à ne plus les lire."""
    assert _lue(copie, tmp_path, '{"courante": "2099.1", "fausses": []}') == ((), "")


@pytest.mark.parametrize(
    "contenu", ["", "[]", '{"fausses": [{}]}', "<html>"], ids=["vide", "liste", "sans clés", "page"]
)
def test_une_liste_illisible_avertit_sans_arreter(copie: Copie, tmp_path: Path, contenu: str) -> None:
    """Un hébergeur rend parfois une page à la place d'un fichier."""
    phrases, note = _lue(copie, tmp_path, contenu)
    assert phrases == () and "ne se lit pas" in note


def test_le_site_de_reference_publie_la_liste(site: Path) -> None:
    """Ce que lisent les copies est à la racine, sous ce nom."""
    lue = json.loads((site / association_versions.NOM).read_text(encoding="utf-8"))
    assert lue["courante"] == paquet.version() and isinstance(lue["fausses"], list)


@pytest.mark.parametrize(("apres", "ambre"), [(0, False), (1, True)], ids=["dernier jour", "le lendemain"])
def test_des_regles_anciennes_changent_la_couleur_d_elles_memes(
    page: Page, serveur: SiteServer, apres: int, ambre: bool
) -> None:
    """Sans nouvelle fabrication : le navigateur compare deux jours."""
    page.clock.set_fixed_time(f"{age.last_day() + timedelta(days=apres)}T12:00:00")
    page.goto(serveur.address + "regles/appel_oqtf/")
    phrase = page.locator("[data-regles]")
    phrase.wait_for(state="visible" if ambre else "attached")
    assert phrase.is_visible() is ambre
    assert ("regles-anciennes" in (page.locator("html").get_attribute("class") or "")) is ambre
    if ambre:
        phrase.get_by_role("link").click()
        assert page.url == serveur.address + "trouver-de-laide/"


def test_l_age_compte_depuis_la_relecture_la_plus_ancienne() -> None:
    """On ne dit jamais des règles plus fraîches qu'elles ne le sont."""
    from calculators.regles import charger

    lues = {texte.verifie_le for texte in charger().textes.values()}
    assert age.read_on() == min(lues)
    assert (age.last_day() - age.read_on()).days == kit.age("regles_jours")


def test_sans_association_l_erreur_va_au_depot_sinon_a_la_page_qui_dit_a_qui(monkeypatch: pytest.MonkeyPatch) -> None:
    """Un lien « signaler » qui ne mène nulle part fait perdre une correction."""
    monkeypatch.delenv(association.VARIABLE, raising=False)
    monkeypatch.setattr(kit, "depot", lambda: "")
    assert hooks.correction("Appel", "appel/")["adresse"] == ""
    monkeypatch.setattr(kit, "depot", lambda: "https://forge.example/guide/recours")
    adresse = hooks.correction("Appel", "appel/")["adresse"]
    assert adresse.startswith("https://forge.example/guide/recours/issues/new?template=erreur.yml&page=appel/&version=")
