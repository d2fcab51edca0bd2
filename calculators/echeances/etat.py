"""Où en est une échéance aujourd'hui, et jusqu'où l'on est sûr de sa date."""

from datetime import date

from calculators.echeances.termes import FIN_DU_JOUR, Terme

OUVERTE, DERNIER_JOUR, SOUS_RESERVE, DEPASSEE = "ouverte", "dernier_jour", "ouverte_sous_reserve", "depassee"
A_VENIR, INTERROMPUE, FAITE, SANS_OBJET = "a_venir", "interrompue", "faite", "sans_objet"
CERTAINE, PRUDENTE, A_VERIFIER = "certaine", "prudente", "a_verifier"
_ORDRE = (CERTAINE, PRUDENTE, A_VERIFIER)


def etat_au(
    terme: Terme, favorable: Terme | None, aujourdhui: date, maintenant: str | None, sans_date: bool = False
) -> str:
    """L'état du contrat. Sans `maintenant`, une heure qui finit aujourd'hui n'est pas encore passée.

    `sans_date` : une lecture favorable existe, mais n'a pas de date.
    """
    if aujourdhui < terme.jour:
        return OUVERTE
    if aujourdhui == terme.jour and (maintenant is None or maintenant <= (terme.heure or FIN_DU_JOUR)):
        return DERNIER_JOUR
    if favorable is not None and aujourdhui <= favorable.jour:
        fin = favorable.heure or FIN_DU_JOUR
        if aujourdhui < favorable.jour or maintenant is None or maintenant <= fin:
            return SOUS_RESERVE
    return SOUS_RESERVE if sans_date else DEPASSEE


def la_moins_sure(*certitudes: str) -> str:
    """La plus basse des certitudes données."""
    return max(certitudes, key=_ORDRE.index)
