"""Des archives identiques à l'octet près d'une fois à l'autre : noms triés, une seule date, mêmes droits."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_DATE = (2020, 1, 1, 0, 0, 0)


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Écrit l'archive, comprimée au plus fort : elle est faite une fois et téléchargée souvent."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name], compresslevel=9)


def read_zip(path: Path) -> dict[str, bytes]:
    """Tous les fichiers d'une archive, par nom."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
