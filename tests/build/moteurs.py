"""Faire parler dans Node le moteur livré, ou Pyodide tel que publié."""

import json
import subprocess
from pathlib import Path
from typing import Any

from builder.paths import ROOT

_SCRIPTS = ROOT / "scripts" / "runtime"


def lancer(script: str, dossier: Path, entree: Any) -> "subprocess.CompletedProcess[str]":
    """Le script de scripts/runtime sur ce dossier, l'entrée en JSON."""
    return subprocess.run(
        ["node", str(_SCRIPTS / script), str(dossier)],
        input=json.dumps(entree),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
    )


def demander(dossier: Path, textes: list[str]) -> dict[str, Any]:
    """Les réponses, comme l'ouvrier de la page les recevrait, et les fichiers venus après le démarrage."""
    dit = lancer("repondre.mjs", dossier, textes)
    assert dit.returncode == 0, dit.stderr
    return json.loads(dit.stdout)


def essayer(dossier: Path, codes: list[str]) -> list[dict[str, Any]]:
    """Ce que vaut chaque code Python, ou son erreur, et les fichiers venus pour lui."""
    dit = lancer("essayer.mjs", dossier, codes)
    assert dit.returncode == 0, dit.stderr
    return json.loads(dit.stdout)
