"""Ce qui sort : le texte à copier, ou le fichier Word, avec la feuille d'envoi qui reste à la personne."""

from binascii import b2a_base64
from datetime import date
from typing import Any

from calculators.courriers.donnees import dire, mots
from calculators.courriers.texte import en_texte
from calculators.courriers.word import ecrire_docx
from calculators.phrases import date_courte, date_en_lettres

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Bloc = dict[str, Any]


def _paragraphe(texte: str, role: str = "feuille") -> Bloc:
    return {"type": "paragraphe", "role": role, "texte": texte}


def _liste(titre: str, elements: list[str]) -> list[Bloc]:
    if not elements:
        return []
    return [
        {"type": "titre", "role": "section", "texte": dire("lettre", titre)},
        {"type": "liste", "role": "feuille", "texte": "\n".join(elements), "elements": elements},
    ]


def feuille_d_envoi(reponse: dict[str, Any]) -> list[Bloc]:
    """La dernière page du fichier Word : jusqu'à quand, comment, ce qui reste à vérifier. Elle ne s'envoie pas."""
    envoi, dates = reponse["envoi"], []
    if envoi["avant"]:
        dates.append(dire("lettre", "feuille_avant", date=date_en_lettres(date.fromisoformat(envoi["avant"]))))
    if envoi["dernier_jour"]:
        jour = date_en_lettres(date.fromisoformat(envoi["dernier_jour"]))
        cle = "feuille_derniere_heure" if envoi["heure"] else "feuille_dernier_jour"
        dates.append(dire("lettre", cle, date=jour, heure=envoi["heure"] or ""))
    if envoi["a_partir_du"]:
        jour = date_en_lettres(date.fromisoformat(envoi["a_partir_du"]))
        dates.append(dire("lettre", "feuille_a_partir", date=jour))
    dates.append(dire("lettre", "feuille_exemplaires", papier=str(envoi["exemplaires"]["papier"])))
    lus = date_courte(date.fromisoformat(reponse["regles_au"]))
    return [
        {"type": "titre", "role": "feuille_titre", "texte": dire("lettre", "feuille_titre")},
        *(_paragraphe(texte) for texte in dates),
        *_liste("feuille_envoyer", envoi["comment"]),
        *_liste("feuille_verifier", [a["texte"] for a in reponse["alertes"]]),
        *_liste("feuille_fichiers", [p["fichier"] for p in reponse["pieces"]]),
        *(_paragraphe(texte) for texte in reponse["avertissement"]),
        _paragraphe(dire("lettre", "feuille_version", version=reponse["version"], regles_au=lus)),
    ]


def _brouillon(reponse: dict[str, Any]) -> list[Bloc]:
    """En tête d'une lettre qui n'est pas prête : le dire, et ce qui manque."""
    if reponse["pret"]:
        return []
    connus = mots()["champs"]
    noms = [connus[nom]["libelle"] for nom in reponse["manque"] if nom in connus]
    blocs = [_paragraphe(dire("lettre", "brouillon"), "brouillon")]
    return [*blocs, _paragraphe(dire("lettre", "il_manque", manque=", ".join(noms)), "brouillon")] if noms else blocs


def en_document(nom: str, octets: bytes) -> dict[str, str]:
    """Le fichier, en base64, avec son nom et son type."""
    return {"nom": nom, "type": DOCX, "base64": b2a_base64(octets, newline=False).decode("ascii")}


def joindre_le_fichier(reponse: dict[str, Any], sortie: str) -> dict[str, Any]:
    """La réponse, avec le nom du fichier (jamais celui d'une personne) et, si on le veut, le texte ou le fichier."""
    nom = reponse["modele"] if reponse["pret"] else f"brouillon_{reponse['modele']}"
    reponse["nom_de_fichier"] = f"{nom}.docx"
    lettre = [*_brouillon(reponse), *reponse["blocs"]]
    if sortie == "texte":
        reponse["texte"] = en_texte(lettre)
    if sortie == "docx":
        octets = ecrire_docx(lettre, feuille_d_envoi(reponse), reponse["titre"])
        reponse["document"] = en_document(reponse["nom_de_fichier"], octets)
    return reponse
