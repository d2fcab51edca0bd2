"""La demande d'une lettre, contrôlée : clé inconnue, mauvais type, date future sont des erreurs ; un champ vide est absent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from calculators.courriers.donnees import MODELES, arguments, champs, mots
from calculators.courriers.nettoyage import en_une_ligne, propre
from calculators.delais import lire_duree_iso
from calculators.erreurs import SaisieInvalide
from calculators.phrases import date_courte
from calculators.saisie.champs import (
    Lecteur,
    citer,
    entier,
    lire_booleen,
    lire_date,
    lire_departement,
    lire_heure,
    lire_objet,
    parmi,
)

SORTIES = ("blocs", "texte", "docx")
LIBRE = "libre"
CAUSES = ("externe", "interne")
_OCTETS_AU_PLUS, _PAGES_AU_PLUS = 10**10, 10**5


@dataclass(frozen=True)
class DemandeDeLettre:
    """Une demande `courrier` contrôlée. `dossier` : la demande d'échéances à calculer, ou None."""

    aujourdhui: date
    maintenant: str | None
    modele: str
    sortie: str
    dossier: dict[str, Any] | None
    champs: dict[str, Any]


def _texte(valeur: Any, champ: str) -> str:
    if not isinstance(valeur, str):
        raise SaisieInvalide(champ, "texte_attendu", recu=citer(valeur))
    return en_une_ligne(propre(valeur))


def _texte_long(valeur: Any, champ: str) -> str:
    if not isinstance(valeur, str):
        raise SaisieInvalide(champ, "texte_attendu", recu=citer(valeur))
    return propre(valeur)


def _liste(lecteur: Lecteur) -> Lecteur:
    def lire(valeur: Any, champ: str) -> list[Any]:
        if not isinstance(valeur, list):
            raise SaisieInvalide(champ, "liste_attendue", recu=citer(valeur))
        lus = [lecteur(v, f"{champ}[{rang}]") for rang, v in enumerate(valeur)]
        return [lu for lu in lus if lu != ""]

    return lire


def _passee(aujourdhui: date, futur: bool) -> Lecteur:
    def lire(valeur: Any, champ: str) -> date | str:
        if valeur == "":
            return ""
        lue = lire_date(valeur, champ)
        if lue > aujourdhui and not futur:
            raise SaisieInvalide(champ, "date_future", aujourdhui=date_courte(aujourdhui))
        return lue

    return lire


def _ou_vide(lecteur: Lecteur) -> Lecteur:
    return lambda valeur, champ: "" if valeur == "" else lecteur(valeur, champ)


def _moyen(aujourdhui: date) -> Lecteur:
    """Un argument coché : son identifiant et ses faits ; un argument libre a sa cause, son titre et son texte."""

    def lire(valeur: Any, champ: str) -> dict[str, Any]:
        if not isinstance(valeur, dict):
            raise SaisieInvalide(champ, "objet_attendu", recu=citer(valeur))
        choix = parmi((*arguments(), LIBRE))
        identifiant = choix(valeur.get("id"), f"{champ}.id")
        lecteurs: dict[str, Lecteur] = {"id": choix}
        if identifiant == LIBRE:
            contre = champs()["decisions_contestees"]["valeurs"]
            lecteurs |= {"cause": parmi(CAUSES), "titre": _texte, "texte": _texte_long}
            lecteurs["contre"] = _liste(parmi(contre))
            exiges: tuple[str, ...] = ("id", "cause")
        else:
            demandes = arguments()[identifiant]["faits"]
            faits = {f["id"]: _lecteur({"type": f["type"]}, aujourdhui) for f in demandes}
            lecteurs["faits"] = lambda v, c: _sans_vide(lire_objet(v, c, faits, ()))
            exiges = ("id",)
        return lire_objet(valeur, champ, lecteurs, exiges)

    return lire


def _piece(aujourdhui: date) -> Lecteur:
    lecteurs: dict[str, Lecteur] = {
        "id": _texte,
        "intitule": _texte,
        "categorie": parmi(mots()["categories"]),
        "date": _passee(aujourdhui, True),
        "pages": entier(1, _PAGES_AU_PLUS),
        "octets": entier(0, _OCTETS_AU_PLUS),
        "appuie": _liste(_texte),
    }
    return lambda valeur, champ: _sans_vide(lire_objet(valeur, champ, lecteurs, ("intitule",)))


def _tentative(aujourdhui: date) -> Lecteur:
    lecteurs: dict[str, Lecteur] = {
        "date": _passee(aujourdhui, False),
        "heure": _ou_vide(lire_heure),
        "moyen": _texte,
        "resultat": _texte,
    }
    return lambda valeur, champ: _sans_vide(lire_objet(valeur, champ, lecteurs, ("date",)))


def _lecteur(description: dict[str, Any], aujourdhui: date) -> Lecteur:
    """Le lecteur d'un champ, d'après son type."""
    composes: dict[str, Callable[[date], Lecteur]] = {"moyens": _moyen, "pieces": _piece, "tentatives": _tentative}
    sorte = description["type"]
    if sorte in composes:
        return _liste(composes[sorte](aujourdhui))
    if sorte == "date":
        return _passee(aujourdhui, description.get("futur", False))
    if sorte in ("choix", "choix_multiple"):
        un = parmi(description["valeurs"])
        return _ou_vide(un) if sorte == "choix" else _liste(un)
    if sorte == "entier":
        return entier(description["min"], description["max"])
    simples: dict[str, Lecteur] = {
        "texte": _texte,
        "texte_long": _texte_long,
        "textes": _liste(_texte),
        "oui_non": lire_booleen,
        "departement": _ou_vide(lire_departement),
    }
    return simples[sorte]


def _sans_vide(lu: dict[str, Any]) -> dict[str, Any]:
    """Sans les champs laissés vides : une page envoie parfois ce que personne n'a rempli."""
    return {cle: valeur for cle, valeur in lu.items() if valeur != "" and valeur != []}


def lire_champs(valeur: Any, champ: str, aujourdhui: date) -> dict[str, Any]:
    """Les champs d'une lettre ; un champ vide est comme absent."""
    lecteurs = {nom: _lecteur(description, aujourdhui) for nom, description in champs().items()}
    lus = _sans_vide(lire_objet(valeur, champ, lecteurs, ()))
    for nom in ("delai_injonction", "delai_mise_en_demeure"):
        if nom in lus:
            duree = lire_duree_iso(lus[nom])
            lus[nom] = duree.en_toutes_lettres() if duree else lus[nom]
    return lus


@cache
def _modeles() -> Lecteur:
    return parmi(MODELES)


def lire_demande_de_lettre(demande: dict[str, Any]) -> DemandeDeLettre:
    """La demande `courrier`. Le dossier est contrôlé par le calcul des échéances, avec ses propres mots."""
    aujourdhui = lire_date(demande["aujourdhui"], "aujourdhui") if "aujourdhui" in demande else date.max
    lecteurs: dict[str, Lecteur] = {
        "calcul": lambda valeur, _: valeur,
        "aujourdhui": lire_date,
        "maintenant": lire_heure,
        "modele": _modeles(),
        "sortie": parmi(SORTIES),
        "dossier": lambda valeur, _: valeur,
        "champs": lambda valeur, champ: lire_champs(valeur, champ, aujourdhui),
    }
    lue = lire_objet(demande, "", lecteurs, ("aujourdhui", "modele"))
    return DemandeDeLettre(
        aujourdhui,
        lue.get("maintenant"),
        lue["modele"],
        lue.get("sortie", "blocs"),
        lue.get("dossier"),
        lue.get("champs", {}),
    )
