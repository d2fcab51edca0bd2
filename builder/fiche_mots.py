"""Ce que toutes les parties d'une fiche partagent : ses mots, et la façon d'écrire un jour, un lien, une liste."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from builder.paths import ROOT

Words = dict[str, dict[str, Any]]


@cache
def words() -> Words:
    """Les mots des fiches."""
    return tomllib.loads((ROOT / "catalogue" / "fiches.toml").read_text(encoding="utf-8"))


def plain(texte: str) -> str:
    """Un texte des règles, où aucun signe ne veut rien dire pour Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", texte)


def unbroken(texte: str) -> str:
    """Un signe double (« ? », « : »…) ne passe jamais seul à la ligne."""
    return re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", texte)


def link(regle: Any) -> str:
    """Le titre d'une règle, qui mène à sa fiche."""
    return f"[{plain(regle.titre)}]({regle.id}.md)"


def clock(heure: str) -> str:
    """« 16 h 10 », d'un seul tenant."""
    return heure.replace(":", "\u00a0h\u00a0")


def weekday(jour: date, heure: str | None = None) -> str:
    """« jeudi 24 décembre 2026 », avec l'heure s'il y en a une."""
    from calculators.phrases import date_en_lettres

    ecrit = date_en_lettres(jour)
    return words()["compte"]["heure"].format(jour=ecrit, heure=clock(heure)) if heure else ecrit


def items(lignes: Iterable[str], puce: str = "-") -> list[str]:
    """Une liste Markdown, entre deux lignes vides."""
    return ["", *(f"{puce} {ligne}" for ligne in lignes), ""]
