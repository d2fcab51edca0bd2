"""Une faute de saisie : nommée, reliée à son champ, annoncée, et la saisie reste là."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.gestes import calculer, changer_aujourdhui, decrire, dernier_jour


def _envoyer(page: Page) -> Locator:
    page.click("form[data-calcul] button[type=submit]")
    resume = page.locator("[data-erreurs]")
    expect(resume).to_be_visible(timeout=30_000)
    return resume


def _messages_de(page: Page, nom: str) -> str:
    """Ce que dit un lecteur d'écran après le nom du champ."""
    ids = page.locator(f'[name="{nom}"]').first.get_attribute("aria-describedby") or ""
    return " ".join(page.locator(f'[id="{id_}"]').inner_text() for id_ in ids.split())


def test_le_31_fevrier_est_refuse_sous_son_champ(accueil: Page) -> None:
    """Le message dit quelle partie est fausse, et rien n'est effacé."""
    decrire(accueil, "2026-02-31", ["refus_sejour"])
    resume = _envoyer(accueil)
    assert resume.get_attribute("role") == "alert"
    expect(resume).to_be_focused()
    assert "ce mois n'a pas de 31" in _messages_de(accueil, "date-jour")
    assert accueil.locator("[name=date-jour]").get_attribute("aria-invalid") == "true"
    assert accueil.locator("[name=date-mois]").get_attribute("aria-invalid") is None
    for nom, valeur in (("date-jour", "31"), ("date-mois", "2"), ("date-annee", "2026")):
        expect(accueil.locator(f"[name={nom}]")).to_have_value(valeur)
    expect(accueil.locator("[data-echeance]")).to_have_count(0)


@pytest.mark.parametrize(
    ("champ", "texte", "message"),
    [
        ("date-jour", "", "Écrivez le jour"),
        ("date-jour", "32", "de 1 à 31"),
        ("date-mois", "13", "de 1 à 12"),
        ("date-annee", "26", "quatre chiffres"),
        ("date-mois", "nov", "de 1 à 12"),
    ],
)
def test_le_message_nomme_la_partie_fausse(accueil: Page, champ: str, texte: str, message: str) -> None:
    """Le champ à corriger est celui que le résumé prend."""
    decrire(accueil, "2026-11-23", ["refus_sejour"])
    accueil.fill(f"[name={champ}]", texte)
    resume = _envoyer(accueil)
    expect(resume).to_contain_text(message)
    resume.locator("a").click()
    expect(accueil.locator(f"[name={champ}]")).to_be_focused()


def test_une_date_a_venir_est_refusee_par_le_moteur_sous_son_champ(accueil: Page) -> None:
    """L'erreur du moteur nomme un champ du contrat ; la page la met sous la bonne question."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-11-25", ["refus_sejour"])
    _envoyer(accueil)
    assert "après aujourd'hui" in _messages_de(accueil, "date-jour")


def test_une_erreur_sur_une_mesure_va_a_la_question_de_la_mesure(accueil: Page) -> None:
    """Le deuxième événement de la demande a sa question à lui."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-11-20", ["oqtf"], "assigne", mesure="apres")
    for partie, texte in (("jour", "30"), ("mois", "11"), ("annee", "2026")):
        accueil.fill(f'[name="assignation_notifiee.1.date-{partie}"]', texte)
    _envoyer(accueil)
    assert "après aujourd'hui" in _messages_de(accueil, "assignation_notifiee.1.date-jour")


def test_un_formulaire_vide_demande_ce_qui_manque_et_rien_d_autre(accueil: Page) -> None:
    """Quatre réponses sont indispensables ; les autres peuvent manquer."""
    resume = _envoyer(accueil)
    expect(resume.locator("li")).to_have_count(4)
    assert "Je ne sais pas" in _messages_de(accueil, "situation")


def test_une_heure_illisible_est_refusee_sous_son_champ(accueil: Page) -> None:
    """Une heure mal écrite n'est jamais prise pour une heure inconnue."""
    decrire(accueil, "2026-11-20", ["oqtf"], "retenu")
    accueil.fill("[name=heure]", "25 h 10")
    _envoyer(accueil)
    assert "16 h 10" in _messages_de(accueil, "heure").split("Écrivez")[1]


def test_corriger_efface_les_messages(accueil: Page) -> None:
    """Après correction, plus aucun champ ne se dit faux."""
    changer_aujourdhui(accueil, "2026-11-24")
    decrire(accueil, "2026-02-31", ["refus_sejour", "oqtf"])
    _envoyer(accueil)
    accueil.fill("[name=date-jour]", "23")
    accueil.fill("[name=date-mois]", "11")
    assert dernier_jour(calculer(accueil)) == "2026-12-24"
    expect(accueil.locator("[data-erreur], [aria-invalid]")).to_have_count(0)
    expect(accueil.locator("[data-erreurs]")).to_be_hidden()


def test_un_territoire_non_couvert_dit_qui_appeler(accueil: Page) -> None:
    """Une OQTF en Polynésie : pas de date devinée."""
    decrire(accueil, "2026-03-02", ["oqtf"])
    accueil.select_option("[name=prefecture]", "987")
    resume = _envoyer(accueil)
    expect(resume.locator("li")).not_to_be_empty()
    expect(accueil.locator("[data-echeance]")).to_have_count(0)
