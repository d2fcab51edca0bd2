"""Les familles de décisions, la règle de chacune, et les façons de compter : droit/choix.toml et computation.toml."""

from typing import Any

from calculators.delais import Comptage
from calculators.formes import (
    CHOIX_EXIGEES,
    CHOIX_FACULTATIVES,
    COMPTAGE,
    FAMILLE,
    FAMILLE_FACULTATIVES,
    controler,
    faux,
    table,
)


def lire_choix(lu: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], tuple[dict[str, Any], ...]]:
    fichier = "choix.toml"
    familles = table(lu, "familles", dict, fichier)
    for cle, famille in familles.items():
        controler(famille, FAMILLE, FAMILLE_FACULTATIVES, fichier, cle)
        for nom in ("comme", "favorables_comme"):
            if famille.get(nom, cle) not in familles:
                raise faux(fichier, cle, f"« {nom} » renvoie à une famille inconnue : {famille[nom]}")
    choix = table(lu, "choix", list, fichier)
    for rang, ligne in enumerate(choix):
        nom = ligne.get("famille", f"choix n° {rang + 1}") if isinstance(ligne, dict) else f"choix n° {rang + 1}"
        controler(ligne, CHOIX_EXIGEES, CHOIX_FACULTATIVES, fichier, str(nom))
    return familles, tuple(choix)


def lire_comptages(lu: dict[str, Any]) -> dict[str, dict[str, Any]]:
    comptages: dict[str, dict[str, Any]] = table(lu, "comptages", dict, "computation.toml")
    for cle, comptage in comptages.items():
        controler(comptage, COMPTAGE, {}, "computation.toml", cle)
    for attendu in Comptage:
        if attendu.value not in comptages:
            raise faux("computation.toml", attendu.value, "ce comptage n'y est pas décrit")
    return comptages
