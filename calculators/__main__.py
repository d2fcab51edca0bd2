"""La ligne de commande : `python3 -m calculators [demande.json]`, `lot`, `fichier`. Codes 0, 2, 1 (contrat §1, §5)."""

import sys
from pathlib import Path

from calculators import calculer
from calculators.erreurs import SaisieInvalide
from calculators.lecture import lire_json, repondre
from calculators.phrases import catalogue

TOUT_VA, ERREUR_DE_SAISIE, ARGUMENTS_AU_PLUS = 0, 2, 3
_OPTIONS_DU_LOT = ("aujourdhui", "maintenant", "dates")


def _ecrire(texte: str) -> None:
    sys.stdout.buffer.write(texte.encode("utf-8") + b"\n")


def _options(arguments: list[str]) -> dict[str, str] | None:
    """`--aujourdhui 2026-11-23 --dates JJ/MM/AAAA` : par deux, chacune une fois ; sinon None."""
    noms, valeurs = arguments[::2], arguments[1::2]
    connues = all(nom.startswith("--") and nom[2:] in _OPTIONS_DU_LOT for nom in noms)
    if len(noms) != len(valeurs) or len(set(noms)) != len(noms) or not connues:
        return None
    return dict(zip((nom[2:] for nom in noms), valeurs, strict=True))


def _lot(arguments: list[str]) -> int:
    """Un tableau CSV en entrée, le même trié par urgence en sortie."""
    mots = catalogue()["ligne_de_commande"]
    options = _options(arguments[1:])
    if not arguments or arguments[0].startswith("--") or options is None:
        sys.stderr.write(mots["lot"] + "\n")
        return ERREUR_DE_SAISIE
    try:
        texte = (sys.stdin.buffer.read() if arguments[0] == "-" else Path(arguments[0]).read_bytes()).decode("utf-8")
    except OSError:
        sys.stderr.write(mots["fichier"].format(fichier=arguments[0]) + "\n")
        return ERREUR_DE_SAISIE
    except UnicodeDecodeError:
        sys.stderr.write(mots["lot_encodage"] + "\n")
        return ERREUR_DE_SAISIE
    reponse = calculer({"calcul": "lot", "texte": texte, **options})
    if "erreur" in reponse:
        sys.stderr.write(f"{reponse['erreur']['champ']} : {reponse['erreur']['message']}\n")
        return ERREUR_DE_SAISIE
    sys.stdout.buffer.write(reponse["csv"].encode("utf-8"))
    if reponse["fausses"]:
        sys.stderr.write(mots["lot_fausses"].format(fausses=reponse["fausses"]) + "\n")
    return ERREUR_DE_SAISIE if reponse["fausses"] else TOUT_VA


def _fichier(arguments: list[str]) -> int:
    """Une demande en entrée, le fichier lui-même en sortie : la lettre (.docx), l'agenda (.ics), la fiche (texte)."""
    from binascii import a2b_base64  # chargé seulement alors

    mots = catalogue()["ligne_de_commande"]
    try:
        demande = lire_json(sys.stdin.buffer.read() if arguments in ([], ["-"]) else Path(arguments[0]).read_bytes())
        reponse = calculer({"sortie": "docx", **demande} if demande.get("calcul") == "courrier" else demande)
    except OSError:
        sys.stderr.write(mots["fichier"].format(fichier=arguments[0]) + "\n")
        return ERREUR_DE_SAISIE
    except (SaisieInvalide, AttributeError):
        sys.stderr.write(mots["fichier_illisible"] + "\n")
        return ERREUR_DE_SAISIE
    contenu = reponse["document"]["base64"] if "document" in reponse else None
    texte = reponse.get("ics", reponse.get("texte"))
    if contenu is None and not isinstance(texte, str):
        dit = "{champ} : {message}".format(**reponse["erreur"]) if "erreur" in reponse else mots["pas_de_fichier"]
        sys.stderr.write(dit + "\n")
        return ERREUR_DE_SAISIE
    sys.stdout.buffer.write(a2b_base64(contenu) if contenu else str(texte).encode("utf-8"))
    return TOUT_VA


def main(arguments: list[str]) -> int:
    """Lit une demande ou une liste de demandes, écrit la réponse. Rend le code de sortie."""
    mots = catalogue()["ligne_de_commande"]
    if arguments and arguments[0] in ("--aide", "-h", "--help"):
        _ecrire(mots["aide"].strip())
        return TOUT_VA
    if arguments and arguments[0] == "lot":
        return _lot(arguments[1:])
    if arguments and arguments[0] == "fichier" and len(arguments) < ARGUMENTS_AU_PLUS:
        return _fichier(arguments[1:])
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
