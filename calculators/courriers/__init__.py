"""Les lettres : ce qui est dit devient une lettre, ses pièces, ses alertes et son envoi. Rien n'est inventé.

saisie → contexte (dossier, décision visée) → pièces, moyens → composition → verrous → rendu.
"""

from calculators.courriers.lettre import calculer_courrier
from calculators.courriers.proposes import calculer_arguments

__all__ = ["calculer_arguments", "calculer_courrier"]
