"""L'état des articles tel que nous l'avons lu : donnees/veille.csv, une ligne par article cité."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from builder.paths import DONNEES
from veille.copie import Copie
from veille.erreurs import VeilleError

FICHIER = DONNEES / "veille.csv"
_COLONNES = ("article", "empreintes", "texte_au")


@dataclass(frozen=True)
class Lu:
    """Les empreintes d'un article (deux s'il était déjà en deux versions) et le jour de la copie lue."""

    empreintes: tuple[str, ...]
    texte_au: str


def cle(source: str) -> tuple[str, str]:
    """« CESEDA L612-1 » donne ("CESEDA", "L612-1"). L'étoile de « R*432-1 » (décret en Conseil des ministres) tombe."""
    code, _, numero = source.partition(" ")
    return code, numero.replace("*", "")


def etablir(copie: Copie, articles: list[str], au: str) -> str:
    """Le texte du fichier de référence. Un article cité que la copie n'a pas : VeilleError, tous nommés."""
    absents = [article for article in articles if cle(article) not in copie.articles]
    if absents:
        raise VeilleError(f"Articles cités et absents de la copie : {', '.join(absents)}.")
    sortie = io.StringIO(newline="")
    ecrire = csv.writer(sortie, lineterminator="\n")
    ecrire.writerow(_COLONNES)
    for article in sorted(articles):
        ecrire.writerow((article, "+".join(sorted(copie.articles[cle(article)])), au))
    return sortie.getvalue()


def lire(fichier: Path = FICHIER) -> dict[str, Lu]:
    """La référence, par article."""
    with fichier.open(encoding="utf-8", newline="") as ouvert:
        lecteur = csv.DictReader(ouvert)
        if tuple(lecteur.fieldnames or ()) != _COLONNES:
            raise VeilleError(f"{fichier.name} : on attend les colonnes {', '.join(_COLONNES)}.")
        return {ligne["article"]: Lu(tuple(ligne["empreintes"].split("+")), ligne["texte_au"]) for ligne in lecteur}
