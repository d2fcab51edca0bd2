"""La permanence : un grand tableau inventé, et les gestes de qui tient le guichet."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page

from builder.server import SiteServer
from builder.today import build_day

# Le jour où le site est fabriqué : plus tôt, la page croirait l'horloge fausse et le demanderait.
JOUR = build_day()
ATTENTE = 90_000
TITRES = (
    "reference;residence;decision_notifiee.date;decision_notifiee.contenu;decision_notifiee.situation;"
    "decision_notifiee.mode;decision_notifiee.voies_et_delais;decision_notifiee.heure;note"
)
CONTENUS = ("refus_sejour", "refus_sejour+oqtf", "refus_sejour+oqtf+irtf", "refus_sejour+oqtf+sans_delai")
SITUATIONS = ("libre", "libre", "libre", "assigne", "detenu", "retenu")
MODES = ("main_propre", "lettre_remise", "", "en_ligne")
DEPARTEMENTS = ("69", "93", "33", "13", "59", "971", "2A", "")
FAUTES = (
    "2026-02-31;refus_sejour;libre;main_propre;complets;",
    "2026-10-05;refus;libre;main_propre;complets;",
    "2026-10-05;refus_sejour;ailleurs;main_propre;complets;",
    f"{JOUR + timedelta(days=300)};refus_sejour;libre;main_propre;complets;",
    ";;;;;",
)


def grand_tableau(bons: int = 950, faux: int = 50, *, fin: str = "\r\n") -> str:
    """Un tableau avec des accents, des guillemets et des lignes fausses mêlées aux bonnes."""
    lignes = []
    for n in range(bons):
        situation = SITUATIONS[n % len(SITUATIONS)]
        recue = JOUR - timedelta(days=n % (3 if situation == "retenu" else 75))
        cellules = (
            f"R{n:04}",
            DEPARTEMENTS[n % len(DEPARTEMENTS)],
            recue.isoformat(),
            CONTENUS[n % len(CONTENUS)] if situation == "libre" else "refus_sejour+oqtf",
            situation,
            "main_propre" if situation == "retenu" else MODES[n % len(MODES)],
            "complets" if n % 5 else "inconnu",
            "16:10" if situation == "retenu" else "",
            f'"rappeler ""l\'été"" ; n° {n}"',
        )
        lignes.append(";".join(cellules))
    for n in range(faux):
        lignes.insert(n * 17, f"F{n:03};69;{FAUTES[n % len(FAUTES)]};à corriger")
    return "\ufeff" + fin.join((TITRES, *lignes)) + fin


def ouvrir(page: Page, serveur: SiteServer, jour: date = JOUR) -> None:
    """La page prête, à un jour choisi."""
    page.clock.set_fixed_time(f"{jour}T10:30:00+01:00")
    page.goto(f"{serveur.address}permanence/")
    page.locator('[data-permanence][data-pret="moteur"]').wait_for(timeout=ATTENTE)


def donner(page: Page, contenu: str | bytes, dossier: Path, nom: str = "dossiers.csv") -> None:
    """Choisit un fichier."""
    fichier = dossier / nom
    fichier.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode("utf-8"))
    page.locator("[data-ou-est-le-tableau]").evaluate("bloc => { bloc.open = true; }")
    page.set_input_files("#fichier-de-permanence", fichier)


def compter(page: Page, contenu: str | bytes, dossier: Path) -> None:
    """Choisit un fichier, et attend les dossiers."""
    donner(page, contenu, dossier)
    page.locator("[data-titre-resultats]").wait_for(timeout=ATTENTE)
    page.locator("[data-csv]").wait_for()
