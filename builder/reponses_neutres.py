"""Ce que le papier peut porter de plus sans rien changer : le délai qu'il annonce quand c'est le vrai, par exemple.

Cherché colonne par colonne auprès du moteur, sur des jours de tous les mois ; les tests le revérifient partout.
"""

from datetime import date, timedelta
from typing import Any

from builder.reponses_axes import Case
from builder.reponses_colonnes import un_jour

# Ce que le formulaire propose ; le reste va au moteur.
_ESSAIS: dict[str, tuple[Any, ...]] = {
    "delai_mentionne": ("P2M", "P1M", "P30D", "P15D", "P7D", "P2D", "PT48H"),
    "delai_depart_jours": (30,),
    "citoyen_ue": (False,),
}
# Premier avec les longueurs de mois et de semaine : tous les cas de calendrier passent.
_PAS = 71
_HEURE = "12:30"
_ECHEANCE = (
    *("id", "objet", "dernier_jour", "heure", "etat", "certitude"),
    *("lecture_favorable", "heure_favorable", "manque", "titre"),
)


def essentiel(reponse: dict[str, Any]) -> Any:
    """Ce que la table tient d'une réponse, et rien de plus."""
    if "erreur" in reponse:
        return reponse
    cles = (
        "id",
        "objet",
        "dernier_jour",
        "heure",
        "etat",
        "certitude",
        "lecture_favorable",
        "heure_favorable",
        "manque",
        "titre",
    )
    return (
        [[*(e[cle] for cle in cles), e.get("a_relire")] for e in reponse["echeances"]],
        [(a["id"], a["gravite"], a["texte"]) for a in reponse["alertes"]],
        [(e["id"], e["titre"], e["page"], e["avant"]) for e in reponse["etapes"]],
        [reponse[cle] for cle in ("regles_au", "relu_par", "version")],
    )


def neutres(colonnes: dict[Case, int], debut: date, jours: int) -> dict[str, dict[str, list[int]]]:
    """Par champ et par valeur : les colonnes où l'ajouter ne change rien."""
    recus = [debut + timedelta(days=n) for n in range(0, jours, _PAS)]
    trouves: dict[str, dict[str, list[int]]] = {}
    for champ, valeurs in _ESSAIS.items():
        for valeur in valeurs:
            refuses = {rang for case, rang in colonnes.items() if not _neutre(case, recus, champ, valeur)}
            trouves.setdefault(champ, {})[str(valeur).lower() if isinstance(valeur, bool) else str(valeur)] = sorted(
                set(colonnes.values()) - refuses
            )
    return trouves


def _neutre(case: Case, recus: list[date], champ: str, valeur: Any) -> bool:
    return all(un_jour(case, recu, _HEURE) == un_jour(case, recu, _HEURE, {champ: valeur}) for recu in recus)
