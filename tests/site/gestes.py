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
    """Envoie le formulaire et rend la réponse affichée, une fois que le moteur en a rempli les replis."""
    reponse = calculer_d_avance(page)
    reponse.locator("[data-attend]").first.wait_for(state="detached", timeout=60_000)
    return reponse


def calculer_d_avance(page: Page) -> Locator:
    """La réponse dès qu'elle est à l'écran : celle de la table, si elle la tient."""
    page.click("form[data-calcul] button[type=submit]")
    reponse = page.locator("[data-reponse]")
    reponse.locator("[data-echeance]").first.wait_for(timeout=60_000)
    return reponse


def dernier_jour(reponse: Locator, echeance: str = "recours_contentieux") -> str | None:
    """Le premier <time> d'une échéance : le dernier jour pour agir."""
    return reponse.locator(f'[data-echeance="{echeance}"]').first.locator("time").first.get_attribute("datetime")


def ouvrir(page: Page, adresse: str) -> None:
    """Ouvre une page du guide, déplie son calculateur s'il l'est, et attend qu'il soit prêt."""
    page.goto(adresse)
    page.locator("[data-jour][datetime]").wait_for(state="attached")
    if page.locator(".ouvrir").count():
        page.locator(".ouvrir > summary").click()


def avancer(page: Page, nom: str, pas: int = 40) -> None:
    """Tabulations jusqu'à ce champ, sans jamais sauter : le chemin d'une personne sans souris."""
    for _ in range(pas):
        page.keyboard.press("Tab")
        if page.evaluate("(({ activeElement: a }) => a.name || a.type || a.className)(document)") == nom:
            return
    raise AssertionError(f"{nom} ne se prend pas au clavier")


def repondre_au_clavier(page: Page, reponses: dict[str, str]) -> None:
    """Chaque réponse dans l'ordre : flèches pour un choix, chiffres pour une date, premières lettres pour une liste."""
    for nom, valeur in reponses.items():
        if page.locator(f'[data-question="{nom}"]').get_attribute("data-forme") == "date":
            for partie, texte in reversed(list(zip(PARTIES, valeur.split("-"), strict=True))):
                avancer(page, f"{nom}-{partie}")
                page.keyboard.type(texte.lstrip("0"))
            continue
        avancer(page, nom)
        if page.evaluate("document.activeElement.type") != "radio":
            page.keyboard.type(valeur)
            continue
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.value") != valeur:
            page.keyboard.press("ArrowDown")


def envoyer_au_clavier(page: Page) -> Locator:
    """Jusqu'au bouton, Entrée ; rend la réponse, dont le titre a pris le focus."""
    avancer(page, "submit")
    page.keyboard.press("Enter")
    page.locator("[data-titre-reponse]:focus").wait_for(timeout=30_000)
    return page.locator("[data-reponse]")
