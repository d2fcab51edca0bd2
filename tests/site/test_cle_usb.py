"""La clé USB : ouverte sans serveur, depuis un dossier au nom difficile, elle dit les dates du moteur et n'appelle personne."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from builder import cle_modules, cle_pages, cle_usb
from builder.errors import BuildError
from builder.today import build_day
from calculators import calculer
from tests.build.navigateurs import presents
from tests.site.gestes import calculer_d_avance, decrire, dernier_jour
from tests.site.marionette import firefox

# Les cas que presque tout le monde a : contenu du papier, situation.
CAS: list[tuple[list[str], str]] = [
    (["refus_sejour"], "libre"),
    (["refus_sejour", "oqtf"], "libre"),
    (["refus_sejour", "oqtf"], "detenu"),
    (["refus_sejour", "oqtf"], "retenu"),
]


# Les gestes de `decrire`, pour un navigateur sans pilote.
GESTES = """
const [jour, fin] = arguments;
for (const [nom, valeur] of [["refus", "titre_sejour"], ["situation", "libre"], ["contenu", "refus_sejour"],
    ["contenu", "oqtf"], ["mode", "main_propre"], ["voies_et_delais", "complets"]])
  document.querySelector(`[name="${nom}"][value="${valeur}"]`).click();
const [annee, mois, lejour] = jour.split("-");
for (const [partie, valeur] of Object.entries({ annee, mois, jour: lejour })) {
  const champ = document.querySelector(`[name="date-${partie}"]`);
  champ.value = valeur;
  champ.dispatchEvent(new Event("input", { bubbles: true }));
}
document.querySelector("form[data-calcul] button[type=submit]").click();
(function attendre() {
  const vue = document.querySelector('[data-echeance="recours_contentieux"] time');
  if (vue) fin(vue.getAttribute("datetime")); else setTimeout(attendre, 100);
})();
"""


@pytest.fixture(scope="session")
def cle(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """L'archive, dépliée là où une personne la mettrait."""
    archive = cle_usb.write(site, tmp_path_factory.mktemp("cle"))
    dossier = tmp_path_factory.mktemp("Clé de Zoé") / "été n° 1 & co"
    with zipfile.ZipFile(archive) as pliee:
        pliee.extractall(dossier)
    return dossier / cle_usb.DOSSIER


@pytest.fixture
def sans_serveur(browser: Browser) -> Iterator[Page]:
    """Une page sans réseau ; une requête hors du dossier, une erreur ou une console rouge fait échouer le test."""
    contexte = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", offline=True)
    page = contexte.new_page()
    fautes: list[str] = []
    page.on("pageerror", lambda erreur: fautes.append(str(erreur)))
    page.on("console", lambda dit: fautes.append(dit.text) if dit.type == "error" else None)
    # Quitter une page coupe l'icône de l'onglet, si elle n'est pas encore venue : ce n'est pas un fichier qui manque.
    page.on(
        "requestfailed", lambda requete: None if "ABORTED" in (requete.failure or "") else fautes.append(requete.url)
    )
    page.on(
        "request", lambda requete: None if requete.url.startswith(("file:", "data:")) else fautes.append(requete.url)
    )
    yield page
    contexte.close()
    assert fautes == []


@pytest.mark.parametrize(("contenu", "situation"), CAS)
def test_la_premiere_date_est_celle_du_moteur(
    sans_serveur: Page, cle: Path, contenu: list[str], situation: str
) -> None:
    """La même date, la même heure, sans serveur ni Python."""
    recu = build_day().isoformat()
    sans_serveur.goto((cle / "index.html").as_uri())
    decrire(sans_serveur, recu, contenu, situation)
    decision: dict[str, Any] = {
        "type": "decision_notifiee",
        "date": recu,
        "contenu": contenu,
        "situation": situation,
        "mode": "main_propre",
        "voies_et_delais": "complets",
    }
    if situation == "retenu":
        sans_serveur.fill("[name=heure]", "16:17")
        decision["heure"] = "16:17"
    vue = calculer({"calcul": "echeances", "aujourdhui": recu, "dossier": {"evenements": [decision]}})
    attendue = next(une for une in vue["echeances"] if une["id"] == "recours_contentieux")
    reponse = calculer_d_avance(sans_serveur)
    montre = dernier_jour(reponse)
    assert montre and montre[:10] == attendue["dernier_jour"]
    if attendue.get("heure"):
        heures, minutes = attendue["heure"].split(":")
        expect(reponse).to_contain_text(re.compile(rf"{int(heures)}\s*h\s*{minutes}"))
    liens = reponse.locator("a[href^='file:']").evaluate_all("tous => tous.map((un) => un.href)")
    assert liens and all("/index.html" in lien for lien in liens)
    # Un repli ouvert dit pourquoi il est vide, au lieu d'attendre.
    expect(reponse.locator("[data-attend]").first).to_contain_text("pas sur la clé USB")


@pytest.mark.long
def test_firefox_dit_la_meme_date(cle: Path) -> None:
    """Un autre navigateur a d'autres règles pour un dossier : sa politique, ses scripts."""
    trouve = presents().get("firefox")
    if not trouve:
        pytest.skip("Firefox n'est pas sur cette machine.")
    recu = build_day().isoformat()
    decision = {"type": "decision_notifiee", "date": recu, "contenu": ["refus_sejour", "oqtf"], "situation": "libre"}
    decision |= {"mode": "main_propre", "voies_et_delais": "complets"}
    vue = calculer({"calcul": "echeances", "aujourdhui": recu, "dossier": {"evenements": [decision]}})
    attendue = next(une for une in vue["echeances"] if une["id"] == "recours_contentieux")
    with firefox(trouve[0]) as ordonner:
        ordonner("WebDriver:Navigate", {"url": (cle / "index.html").as_uri()})
        lue = ordonner("WebDriver:ExecuteAsyncScript", {"script": GESTES, "args": [recu], "scriptTimeout": 30_000})
    assert lue["value"] == attendue["dernier_jour"]


def test_une_reponse_que_la_table_n_a_pas_dit_les_dates_ordinaires_et_qui_aide(sans_serveur: Page, cle: Path) -> None:
    """Pas de bouton pour réessayer : rien ne viendrait."""
    sans_serveur.goto((cle / "index.html").as_uri())
    # Plus vieux que la table.
    decrire(sans_serveur, f"{build_day().year - 4}-03-02", ["refus_sejour"])
    sans_serveur.click("form[data-calcul] button[type=submit]")
    secours = sans_serveur.locator("[data-secours]")
    expect(secours.locator("h2")).to_have_text("Cette clé n'a pas cette réponse d'avance")
    expect(secours.locator("[data-reessayer]")).to_have_count(0)
    expect(secours.locator("a[href^='tel:']").first).to_be_visible()


@pytest.mark.parametrize("nom", ["mon-dossier", "permanence", "appel", "silence-vaut-refus", "aide-juridictionnelle"])
def test_ce_qui_demande_python_le_dit_et_mene_ailleurs(sans_serveur: Page, cle: Path, nom: str) -> None:
    """Une phrase, quoi faire à la place, et aucun formulaire qui ne répondrait pas."""
    sans_serveur.goto((cle / nom / "index.html").as_uri())
    expect(sans_serveur.get_by_text("sur la clé USB").first).to_be_visible()
    assert sans_serveur.locator("form, .barre, recours-calculateur").count() == 0
    assert sans_serveur.locator("article button:visible:not([popovertarget])").count() == 0


def test_les_autres_programmes_marchent(sans_serveur: Page, cle: Path) -> None:
    """Le papier s'explique, la première série se corrige, un mot s'ouvre, et la recherche n'est pas là."""
    sans_serveur.goto((cle / "lire-ma-decision" / "index.html").as_uri())
    sans_serveur.locator("[data-papier] .morceau button").first.click()
    expect(sans_serveur.locator(".explication").first).to_be_visible()
    assert sans_serveur.locator("[data-md-component=search], #__search").count() == 0
    sans_serveur.goto((cle / "formation" / "index.html").as_uri())
    sans_serveur.locator("[data-serie] form button[type=submit]").first.click()
    expect(sans_serveur.locator("[data-bilan]").first).not_to_be_empty()
    assert sans_serveur.locator("#serie option").count() == 1


def test_un_navigateur_suit_les_liens_de_page_en_page(sans_serveur: Page, cle: Path) -> None:
    """Ni liste de fichiers, ni page perdue."""
    sans_serveur.goto((cle / "index.html").as_uri())
    sans_serveur.locator("article a[href*='que-faire-aujourdhui']").first.click()
    expect(sans_serveur.locator("h1")).to_be_visible()
    sans_serveur.locator("header a.md-logo").click()
    expect(sans_serveur.locator("recours-calculateur form")).to_be_visible()


def test_la_cle_a_sa_politique_et_ses_empreintes(cle: Path) -> None:
    """Rien ne se demande : ni serveur, ni ouvrier, ni module."""
    accueil = (cle / "index.html").read_text(encoding="utf-8")
    assert (
        "connect-src 'none'" in accueil and "worker-src 'none'" in accueil and "wasm" not in accueil.split("</head>")[0]
    )
    assert accueil.count("Content-Security-Policy") == 1
    for page in cle.rglob("*.html"):
        assert not re.search(r'type="module"|rel="(?:module)?preload"', page.read_text(encoding="utf-8")), page
    programme = (cle / cle_pages.PROGRAMME).read_text(encoding="utf-8")
    assert not re.search(r"^(?:import|export) |new Worker", programme, re.MULTILINE)
    dit = subprocess.run(["sha256sum", "-c", "--quiet", "empreintes.txt"], cwd=cle, capture_output=True, text=True)
    assert dit.returncode == 0, dit.stdout


def test_deux_archives_sont_les_memes(site: Path, tmp_path: Path) -> None:
    """Qui la refait la reconnaît."""
    une, autre = (cle_usb.write(site, tmp_path / nom).read_bytes() for nom in ("a", "b"))
    assert une == autre


def test_un_module_change_en_fonction_garde_ses_noms(tmp_path: Path) -> None:
    """Imports, renommages, exports et imports tardifs, joués dans Node."""
    (tmp_path / "a.js").write_text(
        'import { un as premier, deux } from "./b.js";\nimport * as tout from "./b.js";\n'
        "globalThis.vu = [premier(), deux, Object.keys(tout).sort(), import.meta.url];\n"
        'import("./c/d.js").then(({ default: d }) => console.log(JSON.stringify([...globalThis.vu, d()])));\n'
    )
    (tmp_path / "b.js").write_text("export function un() {\n  return 1;\n}\nexport const deux = 2;\n")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.js").write_text(
        'import { deux } from "../b.js";\nexport default function d() {\n  return deux + 1;\n}\n'
    )
    programme = cle_modules.bundle(tmp_path, ["a.js"], {}, "tout.js")
    devant = 'globalThis.document = { currentScript: { src: "file:///x/tout.js" } };\n'
    dit = subprocess.run(["node", "-e", devant + programme], capture_output=True, text=True, check=True)
    assert json.loads(dit.stdout) == [1, 2, ["deux", "un"], "file:///x/a.js", 3]


@pytest.mark.parametrize(
    "ligne", ['export * from "./b.js";', "export { un };", 'import un from "./b.js";', 'import "./b.js";']
)
def test_une_forme_inconnue_arrete_la_fabrication(ligne: str) -> None:
    """Mal changée, elle ferait une page muette."""
    with pytest.raises(BuildError, match=r"a\.js"):
        cle_modules.convert("a.js", f"{ligne}\n")


def test_un_bouton_ou_un_lien_mort_arrete_la_fabrication() -> None:
    """Une page nouvelle qui demande un programme que la clé n'a pas se voit tout de suite."""
    page = "<html><head></head><body>{}</body></html>"
    with pytest.raises(BuildError, match="ne ferait rien"):
        cle_pages.page("x/index.html", page.format('<button type="button" data-neuf>'), {"x/index.html"})
    with pytest.raises(BuildError, match="ne mène à rien"):
        cle_pages.page("x/index.html", page.format('<a href="../absente/">'), {"x/index.html"})
    fait = cle_pages.page("x/index.html", page.format('<a href="../#la">'), {"index.html"})
    assert '<a href="../index.html#la">' in fait
