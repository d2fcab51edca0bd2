"""La seule façon de s'arrêter ici : une phrase, pour la personne qui construit."""


class BuildError(Exception):
    """La fabrication ne peut pas continuer ; le message dit quoi faire."""
