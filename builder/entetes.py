"""L'en-tête de chaque page : sans lui, on ne sait ni pour qui elle est, ni de quel jour, ni d'où elle tire ce qu'elle dit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from builder import faits, validite
from builder.errors import BuildError
from builder.paths import INCLUS, ROOT

DOCS = ROOT / "docs"
# Les fiches de règles sont engendrées : chacune porte les dates et les sources de sa règle.
_ENGENDREES = "regles/"
_TECHNIQUE = "technique/"
PUBLICS = {"": {"personne", "benevole", "juriste"}, _TECHNIQUE: {"contributeur", "integrateur"}}
LONGUEUR_DESCRIPTION = 160  # au-delà, un moteur de recherche coupe la phrase
_FRAGMENT = re.compile(r"\{!\s*([^!\s]+?)\s*!\}")


@dataclass(frozen=True)
class Entete:
    """Ce qu'une page dit d'elle-même, et les faits qu'elle emploie."""

    nom: str
    donnees: Mapping[str, Any]
    employes: frozenset[str] = field(default=frozenset())

    def valable_jusqu_au(self, connus: Mapping[str, faits.Fait]) -> date | None:
        """Le premier jour de fin, de la page ou d'un de ses faits."""
        ends = [self.donnees.get("valable_jusqu_au"), *(connus[one].valable_jusqu_au for one in self.employes)]
        return min((end for end in ends if end), default=None)


def split(text: str) -> tuple[dict[str, Any], str]:
    """L'en-tête lu, et le reste ; sans en-tête, un dictionnaire vide."""
    if not text.startswith("---\n"):
        return {}, text
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head) or {}, body


def facts_in(text: str) -> frozenset[str]:
    """Les faits qu'un texte emploie, ceux de ses phrases partagées compris."""
    found: set[str] = set()
    for name in _FRAGMENT.findall(text):
        if name.startswith("fait/"):
            found.add(name.removeprefix("fait/").removesuffix(".md"))
        elif (shared := INCLUS / name).is_file():
            found |= facts_in(shared.read_text(encoding="utf-8"))
    return frozenset(found)


def wrong(name: str, data: Mapping[str, Any]) -> str | None:
    """Ce qui manque ou ne va pas dans un en-tête, en une phrase, ou None."""
    for key in ("title", "description", "audience"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            return f"il manque « {key} »"
    for key in ("texte_au", "verifie_le", *(key for key in ("valable_jusqu_au",) if key in data)):
        if type(data.get(key)) is not date:
            return f"« {key} » doit être un jour : 2026-04-03"
    if data["texte_au"] > data["verifie_le"]:
        return "« texte_au » vient après « verifie_le »"
    if not isinstance(data.get("sources"), list) or not all(isinstance(one, str) for one in data["sources"]):
        return "« sources » doit être une liste de textes, vide si la page n'en cite aucun"
    if len(data["description"]) > LONGUEUR_DESCRIPTION:
        return f"« description » dépasse {LONGUEUR_DESCRIPTION} signes ({len(data['description'])})"
    allowed = PUBLICS[_TECHNIQUE if name.startswith(_TECHNIQUE) else ""]
    if data["audience"] not in allowed:
        return f"« audience » est {' ou '.join(sorted(allowed))}"
    if data.get("forme", "action") != "action":
        return "« forme » vaut « action », ou n'est pas écrit"
    if not all(isinstance(tag, str) for tag in data.get("tags", [])):
        return "« tags » doit être une liste de textes (mettez des guillemets)"
    return None


def load(docs: Path = DOCS) -> dict[str, Entete]:
    """L'en-tête de chaque page écrite à la main, par nom ; la première faute de chacune arrête tout."""
    found: dict[str, Entete] = {}
    faults: list[str] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        if name.startswith(_ENGENDREES):
            continue
        try:
            data, body = split(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, ValueError) as error:
            faults.append(f"docs/{name} : en-tête illisible ({str(error).splitlines()[0]})")
            continue
        if fault := wrong(name, data):
            faults.append(f"docs/{name} : {fault}")
        found[name] = Entete(name, data, facts_in(body))
    if faults:
        raise BuildError("En-têtes de pages à corriger (CONTRIBUTING.md dit lesquels) :\n" + "\n".join(faults))
    return found


def outdated(pages: Mapping[str, Entete], known: Mapping[str, faits.Fait], day: date) -> list[str]:
    """Une phrase par page ou par fait dont le jour est passé : la fabrication la dit, sans s'arrêter."""
    own = {name: page.donnees.get("valable_jusqu_au") for name, page in pages.items()}
    said = [f"docs/{name} valait jusqu'au {end}" for name, end in own.items() if validite.expired(end, day)]
    for fact in known.values():
        if validite.expired(fact.valable_jusqu_au, day):
            said.append(f"le fait [{fact.id}] valait jusqu'au {fact.valable_jusqu_au}")
    return said
