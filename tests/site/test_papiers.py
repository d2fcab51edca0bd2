"""Où regarder sur le papier : chaque partie se touche, s'explique, et répond au calculateur sans rien garder."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.server import SiteServer
from tests.site.conftest import BUREAU, TELEPHONE
from tests.site.gestes import calculer, choisir, dernier_jour, ecrire_date
from tests.site.test_accessibilite import _fautes

PAGE = "lire-ma-decision/"
DOCUMENTS = ("arrete", "avis", "compte")


@pytest.fixture
def lire(page: Page, serveur: SiteServer) -> Page:
    """La page ouverte, son calculateur prêt et ses papiers devenus des boutons."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    page.goto(f"{serveur.address}{PAGE}")
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    page.locator("[data-papier] .morceau > button").first.wait_for()
    yield page
    assert pannes == []


def toucher(page: Page, partie: str, document: str = "arrete") -> Locator:
    """Touche une partie et rend son explication."""
    morceau = page.locator(f'[data-papier="{document}"] [data-partie="{partie}"]')
    morceau.locator("> button").click()
    return morceau.locator(".explication")


def repondre(page: Page, partie: str, reponse: str, document: str = "arrete") -> Locator:
    """Touche une partie, puis l'une de ses réponses."""
    explication = toucher(page, partie, document)
    explication.get_by_role("button", name=reponse, exact=True).click()
    return explication


def test_chaque_partie_est_un_bouton_large_qui_dit_son_nom(lire: Page) -> None:
    """Au moins 44 pixels, un nom, et un état ouvert ou fermé."""
    boutons = lire.locator("[data-papier] .morceau > button")
    assert boutons.count() >= 15
    for bouton in boutons.all():
        boite = bouton.bounding_box()
        assert boite and boite["height"] >= 44 and boite["width"] >= 250
        expect(bouton).to_have_attribute("aria-expanded", "false")
        assert len(bouton.locator(".nom").inner_text().strip()) > 4


def test_toucher_une_partie_l_explique_et_la_retoucher_la_referme(lire: Page) -> None:
    """Une seule explication à la fois, juste après ce qu'on a touché."""
    explication = toucher(lire, "depart")
    expect(explication).to_contain_text("Ce n'est pas le délai pour contester")
    toucher(lire, "visas")
    expect(lire.locator(".explication")).to_have_count(1)
    expect(lire.locator('[data-papier="arrete"] [aria-expanded="true"]')).to_have_count(1)
    lire.locator('[data-partie="visas"] > button').click()
    expect(lire.locator(".explication")).to_have_count(0)


def test_au_clavier_on_ouvre_une_partie_puis_on_y_repond(lire: Page) -> None:
    """Tab, Entrée, Tab, Espace ; ce qui a le focus se voit."""
    bouton = lire.locator('[data-partie="oqtf"] > button')
    bouton.focus()
    lire.keyboard.press("Enter")
    lire.keyboard.press("Tab")
    lire.keyboard.press("Space")
    expect(lire.locator("[name=contenu][value=oqtf]")).to_be_checked()
    lire.keyboard.press("Shift+Tab")
    expect(bouton).to_be_focused()
    assert bouton.evaluate("bouton => getComputedStyle(bouton).outlineStyle") == "solid"
    assert bouton.evaluate("bouton => parseFloat(getComputedStyle(bouton).outlineWidth)") >= 3


def test_une_reponse_coche_le_calculateur_et_une_autre_la_decoche(lire: Page) -> None:
    """Le formulaire seul sait : le bouton montre ce qu'il dit."""
    case = lire.locator("[name=contenu][value=oqtf]")
    explication = repondre(lire, "oqtf", "Oui, je le lis")
    expect(case).to_be_checked()
    expect(lire.locator("[name=refus][value=titre_sejour]")).to_be_checked()
    expect(explication.get_by_role("button", name="Oui, je le lis")).to_have_attribute("aria-pressed", "true")
    expect(explication.get_by_role("status")).to_contain_text("Rien n'est enregistré")
    explication.get_by_role("button", name="Non", exact=True).click()
    expect(case).not_to_be_checked()
    expect(explication.get_by_role("button", name="Oui, je le lis")).to_have_attribute("aria-pressed", "false")


def test_repondre_ne_garde_rien(lire: Page) -> None:
    """Ni stockage, ni témoin, ni adresse : seul le formulaire de la page change."""
    adresse = lire.url
    repondre(lire, "refus", "Oui, je le lis")
    repondre(lire, "voies-et-delais", "Non, ou pas tout")
    expect(lire.locator("[name=voies_et_delais][value=absents]")).to_be_checked()
    gardes = lire.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length]")
    # Le thème range l'état de ses propres menus : nos réponses n'y sont pas.
    cles = lire.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)].join(' ')")
    assert gardes[2] == 0
    assert not any(mot in cles for mot in ("contenu", "refus", "voies", "papier"))
    assert lire.url == adresse


def test_la_date_se_donne_depuis_la_feuille_de_remise(lire: Page) -> None:
    """La réponse choisit le mode, puis mène au champ du jour."""
    repondre(lire, "remise", "Oui : écrire le jour")
    expect(lire.locator("[name=mode][value=main_propre]")).to_be_checked()
    expect(lire.locator("[name=date-jour]")).to_be_focused()


def test_l_avis_du_facteur_et_le_compte_repondent_aussi(lire: Page) -> None:
    """Jamais retirée, ou en ligne : la question de la date change avec eux."""
    repondre(lire, "passage", "Non : écrire le jour du passage", "avis")
    expect(lire.locator("[name=mode][value=lettre_non_retiree]")).to_be_checked()
    expect(lire.locator("[name=date-jour]")).to_be_focused()
    repondre(lire, "ouverture", "Oui : écrire ce jour", "compte")
    expect(lire.locator("[name=mode][value=en_ligne]")).to_be_checked()
    expect(lire.locator("[name=date_consultation-jour]")).to_be_focused()


def test_du_papier_a_la_date(lire: Page) -> None:
    """Tout ce que le papier dit, touché partie par partie, puis le dernier jour."""
    repondre(lire, "refus", "Oui, je le lis")
    repondre(lire, "oqtf", "Oui, je le lis")
    repondre(lire, "retour", "Pays de renvoi")
    repondre(lire, "voies-et-delais", "Oui : le tribunal et le temps")
    repondre(lire, "remise", "Oui : écrire le jour")
    ecrire_date(lire, "date", "2026-11-09")
    choisir(lire, "situation", "libre")
    assert dernier_jour(calculer(lire)) == "2026-12-10"


def test_continuer_mene_a_la_premiere_question_sans_reponse(lire: Page) -> None:
    """On ne cherche pas où reprendre."""
    explication = repondre(lire, "oqtf", "Oui, je le lis")
    explication.get_by_role("button", name="Continuer le calcul").click()
    assert lire.evaluate("document.activeElement.name") == "situation"


@pytest.mark.parametrize("largeur", [320, 360, 1280])
def test_aucun_mot_ne_sort_du_papier(lire: Page, largeur: int) -> None:
    """Quelle que soit la police, le texte tient dans sa partie, et sous le rang."""
    lire.set_viewport_size({"width": largeur, "height": 800})
    dehors = lire.evaluate(
        """() => [...document.querySelectorAll(".morceau svg text:not(.filigrane)")].filter((texte) => {
            const mot = texte.getBoundingClientRect(), papier = texte.closest("svg").getBoundingClientRect();
            const rang = texte.closest(".morceau").querySelector(".rang").getBoundingClientRect();
            const cache = mot.right > rang.left && mot.top < rang.bottom - 4 && mot.bottom > rang.top + 4;
            return mot.left < papier.left || mot.right > papier.right || mot.bottom > papier.bottom || cache;
        }).map((texte) => texte.textContent)"""
    )
    assert dehors == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_sans_javascript_chaque_partie_mene_a_son_texte(browser: Browser, serveur: SiteServer, document: str) -> None:
    """Les mêmes mots, en liste, toujours là."""
    contexte = browser.new_context(java_script_enabled=False, viewport=TELEPHONE)
    page = contexte.new_page()
    page.goto(f"{serveur.address}{PAGE}")
    liens = page.locator(f'[data-papier="{document}"] .morceau > a')
    assert liens.count() >= 3
    for lien in liens.all():
        texte = page.locator(f'[id="{(lien.get_attribute("href") or "").removeprefix("#")}"]')
        expect(texte).to_be_visible()
        assert len(texte.locator(".sens").inner_text()) > 60
    liens.last.click()
    assert page.url.endswith(liens.last.get_attribute("href") or "?")
    contexte.close()


@pytest.mark.parametrize("couleurs", ["light", "dark"])
def test_axe_ne_trouve_rien_sur_une_partie_ouverte(lire: Page, couleurs: str) -> None:
    """L'explication ouverte, une réponse choisie, au téléphone et sur grand écran."""
    lire.emulate_media(color_scheme=couleurs, reduced_motion="reduce")  # type: ignore[arg-type]
    repondre(lire, "retour", "Interdiction de retour")
    assert _fautes(lire) == []
    lire.set_viewport_size(BUREAU)
    assert _fautes(lire) == []


def test_l_explication_tient_a_l_ecran(lire: Page) -> None:
    """Au téléphone sous la partie, sur grand écran à côté : jamais hors de la page."""
    for taille in (TELEPHONE, BUREAU):
        lire.set_viewport_size(taille)
        for partie in ("en-tete", "enveloppe"):
            boite = toucher(lire, partie).bounding_box()
            assert boite and boite["x"] >= 0 and boite["x"] + boite["width"] <= taille["width"]
        assert lire.evaluate("document.documentElement.scrollWidth") <= taille["width"]
