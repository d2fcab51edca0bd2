"""Au clavier seul, de la première question à la réponse, dans l'ordre de la page."""

from playwright.sync_api import Page, expect

from tests.site.conftest import BUREAU
from tests.site.gestes import avancer


def _pris(page: Page) -> str:
    """Le nom de ce qui a le focus."""
    nom: str = page.evaluate(
        "(({ activeElement: a }) => a.name || a.id || a.className || a.textContent.trim())(document)"
    )
    return nom


def test_le_premier_lien_mene_au_contenu(accueil: Page) -> None:
    """Une touche Tab, Entrée : on saute l'en-tête."""
    accueil.keyboard.press("Tab")
    lien = accueil.locator(".md-skip")
    expect(lien).to_be_focused()
    cible = lien.evaluate("lien => lien.hash.slice(1)")
    assert accueil.locator(f'[id="{cible}"]').evaluate("noeud => noeud.tagName") == "H1"


def test_au_clavier_de_la_question_a_la_reponse(accueil: Page) -> None:
    """Flèches, espace, chiffres, Entrée ; le focus finit sur le titre de la réponse."""
    clavier = accueil.keyboard
    avancer(accueil, "refus")
    clavier.press("Space")
    avancer(accueil, "situation")
    clavier.press("Space")
    avancer(accueil, "prefecture")
    clavier.type("69")
    avancer(accueil, "contenu")
    clavier.press("Space")
    avancer(accueil, "mode")
    clavier.press("Space")
    for champ, texte in (("date-jour", "2"), ("date-mois", "3"), ("date-annee", "2026")):
        avancer(accueil, champ)
        clavier.type(texte)
    avancer(accueil, "voies_et_delais")
    clavier.press("ArrowDown")
    expect(accueil.locator("[name=voies_et_delais][value=absents]")).to_be_checked()
    clavier.press("ArrowUp")
    clavier.press("Enter")
    accueil.locator("[data-echeance]").first.wait_for(timeout=30_000)
    expect(accueil.locator("[data-titre-reponse]")).to_be_focused()
    premier = accueil.locator('[data-echeance="recours_contentieux"] time').first
    assert premier.get_attribute("datetime") == "2026-05-04"
    expect(accueil.locator("[data-tribunal=lyon]")).to_be_visible()
    # Le titre pris n'est pas caché sous l'en-tête collé.
    haut = accueil.locator("[data-titre-reponse]").evaluate("titre => titre.getBoundingClientRect().top")
    assert haut >= accueil.locator(".md-header").evaluate("entete => entete.getBoundingClientRect().bottom") - 1


def test_l_ordre_du_clavier_est_celui_de_la_page(accueil: Page) -> None:
    """Tab descend toujours, question après question."""
    accueil.set_viewport_size(BUREAU)
    accueil.locator("[name=refus]").first.focus()
    hauteurs, noms = [], []
    for _ in range(60):
        nom = _pris(accueil)
        if nom.startswith("aujourdhui") or "bouton" in nom:
            break
        noms.append(nom)
        hauteurs.append(accueil.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        accueil.keyboard.press("Tab")
    questions = accueil.evaluate(
        "[...document.querySelectorAll('[data-question]')].filter((q) => q.checkVisibility())"
        ".map((q) => q.querySelector('input, select').name)"
    )
    vus = list(dict.fromkeys(noms))
    assert [nom for nom in vus if nom in questions] == [nom for nom in questions if nom in vus]
    assert {"situation", "prefecture", "contenu", "mode", "date-jour", "voies_et_delais"} <= set(vus)
    assert all(suivant >= avant - 60 for avant, suivant in zip(hauteurs, hauteurs[1:], strict=False))


def test_au_clavier_on_atteint_toutes_les_pages_et_jamais_un_menu_ferme(accueil: Page) -> None:
    """Au téléphone, le menu du thème ne s'ouvre pas au clavier : un lien mène à la liste du pied de page."""
    expect(accueil.locator(".md-sidebar--primary a").first).to_be_hidden()
    accueil.keyboard.press("Tab")
    accueil.keyboard.press("Tab")
    lien = accueil.locator(".pour-clavier")
    expect(lien).to_be_focused()
    assert lien.evaluate("lien => lien.getBoundingClientRect().height") > 20
    accueil.keyboard.press("Enter")
    accueil.keyboard.press("Tab")
    expect(accueil.locator("#toutes-les-pages a").first).to_be_focused()
    assert accueil.locator("#toutes-les-pages a").count() >= 8
