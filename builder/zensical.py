"""La porte de sortie : les mêmes pages construites avec Zensical, le successeur annoncé de Material.

Rien n'en dépend et rien ne s'arrête : on dit ce qui diffère, pour savoir ce que coûterait le passage.
"""

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from builder import entetes, fragments, guide
from builder.errors import BuildError
from builder.paths import INCLUS_BUILD, ROOT, SITE
from builder.today import build_day

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_FRAGMENT = re.compile(r"\{!\s*((?:regle/[\w-]+/duree|fait/\w+)\.md)\s*!\}")
_TIMEOUT = 300


def build(zensical: Path, folder: Path) -> Path:
    """Construit une copie des sources dans ce dossier, et rend le site."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(INCLUS_BUILD, folder / ".build" / "inclus")
    done = subprocess.run([zensical, "build"], cwd=folder, capture_output=True, text=True, timeout=_TIMEOUT)
    if done.returncode:
        raise BuildError(f"Zensical ne construit pas ces pages :\n{(done.stdout + done.stderr)[-2000:]}")
    return folder / "site"


def text_of(page: Path) -> str:
    """Ce qui se lit dans l'article d'une page construite."""
    article = _ARTICLE.search(page.read_text(encoding="utf-8"))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", article[0] if article else "")).split())


def expected() -> dict[str, set[str]]:
    """Par page, les nombres qu'elle doit dire : durées des règles et faits qu'elle emploie, et sa propre règle."""
    known = fragments.everything(build_day())
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        name = path.relative_to(ROOT / "docs").as_posix()
        used = set(_FRAGMENT.findall(path.read_text(encoding="utf-8")))
        own = f"regle/{path.stem}/duree.md"
        used |= {own} if name.startswith("regles/") and own in known else set()
        found[name] = {re.sub(r"<[^>]+>", "", known[one]) for one in used}
    return found


def compare(site: Path) -> list[str]:
    """Une phrase par différence qui compte pour la personne qui lit."""
    said = []
    for name, numbers in expected().items():
        page = guide.built(site, name)
        if not page.is_file():
            said.append(f"{name} : la page manque")
            continue
        text, ours = text_of(page), text_of(guide.built(SITE, name))
        said += [f"{name} : « {one} » n'y est pas" for one in sorted(numbers) if one in ours and one not in text]
    for name, head in entetes.load().items():
        page = guide.built(site, name)
        try:
            guide.complete(page.read_text(encoding="utf-8"), head, None, build_day())
        except (BuildError, OSError) as error:
            said.append(f"{name} : l'état des textes et les mots expliqués ne s'y posent pas ({error})")
    ours, theirs = ({p.relative_to(one).as_posix() for p in one.rglob("index.html")} for one in (SITE, site))
    return [*said, *(f"{one} : page en plus" for one in sorted(theirs - ours))]


def main() -> int:
    """0 toujours : ce contrôle informe."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            differences = compare(build(Path(sys.argv[1]).resolve(), Path(folder)))
    except (BuildError, OSError, subprocess.TimeoutExpired) as error:
        differences = [str(error)]
    total = sum(1 for name, found in expected().items() for one in found if one in text_of(guide.built(SITE, name)))
    print("\n".join(differences) or f"==> Zensical : toutes les pages, et leurs {total} nombres, sont là.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
