"""Les papiers inventés : un arrêté, un avis du facteur, un compte en ligne, dessinés d'après une décision.

`papier(decision, textes)` rend un dessin entier ; la décision est un événement du contrat, donc le moteur sait y répondre.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from builder import form_catalogue
from builder.catalogue import long_date
from builder.errors import BuildError
from builder.papier_dessin import LARGEUR, Dessin, Ligne, dessiner
from builder.paths import ROOT

Decision = dict[str, Any]
_CATALOGUE = ROOT / "catalogue" / "papiers.toml"
_DATES = ("date", "date_decision", "date_presentation", "date_consultation")


class Textes(NamedTuple):
    """Les mots du catalogue, et ce que les règles disent de leurs durées."""

    mots: dict[str, Any]
    durees: Mapping[str, str]


class Partie(NamedTuple):
    """Une partie d'un papier : ce qui s'y lit, ce que cela veut dire, ce que l'on peut répondre."""

    id: str
    titre: str
    ecrit: list[str]
    dessin: Dessin
    explication: list[str]
    question: str
    reponses: list[dict[str, Any]]


@cache
def catalogue() -> dict[str, Any]:
    """catalogue/papiers.toml."""
    return tomllib.loads(_CATALOGUE.read_text(encoding="utf-8"))


def textes(fragments: Mapping[str, str]) -> Textes:
    """Les mots, avec les durées tirées des fragments de règles."""
    debut, fin = "regle/", "/duree.md"
    durees = {nom.removeprefix(debut).removesuffix(fin): texte for nom, texte in fragments.items() if nom.endswith(fin)}
    return Textes(catalogue(), durees)


def _porte(decision: Decision, champ: str) -> set[str]:
    """Ce que la décision porte dans ce champ, en texte comme dans un formulaire."""
    valeur = decision.get(champ, "")
    toutes = valeur if isinstance(valeur, list) else [valeur]
    return {str(une).lower() if isinstance(une, bool) else str(une) for une in toutes}


def _tient(decision: Decision, conditions: dict[str, list[str]]) -> bool:
    return all(_porte(decision, champ) & set(valeurs) for champ, valeurs in conditions.items())


def convient(element: Mapping[str, Any], decision: Decision) -> bool:
    """`quand` et `sauf`, comme le formulaire les lit."""
    quand = element.get("quand", {})
    toutes = quand if isinstance(quand, list) else [quand]
    sauf = element.get("sauf")
    return all(_tient(decision, une) for une in toutes) and not (sauf and _tient_une(decision, sauf))


def _tient_une(decision: Decision, conditions: dict[str, list[str]]) -> bool:
    return any(_porte(decision, champ) & set(valeurs) for champ, valeurs in conditions.items())


def _duree_ecrite(decision: Decision, dits: Textes) -> str:
    """Le délai pour contester, tel que ce papier l'écrit : le sien s'il en nomme un, sinon celui de sa règle."""
    if mentionne := decision.get("delai_mentionne"):
        (question,) = (une for une in form_catalogue.questions("decision") if une["nom"] == "delai_mentionne")
        connus = {option["valeur"]: option["texte"].lower() for option in question["options"] if option["valeur"]}
        if mentionne not in connus:
            raise BuildError(f"Papier : le délai {mentionne} n'est pas dans la question « delai_mentionne ».")
        return connus[mentionne]
    regle = next(regime["regle"] for regime in dits.mots["regimes"] if convient(regime, decision))
    return dits.durees[regle]


def _depart(decision: Decision, dits: Textes) -> str:
    if jours := decision.get("delai_depart_jours"):
        return f"{jours} jours"
    union = "true" in _porte(decision, "citoyen_ue")
    return dits.durees["depart_volontaire_citoyen_ue" if union else "depart_volontaire"]


def _tenu(texte: str) -> str:
    """Une date ou un article ne se coupe pas : « 6 novembre 2026 », « L. 612-1 »."""
    return texte.replace(" ", "\u00a0")


def _articles(decision: Decision, dits: Textes) -> str:
    cites = [un["article"] for un in dits.mots["articles"] if convient(un, decision)]
    *debut, dernier = map(_tenu, cites or [""])
    return f"{', '.join(debut)}{dits.mots['mots']['et']}{dernier}" if debut else dernier


def _valeurs(decision: Decision, dits: Textes) -> dict[str, Any]:
    jours = {champ: decision[champ] for champ in _DATES if champ in decision}
    return {
        **dits.mots["invente"],
        **decision.get("invente", {}),
        **{champ: _tenu(long_date(date.fromisoformat(str(jour)))) for champ, jour in jours.items()},
        "duree": dits.durees,
        "duree_ecrite": _duree_ecrite(decision, dits),
        "depart": _depart(decision, dits),
        "articles": _articles(decision, dits),
    }


def _dire(texte: str, valeurs: dict[str, Any], ou: str) -> str:
    try:
        return texte.format_map(valeurs)
    except KeyError as manque:
        raise BuildError(f"catalogue/papiers.toml, {ou} : {{{manque.args[0]}}} n'existe pas.") from manque


def parties(decision: Decision, dits: Textes, document: str = "arrete") -> list[Partie]:
    """Les parties du papier, de haut en bas ; les articles se suivent sans trou, quoi que la décision contienne."""
    valeurs, articles, rendues = _valeurs(decision, dits), iter(dits.mots["invente"]["article"]), []
    for partie in dits.mots["documents"][document]["parties"]:
        if not convient(partie, decision):
            continue
        ici = valeurs | ({"article": next(articles)} if "{article}" in partie["titre"] else {})
        rendues.append(_partie(partie, ici, decision, dits))
    return rendues


def _partie(partie: dict[str, Any], valeurs: dict[str, Any], decision: Decision, dits: Textes) -> Partie:
    def dire(texte: str) -> str:
        return _dire(texte, valeurs, partie["id"])

    lignes: list[Ligne] = []
    for ligne in partie["lignes"]:
        if convient(ligne, decision):
            coche = {"coche": _tient(decision, ligne["coche"])} if "coche" in ligne else {}
            lignes.append({**ligne, **({"texte": dire(ligne["texte"])} if "texte" in ligne else {}), **coche})
    return Partie(
        id=partie["id"],
        titre=dire(partie["titre"]),
        ecrit=[ligne["texte"] for ligne in lignes if "texte" in ligne],
        dessin=dessiner(lignes, dits.mots["mots"]["filigrane"]),
        explication=[dire(phrase) for phrase in partie["explication"]],
        question=partie.get("question", ""),
        reponses=partie.get("reponses", []),
    )


def papier(decision: Decision, dits: Textes, document: str = "arrete") -> str:
    """Le papier entier, en un seul SVG : son titre et son texte se lisent sans le voir."""
    haut, groupes, lues = 0, [], []
    for partie in parties(decision, dits, document):
        groupes.append(f'<g data-partie="{partie.id}" transform="translate(0 {haut})">{partie.dessin.traits}</g>')
        haut += partie.dessin.hauteur
        lues.append(" ".join(partie.ecrit))
    titre = dits.mots["documents"][document]["titre"]
    texte = " ".join(lues).replace("**", "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LARGEUR} {haut}" role="img" fill="currentColor">'
        f"<title>{titre}</title><desc>{texte}</desc>{''.join(groupes)}</svg>"
    )
