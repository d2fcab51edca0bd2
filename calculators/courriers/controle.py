"""Les alertes d'une valeur, d'un argument ou d'une pièce : chacune nomme ce qu'elle vise."""

import re
from collections.abc import Iterator

from calculators.courriers.alerte import AlerteDeLettre, alerte
from calculators.courriers.contexte import Contexte
from calculators.courriers.donnees import champs, dire, limites, modele, mots
from calculators.courriers.moyens import Moyen
from calculators.courriers.pieces import Piece, en_double, est_vague
from calculators.courriers.redaction import enumerer
from calculators.courriers.saisie import LIBRE

_NON_SURE = "C"
_HORS_ARGUMENTS = ("urgence", "faits", "demarches", LIBRE)


def controler_les_valeurs(contexte: Contexte) -> Iterator[AlerteDeLettre]:
    """Une forme inhabituelle, un texte trop long : gardés tels quels, et dits."""
    for nom, valeur in contexte.champs.items():
        description = champs()[nom]
        libelle = mots()["champs"][nom]["libelle"]
        if not isinstance(valeur, str) or description["type"] not in ("texte", "texte_long"):
            continue
        if "forme" in description and not re.fullmatch(description["forme"], valeur.replace(" ", "")):
            yield alerte("valeur_a_verifier", nom, libelle=libelle)
        if len(valeur) > description["max"]:
            yield alerte("valeur_longue", nom, libelle=libelle)


def controler_les_moyens(moyens: list[Moyen]) -> Iterator[AlerteDeLettre]:
    """Vide ou mal placé : nommé, avec la raison. Sans preuve : dit à côté, jamais dans la lettre."""
    for moyen in moyens:
        champ = f"moyens[{moyen.rang}]"
        if moyen.raison is not None:
            yield alerte("moyen_mal_place", champ, titre=moyen.titre, raison=moyen.raison)
        elif moyen.vides:
            faits = enumerer([dire("faits", cle).lower() for cle in moyen.vides])
            yield alerte("moyen_vide", champ, titre=moyen.titre, faits=faits)
        else:
            if not moyen.appui and moyen.a_prouver:
                yield alerte("moyen_non_prouve", champ, titre=moyen.titre)
            if moyen.confiance == _NON_SURE:
                yield alerte("argument_a_verifier", champ, titre=moyen.titre)
        if "sante" in moyen.preuves and moyen.ecrit:
            yield alerte("donnees_de_sante", champ)


def controler_les_pieces(contexte: Contexte, pieces: list[Piece], moyens: list[Moyen]) -> Iterator[AlerteDeLettre]:
    """Un intitulé vague, en double, trop lourd ; une pièce qui n'appuie rien de la lettre."""
    connus = {m.identifiant for m in moyens} | {f"{LIBRE}{m.rang}" for m in moyens if m.identifiant == LIBRE}
    bornes = limites()["fichier"]
    argumente = "moyens" in modele(contexte.demande.modele)["exiges"]
    for rang, piece in enumerate(contexte.champs.get("pieces", ())):
        champ, intitule = f"pieces[{rang}]", piece["intitule"]
        if est_vague(intitule):
            yield alerte("piece_vague", champ, intitule=intitule)
        if piece.get("octets", 0) > bornes["taille_max"] * bornes["octets_par_mega"]:
            yield alerte("piece_trop_lourde", champ, intitule=intitule, taille=str(bornes["taille_max"]))
        if argumente and any(cle not in connus and cle not in _HORS_ARGUMENTS for cle in piece.get("appuie", ())):
            yield alerte("piece_sans_argument", champ, intitule=intitule)
    for intitule in en_double(pieces):
        yield alerte("piece_double", "pieces", intitule=intitule)
