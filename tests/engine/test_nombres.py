"""Aucun nombre de droit ni aucune phrase dans le code : la loi est dans droit/, les mots dans catalogue/."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculators.regles import charger
from tests.engine.demandes import MOTEUR, RACINE

JAVASCRIPT = RACINE / "docs" / "assets" / "javascripts"

# Ce qui compte des délais, choisit des alertes, des étapes, un tribunal : pas un nombre, hors ceux-ci, et pourquoi.
PLOMBERIE: dict[str, dict[float, str]] = {
    "agenda.py": {1440: "minutes dans un jour", 60: "minutes dans une heure"},
    "courriers/donnees.py": {16: "longueur d'une empreinte"},
    "courriers/mots.py": {3: "lettres d'un article, « le »"},
    "courriers/pieces.py": {2: "chiffres du numéro d'un fichier"},
    "courriers/saisie.py": {10: "borne d'une taille de fichier, d'un nombre de pages", 5: "la même"},
    "courriers/word.py": {
        **{2: "octets d'un nombre court, dans une archive", 4: "octets d'un nombre long"},
        10: "octets vides d'une fiche d'archive",
    },
    "echeances/termes.py": {24: "heures dans un jour"},
    "ressources.py": {
        10: "euros d'écart où le contrat §5 ne tranche pas",
        3: "rang de la dernière première majoration",
    },
}
DE_DROIT = sorted(
    chemin
    for motif in (
        *("echeances/*.py", "alertes.py", "etapes.py", "tribunal.py", "ressources.py", "frise.py", "rendu.py"),
        *("courriers/*.py", "agenda.py", "presence.py", "liaison.py"),
    )
    for chemin in MOTEUR.glob(motif)
)
ANODINS = {0, 1}


def nom_court(chemin: Path) -> str:
    return chemin.relative_to(MOTEUR).as_posix()


def nombres(chemin: Path) -> Iterator[tuple[int, float]]:
    """(ligne, valeur) de chaque nombre écrit dans un module Python."""
    for noeud in ast.walk(ast.parse(chemin.read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Constant) and type(noeud.value) in (int, float):
            yield noeud.lineno, noeud.value


@pytest.mark.parametrize("chemin", DE_DROIT, ids=nom_court)
def test_aucun_nombre_de_droit_dans_le_code(chemin: Path) -> None:
    """Ni deux mois, ni sept jours, ni quarante-huit heures : seulement 0, 1 et la plomberie nommée."""
    permis = ANODINS | PLOMBERIE.get(nom_court(chemin), {}).keys()
    assert [(ligne, n) for ligne, n in nombres(chemin) if n not in permis] == []


def test_la_liste_de_la_plomberie_ne_porte_rien_d_inutile() -> None:
    """Une constante partie du code s'efface de la liste."""
    for nom, permis in PLOMBERIE.items():
        assert permis.keys() <= {n for _, n in nombres(MOTEUR / nom)}, nom


NOMBRES_EN_LETTRES = re.compile(
    r"\b(deux|trois|quatre|sept|huit|quinze|trente|quarante-huit|soixante) (mois|jours|heures|ans)"
)


@pytest.mark.parametrize("chemin", DE_DROIT, ids=nom_court)
def test_aucune_duree_en_lettres_hors_des_docstrings(chemin: Path) -> None:
    """« deux mois » dans une chaîne du code serait une règle cachée."""
    assert [texte for _, texte in chaines(chemin) if NOMBRES_EN_LETTRES.search(texte)] == []


def chaines(chemin: Path) -> Iterator[tuple[int, str]]:
    """(ligne, texte) de chaque chaîne, docstrings exceptées."""
    arbre = ast.parse(chemin.read_text(encoding="utf-8"))
    docstrings = {
        id(noeud.body[0].value)
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Module | ast.ClassDef | ast.FunctionDef)
        and isinstance(noeud.body[0], ast.Expr)
        and isinstance(noeud.body[0].value, ast.Constant)
    }
    # Ce que lit la personne qui écrit une règle (`faux`), ou personne (une erreur du programme), n'est pas au lecteur.
    for noeud in ast.walk(arbre):
        interne = isinstance(noeud, ast.Call) and getattr(noeud.func, "id", "") in ("faux", "LookupError")
        docstrings |= {id(c) for c in ast.walk(noeud)} if interne else set()
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str) and id(noeud) not in docstrings:
            yield noeud.lineno, noeud.value


# Les remèdes que lit qui écrit un fichier du droit : ils nomment des clés TOML, aucun lecteur de la page ne les voit.
POUR_QUI_ECRIT_LE_DROIT = {"formes.py"}
PHRASE = re.compile(r"[a-zà-ÿ][a-zà-ÿ'’-]* [a-zà-ÿ'’-]+ [a-zà-ÿ'’-]+")


LUS = [c for c in sorted(MOTEUR.rglob("*.py")) if nom_court(c) not in POUR_QUI_ECRIT_LE_DROIT]


@pytest.mark.parametrize("chemin", LUS, ids=nom_court)
def test_aucune_phrase_dans_le_code(chemin: Path) -> None:
    """Trois mots de suite sont une phrase : elle va au catalogue, où elle se relit et se traduit."""
    textes = charger().textes.keys()
    assert [(n, texte) for n, texte in chaines(chemin) if PHRASE.search(texte) and texte not in textes] == []


# Les nombres du JavaScript, fichier par fichier : rien qui fasse une date.
PLOMBERIE_JS: dict[str, dict[str, str]] = {
    "attente.js": {"1_000_000": "octets dans un mégaoctet"},
    "calculateur.js": {
        "8_000": "millisecondes de patience",
        "2_000": "millisecondes de repos avant de charger le moteur",
        "10": "part de ce repos, sans requestIdleCallback",
    },
    "hors-ligne-bouton.js": {"1_000_000": "octets dans un mégaoctet"},
    "integrer.js": {"900": "pixels avant que le cadre dise sa hauteur", "20000": "hauteur la plus grande, en pixels"},
    "reponses.js": {
        **dict.fromkeys(("29", "48", "58", "87", "91"), "rang d'un signe dans l'alphabet de la table"),
        "2": "chiffres d'une heure écrite HH:MM",
        "24": "une case par heure de remise",
    },
    "table.js": {"8_000": "millisecondes de patience", "2": "ans d'écart où l'horloge est douteuse (contrat §4)"},
    "worker.mjs": {
        "200": "réponse trouvée (HTTP) ; millisecondes entre deux annonces",
        "404": "réponse absente (HTTP)",
    },
    "moteur.js": {"60_000": "millisecondes de silence avant de renoncer"},
    "formulaire.js": {
        **{"23": "dernière heure", "59": "dernière minute", "31": "plus grand jour", "12": "plus grand mois"},
        "2": "chiffres d'une heure ou d'un mois ; rang de l'année",
    },
    "jours.js": {
        **{"24": "heures", "60": "minutes, secondes", "1000": "millisecondes"},
        **{
            "2": "chiffres d'un jour ; ans avant qu'une horloge soit douteuse (contrat §4)",
            "4": "chiffres d'une année",
        },
        "10": "longueur d'une date ISO",
    },
    "dessins.js": {"2": "il faut deux points pour un dessin"},
}
# Les dessins sont faits de pixels : leurs nombres ne sont pas comptés un à un, mais ils n'ajoutent jamais de jours.
DESSINS = {"frise.js"}
SCRIPTS = sorted([*JAVASCRIPT.glob("*.js"), *JAVASCRIPT.glob("*.mjs")])
HORS_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?<=[(=!,&|?:\s])/(?![/*\s])(?:\\.|[^/\\\n])+/[a-z]*""",
    re.DOTALL,
)
NOMBRE_JS = re.compile(r"(?<![\w$.#])\d[\d_]*(?:\.\d+)?")


def code_js(chemin: Path) -> str:
    """Le code sans commentaires, chaînes ni expressions régulières."""
    return HORS_CODE.sub(" ", chemin.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chemin", SCRIPTS, ids=lambda c: c.name)
def test_aucun_nombre_de_droit_dans_le_javascript(chemin: Path) -> None:
    """La page compare des dates et compte des jours restants ; elle n'en fabrique pas."""
    if chemin.name not in DESSINS:
        permis = {"0", "1", *PLOMBERIE_JS.get(chemin.name, {})}
        assert set(NOMBRE_JS.findall(code_js(chemin))) <= permis


def test_la_liste_du_javascript_ne_porte_rien_d_inutile() -> None:
    """Un fichier ou un nombre partis s'effacent de la liste."""
    for nom, permis in PLOMBERIE_JS.items():
        assert permis.keys() <= set(NOMBRE_JS.findall(code_js(JAVASCRIPT / nom))), nom


AJOUTE_DES_JOURS = re.compile(
    r"\.set(?:UTC)?(?:Date|FullYear|Time|Hours)\b|86_?400_?000|604_?800_?000|getTime\(\)\s*\+"
)


@pytest.mark.parametrize("chemin", SCRIPTS, ids=lambda c: c.name)
def test_le_javascript_n_ajoute_jamais_de_jours_a_une_date(chemin: Path) -> None:
    """Une date de droit vient du moteur, toute faite ; une addition de jours en JavaScript en serait une seconde."""
    assert not AJOUTE_DES_JOURS.findall(code_js(chemin))
