"""Les fichiers des lettres : champs, modèles, arguments, alertes, mots. Lus une fois, contrôlés, jamais écrits."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from calculators.formes import Forme, controler, faux, lire_toml
from calculators.regles import Droit, charger
from calculators.textes import lire_textes

DOSSIER = Path(__file__).parent
MOTS = DOSSIER.parent / "catalogue" / "courriers.toml"
MODELES = (
    *("recours_gracieux", "recours_hierarchique", "requete_tribunal", "refere_suspension", "demande_motifs"),
    *("recepisse", "bordereau", "changement_adresse", "demande_execution", "avocat"),
    *("aide_juridictionnelle", "maintien_requete"),
)
_RELECTURE: Forme = {"par": str, "le": str, "empreinte": str}
_MODELE: Forme = {
    **{"titre": str, "resume": str, "page": str, "destinataire": str, "echeance": str, "exemplaires": dict},
    **{"envoi": list, "texte_au": date, "verifie_le": date, "confiance": str, "sources": list, "relecture": dict},
    **{"exiges": list, "conseilles": list, "facultatifs": list, "pieces_exigees": list, "pieces_conseillees": list},
    "sections": list,
}
_MODELE_EN_PLUS: Forme = {"irrecevables": dict, "exiges_si": list, "delai": dict, "variante_urgence": dict}
_ARGUMENT: Forme = {
    **{"cause": str, "contre": list, "titre": str, "confiance": str, "sources": list, "faits": list},
    **{"preuves": list, "texte": str},
}
_ARGUMENT_EN_PLUS: Forme = {
    **{"discutee": bool, "situations": list, "sauf": list, "seulement": str, "raison": str, "a_savoir": str},
}
_CAUSES = ("externe", "interne")


@cache
def mots() -> dict[str, Any]:
    """catalogue/courriers.toml."""
    return lire_toml(MOTS)


def dire(section: str, cle: str, /, **valeurs: str) -> str:
    """La phrase `cle` de la table `section`, ses valeurs mises à leur place."""
    phrase: str = mots()[section][cle]
    return phrase.format(**valeurs) if valeurs else phrase


@cache
def champs() -> dict[str, Any]:
    """champs.toml : ce que les lettres demandent."""
    return lire_toml(DOSSIER / "champs.toml")


@cache
def limites() -> dict[str, Any]:
    """limites.toml : tailles, âges, mots à ne pas écrire."""
    return lire_toml(DOSSIER / "limites.toml")


@cache
def alertes_connues() -> dict[str, Any]:
    """alertes.toml : gravité, sources, et si la lettre reste un brouillon."""
    return lire_toml(DOSSIER / "alertes.toml")


@cache
def prefets() -> dict[str, Any]:
    """prefets.toml : comment nommer l'autorité d'un département."""
    return lire_toml(DOSSIER / "prefets.toml")


@cache
def commun() -> dict[str, Any]:
    """modeles/commun.toml : les parties que plusieurs lettres partagent."""
    return lire_toml(DOSSIER / "modeles" / "commun.toml")


@cache
def droit_des_lettres() -> Droit:
    """Le droit du moteur, avec les textes que seules les lettres citent."""
    droit = charger()
    return replace(droit, textes={**droit.textes, **lire_textes(lire_toml(DOSSIER / "textes.toml"))})


@dataclass(frozen=True)
class Relecture:
    """Qui a relu un modèle ou la bibliothèque d'arguments. `par` vide : personne, ou le texte a changé depuis."""

    par: str
    le: str


def empreinte(contenu: dict[str, Any]) -> str:
    """Le hachage de ce qu'un juriste relit : tout le fichier, sauf la relecture elle-même."""
    from hashlib import sha256  # chargé seulement si quelqu'un a relu

    return sha256(repr(sorted((c, v) for c, v in contenu.items() if c != "relecture")).encode()).hexdigest()[:16]


def relecture_de(contenu: dict[str, Any], bloc: dict[str, str], fichier: str) -> Relecture:
    """La relecture écrite dans le fichier, si le fichier n'a pas changé depuis."""
    controler(bloc, _RELECTURE, {}, fichier, "relecture")
    tient = bool(bloc["par"]) and bloc["empreinte"] == empreinte(contenu)
    return Relecture(bloc["par"], bloc["le"]) if tient else Relecture("", "")


def _controler_les_champs(noms: list[str], fichier: str) -> None:
    for nom in noms:
        if nom not in champs():
            raise faux(fichier, "champs", f"champ inconnu « {nom} » ; voir champs.toml")


def _controler_les_sources(cles: list[str], fichier: str, nom: str) -> None:
    for cle in cles:
        if cle not in droit_des_lettres().textes:
            raise faux(fichier, nom, f"source « {cle} » absente des textes")


@cache
def modele(nom: str) -> dict[str, Any]:
    """Un modèle de lettre, contrôlé : clés, champs, sources."""
    fichier = f"{nom}.toml"
    lu = lire_toml(DOSSIER / "modeles" / fichier)
    controler(lu, _MODELE, _MODELE_EN_PLUS, fichier, nom)
    _controler_les_champs([*lu["exiges"], *lu["conseilles"], *lu["facultatifs"], *lu.get("irrecevables", {})], fichier)
    _controler_les_sources([*lu["sources"], *lu.get("variante_urgence", {}).get("sources", [])], fichier, nom)
    for cle in lu["envoi"]:
        if cle not in mots()["envoi"]:
            raise faux(fichier, "envoi", f"consigne inconnue « {cle} »")
    return lu


@cache
def arguments() -> dict[str, Any]:
    """La bibliothèque d'arguments, contrôlée."""
    fichier = "arguments.toml"
    lu = lire_toml(DOSSIER / fichier)["arguments"]
    for cle, argument in lu.items():
        controler(argument, _ARGUMENT, _ARGUMENT_EN_PLUS, fichier, cle)
        _controler_les_sources(argument["sources"], fichier, cle)
        if argument["cause"] not in _CAUSES:
            raise faux(fichier, cle, "« cause » vaut externe ou interne")
    return dict(lu)


def relectures(nom: str, avec_arguments: bool) -> list[Relecture]:
    """Ce qui a été relu de cette lettre : son modèle et, si elle en emploie, les arguments."""
    lu = modele(nom)
    toutes = [relecture_de(lu, lu["relecture"], f"{nom}.toml")]
    if avec_arguments:
        tout = lire_toml(DOSSIER / "arguments.toml")
        toutes.append(relecture_de({"arguments": tout["arguments"]}, tout["revision"]["relecture"], "arguments.toml"))
    return toutes
