"""L'écriture des modèles : une ligne est une phrase ; une phrase dont un mot manque n'est pas écrite.

[si a et b=valeur sauf c] quand écrire la ligne        {champ}           ce que la personne a dit
{né|née|de naissance} masculin, féminin, neutre        {d:champ}         avec « de » ou « d' »
{liste#un|plusieurs}  selon le nombre                  {piece:decision}  « (pièce n° 1) », ou rien
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calculators.phrases import date_courte

_CONDITION = re.compile(r"^\[(?:si (?P<si>[^\]]+?))?(?: ?\bsauf (?P<sauf>[^\]]+))?\] ?")
_TROU = re.compile(r"\{([^{}]+)\}")
_ET = " et "
_VOYELLES = "aeiouyàâéèêëîïôœAEIOUYÉÈÊÎÔŒ"
_POINTS = (".", "!", "?", "…")
_FINS = (*_POINTS, ":", ";", ",")


@dataclass
class Redaction:
    """Ce qu'on sait (`valeurs`), comment citer une pièce, et les champs qui ont manqué à une phrase."""

    valeurs: dict[str, Any]
    piece: Callable[[str], str] = lambda _: ""
    manque: dict[str, None] = field(default_factory=dict)

    def vrai(self, condition: str) -> bool:
        """Un mot de condition : un fait, un champ rempli, ou champ=valeur."""
        nom, egal, valeur = condition.strip().partition("=")
        lu = self.valeurs.get(nom)
        if not egal:
            return lu is not None and lu is not False and lu != "" and lu != []
        return valeur in lu if isinstance(lu, list | frozenset) else lu == valeur

    def permis(self, si: str | None, sauf: str | None) -> bool:
        """Toutes les conditions de `si`, aucune de `sauf`."""
        voulues = all(self.vrai(mot) for mot in si.split(_ET)) if si else True
        return voulues and not (sauf and any(self.vrai(mot) for mot in sauf.split(_ET)))

    def _dire(self, valeur: Any) -> str:
        if isinstance(valeur, date):
            return date_courte(valeur)
        return enumerer(valeur) if isinstance(valeur, list) else str(valeur)

    def _remplir(self, trou: str) -> str | None:
        """Les mots d'un trou ; None s'il manque quelque chose."""
        if "|" in trou and "#" not in trou:
            masculin, feminin, neutre = trou.split("|")
            return {"masculin": masculin, "feminin": feminin}.get(self.valeurs["genre"], neutre)
        if trou == "appui":
            return str(self.valeurs.get("appui", ""))
        if trou.startswith("piece:"):
            return self.piece(trou.removeprefix("piece:"))
        if "#" in trou:
            nom, _, formes = trou.partition("#")
            un, plusieurs = formes.split("|")
            return plusieurs if len(self.valeurs.get(nom) or ()) > 1 else un
        nom = trou.removeprefix("d:")
        if not self.vrai(nom):
            self.manque[nom] = None
            return None
        dit = self._dire(self.valeurs[nom])
        return dit if nom == trou else elider(dit)

    def ligne(self, brute: str) -> str | None:
        """La phrase, ou None : condition fausse, ou un mot qui manque."""
        condition = _CONDITION.match(brute)
        if condition is not None:
            if not self.permis(condition["si"], condition["sauf"]):
                return None
            brute = brute[condition.end() :]
        morceaux: list[str] = []
        fin = 0
        complet = True
        for trou in _TROU.finditer(brute):
            dit = self._remplir(trou[1])
            complet &= dit is not None
            morceaux += [brute[fin : trou.start()], dit or ""]
            fin = trou.end()
        if not complet:
            return None
        suite = brute[fin:]
        if suite == "." and morceaux and morceaux[-1].endswith(_POINTS):
            suite = ""
        return "".join([*morceaux, suite])

    def lignes(self, texte: str) -> Iterator[str]:
        """Les phrases d'un bloc qui peuvent être écrites."""
        for brute in texte.strip("\n").split("\n"):
            ecrite = self.ligne(brute)
            if ecrite:
                yield ecrite


def enumerer(mots: list[str], dernier: str = _ET) -> str:
    """« a, b et c ».

    >>> enumerer(["a", "b", "c"])
    'a, b et c'
    """
    return dernier.join([", ".join(mots[:-1]), mots[-1]]) if len(mots) > 1 else "".join(mots)


def elider(mot: str) -> str:
    """« d'un mois », « de huit jours ».

    >>> elider("un mois"), elider("huit jours")
    ("d'un mois", 'de huit jours')
    """
    return f"d'{mot}" if mot[:1] in _VOYELLES else f"de {mot}"


def finir(phrase: str) -> str:
    """La phrase avec un point, s'il lui manque une fin.

    >>> finir("Je vis à Lyon")
    'Je vis à Lyon.'
    """
    return phrase if phrase.endswith(_FINS) else f"{phrase}."
