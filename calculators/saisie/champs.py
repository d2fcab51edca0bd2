"""Les lecteurs de champ : chacun rend la valeur contrôlée, ou lève SaisieInvalide en nommant le champ."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from calculators.delais import Delai, lire_duree_iso
from calculators.erreurs import DateHorsCouverture, SaisieInvalide
from calculators.phrases import MEMOIRE, dire
from calculators.territoires import ETRANGER, codes

Lecteur = Callable[[Any, str], Any]

# Bornes de plomberie : au-delà, aucune date n'a de sens pour une lectrice et l'arithmétique déborderait.
ANNEE_MINIMALE, ANNEE_MAXIMALE = 1950, 2150
_LONGUEUR_DATE, _LONGUEUR_HEURE, _LONGUEUR_CITATION, _BITS_CITES = 10, 5, 40, 64
_JOURS_DE_DEPART_AU_PLUS = 366


def citer(valeur: object) -> str:
    """La valeur reçue, raccourcie et sans caractère qui ne s'écrit pas, pour la redire dans un message.

    Une liste ou un objet n'est que nommé : le recopier coûterait sa taille, ou sa profondeur.
    """
    if isinstance(valeur, str):
        texte = valeur[: _LONGUEUR_CITATION + 1]
    elif isinstance(valeur, list | dict):
        return dire("valeurs", "liste" if isinstance(valeur, list) else "objet")
    elif isinstance(valeur, bool) or valeur is None:
        return dire("valeurs", {True: "vrai", False: "faux", None: "null"}[valeur])
    elif isinstance(valeur, int) and valeur.bit_length() > _BITS_CITES:
        return dire("valeurs", "grand_nombre")
    else:
        texte = repr(valeur)
    propre = texte.encode("utf-8", "replace").decode("utf-8")
    propre = "".join(c if c.isprintable() else "?" for c in propre)
    return propre if len(propre) <= _LONGUEUR_CITATION else propre[:_LONGUEUR_CITATION] + "…"


def _chiffres(texte: str) -> bool:
    return texte.isascii() and texte.isdigit()


@lru_cache(maxsize=MEMOIRE)
def _date_juste(texte: str) -> date | None:
    """La date, si le texte est de la forme AAAA-MM-JJ et tombe dans les bornes ; sinon None, sans dire pourquoi."""
    if len(texte) != _LONGUEUR_DATE or texte[4] != "-" or texte[7] != "-":
        return None
    if not all(map(_chiffres, (texte[:4], texte[5:7], texte[8:]))):
        return None
    try:
        lue = date.fromisoformat(texte)
    except ValueError:
        return None
    return lue if ANNEE_MINIMALE <= lue.year <= ANNEE_MAXIMALE else None


def lire_date(valeur: Any, champ: str) -> date:
    """Une date AAAA-MM-JJ qui existe. Le 31 février est refusé, avec ce qu'il faut vérifier."""
    juste = _date_juste(valeur) if isinstance(valeur, str) else None
    if juste is not None:
        return juste
    if not isinstance(valeur, str):
        raise SaisieInvalide(champ, "date_attendue", recu=citer(valeur))
    annee, mois, jour = valeur[:4], valeur[5:7], valeur[8:10]
    tirets = valeur[4:5] == "-" and valeur[7:8] == "-"
    if len(valeur) != _LONGUEUR_DATE or not tirets or not all(map(_chiffres, (annee, mois, jour))):
        raise SaisieInvalide(champ, "date_attendue", recu=citer(valeur))
    try:
        lue = date(int(annee), int(mois), int(jour))
    except ValueError as cause:
        raise SaisieInvalide(champ, "date_inexistante", recu=valeur) from cause
    if lue.year < ANNEE_MINIMALE:
        raise DateHorsCouverture(champ, "trop_ancienne", annee=str(ANNEE_MINIMALE))
    if lue.year > ANNEE_MAXIMALE:
        raise SaisieInvalide(champ, "annee_trop_lointaine", recu=valeur)
    return lue


def lire_heure(valeur: Any, champ: str) -> str:
    """Une heure HH:MM, de 00:00 à 23:59."""
    if isinstance(valeur, str) and len(valeur) == _LONGUEUR_HEURE and valeur[2] == ":":
        heures, minutes = valeur[:2], valeur[3:]
        if _chiffres(heures) and _chiffres(minutes) and heures < "24" and minutes < "60":
            return valeur
    raise SaisieInvalide(champ, "heure_attendue", recu=citer(valeur))


def lire_booleen(valeur: Any, champ: str) -> bool:
    """true ou false."""
    if not isinstance(valeur, bool):
        raise SaisieInvalide(champ, "booleen_attendu", recu=citer(valeur))
    return valeur


def ou_null(lecteur: Lecteur) -> Lecteur:
    """Le même lecteur, qui accepte aussi null (« je ne sais pas »)."""
    return lambda valeur, champ: None if valeur is None else lecteur(valeur, champ)


def parmi(valeurs: Iterable[str]) -> Lecteur:
    """Une valeur de la liste."""
    permises = tuple(valeurs)

    def lire(valeur: Any, champ: str) -> str:
        if not isinstance(valeur, str) or valeur not in permises:
            raise SaisieInvalide(champ, "hors_liste", recu=citer(valeur), valeurs=", ".join(permises))
        return valeur

    return lire


def liste_parmi(valeurs: Iterable[str], seule: str) -> Lecteur:
    """Une liste non vide de valeurs permises ; `seule` ne se mêle à aucune autre."""
    un = parmi(valeurs)

    def lire(valeur: Any, champ: str) -> frozenset[str]:
        if not isinstance(valeur, list):
            raise SaisieInvalide(champ, "liste_attendue", recu=citer(valeur))
        if not valeur:
            raise SaisieInvalide(champ, "liste_vide")
        lus = frozenset(un(v, f"{champ}[{rang}]") for rang, v in enumerate(valeur))
        if seule in lus and len(lus) > 1:
            raise SaisieInvalide(champ, "valeur_seule", valeur=seule)
        return lus

    return lire


def lire_departement(valeur: Any, champ: str) -> str:
    """Un code de département ou de collectivité."""
    if not isinstance(valeur, str) or valeur not in codes():
        raise SaisieInvalide(champ, "departement_inconnu", recu=citer(valeur))
    return valeur


def lire_residence(valeur: Any, champ: str) -> str:
    """Un code de département ou de collectivité, ou « etranger »."""
    return ETRANGER if valeur == ETRANGER else lire_departement(valeur, champ)


def lire_duree(valeur: Any, champ: str) -> Delai:
    """Une durée ISO à une seule unité : P2M, P30D, PT48H."""
    duree = lire_duree_iso(valeur) if isinstance(valeur, str) else None
    if duree is None:
        raise SaisieInvalide(champ, "duree_attendue", recu=citer(valeur))
    return duree


def lire_jours_de_depart(valeur: Any, champ: str) -> int:
    """Un nombre entier de jours, d'au moins 1."""
    if type(valeur) is not int or not 1 <= valeur <= _JOURS_DE_DEPART_AU_PLUS:
        raise SaisieInvalide(champ, "jours_attendus", recu=citer(valeur))
    return valeur


def entier(minimum: int, maximum: int) -> Lecteur:
    """Un nombre entier entre deux bornes."""

    def lire(valeur: Any, champ: str) -> int:
        if type(valeur) is not int or not minimum <= valeur <= maximum:
            raise SaisieInvalide(champ, "entier_attendu", recu=citer(valeur))
        return valeur

    return lire


def lire_texte(valeur: Any, champ: str) -> str:
    """Une chaîne, pour un renvoi à un autre événement."""
    if not isinstance(valeur, str):
        raise SaisieInvalide(champ, "texte_attendu", recu=citer(valeur))
    return valeur


def lire_objet(valeur: Any, champ: str, lecteurs: dict[str, Lecteur], exiges: Iterable[str]) -> dict[str, Any]:
    """Un objet JSON dont chaque clé a son lecteur. Clé inconnue ou clé exigée absente : erreur."""
    if not isinstance(valeur, dict):
        raise SaisieInvalide(champ, "objet_attendu", recu=citer(valeur))
    prefixe = f"{champ}." if champ else ""
    for cle in valeur:
        if cle not in lecteurs:
            raise SaisieInvalide(prefixe + citer(cle), "cle_inconnue", cle=citer(cle), cles=", ".join(lecteurs))
    for cle in exiges:
        if cle not in valeur:
            raise SaisieInvalide(prefixe + cle, "cle_absente", cle=cle)
    return {cle: lecteurs[cle](v, prefixe + cle) for cle, v in valeur.items()}
