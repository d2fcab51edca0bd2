"""Construit le site entier dans site/ : moteur compilé, fragments, pages, politique de sécurité, licences."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from typing import Any

from builder import (
    age,
    association,
    association_versions,
    csp,
    erreurs_annoncees,
    feuille_du_theme,
    fiches,
    formation_page,
    fragments,
    grouper,
    guide,
    hors_ligne,
    hote,
    impression,
    inventaire,
    licences,
    perdue,
    recherche,
    reponses,
    runtime,
    theme,
    tidy,
    typographie,
)
from builder.commands import run
from builder.errors import BuildError
from builder.paths import BUILD, ROOT, SITE
from builder.today import build_day

_STAGING = BUILD / "site"


def _pages() -> None:
    # La bannière de Material sur MkDocs 2 ne nous apprend rien : requirements.in dit déjà « <2 ».
    env = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "-d", _STAGING]
    run("Pages (mkdocs)", command, env=env)


def _assemble() -> None:
    licences.check_bundled(_STAGING)
    tidy.tidy(_STAGING)
    licences.copy_texts(_STAGING)
    shutil.copytree(runtime.RUNTIME / "pyodide", _STAGING / "assets" / "pyodide")
    shutil.copyfile(reponses.ecrire(build_day()), _STAGING / "assets" / reponses.NOM)
    formation_page.publish(_STAGING, fragments.rules())
    recherche.soften(_STAGING)
    recherche.lighten(_STAGING)
    theme.defer(_STAGING)
    grouper.group(_STAGING)
    perdue.fill(_STAGING)
    guide.finish(_STAGING, build_day())
    erreurs_annoncees.poser_les_bandeaux(_STAGING, build_day(), erreurs_annoncees.lire())
    age.mark(_STAGING, build_day())
    association_versions.publish(_STAGING)
    association_versions.mark(_STAGING, association_versions.check(association.current())[0])
    impression.mark(_STAGING)
    typographie.settle(_STAGING)
    feuille_du_theme.lighten(_STAGING)
    csp.protect(_STAGING)
    hote.publish(_STAGING)
    hors_ligne.publier(_STAGING)
    # En dernier : ce qui serait écrit après manquerait à la liste des empreintes.
    inventaire.publish(_STAGING)
    # Une fabrication qui échoue laisse le site d'avant en place : on ne remplace qu'à la fin.
    shutil.rmtree(SITE, ignore_errors=True)
    os.replace(_STAGING, SITE)


def _step(what: str, work: Callable[[], Any]) -> None:
    start = time.monotonic()
    print(f"    {what}…", end=" ", flush=True)
    work()
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def main() -> int:
    """0 si site/ est prêt, 1 avec une phrase sinon."""
    print(f"==> construction de site/ (depuis {ROOT.name}/)")
    try:
        _step("en-têtes des pages", lambda: guide.check(build_day()))
        _step("moteur et Pyodide", runtime.build)
        _step("réponses faites d'avance", lambda: reponses.ecrire(build_day()))
        _step("fragments et tableau", fragments.write)
        _step("fiches des règles", fiches.write)
        _step("pages", _pages)
        _step("mots expliqués, licences, politique de sécurité", _assemble)
    except BuildError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
