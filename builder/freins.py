"""Un réseau lent et un processeur lent, comptés hors du navigateur : ses propres freins n'atteignent pas l'ouvrier."""

import os
import shlex
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

_MORCEAU = 4096


@dataclass
class Frein:
    """`debit` en octets par seconde, partagé par toutes les connexions ; `latence` : un aller-retour, en secondes."""

    debit: float
    latence: float
    _verrou: threading.Lock = field(default_factory=threading.Lock)
    _libre: float = 0.0

    def saluer(self) -> None:
        """L'aller-retour d'une connexion neuve."""
        time.sleep(self.latence)

    def morceaux(self, corps: bytes) -> list[bytes]:
        """Le corps découpé, pour que chacun passe à son tour."""
        return [corps[n : n + _MORCEAU] for n in range(0, len(corps), _MORCEAU)]

    def attendre(self, octets: int) -> None:
        """Réserve le temps que prennent ces octets, et l'attend."""
        with self._verrou:
            self._libre = a_moi = max(self._libre, time.monotonic()) + octets / self.debit
        time.sleep(max(0.0, a_moi - time.monotonic()))


# La ligne de référence du projet : 1,6 Mbit/s, 150 ms.
def reseau_lent() -> Frein:
    """Un téléphone en 3G lente."""
    return Frein(debit=1_600_000 / 8, latence=0.150)


_PERIODE = 100_000
_GROUPE = "recours-bench"


def _groupe(part: float) -> Path | None:
    """Un groupe de processus limité à cette part d'un cœur ; None si la machine ne le permet pas."""
    racine = Path("/sys/fs/cgroup")
    try:
        if (racine / "cpu").is_dir():
            groupe = racine / "cpu" / _GROUPE
            groupe.mkdir(exist_ok=True)
            (groupe / "cpu.cfs_period_us").write_text(str(_PERIODE))
            (groupe / "cpu.cfs_quota_us").write_text(str(int(part * _PERIODE)))
        else:
            groupe = racine / _GROUPE
            groupe.mkdir(exist_ok=True)
            (groupe / "cpu.max").write_text(f"{int(part * _PERIODE)} {_PERIODE}")
    except OSError:
        return None
    return groupe


def processeur_lent(navigateur: str, dossier: Path, part: float = 0.5) -> str | None:
    """Un lanceur qui met le navigateur et tous ses processus dans un groupe limité ; None si ce n'est pas possible."""
    groupe = _groupe(part)
    if groupe is None:
        return None
    dossier.mkdir(parents=True, exist_ok=True)
    lanceur = dossier / "navigateur-lent"
    procs = shlex.quote(str(groupe / "cgroup.procs"))
    lanceur.write_text(f'#!/bin/sh\necho $$ > {procs}\nexec {shlex.quote(navigateur)} "$@"\n', encoding="utf-8")
    os.chmod(lanceur, 0o755)
    return str(lanceur)
