"""Rien ne sort : ni la page, ni l'ouvrier ne joignent un autre hôte, et rien de ce qui est saisi ne voyage."""

import http.server
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from builder.server import SiteServer
from tests.site.gestes import calculer, calculer_d_avance, decrire


def test_aucune_requete_ne_quitte_l_hote_ni_ne_porte_la_saisie(page: Page, serveur: SiteServer) -> None:
    """Du premier octet à la réponse, ouvrier compris : que des lectures de fichiers du site."""
    requetes = []
    page.context.on("request", lambda requete: requetes.append(requete))
    deja = len(serveur.seen)
    page.goto(serveur.address)
    decrire(page, "2026-11-20", ["refus_sejour", "oqtf"], "retenu")
    page.fill("[name=heure]", "16:17")
    calculer(page)
    hote = urlsplit(serveur.address).netloc
    adresses = [urlsplit(requete.url) for requete in requetes if not requete.url.startswith("blob:")]
    assert {adresse.netloc for adresse in adresses} == {hote}
    assert {requete.method for requete in requetes} == {"GET"}
    assert [adresse for adresse in adresses if adresse.query] == []
    vues = [chemin for chemin, _ in serveur.seen[deja:]]
    # L'ouvrier est bien dans le compte : ses fichiers sont dans le journal du serveur.
    for fichier in ("/worker.mjs", "/demarrer.mjs", "/wasm-", "/modules-"):
        assert any(fichier in chemin for chemin in vues), fichier
    assert [chemin for chemin in vues if "?" in chemin or "2026-" in chemin] == []


def test_rien_de_ce_qui_est_saisi_n_est_garde(accueil: Page) -> None:
    """Ni adresse, ni mémoire du navigateur, ni témoin."""
    adresse = accueil.url
    decrire(accueil, "2026-03-17", ["refus_sejour"])
    calculer(accueil)
    assert accueil.url == adresse
    garde = accueil.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])")
    assert "17" not in garde and "refus" not in garde, garde
    assert accueil.context.cookies() == []
    assert accueil.evaluate("indexedDB.databases()") == []


def test_la_politique_de_securite_retient_l_ouvrier(accueil: Page, ailleurs: http.server.ThreadingHTTPServer) -> None:
    """Même si le code de l'ouvrier essayait de joindre un autre hôte, le navigateur l'arrêterait."""
    decrire(accueil, "2026-03-02", ["refus_sejour"])
    calculer(accueil)
    essai = f"fetch('http://127.0.0.1:{ailleurs.server_port}/fuite').then(() => 'parti', () => 'retenu')"
    # L'autre ouvrier de la page est la recherche du thème.
    (ouvrier,) = [ouvrier for ouvrier in accueil.workers if "/search." not in ouvrier.url]
    assert ouvrier.evaluate(essai) == "retenu"
    assert accueil.evaluate(essai) == "retenu"
    assert ailleurs.venus == []  # type: ignore[attr-defined]


def test_python_ne_se_charge_qu_a_la_premiere_reponse(page: Page, serveur: SiteServer) -> None:
    """Lire la page ne coûte ni quatre mégaoctets ni les dessins ; la première réponse commence à les chercher."""
    deja = len(serveur.seen)
    page.goto(serveur.address, wait_until="networkidle")
    vues = [chemin for chemin, _ in serveur.seen[deja:]]
    assert [vue for vue in vues if "pyodide" in vue or vue.endswith(("frise.js", "aide.js", "formulaires.css"))] == []
    with page.expect_request("**/pyodide/demarrer.mjs"):
        page.check("[name=refus][value=titre_sejour]")


def test_avec_economie_de_donnees_la_table_repond_et_python_attend_qu_on_le_demande(
    page: Page, serveur: SiteServer
) -> None:
    """Qui compte ses octets a sa date, et ne paie le compte pas à pas qu'en l'ouvrant."""
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    deja = len(serveur.seen)
    page.goto(serveur.address)
    decrire(page, "2026-03-02", ["refus_sejour"])
    reponse = calculer_d_avance(page)
    page.wait_for_timeout(500)
    assert not any("pyodide" in chemin for chemin, _ in serveur.seen[deja:])
    assert page.locator("recours-calculateur").get_attribute("data-pret") == "reponses"
    reponse.locator(".principale summary").click()
    expect(reponse.locator(".principale .calcul li").first).to_be_visible(timeout=60_000)
    assert page.locator("recours-calculateur").get_attribute("data-pret") == "moteur"
