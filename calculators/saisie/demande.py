"""La demande entière : les clés du premier niveau, puis les dates comparées entre elles."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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
    lire_residence,
    liste_parmi,
    ou_null,
    parmi,
)
from calculators.saisie.evenements import ARTICLES, CONTENUS, SITUATIONS, lire_evenement
from calculators.territoires import ressort

CALCULS = (
    *("echeances", "tribunal", "aide_juridictionnelle", "lot"),
    *("courrier", "arguments", "agenda", "presence", "liaison"),
)

# Dates secondaires : (champ, doit suivre la date de l'événement, peut dépasser aujourd'hui).
_DATES_SECONDAIRES = (
    ("date_presentation", False, False),
    ("date_decision", False, False),
    ("date_consultation", True, False),
    ("date_reception", True, False),
    ("avocat_designe_le", True, False),
    ("avant_le", True, True),
)


@dataclass(frozen=True)
class Demande:
    """Une demande d'échéances contrôlée. `maintenant` : HH:MM ou None."""

    aujourdhui: date
    maintenant: str | None
    residence: str | None
    evenements: tuple[dict[str, Any], ...]


_lire_le_calcul = parmi(CALCULS)


def lire_calcul(demande: Any) -> str:
    """Quel calcul est demandé."""
    if not isinstance(demande, dict):
        raise SaisieInvalide("", "objet_attendu", recu=citer(demande))
    if "calcul" not in demande:
        raise SaisieInvalide("calcul", "cle_absente", cle="calcul")
    calcul: str = _lire_le_calcul(demande["calcul"], "calcul")
    return calcul


def _lire_evenements(valeur: Any, champ: str) -> tuple[dict[str, Any], ...]:
    if not isinstance(valeur, list):
        raise SaisieInvalide(champ, "liste_attendue", recu=citer(valeur))
    if not valeur:
        raise SaisieInvalide(champ, "liste_vide")
    return tuple(lire_evenement(v, f"{champ}[{rang}]") for rang, v in enumerate(valeur))


_DOSSIER: dict[str, Lecteur] = {"residence": lire_residence, "evenements": _lire_evenements}


def _lire_dossier(valeur: Any, champ: str) -> dict[str, Any]:
    return lire_objet(valeur, champ, _DOSSIER, ("evenements",))


def _comparer_les_dates(evenement: dict[str, Any], champ: str, aujourdhui: date) -> None:
    jour: date = evenement["date"]
    if jour > aujourdhui:
        raise SaisieInvalide(f"{champ}.date", "date_future", aujourdhui=date_courte(aujourdhui))
    for nom, suit, peut_depasser in _DATES_SECONDAIRES:
        autre = evenement.get(nom)
        if autre is None:
            continue
        if autre > aujourdhui and not peut_depasser:
            raise SaisieInvalide(f"{champ}.{nom}", "date_future", aujourdhui=date_courte(aujourdhui))
        if (autre < jour) if suit else (autre > jour):
            cle = "date_avant_evenement" if suit else "date_apres_evenement"
            raise SaisieInvalide(f"{champ}.{nom}", cle, jour=date_courte(jour))


def _controler_les_renvois(evenements: tuple[dict[str, Any], ...], champ: str) -> None:
    """`contre` nomme un événement du dossier, autre que lui-même."""
    if not any("contre" in e for e in evenements):
        return
    objets = {f"{e['type']}#{rang}" for rang, e in enumerate(evenements)}
    for rang, evenement in enumerate(evenements):
        contre = evenement.get("contre")
        if contre is not None and (contre not in objets or contre == f"{evenement['type']}#{rang}"):
            raise SaisieInvalide(
                f"{champ}[{rang}].contre", "renvoi_inconnu", recu=citer(contre), objets=", ".join(sorted(objets))
            )


_ECHEANCES: dict[str, Lecteur] = {
    "calcul": _lire_le_calcul,
    "aujourdhui": lire_date,
    "maintenant": lire_heure,
    "dossier": _lire_dossier,
}


def lire_demande_echeances(demande: dict[str, Any]) -> Demande:
    """La demande `echeances`, contrôlée : formes d'abord, puis ordre des dates."""
    lue = lire_objet(demande, "", _ECHEANCES, ("aujourdhui", "dossier"))
    evenements = lue["dossier"]["evenements"]
    for rang, evenement in enumerate(evenements):
        _comparer_les_dates(evenement, f"dossier.evenements[{rang}]", lue["aujourdhui"])
    _controler_les_renvois(evenements, "dossier.evenements")
    return Demande(lue["aujourdhui"], lue.get("maintenant"), lue["dossier"].get("residence"), evenements)


_FOYER: dict[str, Lecteur] = {
    "personnes": entier(1, 30),
    "revenu_fiscal_reference": entier(0, 10**9),
    "patrimoine_mobilier": entier(0, 10**9),
    "patrimoine_immobilier": entier(0, 10**9),
}


def lire_demande_aide(demande: dict[str, Any]) -> dict[str, Any]:
    """La demande `aide_juridictionnelle`, contrôlée : euros entiers, foyer complet."""

    def lire_foyer(valeur: Any, champ: str) -> dict[str, Any]:
        return lire_objet(valeur, champ, _FOYER, _FOYER)

    lecteurs: dict[str, Lecteur] = {"calcul": _lire_le_calcul, "aujourdhui": lire_date, "foyer": lire_foyer}
    return lire_objet(demande, "", lecteurs, ("aujourdhui", "foyer"))


def lire_demande_tribunal(demande: dict[str, Any]) -> dict[str, Any]:
    """La demande `tribunal`, contrôlée."""
    lecteurs = {
        "calcul": _lire_le_calcul,
        "aujourdhui": lire_date,
        "residence": lire_residence,
        "contenu": liste_parmi(CONTENUS, seule="inconnu"),
        "prefecture": lire_departement,
        "situation": parmi(SITUATIONS),
        "lieu": lire_departement,
        "article_assignation": ou_null(parmi(ARTICLES)),
        "etablissement": parmi(sorted(ressort()["etablissements"])),
        "citoyen_ue": lire_booleen,
    }
    return lire_objet(demande, "", lecteurs, ("aujourdhui", "contenu", "situation"))
