"""Une lettre en texte nu, à copier."""

from typing import Any


def en_texte(blocs: list[dict[str, Any]]) -> str:
    """Les blocs séparés d'une ligne vide ; une liste garde ses numéros."""
    rendus = []
    for bloc in blocs:
        if bloc["type"] == "liste":
            marques = (f"{n}. " if bloc.get("numerote") else "- " for n in range(1, len(bloc["elements"]) + 1))
            rendus.append("\n".join(m + e for m, e in zip(marques, bloc["elements"], strict=True)))
        else:
            rendus.append(bloc["texte"])
    return "\n\n".join(rendus) + "\n"
