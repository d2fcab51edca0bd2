"""Reporter les adresses dans tribunaux.toml, sans toucher au reste du fichier ni à ses commentaires."""

import json
import re
from datetime import date

from annuaire.rapprochement import Changement

_A_REMPLACER = ("adresse", "source_adresse", "confiance_adresse")
_CONFIANCE = "A"


def reporter(texte: str, changements: list[Changement], jour: date) -> str:
    """Le texte du fichier, chaque adresse nouvelle à sa place, avec sa source et le jour du report."""
    for changement in changements:
        debut = re.search(rf"(?m)^\[{re.escape(changement.table)}\]\n", texte)
        if debut is None:
            raise ValueError(f"[{changement.table}] n'est pas dans le fichier")
        fin = texte.find("\n[", debut.end())
        fin = len(texte) if fin < 0 else fin
        corps = [ligne for ligne in texte[debut.end() : fin].split("\n") if ligne.split(" = ")[0] not in _A_REMPLACER]
        modifiee = f", fiche du {changement.modifiee_le}" if changement.modifiee_le else ""
        source = f"annuaire de l'administration (DILA){modifiee}, reporté le {jour.isoformat()}"
        place = next(rang for rang, ligne in enumerate(corps) if ligne.startswith("site = "))
        corps[place:place] = [
            f"adresse = {json.dumps(changement.apres, ensure_ascii=False)}",
            f"source_adresse = {json.dumps(source, ensure_ascii=False)}",
            f"confiance_adresse = {json.dumps(_CONFIANCE)}",
        ]
        texte = texte[: debut.end()] + "\n".join(corps) + texte[fin:]
    return texte
