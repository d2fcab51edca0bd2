"""Mesure le moteur seul : dossiers par seconde avec CPython, et temps d'un dossier et d'un lot avec Pyodide.

À côté de chaque temps, son rapport à une boucle nue d'un million de tours, mesurée dans le même passage :
lui seul se compare d'une machine à l'autre.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from builder.paths import ROOT, SITE

_REQUESTS, _PYODIDE_BATCH, _ROUNDS = 2_000, 1_000, 10
_LOOP = 1_000_000


def references() -> list[Any]:
    """Les demandes de tests/cas/references.json."""
    cases = json.loads((ROOT / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
    return [case["demande"] for case in cases]


def _cycle(asked: list[Any], count: int) -> list[Any]:
    return [asked[rank % len(asked)] for rank in range(count)]


def _bare_loop() -> None:
    total = 0
    for rank in range(_LOOP):
        total += rank


def _best(rounds: int, action: Callable[[], object]) -> float:
    """Le meilleur temps de processeur, en secondes : les autres mesurent nos voisins."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def _line(name: str, seconds: float, count: int, loop: float) -> None:
    print(f"  {name:44} {count / seconds:7.0f} par seconde   {seconds / count / loop * 1e3:5.1f} millièmes de boucle")


def files_bench() -> None:
    """Dossiers par seconde, sur un cœur : du dict au dict, et du JSON au JSON comme la ligne de commande."""
    from calculators import calculer
    from calculators.lecture import repondre
    from tests.hasard import tirer
    from tests.hasard_chaines import tirer_chaine

    def as_command_line(asked: list[Any]) -> float:
        text = json.dumps(asked, ensure_ascii=False).encode()
        return _best(1, lambda: [piece for piece, _ in repondre(text)])

    known = references()
    text = json.dumps(known, ensure_ascii=False).encode()
    as_command_line(known)
    loop = _best(_ROUNDS, _bare_loop)
    print(f"\nDossiers par seconde, un cœur, CPython (boucle nue d'un million de tours : {loop * 1e3:.0f} ms)")
    _line("références, en Python", _best(_ROUNDS, lambda: [calculer(one) for one in known]), len(known), loop)
    json_time = _best(_ROUNDS, lambda: [piece for piece, _ in repondre(text)])
    _line("références, du JSON au JSON", json_time, len(known), loop)
    # Jamais vus : rien n'est gardé d'avance. Chaque centaine ne passe qu'une fois ; on garde la meilleure.
    for name, draw in (
        ("décisions au hasard, jamais vues, en JSON", tirer),
        ("chaînes, jamais vues, en JSON", tirer_chaine),
    ):
        seeds = [range(start, start + 100) for start in range(10_000, 10_000 + 100 * _ROUNDS, 100)]
        _line(name, min(as_command_line([draw(seed) for seed in hundred]) for hundred in seeds), 100, loop)


def batch_bench() -> None:
    """Le temps de calcul de 2 000 demandes lues d'un coup par la ligne de commande, démarrage compris."""
    text = json.dumps(_cycle(references(), _REQUESTS))
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "calculators"], input=text, capture_output=True, text=True, cwd=ROOT
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"\nLot de {len(json.loads(done.stdout))} demandes : {best:.2f} s de processeur")


def pyodide_bench() -> None:
    """Dans le Pyodide livré, une fois chargé : un dossier, et un lot de mille."""
    known = references()
    asked = {"un": [json.dumps(one) for one in known], "lot": json.dumps(_cycle(known, _PYODIDE_BATCH))}
    command = ["node", str(ROOT / "scripts" / "runtime" / "mesurer.mjs"), str(SITE / "assets" / "pyodide")]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    loop = seen["boucle"]
    print(f"\nPyodide, une fois chargé, dans Node (boucle nue d'un million de tours : {loop:.0f} ms)")
    print(
        f"  première réponse, qui lit le droit           {seen['premiere']:8.1f} ms   {seen['premiere'] / loop:6.2f} boucle"
    )
    print(f"  un dossier, le plus lent des références      {seen['un']:8.1f} ms   {seen['un'] / loop:6.2f} boucle")
    print(
        f"  un lot de {_PYODIDE_BATCH}                              {seen['lot']:8.0f} ms   {seen['lot'] / loop:6.2f} boucle"
    )
