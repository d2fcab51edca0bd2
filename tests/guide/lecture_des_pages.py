"""Lire les pages du guide comme un lecteur les verra : en-tête, fragments déroulés, phrases."""

import re
from dataclasses import dataclass
from pathlib import Path

from builder import entetes, faits
from builder import fragments as fragments_engendres
from builder.today import build_day

RACINE = Path(__file__).resolve().parents[2]
DOCS = RACINE / "docs"
INCLUS = RACINE / "inclus"

EN_TETES = entetes.load()


# Celles-ci montrent une réponse : leurs textes sont ceux du formulaire, avec leurs propres tests.
CALCULATEURS = ("index.md", "mon-dossier.md", "permanence.md")


def _pages_du_menu() -> tuple[str, ...]:
    """Les pages du guide, dans l'ordre du menu : ni le calculateur, ni ce qui est engendré, ni la technique."""
    menu = re.findall(r"^ +- .+: (\S+\.md)$", (RACINE / "mkdocs.yml").read_text(encoding="utf-8"), flags=re.M)
    return tuple(nom for nom in menu if "/" not in nom and nom not in CALCULATEURS)


PAGES_GUIDE = _pages_du_menu()
# Les pages qui disent quoi faire, d'après leur en-tête : leurs phrases sont les plus surveillées.
PAGES_ACTION = tuple(nom for nom in PAGES_GUIDE if EN_TETES[nom].donnees.get("forme") == "action")
# Celles qui ne parlent que du site lui-même : aucun texte de loi à citer.
PAGES_DU_SITE = (
    "vie-privee.md",
    "verifiez-vous-meme.md",
    "mentions.md",
    "licences.md",
    "accessibilite.md",
    "qui-l-a-relu.md",
    "heberger.md",
    "integrer.md",
    "affiches.md",
    "changements.md",
    "permanence.md",
    "formation.md",
)

FRAGMENT = re.compile(r"\{!\s*(\S+?)\s*!\}")
# Ce que la fabrication écrirait, par nom de fragment : ici comme là-bas, un nom inconnu est une faute.
ENGENDRES = fragments_engendres.everything(build_day())
FAITS = faits.load()
# Ceux-là se lisent dans une phrase ; les autres (listes, tableaux, formulaires) ont leurs propres tests.
DANS_UNE_PHRASE = ("duree.md", "texte_au.md", "phrase.md")
BALISE = re.compile(r"<[^>]+>")
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
    entete, contenu = entetes.split((DOCS / nom).read_text(encoding="utf-8"))
    return Page(nom, entete, contenu, derouler(contenu))


def derouler(texte: str) -> str:
    """Remplace chaque fragment écrit à la main par son texte, chaque fragment engendré par ce qu'il dit, ou rien."""

    def remplacer(trouve: re.Match) -> str:
        chemin = trouve[1]
        if (INCLUS / chemin).is_file():
            return derouler((INCLUS / chemin).read_text(encoding="utf-8").rstrip("\n"))
        engendre = ENGENDRES[chemin]
        lu = chemin.startswith("fait/") or chemin.endswith(DANS_UNE_PHRASE)
        return BALISE.sub("", engendre) if lu else ""

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
