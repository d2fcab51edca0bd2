"""Des colonnes aux événements : `residence`, `decision_notifiee.date`, `recours_gracieux.2.date`."""

import re
from typing import Any

from calculators.erreurs import SaisieInvalide
from calculators.lot.mots import mots
from calculators.saisie.evenements import CHAMPS

_RESIDENCE = "residence"
_NOMBRE = "delai_depart_jours"
_PLACE = re.compile(r"^dossier\.evenements\[(\d+)\](?:\.(.+))?$")
_JOUR_MOIS_ANNEE = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")

Cle = tuple[str, str]  # (type d'événement, rang tel qu'écrit)


def est_connue(titre: str) -> bool:
    """Vrai si la colonne parle au moteur ; sinon elle est gardée telle quelle."""
    return titre == _RESIDENCE or titre.split(".", 1)[0] in CHAMPS


def _date(texte: str) -> str:
    """23/11/2026 devient 2026-11-23 ; le reste passe tel quel, et le moteur dira quoi écrire."""
    trouve = _JOUR_MOIS_ANNEE.match(texte)
    return f"{trouve[3]}-{trouve[2]:0>2}-{trouve[1]:0>2}" if trouve else texte


def _valeur(champ: str, texte: str, jour_d_abord: bool) -> Any:
    """La cellule, dans le type que le contrat attend. Ce qui ne se lit pas reste un texte : le moteur le refuse."""
    if texte == "null":
        return None
    if champ == "contenu":
        return [morceau.strip() for morceau in texte.split("+")]
    if champ == _NOMBRE and texte.isascii() and texte.isdigit():
        return int(texte)
    booleens = mots()["booleens"]
    if champ in booleens["champs"]:
        return {**dict.fromkeys(booleens["vrai"], True), **dict.fromkeys(booleens["faux"], False)}.get(
            texte.lower(), texte
        )
    return _date(texte) if jour_d_abord else texte


def _cle_et_champ(titre: str) -> tuple[Cle, str]:
    """`recours_gracieux.2.date` donne (("recours_gracieux", "2"), "date")."""
    type_, *suite = titre.split(".")
    if not suite:
        raise SaisieInvalide(titre, "lot_colonne_sans_champ", nom=titre)
    if len(suite) == 1:
        return (type_, "1"), suite[0]
    rang, champ = suite[0], ".".join(suite[1:])
    if not (rang.isascii() and rang.isdigit() and rang.strip("0")):
        raise SaisieInvalide(titre, "lot_rang_inconnu", nom=titre, type=type_)
    return (type_, rang.lstrip("0")), champ


def dossier(titres: tuple[str, ...], cellules: tuple[str, ...], jour_d_abord: bool) -> tuple[dict[str, Any], list[Cle]]:
    """Le dossier d'une ligne, et la colonne d'où vient chaque événement. Une cellule vide ne dit rien."""
    lu: dict[str, Any] = {}
    evenements: dict[Cle, dict[str, Any]] = {}
    for titre, cellule in zip(titres, cellules, strict=False):
        texte = cellule.strip()
        if not texte or not est_connue(titre):
            continue
        if titre == _RESIDENCE:
            lu[_RESIDENCE] = texte
            continue
        cle, champ = _cle_et_champ(titre)
        evenements.setdefault(cle, {"type": cle[0]})[champ] = _valeur(champ, texte, jour_d_abord)
    if not evenements:
        raise SaisieInvalide("", "lot_aucun_evenement")
    return lu | {"evenements": list(evenements.values())}, list(evenements)


def colonne(champ: str, cles: list[Cle], titres: tuple[str, ...]) -> str:
    """Le nom de colonne que désigne le `champ` d'une erreur du moteur."""
    trouve = _PLACE.match(champ)
    if not trouve or int(trouve[1]) >= len(cles):
        return champ.removeprefix("dossier.")
    (type_, rang), suite = cles[int(trouve[1])], trouve[2] or ""
    numerotee = ".".join(filter(None, (type_, rang, suite)))
    simple = ".".join(filter(None, (type_, suite)))
    return numerotee if numerotee in titres or rang != "1" else simple
