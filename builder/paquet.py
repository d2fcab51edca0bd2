"""Le paquet qu'une association prend : guide, règles, fabrique, en une archive versionnée, aux octets reproductibles.

À côté, `paquet.lock` (version, adresse, empreinte) et le dossier modèle prêt à être copié, ce verrou dedans.
"""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

from builder import kit
from builder.errors import BuildError
from builder.paths import BUILD, ROOT
from builder.zips import write_zip

SORTIE = BUILD / "paquet"
MODELE = ROOT / "modele-association"
VERROU = "paquet.lock"
# Ce dont une fabrication a besoin ; les tests, les mesures et la veille restent au dépôt.
_DOSSIERS = (
    "builder",
    "calculators",
    "catalogue",
    "docs",
    "donnees",
    "inclus",
    "modele-association",
    "overrides",
    "scripts/lib",
    "scripts/runtime",
)
_FICHIERS = (
    ".npmrc",
    ".python-version",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSE-TEXTES",
    "README.md",
    "mkdocs.yml",
    "package-lock.json",
    "package.json",
    "pyproject.toml",
    "requirements.in",
    "requirements.lock",
    "scripts/build",
    "scripts/cle-usb",
    "scripts/nouvelle-association",
    "scripts/serve",
)
# Ce que la fabrication écrit parmi les sources.
_ENGENDRES = ("docs/regles/",)


def version() -> str:
    """La version du moteur et des règles : c'est celle du paquet."""
    from calculators.version import VERSION

    return str(VERSION)


def contents(root: Path = ROOT) -> dict[str, bytes]:
    """Ce que porte l'archive, par chemin."""
    paths = [root / name for name in _FICHIERS]
    paths += [path for folder in _DOSSIERS for path in (root / folder).rglob("*") if path.is_file()]
    found = {}
    for path in paths:
        name = path.relative_to(root).as_posix()
        if "__pycache__" in path.parts or name.startswith(_ENGENDRES) or name.endswith((".pyc", VERROU)):
            continue
        if not path.is_file():
            raise BuildError(f"Il manque {name} : le paquet ne se construirait pas chez une association.")
        found[name] = path.read_bytes()
    return found


def lock(name: str, digest: str, depot: str) -> str:
    """Le verrou : quelle version, d'où, de quelle empreinte, et où s'annonce la suite."""
    address = f"{depot}/releases/download/v{version()}/{name}" if depot else name
    following = f"{depot}/releases/latest/download/{VERROU}" if depot else ""
    return (
        "# Quelle version du guide ce site publie. La mise à jour l'écrit : ne changez rien à la main.\n"
        f"version={version()}\nadresse={address}\nsha256={digest}\nsuite={following}\n"
    )


def write(folder: Path = SORTIE, depot: str | None = None) -> Path:
    """Écrit l'archive, son verrou et le modèle ; rend l'archive."""
    depot = kit.depot() if depot is None else depot
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archive = folder / f"recours-{version()}.zip"
    write_zip(archive, contents())
    written = lock(archive.name, hashlib.sha256(archive.read_bytes()).hexdigest(), depot)
    (folder / VERROU).write_text(written, encoding="utf-8")
    shutil.copytree(MODELE, folder / MODELE.name)
    (folder / MODELE.name / VERROU).write_text(written, encoding="utf-8")
    return archive


def main() -> int:
    """Écrit tout, et dit où ; 1 si la version attendue n'est pas celle du moteur."""
    parser = argparse.ArgumentParser(prog="builder.paquet")
    parser.add_argument("attendue", nargs="?", default="")
    given = parser.parse_args()
    if given.attendue and given.attendue != version():
        said = f"L'étiquette dit {given.attendue}, calculators/version.py dit {version()} : accordez-les."
        print(said, file=sys.stderr)
        return 1
    try:
        archive = write()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print((archive.parent / VERROU).read_text(encoding="utf-8"))
    print(f"==> {archive.relative_to(ROOT)} ({archive.stat().st_size // 1000} ko), {VERROU}, {MODELE.name}/")
    if not kit.depot():
        print("    donnees/kit.toml ne dit pas l'adresse du dépôt : le verrou nomme un fichier, et aucune suite.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
