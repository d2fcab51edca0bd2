"""Le calculateur dans la page d'un autre site : autre origine, politique stricte, dans un vrai navigateur."""

from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from builder.server import SiteServer
from tests.site.gestes import ecrire_date

AUTRE = "http://localhost"
# Dans chaque cadre, note tout essai de garder quelque chose.
GUETTER = """
window.gardes = [];
Storage.prototype.setItem = function (cle) { window.gardes.push(cle); };
Object.defineProperty(Document.prototype, "cookie", { get: () => "", set: (dit) => window.gardes.push(dit) });
IDBFactory.prototype.open = function (nom) { window.gardes.push(nom); };
if (window.CacheStorage) CacheStorage.prototype.open = function (nom) { window.gardes.push(nom); };
if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = function (nom) { window.gardes.push(nom); };
"""


class Hote(ThreadingHTTPServer):
    """Un autre site : une page, et la politique de sécurité la plus stricte qui permette le cadre."""

    daemon_threads = True
    page = ""
    permis = ""

    @property
    def adresse(self) -> str:
        """Par son nom, pour que ce soit aussi un autre site, et pas seulement un autre port."""
        return f"{AUTRE}:{self.server_address[1]}/"


class _Reponse(BaseHTTPRequestHandler):
    server: Hote

    def do_GET(self) -> None:
        corps = self.server.page.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        politique = f"default-src 'none'; script-src {self.server.permis}; frame-src {self.server.permis}"
        self.send_header("Content-Security-Policy", politique)
        self.send_header("Content-Length", str(len(corps)))
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, format: str, *args: object) -> None:
        """Rien : les requêtes ne sont pas des résultats."""


@pytest.fixture
def hote(serveur: SiteServer) -> Iterator[Hote]:
    """L'autre site, qui embarque le nôtre."""
    autre = Hote(("127.0.0.1", 0), _Reponse)
    autre.permis = serveur.address.rstrip("/").rsplit("/", 1)[0]
    autre.page = (
        '<!doctype html><html lang="fr"><title>Un autre site</title><h1>Un autre site</h1>'
        f'<script defer src="{serveur.address}assets/javascripts/integrer.js"></script>'
        '<recours-embarque situation="libre" contenu="refus_sejour,oqtf,inconnu_du_formulaire"></recours-embarque>'
    )
    Thread(target=autre.serve_forever, daemon=True).start()
    yield autre
    autre.shutdown()


def _ouvrir(page: Page, hote: Hote) -> FrameLocator:
    page.goto(hote.adresse)
    cadre = page.frame_locator("recours-embarque iframe")
    cadre.locator("form[data-calcul]").wait_for()
    return cadre


def _hauteur(page: Page) -> float:
    return float(page.locator("recours-embarque iframe").evaluate("(cadre) => cadre.getBoundingClientRect().height"))


def _hauteur_voulue(cadre: FrameLocator) -> float:
    return float(cadre.locator("body").evaluate("(corps) => Math.ceil(corps.getBoundingClientRect().height)"))


def _repondre(cadre: FrameLocator) -> None:
    for partie, texte in zip(("annee", "mois", "jour"), ("2026", "11", "20"), strict=True):
        cadre.locator(f'[name="date-{partie}"]').fill(texte)
    for nom, valeur in (("mode", "main_propre"), ("voies_et_delais", "complets")):
        cadre.locator(f'[name="{nom}"][value="{valeur}"]').check()
    cadre.locator("form[data-calcul] button[type=submit]").click()
    cadre.locator("[data-reponse] [data-echeance]").first.wait_for(timeout=60_000)


def test_le_cadre_calcule_et_suit_la_hauteur_de_la_reponse(page: Page, hote: Hote) -> None:
    """Sous la politique stricte de l'autre site, la réponse paraît en entier, sans barre de défilement."""
    refus: list[str] = []
    page.on("console", lambda dit: refus.append(dit.text) if "Content Security Policy" in dit.text else None)
    cadre = _ouvrir(page, hote)
    avant = _hauteur(page)
    _repondre(cadre)
    assert cadre.locator('[data-echeance="recours_contentieux"] time').first.get_attribute("datetime")
    page.wait_for_function(
        "(avant) => document.querySelector('iframe').getBoundingClientRect().height > avant", arg=avant
    )
    expect(cadre.locator("[data-reponse]")).to_be_visible()
    page.wait_for_timeout(300)
    assert _hauteur(page) == _hauteur_voulue(cadre)
    assert refus == []


def test_le_cadre_ne_pose_ni_cookie_ni_memoire_et_dit_d_ou_il_vient(
    page: Page, hote: Hote, serveur: SiteServer
) -> None:
    """Le site qui embarque n'a rien à demander à ses visiteurs, et ils savent qui a compté."""
    page.add_init_script(GUETTER)
    cadre = _ouvrir(page, hote)
    _repondre(cadre)
    assert cadre.locator("body").evaluate("() => window.gardes") == [] and page.context.cookies() == []
    origine = cadre.locator("[data-origine]")
    assert hote.permis.removeprefix("http://") in origine.inner_text()
    with page.context.expect_page() as ouverte:
        origine.click()
    assert ouverte.value.url == serveur.address and page.url == hote.adresse


def test_le_reglage_coche_les_seules_reponses_permises(page: Page, hote: Hote) -> None:
    """La situation et le contenu du papier ; une valeur inconnue ne fait rien."""
    cadre = _ouvrir(page, hote)
    expect(cadre.locator('[name="situation"][value="libre"]')).to_be_checked()
    cochees = cadre.locator('[name="contenu"]:checked').evaluate_all("(cases) => cases.map((une) => une.value)")
    assert cochees == ["refus_sejour", "oqtf"]


@pytest.mark.parametrize("page_reglee", ["", "embarque/"])
def test_un_lien_ne_regle_jamais_ce_qui_concerne_une_personne(
    page: Page, serveur: SiteServer, page_reglee: str
) -> None:
    """Ni date, ni lieu, ni balise : le fragment ne touche qu'à deux questions."""
    page.goto(
        serveur.address
        + page_reglee
        + "#situation=detenu&contenu=oqtf&date-jour=12&prefecture=69&residence=69&mode=anef"
    )
    expect(page.locator('[name="situation"][value="detenu"]').first).to_be_checked()
    assert page.locator('[name="date-jour"]').first.input_value() == ""
    assert page.locator('[name="mode"]:checked').count() == 0
    for nom in ("prefecture", "residence"):
        for champ in page.locator(f'select[name="{nom}"]').all():
            assert champ.input_value() == ""


def test_une_hauteur_venue_d_ailleurs_est_ignoree(page: Page, hote: Hote) -> None:
    """L'autre site peut contenir d'autres cadres : aucun ne doit pouvoir déformer le nôtre."""
    cadre = _ouvrir(page, hote)
    page.wait_for_timeout(500)
    avant = _hauteur(page)
    page.evaluate("() => window.postMessage({ type: 'recours-hauteur', hauteur: 5000 }, '*')")
    page.wait_for_timeout(300)
    assert _hauteur(page) == avant == _hauteur_voulue(cadre)


def test_la_hauteur_ne_part_qu_a_la_page_qui_s_est_presentee(page: Page, serveur: SiteServer) -> None:
    """Sans « bonjour », le cadre ne dit rien à personne ; seul dans son onglet, non plus."""
    page.goto(serveur.address + "embarque/")
    page.locator("form[data-calcul]").wait_for()
    page.evaluate("() => { window.recus = []; addEventListener('message', ({ data }) => window.recus.push(data)); }")
    page.evaluate("() => window.postMessage({ type: 'recours-bonjour' }, '*')")
    ecrire_date(page, "date", "2026-11-20")
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.recus") == [{"type": "recours-bonjour"}]


def test_le_cadre_seul_ne_charge_ni_menu_ni_recherche(page: Page, serveur: SiteServer) -> None:
    """Chaque kilo-octet est une attente : la page embarquée n'a que le calculateur."""
    demandes: list[str] = []
    page.on("request", lambda une: demandes.append(une.url))
    page.goto(serveur.address + "embarque/")
    page.locator("[data-jour][datetime]").first.wait_for(state="attached")
    assert not [une for une in demandes if "bundle" in une or "search" in une]
    assert page.locator(".md-header, .md-sidebar, .md-footer").count() == 0
