"""Les images d'une réponse : là, justes, dites aussi en texte, lisibles à l'étroit, en sombre et sur le papier."""

import subprocess
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.paths import ROOT
from builder.server import SiteServer
from calculators import calculer as moteur
from tests.site.conftest import TELEPHONE
from tests.site.gestes import calculer, changer_aujourdhui, decrire, dernier_jour

RECU, AUJOURDHUI = "2026-11-24", "2026-12-02"
ETROIT = {"width": 320, "height": 640}


def test_les_images_sont_justes_sous_node() -> None:
    """Les essais de frise.test.mjs passent, et il y en a."""
    essai = subprocess.run(
        ["node", "--test", "tests/site/frise.test.mjs"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert essai.returncode == 0, essai.stdout + essai.stderr
    assert "# fail 0" in essai.stdout and "# pass 0" not in essai.stdout, essai.stdout


@pytest.fixture
def reponse(accueil: Page) -> Locator:
    """Un refus avec OQTF reçu la veille de Noël moins un mois : deux jours fermés à sauter, et un férié."""
    changer_aujourdhui(accueil, AUJOURDHUI)
    decrire(accueil, RECU, ["refus_sejour", "oqtf"])
    return calculer(accueil)


def rendu() -> dict[str, Any]:
    """Ce que le moteur répond au même dossier."""
    decision = {
        "type": "decision_notifiee",
        "date": RECU,
        "mode": "main_propre",
        "contenu": ["refus_sejour", "oqtf"],
        "voies_et_delais": "complets",
        "situation": "libre",
    }
    return moteur({"calcul": "echeances", "aujourdhui": AUJOURDHUI, "dossier": {"evenements": [decision]}})


def dates(liste: Locator) -> list[str]:
    """Les dates d'une légende, dans l'ordre."""
    return liste.locator("time").evaluate_all("tous => tous.map((un) => un.getAttribute('datetime'))")


def test_le_calendrier_est_plie_avec_les_pas_et_montre_les_jours_du_moteur(reponse: Locator) -> None:
    """Une image par mois utile, nommée ; la liste à côté dit les mêmes jours, et le dernier est celui de la réponse."""
    principale = reponse.locator(".principale")
    calendrier = principale.locator("details .calendrier")
    expect(calendrier).to_be_hidden()
    principale.locator("summary").click()
    expect(calendrier).to_be_visible()
    (echeance,) = [e for e in rendu()["echeances"] if e["id"] == "recours_contentieux"]
    assert {j["nature"] for j in echeance["jours"]} >= {"depart", "terme", "ferme", "dernier_jour"}
    assert dates(calendrier.locator("ul.legende")) == [j["date"] for j in echeance["jours"]]
    assert dates(calendrier)[-1] == dernier_jour(reponse) == echeance["dernier_jour"]
    images = calendrier.locator("svg[role=img]")
    assert images.locator("title").all_text_contents() == ["novembre 2026", "décembre 2026"]
    dit = " ".join(images.locator("desc").all_text_contents())
    for ligne in calendrier.locator("ul.legende li").all():
        jour, tout = ligne.locator("time").inner_text(), ligne.inner_text().replace("\u00a0", " ")
        assert f"{jour} : {tout.removeprefix(jour).strip()}" in dit
    marques = images.locator("text[class*='quantieme-']").evaluate_all(
        "tous => tous.map((un) => Number(un.textContent))"
    )
    assert marques == [int(j["date"][-2:]) for j in echeance["jours"]]
    # Une seule image par réponse : les autres dates sont souvent la même.
    expect(reponse.locator(".calendrier")).to_have_count(1)


def test_la_frise_dit_le_dossier_du_moteur(reponse: Locator) -> None:
    """Ce qui s'est passé, aujourd'hui, ce qui finit : numérotés dans l'image comme dans la liste."""
    frise = reponse.locator("details[data-repli=frise]")
    frise.locator("summary").click()
    expect(frise.locator("svg.frise[role=img]")).to_be_visible()
    points = rendu()["frise"]
    assert dates(frise.locator("ol.legende")) == [p["date"] for p in points]
    assert frise.locator("svg.frise .numero").all_text_contents() == [str(n + 1) for n in range(len(points))]
    assert frise.locator("li[data-nature=aujourdhui] time").get_attribute("datetime") == AUJOURDHUI


def test_l_image_tient_sur_le_plus_petit_ecran_et_se_lit(reponse: Locator, accueil: Page) -> None:
    """À 320 pixels : rien ne déborde, et les chiffres gardent au moins 15 pixels."""
    accueil.set_viewport_size(ETROIT)
    reponse.locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    assert accueil.evaluate("document.documentElement.scrollWidth") <= ETROIT["width"]
    tailles = reponse.locator(".image .quantieme, .image .numero").evaluate_all(
        """tous => tous.map((un) => {
             const dessin = un.ownerSVGElement;
             const echelle = dessin.getBoundingClientRect().width / dessin.viewBox.baseVal.width;
             return [parseFloat(getComputedStyle(un).fontSize) * echelle, un.getBBox().width];
           })"""
    )
    assert len(tailles) > 40
    # Assez gros pour se lire, assez petit pour sa case : la feuille de la page a aussi des `.jour`, en grand.
    assert [une for une in tailles if une[0] < 15 or une[1] > 30] == []


@pytest.mark.parametrize("couleurs", ["light", "dark"])
def test_l_image_se_voit_en_clair_en_sombre_et_sur_le_papier(reponse: Locator, accueil: Page, couleurs: Any) -> None:
    """Ni noir sur noir, ni blanc sur blanc ; sur le papier, du noir et du blanc seulement."""
    reponse.locator("details").evaluate_all("tous => tous.forEach((un) => { un.open = true; })")
    couleur = """([quoi, propriete]) => getComputedStyle(document.querySelector(quoi))[propriete]"""

    def lire() -> dict[str, str]:
        lus = {
            "fond": ["body", "backgroundColor"],
            "plein": [".les-mois .signe-dernier_jour", "fill"],
            "chiffre": [".quantieme-dernier_jour", "fill"],
            "jour": [".quantieme", "fill"],
            "rond": [".les-mois .signe-depart", "stroke"],
            "trait": [".les-mois .qui-court", "stroke"],
        }
        return {nom: accueil.evaluate(couleur, quoi) for nom, quoi in lus.items()}

    accueil.emulate_media(color_scheme=couleurs)
    vues = lire()
    assert all(vues[nom] != vues["fond"] for nom in ("plein", "jour", "rond", "trait")), vues
    assert vues["chiffre"] != vues["plein"]
    accueil.emulate_media(media="print", color_scheme=couleurs)
    papier = lire()
    assert set(papier.values()) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}, papier
    assert papier["chiffre"] == papier["fond"] != papier["plein"] == papier["jour"]


def test_la_politique_de_securite_ne_retient_rien_de_l_image(page: Page, serveur: SiteServer) -> None:
    """Ni style écrit dans l'image, ni script : le navigateur n'a rien à refuser."""
    refus: list[str] = []
    page.on("console", lambda dit: refus.append(dit.text) if "Content Security Policy" in dit.text else None)
    page.set_viewport_size(TELEPHONE)
    page.goto(serveur.address)
    decrire(page, "2026-11-20", ["refus_sejour"])
    expect(calculer(page).locator(".calendrier")).to_have_count(1)
    page.goto(f"{serveur.address}regles/recours_contentieux_oqtf/")
    expect(page.locator(".calendrier svg[role=img]").first).to_be_visible()
    assert refus == []
