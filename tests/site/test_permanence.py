"""La permanence : mille dossiers triés dans un vrai navigateur, sans réseau, et les mêmes octets qu'en ligne de commande."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builder.catalogue import long_date
from builder.paths import ROOT
from builder.server import SiteServer
from builder.today import build_day
from calculators import calculer
from tests.site.conftest import BUREAU
from tests.site.gestes_permanence import ATTENTE, JOUR, TITRES, compter, donner, grand_tableau, ouvrir
from tests.site.test_accessibilite import _fautes

icalendar = pytest.importorskip("icalendar", reason="icalendar manque à requirements.in")
BARRES = TITRES + "\nA1;69;05/10/2026;refus_sejour;libre;main_propre;complets;;\n"


@pytest.fixture
def guichet(page: Page, serveur: SiteServer) -> Iterator[Page]:
    """La page prête sur un grand écran ; une erreur de script fait échouer le test."""
    pannes: list[str] = []
    page.on("pageerror", lambda erreur: pannes.append(str(erreur)))
    page.set_viewport_size(BUREAU)
    ouvrir(page, serveur)
    yield page
    assert pannes == []


def rangs(page: Page) -> list[str]:
    """Le numéro de ligne de chaque dossier montré, dans l'ordre."""
    lus: list[str] = page.locator("tr[data-rang]").evaluate_all("tous => tous.map((un) => un.dataset.rang)")
    return lus


def du_moteur(texte: str, **options: str) -> dict:
    """La réponse du moteur au même tableau, au même instant."""
    demande = {"calcul": "lot", "aujourdhui": str(JOUR), "maintenant": "10:30", "texte": texte, **options}
    return calculer(demande)


def test_mille_lignes_dont_cinquante_fausses_sans_reseau(guichet: Page, tmp_path: Path) -> None:
    """Triées comme le moteur, les fausses avec leur raison ; exportées, ce sont les octets de la ligne de commande."""
    guichet.context.set_offline(True)
    texte = grand_tableau()
    compter(guichet, texte, tmp_path)
    attendu = du_moteur(texte)
    expect(guichet.locator("[data-bilan]")).to_contain_text("950 dossiers comptés. 50 lignes à corriger.")
    assert rangs(guichet) == [str(ligne["ligne"]) for ligne in attendu["lignes"]]

    montrees = guichet.locator("tr[data-rang] time:first-of-type").evaluate_all(
        "tous => tous.map((un) => un.getAttribute('datetime'))"
    )
    resultats = [ligne["resultat"] for ligne in attendu["lignes"]]
    dites = [r["dernier_jour"] + (f"T{r['heure']}" if r["heure"] else "") for r in resultats if r.get("dernier_jour")]
    assert montrees == dites

    guichet.check("[name=filtre][value=corriger]")
    expect(guichet.locator("tr[data-rang]")).to_have_count(50)
    raisons = [r["erreur"] for r in resultats if "erreur" in r]
    for cellule, raison in zip(guichet.locator("tr.corriger .quoi").all()[::7], raisons[::7], strict=True):
        expect(cellule).to_contain_text(raison)

    with guichet.expect_download() as telechargement:
        guichet.click("[data-csv]")
    fichier = tmp_path / "entree.csv"
    fichier.write_bytes(texte.encode("utf-8"))
    commande = [sys.executable, "-m", "calculators", "lot", str(fichier), "--aujourdhui", str(JOUR)]
    lance = subprocess.run([*commande, "--maintenant", "10:30"], cwd=ROOT, capture_output=True, timeout=120)
    assert lance.returncode == 2
    assert Path(telechargement.value.path()).read_bytes() == lance.stdout


def test_une_ligne_s_ouvre_sur_toute_la_reponse_du_moteur(guichet: Page, tmp_path: Path) -> None:
    """Les étapes, le compte, le tribunal, et les colonnes de la permanence ; une seule ligne ouverte à la fois."""
    texte = grand_tableau(12, 0)
    compter(guichet, texte, tmp_path)
    rang, ligne = next((n, un) for n, un in enumerate(du_moteur(texte)["lignes"]) if un["cellules"][1] == "69")
    guichet.locator("[data-ouvrir]").nth(rang).click()
    detail = guichet.locator("[data-detail]")
    detail.locator(".regles").wait_for(timeout=ATTENTE)
    reponse = calculer(ligne["demande"])
    montrees = detail.locator("[data-echeance]").evaluate_all("tous => tous.map((un) => un.dataset.echeance)")
    assert sorted(montrees) == sorted(e["id"] for e in reponse["echeances"])
    for etape in reponse["etapes"]:
        expect(detail.locator(".etapes")).to_contain_text(etape["titre"])
    expect(detail.locator("[data-tribunal=lyon]")).to_be_visible()
    expect(detail.locator(".vos-colonnes")).to_contain_text(ligne["cellules"][-1])
    guichet.locator("[data-ouvrir]").nth(rang + 1).click()
    expect(guichet.locator("[data-detail]")).to_have_count(1)


def test_tout_se_fait_au_clavier(guichet: Page, tmp_path: Path) -> None:
    """Flèches d'une ligne à l'autre, Entrée ouvre, Échap ferme et rend le focus."""
    compter(guichet, grand_tableau(6, 0), tmp_path)
    expect(guichet.locator("[data-titre-resultats]")).to_be_focused()
    boutons = guichet.locator("[data-ouvrir]")
    boutons.first.focus()
    guichet.keyboard.press("ArrowDown")
    guichet.keyboard.press("ArrowDown")
    expect(boutons.nth(2)).to_be_focused()
    guichet.keyboard.press("End")
    expect(boutons.last).to_be_focused()
    guichet.keyboard.press("ArrowUp")
    guichet.keyboard.press("Enter")
    expect(boutons.nth(4)).to_have_attribute("aria-expanded", "true")
    guichet.locator("[data-detail] .regles").wait_for(timeout=ATTENTE)
    guichet.keyboard.press("Tab")
    guichet.keyboard.press("Escape")
    expect(guichet.locator("[data-detail]")).to_have_count(0)
    expect(boutons.nth(4)).to_be_focused()


def test_les_filtres_et_la_recherche_montrent_ce_qu_ils_disent(guichet: Page, tmp_path: Path) -> None:
    """Finit aujourd'hui, d'ici 48 heures, une question ; chercher ignore les accents."""
    texte = grand_tableau(90, 4)
    compter(guichet, texte, tmp_path)
    resultats = [ligne["resultat"] for ligne in du_moteur(texte)["lignes"]]
    restants = [int(r["jours_restants"]) for r in resultats if r.get("jours_restants")]
    attendus = {
        "tous": len(resultats),
        "aujourdhui": sum(n == 0 for n in restants),
        "deux-jours": sum(0 <= n <= 2 for n in restants),
        "semaine": sum(0 <= n <= 7 for n in restants),
        "passe": sum(n < 0 for n in restants),
        "question": sum(bool(r.get("question")) for r in resultats),
        "corriger": 4,
    }
    assert all(attendus.values()), "un filtre sans ligne n'est pas essayé"
    for filtre, nombre in attendus.items():
        guichet.check(f"[name=filtre][value={filtre}]")
        expect(guichet.locator("tr[data-rang]")).to_have_count(nombre)
        assert f"({nombre})" in guichet.locator(f".option:has([value={filtre}])").inner_text()
    guichet.check("[name=filtre][value=tous]")
    guichet.fill("#recherche-de-permanence", "L'ete\" ; n° 42")
    expect(guichet.locator("[data-compte]")).to_have_text("1 lignes montrées sur 94.")
    guichet.fill("#recherche-de-permanence", "introuvable")
    expect(guichet.locator("[data-compte]")).to_contain_text("Aucune ligne")


def test_une_date_barree_est_une_question_jamais_devinee(guichet: Page, tmp_path: Path) -> None:
    """05/10/2026 : la page montre le jour qu'elle lirait ; oui, elle compte ; non, la ligne est à corriger."""
    for reponse, options in (("oui", {"dates": "JJ/MM/AAAA"}), ("non", {})):
        donner(guichet, BARRES, tmp_path)
        question = guichet.locator("[data-question-des-dates]")
        expect(question).to_contain_text("05/10/2026", timeout=ATTENTE)
        expect(question).to_contain_text("lundi 5 octobre 2026")
        expect(guichet.locator("tr[data-rang]")).to_have_count(0)
        guichet.click(f"[data-{reponse}]")
        guichet.locator("[data-titre-resultats]").wait_for(timeout=ATTENTE)
        (ligne,) = du_moteur(BARRES, **options)["lignes"]
        if reponse == "oui":
            assert guichet.locator("tr[data-rang] time").get_attribute("datetime") == ligne["resultat"]["dernier_jour"]
        else:
            expect(guichet.locator("tr.corriger")).to_contain_text(ligne["resultat"]["erreur"])


def test_un_fichier_illisible_dit_quoi_faire(guichet: Page, tmp_path: Path) -> None:
    """Rien n'est lu de travers : la raison, en mots, reçoit le focus."""
    illisibles = {
        "CSV UTF-8": "référence;decision_notifiee.date\nÉ1;2026-10-05\n".encode("cp1252"),
        "classeur": b"PK\x03\x04" + b"\x00" * 40,
        "Aucune colonne connue": b"a;b\n1;2\n",
        "vide": b"",
    }
    for rang, (dit, contenu) in enumerate(illisibles.items()):
        donner(guichet, contenu, tmp_path, f"faux-{rang}.csv")
        faute = guichet.locator("[data-faute]")
        expect(faute).to_contain_text(dit, timeout=ATTENTE)
        expect(faute.locator("h2")).to_be_focused()
        expect(guichet.locator("tr[data-rang]")).to_have_count(0)


def test_un_agenda_pour_toute_la_permanence(guichet: Page, tmp_path: Path) -> None:
    """Les lignes montrées, sous leur référence, avec les jours du moteur ; rouvrir plus tard remplacera."""
    texte = grand_tableau(40, 3)
    compter(guichet, texte, tmp_path)
    guichet.check("[name=filtre][value=semaine]")
    with guichet.expect_download() as telechargement:
        guichet.click("[data-agenda]")
    lu = Path(telechargement.value.path()).read_bytes()
    derniers = {
        (str(e["SUMMARY"]).split(" : ")[0], str(e["DTSTART"].dt)[:10])
        for e in icalendar.Calendar.from_ical(lu).walk("VEVENT")
        if "Dernier jour" in str(e["SUMMARY"])
    }
    attendus = {
        (ligne["cellules"][0], ligne["resultat"]["dernier_jour"])
        for ligne in du_moteur(texte)["lignes"]
        if 0 <= int(ligne["resultat"].get("jours_restants") or -1) <= 7
    }
    assert attendus and attendus <= derniers
    assert {reference for reference, _ in derniers} == {reference for reference, _ in attendus}


def test_rien_ne_reste(guichet: Page, tmp_path: Path) -> None:
    """Ni stockage, ni adresse, ni retour arrière : effacée ou quittée, la page est neuve."""
    adresse = guichet.url
    compter(guichet, grand_tableau(5, 0), tmp_path)
    gardes = "JSON.stringify([localStorage, sessionStorage, document.cookie, history.state, location.href])"
    assert "R000" not in guichet.evaluate(gardes) and guichet.url == adresse
    guichet.click("[data-tout-effacer]")
    expect(guichet.locator("tr[data-rang]")).to_have_count(0)
    expect(guichet.locator("#fichier-de-permanence")).to_have_value("")
    guichet.fill("#tableau-colle", grand_tableau(3, 0, fin="\n"))
    guichet.click("[data-compter]")
    expect(guichet.locator("tr[data-rang]")).to_have_count(3, timeout=ATTENTE)
    expect(guichet.locator("#tableau-colle")).to_have_value("")
    guichet.goto("about:blank")
    guichet.go_back()
    guichet.locator("#tableau-colle").wait_for(state="attached")
    expect(guichet.locator("tr[data-rang]")).to_have_count(0)
    assert "R000" not in guichet.content()


def test_le_modele_s_essaie_et_s_imprime_d_un_geste(guichet: Page, serveur: SiteServer) -> None:
    """Avant d'avoir un tableau, on voit ce que la page en ferait."""
    jour = build_day() + timedelta(days=3)
    ouvrir(guichet, serveur, jour)
    guichet.click("[data-essayer]")
    expect(guichet.locator("tr[data-rang]")).to_have_count(4, timeout=ATTENTE)
    expect(guichet.locator("[data-bilan]")).to_contain_text("4 dossiers comptés.")
    # Imprimée, la liste n'a que les dossiers et le jour du compte : ni formulaire, ni boutons.
    guichet.emulate_media(media="print")
    for cache in ("[data-filtres]", "[data-csv]", "[data-tout-effacer]", "[data-ouvrir]", "[data-jour-du-dossier]"):
        expect(guichet.locator(cache).first).to_be_hidden()
    expect(guichet.locator("tr[data-rang]").first).to_be_visible()
    expect(guichet.locator("[data-bilan]")).to_contain_text(long_date(jour))


@pytest.mark.parametrize(("largeur", "schema"), [(320, "dark"), pytest.param(1280, "light", marks=pytest.mark.long)])
def test_le_tableau_rempli_est_accessible_et_tient(guichet: Page, tmp_path: Path, largeur: int, schema: str) -> None:
    """axe ne trouve rien, une ligne ouverte comprise ; rien ne défile de côté ; les cibles font 44 pixels."""
    guichet.emulate_media(color_scheme=schema)  # type: ignore[arg-type]
    guichet.set_viewport_size({"width": largeur, "height": 800})
    compter(guichet, grand_tableau(8, 2), tmp_path)
    guichet.locator("[data-ouvrir]").first.click()
    guichet.locator("[data-detail] .regles").wait_for(timeout=ATTENTE)
    assert _fautes(guichet) == []
    assert guichet.evaluate("document.documentElement.scrollWidth") <= largeur
    for bouton in guichet.locator("[data-permanence] button:visible").all():
        boite = bouton.bounding_box()
        assert boite and boite["height"] >= 44
