"""Le glossaire : lu dans catalogue/glossaire.toml, contrôlé, et donné en liste à la page qui le montre."""

import html
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.errors import BuildError
from builder.paths import ROOT

FICHIER = ROOT / "catalogue" / "glossaire.toml"
MOTS_AU_PLUS = 60
MOTS_PAR_DEFINITION = 25
_CLES = {"mot", "formes", "definition", "source", "confiance"}
_IDENTIFIANT = re.compile(r"[a-z][a-z0-9-]*|[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Mot:
    """Une entrée : ce qu'on cherche dans les pages, et ce qu'on en dit."""

    id: str
    mot: str
    formes: tuple[str, ...]
    definition: str
    source: str
    confiance: str
    sauf: tuple[str, ...] = ()

    @property
    def ancre(self) -> str:
        """L'identifiant HTML, le même dans le glossaire et dans les pages."""
        return f"mot-{self.id.replace('_', '-')}"


def count_words(text: str) -> int:
    """Les mots d'une définition, sans la ponctuation isolée."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def _wrong(row: object) -> str | None:
    if not isinstance(row, Mapping) or row.keys() - {"sauf"} != _CLES:
        return f"il faut {', '.join(sorted(_CLES))}, et rien d'autre que « sauf »"
    if not all(isinstance(row[key], str) and row[key].strip() for key in _CLES - {"formes"}):
        return "un texte est vide, ou n'est pas un texte"
    forms = row["formes"]
    if not isinstance(forms, list) or not forms or not all(isinstance(one, str) and one.strip() for one in forms):
        return "« formes » doit être une liste de textes"
    if row["confiance"] not in ("A", "B", "C"):
        return "« confiance » est A, B ou C"
    if count_words(row["definition"]) > MOTS_PAR_DEFINITION:
        return f"la définition dépasse {MOTS_PAR_DEFINITION} mots"
    if re.search(r"[<>*_`]|\]\(", row["definition"]):
        return "la définition porte une balise ou un signe de Markdown"
    return None


def _order(word: Mot) -> str:
    """L'ordre de l'alphabet, sans les accents."""
    bare = unicodedata.normalize("NFD", word.mot.lower())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def parse(text: str) -> list[Mot]:
    """Les entrées, dans l'ordre de l'alphabet ; une faute de forme arrête la fabrication, nommée."""
    words: list[Mot] = []
    seen: dict[str, str] = {}
    for name, row in tomllib.loads(text).items():
        if (fault := _wrong(row)) or not _IDENTIFIANT.fullmatch(name):
            raise BuildError(f"catalogue/glossaire.toml, [{name}] : {fault or 'identifiant mal écrit'}.")
        for form in row["formes"]:
            if seen.setdefault(form.lower(), name) != name or row["formes"].count(form) > 1:
                raise BuildError(f"catalogue/glossaire.toml : la forme « {form} » est écrite deux fois.")
        words.append(Mot(id=name, **{**row, "formes": tuple(row["formes"]), "sauf": tuple(row.get("sauf", ()))}))
    if len(words) > MOTS_AU_PLUS:
        raise BuildError(
            f"catalogue/glossaire.toml : {len(words)} mots ; {MOTS_AU_PLUS} au plus, ou il ne se lit plus."
        )
    return sorted(words, key=_order)


def load(path: Path = FICHIER) -> list[Mot]:
    """Le glossaire du site."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"catalogue/glossaire.toml : ce n'est pas du TOML ({error}).") from error


def render() -> str:
    """La liste entière, en HTML : chaque mot a son ancre."""
    items = [
        f'<dt id="{word.ancre}">{html.escape(word.mot)}</dt>\n<dd>{html.escape(word.definition)} '
        f"<small>{html.escape(word.source)}</small></dd>"
        for word in load()
    ]
    return "\n".join(['<dl class="glossaire">', *items, "</dl>"])
