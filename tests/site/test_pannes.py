"""Le réseau qui coupe, le module qui n'arrive pas, l'appareil trop vieux : il reste toujours l'essentiel."""

import re

from playwright.sync_api import Browser, Locator, Page, Route, expect

from builder.server import SiteServer
from tests.site.gestes import calculer, calculer_d_avance, changer_aujourdhui, decrire, dernier_jour
from tests.site.panne import Panne


def _essentiel(page: Page) -> None:
    """Dit ce qui s'est passé, quoi faire, qui joindre ; le tableau est ouvert et la saisie intacte."""
    secours = page.locator("[data-secours]")
    expect(secours).to_be_visible(timeout=30_000)
    expect(secours.locator("h2")).to_be_focused()
    expect(secours.locator("ol li")).to_have_count(3)
    expect(secours.locator('a[href="tel:3039"]')).to_be_visible()
    # Les dates ordinaires pour ce jour-là viennent de la table : toutes, la plus courte comprise.
    assert dates_ordinaires(secours) == ["2027-01-25", "2026-12-24", "2026-11-30", "2026-11-25T00:00"]
    expect(page.locator("[data-tableau] tbody time").first).to_be_visible()
    expect(page.locator("[name=date-jour]")).to_have_value("23")
    expect(page.locator("[name=contenu][value=oqtf]")).to_be_checked()


def dates_ordinaires(region: Locator) -> list[str]:
    """Les dates que la page donne sans le moteur, à qui la table ne sait pas répondre."""
    dates: list[str] = region.locator("[data-dates] time").evaluate_all("tous => tous.map((un) => un.dateTime)")
    return dates


def _remplir(page: Page) -> None:
    """Un délai annoncé qui n'est pas le vrai : la table ne tient pas cette réponse, il y faut le moteur."""
    changer_aujourdhui(page, "2026-11-24")
    decrire(page, "2026-11-23", ["refus_sejour", "oqtf"], delai_mentionne="P2M")


def _sans_moteur(page: Page) -> None:
    """Un cas ordinaire a sa date, quoi qu'il arrive au moteur ; le détail dit qu'il manque."""
    changer_aujourdhui(page, "2026-11-24")
    decrire(page, "2026-11-23", ["refus_sejour", "oqtf"])
    reponse = calculer_d_avance(page)
    assert dernier_jour(reponse) == "2026-12-24"
    expect(page.locator("[data-secours]")).to_be_hidden()
    reponse.locator(".principale summary").click()
    expect(reponse.locator(".principale [data-attend]")).to_contain_text(
        "La date ci-dessus reste bonne", timeout=30_000
    )


def _envoyer(page: Page) -> None:
    page.click("form[data-calcul] button[type=submit]")


def test_une_coupure_pendant_le_chargement_laisse_l_essentiel_et_reessayer_suffit(page: Page, panne: Panne) -> None:
    """Le fichier s'arrête à moitié ; le réseau revenu, un bouton donne la réponse."""
    panne.coupe = True
    page.goto(panne.serveur.address)
    _remplir(page)
    _envoyer(page)
    _essentiel(page)
    panne.coupe = False
    page.click("[data-reessayer]")
    expect(page.locator("[data-secours]")).to_be_hidden()
    page.locator("[data-echeance]").first.wait_for(timeout=30_000)
    assert dernier_jour(page.locator("[data-reponse]")) == "2026-12-24"


def test_un_serveur_eteint_laisse_l_essentiel(page: Page, panne: Panne) -> None:
    """La page est ouverte, le serveur tombe avant la première réponse."""
    page.goto(panne.serveur.address)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    panne.eteindre()
    _remplir(page)
    _envoyer(page)
    _essentiel(page)


def test_sans_webassembly_la_page_donne_l_essentiel_sans_proposer_de_reessayer(page: Page, serveur: SiteServer) -> None:
    """Réessayer n'y changerait rien."""
    page.add_init_script("delete window.WebAssembly")
    page.goto(serveur.address)
    _remplir(page)
    _envoyer(page)
    _essentiel(page)
    expect(page.locator("[data-reessayer]")).to_have_count(0)


def test_sans_javascript_le_tableau_prend_la_place_du_formulaire(browser: Browser, serveur: SiteServer) -> None:
    """Le tableau, qui aide, et l'avertissement ; pas un formulaire qui ne répond pas."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(serveur.address)
    expect(page.locator("form[data-calcul]")).to_be_hidden()
    expect(page.locator("[data-tableau] tbody time").first).to_be_visible()
    expect(page.locator("[data-tableau] a[href='tel:3039']")).to_be_visible()
    expect(page.locator("[data-avertissement]")).to_be_visible()
    expect(page.locator(".sans-js")).to_be_visible()
    page.context.close()


def test_si_le_module_ne_vient_pas_le_tableau_reprend_sa_place(page: Page, serveur: SiteServer) -> None:
    """Huit secondes sans le module : la page redevient celle d'un appareil sans JavaScript."""
    page.route("**/calculateur.js", lambda route: route.abort())
    page.goto(serveur.address)
    expect(page.locator("form[data-calcul]")).to_be_visible()
    expect(page.locator("form[data-calcul]")).to_be_hidden(timeout=12_000)
    expect(page.locator("[data-tableau] tbody time").first).to_be_visible()


def test_un_envoi_trop_tot_n_est_pas_perdu(page: Page, serveur: SiteServer) -> None:
    """Envoyer avant que le module n'arrive donne la réponse quand il arrive."""
    retenus: list[Route] = []
    page.route("**/calculateur.js", lambda route: retenus.append(route))
    page.goto(serveur.address, wait_until="commit")
    page.locator("[name=refus]").first.wait_for()
    decrire_sans_module(page)
    _envoyer(page)
    expect(page.locator("[data-patience]")).to_be_visible()
    retenus[0].continue_()
    page.locator("[data-echeance]").first.wait_for(timeout=30_000)
    assert dernier_jour(page.locator("[data-reponse]")) == "2026-05-04"


def decrire_sans_module(page: Page) -> None:
    """Les questions de base, visibles avant tout script."""
    decrire(page, "2026-03-02", ["refus_sejour"])


def test_un_chargement_long_le_dit_et_ouvre_le_tableau(page: Page, panne: Panne) -> None:
    """On attend avec des mots et avec le tableau, la page reste vivante, et la réponse finit par venir."""
    panne.retard = 12
    page.goto(panne.serveur.address)
    _remplir(page)
    _envoyer(page)
    expect(page.locator("[data-etat-chargement]")).to_contain_text("Votre demande est gardée")
    expect(page.locator("[data-tableau]")).to_have_attribute("open", "", timeout=10_000)
    expect(page.locator("[data-etat-chargement]")).to_contain_text("Le tableau plus bas")
    page.locator("[data-echeance]").first.wait_for(timeout=30_000)
    assert dernier_jour(page.locator("[data-reponse]")) == "2026-12-24"


def test_le_chargement_dit_ce_qui_arrive_et_combien(page: Page, serveur: SiteServer) -> None:
    """« 1,2 Mo sur 3,6 Mo » : quoi, et combien, pendant que cela vient."""
    # Sans cela, il serait venu pendant qu'on remplissait.
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(serveur.address)
    page.evaluate(
        """() => {
            window.vus = [];
            const region = document.querySelector("[data-progres]");
            new MutationObserver(() => vus.push(region.textContent)).observe(region, { childList: true, subtree: true });
        }"""
    )
    _remplir(page)
    calculer(page)
    vus = page.evaluate("vus")
    assert any("Mo sur" in phrase for phrase in vus), vus
    (recu, total) = re.findall(r"\d+,\d", [phrase for phrase in vus if "Mo sur" in phrase][-1])
    assert 1 < float(total.replace(",", ".")) < 6, vus[-1]
    assert recu == total


def test_un_telechargement_coupe_n_ote_pas_la_date_d_un_cas_ordinaire(page: Page, panne: Panne) -> None:
    """Le moteur s'arrête à 60 % : la date est là depuis longtemps."""
    panne.coupe = True
    page.goto(panne.serveur.address)
    _sans_moteur(page)


def test_sans_webassembly_un_cas_ordinaire_a_sa_date(page: Page, serveur: SiteServer) -> None:
    """Un vieux téléphone n'a pas besoin de Python pour cela."""
    page.add_init_script("delete window.WebAssembly")
    page.goto(serveur.address)
    _sans_moteur(page)


def test_trop_peu_de_memoire_laisse_la_date(page: Page, serveur: SiteServer) -> None:
    """L'ouvrier ne peut pas réserver ce qu'il faut à Python."""
    sans_place = "WebAssembly.Memory = class { constructor() { throw new RangeError('out of memory'); } };"
    sans_place += (
        "WebAssembly.instantiate = WebAssembly.instantiateStreaming = async () => { throw new RangeError('memory'); };"
    )
    page.route(
        "**/worker.mjs", lambda route: route.fulfill(response=(vrai := route.fetch()), body=sans_place + vrai.text())
    )
    page.goto(serveur.address)
    _sans_moteur(page)


def test_une_memoire_qui_ne_peut_pas_grandir_suffit_a_une_date(page: Page, serveur: SiteServer) -> None:
    """Le moteur tient dans ce qu'il réserve au départ : un téléphone plein compte la même date."""
    pleine = "WebAssembly.Memory.prototype.grow = () => { throw new RangeError('out of memory'); };"
    page.route(
        "**/worker.mjs", lambda route: route.fulfill(response=(vrai := route.fetch()), body=pleine + vrai.text())
    )
    page.goto(serveur.address)
    _remplir(page)
    assert dernier_jour(calculer(page)) == "2026-12-24"


def test_un_ouvrier_qui_meurt_en_calculant_se_dit_et_se_relance(page: Page, serveur: SiteServer) -> None:
    """Il tombe après le départ, au milieu d'une réponse ; un bouton suffit."""
    page.add_init_script(
        """const Vrai = window.Worker;
        window.Worker = class extends Vrai {
          postMessage(message) {
            if (message.type !== "calculer" || window.mort) return super.postMessage(message);
            window.mort = true;
            this.terminate();
            this.dispatchEvent(new Event("error"));
          }
        };"""
    )
    page.goto(serveur.address)
    _remplir(page)
    _envoyer(page)
    _essentiel(page)
    page.click("[data-reessayer]")
    page.locator("[data-echeance]").first.wait_for(timeout=60_000)
    assert dernier_jour(page.locator("[data-reponse]")) == "2026-12-24"


def test_arreter_le_chargement_laisse_les_dates_ordinaires(page: Page, panne: Panne) -> None:
    """Qui ne veut pas attendre n'attend pas."""
    panne.retard = 20
    page.goto(panne.serveur.address)
    _remplir(page)
    _envoyer(page)
    expect(page.locator("[data-attente]")).to_contain_text("En attendant")
    page.locator("[data-arreter]").click(timeout=30_000)
    _essentiel(page)
    expect(page.locator("[data-secours]")).to_contain_text("Vous l'avez arrêté")


def test_un_stockage_refuse_n_empeche_rien(page: Page, serveur: SiteServer) -> None:
    """Navigation privée stricte : lire ou écrire dans l'appareil lève une erreur."""
    page.add_init_script(
        """for (const nom of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
          Object.defineProperty(window, nom, { get() { throw new DOMException("refusé", "SecurityError"); } });
        }"""
    )
    page.goto(serveur.address)
    changer_aujourdhui(page, "2026-11-24")
    decrire(page, "2026-11-23", ["refus_sejour", "oqtf"])
    assert dernier_jour(calculer(page)) == "2026-12-24"
