"""Le site qui s'ouvre depuis une clé USB, sans serveur : `.build/cle-usb/`, et son archive.

Tiré du site construit, page par page. Un navigateur ne charge depuis un dossier ni module, ni ouvrier, ni Python :
un seul script ordinaire répond, avec la table des réponses faites d'avance. Ce qui demande Python le dit et mène ailleurs.
"""

import shutil
import sys
from pathlib import Path

from builder import cle_modules, cle_pages, csp, inventaire
from builder.catalogue import words
from builder.errors import BuildError
from builder.paths import BUILD, ROOT, SITE
from builder.zips import write_zip

SORTIE = BUILD / "cle-usb"
DOSSIER = "recours"
_HERE = ROOT / "builder"
_JS = "assets/javascripts/"
# `liens` d'abord : il doit voir tout ce que les autres écrivent.
_LIENS = f"{_JS}cle_usb_liens.js"
_ENTREES = [_LIENS, *(f"{_JS}{name}.js" for name in ("theme", "papiers", "formation", "calculateur", "guide"))]
# Ce qui se lit sans programme ; tout le reste (moteur, modules, index de recherche) reste au site.
_GARDES = {".html", ".css", ".svg", ".png", ".ico", ".txt", ".atom", ".json"}
_ABSENTES = (
    "404.html",
    "embarque/",
    "search/",
    inventaire.EMPREINTES,
    *(f"assets/{one}" for one in ("formation", "pyodide", "reponses")),
)


def kept(site: Path) -> list[str]:
    """Les fichiers du site qui vont sur la clé."""
    return [name for name in inventaire.files(site) if Path(name).suffix in _GARDES and not name.startswith(_ABSENTES)]


def _scripts(site: Path, folder: Path) -> None:
    """Le programme, et la table : deux scripts ordinaires."""
    instead = {
        f"{_JS}moteur.js": (_HERE / "cle_usb_moteur.js").read_text(encoding="utf-8"),
        _LIENS: (_HERE / "cle_usb_liens.js").read_text(encoding="utf-8"),
    }
    program = cle_modules.bundle(ROOT / "docs", _ENTREES, instead, cle_pages.PROGRAMME)
    (folder / cle_pages.PROGRAMME).write_text(program, encoding="utf-8")
    table = (site / "assets" / "reponses.json").read_text(encoding="utf-8")
    (folder / cle_pages.TABLE).write_text(f"window.reponsesFaites = {table};\n", encoding="utf-8")


def write(site: Path = SITE, out: Path = SORTIE) -> Path:
    """Écrit le dossier et son archive ; rend l'archive."""
    from calculators.version import VERSION

    if not (site / "index.html").is_file():
        raise BuildError("Il manque site/ : lancez scripts/build d'abord.")
    shutil.rmtree(out, ignore_errors=True)
    folder = out / DOSSIER
    names = kept(site)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not name.endswith(".html"):
            shutil.copyfile(site / name, folder / name)
    known = {*names, inventaire.EMPREINTES}
    for name in (one for one in names if one.endswith(".html")):
        page = cle_pages.page(name, (site / name).read_text(encoding="utf-8"), known)
        (folder / name).write_text(page, encoding="utf-8")
    _scripts(site, folder)
    csp.protect(folder, csp.data()["cle_usb"])
    (folder / "LISEZ-MOI.txt").write_text(words("cle_usb")["lisez_moi"], encoding="utf-8")
    (folder / inventaire.EMPREINTES).write_text(inventaire.fingerprints(folder), encoding="utf-8")
    archive = out / f"recours-cle-usb-{VERSION}.zip"
    write_zip(archive, {f"{DOSSIER}/{name}": path.read_bytes() for name, path in inventaire.files(folder).items()})
    return archive


def main() -> int:
    """Écrit tout, et dit où."""
    try:
        archive = write()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"==> {archive.relative_to(ROOT)} ({archive.stat().st_size // 1000} ko), et {SORTIE.name}/{DOSSIER}/ déplié")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
