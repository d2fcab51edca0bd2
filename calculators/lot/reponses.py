"""La réponse à une ligne : le délai qui presse le plus, la question à poser, ou la raison de l'erreur."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.erreurs import SaisieInvalide
from calculators.lot.colonnes import colonne, dossier
from calculators.lot.mots import mots
from calculators.lot.tableau import LigneLue, Tableau
from calculators.rendu import rendre_erreur
from calculators.saisie.lot import DemandeDeLot

# D'abord ce qui peut encore se faire, puis les lignes à corriger, puis ce qui est fini.
_OUVERT, _A_CORRIGER, _FINI = range(3)
_FIN_DU_JOUR = "24:00"


@dataclass(frozen=True)
class Ligne:
    """Une ligne et sa réponse. `resultat` : les colonnes ajoutées, par nom."""

    numero: int
    cellules: tuple[str, ...]
    resultat: dict[str, str]
    groupe: int
    incertaine: bool = False
    demande: dict[str, Any] | None = field(default=None)

    @property
    def fausse(self) -> bool:
        """Vrai si la ligne n'a pas pu être comptée."""
        return self.groupe == _A_CORRIGER

    def rang(self) -> tuple[int, str, str, bool, int]:
        """La place dans le tri : à égalité de date, une réponse qui tient à un fait inconnu passe devant."""
        fin = self.resultat.get("heure") or _FIN_DU_JOUR
        return self.groupe, self.resultat.get("dernier_jour", ""), fin, not self.incertaine, self.numero


def _la_plus_urgente(echeances: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Le délai ouvert qui finit le premier ; à égalité, le plus utile à montrer."""
    urgence = mots()["urgence"]
    ordre = {id_: rang for rang, id_ in enumerate(urgence["echeances"])}
    ouvertes = [e for e in echeances if e["id"] in ordre and e["etat"] in urgence["etats"] and e["dernier_jour"]]
    return min(ouvertes, key=lambda e: (e["dernier_jour"], e["heure"] or _FIN_DU_JOUR, ordre[e["id"]]), default=None)


def _question(alertes: list[dict[str, Any]]) -> str:
    posees = {alerte["id"]: alerte["texte"] for alerte in alertes}
    texte: str = next((posees[id_] for id_ in mots()["urgence"]["questions"] if id_ in posees), "")
    return texte


def _resume(numero: int, reponse: dict[str, Any], aujourdhui: date) -> tuple[dict[str, str], int, bool]:
    """Les colonnes ajoutées, le groupe, et si la réponse tient à un fait inconnu."""
    choisie = _la_plus_urgente(reponse["echeances"])
    resultat = {"ligne": str(numero), "question": _question(reponse["alertes"])}
    resultat["alertes"] = "+".join(a["id"] for a in reponse["alertes"] if a["gravite"] == "critique")
    if reponse["etapes"]:
        resultat["etape"] = reponse["etapes"][0]["titre"]
    if choisie is None:
        resultat["etat"] = "+".join(sorted({e["etat"] for e in reponse["echeances"]}))
        return resultat, _FINI, False
    restants = (date.fromisoformat(choisie["dernier_jour"]) - aujourdhui).days
    resultat |= {nom: choisie[nom] or "" for nom in ("titre", "dernier_jour", "heure", "etat", "certitude")}
    resultat["a_relire"] = choisie.get("a_relire", "")
    resultat |= {"echeance": choisie["id"], "jours_restants": str(restants)}
    return resultat, _OUVERT, bool(choisie["manque"])


def _erreur(lue: LigneLue, champ: str, message: str) -> Ligne:
    return Ligne(lue.numero, lue.cellules, {"ligne": str(lue.numero), "champ": champ, "erreur": message}, _A_CORRIGER)


def repondre_a_une_ligne(
    lue: LigneLue,
    tableau: Tableau,
    lot: DemandeDeLot,
    calculer: Callable[[dict[str, Any]], dict[str, Any]],
) -> Ligne:
    """La ligne, comptée ou avec sa raison."""
    try:
        if len(lue.cellules) > len(tableau.titres):
            cellules, titres = str(len(lue.cellules)), str(len(tableau.titres))
            raise SaisieInvalide("", "lot_trop_de_cellules", cellules=cellules, titres=titres)
        lu, cles = dossier(tableau.titres, lue.cellules, lot.jour_d_abord)
    except SaisieInvalide as fausse:
        dite = rendre_erreur(fausse)["erreur"]
        return _erreur(lue, dite["champ"], dite["message"])
    demande: dict[str, Any] = {"calcul": "echeances", "aujourdhui": lot.aujourdhui.isoformat()}
    if lot.maintenant:
        demande["maintenant"] = lot.maintenant
    demande["dossier"] = lu
    reponse = calculer(demande)
    if "erreur" in reponse:
        return _erreur(lue, colonne(reponse["erreur"]["champ"], cles, tableau.titres), reponse["erreur"]["message"])
    resultat, groupe, incertaine = _resume(lue.numero, reponse, lot.aujourdhui)
    return Ligne(lue.numero, lue.cellules, resultat, groupe, incertaine, demande)
