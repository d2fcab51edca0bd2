"""Ce que « Mon dossier » doit savoir des lettres : leurs champs, leurs mots, lus dans les fichiers du moteur."""

from builder.errors import BuildError
from builder.form_catalogue import Table
from calculators.courriers import donnees
from calculators.delais import lire_duree_iso

_CHAMP = ("type", "groupe", "max", "futur")
_MODELE = ("titre", "resume", "page", "exiges", "conseilles", "facultatifs")


def _champ(nom: str, decrit: Table) -> Table:
    mots = donnees.mots()
    champ = {cle: decrit[cle] for cle in _CHAMP if cle in decrit} | mots["champs"][nom]
    if "valeurs" in decrit:
        dites = mots["valeurs"].get(nom, {})
        champ["valeurs"] = [[valeur, dites.get(valeur) or _duree(valeur)] for valeur in decrit["valeurs"]]
    return champ


def _duree(valeur: str) -> str:
    # Une durée se dit avec les mots du moteur : le catalogue n'en tape aucune.
    lue = lire_duree_iso(valeur)
    if lue is None:
        raise BuildError(f"catalogue des lettres : « {valeur} » n'a pas de mot.")
    dite = lue.en_toutes_lettres()
    return dite[:1].upper() + dite[1:]


def _modele(nom: str) -> Table:
    lu = donnees.modele(nom)
    return {cle: lu[cle] for cle in _MODELE} | {
        "pieces_conseillees": [*lu["pieces_exigees"], *lu["pieces_conseillees"]]
    }


def lettres() -> Table:
    """Champs, modèles, groupes et catégories de pièces, avec les mots que voit la personne."""
    mots = donnees.mots()
    return {
        "champs": {nom: _champ(nom, decrit) for nom, decrit in donnees.champs().items()},
        "modeles": {nom: _modele(nom) for nom in donnees.MODELES},
        "groupes": mots["groupes"],
        "categories": mots["categories"],
        "conseillees": mots["pieces_conseillees"],
        "taille_max": donnees.limites()["fichier"]["taille_max"] * donnees.limites()["fichier"]["octets_par_mega"],
    }
