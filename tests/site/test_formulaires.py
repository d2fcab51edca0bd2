"""Les calculateurs posés dans les pages du guide : au clavier, la date du moteur, rien d'appliqué sans être vu."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from builder.fragments import rules
from builder.server import SiteServer
from calculators import calculer
from tests.site.conftest import BUREAU
from tests.site.gestes import changer_aujourdhui, choisir, dernier_jour, envoyer_au_clavier, ouvrir, repondre_au_clavier
from tests.site.test_accessibilite import _fautes

JOUR = "2026-11-25"
PAGES = ("refus-seul", "refus-avec-oqtf", "silence-vaut-refus", "appel", "aide-juridictionnelle")
# Le mode lettre_remise est le deuxième choix : il faut descendre, pas seulement cocher le premier.
DECISION = {"situation": "libre", "mode": "lettre_remise", "date": "2026-11-09", "voies_et_delais": "complets"}


class Cas(NamedTuple):
    """Ce qu'une personne répond dans une page, et l'événement que le moteur doit avoir reçu."""

    page: str
    reponses: dict[str, str]
    evenement: dict[str, Any]
    residence: str | None = None


CAS = (
    Cas("refus-seul", DECISION, {"type": "decision_notifiee", **DECISION, "contenu": ["refus_sejour"]}),
    Cas("refus-avec-oqtf", DECISION, {"type": "decision_notifiee", **DECISION, "contenu": ["refus_sejour", "oqtf"]}),
    Cas(
        "silence-vaut-refus",
        {
            "reponse": "aucune",
            "date": "2026-07-06",
            "complete": "true",
            "titre": "Salarié",
            "accuse_reception": "complet",
        },
        {
            **{"type": "demande_deposee", "date": "2026-07-06", "complete": True, "titre": "salarie"},
            "accuse_reception": "complet",
        },
    ),
    Cas(
        "silence-vaut-refus",
        {
            **{"reponse": "aucune", "date": "2026-10-05", "complete": "null", "titre": "Étudiant"},
            **{"renouvellement": "true", "accuse_reception": "absent", "residence": "69"},
        },
        {
            **{"type": "demande_deposee", "date": "2026-10-05", "complete": None, "titre": "etudiant"},
            **{"renouvellement": True, "accuse_reception": "absent"},
        },
        residence="69",
    ),
    Cas(
        "appel",
        {
            **{"papier": "jugement", "procedure": "refus_seul", "sens": "annulation", "delai_injonction": "P2M"},
            **{"mode": "telerecours", "date": "2026-11-06", "date_consultation": "2026-11-09"},
            **{"voies_et_delais": "absents", "residence": "973"},
        },
        {
            **{"type": "jugement_notifie", "procedure": "refus_seul", "sens": "annulation", "delai_injonction": "P2M"},
            **{"mode": "telerecours", "date": "2026-11-06", "date_consultation": "2026-11-09"},
            "voies_et_delais": "absents",
        },
        residence="973",
    ),
)


@pytest.fixture
def visite(page: Page) -> Iterator[Page]:
    """Une page où la moindre erreur de script fait échouer le test."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    yield page
    assert pannes == []


def aller(page: Page, serveur: SiteServer, nom: str) -> None:
    """La page, son calculateur prêt, et un jour qui ne dépend pas de l'appareil."""
    ouvrir(page, f"{serveur.address}{nom}/")
    changer_aujourdhui(page, JOUR)
    page.evaluate("document.querySelector('.calculateur').previousElementSibling.setAttribute('tabindex', '-1')")
    page.evaluate("document.querySelector('.calculateur').previousElementSibling.focus()")


def dates_montrees(reponse: Locator) -> dict[str, str | None]:
    """Le jour de chaque échéance affichée, tel qu'un autre programme le lirait."""
    ids = reponse.locator("[data-echeance]").evaluate_all("tous => tous.map((une) => une.dataset.echeance)")
    return {id_: dernier_jour(reponse, id_) for id_ in ids}


@pytest.mark.parametrize("cas", CAS, ids=[f"{rang}-{cas.page}" for rang, cas in enumerate(CAS)])
def test_au_clavier_la_page_montre_les_dates_du_moteur(visite: Page, serveur: SiteServer, cas: Cas) -> None:
    """Toutes les dates, pas seulement la première ; un avertissement à côté, et qui a relu les règles."""
    aller(visite, serveur, cas.page)
    repondre_au_clavier(visite, cas.reponses)
    expect(visite.locator("[data-avertissement]")).to_be_hidden()
    reponse = envoyer_au_clavier(visite)
    dossier = {"evenements": [cas.evenement], **({"residence": cas.residence} if cas.residence else {})}
    attendue = calculer({"calcul": "echeances", "aujourdhui": JOUR, "dossier": dossier})
    assert dates_montrees(reponse) == {e["id"]: e["dernier_jour"] or e["premier_jour"] for e in attendue["echeances"]}
    etapes = reponse.locator(".etapes a").evaluate_all("tous => tous.map((un) => un.getAttribute('href'))")
    assert [adresse.removeprefix(serveur.address) for adresse in etapes] == [e["page"] for e in attendue["etapes"]]
    principale = reponse.locator(".principale").get_attribute("data-echeance")
    (jours,) = [{jour["date"] for jour in e["jours"]} for e in attendue["echeances"] if e["id"] == principale]
    expect(reponse.locator(".principale .calendrier")).to_have_count(1 if len(jours) > 1 else 0)
    expect(visite.locator("[data-avertissement]")).to_be_visible()
    expect(reponse.locator(".regles")).to_contain_text("Aucun juriste n'a encore relu")


def test_le_silence_montre_d_abord_le_jour_ou_il_devient_un_refus(visite: Page, serveur: SiteServer) -> None:
    """Tant que le refus n'est pas né, c'est la date à noter ; ensuite, c'est le délai pour agir."""
    reponses = {"reponse": "aucune", "complete": "true", "titre": "Salarié", "accuse_reception": "complet"}
    for recue, principale in (("2026-09-15", "naissance_refus_implicite"), ("2026-07-06", "recours_contentieux")):
        aller(visite, serveur, "silence-vaut-refus")
        repondre_au_clavier(visite, {"reponse": "aucune", "date": recue, **reponses})
        reponse = envoyer_au_clavier(visite)
        assert reponse.locator(".principale").get_attribute("data-echeance") == principale
    expect(reponse.locator("[data-echeance=naissance_refus_implicite] .etat")).to_contain_text("est devenu un refus")
    expect(reponse.locator("[data-tribunal]")).to_contain_text("lieu où vous habitez")


def test_les_reponses_d_avance_se_voient_et_se_changent(visite: Page, serveur: SiteServer) -> None:
    """La ligne les dit ; les changer change la ligne, et la date."""
    aller(visite, serveur, "refus-avec-oqtf")
    ligne = visite.locator("[data-prereglage] > summary")
    expect(ligne).to_contain_text("Refus de titre de séjour · Obligation de quitter le territoire français (OQTF)")
    repondre_au_clavier(visite, DECISION)
    avec_oqtf = dernier_jour(envoyer_au_clavier(visite))
    expect(visite.locator("[name=contenu][value=oqtf]")).to_be_hidden()
    ligne.click()
    visite.uncheck("[name=contenu][value=oqtf]")
    expect(visite.locator("[data-echeance]")).to_have_count(0)
    expect(visite.locator("[data-choix]")).to_have_text("Refus de titre de séjour")
    visite.click("form[data-calcul] button[type=submit]")
    visite.locator("[data-echeance]").first.wait_for()
    sans_oqtf = dernier_jour(visite.locator("[data-reponse]"))
    assert (avec_oqtf, sans_oqtf) == ("2026-12-10", "2027-01-11")


def test_une_reponse_d_avance_effacee_se_redemande_a_son_pied(visite: Page, serveur: SiteServer) -> None:
    """La question repliée s'ouvre, et le résumé y mène."""
    aller(visite, serveur, "refus-seul")
    ligne = visite.locator("[data-prereglage] > summary")
    ligne.click()
    visite.uncheck("[name=contenu][value=refus_sejour]")
    ligne.click()
    visite.click("form[data-calcul] button[type=submit]")
    # Ouverte dès l'envoi : suivre un lien vers un champ replié l'ouvrirait de toute façon, et ne prouverait rien.
    expect(visite.locator('[data-question="contenu"] .erreur')).to_be_visible()
    visite.locator("[data-erreurs] a", has_text="Cochez").click()
    expect(visite.locator("[name=contenu]").first).to_be_focused()


@pytest.mark.parametrize(("nom", "manquent"), [("silence-vaut-refus", 2), ("appel", 3), ("aide-juridictionnelle", 4)])
def test_chaque_faute_est_reliee_a_son_champ(visite: Page, serveur: SiteServer, nom: str, manquent: int) -> None:
    """Envoyé vide : ce qui est indispensable, nommé, annoncé, et à un geste."""
    aller(visite, serveur, nom)
    visite.click("form[data-calcul] button[type=submit]")
    resume = visite.locator("[data-erreurs]")
    expect(resume).to_be_focused()
    expect(resume.locator("a")).to_have_count(manquent)
    for lien in resume.locator("a").all():
        message = lien.inner_text()
        lien.click()
        lus = visite.evaluate(
            "document.activeElement.getAttribute('aria-describedby').split(' ')"
            ".map((id) => document.getElementById(id).textContent).join(' ')"
        )
        assert message in lus
    assert _fautes(visite) == []


def test_une_faute_du_moteur_va_sous_son_champ(visite: Page, serveur: SiteServer) -> None:
    """Un foyer de zéro personne : le message est celui du moteur, au pied de la question."""
    aller(visite, serveur, "aide-juridictionnelle")
    for nom in ("personnes", "revenu_fiscal_reference", "patrimoine_mobilier", "patrimoine_immobilier"):
        visite.fill(f"[name={nom}]", "0")
    visite.click("form[data-calcul] button[type=submit]")
    expect(visite.locator('[data-question="personnes"] .erreur')).to_contain_text("nombre entier", timeout=30_000)


FOYER = {"personnes": 3, "revenu_fiscal_reference": 18_200, "patrimoine_mobilier": 900, "patrimoine_immobilier": 0}


def remplir_le_foyer(page: Page) -> None:
    """Les montants comme on les recopie : avec leurs espaces et leur signe."""
    ecrits = {nom: str(montant) for nom, montant in FOYER.items()} | {"revenu_fiscal_reference": "18 200 €"}
    repondre_au_clavier(page, ecrits)


def test_l_aide_juridictionnelle_dit_le_taux_les_plafonds_et_pourquoi(visite: Page, serveur: SiteServer) -> None:
    """Le taux du moteur, chacun de ses plafonds, chacune de ses phrases."""
    aller(visite, serveur, "aide-juridictionnelle")
    remplir_le_foyer(visite)
    reponse = envoyer_au_clavier(visite)
    attendue = calculer({"calcul": "aide_juridictionnelle", "aujourdhui": JOUR, "foyer": FOYER})
    assert reponse.locator("[data-taux]").get_attribute("data-taux") == str(attendue["taux"]) == "55"
    montre = "".join(reponse.inner_text().split())
    for cle, plafond in attendue["plafonds"].items():
        assert cle == "statut" or str(plafond) in montre, cle
    for phrase in attendue["pourquoi"]:
        assert "".join(phrase.split()) in montre, phrase
    expect(visite.locator("[data-avertissement]")).to_be_visible()
    expect(reponse.locator('.contacts a[href="tel:3039"]')).to_be_visible()
    assert _fautes(visite) == []


def test_une_annee_sans_plafonds_connus_n_est_pas_une_faute(visite: Page, serveur: SiteServer) -> None:
    """En janvier, la page dit les plafonds de l'an passé et de déposer quand même, sans accuser la saisie."""
    aller(visite, serveur, "aide-juridictionnelle")
    changer_aujourdhui(visite, "2027-01-04")
    for nom, montant in FOYER.items():
        visite.fill(f"[name={nom}]", str(montant))
    visite.click("form[data-calcul] button[type=submit]")
    reponse = visite.locator('[data-taux=""]')
    expect(reponse).to_contain_text("déposez la demande quand même", timeout=30_000)
    expect(visite.locator("[data-erreurs]")).to_be_hidden()


@pytest.mark.parametrize(
    ("nom", "question", "valeur", "mene"),
    [
        ("silence-vaut-refus", "reponse", "refus", ""),
        ("silence-vaut-refus", "reponse", "dossier", "guichet-cloture-sans-suite/"),
        ("appel", "papier", "refere", "refere-suspension-et-urgences/"),
        ("appel", "papier", "arret", "cassation/"),
        ("appel", "papier", "inconnu", "trouver-de-laide/"),
    ],
)
def test_ce_que_le_formulaire_ne_compte_pas_mene_ailleurs(
    visite: Page, serveur: SiteServer, nom: str, question: str, valeur: str, mene: str
) -> None:
    """Les questions disparaissent, l'encadré dit où aller, et le lien y va."""
    aller(visite, serveur, nom)
    choisir(visite, question, valeur)
    expect(visite.locator("[data-question=date]")).to_be_hidden()
    visite.click("form[data-calcul] button[type=submit]")
    lien = visite.locator("[data-hors-champ]:visible a")
    expect(lien).to_be_focused()
    lien.click()
    visite.wait_for_url(serveur.address + mene)


@pytest.mark.parametrize(
    ("nom", "dit"),
    [
        ("refus-seul", rules()["regle/recours_contentieux_refus_seul/duree.md"]),
        ("refus-avec-oqtf", rules()["regle/recours_contentieux_retenu/duree.md"]),
        ("silence-vaut-refus", rules()["regle/naissance_refus_implicite_etudiant_et_autres/duree.md"]),
        ("appel", rules()["regle/appel_oqtf/duree.md"]),
        ("aide-juridictionnelle", "Trouver de l'aide"),
    ],
)
def test_sans_javascript_la_page_donne_l_essentiel(browser: Browser, serveur: SiteServer, nom: str, dit: str) -> None:
    """La durée et où aller, pas un formulaire qui ne répond pas."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{serveur.address}{nom}/")
    expect(page.locator(".calculateur")).to_be_hidden()
    expect(page.locator(".sans-js")).to_contain_text(dit)
    expect(page.locator(".sans-js a").first).to_be_visible()
    expect(page.locator("[data-avertissement]")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("nom", ["silence-vaut-refus", "aide-juridictionnelle"])
def test_sans_webassembly_l_essentiel_revient_sous_le_formulaire(visite: Page, serveur: SiteServer, nom: str) -> None:
    """Les gestes parlent de ce qui est sous les yeux, et la saisie reste."""
    visite.add_init_script("delete window.WebAssembly")
    aller(visite, serveur, nom)
    if nom == "aide-juridictionnelle":
        remplir_le_foyer(visite)
    else:
        repondre_au_clavier(visite, {"reponse": "aucune", "date": "2026-07-06"})
    expect(visite.locator(".sans-js")).to_be_hidden()
    visite.click("form[data-calcul] button[type=submit]")
    expect(visite.locator("[data-secours] h2")).to_be_focused()
    expect(visite.locator(".sans-js")).to_be_visible()
    assert "tableau ci-dessous" not in visite.locator("[data-secours]").inner_text()


def test_deux_calculateurs_sur_une_page_n_ont_qu_un_ouvrier(visite: Page, serveur: SiteServer) -> None:
    """Python ne se charge qu'une fois, et chacun reçoit sa réponse."""
    aller(visite, serveur, "aide-juridictionnelle")
    visite.evaluate("(un => un.after(un.cloneNode(true)))(document.querySelector('.calculateur'))")
    for rang in (0, 1):
        calculateur = visite.locator(".calculateur").nth(rang)
        for nom, montant in FOYER.items():
            calculateur.locator(f"[name={nom}]").fill(str(montant))
        calculateur.locator("[type=submit]").click()
    expect(visite.locator("[data-taux]")).to_have_count(2, timeout=30_000)
    assert len([ouvrier for ouvrier in visite.workers if "/search" not in ouvrier.url]) == 1


def test_les_images_absentes_n_empechent_pas_la_reponse(visite: Page, serveur: SiteServer) -> None:
    """Le dessin vient après le texte : sans lui, la date, le compte et les étapes sont là."""
    visite.route("**/dessins.js", lambda route: route.abort())
    aller(visite, serveur, "refus-seul")
    repondre_au_clavier(visite, DECISION)
    reponse = envoyer_au_clavier(visite)
    assert dernier_jour(reponse) == "2027-01-11"
    expect(reponse.locator("svg")).to_have_count(0)
    expect(reponse.locator(".principale .calcul li").first).to_be_attached()


@pytest.mark.parametrize("nom", PAGES)
def test_axe_ne_trouve_rien_une_fois_le_calculateur_deplie(visite: Page, serveur: SiteServer, nom: str) -> None:
    """Formulaire ouvert, en clair au téléphone puis en sombre sur un grand écran, et rien ne déborde à 320 pixels."""
    visite.emulate_media(reduced_motion="reduce")
    aller(visite, serveur, nom)
    visite.locator(".calculateur details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert _fautes(visite) == []
    visite.set_viewport_size({"width": 320, "height": 640})
    assert visite.evaluate("document.documentElement.scrollWidth") <= 320
    visite.emulate_media(color_scheme="dark")
    visite.set_viewport_size(BUREAU)
    assert _fautes(visite) == []


def test_sur_le_papier_il_reste_la_reponse(visite: Page, serveur: SiteServer) -> None:
    """Ni questions ni bouton : la date, son compte et les faits d'où elle vient."""
    aller(visite, serveur, "refus-seul")
    repondre_au_clavier(visite, DECISION)
    reponse = envoyer_au_clavier(visite)
    visite.emulate_media(media="print")
    visite.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for cache in ("form[data-calcul]", ".ouvrir > summary", ".gestes"):
        expect(visite.locator(cache).first).to_be_hidden()
    for vu in (".principale > .jour", ".calcul li", ".recapitulatif dd"):
        expect(reponse.locator(vu).first).to_be_visible()
