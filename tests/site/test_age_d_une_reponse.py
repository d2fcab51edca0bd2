"""Passé le jour de sa relecture, une réponse se dit « à vérifier » à l'écran, sans nouvelle fabrication."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from builder.today import build_day
from calculators.age import dire_l_age, lecture_de
from calculators.regles import charger
from tests.site.gestes import calculer_d_avance, changer_aujourdhui, decrire

LECTURE = lecture_de(("CJA R421-1",), charger())


@pytest.mark.parametrize("apres", [0, 1], ids=["dernier jour", "le lendemain"])
def test_une_regle_que_personne_n_a_relue_le_dit_d_elle_meme(page: Page, serveur: SiteServer, apres: int) -> None:
    """La réponse faite d'avance d'abord, puis le moteur : la même phrase, en ambre, à côté de la même date."""
    jour = LECTURE.vaut_jusqu_au + timedelta(days=apres)
    page.clock.set_fixed_time(f"{jour}T12:00:00")
    page.goto(serveur.address)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    changer_aujourdhui(page, str(jour))
    decrire(page, str(jour - timedelta(days=10)), ["refus_sejour"])
    reponse = calculer_d_avance(page)
    for du_moteur in (False, True):
        if du_moteur:
            reponse.locator("[data-attend]").first.wait_for(state="detached", timeout=60_000)
        phrase = reponse.locator('[data-echeance="recours_contentieux"] .a-revoir')
        expect(phrase).to_have_count(apres)
        if apres:
            expect(phrase).to_have_text(dire_l_age(LECTURE.lue_le))
    # Sans JavaScript après la fabrication, rien ne compare ; avec lui, le tableau le dit aussi.
    assert date.fromisoformat(
        str(page.locator("p[data-valable]:not([data-regles])").first.get_attribute("data-valable"))
    ) == (LECTURE.vaut_jusqu_au)


def test_de_la_reponse_un_lien_mene_a_ma_date_a_t_elle_change(page: Page, serveur: SiteServer) -> None:
    """La version est écrite au bas de la réponse ; à côté, où chercher si elle vaut encore."""
    page.goto(serveur.address)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    decrire(page, str(build_day() - timedelta(days=10)), ["refus_sejour"])
    calculer_d_avance(page).locator(".regles").get_by_role("link").click()
    expect(page.locator("#ma-date-a-t-elle-change")).to_be_in_viewport()
