"""Lancer un autre programme, et dire en une phrase ce qui n'a pas marché."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.errors import BuildError
from builder.paths import BUILD, ROOT

JOURNAL = BUILD / "journal.txt"


def run(what: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, stdin: str = "") -> str:
    """La sortie du programme ; sinon BuildError, avec la fin de ce qu'il a dit."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        said = done.stderr + done.stdout
        JOURNAL.parent.mkdir(parents=True, exist_ok=True)
        JOURNAL.write_text(said, encoding="utf-8")
        raise BuildError(f"{what} : échec (tout le détail : {JOURNAL.relative_to(ROOT)}).\n{_essential(said)}")
    return done.stdout


def _essential(said: str) -> str:
    """Ce qu'il faut lire : les messages, sans les appels empilés qui y ont mené."""
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith((" ", "Traceback"))]
    return "\n".join(lines[-10:])
