"""Le texte d'une personne, gardé tel quel, rendu sans danger : ni caractère de commande, ni sens de lecture qui déborde."""

from unicodedata import category, normalize

# Caractères qui changent le sens de lecture : ouverts par les premiers, fermés par le second (algorithme bidirectionnel).
_SENS = (("\u202a\u202b\u202d\u202e", "\u202c"), ("\u2066\u2067\u2068", "\u2069"))
# Commandes, moitiés de caractères, places vides : XML les refuse, un écran ne les montre pas.
_INTERDITS = ("Cc", "Cs", "Cn")
_MARQUE_SEULE = "Mn"


def _permis(caractere: str) -> bool:
    return caractere == "\n" or category(caractere) not in _INTERDITS


def _fermer(texte: str) -> str:
    """Ferme ce qui reste ouvert, ligne par ligne : le texte qui suit garde son sens de lecture."""
    for ouvrants, fermant in _SENS:
        ouverts = 0
        for caractere in texte:
            ouverts += 1 if caractere in ouvrants else -1 if caractere == fermant and ouverts else 0
        texte += fermant * ouverts
    return texte


def propre(texte: str) -> str:
    """Le texte intact, moins ce qui ne s'écrit pas. Les retours à la ligne restent, les tabulations deviennent des espaces.

    >>> propre("  Élodie\\r\\nN\\x00om\\t2 ")
    'Élodie\\nNom 2'
    """
    lignes = texte.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lignes = "".join(c for c in lignes if _permis(c))
    return "\n".join(_fermer(ligne.strip()) for ligne in lignes.strip().split("\n"))


def en_une_ligne(texte: str) -> str:
    """Le même texte sur une seule ligne."""
    return " ".join(texte.split())


def sans_accent(texte: str) -> str:
    """En minuscules, sans accent : pour comparer.

    >>> sans_accent("Évêque de Sète")
    'eveque de sete'
    """
    return "".join(c for c in normalize("NFD", texte.lower()) if category(c) != _MARQUE_SEULE)


def nom_de_fichier(texte: str, longueur: int) -> str:
    """Un nom que tout système accepte : lettres et chiffres ASCII, tirets bas.

    >>> nom_de_fichier("Bail signé : 3 mars 2024 !", 60)
    'bail_signe_3_mars_2024'
    """
    garde = (c if c.isascii() and c.isalnum() else " " for c in sans_accent(texte))
    return "_".join("".join(garde).split())[:longueur].strip("_")
