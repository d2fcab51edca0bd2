"""Sans réseau, dans un vrai navigateur : ce qui a servi sert encore, et jamais deux fabrications mêlées."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builder import hors_ligne
from builder.paths import SITE
from builder.serveur_qui_tombe import ServeurQuiTombe
from tests.site.gestes import calculer, calculer_d_avance, changer_aujourdhui, decrire, dernier_jour

BILAN = """async () => {
  const pose = await navigator.serviceWorker.getRegistration();
  if (!pose?.active) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise((tenir) => {
    port1.onmessage = ({ data }) => tenir(data);
    setTimeout(() => tenir(null), 2000); // remplacé entre-temps, il ne répondra plus
    pose.active.postMessage({ type: "bilan" }, [port2]);
  });
}"""
RIEN = """async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0"""


@pytest.fixture
def tombant() -> Iterator[ServeurQuiTombe]:
    """Le site construit, servi par un serveur à nous."""
    serveur = ServeurQuiTombe()
    serveur.start()
    yield serveur
    serveur.shutdown()


@pytest.fixture
def contexte(
    browser: Browser, browser_context_args: dict[str, Any], tombant: ServeurQuiTombe
) -> Iterator[BrowserContext]:
    """Un appareil où le gardien peut s'installer ; une requête vers un autre hôte fait échouer le test."""
    contexte = browser.new_context(**{**browser_context_args, "service_workers": "allow"})
    ailleurs: list[str] = []
    ici = urlsplit(tombant.address).netloc

    def noter(requete: Any) -> None:
        if requete.url.startswith("http") and urlsplit(requete.url).netloc != ici:
            ailleurs.append(requete.url)

    contexte.on("request", noter)
    yield contexte
    contexte.close()
    assert ailleurs == []


def attendre(page: Page, fonction: str, arg: object = None, secondes: int = 30) -> None:
    """Interroge la page jusqu'à ce qu'elle dise oui ; sa politique de sécurité interdit d'y poser une veille."""
    fin = time.monotonic() + secondes
    while not page.evaluate(fonction, arg):
        assert time.monotonic() < fin, fonction
        page.wait_for_timeout(100)


def ouvrir(contexte: BrowserContext, adresse: str) -> Page:
    """Une page, et le gardien posé."""
    page = contexte.new_page()
    page.goto(adresse)
    attendre(page, "() => navigator.serviceWorker.controller?.state === 'activated'")
    return page


def attendre_garde(page: Page, *noms: str) -> None:
    """Attend que ces fichiers soient dans l'appareil (le début de leur adresse suffit)."""
    attendre(
        page,
        """async (noms) => {
          const boites = await Promise.all((await caches.keys()).map((nom) => caches.open(nom)));
          const cles = (await Promise.all(boites.map((boite) => boite.keys()))).flat().map(({ url }) => url);
          return noms.every((nom) => cles.some((cle) => cle.includes(`/association/${nom}`)));
        }""",
        list(noms),
    )


def poser_la_question(page: Page, **choix: str) -> None:
    """Une décision du 23 novembre, lue le 24."""
    changer_aujourdhui(page, "2026-11-24")
    decrire(page, "2026-11-23", ["refus_sejour", "oqtf"], **choix)


def test_apres_un_premier_usage_tout_repond_serveur_eteint(contexte: BrowserContext, tombant: ServeurQuiTombe) -> None:
    """La page, la date de la table, puis Python pour un cas que la table ne tient pas."""
    page = ouvrir(contexte, tombant.address)
    poser_la_question(page)
    calculer(page)
    attendre_garde(
        page, "assets/reponses.json", "assets/pyodide/wasm-", "assets/pyodide/modules-", "assets/javascripts/worker.mjs"
    )
    page.close()
    tombant.eteint = True
    page = contexte.new_page()
    page.goto(tombant.address)
    poser_la_question(page)
    assert dernier_jour(calculer_d_avance(page)) == "2026-12-24"
    page.reload()
    poser_la_question(page, delai_mentionne="P2M")
    assert dernier_jour(calculer(page)) == "2026-12-24"
    assert page.locator("recours-calculateur").get_attribute("data-pret") == "moteur"


def test_une_page_jamais_lue_mene_hors_connexion_a_qui_aide(contexte: BrowserContext, tombant: ServeurQuiTombe) -> None:
    """Jamais l'écran du navigateur : les numéros, et le calculateur, même si l'on n'avait lu qu'une autre page."""
    page = ouvrir(contexte, f"{tombant.address}mentions/")
    tombant.eteint = True
    page.goto(f"{tombant.address}appel/")
    expect(page.locator("h1")).to_contain_text("hors connexion")
    expect(page.locator('a[href="tel:3039"]').first).to_be_visible()
    page.click("main a:has-text('Compter mon dernier jour')")
    poser_la_question(page)
    assert dernier_jour(calculer_d_avance(page)) == "2026-12-24"


def test_le_bouton_garde_tout_le_site(contexte: BrowserContext, tombant: ServeurQuiTombe) -> None:
    """Son poids est dit, et vrai ; ensuite la permanence et une page jamais lue s'ouvrent serveur éteint."""
    page = contexte.new_page()
    page.goto(f"{tombant.address}vie-privee/")
    bloc = page.locator("[data-hors-ligne]")
    annonce = re.search(r"(\d+,\d) Mo", bloc.locator("[data-garder-tout]").inner_text())
    bloc.locator("[data-garder-tout]").click()
    expect(bloc.locator("[data-etat]")).to_contain_text("Mo sur")
    expect(bloc).to_have_attribute("data-hors-ligne", "complet", timeout=60_000)
    bilan = page.evaluate(BILAN)
    assert annonce and abs(float(annonce[1].replace(",", ".")) * 1e6 - bilan["total"]) < 0.02 * bilan["total"]
    assert bilan["manque"] == []
    tombant.eteint = True
    page.goto(f"{tombant.address}permanence/")
    expect(page.locator("[data-permanence]")).to_be_visible()
    page.goto(f"{tombant.address}appel/")
    expect(page.locator("h1")).to_contain_text("ppel")
    page.goto(tombant.address)
    poser_la_question(page, delai_mentionne="P2M")
    assert dernier_jour(calculer(page)) == "2026-12-24"


def test_arreter_garde_ce_qui_est_arrive_et_retirer_ote_tout(
    contexte: BrowserContext, tombant: ServeurQuiTombe
) -> None:
    """Un geste arrête, un autre retire ; rien ne revient de soi-même dans cet onglet."""
    page = ouvrir(contexte, f"{tombant.address}vie-privee/")
    bloc = page.locator("[data-hors-ligne]")
    tombant.retard = 0.1
    bloc.locator("[data-garder-tout]").click()
    bloc.locator("[data-arreter-tout]").click()
    expect(bloc).to_have_attribute("data-hors-ligne", "arrete")
    tombant.retard = 0
    bloc.locator("[data-retirer]").click()
    expect(bloc).to_have_attribute("data-hors-ligne", "retire")
    page.goto(tombant.address, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert page.evaluate(RIEN)


def fabrique_suivante(dossier: Path) -> Path:
    """Le même site, un mois plus tard : un autre titre, une autre table, un autre programme."""
    shutil.copytree(SITE, dossier)
    (dossier / hors_ligne.NOM).unlink()
    for chemin in dossier.rglob("*.html"):
        texte = re.sub(r'<meta name="fabrique"[^>]*>', "", chemin.read_text(encoding="utf-8"))
        chemin.write_text(texte.replace("<h1", '<h1 data-suivante="oui"'), encoding="utf-8")
    table = dossier / "assets" / "reponses.json"
    table.write_text(table.read_text(encoding="utf-8").replace('"version":"', '"version":"suivante-'), encoding="utf-8")
    frise = dossier / "assets" / "javascripts" / "frise.js"
    frise.write_text(frise.read_text(encoding="utf-8") + "\nglobalThis.suivante = true;\n", encoding="utf-8")
    hors_ligne.publier(dossier)
    return dossier


def test_une_nouvelle_fabrication_prend_la_place_sans_se_meler_a_l_ancienne(
    contexte: BrowserContext, tombant: ServeurQuiTombe, tmp_path: Path
) -> None:
    """Une page restée ouverte garde ses fichiers ; la page neuve a les siens ; l'ancien est jeté quand plus rien n'en vit."""
    ancienne = ouvrir(contexte, tombant.address)
    poser_la_question(ancienne)
    calculer(ancienne)
    attendre_garde(ancienne, "assets/reponses.json", "assets/pyodide/wasm-", "assets/javascripts/frise.js")
    tombant.folder = fabrique_suivante(tmp_path / "suivante")
    neuve = contexte.new_page()
    neuve.goto(tombant.address)
    expect(neuve.locator("h1[data-suivante]")).to_be_visible()
    marque = neuve.locator("meta[name=fabrique]").get_attribute("content")
    attendre(neuve, f"async (marque) => (await ({BILAN})())?.fabrique === marque", marque)
    version = "fetch('assets/reponses.json').then((r) => r.json()).then(({ version }) => version)"
    assert not ancienne.evaluate(version).startswith("suivante-")
    assert neuve.evaluate(version).startswith("suivante-")
    poser_la_question(neuve)
    calculer(neuve)
    assert ancienne.evaluate("import('./assets/javascripts/frise.js?').then(() => 'suivante' in globalThis)") is False
    ancienne.close()
    neuve.reload()
    attendre(
        neuve,
        """async () => {
          const [nom] = await caches.keys();
          const cles = (await (await caches.open(nom)).keys()).map(({ url }) => url);
          return cles.filter((cle) => cle.includes("/assets/reponses.json")).length === 1
            && cles.filter((cle) => cle.includes("/.liste")).length === 1;
        }""",
    )
    tombant.eteint = True
    neuve.reload()
    expect(neuve.locator("h1[data-suivante]")).to_be_visible()
    assert neuve.evaluate(version).startswith("suivante-")
    poser_la_question(neuve, delai_mentionne="P2M")
    assert dernier_jour(calculer(neuve)) == "2026-12-24"


def test_une_page_gardee_parait_quand_le_reseau_tarde(contexte: BrowserContext, tombant: ServeurQuiTombe) -> None:
    """Le réseau d'abord, mais pas longtemps."""
    page = ouvrir(contexte, tombant.address)
    tombant.retard = 20
    page.goto(tombant.address, timeout=12_000, wait_until="domcontentloaded")
    expect(page.locator("form[data-calcul]")).to_be_visible()
    tombant.eteint = True


def test_ordinateur_partage_et_tout_effacer_ne_laissent_rien(
    contexte: BrowserContext, tombant: ServeurQuiTombe
) -> None:
    """Le gardien part, la boîte aussi, et ni l'un ni l'autre ne revient en lisant d'autres pages."""
    page = ouvrir(contexte, tombant.address)
    page.goto(f"{tombant.address}mon-dossier/")
    page.click("[data-partage]")
    attendre(page, RIEN)
    page.goto(tombant.address, wait_until="networkidle")
    page.wait_for_timeout(500)
    assert page.evaluate(RIEN)
    page.goto(f"{tombant.address}vie-privee/")
    expect(page.locator("[data-hors-ligne]")).to_contain_text("Ordinateur partagé")
    autre = ouvrir(contexte, f"{tombant.address}mon-dossier/")
    autre.click("[data-tout-effacer]")
    autre.click("[data-oui]")
    attendre(autre, RIEN)


def test_qui_economise_ses_donnees_et_un_cadre_n_installent_rien(
    contexte: BrowserContext, tombant: ServeurQuiTombe
) -> None:
    """Ni Save-Data, ni la page à embarquer."""
    contexte.new_page().goto(f"{tombant.address}embarque/", wait_until="networkidle")
    contexte.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = contexte.new_page()
    page.goto(tombant.address, wait_until="networkidle")
    page.wait_for_timeout(1_000)
    assert page.evaluate(RIEN)
    page.goto(f"{tombant.address}vie-privee/")
    expect(page.locator("[data-garder-tout]")).to_be_visible()
