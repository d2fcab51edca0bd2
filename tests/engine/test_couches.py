"""Qui importe qui, et de quoi le moteur est fait : lu dans le code, sans le lancer."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import calculators
from tests.engine.demandes import MOTEUR

# Du plus bas au plus haut : un module n'importe que ceux d'avant lui.
ORDRE = (
    *(
        "version",
        "erreurs",
        "phrases",
        "delais",
        "evenements",
        "formes",
        "feries",
        "calendrier",
        "fuseaux",
        "territoires",
    ),
    *("textes", "choix", "regles", "age", "saisie", "dossier", "echeances", "alertes", "etapes", "frise"),
    *("rendu", "tribunal", "ressources", "lot", "courriers", "agenda", "presence", "liaison"),
    *("__init__", "lecture", "page", "__main__"),
)
# Chaque module de plus est un chargement de plus sur un téléphone : en ajouter un est un choix, écrit ici.
BIBLIOTHEQUE = {
    "binascii": "le fichier Word d'une lettre : somme de contrôle, base64 ; chargé seulement alors",
    "calendar": "le nombre de jours d'un mois",
    "collections.abc": "les types des arguments",
    "csv": "les tableaux d'un lot ; chargé seulement alors",
    "dataclasses": "des objets figés",
    "datetime": "les dates",
    "enum": "les unités et les comptages",
    "functools": "lire un fichier une seule fois",
    "hashlib": "l'empreinte d'une règle relue ; chargé seulement alors",
    "io": "les tableaux d'un lot",
    "json": "lire.py et la ligne de commande",
    "pathlib": "trouver droit/ et catalogue/",
    "re": "les colonnes d'un lot, les phrases d'une lettre",
    "sys": "la ligne de commande",
    "tomllib": "lire le droit",
    "typing": "les types",
    "unicodedata": "ce qui s'écrit ou non dans une lettre, un nom de fichier sans accent ; chargé seulement alors",
}
HORLOGES = {"now", "today", "utcnow", "time", "localtime", "gmtime", "perf_counter", "monotonic", "fromtimestamp"}
LISENT_DES_FICHIERS = {"phrases", "formes", "__main__"}
ENTREES_SORTIES = {"open", "print", "input", "read_text", "read_bytes", "write_text", "write_bytes", "stdin", "stdout"}
ENTREES_SORTIES |= {"stderr", "exec", "eval", "__import__", "import_module", "getenv", "environ", "system", "Popen"}
LIGNES_DU_MODULE, LIGNES_DE_FONCTION = 300, 40

MODULES = {
    ".".join(chemin.relative_to(MOTEUR).with_suffix("").parts): chemin
    for chemin in sorted(MOTEUR.rglob("*.py"))
    if "__pycache__" not in chemin.parts
}


def arbre(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def etage(module: str) -> str:
    """Le nom qui a une place dans ORDRE : le paquet pour un sous-module, `__init__` pour le moteur lui-même."""
    return module.split(".")[0]


def imports(module: str) -> Iterator[str]:
    """Les noms complets des modules importés, ceux des fonctions compris."""
    for noeud in ast.walk(arbre(module)):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            assert noeud.level == 0, f"{module} : import relatif"
            yield noeud.module or ""


def du_moteur(nom: str) -> str | None:
    """`calculators.echeances.termes` devient `echeances.termes` ; hors du moteur : None."""
    if nom == "calculators":
        return "__init__"
    return nom.removeprefix("calculators.") if nom.startswith("calculators.") else None


def test_chaque_module_a_sa_place_dans_l_ordre() -> None:
    """Un module nouveau se range ; un module ôté s'efface de la liste."""
    places = {etage(module) for module in MODULES}
    assert places == set(ORDRE), f"à ranger ou à effacer : {places ^ set(ORDRE)}"


@pytest.mark.parametrize("module", MODULES)
def test_les_imports_vont_dans_un_seul_sens(module: str) -> None:
    """La saisie ne connaît pas les échéances, les échéances ne connaissent pas les mots de la réponse."""
    for nom in imports(module):
        cible = du_moteur(nom)
        if cible is not None and etage(cible) != etage(module):
            assert ORDRE.index(etage(cible)) < ORDRE.index(etage(module)), f"{module} importe {cible}"


@pytest.mark.parametrize("paquet", ["saisie", "echeances", "courriers"])
def test_aucun_cercle_dans_un_paquet(paquet: str) -> None:
    """Les modules d'un même étage s'importent sans jamais tourner en rond."""
    liens = {
        module: {c for nom in imports(module) if (c := du_moteur(nom)) and c.startswith(f"{paquet}.")}
        for module in MODULES
        if module.startswith(f"{paquet}.")
    }
    assert list(TopologicalSorter(liens).static_order())


@pytest.mark.parametrize("module", MODULES)
def test_la_bibliotheque_standard_seule_et_peu_de_modules(module: str) -> None:
    """Rien à installer ; chaque module standard employé a sa raison."""
    autres = {nom for nom in imports(module) if du_moteur(nom) is None}
    assert autres <= BIBLIOTHEQUE.keys(), autres - BIBLIOTHEQUE.keys()


def test_la_liste_des_modules_standard_ne_porte_rien_d_inutile() -> None:
    """Un module qui n'est plus employé s'efface de la liste."""
    employes = {nom for module in MODULES for nom in imports(module)}
    assert BIBLIOTHEQUE.keys() <= employes


def noms(module: str) -> set[str]:
    """Tous les noms et attributs dont le module se sert."""
    arbre_lu = arbre(module)
    attributs = {n.attr for n in ast.walk(arbre_lu) if isinstance(n, ast.Attribute)}
    return attributs | {n.id for n in ast.walk(arbre_lu) if isinstance(n, ast.Name)}


@pytest.mark.parametrize("module", MODULES)
def test_aucune_horloge(module: str) -> None:
    """Le jour est dans la demande : le moteur ne regarde jamais l'heure de la machine."""
    assert not noms(module) & HORLOGES and not {"time", "zoneinfo", "locale", "random"} & set(imports(module))


@pytest.mark.parametrize("module", [m for m in MODULES if etage(m) not in LISENT_DES_FICHIERS])
def test_aucune_lecture_ni_ecriture_ailleurs_que_la_ou_on_lit_le_droit(module: str) -> None:
    """Les fichiers se lisent dans quelques modules, l'entrée standard dans un seul ; rien ne s'écrit."""
    assert not noms(module) & ENTREES_SORTIES


@pytest.mark.parametrize("module", [m for m in MODULES if etage(m) in LISENT_DES_FICHIERS and m != "__main__"])
def test_qui_lit_le_droit_n_ecrit_rien_et_ne_lit_que_du_toml(module: str) -> None:
    """`read_text` d'un fichier du moteur, et c'est tout."""
    assert not noms(module) & (ENTREES_SORTIES - {"read_text"})


def test_la_seule_porte_est_calculer() -> None:
    """`from calculators import calculer` : rien d'autre n'est promis."""
    assert calculators.__all__ == ["calculer"]


@pytest.mark.parametrize("module", MODULES)
def test_un_module_est_court_documente_et_sans_fourre_tout(module: str) -> None:
    """Moins de 300 lignes, des fonctions de moins de 40, une docstring d'une idée ; pas de utils."""
    texte = MODULES[module].read_text(encoding="utf-8")
    assert len(texte.splitlines()) < LIGNES_DU_MODULE and Path(module).name not in ("utils", "helpers", "common")
    assert ast.get_docstring(arbre(module)), f"{module} ne dit pas ce qu'il fait"
    for noeud in ast.walk(arbre(module)):
        if isinstance(noeud, ast.FunctionDef):
            longueur = (noeud.end_lineno or 0) - noeud.lineno + 1
            assert longueur < LIGNES_DE_FONCTION, f"{module}.{noeud.name} : {longueur} lignes"
