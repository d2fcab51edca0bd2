"""Les règles du moteur, pour la fabrique : une règle fausse arrête tout, nommée."""

from typing import Any

from builder.errors import BuildError


def load_law() -> Any:
    """Le droit chargé et contrôlé par le moteur."""
    from calculators.erreurs import RegleInvalide
    from calculators.regles import charger

    try:
        return charger()
    except RegleInvalide as wrong:
        say = wrong.valeurs
        raise BuildError(f"Règle fausse, {say['fichier']}, {say['regle']} : {say['remede']}") from wrong
