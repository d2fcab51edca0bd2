"""La feuille du thème sans ce qu'aucune page n'emploie : une règle part si sa classe n'est écrite nulle part dans le site.

Le thème habille des onglets, des graphiques, du code coloré, quinze encadrés et leurs dessins ; ce site n'en a presque rien.
Un mot écrit n'importe où, page ou script, garde sa règle : on n'ôte que ce qui ne peut pas servir.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from builder.errors import BuildError

# Une chaîne ou une adresse peut contenir des accolades et des points-virgules : elle se lit d'un bloc.
_MORCEAU = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^'")]*\)|[{};]|[^"'{};u]+|u""")
_CLASSE = re.compile(r"\.([\w-]+)")
_PSEUDO = re.compile(r":(?:not|is|where|has|-webkit-any|-moz-any)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_MOT = re.compile(r"[\w-]+")
_EMPLOYEE = re.compile(r"var\(\s*(--[\w-]+)")
_IMBRIQUE = ("@media", "@supports")


def _morceler(css: str) -> Iterator[tuple[str, str | None]]:
    """Chaque (en-tête, bloc) du premier étage ; sans bloc : une instruction finie par « ; »."""
    tete, bloc, profondeur = "", "", 0
    for lu in _MORCEAU.findall(css):
        if lu == "{":
            profondeur += 1
            bloc += lu if profondeur > 1 else ""
        elif lu == "}":
            profondeur -= 1
            if profondeur:
                bloc += lu
            else:
                yield tete.strip(), bloc
                tete, bloc = "", ""
        elif profondeur:
            bloc += lu
        elif lu == ";":
            yield tete.strip(), None
            tete = ""
        else:
            tete += lu
    if profondeur or tete.strip():
        raise BuildError("La feuille du thème a changé de forme ; revoyez builder/feuille_du_theme.py.")


def _separer(texte: str, signe: str) -> list[str]:
    """Coupe à chaque signe, hors des parenthèses et des chaînes."""
    parts, profondeur = [""], 0
    for lu in re.findall(rf""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.|[()]|{signe}|[^"'\\(){signe}]+""", texte):
        profondeur += {"(": 1, ")": -1}.get(lu, 0)
        if lu == signe and not profondeur:
            parts.append("")
        else:
            parts[-1] += lu
    return parts


def _sert(selecteur: str, mots: set[str]) -> bool:
    # Ce qui est dans :not() ou :is() ne prouve pas l'absence ; une classe échappée ne se cherche pas.
    return "\\" in selecteur or set(_CLASSE.findall(_PSEUDO.sub("", selecteur))) <= mots


def alleger(css: str, mots: set[str]) -> str:
    """La même feuille, sans les sélecteurs dont une classe n'est pas parmi les mots."""
    garde = []
    for tete, bloc in _morceler(css):
        if bloc is None:
            garde.append(f"{tete};")
        elif tete.startswith(_IMBRIQUE):
            if dedans := alleger(bloc, mots):
                garde.append(f"{tete}{{{dedans}}}")
        elif tete.startswith("@"):
            garde.append(f"{tete}{{{bloc}}}")
        elif utiles := [un for un in _separer(tete, ",") if _sert(un, mots)]:
            garde.append(f"{','.join(utiles)}{{{bloc}}}")
    return "".join(garde)


def sans_variables(css: str, employees: set[str]) -> str:
    """Ôte les déclarations `--x:` que rien ne lit : les dessins d'encadrés absents, surtout."""

    def trier(bloc: str) -> str:
        lignes = [ligne for ligne in _separer(bloc, ";") if ligne.strip()]
        return ";".join(un for un in lignes if not un.startswith("--") or un.split(":", 1)[0] in employees)

    garde = []
    for tete, bloc in _morceler(css):
        if bloc is None:
            garde.append(f"{tete};")
        elif tete.startswith(_IMBRIQUE):
            garde.append(f"{tete}{{{sans_variables(bloc, employees)}}}")
        elif tete.startswith("@"):
            garde.append(f"{tete}{{{bloc}}}")
        elif dedans := trier(bloc):
            garde.append(f"{tete}{{{dedans}}}")
    return "".join(garde)


def lighten(site: Path) -> tuple[int, int]:
    """Allège la feuille dans le site, sous un nom qui dit son contenu ; rend sa taille avant et après."""
    feuilles = list(site.glob("assets/stylesheets/main.*.min.css"))
    if len(feuilles) != 1:
        raise BuildError("La feuille du thème n'est plus seule de son nom ; revoyez builder/feuille_du_theme.py.")
    feuille = feuilles[0]
    entiere = feuille.read_text(encoding="utf-8")
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    ecrits = [path.read_text(encoding="utf-8") for motif in ("*.js", "*.mjs") for path in sorted(site.rglob(motif))]
    css = alleger(entiere, {mot for texte in [*pages.values(), *ecrits] for mot in _MOT.findall(texte)})
    # Une variable peut n'être lue que par une autre, qu'on vient d'ôter.
    ailleurs = "".join(
        [*ecrits, *(un.read_text(encoding="utf-8") for un in site.glob("assets/stylesheets/*.css") if un != feuille)]
    )
    while (moins := sans_variables(css, set(_EMPLOYEE.findall(css + ailleurs)))) != css:
        css = moins
    nom = f"main.{hashlib.sha256(css.encode()).hexdigest()[:8]}.min.css"
    feuille.with_name(nom).write_text(css, encoding="utf-8")
    feuille.unlink()
    for page, texte in pages.items():
        page.write_text(texte.replace(feuille.name, nom), encoding="utf-8")
    return len(entiere), len(css)
