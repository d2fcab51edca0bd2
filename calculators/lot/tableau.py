"""Le texte d'un tableau : ses titres, ses lignes, son séparateur ; et l'inverse, dans la même écriture."""

import csv
import io
from dataclasses import dataclass

from calculators.erreurs import SaisieInvalide
from calculators.lot.colonnes import est_connue

# Un tableur français écrit « ; », les autres « , » ; un copier-coller donne des tabulations.
_SEPARATEURS = (";", ",", "\t")
_MARQUE = "\ufeff"
CHAMP = "texte"


@dataclass(frozen=True)
class LigneLue:
    """Une ligne du tableau. `numero` : celui que montre un tableur, la ligne de titres étant la première."""

    numero: int
    cellules: tuple[str, ...]


@dataclass(frozen=True)
class Tableau:
    """Ce qui a été lu, et l'écriture à reprendre."""

    titres: tuple[str, ...]
    lignes: tuple[LigneLue, ...]
    separateur: str
    fin: str
    marque: str


def _decouper(texte: str, separateur: str) -> list[tuple[int, list[str]]]:
    """(numéro de ligne, cellules) de chaque ligne non vide."""
    lecteur = csv.reader(io.StringIO(texte, newline=""), delimiter=separateur, strict=True)
    lignes, debut = [], 1
    try:
        for cellules in lecteur:
            if any(cellule.strip() for cellule in cellules):
                lignes.append((debut, cellules))
            debut = lecteur.line_num + 1
    except csv.Error as cause:
        raise SaisieInvalide(CHAMP, "lot_illisible", ligne=str(debut)) from cause
    return lignes


def _separateur(premiere: str) -> str:
    """Celui avec lequel le plus de titres sont connus."""

    def connues(separateur: str) -> int:
        return sum(1 for titre in premiere.split(separateur) if est_connue(titre.strip().strip('"')))

    meilleur = max(_SEPARATEURS, key=connues)
    if not connues(meilleur):
        raise SaisieInvalide(CHAMP, "lot_aucune_colonne")
    return meilleur


def lire(texte: str) -> Tableau:
    """Le tableau. Vide, illisible, sans titre connu ou aux titres doubles : SaisieInvalide."""
    marque = _MARQUE if texte.startswith(_MARQUE) else ""
    texte = texte.removeprefix(_MARQUE)
    pleines = [ligne for ligne in texte.splitlines() if ligne.strip()]
    if not pleines:
        raise SaisieInvalide(CHAMP, "lot_vide")
    separateur = _separateur(pleines[0])
    (_, entete), *suite = _decouper(texte, separateur)
    titres = tuple(titre.strip() for titre in entete)
    for titre in titres:
        if titre and titres.count(titre) > 1:
            raise SaisieInvalide(CHAMP, "lot_colonne_double", nom=titre)
    if not suite:
        raise SaisieInvalide(CHAMP, "lot_sans_dossier")
    # Un tableur n'écrit pas toujours les dernières cellules vides.
    lignes = tuple(LigneLue(n, (*cellules, *[""] * (len(titres) - len(cellules)))) for n, cellules in suite)
    return Tableau(titres, lignes, separateur, "\r\n" if "\r\n" in texte else "\n", marque)


def ecrire(lignes: list[list[str]], comme: Tableau) -> str:
    """Les lignes, avec le séparateur, les fins de ligne et la marque du tableau reçu."""
    sortie = io.StringIO(newline="")
    csv.writer(sortie, delimiter=comme.separateur, lineterminator=comme.fin).writerows(lignes)
    return comme.marque + sortie.getvalue()
