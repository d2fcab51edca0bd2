"""Le calcul `arguments` : ceux qui existent pour une situation, par ordre alphabétique. Aucun choix, aucune note."""

from typing import Any

from calculators.courriers.contexte import lire_contexte
from calculators.courriers.donnees import arguments, dire, droit_des_lettres, modele, mots
from calculators.courriers.mots import completer
from calculators.courriers.moyens import pourquoi_mal_place
from calculators.courriers.nettoyage import sans_accent
from calculators.courriers.redaction import Redaction
from calculators.courriers.saisie import CAUSES, lire_demande_de_lettre
from calculators.rendu import etat_du_droit, rendre_sources

_MODELE = "requete_tribunal"


def _fait(fait: dict[str, Any]) -> dict[str, Any]:
    return {"id": fait["id"], "type": fait["type"], "libelle": dire("faits", fait["id"]), "exige": fait["exige"]}


def _rendre(cle: str, argument: dict[str, Any]) -> dict[str, Any]:
    preuves = [{"categorie": c, "intitule": mots()["pieces_conseillees"][c]} for c in argument["preuves"]]
    return {
        "id": cle,
        "cause": argument["cause"],
        "discutee": argument.get("discutee", False),
        "titre": argument["titre"],
        "contre": argument["contre"],
        "situations": argument.get("situations", []),
        "faits": [_fait(fait) for fait in argument["faits"]],
        "preuves": preuves,
        "a_savoir": argument.get("a_savoir"),
        "confiance": argument["confiance"],
        "sources": rendre_sources(argument["sources"], droit_des_lettres()),
    }


def calculer_arguments(demande: dict[str, Any]) -> dict[str, Any]:
    """Les arguments que la page montre en cases à cocher, pour ce dossier et ces situations."""
    contexte = lire_contexte(lire_demande_de_lettre({"modele": _MODELE, **demande}))
    completer(contexte)
    redaction = Redaction(contexte.valeurs)
    utiles = {c: a for c, a in arguments().items() if pourquoi_mal_place(a, contexte, redaction) is None}
    ranges = sorted(utiles, key=lambda cle: (CAUSES.index(utiles[cle]["cause"]), sans_accent(utiles[cle]["titre"])))
    sources = [cle for argument in utiles.values() for cle in argument["sources"]]
    return {
        "arguments": [_rendre(cle, utiles[cle]) for cle in ranges],
        "ordre": dire("arguments", "ordre"),
        "decisions": contexte.decisions,
        **etat_du_droit(sources or modele(_MODELE)["sources"], (), droit_des_lettres()),
    }
