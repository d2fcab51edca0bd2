"""L'entrée de la page : une demande JSON, une réponse JSON. Le worker n'appelle rien d'autre."""

from calculators.lecture import repondre as _repondre


def repondre(demande: str) -> str:
    """La réponse JSON à une demande JSON, ou à une liste de demandes."""
    return "".join(morceau for morceau, _ in _repondre(demande))
