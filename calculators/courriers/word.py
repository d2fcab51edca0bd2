"""Un fichier Word écrit à la main : une archive sans compression, des styles vrais, les mêmes octets partout.

Pourquoi pas une bibliothèque : voir docs/technique/courriers.md, « Le fichier Word ».
"""

from binascii import crc32
from collections.abc import Iterator
from functools import cache
from typing import Any

from calculators.courriers.donnees import DOSSIER
from calculators.formes import lire_toml

# Le 1er janvier 1980, première date d'une archive ; version 2.0 du format ; noms en UTF-8.
_EPOQUE = b"\x00\x00\x21\x00"
_TETE, _INDEX, _FIN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LU_PAR = b"\x14\x00\x00\x08\x00\x00"
_COURT, _LONG = 2, 4
_PUCES = 1


@cache
def _patron() -> dict[str, Any]:
    return lire_toml(DOSSIER / "word.toml")


def _petit(*nombres: int, octets: int = _LONG) -> bytes:
    return b"".join(n.to_bytes(octets, "little") for n in nombres)


def archiver(fichiers: dict[str, bytes]) -> bytes:
    """Une archive zip, chaque fichier tel quel : rien ne dépend de la machine."""
    corps, index = b"", b""
    for nom, contenu in fichiers.items():
        dit = nom.encode("ascii")
        tailles = _petit(crc32(contenu), len(contenu), len(contenu))
        fiche = _LU_PAR + _EPOQUE + tailles + _petit(len(dit), 0, octets=_COURT)
        index += _INDEX + b"\x14\x00" + fiche + bytes(10) + _petit(len(corps)) + dit
        corps += _TETE + fiche + dit + contenu
    nombre = _petit(len(fichiers), len(fichiers), octets=_COURT)
    return corps + index + _FIN + bytes(4) + nombre + _petit(len(index), len(corps)) + bytes(2)


def _proteger(texte: str) -> str:
    return texte.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _paragraphe(style: str, texte: str, liste: int = 0) -> str:
    morceaux = _patron()["morceaux"]
    lignes = (morceaux["texte"].format(texte=_proteger(ligne)) for ligne in texte.split("\n"))
    numero = morceaux["numero"].format(liste=liste) if liste else ""
    return str(morceaux["paragraphe"].format(style=style, numero=numero, texte=morceaux["ligne"].join(lignes)))


def _corps(blocs: list[dict[str, Any]], listes: list[int]) -> Iterator[str]:
    """Un paragraphe par bloc, un par élément d'une liste ; chaque liste numérotée recommence à un."""
    styles = _patron()["styles"]
    for bloc in blocs:
        if bloc["type"] != "liste":
            yield _paragraphe(styles[bloc["role"]], bloc["texte"])
            continue
        numero = _PUCES
        if bloc.get("numerote"):
            numero = _PUCES + len(listes) + 1
            listes.append(numero)
        style = styles["numero" if bloc.get("numerote") else "puce"]
        yield from (_paragraphe(style, element, numero) for element in bloc["elements"])


def ecrire_docx(lettre: list[dict[str, Any]], feuille: list[dict[str, Any]], titre: str) -> bytes:
    """Le fichier .docx : la lettre, puis la feuille d'envoi sur sa propre page."""
    patron, listes = _patron(), list[int]()
    corps = "".join([*_corps(lettre, listes), *_corps(feuille, listes)])
    numeros = "".join(patron["morceaux"]["liste"].format(liste=n) for n in listes)
    dits = {"titre": _proteger(titre), "listes": numeros, "corps": corps}
    parties = {**patron["fixes"], **{nom: texte.format(**dits) for nom, texte in patron["dynamiques"].items()}}
    return archiver({nom: texte.encode("utf-8") for nom, texte in parties.items()})
