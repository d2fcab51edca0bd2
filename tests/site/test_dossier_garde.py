"""Ce qui se garde, ce qui s'efface, ce qui se reprend : rien sans un geste, rien de perdu."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.gestes_dossier import (
    ATTENTE,
    ajouter,
    echeances_affichees,
    enregistrer,
    ouvrir,
    ouvrir_un_fichier,
    tout_effacer,
)

DECISION: dict[str, Any] = {
    "type": "decision_notifiee",
    "contenu": ["refus_sejour"],
    "situation": "libre",
    "mode": "main_propre",
    "date": "2026-10-15",
    "voies_et_delais": "inconnu",
}
# Tout ce que le navigateur sait garder d'une page.
GARDE = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])"


def garde(page: Page) -> str:
    """Le contenu de toutes les mémoires du navigateur pour ce site."""
    tout: str = page.evaluate(GARDE)
    return tout


def contenu(page: Page) -> str:
    """Le dossier et les dates tels qu'on les lit, sans ce que l'ouverture d'un fichier ajoute."""
    echeances_affichees(page)
    texte: str = page.evaluate(
        """() => {
            const copie = document.querySelector("[data-dossier]").cloneNode(true);
            copie.querySelectorAll("[data-comparaison], .mode, template, script, [data-annonce]").forEach((un) => un.remove());
            return copie.textContent;
        }"""
    )
    return texte


def test_rien_ne_se_garde_sans_le_demander_et_tout_s_efface(page: Page, serveur: SiteServer) -> None:
    """D'abord rien ; puis, coché, le dossier se rouvre ; « tout effacer » l'ôte partout."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    avant = contenu(page)
    assert "refus_sejour" not in garde(page) and page.evaluate("indexedDB.databases()") == []
    page.click("[data-suite=fichier]")
    expect(page.locator("[data-garder]")).not_to_be_checked()
    page.check("[data-garder]")
    assert "refus_sejour" in garde(page)
    ouvrir(page, serveur)
    expect(page.locator("[data-ecran] h2")).to_contain_text("Un dossier est gardé")
    expect(page.locator("[data-ecran]")).not_to_contain_text("Refus de titre")
    page.click("[data-gardee]")
    page.locator("[data-ligne]").wait_for(timeout=ATTENTE)
    assert contenu(page) == avant
    tout_effacer(page)
    assert "refus_sejour" not in garde(page)
    page.go_back()
    expect(page.locator("[data-ligne]")).to_have_count(0)


def test_sur_un_ordinateur_partage_rien_ne_peut_se_garder(page: Page, serveur: SiteServer) -> None:
    """Ce qui était gardé part, et l'option disparaît."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    page.click("[data-suite=fichier]")
    page.check("[data-garder]")
    page.check("[data-partage]")
    expect(page.locator("[data-garder]")).to_have_count(0)
    expect(page.locator("[data-mode]").first).to_contain_text("Ordinateur partagé")
    assert "refus_sejour" not in garde(page)
    page.click("text=Revenir au dossier")
    ajouter(page, {**DECISION, "date": "2026-10-20"}, rang=2)
    page.wait_for_timeout(700)
    assert "refus_sejour" not in garde(page)


def test_quitter_vite_ne_laisse_pas_la_page_derriere(page: Page, serveur: SiteServer) -> None:
    """La page blanche remplace toutes les entrées de celle-ci : le retour mène avant."""
    page.goto(f"{serveur.address}vie-privee/")
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    page.click("[data-quitter]")
    page.wait_for_url("about:blank")
    assert page.evaluate("document.body.textContent") == ""
    page.go_back()
    page.wait_for_url("**/vie-privee/")


def test_enregistrer_effacer_reprendre_rend_la_meme_page(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Faits, preuves, brouillons, dates : le fichier porte tout, se lit sans outil, et dit le contrat."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    page.click("[data-ajouter]")
    page.click("[data-type=recours_gracieux]")
    page.fill('[name="recours_gracieux.1.date-jour"]', "7")
    page.click("[data-plus-tard]")
    page.click("[data-plus-tard]")
    page.check("[name=preuve][value=depot]")
    page.fill("[name=preuve-note]", "tiroir <b>bleu</b>")
    page.click("[data-ecran] form button[type=submit]")
    page.click("[data-juste]")
    page.select_option("[name=residence]", "69")
    avant = contenu(page)
    fichier = enregistrer(page)
    assert (fichier["format"], fichier["contrat"]) == ("dossier-titre-de-sejour", 1)
    assert fichier["dossier"] == {"residence": "69", "evenements": [DECISION]}
    assert [une["dernier_jour"] for une in fichier["echeances"]] == list(echeances_affichees(page).values())
    tout_effacer(page)
    ouvrir_un_fichier(page, fichier, tmp_path)
    page.locator("[data-comparaison]").wait_for(timeout=ATTENTE)
    expect(page.locator("[data-comparaison]")).to_contain_text("Aucune date n'a changé")
    assert contenu(page) == avant
    assert enregistrer(page) == fichier


def test_une_date_changee_depuis_le_fichier_est_montree(page: Page, serveur: SiteServer, tmp_path: Path) -> None:
    """Avant et après, pour l'échéance qui a bougé et pour elle seule."""
    fichier = {
        "format": "dossier-titre-de-sejour",
        "contrat": 1,
        "version": "0",
        "dossier": {"evenements": [DECISION]},
        "echeances": [
            {"id": "recours_contentieux", "objet": "decision_notifiee#0", "dernier_jour": "2026-12-10", "heure": None}
        ],
    }
    ouvrir(page, serveur)
    ouvrir_un_fichier(page, fichier, tmp_path)
    comparaison = page.locator("[data-comparaison]")
    comparaison.wait_for(timeout=ATTENTE)
    expect(comparaison).to_contain_text(
        "c'était le jeudi 10 décembre 2026, c'est maintenant le mercredi 16 décembre 2026"
    )
    expect(comparaison).to_contain_text("Version d'aujourd'hui")


def test_un_fichier_abime_est_refuse_et_un_vieux_converti_sans_rien_perdre(
    page: Page, serveur: SiteServer, tmp_path: Path
) -> None:
    """Le refus dit pourquoi et laisse le dossier ouvert ; ce qui ne se comprend pas reste visible et s'enregistre."""
    ouvrir(page, serveur)
    ajouter(page, DECISION)
    for brut, raison in (
        ('{"format": "dossier-titre-de-sejour", ', "abîmé"),
        ('{"nom": "facture"}', "pas un dossier"),
        ('{"format": "dossier-titre-de-sejour", "contrat": 9, "dossier": {"evenements": []}}', "version plus récente"),
    ):
        ouvrir_un_fichier(page, None, tmp_path, brut=brut)
        expect(page.locator("[data-refus]")).to_contain_text(raison)
        expect(page.locator("[data-refus]")).to_contain_text("n'a pas changé")
    page.click("text=Revenir au dossier")
    expect(page.locator("[data-ligne=decision_notifiee]")).to_have_count(1)
    page.click("[data-suite=fichier]")
    etrange = {"evenements": [{**DECISION, "delai_mentionne": "P45D", "humeur": "bonne"}, {"type": "licorne"}]}
    ouvrir_un_fichier(page, etrange, tmp_path)
    page.click("dialog [data-oui]")
    page.locator("[data-comparaison]").wait_for(timeout=ATTENTE)
    expect(page.locator("[data-comparaison]")).to_contain_text("converti")
    fichier = enregistrer(page)
    assert fichier["dossier"]["evenements"][0]["delai_mentionne"] == "P45D"
    assert json.dumps(fichier["illisibles"]).count("licorne") == 1 and "humeur" in json.dumps(fichier["illisibles"])
