"""Le programme du calculateur en un seul module : seize allers-retours de moins avant la première date.

Un réseau lent compte les demandes autant que les octets. Les modules restent : d'autres pages les prennent un par un.
Les formes d'import et d'export sont celles de cle_modules ; ce qui vient plus tard (`import()`) continue de venir plus tard.
"""

import re
from pathlib import Path

from builder.cle_modules import EXPORT, IMPORT, in_order, named
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

    def read(name: str) -> tuple[str, list[str], list[str]]:
        text = (folder / name).read_text(encoding="utf-8")
        first = [found[2].removeprefix("./") for found in IMPORT.findall(text)]
        if away := [target for target in first if "/" in target]:
            raise BuildError(f"{name} : {away[0]} n'est pas dans le même dossier, ses adresses changeraient.")
        exports = ", ".join(f"{'default: ' if default else ''}{one}" for default, one in EXPORT.findall(text))
        body = _body(name, text)
        if name != entry:
            body = f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {exports} }};\n}})();"
        return body, first, []

    return "\n".join(in_order([entry], read).values())


def group(site: Path) -> None:
    """Remplace l'entrée par le groupe, dans le site construit."""
    folder = site / "assets" / "javascripts"
    (folder / ENTREE).write_text(grouped(folder), encoding="utf-8")
