"""La ligne de commande : `python3 -m calculators [fichier.json]`, ou l'entrée standard. Codes 0, 2, 1 (contrat §1)."""

import sys
from pathlib import Path

from calculators.lecture import repondre
from calculators.phrases import catalogue

TOUT_VA, ERREUR_DE_SAISIE = 0, 2


def _ecrire(texte: str) -> None:
    sys.stdout.buffer.write(texte.encode("utf-8") + b"\n")


def main(arguments: list[str]) -> int:
    """Lit une demande ou une liste de demandes, écrit la réponse. Rend le code de sortie."""
    mots = catalogue()["ligne_de_commande"]
    if arguments and arguments[0] in ("--aide", "-h", "--help"):
        _ecrire(mots["aide"].strip())
        return TOUT_VA
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-") and arguments[0] != "-"):
        sys.stderr.write(mots["arguments"] + "\n")
        return ERREUR_DE_SAISIE
    try:
        lu = sys.stdin.buffer.read() if arguments in ([], ["-"]) else Path(arguments[0]).read_bytes()
    except OSError:
        sys.stderr.write(mots["fichier"].format(fichier=arguments[0]) + "\n")
        return ERREUR_DE_SAISIE
    code = TOUT_VA
    for morceau, est_une_erreur in repondre(lu):
        sys.stdout.buffer.write(morceau.encode("utf-8"))
        code = ERREUR_DE_SAISIE if est_une_erreur else code
    _ecrire("")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
