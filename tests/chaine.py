"""Un dossier qui s'écrit, événement après événement ; la date du suivant tombe souvent au bord d'un délai."""

import random
from datetime import date, timedelta
from typing import Any

from tests.hasard import ALSACE_MOSELLE, METROPOLE, OUTRE_MER, tirer_date
from tests.temoin_chaines import Dossier

Evenement = dict[str, Any]


class Chaine:
    """Un dossier qui s'écrit : `ajouter` un événement, `apres` pour la date du suivant."""

    def __init__(self, hasard: random.Random, premier: date) -> None:
        self.hasard, self.evenements = hasard, []
        self.jour = tirer_date(hasard, premier, date(2030, 12, 31))
        lieux = METROPOLE + ALSACE_MOSELLE * 2 + OUTRE_MER * 2
        self.residence = hasard.choice([*lieux, *["etranger"] * 5]) if hasard.random() < 0.6 else None
        self.prefecture = hasard.choice(lieux) if hasard.random() < 0.3 else None
        self.decisions = 0

    def nommes(self) -> list[Evenement]:
        """Les événements, où `contre` nomme l'événement visé par son rang."""
        rangs = {id(e): f"{e['type']}#{n}" for n, e in enumerate(self.evenements)}
        return [e | ({"contre": rangs[id(e["contre"])]} if "contre" in e else {}) for e in self.evenements]

    def demande(self, aujourdhui: date) -> dict[str, Any]:
        dossier = {"evenements": self.nommes()} | ({"residence": self.residence} if self.residence else {})
        return {"calcul": "echeances", "aujourdhui": str(aujourdhui), "dossier": dossier}

    def lu(self) -> Dossier:
        dossier = Dossier(self.demande(self.jour))
        dossier.lire()
        return dossier

    def bords(self, passes: bool = False) -> list[date]:
        """Les jours où quelque chose finit ou commence, la veille et le lendemain."""
        cles = ("dernier_jour", "lecture_favorable", "premier_jour")
        trouves = {e.get(cle) for e in self.lu().sortie.values() if e for cle in cles} - {None}
        jours = {date.fromisoformat(j) + timedelta(days=n) for j in trouves for n in (-1, 0, 1)}
        return sorted(j for j in jours if passes or self.jour < j < self.jour + timedelta(days=500))

    def apres(self, loin: int = 50) -> str:
        bords = self.bords() if self.evenements else []
        if bords and self.hasard.random() < 0.6:
            self.jour = self.hasard.choice(bords)
        else:
            self.jour += timedelta(days=self.hasard.randint(1, loin))
        return str(self.jour)

    def ajouter(self, genre: str, jour: str, **champs: Any) -> Evenement:
        self.evenements.append({"type": genre, "date": jour} | {k: v for k, v in champs.items() if v != ...})
        return self.evenements[-1]

    def parfois(self, chance: float) -> bool:
        return self.hasard.random() < chance
