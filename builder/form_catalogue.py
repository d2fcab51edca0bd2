"""Ce que le catalogue dit de chaque calculateur : ses questions, ses réponses d'avance, ses phrases."""

import tomllib
from functools import cache
from typing import Any

from builder import contacts
from builder.errors import BuildError
from builder.paths import ROOT

Table = dict[str, Any]

_CATALOGUE = ROOT / "catalogue"
_QUESTIONS = _CATALOGUE / "questions"
_CLES = {"questions", "prerempli", "annonce", "ouvrir", "titre", "sans_js", "textes"}
# Ce que la page montre d'un contact, et la colonne de donnees/contacts.csv d'où cela vient.
_CONTACT = {"nom": "nom", "quoi": "ce_que_c_est", "ou": "territoire", "telephone": "telephone", "site": "site"}
# Le seul calculateur qui a le tableau des derniers jours sous lui.
ACCUEIL = "accueil"


@cache
def _lire(nom: str) -> Table:
    return tomllib.loads((_CATALOGUE / nom).read_text(encoding="utf-8"))


def formulaires() -> dict[str, Table]:
    """Les calculateurs, par nom ; une clé inconnue ou une réponse d'avance sans question arrête la fabrication."""
    tous: dict[str, Table] = _lire("formulaires.toml")["formulaires"]
    for nom, decrit in tous.items():
        if inconnues := decrit.keys() - _CLES:
            raise BuildError(f"catalogue/formulaires.toml, {nom} : clé inconnue ({', '.join(sorted(inconnues))}).")
        choix = {q["nom"]: {o["valeur"] for o in q.get("options", ())} for q in questions(decrit["questions"])}
        for question, valeurs in decrit.get("prerempli", {}).items():
            if not set(valeurs) <= choix.get(question, set()):
                raise BuildError(f"catalogue/formulaires.toml, {nom} : « {question} » n'a pas cette réponse.")
    return tous


def fichier(nom: str) -> Table:
    """Un fichier de questions, avec les mots communs à tous."""
    return _lire("questions/commun.toml") | _lire(f"questions/{nom}.toml")


def questions(nom: str) -> list[Table]:
    """Les questions d'un fichier, dans l'ordre où elles paraissent."""
    liste: list[Table] = fichier(nom)["questions"]
    return liste


def mots(cle: str) -> str:
    """Une phrase commune de catalogue/formulaires.toml."""
    return str(_lire("formulaires.toml")[cle])


def page_existe(nom: str) -> bool:
    """Une page du guide est-elle écrite ? On ne mène personne vers une page qui ne l'est pas."""
    return (ROOT / "docs" / f"{nom}.md").is_file()


def textes(nom: str) -> Table:
    """Les phrases que la page montre, et les contacts qu'elle peut nommer."""
    dits: Table = _lire("page.toml")
    if nom != ACCUEIL:
        dits = _fondre(dits, _lire("formulaires.toml")["textes_des_pages"])
    dits = _fondre(dits, formulaires()[nom].get("textes", {}))
    contacts_du_jour = contacts.first(dits.pop("contacts_du_jour"))
    dits["contacts"] = [{cle: ligne[colonne] for cle, colonne in _CONTACT.items()} for ligne in contacts_du_jour]
    dits["teleservice"] = contacts.named([dits["nom_teleservice"]])[0]["site"]
    if not page_existe(dits["mon_dossier"]["page"].strip("/")):
        del dits["mon_dossier"]
    return dits


def _fondre(dessous: Table, dessus: Table) -> Table:
    """Le second par-dessus le premier, table par table, sans toucher ni l'un ni l'autre."""
    fondu = dict(dessous)
    for cle, valeur in dessus.items():
        fondu[cle] = _fondre(fondu.get(cle, {}), valeur) if isinstance(valeur, dict) else valeur
    return fondu
