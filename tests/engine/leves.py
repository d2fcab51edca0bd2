"""Toutes les erreurs que le moteur peut lever, trouvées dans son code ; et celles qu'un calcul lève vraiment."""

import ast
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.engine.demandes import MOTEUR, RACINE

Endroit = tuple[str, int]  # fichier du moteur, ligne du `raise`
_OUTIL = 3  # les numéros 0 à 2 et 5 de sys.monitoring sont pris par d'autres outils


def _cle(leve: ast.Raise) -> str:
    """Ce que l'erreur dit : la clé de sa phrase, ou son remède quand elle nomme un fichier."""
    appel = leve.exc
    assert isinstance(appel, ast.Call), ast.unparse(leve)
    nom = ast.unparse(appel.func)
    rang = {"faux": 2, "HeureInexistante": 0}.get(nom, 1)
    argument = appel.args[rang]
    return str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument).strip("f'\"")


def _dans(noeud: ast.AST, ou: tuple[str, ...] = ()) -> Iterator[tuple[str, ast.Raise]]:
    """Chaque `raise` qui nomme une erreur, et la fonction où il est ; un `raise` nu ne fait que laisser passer."""
    for enfant in ast.iter_child_nodes(noeud):
        if isinstance(enfant, ast.FunctionDef | ast.ClassDef):
            yield from _dans(enfant, (*ou, enfant.name))
        else:
            if isinstance(enfant, ast.Raise) and enfant.exc is not None:
                yield ".".join(ou), enfant
            yield from _dans(enfant, ou)


def recenser() -> dict[Endroit, str]:
    """Le nom de chaque `raise` du moteur : module, fonction, ce qu'il dit ; « #2 » pour un deuxième pareil."""
    noms: dict[Endroit, str] = {}
    vus: Counter[str] = Counter()
    for fichier in sorted(MOTEUR.rglob("*.py")):
        module = ".".join(fichier.relative_to(MOTEUR).with_suffix("").parts)
        for fonction, leve in _dans(ast.parse(fichier.read_text(encoding="utf-8"))):
            nom = f"{module} {fonction} : {_cle(leve)}"
            vus[nom] += 1
            noms[str(fichier), leve.lineno] = nom if vus[nom] == 1 else f"{nom} #{vus[nom]}"
    return noms


RECENSES = recenser()


@contextmanager
def ecouter() -> Iterator[set[str]]:
    """Les noms des `raise` du moteur exécutés pendant ce bloc. Rien n'est remplacé : Python dit seulement où il lève."""
    leves: set[str] = set()
    evenement = sys.monitoring.events.RAISE

    def noter(code: Any, decalage: int, erreur: BaseException) -> None:
        if code.co_filename.startswith(str(RACINE)):
            ligne = next((fin for debut, suite, fin in code.co_lines() if debut <= decalage < suite), None)
            nom = RECENSES.get((code.co_filename, ligne or 0))
            if nom is not None:
                leves.add(nom)

    sys.monitoring.use_tool_id(_OUTIL, "leves")
    sys.monitoring.register_callback(_OUTIL, evenement, noter)
    sys.monitoring.set_events(_OUTIL, evenement)
    try:
        yield leves
    finally:
        sys.monitoring.set_events(_OUTIL, 0)
        sys.monitoring.register_callback(_OUTIL, evenement, None)
        sys.monitoring.free_tool_id(_OUTIL)


def leves_par(action: Callable[[], object]) -> set[str]:
    """Les `raise` exécutés par cette action, quoi qu'elle rende."""
    with ecouter() as leves:
        action()
    return leves
