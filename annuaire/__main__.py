"""La commande : montrer ce qui change, demander, écrire."""

import sys
from datetime import date
from pathlib import Path

from annuaire.ecriture import reporter
from annuaire.fiches import Surprise, lire
from annuaire.rapprochement import TRIBUNAUX, rapprocher

FAIT, RIEN_DE_FAIT = 0, 1


def main(arguments: list[str], tribunaux: Path = TRIBUNAUX) -> int:
    """0 : à jour, ou mis à jour après un « oui ». 1 : une surprise, ou un « non » : rien n'a changé."""
    if len(arguments) != 1:
        print("Donnez le fichier de l'annuaire : scripts/annuaire annuaire.json", file=sys.stderr)
        return RIEN_DE_FAIT
    try:
        changements = rapprocher(lire(Path(arguments[0])), tribunaux)
    except Surprise as surprise:
        print(surprise, file=sys.stderr)
        return RIEN_DE_FAIT
    except (OSError, UnicodeDecodeError):
        print(
            f"{arguments[0]} ne se lit pas : le fichier manque, ou n'est pas en UTF-8. Rien n'a changé.",
            file=sys.stderr,
        )
        return RIEN_DE_FAIT
    if not changements:
        print("Toutes les adresses sont déjà celles de l'annuaire.")
        return FAIT
    for changement in changements:
        print(f"{changement.nom}\n  avant : {changement.avant or 'pas d’adresse'}\n  après : {changement.apres}")
    print(f"\n{len(changements)} adresse(s) à écrire. Comparez-en quelques-unes au site de la juridiction.")
    print("Écrire ? Tapez oui, ou autre chose pour ne rien changer :", end=" ", flush=True)
    if sys.stdin.readline().strip().lower() != "oui":
        print("Rien n'est changé.")
        return RIEN_DE_FAIT
    texte = reporter(tribunaux.read_text(encoding="utf-8"), changements, date.today())
    tribunaux.write_text(texte, encoding="utf-8")
    print(f"{tribunaux.name} est à jour. Relisez le diff, puis lancez scripts/test.")
    return FAIT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
