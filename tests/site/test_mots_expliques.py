"""Les mots du glossaire : au doigt, au clavier, sans bulle, sur le papier ; et ce qui est à revérifier, passé son jour."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.server import SiteServer

PAGE = "saisir-le-tribunal/"
MOT = ".md-content label.mot"


@pytest.fixture
def au_doigt(browser: Browser, serveur: SiteServer) -> Iterator[Page]:
    """Un téléphone, sans souris ni clavier."""
    contexte = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = contexte.new_page()
    page.goto(serveur.address + PAGE)
    yield page
    contexte.close()


def _bulle(page: Page, bouton: Locator) -> Locator:
    """La définition qu'un bouton ouvre."""
    return page.locator(f"#{bouton.get_attribute('popovertarget')}")


def test_un_mot_touche_ouvre_sa_definition_et_un_bouton_la_ferme(au_doigt: Page) -> None:
    """La définition est lisible sans défiler, et se referme du pouce."""
    mot = au_doigt.locator(MOT).first
    bulle = _bulle(au_doigt, mot.locator("button"))
    expect(bulle).to_be_hidden()
    mot.tap()
    expect(bulle).to_be_visible()
    expect(bulle).to_be_in_viewport(ratio=1)
    fermer = bulle.get_by_role("button")
    cadre = fermer.bounding_box()
    assert cadre and cadre["height"] >= 44
    fermer.tap()
    expect(bulle).to_be_hidden()


def test_toucher_ailleurs_ferme_la_definition(au_doigt: Page) -> None:
    """Personne ne reste pris sous une bulle."""
    au_doigt.locator(MOT).first.tap()
    expect(au_doigt.locator(".definition:popover-open")).to_have_count(1)
    au_doigt.touchscreen.tap(180, 80)
    expect(au_doigt.locator(".definition:popover-open")).to_have_count(0)


def test_au_clavier_un_mot_s_ouvre_se_lit_et_rend_le_focus(page: Page, serveur: SiteServer) -> None:
    """Tab l'atteint, Entrée l'ouvre, la définition prend le focus, Échap le rend au mot."""
    page.goto(serveur.address + PAGE)
    mot = page.locator(MOT).first.locator("button")
    page.locator(".md-content h1").evaluate("titre => { titre.tabIndex = -1; titre.focus(); }")
    for _ in range(20):
        page.keyboard.press("Tab")
        if mot.evaluate("mot => mot === document.activeElement"):
            break
    expect(mot).to_be_focused()
    page.keyboard.press("Enter")
    bulle = _bulle(page, mot)
    expect(bulle).to_be_visible()
    expect(bulle).to_be_focused()
    page.keyboard.press("Escape")
    expect(bulle).to_be_hidden()
    expect(mot).to_be_focused()


def test_un_mot_long_se_coupe_et_n_ecarte_pas_les_lignes(page: Page, serveur: SiteServer) -> None:
    """À 320 pixels, plusieurs mots passent à la ligne comme le reste ; le paragraphe garde sa hauteur."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(serveur.address + PAGE)
    mots = page.locator(MOT)
    assert mots.evaluate_all("mots => mots.some((mot) => mot.getClientRects().length > 1)")
    hauteur = "autour => autour.map((un) => un.getBoundingClientRect().height)"
    autour = page.locator(".md-content p:has(label.mot)")
    avant = autour.evaluate_all(hauteur)
    mots.evaluate_all(
        "mots => mots.forEach((mot) => { mot.outerHTML = `<span class=essai>${mot.textContent}</span>`; })"
    )
    assert page.locator(".md-content p:has(.essai)").evaluate_all(hauteur) == avant


def test_la_cible_d_un_mot_depasse_24_pixels(page: Page, serveur: SiteServer) -> None:
    """Une cible dans une phrase peut être plus petite que 44 pixels, jamais moins que 24."""
    page.goto(serveur.address + PAGE)
    hauteurs = page.locator(MOT).evaluate_all("mots => mots.map((mot) => mot.getClientRects()[0].height)")
    assert min(hauteurs) >= 24


def test_sans_bulle_le_mot_est_un_lien_vers_la_definition(page: Page, serveur: SiteServer) -> None:
    """Un vieux navigateur ne connaît pas les bulles : un bouton n'y ferait rien."""
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(serveur.address + PAGE)
    expect(page.locator(MOT)).to_have_count(0)
    liens = page.locator(".md-content a[href^='#mot-']")
    assert liens.count() > 0
    for cible in liens.evaluate_all("liens => liens.map(({ hash }) => hash)"):
        expect(page.locator(cible)).to_have_count(1)


def test_sur_le_papier_les_mots_sont_une_liste(page: Page, serveur: SiteServer) -> None:
    """Rien ne s'ouvre sur une feuille : les définitions suivent l'article."""
    page.goto(serveur.address + PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".mots > .titre")).to_be_visible()
    for bulle in page.locator(".definition").all():
        expect(bulle).to_be_visible()
    expect(page.locator(".definition button").first).to_be_hidden()


def test_passe_son_jour_une_page_dit_a_reverifier_sans_etre_reconstruite(page: Page, serveur: SiteServer) -> None:
    """Les plafonds d'une année ne sont plus sûrs l'année d'après : la page le voit à l'horloge de l'appareil."""
    adresse = serveur.address + "aide-juridictionnelle/"
    page.goto(adresse)
    morceau = page.locator("[data-note][data-valable]").locator("visible=true").first
    fin = str(morceau.get_attribute("data-valable"))
    page.clock.set_fixed_time(f"{fin}T12:00:00+01:00")
    page.goto(adresse)
    expect(morceau).not_to_contain_text("revérifier")
    page.clock.set_fixed_time(f"{int(fin[:4]) + 1}-01-01T12:00:00+01:00")
    page.goto(adresse)
    expect(morceau).to_contain_text("(à revérifier)")
