"""Une alerte de lettre : ses mots, sa gravité, ses sources, et si elle retient la lettre au brouillon."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from calculators.alertes import GRAVITES, choisir_alertes
from calculators.courriers.contexte import Contexte
from calculators.courriers.donnees import alertes_connues, dire, droit_des_lettres, limites
from calculators.phrases import dire as dire_le_moteur
from calculators.rendu import rendre_sources


class AlerteDeLettre(NamedTuple):
    """`cle` : celle d'alertes.toml. `champ` : ce qu'elle vise, s'il y en a un."""

    cle: str
    texte: str
    champ: str | None = None

    @property
    def bloque(self) -> bool:
        """La lettre reste un brouillon."""
        return bool(alertes_connues()[self.cle].get("bloque", False))


def alerte(cle: str, champ: str | None = None, /, **valeurs: str) -> AlerteDeLettre:
    """L'alerte `cle`, ses mots remplis."""
    return AlerteDeLettre(cle, dire("alertes", cle, **valeurs), champ)


def alertes_du_dossier(contexte: Contexte) -> Iterator[dict[str, Any]]:
    """Ce que le moteur dit déjà de ce dossier, pour les lettres qui y tiennent (limites.toml)."""
    bornes = limites()["dossier"]
    if contexte.dossier is None or contexte.demande.modele not in bornes["lettres"]:
        return
    analyses = [a for a in contexte.analyses if a.source == contexte.cible] or contexte.analyses
    for une in choisir_alertes(analyses, contexte.dossier):
        if une.id in bornes["alertes"]:
            texte, sources = dire_le_moteur("alertes", une.phrase), rendre_sources(une.sources, droit_des_lettres())
            yield {"id": une.id, "gravite": une.gravite, "texte": texte, "sources": sources}


def rendre_alertes(alertes: Iterable[AlerteDeLettre], contexte: Contexte) -> list[dict[str, Any]]:
    """Les plus graves d'abord ; à gravité égale, celles qui retiennent la lettre, puis l'ordre de lecture."""

    def rang(une: AlerteDeLettre) -> tuple[int, bool]:
        return GRAVITES.index(alertes_connues()[une.cle]["gravite"]), not une.bloque

    rendues: dict[tuple[str, str | None, str], dict[str, Any]] = {}
    for une in sorted(alertes, key=rang):
        connue = alertes_connues()[une.cle]
        identifiant = connue.get("identifiant", une.cle)
        rendue = {
            "id": identifiant,
            "gravite": connue["gravite"],
            "texte": une.texte,
            "sources": rendre_sources(connue["sources"], droit_des_lettres()),
        }
        if une.champ is not None:
            rendue["champ"] = une.champ
        rendues.setdefault((identifiant, une.champ, une.texte), rendue)
    deja = {cle[0] for cle in rendues}
    toutes = [*rendues.values(), *(a for a in alertes_du_dossier(contexte) if a["id"] not in deja)]
    return sorted(toutes, key=lambda a: GRAVITES.index(a["gravite"]))
