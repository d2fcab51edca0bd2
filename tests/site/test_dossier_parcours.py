"""« Mon dossier » : des événements ajoutés un à un, modifiés, retirés ; les dates sont celles du moteur."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.server import SiteServer
from calculators import calculer
from tests.site.gestes import ecrire_date
from tests.site.gestes_dossier import (
    JOUR,
    ajouter,
    changer_le_jour,
    commencer,
    continuer,
    echeances_affichees,
    echeances_du_moteur,
    ouvrir,
    repondre,
)

DECISION: dict[str, Any] = {
    "type": "decision_notifiee",
    "contenu": ["refus_sejour"],
    "situation": "libre",
    "mode": "main_propre",
    "date": "2026-09-15",
    "voies_et_delais": "complets",
    "prefecture": "69",
}
GRACIEUX = {"type": "recours_gracieux", "date": "2026-10-05", "date_reception": "2026-10-07"}
REPONSE = {
    "type": "reponse_recours",
    "a": "gracieux",
    "sens": "rejet",
    "date": "2026-11-10",
    "voies_et_delais": "complets",
}


def test_un_parcours_entier_donne_les_dates_du_moteur_puis_se_modifie_et_se_retire(
    page: Page, serveur: SiteServer
) -> None:
    """Décision, lettre au préfet, réponse : chaque étape change les dates, dans un sens puis dans l'autre."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    assert echeances_affichees(page) == echeances_du_moteur([DECISION])
    ajouter(page, GRACIEUX)
    expect(page.locator("[data-echeance=naissance_rejet_gracieux]")).to_be_visible(timeout=60_000)
    assert echeances_affichees(page) == echeances_du_moteur([DECISION, GRACIEUX])
    ajouter(page, REPONSE)
    expect(page.locator("[data-echeance=recours_contentieux][data-etat=ouverte]")).to_be_visible(timeout=60_000)
    assert echeances_affichees(page) == echeances_du_moteur([DECISION, GRACIEUX, REPONSE])
    demande = {"calcul": "echeances", "aujourdhui": JOUR, "dossier": {"evenements": [DECISION, GRACIEUX, REPONSE]}}
    expect(page.locator("[data-frise] .legende li")).to_have_count(len(calculer(demande)["frise"]))
    expect(page.locator("[data-resultats] .principale")).to_contain_text("Décision reçue, mardi 15 septembre 2026")

    page.locator("[data-ligne=recours_gracieux] [data-modifier]").click()
    page.locator("[data-modifier=date]").click()
    ecrire_date(page, "recours_gracieux.1.date", "2026-10-06")
    continuer(page)
    page.locator(".relire", has_text="mardi 6 octobre 2026").wait_for()
    page.click("[data-juste]")
    plus_tard = {**GRACIEUX, "date": "2026-10-06"}
    page.wait_for_timeout(200)
    assert echeances_affichees(page) == echeances_du_moteur([DECISION, plus_tard, REPONSE])

    page.locator("[data-ligne=reponse_recours] [data-retirer]").click()
    page.click("dialog [data-oui]")
    expect(page.locator("[data-ligne]")).to_have_count(2)
    page.wait_for_timeout(200)
    assert echeances_affichees(page) == echeances_du_moteur([DECISION, plus_tard])
    assert pannes == []


def test_a_moitie_rempli_la_page_dit_ce_qui_manque_et_donne_ce_qu_elle_peut(page: Page, serveur: SiteServer) -> None:
    """« Répondre plus tard » laisse l'événement hors du compte, nommé, avec le chemin vers la question."""
    ouvrir(page, serveur)
    commencer(page, "decision_notifiee")
    while page.locator("[data-juste]").count() == 0:
        page.click("[data-plus-tard]")
        page.wait_for_timeout(50)
    page.click("[data-juste]")
    ligne = page.locator("[data-ligne=decision_notifiee]")
    expect(ligne).to_contain_text("Il manque une réponse")
    expect(page.locator("[data-resultats]")).to_contain_text("Aucun événement n'est complet")
    ajouter(page, {**DECISION, "date": "2026-10-15"}, rang=2)
    assert echeances_affichees(page) == echeances_du_moteur([{**DECISION, "date": "2026-10-15"}])
    expect(page.locator("[data-resultats]")).to_contain_text("1 événement n'est pas compté")
    page.locator("[data-ligne][data-incomplet] .lien-bouton", has_text="Quel jour").click()
    expect(page.locator('[name="decision_notifiee.1.date-jour"]')).to_be_visible()
    page.fill('[name="decision_notifiee.1.date-jour"]', "40")
    continuer(page)
    expect(page.locator("[data-erreurs]")).to_be_focused()
    champ = page.locator('[name="decision_notifiee.1.date-jour"]')
    assert champ.get_attribute("aria-describedby")
    expect(champ).to_have_value("40")


def test_le_retour_arriere_garde_les_reponses_et_l_adresse_ne_dit_rien(page: Page, serveur: SiteServer) -> None:
    """Chaque écran est un pas de l'historique ; ni l'adresse, ni le titre, ni cet historique ne portent une réponse."""
    ouvrir(page, serveur)
    adresse, titre = page.url, page.title()
    commencer(page, "decision_notifiee")
    repondre(page, {"type": "decision_notifiee", "contenu": ["refus_sejour", "oqtf"]})
    continuer(page)
    page.check('[name="decision_notifiee.1.situation"][value=libre]')
    continuer(page)
    page.go_back()
    expect(page.locator('[name="decision_notifiee.1.situation"][value=libre]')).to_be_checked()
    page.go_back()
    expect(page.locator('[name="decision_notifiee.1.contenu"][value=oqtf]')).to_be_checked()
    page.go_forward()
    expect(page.locator('[name="decision_notifiee.1.situation"][value=libre]')).to_be_checked()
    assert (page.url, page.title()) == (adresse, titre)
    assert "oqtf" not in page.evaluate("JSON.stringify(history.state)")


def test_une_erreur_du_moteur_mene_a_sa_question(page: Page, serveur: SiteServer) -> None:
    """Un jour après aujourd'hui : le message du moteur, et le chemin vers la date."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    changer_le_jour(page, "2026-09-01")
    page.locator("[data-erreur-du-moteur]").wait_for(timeout=60_000)
    page.click("[data-erreur-du-moteur] button")
    expect(page.locator(".erreur")).to_be_visible()
    champ = page.locator('[name="decision_notifiee.1.date-jour"]')
    expect(champ).to_be_visible()
    assert page.locator(".erreur").get_attribute("id") in (champ.get_attribute("aria-describedby") or "").split()


@pytest.mark.parametrize("situation", ["retenu", "libre"])
def test_une_mesure_venue_apres_se_compte_avec_la_decision(page: Page, serveur: SiteServer, situation: str) -> None:
    """L'heure d'une décision reçue en rétention compte ; une rétention venue après est un événement à elle."""
    ouvrir(page, serveur, "2026-11-21")
    oqtf = {**DECISION, "contenu": ["refus_sejour", "oqtf"], "date": "2026-11-20", "situation": situation}
    if situation == "retenu":
        ajouter(page, {**oqtf, "heure": "16:10"})
        assert echeances_affichees(page) == echeances_du_moteur([{**oqtf, "heure": "16:10"}], "2026-11-21")
        return
    retention = {"type": "retention_notifiee", "date": "2026-11-21", "heure": "09:00"}
    ajouter(page, oqtf)
    ajouter(page, retention)
    expect(page.locator("[data-ligne]")).to_have_count(2)
    page.wait_for_timeout(300)
    assert echeances_affichees(page) == echeances_du_moteur([oqtf, retention], "2026-11-21")


def test_la_retention_montre_les_trois_gestes_avant_toute_date(page: Page, serveur: SiteServer) -> None:
    """Dans la décision dès la réponse, et d'emblée quand c'est la mesure qu'on ajoute."""
    ouvrir(page, serveur)
    commencer(page, "decision_notifiee")
    page.click("[data-tout]")
    encadre = page.locator("[data-ecran] [data-urgence]:visible")
    expect(encadre).to_have_count(0)
    page.check('[name="decision_notifiee.1.situation"][value=retenu]')
    expect(encadre).to_have_count(1)
    expect(encadre.locator("li")).to_have_count(3)
    page.go_back()
    page.locator("[data-ajouter]").click()
    page.click("[data-type=retention_notifiee]")
    expect(encadre).to_have_count(1)
    expect(encadre).to_contain_text("R922-9")


def test_l_aide_pour_la_cour_ne_propose_pas_la_decision_du_prefet(page: Page, serveur: SiteServer) -> None:
    """Un seul jugement au dossier : rien à demander. La décision y mènerait à une erreur."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    ajouter(page, {"type": "jugement_notifie", "procedure": "refus_seul", "sens": "rejet", "date": "2026-11-10"})
    aide = {"type": "aide_juridictionnelle_demandee", "pour": "appel", "date": "2026-11-20"}
    commencer(page, aide["type"])
    page.click("[data-tout]")
    repondre(page, aide)
    continuer(page)
    expect(page.locator("[name=contre]")).to_have_count(0)
    while page.locator("[data-juste]").count() == 0:
        continuer(page)
    page.click("[data-juste]")
    expect(page.locator("[data-ligne=aide_juridictionnelle_demandee]")).to_be_visible()
    expect(page.locator("[data-resultats]")).not_to_contain_text("Il manque")


def test_deux_decisions_se_distinguent(page: Page, serveur: SiteServer) -> None:
    """La lettre dit laquelle elle vise ; chaque date dit de quel papier elle part."""
    ouvrir(page, serveur)
    autre = {**DECISION, "date": "2026-10-20"}
    ajouter(page, DECISION)
    ajouter(page, autre, rang=2)
    commencer(page, "recours_gracieux")
    page.click("[data-tout]")
    repondre(page, GRACIEUX)
    continuer(page)
    page.check("[name=contre] >> nth=0")
    continuer(page)
    continuer(page)
    page.click("[data-juste]")
    expect(page.locator("[data-ligne=recours_gracieux]")).to_contain_text("Se rapporte à")
    page.wait_for_timeout(300)
    attendu = echeances_du_moteur([DECISION, autre, {**GRACIEUX, "contre": "decision_notifiee#0"}])
    assert echeances_affichees(page).keys() == attendu.keys()
    expect(page.locator("[data-resultats] .objet", has_text="20 octobre 2026").first).to_be_visible()
