"""Le tableau de la page « Vitesse » et ce qu'imprime scripts/bench : les mêmes lignes, depuis les mêmes mesures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from builder import mesures
from builder.catalogue import long_date, words

Mesures = dict[str, Any]
_RIEN = "—"


def _nombre(valeur: float, chiffres: int = 2) -> str:
    return f"{valeur:.{chiffres}f}".replace(".", ",")


def _lu(vues: Mesures, chemin: str) -> float | None:
    table, _, cle = chemin.partition(".")
    valeur = vues.get(table, {}).get(cle)
    return None if valeur is None else float(valeur)


@dataclass(frozen=True)
class Ligne:
    """Un rapport : ce qu'il compare, ce qu'il doit être ; `None` tant que rien n'est mesuré."""

    quoi: str
    dessus: float | None
    dessous: float | None
    unite: str
    au_moins: bool
    cible: float

    @property
    def rapport(self) -> float | None:
        """Le premier sur le second."""
        return self.dessus / self.dessous if self.dessus and self.dessous else None

    @property
    def tenue(self) -> bool | None:
        """La cible est-elle atteinte ?"""
        if self.rapport is None:
            return None
        return self.rapport >= self.cible if self.au_moins else self.rapport <= self.cible

    def cellules(self) -> list[str]:
        """Les deux mesures, le rapport, la cible."""
        valeurs = [
            _RIEN if valeur is None else f"{_nombre(valeur)} {self.unite}" for valeur in (self.dessus, self.dessous)
        ]
        sens = words("vitesse")["au_moins" if self.au_moins else "au_plus"]
        rapport = _RIEN if self.rapport is None else _nombre(self.rapport)
        return [*valeurs, rapport, sens.format(cible=f"{self.cible:g}".replace(".", ","))]

    def ecrite(self) -> str:
        """Pour un terminal."""
        dessus, dessous, rapport, cible = self.cellules()
        return f"{dessus:>9} / {dessous:>9} = {rapport:>6} ({cible})"


def lignes(vues: Mesures) -> list[Ligne]:
    """Les rapports du catalogue, remplis de ce qui est mesuré."""
    return [
        Ligne(
            dite["quoi"],
            _lu(vues, dite["dessus"]),
            _lu(vues, dite["dessous"]),
            dite["unite"],
            "au_moins" in dite,
            dite.get("au_moins", dite.get("au_plus")),
        )
        for dite in words("vitesse")["lignes"]
    ]


def conditions(vues: Mesures) -> str:
    """Comment ces mesures ont été prises."""
    dits = words("vitesse")
    vue = vues.get("premiere_date")
    if not vue:
        return str(dits["rien"])
    coeur = dits["demi_coeur" if vue["demi_coeur"] else "coeur_entier"]
    phrase = str(dits["conditions"]).format(tours=vue["tours"], coeur=coeur)
    quand = vue.get("mesure_le")
    return (
        phrase if quand is None else f"{phrase} {dits['mesure_le'].format(jour=long_date(date.fromisoformat(quand)))}"
    )


def _tableau(colonnes: list[str], rangees: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(rangee)} |" for rangee in [colonnes, ["---"] * len(colonnes), *rangees])


def _notes(vues: Mesures) -> str:
    dits = words("vitesse")["lighthouse"]
    notees = {nom: notes for nom, notes in vues.get("lighthouse", {}).items() if isinstance(notes, list)}
    if not notees:
        return str(dits["rien"])
    return _tableau(dits["colonnes"], [[nom, *map(str, notes)] for nom, notes in notees.items()])


def fragments() -> dict[str, str]:
    """Les fragments de la page, depuis donnees/mesures.toml."""
    vues = mesures.lire()
    tableau = _tableau(words("vitesse")["colonnes"], [[ligne.quoi, *ligne.cellules()] for ligne in lignes(vues)])
    return {
        "vitesse.md": tableau,
        "vitesse-conditions.md": conditions(vues),
        "vitesse-lighthouse.md": _notes(vues),
    }
