"""Lire une copie publiée des codes. L'empreinte d'un article est celle de son texte sans ses espaces."""

import hashlib
import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.paths import ROOT
from veille.erreurs import VeilleError

_TEXTES = ROOT / "calculators" / "droit" / "textes.toml"
_IDENTIFIANT = re.compile(r"LEGITEXT\d{12}")
_TITRE = re.compile(r"^#{2,6} +(.*)$")
_ARTICLE = re.compile(r"^Article +(.+)$")
_LONGUEUR = 16

Article = tuple[str, str]  # (code, numéro) : ("CESEDA", "L612-1")


@dataclass
class Copie:
    """Une copie : les empreintes de chaque article (plusieurs s'il y est en plusieurs versions), et son jour."""

    articles: dict[Article, list[str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def ajouter(self, code: str, numero: str, texte: str) -> None:
        """Deux versions du même article sont gardées toutes deux : on ne devine pas laquelle vaut."""
        self.articles.setdefault((code, numero.replace("*", "")), []).append(empreinte(texte))


def empreinte(texte: str) -> str:
    """Seize signes qui changent dès qu'un mot change, et pas quand la mise en page change.

    >>> empreinte("Un  délai\\n d'un mois.") == empreinte("Un délai d'un mois.")
    True
    >>> empreinte("un mois") == empreinte("deux mois")
    False
    """
    propre = "".join(unicodedata.normalize("NFC", texte).split())
    return hashlib.sha256(propre.encode()).hexdigest()[:_LONGUEUR]


def codes_connus() -> dict[str, str]:
    """L'identifiant public de chaque code que nous citons : {"LEGITEXT…": "CESEDA"}."""
    codes = tomllib.loads(_TEXTES.read_text(encoding="utf-8"))["codes"]
    return {_IDENTIFIANT.findall(code["url"])[0]: cle for cle, code in codes.items()}


def _entete(texte: str) -> tuple[dict[str, str], str]:
    """Les lignes `clé: "valeur"` du début, puis le reste."""
    if not texte.startswith("---\n"):
        return {}, texte
    tete, _, corps = texte[4:].partition("\n---\n")
    paires = (ligne.partition(":") for ligne in tete.splitlines())
    return {cle.strip(): valeur.strip().strip("\"'") for cle, _, valeur in paires}, corps


def _code_du_fichier(fichier: Path, identifiant: str, connus: dict[str, str]) -> str | None:
    """Le code d'après son identifiant, celui du nom du fichier, ou un nom comme `cpc-delais.md`."""
    for trouve in (identifiant, *_IDENTIFIANT.findall(fichier.name)):
        if trouve in connus:
            return connus[trouve]
    debut = fichier.stem.split("-")[0].upper()
    return debut if not identifiant and debut in connus.values() else None


def _lire_markdown(fichier: Path, copie: Copie, connus: dict[str, str]) -> None:
    entete, corps = _entete(fichier.read_text(encoding="utf-8"))
    code = _code_du_fichier(fichier, entete.get("identifier", ""), connus)
    if code is None:
        return
    numero: str | None = None
    lignes: list[str] = []
    for ligne in [*corps.splitlines(), "## Fin"]:
        titre = _TITRE.match(ligne)
        if not titre:
            lignes.append(ligne)
            continue
        if numero is not None:
            copie.ajouter(code, numero, "\n".join(lignes))
        article = _ARTICLE.match(titre[1].strip())
        numero, lignes = (article[1].strip() if article else None), []
    copie.codes[code] = entete.get("last_updated", "")


def _lire_json(fichier: Path, copie: Copie, connus: dict[str, str]) -> None:
    try:
        lu: Any = json.loads(fichier.read_text(encoding="utf-8"))
    except ValueError as cause:
        raise VeilleError(f"{fichier.name} : ce n'est pas du JSON lisible.") from cause
    if not isinstance(lu, dict) or not isinstance(lu.get("articles"), list):
        raise VeilleError(f"{fichier.name} : on attend un objet avec « identifiant » et une liste « articles ».")
    code = _code_du_fichier(fichier, str(lu.get("identifiant", "")), connus)
    if code is None:
        return
    for rang, article in enumerate(lu["articles"]):
        if not isinstance(article, dict) or not all(isinstance(article.get(c), str) for c in ("numero", "texte")):
            raise VeilleError(f"{fichier.name}, article {rang} : il manque « numero » ou « texte ».")
        copie.ajouter(code, article["numero"], article["texte"])
    copie.codes[code] = str(lu.get("au", ""))


def lire_copie(dossier: Path) -> Copie:
    """Tous les fichiers .md et .json du dossier qui sont un code que nous citons. Aucun : VeilleError."""
    if not dossier.is_dir():
        raise VeilleError(f"Le dossier « {dossier} » n'existe pas. Donnez le dossier de la copie des codes.")
    copie, connus = Copie(), codes_connus()
    for fichier in sorted(dossier.rglob("*")):
        if fichier.suffix == ".md":
            _lire_markdown(fichier, copie, connus)
        elif fichier.suffix == ".json":
            _lire_json(fichier, copie, connus)
    if not copie.articles:
        raise VeilleError(f"Aucun code connu dans « {dossier} ». Attendu : {', '.join(sorted(connus.values()))}.")
    return copie
