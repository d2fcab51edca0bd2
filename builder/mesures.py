"""Ce qui a été mesuré, gardé dans donnees/mesures.toml : les scripts l'écrivent, la page « Vitesse » le lit, nul ne le tape."""

import tomllib
from datetime import UTC, datetime
from typing import Any

from builder.paths import DONNEES

NOM = "donnees/mesures.toml"
_FICHIER = DONNEES / "mesures.toml"
_TETE = """# Écrit par `scripts/bench --ecrire` et `scripts/lighthouse --ecrire` : rien ici ne se tape à la main.
# La page « Vitesse » (docs/technique/vitesse.md) le lit. Seuls les rapports, pris dans le même passage, sont solides.
"""


def lire() -> dict[str, Any]:
    """Les mesures gardées ; vide s'il n'y en a pas encore."""
    return tomllib.loads(_FICHIER.read_text(encoding="utf-8")) if _FICHIER.is_file() else {}


def _valeur(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return str(valeur).lower()
    if isinstance(valeur, (int, float)):
        return str(valeur)
    if isinstance(valeur, (list, tuple)):
        return f"[{', '.join(map(_valeur, valeur))}]"
    return '"' + str(valeur).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _cle(cle: str) -> str:
    return cle if cle.isidentifier() and cle.isascii() else _valeur(cle)


def ecrire(neuves: dict[str, dict[str, Any]]) -> None:
    """Remplace les tables mesurées, garde les autres, et date chacune."""
    jour = datetime.now(UTC).date().isoformat()
    tout = {**lire(), **{nom: {"mesure_le": jour, **table} for nom, table in neuves.items()}}
    blocs = [_TETE]
    for nom, table in sorted(tout.items()):
        blocs.append(f"\n[{nom}]\n" + "".join(f"{_cle(cle)} = {_valeur(dit)}\n" for cle, dit in table.items()))
    _FICHIER.write_text("".join(blocs), encoding="utf-8")
