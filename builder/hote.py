"""Ce qu'un hébergeur peut ajouter à la politique écrite dans les pages : le fichier `_headers`, et ce que la page en dit.

GitHub Pages ne le lit pas ; d'autres hébergeurs de fichiers, si. Tout vient de donnees/securite.toml, comme la politique.
"""

from pathlib import Path

from builder import csp
from builder.catalogue import words

FICHIER = "_headers"


def render() -> str:
    """Le fichier `_headers` : un chemin, puis ses en-têtes, décalés."""
    by_path: dict[str, list[str]] = {}
    for header in csp.data()["en_tetes"]:
        for path in header["ou"]:
            by_path.setdefault(path, []).append(f"  {header['nom']}: {header['valeur']}")
    return "\n".join(line for path, lines in by_path.items() for line in (path, *lines)) + "\n"


def _table(heads: list[str], rows: list[tuple[str, str]]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", "| --- | --- |", *(f"| `{name}` | {said} |" for name, said in rows)])


def fragments() -> dict[str, str]:
    """Ce que « Vérifiez vous-même » montre de la politique et des en-têtes."""
    say, data = words("securite"), csp.data()
    return {
        "securite/politique.md": _table(
            say["colonnes_politique"],
            [(f"{rule['nom']} {rule['valeur']}", rule["dit"]) for rule in data["politique"]],
        ),
        "securite/en-tetes.md": _table(
            say["colonnes_en_tetes"],
            [(f"{header['nom']}: {header['valeur']}", header["dit"]) for header in data["en_tetes"]],
        ),
        "securite/hors-balise.md": ", ".join(f"`{name}`" for name in data["hors_balise"]["regles"]),
        "securite/headers.md": render().rstrip("\n"),
    }


def publish(site: Path) -> None:
    """Pose le fichier à la racine du site."""
    (site / FICHIER).write_text(render(), encoding="utf-8")
