"""Ce que le site livre et que nous n'avons pas écrit : sa liste, et le texte de chaque licence à côté."""

import json
import re
import shutil
import tomllib
from pathlib import Path

from builder.catalogue import words
from builder.errors import BuildError
from builder.paths import LICENCES, ROOT

Component = dict[str, str]
_PACKAGE = re.compile(r".*node_modules/((?:@[^/]+/)?[^/]+)/")
# L'éditeur du thème écrit ce paquet-ci sous le nom du dossier, sans node_modules.
_OWN = {"src", ".."}


def components() -> list[Component]:
    """Les composants déclarés ; un texte de licence qui manque arrête la fabrication."""
    rows: list[Component] = tomllib.loads((LICENCES / "composants.toml").read_text(encoding="utf-8"))["composants"]
    for row in rows:
        if not (LICENCES / "textes" / row["texte"]).is_file():
            raise BuildError(f"Licence sans texte : {row['nom']} ({row['texte']}).")
    return rows


def bundled(site: Path) -> set[str]:
    """Les paquets que le thème embarque, lus dans ses cartes de sources (avant de les retirer)."""
    names: set[str] = set()
    for path in (site / "assets").rglob("*.map"):
        for source in json.loads(path.read_text(encoding="utf-8"))["sources"]:
            found = _PACKAGE.match(source)
            names.add(found[1] if found else source.split("/")[0])
    return names - _OWN


def check_bundled(site: Path) -> None:
    """Un paquet embarqué que la liste ne connaît pas serait livré sans sa licence."""
    known = {row.get("paquet") for row in components()}
    if unknown := sorted(bundled(site) - known):
        raise BuildError(
            f"Paquets livrés sans licence déclarée (builder/licences/composants.toml) : {', '.join(unknown)}."
        )


def render() -> str:
    """Le tableau des composants, en Markdown, pour la page des licences."""
    say = words("licences")
    known = versions()
    lines = ["| " + " | ".join(say["colonnes"]) + " |", "| --- | --- | --- |"]
    for row in components():
        version = known.get(row["nom"], "")
        name = f"{row['nom']} {version}".strip()
        if row.get("source"):
            name += f" ([{say['sources']}]({row['source']}))"
        # Du HTML, pas un lien Markdown : ces textes ne sont pas des pages, mkdocs ne les connaît pas.
        lines.append(f'| {name} | {row["a_quoi"]} | <a href="textes/{row["texte"]}">{row["licence"]}</a> |')
    return "\n".join(lines)


def versions() -> dict[str, str]:
    """Les versions que les verrous disent, là où elles se voient."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    theme = re.search(r"^mkdocs-material==(\S+)", lock, re.MULTILINE)
    return {
        "Pyodide": packages["node_modules/pyodide"]["version"],
        "Material for MkDocs": theme[1] if theme else "",
    }


def copy_texts(site: Path) -> None:
    """Le texte de chaque licence, et les nôtres, à côté de la page qui les nomme."""
    folder = site / "licences" / "textes"
    folder.mkdir(parents=True, exist_ok=True)
    for row in components():
        shutil.copyfile(LICENCES / "textes" / row["texte"], folder / row["texte"])
    shutil.copyfile(ROOT / "LICENSE", folder / "code.txt")
    shutil.copyfile(ROOT / "LICENSE-TEXTES", folder / "contenus.txt")
