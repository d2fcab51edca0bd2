"""Le fichier de l'annuaire, contrôlé fiche par fiche. La première surprise arrête tout, en une phrase."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GENRES = ("Tribunal administratif", "Cour administrative d'appel")
_LIGNES_D_ADRESSE = ("complement1", "complement2", "numero_voie", "service_distribution")


class Surprise(Exception):
    """Le fichier n'a pas la forme attendue. Rien n'est changé."""


@dataclass(frozen=True)
class Fiche:
    """Un tribunal ou une cour de l'annuaire."""

    nom: str
    adresse: str
    modifiee_le: str


def _exiger(vrai: bool, ou: str, attendu: str) -> None:
    if not vrai:
        raise Surprise(
            f"{ou} : on attend {attendu}. Le fichier n'a pas la forme que nous connaissons ; rien n'est changé."
        )


def _texte(table: dict[str, Any], cle: str, ou: str, *, facultatif: bool = False) -> str:
    valeur = table.get(cle, "" if facultatif else None)
    _exiger(isinstance(valeur, str), ou, f"« {cle} », un texte")
    return str(valeur).strip()


def _adresse(brute: Any, ou: str) -> str:
    """La première adresse de genre « Adresse » : rue, boîte, code postal et ville, en une ligne."""
    _exiger(isinstance(brute, list) and all(isinstance(a, dict) for a in brute), ou, "« adresse », une liste d'objets")
    choisies = [a for a in brute if _texte(a, "type_adresse", ou) == "Adresse"]
    _exiger(len(choisies) == 1, ou, "une seule adresse de genre « Adresse »")
    lignes = [_texte(choisies[0], cle, ou, facultatif=True) for cle in _LIGNES_D_ADRESSE]
    code, ville = _texte(choisies[0], "code_postal", ou), _texte(choisies[0], "nom_commune", ou)
    _exiger(len(code) == 5 and code.isdigit() and bool(ville), ou, "un code postal de cinq chiffres et une ville")
    return ", ".join([*filter(None, lignes), f"{code} {ville}"])


def _fiche(brute: Any, rang: int) -> Fiche | None:
    """La fiche, ou None si ce n'est pas un tribunal ; sa forme est contrôlée dans les deux cas."""
    _exiger(isinstance(brute, dict), f"fiche {rang}", "un objet")
    nom = _texte(brute, "nom", f"fiche {rang}")
    ou = f"fiche {rang} ({nom})"
    _exiger(bool(nom), ou, "un nom")
    _texte(brute, "id", ou)
    if not nom.startswith(GENRES):
        return None
    return Fiche(nom, _adresse(brute.get("adresse"), ou), _texte(brute, "date_modification", ou, facultatif=True))


def lire(fichier: Path) -> list[Fiche]:
    """Les tribunaux du fichier : {"service": [fiches]}, une liste de fiches, ou une fiche par ligne."""
    texte = fichier.read_text(encoding="utf-8-sig")
    try:
        lu: Any = json.loads(texte)
    except ValueError:
        lu = _par_ligne(texte)
    fiches = lu["service"] if isinstance(lu, dict) and "service" in lu else lu
    _exiger(isinstance(fiches, list) and bool(fiches), fichier.name, "une liste de fiches")
    trouvees = [fiche for rang, brute in enumerate(fiches) if (fiche := _fiche(brute, rang))]
    _exiger(bool(trouvees), fichier.name, f"au moins une fiche dont le nom commence par « {GENRES[0]} »")
    return trouvees


def _par_ligne(texte: str) -> list[Any]:
    fiches = []
    for rang, ligne in enumerate(texte.splitlines(), start=1):
        if ligne.strip():
            try:
                fiches.append(json.loads(ligne))
            except ValueError as cause:
                raise Surprise(f"ligne {rang} : ce n'est pas du JSON lisible. Rien n'est changé.") from cause
    return fiches
