"""Une question du catalogue, en HTML natif : son intitulé, son aide, ses champs."""

import html
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from builder.form_catalogue import Table
from builder.paths import ROOT

_RESSORT = ROOT / "calculators" / "droit" / "ressort.toml"
_CHIFFRES_PAR_DEFAUT = 3


@dataclass(frozen=True)
class Page:
    """Ce qui change d'une page à l'autre : les mots, ce qui rend un identifiant unique, les réponses d'avance."""

    mots: Table
    prefixe: str = ""
    prerempli: Mapping[str, Collection[str]] = field(default_factory=dict)


def question(decrite: Table, page: Page) -> str:
    """Un groupe légendé, ou une étiquette seule quand il n'y a qu'un champ."""
    nom = decrite["nom"]
    attributs = (
        f' data-question="{nom}" data-place="{decrite["place"]}" data-forme="{decrite["forme"]}"{conditions(decrite)}'
    )
    if "vide" in decrite:
        attributs += f' data-vide="{decrite["vide"]}"'
    if decrite.get("requis"):
        attributs += " data-requis"
    if decrite["forme"] in ("liste", "nombre", "heure"):
        return _question_simple(decrite, page, attributs)
    champs = date(nom, page) if decrite["forme"] == "date" else _options(decrite, page)
    return (
        f'<fieldset{attributs} aria-describedby="{page.prefixe}aide-{nom}">\n'
        f"<legend>{_intitule(decrite, page)}</legend>\n{_aide(decrite, page)}\n{champs}\n</fieldset>"
    )


def _question_simple(decrite: Table, page: Page, attributs: str) -> str:
    nom = decrite["nom"]
    commun = f'id="{page.prefixe}{nom}" name="{nom}" aria-describedby="{page.prefixe}aide-{nom}"'
    if decrite["forme"] == "liste":
        options = "".join(
            f'<option value="{texte(code)}">{texte(libelle)}</option>' for code, libelle in _choix(decrite, page)
        )
        champ = f"<select {commun}>{options}</select>"
    elif decrite["forme"] == "nombre":
        chiffres = decrite.get("chiffres", _CHIFFRES_PAR_DEFAUT)
        # Un montant se recopie avec ses espaces : on lui laisse la place.
        longueur, classe = (chiffres, "court") if chiffres <= _CHIFFRES_PAR_DEFAUT else (chiffres + 5, "long")
        champ = f'<input {commun} type="text" inputmode="numeric" maxlength="{longueur}" class="{classe}">'
    else:
        # Pas de type="time" : il s'écrit selon la langue du navigateur (16:10, 04:10 PM) et se perd au retour arrière.
        champ = f'<input {commun} type="text" maxlength="7" class="moyen">'
    return (
        f'<div class="question"{attributs}>\n<label for="{page.prefixe}{nom}">{_intitule(decrite, page)}</label>\n'
        f"{_aide(decrite, page)}\n{champ}\n</div>"
    )


def _choix(decrite: Table, page: Page) -> list[tuple[str, str]]:
    """Les options écrites dans le catalogue ; sinon chaque département ou collectivité que les règles connaissent."""
    rien = ("", page.mots["rien_trouve"])
    if "options" in decrite:
        return [rien, *((option["valeur"], option["texte"]) for option in decrite["options"])]
    ailleurs = [("etranger", decrite["etranger"])] if "etranger" in decrite else []
    return [rien, *ailleurs, *((code, f"{code} {nom}") for code, nom in departements())]


@cache
def departements() -> list[tuple[str, str]]:
    """(code, nom) de chaque département ou collectivité."""
    tables = tomllib.loads(_RESSORT.read_text(encoding="utf-8"))["departements"]
    return sorted((code, table["nom"]) for code, table in tables.items())


def _intitule(decrite: Table, page: Page) -> str:
    """Le texte de la question ; une variante par réponse déjà donnée s'il y en a."""
    facultatif = f" <small>({texte(page.mots['facultatif'])})</small>" if decrite.get("facultatif") else ""
    if "variantes" not in decrite:
        return texte(decrite["texte"]) + facultatif
    return "".join(f"<span{conditions(v)}>{texte(v['texte'])}</span>" for v in decrite["variantes"]) + facultatif


def _aide(decrite: Table, page: Page) -> str:
    """Où regarder sur le papier ; une ligne par variante de la question."""
    if "variantes" in decrite:
        lignes = "".join(f"<span{conditions(v)}>{texte(v['aide'])}</span>" for v in decrite["variantes"])
    else:
        lignes = texte(decrite["aide"])
    if decrite["forme"] == "date":
        lignes += f" <span>{texte(page.mots['exemple_date'])}</span>"
    return f'<p class="aide" id="{page.prefixe}aide-{decrite["nom"]}">{lignes}</p>'


def date(nom: str, page: Page) -> str:
    """Trois champs, jamais un calendrier : on recopie ce qui est écrit sur le papier."""
    champs = "".join(
        f'<div><label for="{page.prefixe}{nom}-{part}">{texte(page.mots[part])}</label>'
        f'<input id="{page.prefixe}{nom}-{part}" name="{nom}-{part}" type="text" inputmode="numeric" '
        f'maxlength="{taille}" class="{"court" if taille == 2 else "moyen"}"></div>'
        for part, taille in (("jour", 2), ("mois", 2), ("annee", 4))
    )
    return f'<div class="date">{champs}</div>'


def _options(decrite: Table, page: Page) -> str:
    genre = "checkbox" if decrite["forme"] == "cases" else "radio"
    d_avance = page.prerempli.get(decrite["nom"], ())
    lignes = []
    for option in decrite["options"]:
        attributs = " data-exclusive" if option.get("exclusive") else ""
        for effet in ("remplace", "deplace"):
            if effet in option:
                attributs += f' data-{effet}="{html.escape(json.dumps(option[effet]))}"'
        if option["valeur"] in d_avance:
            attributs += " checked"
        classe = "option large" if option.get("large") or genre == "checkbox" else "option"
        lignes.append(
            f'<label class="{classe}"><input type="{genre}" name="{decrite["nom"]}" '
            f'value="{texte(option["valeur"])}"{attributs}> <span>{texte(option["texte"])}</span></label>'
        )
    return f'<div class="options">{"".join(lignes)}</div>'


def conditions(source: Table) -> str:
    """`quand` et `sauf` passent tels quels à la page ; ce qui dépend d'une réponse naît caché."""
    donnees = {nom: json.dumps(source[nom], ensure_ascii=False) for nom in ("quand", "sauf") if nom in source}
    attributs = "".join(f' data-{nom}="{html.escape(valeur)}"' for nom, valeur in donnees.items())
    attendus = [valeur for valeurs in source.get("quand", {}).values() for valeur in valeurs]
    return attributs + (" hidden" if attendus and "" not in attendus else "")


def texte(brut: str) -> str:
    """Échappé ; un signe double ne passe jamais seul à la ligne."""
    return html.escape(re.sub(r" (?=[?!:;»])|(?<=«) ", "\u00a0", brut), quote=True)
