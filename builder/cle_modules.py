"""Un seul script ordinaire à partir de modules : un navigateur ne charge aucun module depuis un dossier (`file:`).

Pas d'analyseur de JavaScript : nos modules n'emploient que quelques formes d'import et d'export, chacune sur sa ligne.
Une forme que ce fichier ne connaît pas arrête la fabrication ; une boucle d'imports aussi.
"""

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from builder.errors import BuildError

IMPORT = re.compile(r'^import (?:\{([^}]*)\}|\* as (\w+)) from "([^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("([^"]+)"\)')
EXPORT = re.compile(r"^export (?:(default) )?(?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
# Ce qui resterait d'une forme inconnue.
_LEFT = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://|\*|/\*).*$", re.MULTILINE)
_META = "import.meta.url"
# Deux soulignés : aucun module n'a de nom qui cache ceux-ci.
_FRAME = """(() => {{
"use strict";
const __racine = new URL({up}, document.currentScript.src);
const __faits = {{}}, __venus = {{}};
const __lire = (nom) => (__venus[nom] ??= __faits[nom](new URL(nom, __racine).href));
{modules}
for (const nom of {entries}) __lire(nom);
}})();
"""


def _resolve(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))


def named(names: str) -> str:
    """« a, b as c » devient « a, b: c »."""
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", names)


def convert(name: str, text: str) -> tuple[str, list[str], list[str]]:
    """La fonction d'un module, ce qu'il lui faut d'abord, et ce qu'il demandera plus tard."""
    first = [_resolve(name, found[2]) for found in IMPORT.findall(text)]
    later = [_resolve(name, found) for found in _LATER.findall(text)]
    exports = [("default" if default else one, one) for default, one in EXPORT.findall(text)]

    def taken(found: re.Match[str]) -> str:
        what = f"{{{named(found[1])}}}" if found[1] is not None else found[2]
        return f"const {what} = __lire({json.dumps(_resolve(name, found[3]))});"

    text = IMPORT.sub(taken, text)
    text = _LATER.sub(lambda found: f"Promise.resolve({json.dumps(_resolve(name, found[1]))}).then(__lire)", text)
    text = EXPORT.sub("", text).replace(_META, "__adresse")
    if left := _LEFT.search(_COMMENT.sub("", text)):
        raise BuildError(
            f"{name} : « {left[0].strip()} » n'a pas d'équivalent sur une clé USB (builder/cle_modules.py)."
        )
    given = ", ".join(f"{json.dumps(out)}: {one}" for out, one in exports)
    return f"__faits[{json.dumps(name)}] = (__adresse) => {{\n{text}\nreturn {{ {given} }};\n}};", first, later


def in_order(entries: list[str], read: Callable[[str], tuple[str, list[str], list[str]]]) -> dict[str, str]:
    """Chaque module récrit, après tout ce qu'il lui faut. `read` : son texte, ce qu'il demande d'abord, et plus tard."""
    done: dict[str, str] = {}

    def visit(name: str, parents: tuple[str, ...]) -> None:
        if name in parents:
            raise BuildError(f"Imports en boucle : {' → '.join((*parents, name))}.")
        if name in done:
            return
        text, first, later = read(name)
        for one in first:
            visit(one, (*parents, name))
        done[name] = text
        for one in later:
            visit(one, ())

    for entry in entries:
        visit(entry, ())
    return done


def bundle(root: Path, entries: list[str], instead: Mapping[str, str], place: str) -> str:
    """Le script entier : les entrées, dans l'ordre, et tout ce qu'elles demandent.

    `root` est la racine du site ; `instead` remplace le texte de certains modules ; `place` est l'adresse du script.
    """

    def read(name: str) -> tuple[str, list[str], list[str]]:
        return convert(name, instead.get(name) or (root / name).read_text(encoding="utf-8"))

    done = in_order(entries, read)
    up = "../" * place.count("/")
    return _FRAME.format(up=json.dumps(up or "./"), modules="\n".join(done.values()), entries=json.dumps(entries))
