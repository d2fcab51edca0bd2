"""Ce qui arrête la veille : une phrase pour la personne qui l'a lancée."""


class VeilleError(Exception):
    """La copie ou la référence ne se lit pas. Rien n'est comparé avec."""
