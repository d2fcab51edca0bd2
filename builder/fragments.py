"""Les durées, articles et dates de lecture que les pages incluent : écrits depuis les règles, jamais tapés."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from builder import (
    affiches,
    changements,
    contacts,
    dossier,
    editeur,
    essentiel,
    faits,
    form,
    formation_page,
    glossaire,
    hors_ligne,
    hote,
    kit,
    licences,
    papier_page,
    permanence_page,
    plafonds,
    relecteurs,
    table,
    vitesse,
)
from builder.catalogue import long_date
from builder.errors import BuildError
from builder.law import load_law
from builder.paths import INCLUS, INCLUS_BUILD, ROOT
from builder.today import build_day

# La même écriture que markdown-include : {!nom du fragment!}.
_INCLUDE = re.compile(r"\{!\s*([^!]+?)\s*!\}")


def _duration(rule: Any, law: Any) -> str | None:
    """La durée de la dernière version ; une règle comptée « comme » une autre a la durée de cette autre."""
    own = rule.versions[-1].delai or (law.regles[rule.comme].versions[-1].delai if rule.comme else None)
    return own.en_toutes_lettres() if own else None


def _rule_fragments(rule: Any, law: Any) -> dict[str, str]:
    """Les quatre fragments d'une règle, d'après sa dernière version."""
    version = rule.versions[-1]
    sources = [law.textes[key] for key in version.sources]
    read = [text.texte_au for text in sources if text.texte_au]
    duration = _duration(rule, law)
    fragments = {
        "articles": ", ".join(f"[{text.cle}]({text.url})" if text.url else text.cle for text in sources),
        # La plus ancienne lecture : on ne dit jamais un texte plus frais qu'il ne l'est.
        "texte_au": long_date(min(read)) if read else None,
        "duree": duration,
        "phrase": rule.phrase.format(delai=duration) if duration or "{delai}" not in rule.phrase else None,
    }
    return {f"regle/{rule.id}/{name}.md": text for name, text in fragments.items() if text is not None}


def rules() -> dict[str, str]:
    """Les fragments de toutes les règles, par nom de fichier."""
    law = load_law()
    found: dict[str, str] = {}
    for rule in law.regles.values():
        found |= _rule_fragments(rule, law)
    return found


def everything(day: date) -> dict[str, str]:
    """Tout ce que la fabrication écrit dans .build/inclus, par nom de fichier."""
    known = rules()
    return {
        **known,
        **papier_page.fragments(known),
        **faits.fragments(day),
        "plafonds.md": plafonds.render(day),
        "tableau.html": table.render(day),
        "essentiel.html": essentiel.render(day),
        "contacts.md": contacts.render(),
        "contacts-de-la-feuille.md": contacts.render_on_paper(),
        "glossaire.md": glossaire.render(),
        "licences.md": licences.render(),
        "editeur.md": editeur.render(),
        "changements.md": changements.render(),
        "relecteurs.md": relecteurs.render(load_law()),
        **affiches.fragments(day),
        **kit.fragments(),
        **hote.fragments(),
        **permanence_page.fragments(day),
        **vitesse.fragments(),
        "formation.html": formation_page.fragment(known),
        "hors-ligne.html": hors_ligne.fragment(),
        "dossier.html": dossier.fragment(day.isoformat()),
        **form.fragments(day.isoformat()),
    }


def check_includes(sources: Mapping[str, str], known: Collection[str]) -> None:
    """Une page qui inclut un fragment inconnu (règle mal nommée, phrase retirée) arrête la fabrication, nommée."""
    missing = [
        f"{where} : {name}" for where, text in sources.items() for name in _INCLUDE.findall(text) if name not in known
    ]
    if missing:
        raise BuildError("Fragments inconnus (l'identifiant d'une règle est faux ?) :\n" + "\n".join(missing))


def _pages() -> dict[str, str]:
    paths = [*(ROOT / "docs").rglob("*.md"), *INCLUS.rglob("*.md")]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sorted(paths)}


def write(folder: Path = INCLUS_BUILD) -> int:
    """Réunit dans un seul dossier les phrases écrites à la main et celles-ci : markdown-include n'en lit qu'un."""
    hand = {str(path.relative_to(INCLUS)): path.read_text(encoding="utf-8") for path in INCLUS.rglob("*.*")}
    generated = everything(build_day())
    if both := sorted(hand.keys() & generated.keys()):
        raise BuildError(f"Un fragment est à la fois écrit à la main et engendré : {', '.join(both)}.")
    wanted = {**hand, **generated}
    check_includes(_pages() | generated, wanted.keys())
    for old in folder.rglob("*.*"):
        if str(old.relative_to(folder)) not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Sans fin de ligne : un fragment se met au milieu d'une phrase.
        path.write_text(text.rstrip("\n"), encoding="utf-8")
    return len(wanted)
