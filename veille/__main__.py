"""La commande : comparer à une copie des codes, ou établir la référence depuis elle."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from veille.citations import citations, est_un_article
from veille.comparaison import Ecart, comparer
from veille.copie import Copie, lire_copie
from veille.erreurs import VeilleError
from veille.hors_codes import lire as lire_hors_codes
from veille.reference import FICHIER, etablir
from veille.reference import lire as lire_reference

RIEN, A_RELIRE, ERREUR = 0, 3, 1


def _corps(ecart: Ecart) -> str:
    lignes = [f"{ecart.article} {ecart.quoi}. Nous l'avions lu dans son état du {ecart.lu_au}.", "", "À relire :"]
    lignes += [f"- {ou}" for ou in ecart.a_relire]
    if ecart.voisins:
        lignes += ["", f"Articles voisins, où son texte a pu passer : {', '.join(ecart.voisins)}."]
    lignes += ["", "Quand tout est relu : corriger, dater, refaire la référence (`scripts/veille --etablir`)."]
    return "\n".join(lignes)


def _dire(ecarts: list[Ecart], copie: Copie, jour: date) -> None:
    etats = ", ".join(f"{code} (état du {au or 'jour inconnu'})" for code, au in sorted(copie.codes.items()))
    print(f"Copie lue : {etats}.")
    for ecart in ecarts:
        print(f"\n{ecart.titre}\n{_corps(ecart)}")
    print(f"\n{len(ecarts)} article(s) à relire." if ecarts else "\nAucun article cité n'a changé.")
    print("\nCe qui n'est pas surveillé ici, et qu'une personne doit relire :")
    for entree in lire_hors_codes():
        retard = "EN RETARD, " if entree.a_relire_le < jour else ""
        print(f"- {entree.nom} : {retard}au plus tard le {entree.a_relire_le}. {entree.pourquoi}")


def main(arguments: list[str]) -> int:
    """0 : rien n'a changé. 3 : des articles à relire. 1 : la copie ou la référence ne se lit pas."""
    lecteur = argparse.ArgumentParser(prog="scripts/veille", description="Compare les articles cités à une copie.")
    lecteur.add_argument("copie", type=Path, help="le dossier de la copie des codes (.md ou .json)")
    lecteur.add_argument("--etablir", metavar="JOUR", help="refaire donnees/veille.csv : état de la copie à ce jour")
    lecteur.add_argument("--json", type=Path, metavar="FICHIER", help="y écrire un signalement par écart, un par ligne")
    choix = lecteur.parse_args(arguments)
    try:
        copie, cites = lire_copie(choix.copie), citations()
        if choix.etablir:
            date.fromisoformat(choix.etablir)
            articles = [source for source in cites if est_un_article(source)]
            FICHIER.write_text(etablir(copie, articles, choix.etablir), encoding="utf-8")
            print(f"{FICHIER.name} : {len(articles)} articles, état du {choix.etablir}.")
            return RIEN
        ecarts = comparer(lire_reference(), copie, cites)
    except (VeilleError, ValueError) as erreur:
        print(erreur, file=sys.stderr)
        return ERREUR
    if choix.json:
        lignes = (json.dumps({"titre": e.titre, "corps": _corps(e)}, ensure_ascii=False) for e in ecarts)
        choix.json.write_text("".join(f"{ligne}\n" for ligne in lignes), encoding="utf-8")
    _dire(ecarts, copie, date.today())
    return A_RELIRE if ecarts else RIEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
