"""Qui a relu les règles, d'après les relectures qu'elles portent : une relecture d'un autre état ne compte plus."""

from collections import defaultdict
from typing import Any

from builder import fiche
from builder.catalogue import words
from builder.fiche_mots import plain


def reviews(law: Any) -> dict[str, list[tuple[str, str]]]:
    """Par personne, les règles relues dans leur état d'aujourd'hui : (titre, jour)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for rule in law.regles.values():
        last = len(rule.versions) - 1
        done = rule.versions[last].relecture
        if done.par and done.empreinte == fiche.print_of(rule, last):
            found[done.par].append((rule.titre, done.le))
    return dict(found)


def render(law: Any) -> str:
    """« Personne encore », ou une liste par personne ; et combien de règles attendent."""
    say, found = words("relecteurs"), reviews(law)
    total, done = len(law.regles), sum(map(len, found.values()))
    lines = [f"**{say['personne']}**" if not found else say["etat"].format(relues=done, toutes=total)]
    for name, rules in sorted(found.items()):
        lines += ["", f"## {plain(name)}", ""]
        lines += [f"- {plain(title)} : {plain(day)}" for title, day in rules]
    if not found:
        lines += [say["reste"].format(toutes=total)]
    return "\n".join(lines)
