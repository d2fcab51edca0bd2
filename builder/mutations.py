"""Change le moteur à un endroit à la fois, et regarde si un test le voit : mutmut, module par module.

Dans une copie, où l'on ôte les mémoires (`@cache`) du module changé : l'outil ne change pas une fonction décorée, et ces
fonctions sont pures. Une mutation qui survit sans être dans tests/mutants_admis.toml est une faute.
Un module par cœur : l'outil prépare chacun sur un seul cœur, les autres attendraient.
"""

import argparse
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from builder.paths import BUILD, ROOT

_COPIES = BUILD / "mutations"
_ADMIS = ROOT / "tests" / "mutants_admis.toml"
_NOT_NEEDED = shutil.ignore_patterns(
    *(".git", ".venv", "node_modules", "site", ".build", "__pycache__", ".*_cache", ".hypothesis"),
    *("regles", "pyodide", "*.wasm", "*.png"),
)
# Les dates, les règles, ce qui choisit et ce qui compte. Les mots, les lettres et la saisie ont leurs tests à eux.
MODULES = (
    *("calendrier", "feries", "fuseaux", "delais", "territoires", "dossier", "tribunal", "ressources"),
    *(f"echeances/{path.stem}" for path in sorted((ROOT / "calculators" / "echeances").glob("*.py"))),
)
_WITHOUT_FUNCTION = ("echeances/__init__", "echeances/resultats")
# Ces mémoires-là gardent un fichier lu : sans elles, chaque appel relirait le disque.
_READERS = r"(?!def (?:_lus|_tribunaux|ressort|territoires|codes)\b)"
_MEMORY = re.compile(r"^@(?:cache|lru_cache\(maxsize=MEMOIRE\))\n" + _READERS, re.MULTILINE)
_CONFIG = """
[tool.mutmut]
source_paths = ["calculators"]
only_mutate = ["calculators/{module}.py"]
also_copy = ["builder", "catalogue", "donnees", "docs", "inclus", "requirements.in"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright"]
pytest_add_cli_args_test_selection = ["tests/mutations.py"]
use_git_change_detection = false
track_dependencies = false
timeout_constant = 60.0
"""
_KILLED, _SURVIVED, _TIMEOUT = (1, 3), (0, 33), (-24, 24, 36, 152)


class Mutant(NamedTuple):
    """Un changement : dans quelle fonction, la ligne d'avant, celle d'après."""

    where: str
    before: str
    after: str


class Result(NamedTuple):
    """Un module passé : combien de mutations, et celles qui survivent."""

    module: str
    mutations: int
    survivors: list[Mutant]


def prepare(module: str, copy: Path) -> None:
    """La copie où travailler, sans les mémoires de ce module."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ROOT, copy, ignore=_NOT_NEEDED)
    source = copy / "calculators" / f"{module}.py"
    source.write_text(_MEMORY.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
    project = copy / "pyproject.toml"
    project.write_text(project.read_text(encoding="utf-8") + _CONFIG.format(module=module), encoding="utf-8")


def _mutmut(copy: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"})


def read_mutant(copy: Path, name: str) -> Mutant:
    """Ce que la mutation change, lu dans la différence que l'outil montre."""
    lines = _mutmut(copy, "show", name).stdout.splitlines()
    changed = [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    before = " ".join(line[1:].strip() for line in changed if line[0] == "-")
    after = " ".join(line[1:].strip() for line in changed if line[0] == "+")
    function = re.sub(r"__mutmut_\d+$", "", name).removeprefix("calculators.")
    return Mutant(re.sub(r"\bx[ǁ_]", "", function).replace("ǁ", "."), before, after)


def run(module: str, copy: Path) -> Result:
    """Passe toutes les mutations d'un module dans cette copie."""
    prepare(module, copy)
    done = _mutmut(copy, "run", "--max-children", "1")
    meta = copy / "mutants" / "calculators" / f"{module}.py.meta"
    codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"] if meta.is_file() else {}
    if not codes or None in codes.values():
        raise SystemExit(f"{module} : mutmut n'a pas fini.\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    survivors = [name for name, code in codes.items() if code not in (*_KILLED, *_TIMEOUT)]
    return Result(module, len(codes), [read_mutant(copy, name) for name in survivors])


def run_all(modules: list[str], cores: int) -> Iterator[Result]:
    """Tous ces modules, un par cœur et chacun dans sa copie, les plus longs d'abord ; dans l'ordre demandé."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for rank in range(cores):
        free.put(_COPIES / str(rank))

    def one(module: str) -> Result:
        copy = free.get()
        try:
            return run(module, copy)
        finally:
            free.put(copy)

    sizes = {module: (ROOT / "calculators" / f"{module}.py").stat().st_size for module in modules}
    with ThreadPoolExecutor(cores) as pool:
        asked = {module: pool.submit(one, module) for module in sorted(modules, key=lambda one: -sizes[one])}
        for module in modules:
            yield asked[module].result()


def admitted() -> set[Mutant]:
    """Les survivantes admises, chacune avec sa raison."""
    rows = tomllib.loads(_ADMIS.read_text(encoding="utf-8"))["admises"] if _ADMIS.is_file() else []
    return {Mutant(row["fonction"], row["avant"], row["apres"]) for row in rows if row["raison"]}


def _chosen(asked: list[str]) -> Iterator[str]:
    known = [module for module in MODULES if module not in _WITHOUT_FUNCTION]
    for module in asked or known:
        if module not in known:
            raise SystemExit(f"« {module} » n'est pas un module à muter. Choisissez parmi : {', '.join(known)}.")
        yield module


def main() -> int:
    """Tous les modules, ou ceux qu'on nomme. Rend 1 si une mutation survit sans raison, ou si une raison n'a plus d'objet."""
    parser = argparse.ArgumentParser(prog="scripts/mutations")
    parser.add_argument("modules", nargs="*", help="par exemple echeances/silence ; tous, sinon")
    parser.add_argument("--coeurs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    modules, known = list(_chosen(given.modules)), admitted()
    start, total = time.monotonic(), 0
    survivors: list[Mutant] = []
    for module, mutations, alive in run_all(modules, given.coeurs):
        total, survivors = total + mutations, survivors + alive
        unknown = [mutant for mutant in alive if mutant not in known]
        print(
            f"{module:34} {mutations:4} mutations, {len(alive):3} survivantes, {len(unknown):3} sans raison", flush=True
        )
        for mutant in unknown:
            print(_told(mutant), flush=True)
    minutes = (time.monotonic() - start) / 60
    print(f"\n{total} mutations, {total - len(survivors)} vues, {len(survivors)} survivantes, {minutes:.0f} minutes")
    names = tuple(module.replace("/", ".") + "." for module in modules)
    stale = sorted(mutant for mutant in known - set(survivors) if mutant.where.startswith(names))
    where = _ADMIS.relative_to(ROOT)
    for mutant in stale:
        print(f"{_told(mutant)}\n      cette ligne de {where} n'a plus d'objet : ôtez-la.")
    if new := sum(mutant not in known for mutant in survivors):
        print(f"{new} survivantes sans raison dans {where} : un test à écrire, ou une raison.")
    return 1 if new or stale else 0


def _told(mutant: Mutant) -> str:
    return f"    {mutant.where}\n      - {mutant.before}\n      + {mutant.after}"


if __name__ == "__main__":
    raise SystemExit(main())
