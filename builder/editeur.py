"""Qui publie le site et qui l'héberge, d'après association.yml ou donnees/editeur.toml : écrit par eux, jamais deviné."""

import html
import tomllib
from pathlib import Path

from builder import association
from builder.catalogue import words
from builder.errors import BuildError
from builder.paths import DONNEES

FICHIER = DONNEES / "editeur.toml"
_CLES = {
    "editeur": ("nom", "adresse", "responsable", "contact"),
    "hebergeur": ("nom", "adresse", "contact"),
}


def load(path: Path = FICHIER) -> dict[str, dict[str, str]]:
    """Les deux tables ; une clé en trop ou qui manque arrête la fabrication. Une association dit les siennes elle-même."""
    if path == FICHIER and (here := association.current()):
        return here.mentions
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BuildError(f"donnees/editeur.toml ne se lit pas : {error}") from error
    for table, keys in _CLES.items():
        row = given.get(table)
        if not isinstance(row, dict) or set(row) != set(keys) or not all(isinstance(one, str) for one in row.values()):
            raise BuildError(f"donnees/editeur.toml, [{table}] : il faut {', '.join(keys)}, entre guillemets.")
    return {table: {key: given[table][key].strip() for key in keys} for table, keys in _CLES.items()}


def missing(rows: dict[str, dict[str, str]]) -> list[str]:
    """Ce que la fabrication doit dire : une phrase par table sans nom ou sans contact."""
    say = words("editeur")
    return [f"{say['vide'][table]} (donnees/editeur.toml)" for table, row in rows.items() if not row["nom"]]


def render(rows: dict[str, dict[str, str]] | None = None) -> str:
    """Deux paragraphes : qui publie, qui héberge. Une ligne vide ne s'écrit pas."""
    say, rows = words("editeur"), load() if rows is None else rows
    parts = []
    for table, row in rows.items():
        if not row["nom"]:
            parts.append(f"**{say['titres'][table]}** {say['vide'][table]}.")
            continue
        lines = [f"{say['lignes'][key]} {html.escape(text)}" for key, text in row.items() if text and key != "nom"]
        parts.append("  \n".join([f"**{say['titres'][table]}** {html.escape(row['nom'])}", *lines]))
    return "\n\n".join(parts)
