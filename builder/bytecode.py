"""Le Python d'ici et celui de Pyodide doivent parler les mêmes octets-code. Sinon, rien ne se charge."""

import importlib.util
import io
import re
import zipfile
from pathlib import Path

from builder.errors import BuildError

_MAGIC_SOURCE = "importlib/_bootstrap_external.py"


def pyodide_magic(stdlib_zip: Path) -> bytes:
    """Le nombre magique du Pyodide livré, lu dans sa propre bibliothèque standard."""
    with zipfile.ZipFile(stdlib_zip) as archive:
        source = archive.read(_MAGIC_SOURCE).decode()
    # 3.13 écrit « (3571).to_bytes(2, 'little') + b'\\r\\n' » ; 3.14 l'a changé de fichier.
    found = re.search(r"^MAGIC_NUMBER = \((\d+)\)\.to_bytes\(2, 'little'\)", source, re.MULTILINE)
    if found is None:
        raise BuildError("Le nombre magique de Pyodide est introuvable : cette version de Pyodide n'est pas prévue.")
    return int(found[1]).to_bytes(2, "little") + b"\r\n"


def check_magic(pyodide: bytes, host: bytes = importlib.util.MAGIC_NUMBER) -> None:
    """S'arrête si les octets-code compilés ici ne pourraient pas être lus là-bas."""
    if pyodide != host:
        here, there = (int.from_bytes(magic[:2], "little") for magic in (host, pyodide))
        raise BuildError(
            f"Les octets-code de ce Python ({here}) ne sont pas ceux du Pyodide livré ({there}) : "
            "construisez avec Python 3.13, ou changez la version de pyodide dans package.json."
        )


def compile_source(source: bytes, filename: str) -> bytes:
    """Un .pyc sans docstring ni assert, qui ne dépend d'aucune date (empreinte jamais vérifiée)."""
    from importlib._bootstrap_external import _code_to_hash_pyc  # type: ignore[import-not-found, attr-defined]

    code = compile(source, filename, "exec", dont_inherit=True, optimize=2)
    out = io.BytesIO()
    out.write(_code_to_hash_pyc(code, importlib.util.source_hash(source), False))
    return out.getvalue()
