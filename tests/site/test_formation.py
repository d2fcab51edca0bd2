"""S'entraîner : dix papiers lus comme une personne les lit, comptés avec le site, comparés au corrigé."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.catalogue import words
from builder.server import SiteServer
from tests.site.conftest import BUREAU
from tests.site.gestes import calculer_d_avance, changer_aujourdhui, choisir, decrire, dernier_jour, ecrire_date

MOIS = words("tableau")["mois_entiers"]
JOUR = r"(1er|\d{1,2}) (\w+) (\d{4})"
# Ce qui se lit sur le papier, et ce que cela veut dire.
CONTENUS = {
    "refus_sejour": "titre de séjour de M. EXEMPLE est rejetée",
    "oqtf": "obligation de quitter le territoire français",
    "sans_delai": "départ sans délai",
    "irtf": "interdiction de retour est prononcée",
    "pays_de_renvoi": "pays de renvoi",
}
MODES = {
    "en_ligne": rf"Déposée le {JOUR}",
    "lettre_non_retiree": rf"Présentée le {JOUR} Non réclamée",
    "lettre_remise": rf"Distribuée le {JOUR}",
    "main_propre": rf"En main propre, le {JOUR}",
}
SITUATIONS = {"chez moi": "libre", "assignation": "assigne", "prison": "detenu", "rétention": "retenu"}


@pytest.fixture
def formation(page: Page, serveur: SiteServer) -> Iterator[Page]:
    """La page ouverte sur sa première série."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    page.set_viewport_size(BUREAU)
    page.goto(f"{serveur.address}formation/")
    page.locator("[data-papier-numero]").first.wait_for()
    page.wait_for_load_state("networkidle")
    yield page
    assert pannes == []


def iso(lu: tuple[str, ...] | None) -> str | None:
    """« 9 novembre 2025 » en date ISO."""
    if not lu:
        return None
    jour, mois, annee = lu
    return f"{annee}-{MOIS.index(mois) + 1:02}-{int(jour.removesuffix('er')):02}"


def _jour(motif: str, texte: str) -> str | None:
    trouve = re.search(motif, texte)
    return iso(trouve.groups()) if trouve else None


def lire(exercice: Locator) -> dict[str, Any]:
    """Tout ce qu'on apprend en lisant le papier et en écoutant la personne : rien que du texte visible."""
    lignes = exercice.locator(".feuille svg text:not(.filigrane)").all_text_contents()
    papier = " ".join(" ".join(lignes).split())
    dit = " ".join(exercice.locator(".dit").inner_text().split())
    mode = next(nom for nom, motif in MODES.items() if re.search(motif, papier))
    heure = re.search(r"donné à (\d+) h (\d+)", dit)
    delai = re.search(r"Délai : (.+?) à partir", papier)
    return {
        "contenu": [nom for nom, mots in CONTENUS.items() if mots in papier],
        "mode": mode,
        "date": _jour(MODES[mode], papier),
        "presentation": _jour(rf"Présentée le {JOUR}", papier) if mode == "lettre_remise" else None,
        "voies_et_delais": "complets" if "Voies et délais de recours" in papier else "absents",
        "delai": delai[1] if delai else None,
        "situation": next(nom for mots, nom in SITUATIONS.items() if mots in dit),
        "article": "L731-1" if "L. 731-1" in dit else None,
        "heure": f"{heure[1]} h {heure[2]}" if heure else None,
        "aujourdhui": _jour(rf"Nous sommes le \w+ {JOUR}", dit),
    }


def compter(page: Page, adresse: str, lu: dict[str, Any]) -> Locator:
    """Donne au calculateur de la première page ce qui a été lu ; rend sa réponse."""
    page.goto(adresse)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    changer_aujourdhui(page, lu["aujourdhui"])
    choix = {"mode": lu["mode"], "voies_et_delais": lu["voies_et_delais"]}
    decrire(page, lu["date"], lu["contenu"], lu["situation"], **choix)
    if lu["situation"] != "libre":
        choisir(page, "mesure", "ensemble")
    if lu["article"]:
        choisir(page, "article_assignation", lu["article"])
    if lu["heure"]:
        page.fill("[name=heure]", lu["heure"])
    if lu["presentation"]:
        ecrire_date(page, "date_presentation", lu["presentation"])
    if lu["delai"]:
        # Le papier écrit certains nombres en lettres, le formulaire en chiffres.
        delai = EN_CHIFFRES.get(lu["delai"].lower(), lu["delai"])
        texte = re.compile(rf"^\s*{delai}\s*$", re.IGNORECASE)
        question = page.locator('[data-question="delai_mentionne"]')
        question.locator("label").filter(has_text=texte).locator("input").check()
    # La date est à l'écran avant que le moteur ait rempli les replis : c'est elle qu'on lit.
    return calculer_d_avance(page)


EN_CHIFFRES = {"sept jours": "7 jours", "quinze jours": "15 jours", "trente jours": "30 jours"}
EN_CHIFFRES |= {"deux jours": "2 jours", "quarante-huit heures": "48 heures"}


def repondre(exercice: Locator, lu: dict[str, Any], jour: str, devant: str) -> None:
    """Répond aux trois questions du papier, et demande la réponse."""
    for nom in lu["contenu"]:
        exercice.locator(f'[name="contenu"][value="{nom}"]').check()
    date, _, heure = jour.partition("T")
    for partie, texte in zip(("annee", "mois", "jour"), date.split("-"), strict=True):
        exercice.locator(f'[name="jour-{partie}"]').fill(texte)
    exercice.locator('[name="heure"]').fill(heure)
    exercice.locator(f'[name="devant"][value="{devant}"]').check()
    exercice.locator("button[type=submit]").click()


# Dix papiers prennent plus d'une minute : le passage ordinaire en résout trois, le long deux séries entières.
@pytest.mark.parametrize(
    ("serie", "papiers"),
    [(1, 3), pytest.param(1, 10, marks=pytest.mark.long), pytest.param(7, 10, marks=pytest.mark.long)],
)
def test_les_dix_papiers_d_une_serie_se_resolvent_avec_le_site(
    formation: Page, serveur: SiteServer, serie: int, papiers: int
) -> None:
    """Le texte du papier, le calculateur, puis le corrigé : la même date, les trois réponses justes."""
    if serie > 1:
        formation.select_option("#serie", str(serie))
        formation.click("[data-choix] button[type=submit]")
        formation.locator("[data-titre-de-serie]", has_text=str(serie)).wait_for()
    calculateur = formation.context.new_page()
    exercices = formation.locator("[data-papier-numero]")
    expect(exercices).to_have_count(10)
    vus = []
    for exercice in exercices.all()[:papiers]:
        lu = lire(exercice)
        reponse = compter(calculateur, serveur.address, lu)
        trouve = dernier_jour(reponse)
        assert trouve == exercice.locator(".correction time").get_attribute("datetime"), lu
        prefet = reponse.locator('[data-echeance="recours_administratif"]').count() > 0
        repondre(exercice, lu, str(trouve), "tribunal_ou_prefet" if prefet else "tribunal")
        expect(exercice.locator("[data-bilan]")).to_have_text("3 réponses justes sur 3.")
        vus.append((tuple(lu["contenu"]), lu["situation"], lu["mode"]))
    assert len(set(vus)) >= papiers * 0.8, "les papiers d'une série se ressemblent trop"


def test_une_reponse_fausse_est_dite_et_la_bonne_s_ouvre(formation: Page) -> None:
    """Question par question, avec le compte pas à pas ; rien n'est gardé."""
    exercice = formation.locator("[data-papier-numero]").first
    expect(exercice.locator(".correction")).not_to_have_attribute("open", "")
    repondre(exercice, {"contenu": ["refus_sejour", "oqtf"]}, "2025-01-01", "prefet")
    verdicts = exercice.locator("[data-verdict]")
    assert verdicts.evaluate_all("tous => tous.map((un) => un.dataset.verdict)").count("faux") >= 2
    expect(exercice.locator(".correction ol li").first).to_be_visible()
    gardes = formation.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
    assert "2025-01-01" not in gardes and "prefet" not in gardes


def test_une_autre_serie_vient_et_la_premiere_revient(formation: Page) -> None:
    """Le numéro du papier ne change pas ; sans réseau, la page le dit et garde ce qu'elle montre."""
    formation.select_option("#serie", "10")
    formation.click("[data-choix] button[type=submit]")
    expect(formation.locator("[data-titre-de-serie]")).to_be_focused()
    expect(formation.locator("[data-papier-numero]").last).to_have_attribute("data-papier-numero", "100")
    formation.context.set_offline(True)
    formation.select_option("#serie", "3")
    formation.click("[data-choix] button[type=submit]")
    expect(formation.locator("[data-annonce]")).to_contain_text("n'a pas pu venir")
    expect(formation.locator("[data-papier-numero]").last).to_have_attribute("data-papier-numero", "100")
    formation.select_option("#serie", "1")
    formation.click("[data-choix] button[type=submit]")
    expect(formation.locator("[data-papier-numero]").first).to_have_attribute("data-papier-numero", "1")


def test_imprimes_les_papiers_n_ont_pas_leurs_reponses(formation: Page) -> None:
    """Les corrigés d'un papier et les formulaires ne s'impriment pas ; toutes les réponses sont sur une page à part."""
    formation.emulate_media(media="print")
    for cache in (".exercice form", ".correction", "[data-choix]"):
        expect(formation.locator(cache).first).to_be_hidden()
    expect(formation.locator(".exercice .feuille").first).to_be_visible()
    expect(formation.locator(".a-la-main").first).to_be_visible()
    reponses = formation.locator(".toutes-les-reponses")
    expect(reponses.locator("td").first).to_be_visible()
    assert reponses.evaluate("bloc => getComputedStyle(bloc).breakBefore") == "page"


@pytest.mark.parametrize("largeur", [320, 1280])
def test_les_papiers_tiennent_dans_l_ecran(formation: Page, largeur: int) -> None:
    """Rien ne défile de côté, aucun mot ne sort du papier."""
    formation.set_viewport_size({"width": largeur, "height": 800})
    assert formation.evaluate("document.documentElement.scrollWidth") <= largeur
    dehors = formation.evaluate(
        """() => [...document.querySelectorAll(".feuille svg text:not(.filigrane)")].filter((texte) => {
            const mot = texte.getBoundingClientRect(), papier = texte.closest("svg").getBoundingClientRect();
            return mot.right > papier.right || mot.left < papier.left || mot.bottom > papier.bottom;
        }).map((texte) => texte.textContent)"""
    )
    assert dehors == []
