"""Un refus entre, une date sort : le chemin entier, sur le site construit."""

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import BUREAU, TELEPHONE
from tests.site.gestes import calculer, changer_aujourdhui, choisir, decrire, dernier_jour, ecrire_date


@pytest.mark.parametrize("ecran", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
def test_un_refus_avec_oqtf_recu_le_23_novembre_mene_au_24_decembre(accueil: Page, ecran: dict[str, int]) -> None:
    """La date sûre, ce qui reste, quoi faire, devant qui, pourquoi, et l'âge des règles."""
    accueil.set_viewport_size(ecran)
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-11-23", ["refus_sejour", "oqtf"])
    accueil.select_option("[name=prefecture]", "93")
    reponse = calculer(accueil)
    recours = reponse.locator('[data-echeance="recours_contentieux"]')
    assert dernier_jour(reponse) == "2026-12-24"
    assert recours.get_attribute("data-etat") == "ouverte"
    expect(recours).to_contain_text("jeudi 24 décembre 2026")
    expect(recours).to_contain_text("Il vous reste 30 jours.")
    expect(recours).to_contain_text("Écrire au préfet ou au ministre ne prolonge pas ce délai")
    expect(reponse.locator(".etapes li").first).to_be_visible()
    expect(reponse.locator("[data-tribunal=montreuil]")).to_contain_text("Tribunal administratif de Montreuil")
    recours.locator("summary").click()
    expect(recours.locator(".calcul li").last).to_contain_text("jeudi 24 décembre 2026")
    assert recours.locator(".sources a").first.get_attribute("href").startswith("https://")
    expect(reponse).to_contain_text("Ce que cette page n'a pas vérifié")
    expect(reponse.locator(".regles")).to_contain_text("3 avril 2026")
    expect(reponse.locator(".regles")).to_contain_text("Aucun juriste")
    expect(accueil.locator("[data-avertissement]")).to_be_visible()
    assert accueil.locator("recours-calculateur").get_attribute("data-pret") == "moteur"


def test_un_refus_seul_recu_le_15_septembre_mene_au_16_novembre(accueil: Page) -> None:
    """Sans OQTF, le recours au préfet est une autre date."""
    changer_aujourdhui(accueil, "2026-09-20")
    decrire(accueil, "2026-09-15", ["refus_sejour"])
    reponse = calculer(accueil)
    assert dernier_jour(reponse) == "2026-11-16"
    assert dernier_jour(reponse, "recours_administratif") == "2026-11-16"


def test_la_retention_montre_les_trois_gestes_avant_toute_date(accueil: Page) -> None:
    """Répondre « en centre de rétention » suffit à voir quoi faire ; la réponse compte ensuite les heures."""
    encadre = accueil.locator("[data-urgence]:visible")
    expect(encadre).to_have_count(0)
    choisir(accueil, "situation", "retenu")
    expect(encadre).to_have_count(1)
    expect(encadre.locator("li")).to_have_count(3)
    expect(encadre).to_contain_text("R922-9")
    changer_aujourdhui(accueil, "2026-11-21")
    decrire(accueil, "2026-11-20", ["refus_sejour", "oqtf"], "retenu")
    accueil.fill("[name=heure]", "16 h 10")
    reponse = calculer(accueil)
    assert dernier_jour(reponse) == "2026-11-22T16:10"
    expect(reponse.locator("h2")).to_contain_text("urgent")
    expect(reponse.locator(".principale > .jour")).to_have_text("dimanche 22 novembre 2026 à 16 h 10")


def test_sans_heure_la_retention_se_compte_depuis_minuit(accueil: Page) -> None:
    """L'heure laissée vide part comme inconnue : le pire cas."""
    changer_aujourdhui(accueil, "2026-11-21")
    decrire(accueil, "2026-11-20", ["refus_sejour", "oqtf"], "retenu")
    assert dernier_jour(calculer(accueil)) == "2026-11-22T00:00"


def test_je_ne_sais_pas_partout_donne_une_date(accueil: Page) -> None:
    """La date la plus ancienne possible, comptée au plus court, et les questions qui restent."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-11-23", ["inconnu"], "inconnu", refus="inconnu", mode="inconnu", voies_et_delais="inconnu")
    reponse = calculer(accueil)
    assert dernier_jour(reponse) == "2026-12-24"
    expect(reponse.locator(".principale")).to_contain_text("Quels mots lisez-vous sur la décision")


def test_une_assignation_venue_apres_raccourcit_le_delai(accueil: Page) -> None:
    """La mesure part comme un événement à elle, et la décision redevient reçue en liberté."""
    changer_aujourdhui(accueil, "2026-12-05")
    decrire(accueil, "2026-11-23", ["refus_sejour", "oqtf"], "assigne", mesure="apres", article_assignation="L731-1")
    ecrire_date(accueil, "assignation_notifiee.1.date", "2026-12-04")
    assert dernier_jour(calculer(accueil)) == "2026-12-11"


def test_ce_que_le_site_ne_compte_pas_ne_donne_aucune_date(accueil: Page) -> None:
    """Un refus de visa ferme le formulaire et ouvre la page qui dit qui sait compter."""
    choisir(accueil, "refus", "visa")
    expect(accueil.locator('[data-question="situation"]')).to_be_hidden()
    accueil.click("form[data-calcul] button[type=submit]")
    lien = accueil.locator("[data-hors-champ] a")
    expect(lien).to_be_focused()
    expect(accueil.locator("[data-echeance]")).to_have_count(0)
    lien.click()
    expect(accueil.locator("h1")).to_contain_text("ne compte pas")


def test_une_question_sans_objet_est_cachee_et_ne_part_pas(accueil: Page) -> None:
    """Une heure écrite puis devenue inutile ne suit pas la demande."""
    noms = "[...new FormData(document.querySelector('form[data-calcul]')).keys()]"
    choisir(accueil, "situation", "retenu")
    accueil.fill("[name=heure]", "16:10")
    assert "heure" in accueil.evaluate(noms)
    choisir(accueil, "situation", "libre")
    expect(accueil.locator("[name=heure]")).to_be_hidden()
    assert "heure" not in accueil.evaluate(noms)


def test_je_ne_sais_pas_efface_les_autres_cases(accueil: Page) -> None:
    """« Je ne sais pas » et un mot lu ne vont pas ensemble."""
    choisir(accueil, "contenu", "oqtf")
    choisir(accueil, "contenu", "inconnu")
    expect(accueil.locator("[name=contenu][value=oqtf]")).not_to_be_checked()
    choisir(accueil, "contenu", "refus_sejour")
    expect(accueil.locator("[name=contenu][value=inconnu]")).not_to_be_checked()


def test_la_lecture_favorable_reste_repliee_tant_que_la_date_sure_n_est_pas_passee(accueil: Page) -> None:
    """Une date plus tardive ne se voit qu'en ouvrant le détail."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-11-23", ["refus_sejour", "oqtf"], delai_mentionne="P2M")
    recours = calculer(accueil).locator(".principale")
    expect(recours.locator(".favorable")).to_be_hidden()
    recours.locator("summary").click()
    expect(recours.locator(".favorable")).to_contain_text("lundi 25 janvier 2027")


def test_une_date_sure_passee_ouvre_ce_qui_reste_peut_etre(accueil: Page) -> None:
    """Qui joindre le jour même, avec un numéro ; la date sûre reste la première."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-03-02", ["refus_sejour"], voies_et_delais="absents")
    reponse = calculer(accueil)
    recours = reponse.locator(".principale")
    assert recours.get_attribute("data-etat") == "ouverte_sous_reserve"
    assert dernier_jour(reponse) == "2026-05-04"
    expect(recours).to_contain_text("Il reste peut-être un délai")
    expect(recours.locator('.contacts a[href="tel:3039"]')).to_be_visible()


def test_changer_une_reponse_efface_la_date_d_avant(accueil: Page) -> None:
    """Une date qui ne va plus avec le formulaire ne reste pas à l'écran."""
    decrire(accueil, "2026-03-02", ["refus_sejour"])
    calculer(accueil)
    choisir(accueil, "contenu", "oqtf")
    expect(accueil.locator("[data-echeance]")).to_have_count(0)
    expect(accueil.locator("[data-etat-chargement]")).to_contain_text("calculez de nouveau")


def test_le_retour_arriere_garde_les_reponses(accueil: Page) -> None:
    """Lire une autre page puis revenir ne fait rien recommencer."""
    decrire(accueil, "2026-11-20", ["refus_sejour", "oqtf"], "retenu")
    accueil.fill("[name=heure]", "16:10")
    accueil.click(".pied a >> text=Saisir le tribunal")
    accueil.wait_for_url("**/saisir-le-tribunal/")
    accueil.go_back()
    expect(accueil.locator("[name=situation][value=retenu]")).to_be_checked()
    expect(accueil.locator("[name=contenu][value=oqtf]")).to_be_checked()
    expect(accueil.locator("[name=date-jour]")).to_have_value("20")
    expect(accueil.locator("[name=heure]")).to_have_value("16:10")
    expect(accueil.locator("[data-urgence]:visible")).to_have_count(1)


def test_sur_le_papier_il_ne_reste_que_la_reponse(accueil: Page) -> None:
    """Le formulaire et les menus partent ; la date, les faits et l'âge des règles restent."""
    decrire(accueil, "2026-03-02", ["refus_sejour"])
    reponse = calculer(accueil)
    accueil.emulate_media(media="print")
    accueil.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for cache in ("form[data-calcul]", ".md-header", ".md-footer", ".gestes", "[data-tableau]"):
        expect(accueil.locator(cache).first).to_be_hidden()
    for vu in (".principale > .jour", ".calcul li", ".recapitulatif dd", ".regles"):
        expect(reponse.locator(vu).first).to_be_visible()
