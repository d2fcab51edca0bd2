"""Les pièces : rangées, numérotées sans trou (CJA R412-2), avec un nom de fichier que le téléservice accepte."""

from datetime import date
from typing import Any, NamedTuple

from calculators.courriers.contexte import Contexte
from calculators.courriers.donnees import arguments, dire, limites, modele, mots
from calculators.courriers.nettoyage import nom_de_fichier, sans_accent
from calculators.courriers.redaction import enumerer
from calculators.phrases import date_courte

_AUTRE = "autre"
_CHIFFRES = 2


class Piece(NamedTuple):
    """Une pièce jointe. `obligatoire` : exigée à peine d'irrecevabilité."""

    numero: int
    identifiant: str
    intitule: str
    categorie: str
    appuie: tuple[str, ...]
    obligatoire: bool
    fichier: str
    pages: int | None


def _exigees(contexte: Contexte) -> list[str]:
    """Ce qu'un texte exige : la décision, ou devant un silence la preuve du dépôt (CJA R412-1)."""
    lu = modele(contexte.demande.modele)
    exigees = list(lu.get("variante_urgence", lu)["pieces_exigees"] if contexte.urgence else lu["pieces_exigees"])
    if contexte.implicite and "decision" in exigees:
        exigees[exigees.index("decision")] = "demande"
    if contexte.champs.get("decision_perdue"):
        exigees = [cle for cle in exigees if cle != "decision"]
    return exigees


_DATES = {
    "decision": ("decision_datee", "date_decision"),
    "requete": ("requete_datee", "date_depot_fond"),
    "jugement": ("jugement_date", "date_jugement"),
}


def _intitule(categorie: str, contexte: Contexte) -> str:
    cle, champ = _DATES.get(categorie, ("", ""))
    jour = contexte.valeurs.get(champ)
    return dire("intitules", cle, date=date_courte(jour)) if jour else dire("intitules", categorie)


def _fichier(numero: int, intitule: str, jour: date | None) -> str:
    """« 04_bail_2024.pdf » : le numéro, ce que c'est, l'année si le titre ne la dit pas."""
    bornes = limites()["fichier"]
    nom = nom_de_fichier(intitule, bornes["longueur_du_nom"])
    annee = [str(jour.year)] if jour and str(jour.year) not in nom else []
    return "_".join([str(numero).zfill(_CHIFFRES), *([nom] if nom else []), *annee]) + f".{bornes['extension']}"


def numeroter(contexte: Contexte) -> list[Piece]:
    """Les pièces données et celles que la loi exige, dans l'ordre des catégories, puis des dates."""
    ordre = list(mots()["categories"])
    exigees = _exigees(contexte)
    donnees: list[dict[str, Any]] = [dict(piece) for piece in contexte.champs.get("pieces", [])]
    presentes = {piece.get("categorie") for piece in donnees}
    donnees += [{"intitule": _intitule(c, contexte), "categorie": c} for c in exigees if c not in presentes]
    rangees = sorted(
        enumerate(donnees),
        key=lambda paire: (ordre.index(paire[1].get("categorie", _AUTRE)), paire[1].get("date", date.max), paire[0]),
    )
    pieces = []
    for numero, (rang, piece) in enumerate(rangees, start=1):
        categorie = piece.get("categorie", _AUTRE)
        pieces.append(
            Piece(
                numero,
                piece.get("id", f"{categorie}{rang}"),
                piece["intitule"],
                categorie,
                tuple(dict.fromkeys(piece.get("appuie", ()))),
                categorie in exigees,
                _fichier(numero, piece["intitule"], piece.get("date")),
                piece.get("pages"),
            )
        )
    return pieces


def citer_numeros(numeros: list[int]) -> str:
    """« (pièce n° 4) », « (pièces n° 3 et 4) » ; rien sans numéro."""
    if not numeros:
        return ""
    cle = "piece_seule" if len(numeros) == 1 else "pieces_plusieurs"
    return f" ({dire('lettre', cle, numeros=enumerer([str(n) for n in numeros]))})"


def citer_la_categorie(pieces: list[Piece], categorie: str) -> str:
    """La pièce de cette catégorie, pour le fil d'une phrase."""
    return citer_numeros([p.numero for p in pieces if p.categorie == categorie])


def citer_l_argument(pieces: list[Piece], argument: str) -> str:
    """Les pièces qui appuient un argument."""
    return citer_numeros([p.numero for p in pieces if argument in p.appuie])


def libelle(piece: Piece) -> str:
    """L'intitulé et le nombre de pages, pour l'inventaire."""
    if piece.pages is None:
        return piece.intitule
    cle = "pages_une" if piece.pages == 1 else "pages_plusieurs"
    return f"{piece.intitule} ({dire('lettre', cle, pages=str(piece.pages))})"


def ce_qu_elle_appuie(piece: Piece) -> str:
    """Le libellé, et les arguments que la pièce appuie."""
    titres = [arguments()[cle]["titre"] for cle in piece.appuie if cle in arguments()]
    dit = libelle(piece)
    return dire("lettre", "appuie", piece=dit, arguments=" ; ".join(titres)) if titres else dit


def est_vague(intitule: str) -> bool:
    """Trop court, ou un mot qui ne dit rien : « divers »."""
    bornes = limites()["piece"]
    return len(intitule) < bornes["intitule_minimum"] or sans_accent(intitule) in bornes["vagues"]


def en_double(pieces: list[Piece]) -> list[str]:
    """Les intitulés écrits deux fois."""
    vus: set[str] = set()
    doubles: dict[str, str] = {}
    for piece in pieces:
        cle = sans_accent(piece.intitule)
        doubles |= {cle: piece.intitule} if cle in vus else {}
        vus.add(cle)
    return list(doubles.values())


def conseillees(contexte: Contexte, pieces: list[Piece], utiles_a: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Les papiers utiles qui ne sont pas encore là : ceux de la lettre, puis ceux de chaque argument coché."""
    deja = {p.categorie for p in pieces}
    utiles: dict[str, list[str]] = {c: [] for c in modele(contexte.demande.modele)["pieces_conseillees"]}
    for argument, categories in utiles_a.items():
        for categorie in categories:
            utiles.setdefault(categorie, []).append(argument)
    return [
        {"categorie": c, "intitule": dire("pieces_conseillees", c), "pour": pour}
        for c, pour in utiles.items()
        if c not in deja
    ]
