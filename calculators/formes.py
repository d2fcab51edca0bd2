"""La forme de chaque fichier du droit : quelles clés, de quel type. Une forme fausse nomme fichier, règle et remède."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from calculators.erreurs import RegleInvalide
from calculators.evenements import TYPES

# Ce qu'on attend, dit comme on l'écrit dans le fichier.
_EN_CLAIR = {
    str: "un texte entre guillemets",
    bool: "true ou false, sans guillemets",
    int: "un nombre entier",
    float: "un nombre à virgule",
    date: "une date, sans guillemets : 2024-07-15",
    list: "une liste, entre crochets",
    dict: "une table",
}
Forme = dict[str, type]

REGLE_EXIGEES: Forme = {
    "titre": str,
    "depart": str,
    "phrase": str,
    "suspensif": bool,
    "hors_champ": list,
    "doutes": list,
    "versions": list,
}
REGLE_FACULTATIVES: Forme = {
    "distance": bool,
    "interrompu": bool,
    "aide": bool,
    "urgence": str,
    "raccourci": dict,
    "comme": str,
    "titres": list,
}
VERSION_EXIGEES: Forme = {
    "en_vigueur_le": date,
    "comptage": str,
    "sources": list,
    "relecture": dict,
    "exemples": list,
}
VERSION_FACULTATIVES: Forme = {
    "signature_depuis": date,
    "compte_depuis_au_plus_tot": date,
    "delai": object,  # sa forme est contrôlée avec le comptage, dans regles.py
    "a_verifier": bool,
}
RELECTURE: Forme = {"par": str, "le": str, "empreinte": str}
DOUTE: Forme = {"point": str, "lectures": list}
CODE: Forme = {"nom": str, "url": str, "texte_au": date}
TEXTE: Forme = {"nature": str, "objet": str, "verifie_le": date, "confiance": str}
RELECTURE_DUE: Forme = {"mois": int, "raison": str}
TEXTE_PAR_NATURE: dict[str, Forme] = {
    "code": {"code": str, "article": str},
    "decret": {"titre": str, "article": str},
    "page": {"titre": str},
    "decision": {"juridiction": str, "date": date, "numero": str},
}
CHOIX_EXIGEES: Forme = {"famille": str, "territoires": list, "situations": list, "regle": str}
CHOIX_FACULTATIVES: Forme = {"articles": list, "favorables": list}
FAMILLE: Forme = {"sources": list}
FAMILLE_FACULTATIVES: Forme = {"comme": str, "favorables_comme": str}
COMPTAGE: Forme = {"titre": str, "prudente": str, "favorable": str, "sources": list, "doutes": list}


def faux(fichier: str, regle: str, remede: str) -> RegleInvalide:
    """L'erreur qui nomme le fichier, la règle et le remède."""
    return RegleInvalide(f"droit/{fichier}", "regle_fausse", fichier=fichier, regle=regle, remede=remede)


def _est(valeur: Any, attendu: type) -> bool:
    # Un booléen est un entier pour Python, un instant est une date : ni l'un ni l'autre n'est ce qu'on attend.
    return attendu is object or type(valeur) is attendu


def controler(bloc: Any, exigees: Forme, facultatives: Forme, fichier: str, regle: str) -> None:
    """Toutes les clés exigées, aucune inconnue, chacune du bon type."""
    if not isinstance(bloc, dict):
        raise faux(fichier, regle, f"on attend une table, par exemple [{regle}]")
    for cle in sorted(exigees.keys() - bloc.keys()):
        raise faux(fichier, regle, f"il manque « {cle} »")
    formes = {**exigees, **facultatives}
    for cle in sorted(bloc.keys() - formes.keys()):
        raise faux(fichier, regle, f"clé inconnue « {cle} »")
    for cle, valeur in bloc.items():
        if not _est(valeur, formes[cle]):
            raise faux(fichier, regle, f"« {cle} » est {_EN_CLAIR[formes[cle]]}")


def controler_textes(valeurs: list[Any], cle: str, fichier: str, regle: str) -> None:
    """Une liste de textes, et rien d'autre."""
    for valeur in valeurs:
        if not isinstance(valeur, str):
            raise faux(fichier, regle, f"« {cle} » est une liste de textes entre guillemets")


def controler_evenements(noms: list[str], fichier: str, regle: str) -> None:
    """Des événements du contrat."""
    for nom in noms:
        if nom not in TYPES:
            raise faux(fichier, regle, f"événement inconnu « {nom} »")


def table(lu: dict[str, Any], cle: str, forme: type, fichier: str) -> Any:
    """La table ou la liste de tête d'un fichier, présente et du bon type."""
    if cle not in lu:
        raise faux(fichier, "-", f"il manque « {cle} »")
    if not _est(lu[cle], forme):
        raise faux(fichier, "-", f"« {cle} » est {_EN_CLAIR[forme]}")
    return lu[cle]


def lire_toml(fichier: Path) -> dict[str, Any]:
    """Un fichier du droit. Absent, mal codé ou mal écrit : l'erreur le nomme."""
    try:
        return tomllib.loads(fichier.read_text(encoding="utf-8"))
    except OSError as cause:
        raise faux(fichier.name, "-", "le fichier manque ou ne se lit pas") from cause
    except UnicodeDecodeError as cause:
        raise faux(fichier.name, "-", "le fichier n'est pas en UTF-8") from cause
    except tomllib.TOMLDecodeError as cause:
        raise faux(fichier.name, "-", f"TOML illisible : {cause}") from cause
