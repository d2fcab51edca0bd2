"""Les gestes d'une personne devant « Mon dossier »."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from builder.server import SiteServer
from calculators import calculer
from tests.site.gestes import ecrire_date

JOUR = "2026-11-25"
ATTENTE = 60_000


def ouvrir(page: Page, serveur: SiteServer, jour: str = JOUR) -> None:
    """La page ouverte, au jour du test."""
    page.goto(f"{serveur.address}mon-dossier/")
    page.locator("[data-ecran] h2").wait_for()
    changer_le_jour(page, jour)


def changer_le_jour(page: Page, iso: str) -> None:
    """Change le jour que la page croit être, par son propre réglage."""
    reglage = page.locator('[data-jour-du-dossier] [data-question="aujourdhui"]')
    if reglage.get_attribute("open") is None:
        reglage.locator("summary").click()
    ecrire_date(page, "aujourdhui", iso)
    reglage.locator("summary").click()


def ecran_venu(page: Page) -> None:
    """Chaque écran est un module : celui qu'on vient de demander n'est là qu'après."""
    page.locator("[data-ecran]:not([aria-busy])").wait_for()


def champ(type_: str, nom: str, rang: int = 1) -> str:
    """Le nom d'un champ dans la page : celui du contrat, précédé de son événement et de son rang."""
    return f"{type_}.{rang}.{nom}"


def repondre(page: Page, evenement: dict[str, Any], rang: int = 1) -> None:
    """Répond sur les écrans ouverts aux questions d'un événement du contrat."""
    type_ = evenement["type"]
    for nom, valeur in evenement.items():
        if nom == "type":
            continue
        name = champ(type_, nom, rang)
        if nom.startswith("date") or nom == "avant_le":
            ecrire_date(page, name, valeur)
        elif page.locator(f'select[name="{name}"]').count():
            page.select_option(f'[name="{name}"]', valeur)
        elif page.locator(f'input[type=text][name="{name}"]').count():
            page.fill(f'[name="{name}"]', str(valeur))
        else:
            for un in valeur if isinstance(valeur, list) else [valeur]:
                page.check(f'[name="{name}"][value="{un if isinstance(un, str) else json.dumps(un)}"]')


def ajouter(page: Page, evenement: dict[str, Any], rang: int = 1) -> None:
    """Ajoute un événement, toutes ses questions d'un coup, et le confirme."""
    commencer(page, evenement["type"])
    page.click("[data-tout]")
    repondre(page, evenement, rang)
    continuer(page)
    while page.locator("[data-juste]").count() == 0:
        continuer(page)
    page.click("[data-juste]")
    page.locator(f"[data-ligne={evenement['type']}]").nth(rang - 1).wait_for()


def commencer(page: Page, type_: str) -> None:
    """Ouvre la première question d'un événement."""
    page.click("[data-ajouter]")
    page.click(f"[data-type={type_}]")
    page.locator(f"fieldset[data-evenement={type_}]").wait_for()


def continuer(page: Page) -> None:
    """Passe à l'écran suivant, ou reste devant une faute."""
    page.click("[data-ecran] form button[type=submit]")
    ecran_venu(page)


def echeances_affichees(page: Page) -> dict[tuple[str, str], str | None]:
    """Ce que la page montre : (échéance, état) → premier <time>."""
    page.locator("[data-resultats] [data-echeance]").first.wait_for(timeout=ATTENTE)
    page.locator("[data-resultats] .chargement").wait_for(state="detached", timeout=ATTENTE)
    cartes: list[list[str | None]] = page.locator("[data-resultats] [data-echeance]").evaluate_all(
        """tous => tous.map((un) =>
            [un.dataset.echeance, un.dataset.etat, un.querySelector("time")?.getAttribute("datetime") ?? null])"""
    )
    return {(str(id_), str(etat)): jour for id_, etat, jour in cartes}


def echeances_du_moteur(
    evenements: list[dict[str, Any]], jour: str = JOUR, **dossier: Any
) -> dict[tuple[str, str], str | None]:
    """Ce que le moteur compte pour le même dossier."""
    demande = {"calcul": "echeances", "aujourdhui": jour, "dossier": {**dossier, "evenements": evenements}}
    return {
        (e["id"], e["etat"]): (
            f"{e['dernier_jour']}T{e['heure']}" if e["heure"] else e["dernier_jour"] or e.get("premier_jour")
        )
        for e in calculer(demande)["echeances"]
    }


def ouvrir_un_fichier(page: Page, contenu: object, dossier: Path, *, brut: str | None = None) -> None:
    """Choisit un fichier dans la page « garder ou reprendre »."""
    fichier = dossier / "dossier.json"
    fichier.write_text(brut if brut is not None else json.dumps(contenu, ensure_ascii=False), encoding="utf-8")
    ecran_venu(page)
    if page.locator("#fichier-a-ouvrir").count() == 0:
        vide = page.locator("[data-suite=fichier]").count() == 0
        page.click("text=Ouvrir un fichier" if vide else "[data-suite=fichier]")
    page.set_input_files("#fichier-a-ouvrir", fichier)


def enregistrer(page: Page) -> dict[str, Any]:
    """Le contenu du fichier que la page donne."""
    page.click("[data-suite=fichier]")
    with page.expect_download() as telechargement:
        page.click("[data-enregistrer]")
    contenu: dict[str, Any] = json.loads(Path(telechargement.value.path()).read_text(encoding="utf-8"))
    page.click("text=Revenir au dossier")
    return contenu


def tout_effacer(page: Page) -> None:
    """Le bouton toujours présent, et sa confirmation."""
    page.click("[data-tout-effacer]")
    page.click("dialog [data-oui]")
    ecran_venu(page)
    expect(page.locator("[data-ecran] h2").first).to_have_text("Que vous est-il arrivé\u00a0?")


def ouvrir_la_lettre(page: Page, modele: str) -> Locator:
    """Va à une lettre, même déconseillée."""
    page.click("[data-suite=lettres]")
    page.click(f"[data-ecran] [data-modele={modele}]")
    lettre = page.locator(f"[data-lettre={modele}]:not([aria-busy])")
    lettre.wait_for(timeout=ATTENTE)
    if page.locator("[data-quand-meme]").count():
        page.click("[data-quand-meme]")
        page.locator("[data-sortir]").wait_for(timeout=ATTENTE)
    return page.locator(f"[data-lettre={modele}]")
