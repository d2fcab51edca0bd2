"""Le programme du calculateur en un seul module : seize allers-retours de moins avant la première date.

Un réseau lent compte les demandes autant que les octets. Les modules restent : d'autres pages les prennent un par un.
Les formes d'import et d'export sont celles de cle_modules ; ce qui vient plus tard (`import()`) continue de venir plus tard.
"""

import re
from pathlib import Path

from builder.cle_modules import EXPORT, IMPORT, named
from builder.errors import BuildError

ENTREE = "calculateur.js"
_LEFT = re.compile(r"^\s*(?:import|export)\b(?!\().*$", re.MULTILINE)


def _variable(name: str) -> str:
    return "__" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _body(name: str, text: str) -> str:
    """Le module sans ses imports ni ses exports : ce qu'il prend vient des fonctions écrites avant lui."""

    def taken(found: re.Match[str]) -> str:
        what = f"{{{named(found[1])}}}" if found[1] is not None else found[2]
        return f"const {what} = {_variable(found[3].removeprefix('./'))};"

    body = EXPORT.sub("", IMPORT.sub(taken, text))
    if left := _LEFT.search(body):
        raise BuildError(f"{name} : « {left[0].strip()} » ne se groupe pas (builder/grouper.py).")
    return body


def grouped(folder: Path, entry: str = ENTREE) -> str:
    """L'entrée et tout ce qu'elle importe d'abord, chacun dans sa fonction, dans l'ordre où ils se demandent."""
    done: dict[str, str] = {}

    def visit(name: str, parents: tuple[str, ...]) -> None:
        if name in parents:
            raise BuildError(f"Imports en boucle : {' → '.join((*parents, name))}.")
        if name in done:
            return
        text = (folder / name).read_text(encoding="utf-8")
        for found in IMPORT.findall(text):
            target = found[2].removeprefix("./")
            if "/" in target:
                raise BuildError(f"{name} : {found[2]} n'est pas dans le même dossier, ses adresses changeraient.")
            visit(target, (*parents, name))
        exports = ", ".join(f"{'default: ' if default else ''}{one}" for default, one in EXPORT.findall(text))
        body = _body(name, text)
        done[name] = (
            body if name == entry else f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"
        )

    visit(entry, ())
    return "\n".join(done.values())


def group(site: Path) -> None:
    """Remplace l'entrée par le groupe, dans le site construit."""
    folder = site / "assets" / "javascripts"
    (folder / ENTREE).write_text(grouped(folder), encoding="utf-8")
