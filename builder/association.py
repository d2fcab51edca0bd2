"""L'association qui publie cette copie : ses deux fichiers et son logo, dans le dossier que RECOURS_ASSOCIATION nomme.

Sans ce dossier, le site se construit comme s'il n'y avait pas d'association.
"""

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from builder import association_regles as regles
from builder import association_yaml, kit, permanences
from builder.association_yaml import Faute
from builder.errors import BuildError
from builder.paths import ROOT
from builder.today import build_day

VARIABLE = "RECOURS_ASSOCIATION"
_LOCAL = ("localhost", "127.0.0.1", "::1")
# On ne retire du menu que ce qui ne concerne qu'une situation : le reste est l'urgence, ou la loi le demande.
_SITUATIONS = (
    "algeriens",
    "citoyens-ue",
    "conjoint",
    "etudiant",
    "famille",
    "jeune-majeur",
    "malade",
    "parent-enfant-francais",
    "refus-outre-mer",
    "salarie",
)


@dataclass(frozen=True)
class Association:
    """Ce qu'une association dit d'elle, une fois contrôlé."""

    nom: str
    presentation: str
    logo: Path | None
    couleurs: dict[str, str] | None
    departements: tuple[str, ...]
    contacts: tuple[dict[str, Any], ...]
    mentions: dict[str, dict[str, str]]
    cachees: frozenset[str]
    adresse: str
    reference: str
    canonique: bool
    depot: str
    permanences: tuple[permanences.Permanence, ...]
    notes: tuple[str, ...]

    def joindre(self) -> str:
        """Le premier courriel donné : c'est là qu'une erreur se dit."""
        return next((one["courriel"] for one in self.contacts if one["courriel"]), "")


def _departements() -> dict[str, str]:
    from calculators.territoires import ressort

    return {number: row["nom"] for number, row in ressort()["departements"].items()}


def _slash(address: str) -> str:
    return address if not address or address.endswith("/") else address + "/"


def _check_contacts(lecture: regles.Lecture, place: Any, read: dict[str, Any]) -> None:
    """Un contact sans téléphone ni courriel ni adresse ne mène à personne."""
    contacts = place.valeur.get("contacts")
    if contacts is None or not isinstance(contacts.valeur, list):
        return
    for one, where in zip(read["contacts"], contacts.valeur, strict=True):
        if not (one["telephone"] or one["courriel"] or one["site"] or one["adresse"]):
            lecture.refuser(where, "ce contact ne mène à personne : ajoutez telephone, courriel, adresse ou site.")


def read(folder: Path, day: Any = None) -> Association:
    """Les fichiers de ce dossier ; toutes leurs fautes d'un coup, chacune avec sa ligne."""
    day = day or build_day()
    place, faults = association_yaml.read(folder / association_yaml.FICHIER)
    shown, table_faults = permanences.read(folder / permanences.FICHIER, day)
    data: dict[str, Any] = {}
    if place is not None:
        lecture = regles.Lecture(folder, _departements(), frozenset(_SITUATIONS))
        data = regles.FICHIER(lecture, place, "")
        _check_contacts(lecture, place, data)
        faults = [*faults, *lecture.fautes]
    if everything := sorted([*faults, *table_faults]):
        raise BuildError(_report(folder, everything))
    return _made(data, shown, day)


def _report(folder: Path, faults: list[Faute]) -> str:
    many = "1 chose à corriger" if len(faults) == 1 else f"{len(faults)} choses à corriger"
    return f"{many} dans les fichiers de l'association :\n" + "\n".join(f"  {one}" for one in faults)


def _made(data: dict[str, Any], shown: list[permanences.Permanence], day: Any) -> Association:
    names = _departements()
    fresh = tuple(one for one in shown if not one.perimee(day))
    notes = tuple(one.note() for one in shown if one.perimee(day))
    return Association(
        nom=data["nom"],
        presentation=data["presentation"],
        logo=data["logo"],
        couleurs=data["couleurs"],
        departements=tuple(f"{names[one]} ({one})" for one in data["departements"]),
        contacts=tuple(data["contacts"]),
        mentions=data["mentions"],
        cachees=frozenset(data["pages"]["cacher"]),
        adresse=_slash(data["adresse"]),
        reference=_slash(data["reference"]["adresse"] or kit.reference()),
        canonique=data["reference"]["canonique"],
        depot=data["depot"] or kit.depot(),
        permanences=fresh,
        notes=notes,
    )


@cache
def _from(folder: str) -> Association:
    path = Path(folder) if Path(folder).is_absolute() else ROOT / folder
    if not path.is_dir():
        raise BuildError(f"{VARIABLE} nomme un dossier qui n'existe pas : {folder}.")
    return read(path)


def current() -> Association | None:
    """L'association de cette fabrication, ou None."""
    folder = os.environ.get(VARIABLE, "")
    return _from(folder) if folder else None


def _local(address: str) -> bool:
    """Une adresse que seul cet ordinateur connaît : bonne pour regarder, jamais pour imprimer."""
    return (urlsplit(address).hostname or "") in _LOCAL


def public_address() -> str:
    """Où le public trouve le site : ce que l'association en dit, sinon ce que la fabrication en sait ; vide si local."""
    given, here = os.environ.get("SITE_URL", ""), current()
    return _slash((here.adresse if here else "") or ("" if _local(given) else given))


def served_address() -> str:
    """D'où cette fabrication sera servie : l'adresse publique, sauf pour qui la regarde sur son ordinateur."""
    given = os.environ.get("SITE_URL", "")
    return _slash(given) if _local(given) else public_address()


def tell(notes: list[str]) -> None:
    """Dit ce qui est à faire, sans s'arrêter ; dans un travail GitHub, en jaune en tête de sa page."""
    for one in filter(None, notes):
        print(f"\n    à faire : {one}", file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(f"::warning title=À faire::{one}")
