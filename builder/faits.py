"""Les durées, montants et nombres qu'aucune règle du moteur ne porte : donnees/faits/*.toml, un fragment par fait.

Une page écrit `{!fait/adresse_a_declarer.md!}` : le nombre n'est tapé qu'une fois, à côté de sa source.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from builder import validite
from builder.errors import BuildError
from builder.paths import DONNEES

FAITS = DONNEES / "faits"

# A : l'article est lu. B : page officielle ou décision. C : à dire avec réserve dans la phrase.
CONFIANCES = ("A", "B", "C")
_OBLIGATOIRES = {"texte": str, "ce_que_c_est": str, "sources": list, "confiance": str}
_DATES = ("texte_au", "verifie_le")
_FACULTATIVES = ("valable_jusqu_au",)
_IDENTIFIANT = re.compile(r"[a-z][a-z0-9_]*")
# Les articles des textes dont chaque page donne la liste ; tout autre texte, décision ou page se nomme en clair.
_ARTICLE = re.compile(r"(?:CESEDA|CJA|CRPA) [LRD]\*?\d+(?:-\d+)*|CPC \d+|Décret 2020-1717 art\. \d+")
_CODE = re.compile(r"(?:CESEDA|CJA|CRPA|CPC|Décret 2020-1717)\b")
_SOURCE = re.compile(r"(?:décision|page officielle|page) : \S.*|.*\d.*")


@dataclass(frozen=True)
class Fait:
    """Un fait, et ce qui permet de le croire."""

    id: str
    texte: str
    ce_que_c_est: str
    sources: tuple[str, ...]
    confiance: str
    texte_au: date
    verifie_le: date
    valable_jusqu_au: date | None

    @property
    def articles(self) -> set[str]:
        """Les articles seuls : une page qui emploie ce fait les écrit dans ses sources."""
        return {source for source in self.sources if _ARTICLE.fullmatch(source)}

    def fragment(self, day: date) -> str:
        """Ce que la page dit, avec « à revérifier » quand son jour est passé."""
        return validite.mark(self.texte, self.valable_jusqu_au, day)


def _is_source(one: object) -> bool:
    """Un article de nos codes s'écrit d'une seule façon, sinon les pages ne le retrouveraient pas."""
    shape = _ARTICLE if isinstance(one, str) and _CODE.match(one) else _SOURCE
    return isinstance(one, str) and shape.fullmatch(one) is not None


def _wrong(row: Mapping[str, Any]) -> str | None:
    """La première faute de forme, en une phrase, ou None."""
    for key, kind in _OBLIGATOIRES.items():
        if not isinstance(row.get(key), kind) or not row[key]:
            return f"« {key} » manque, est vide, ou n'est pas du bon type"
    for key in [*_DATES, *(key for key in _FACULTATIVES if key in row)]:
        if type(row.get(key)) is not date:
            return f"« {key} » doit être un jour, sans guillemets : 2026-04-03"
    if unknown := sorted(row.keys() - {*_OBLIGATOIRES, *_DATES, *_FACULTATIVES}):
        return f"clé inconnue : {', '.join(unknown)}"
    if row["confiance"] not in CONFIANCES:
        return f"« confiance » est {', '.join(CONFIANCES)} ; un fait moins sûr ne s'écrit pas"
    if row["texte_au"] > row["verifie_le"]:
        return "« texte_au » vient après « verifie_le » : un texte se lit dans un état déjà paru"
    if odd := [one for one in row["sources"] if not _is_source(one)]:
        return f"source mal écrite : {odd[0]!r} (« CESEDA R431-23 », « décision : … », « page officielle : … », « page : … »)"
    return None


def _fact(name: str, row: object, file: str) -> Fait:
    if not _IDENTIFIANT.fullmatch(name):
        raise BuildError(f"{file} : « {name} » doit être écrit en minuscules, sans accent ni espace.")
    wrong = _wrong(row) if isinstance(row, dict) else "ce n'est pas une table [identifiant]"
    if wrong or not isinstance(row, dict):
        raise BuildError(f"{file}, [{name}] : {wrong}.")
    given = {key: row[key] for key in ("texte", "ce_que_c_est", "confiance", *_DATES)}
    return Fait(id=name, sources=tuple(row["sources"]), valable_jusqu_au=row.get("valable_jusqu_au"), **given)


def load(folder: Path = FAITS) -> dict[str, Fait]:
    """Tous les faits, par identifiant ; le même nom dans deux fichiers arrête la fabrication."""
    found: dict[str, Fait] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise BuildError(f"donnees/faits/{path.name} : ce n'est pas du TOML ({error}).") from error
        for name, row in tables.items():
            if name in found:
                raise BuildError(f"donnees/faits/{path.name} : le fait [{name}] existe déjà dans un autre fichier.")
            found[name] = _fact(name, row, f"donnees/faits/{path.name}")
    return found


def fragments(day: date) -> dict[str, str]:
    """Un fragment par fait, par nom de fichier."""
    return {f"fait/{fact.id}.md": fact.fragment(day) for fact in load().values()}
