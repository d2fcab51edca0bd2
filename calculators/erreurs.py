"""Les quatre erreurs du contrat.

    ErreurDuContrat
    ├── SaisieInvalide        saisie_invalide        un champ est faux : lequel, pourquoi, quoi écrire
    ├── DateHorsCouverture    date_hors_couverture   la loi de ce jour-là n'est pas dans les règles
    ├── CalculAmbigu          calcul_ambigu          deux lectures incompatibles, ou pas encore compté
    └── RegleInvalide         regle_invalide         un fichier de droit/ est faux : fichier, règle, remède

Une erreur porte la clé d'une phrase du catalogue et ses valeurs : les mots ne sont pas ici.
"""


class ErreurDuContrat(Exception):
    """Une réponse d'erreur : `champ` nomme l'endroit de la demande, `phrase` la clé de la phrase du catalogue."""

    type = ""

    def __init__(self, champ: str, phrase: str, /, **valeurs: str) -> None:
        super().__init__(f"{champ} : {phrase}")
        self.champ = champ
        self.phrase = phrase
        self.valeurs = valeurs


class SaisieInvalide(ErreurDuContrat):
    """Un champ manque ou porte une valeur que le contrat n'admet pas."""

    type = "saisie_invalide"


class DateHorsCouverture(ErreurDuContrat):
    """L'événement est d'avant la première version de la règle."""

    type = "date_hors_couverture"


class CalculAmbigu(ErreurDuContrat):
    """Le moteur ne choisit pas : il dit quoi préciser, ou qui appeler."""

    type = "calcul_ambigu"


class RegleInvalide(ErreurDuContrat):
    """Un fichier du droit est faux. Rien ne doit être calculé avec lui."""

    type = "regle_invalide"
