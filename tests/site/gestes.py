"""Les gestes d'une personne devant le formulaire, et ce qu'elle lit dans la réponse."""

from playwright.sync_api import Locator, Page

PARTIES = ("annee", "mois", "jour")


def choisir(page: Page, nom: str, valeur: str) -> None:
    """Coche un bouton radio ou une case."""
    page.check(f'[name="{nom}"][value="{valeur}"]')


def ecrire_date(page: Page, nom: str, iso: str) -> None:
    """Écrit les trois champs d'une date, comme on la lit sur le papier."""
    for partie, texte in zip(PARTIES, iso.split("-"), strict=True):
        page.fill(f'[name="{nom}-{partie}"]', texte.lstrip("0"))


def changer_aujourdhui(page: Page, iso: str) -> None:
    """Change le jour que la page croit être, par son propre réglage."""
    reglage = page.locator('[data-question="aujourdhui"]')
    if reglage.get_attribute("open") is None:
        reglage.locator("summary").click()
    ecrire_date(page, "aujourdhui", iso)


def decrire(page: Page, date: str, contenu: list[str], situation: str = "libre", **choix: str) -> None:
    """Répond aux questions de la décision ; `choix` : les autres boutons radio."""
    choisir(page, "refus", "titre_sejour")
    choisir(page, "situation", situation)
    for mot in contenu:
        choisir(page, "contenu", mot)
    ecrire_date(page, "date", date)
    for nom, valeur in {"mode": "main_propre", "voies_et_delais": "complets", **choix}.items():
        choisir(page, nom, valeur)


def calculer(page: Page) -> Locator:
    """Envoie le formulaire et rend la réponse affichée."""
    page.click("form[data-calcul] button[type=submit]")
    reponse = page.locator("[data-reponse]")
    reponse.locator("[data-echeance]").first.wait_for(timeout=30_000)
    return reponse


def dernier_jour(reponse: Locator, echeance: str = "recours_contentieux") -> str | None:
    """Le premier <time> d'une échéance : le dernier jour pour agir."""
    return reponse.locator(f'[data-echeance="{echeance}"]').first.locator("time").first.get_attribute("datetime")
