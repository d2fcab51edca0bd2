"""Trois personnes pressées, au doigt, depuis la première page : chacune a sa réponse en moins de quatre touchers.

Un toucher est un doigt posé : un lien, un bouton, un choix. Écrire une date au clavier n'en est pas un.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.server import SiteServer
from calculators import calculer as moteur
from tests.site.conftest import TELEPHONE
from tests.site.gestes import ecrire_date

TOUCHERS_AU_PLUS = 3
AUJOURDHUI = date.today()


class Doigt:
    """La personne : chaque toucher est compté, et se fait sur ce qui se voit."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.touchers = 0

    def toucher(self, cible: Locator) -> None:
        """Un toucher de plus."""
        expect(cible).to_be_visible()
        cible.tap()
        self.touchers += 1

    def lien(self, texte: str) -> None:
        """Toucher un lien de la page, par ses mots."""
        self.toucher(self.page.locator("main").get_by_role("link", name=texte, exact=True).first)

    def choisir(self, nom: str, valeur: str) -> None:
        """Toucher une réponse, sur ses mots."""
        self.toucher(self.page.locator(f'label:has([name="{nom}"][value="{valeur}"])').first)

    def calculer(self) -> Locator:
        """Toucher le bouton ; rend la réponse."""
        self.toucher(self.page.locator("form[data-calcul] button[type=submit]").first)
        reponse = self.page.locator("[data-reponse]")
        reponse.locator("[data-echeance]").first.wait_for(timeout=60_000)
        return reponse


@pytest.fixture
def doigt(browser: Browser, serveur: SiteServer) -> Iterator[Doigt]:
    """Un téléphone sur la première page."""
    contexte = browser.new_context(has_touch=True, is_mobile=True, viewport=TELEPHONE, locale="fr-FR")
    page = contexte.new_page()
    page.goto(serveur.address)
    yield Doigt(page)
    contexte.close()


def test_mon_dernier_jour_apres_une_oqtf(doigt: Doigt) -> None:
    """Reçue il y a cinq jours, libre : la page dit la date, celle que le moteur donne."""
    recu = (AUJOURDHUI - timedelta(days=5)).isoformat()
    decision = {"type": "decision_notifiee", "date": recu, "contenu": ["refus_sejour", "oqtf"], "situation": "libre"}
    dossier = {"evenements": [decision]}
    faite = moteur({"calcul": "echeances", "aujourdhui": AUJOURDHUI.isoformat(), "dossier": dossier})
    attendu = {e["id"]: e["dernier_jour"] for e in faite["echeances"]}["recours_contentieux"]
    doigt.lien("J'ai une obligation de quitter le territoire (OQTF)")
    doigt.choisir("situation", "libre")
    ecrire_date(doigt.page, "date", recu)
    reponse = doigt.calculer()
    dernier = reponse.locator('[data-echeance="recours_contentieux"] time').first
    assert dernier.get_attribute("datetime") == attendu
    assert doigt.touchers <= TOUCHERS_AU_PLUS


def test_on_ne_me_repond_pas_depuis_cinq_mois(doigt: Doigt) -> None:
    """Dossier déposé il y a cinq mois : le silence est un refus, et le jour où il finit de se contester est dit."""
    doigt.lien("On ne me répond pas")
    expect(doigt.page.locator("article")).to_contain_text(re.compile(r"C'est en général un refus"))
    doigt.choisir("reponse", "aucune")
    ecrire_date(doigt.page, "date", (AUJOURDHUI - timedelta(days=153)).isoformat())
    reponse = doigt.calculer()
    dernier = reponse.locator('[data-echeance="recours_contentieux"] time').first
    assert date.fromisoformat(str(dernier.get_attribute("datetime"))) > AUJOURDHUI
    assert doigt.touchers <= TOUCHERS_AU_PLUS


def test_je_suis_dans_un_centre_de_retention(doigt: Doigt) -> None:
    """Les trois gestes sont sur le premier écran, sans rien remplir."""
    doigt.lien("Je suis retenu, en prison ou assigné")
    gestes = doigt.page.locator("article ol").first.locator("li")
    expect(gestes).to_have_count(3)
    expect(gestes.first).to_be_in_viewport()
    expect(doigt.page.locator("article a[href^='tel:']").first).to_be_attached()
    assert doigt.touchers <= TOUCHERS_AU_PLUS
