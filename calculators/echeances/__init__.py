"""Étage 4 : les échéances d'un dossier. Chaque fait va à ce qu'il vise ; chaque sujet rend ses échéances."""

from calculators.echeances.age import calculer_echeances

__all__ = ["calculer_echeances"]
