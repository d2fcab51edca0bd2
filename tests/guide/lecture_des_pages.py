"""Lire les pages du guide comme un lecteur les verra : en-tête, fragments déroulés, phrases."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

RACINE = Path(__file__).resolve().parents[2]
DOCS = RACINE / "docs"
INCLUS = RACINE / "inclus"

# Les pages qui disent quoi faire : leurs phrases sont les plus surveillées.
PAGES_ACTION = (
    "que-faire-aujourdhui.md",
    "lire-ma-decision.md",
    "refus-avec-oqtf.md",
    "recours-gracieux-et-hierarchique.md",
    "saisir-le-tribunal.md",
    "trouver-de-laide.md",
    "ce-site-ne-compte-pas-ce-delai.md",
)
PAGES_GUIDE = (
    *PAGES_ACTION,
    "comment-ce-site-calcule.md",
    "tableau-des-derniers-jours.md",
    "vie-privee.md",
)

FRAGMENT = re.compile(r"\{!\s*(\S+?)\s*!\}")
# Un fragment engendré n'existe qu'après la fabrication : on lit un mot neutre à sa place.
ENGENDRES = {
    "duree.md": "DURÉE DITE",
    "articles.md": "",
    "texte_au.md": "DATE",
    "phrase.md": "PHRASE",
    "contacts.md": "",
    "tableau.html": "",
    "formulaire.html": "",
}
FIN_DE_PHRASE = re.compile(r"(?<=[.!?])\s+(?=[«A-ZÀÂÇÉÈÊÎÔÛ*\[])")
MARQUE_DE_LISTE = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


@dataclass(frozen=True)
class Page:
    """Une page : son nom, son en-tête, son texte brut, son texte déroulé."""

    nom: str
    entete: dict
    brut: str
    texte: str

    @property
    def corps(self) -> str:
        """Le texte lu par la personne, sans la liste des sources."""
        return self.texte.split("\n## Sources", 1)[0]

    @property
    def sources(self) -> str:
        """La liste des sources, brute, avec ses fragments."""
        return self.brut.split("\n## Sources", 1)[1]


def lire_page(nom: str) -> Page:
    """Lit une page de docs/ et sépare son en-tête."""
    contenu = (DOCS / nom).read_text(encoding="utf-8")
    entete: dict = {}
    if contenu.startswith("---\n"):
        _, tete, contenu = contenu.split("---\n", 2)
        entete = yaml.safe_load(tete)
    return Page(nom, entete, contenu, derouler(contenu))


def derouler(texte: str) -> str:
    """Remplace chaque fragment écrit à la main par son texte, chaque fragment engendré par un mot neutre."""

    def remplacer(trouve: re.Match) -> str:
        chemin = trouve[1]
        if (INCLUS / chemin).is_file():
            return derouler((INCLUS / chemin).read_text(encoding="utf-8").rstrip("\n"))
        return ENGENDRES[chemin.rsplit("/", 1)[-1]]

    return FRAGMENT.sub(remplacer, texte)


def fragments(page: Page) -> list[str]:
    """Les fragments appelés par une page, ceux de ses fragments compris."""
    vus: list[str] = []
    a_lire = [page.brut]
    while a_lire:
        for chemin in FRAGMENT.findall(a_lire.pop()):
            vus.append(chemin)
            if (INCLUS / chemin).is_file():
                a_lire.append((INCLUS / chemin).read_text(encoding="utf-8"))
    return vus


def sans_balises(texte: str) -> str:
    """Ôte les adresses des liens, le gras, les blocs et les mots de code."""
    texte = re.sub(r"```.*?```", "", texte, flags=re.S)
    texte = re.sub(r"`[^`]*`", "", texte)
    texte = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", texte)
    return texte.replace("**", "")


def phrases(page: Page) -> list[str]:
    """Les phrases du corps, titres compris, une par ligne ou par point."""
    trouvees = []
    for ligne in sans_balises(page.corps).splitlines():
        ligne = MARQUE_DE_LISTE.sub("", ligne).lstrip("# ").strip()
        trouvees += [phrase for phrase in FIN_DE_PHRASE.split(ligne) if phrase]
    return trouvees


def compter_mots(phrase: str) -> int:
    """Compte les mots, sans la ponctuation isolée ni les guillemets."""
    return sum(1 for mot in phrase.split() if re.search(r"\w", mot))
