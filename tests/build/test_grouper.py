"""Le calculateur en un seul module : tout ce qu'il importait d'abord, dans l'ordre, sans rien changer à ce qui s'exécute."""

import re
import subprocess
from pathlib import Path

import pytest

from builder import grouper
from builder.errors import BuildError

MODULES = {
    "calculateur.js": 'import { un, deux as second } from "./a.js";\nimport * as b from "./b.js";\n'
    'console.log(un, second(), b.trois, typeof (await import("./tard.js")).quatre);\n',
    "a.js": 'import { trois } from "./b.js";\nexport const un = trois - 2;\nexport function deux() { return un + 1; }\n',
    "b.js": "const prive = 3;\nexport const trois = prive;\n",
    "tard.js": "export const quatre = 4;\n",
}


def ecrire(dossier: Path, **autres: str) -> Path:
    """Les modules, et ceux qu'un test change."""
    for nom, texte in (MODULES | {f"{nom}.js": texte for nom, texte in autres.items()}).items():
        (dossier / nom).write_text(texte, encoding="utf-8")
    (dossier / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return dossier


def executer(fichier: Path) -> str:
    """Ce que le module écrit."""
    return subprocess.run(["node", fichier], capture_output=True, text=True, check=True, timeout=60).stdout


def test_groupe_il_fait_la_meme_chose(tmp_path: Path) -> None:
    """Noms récrits, espace de noms, nom privé, et ce qui vient plus tard."""
    dossier = ecrire(tmp_path)
    avant = executer(dossier / grouper.ENTREE)
    (dossier / grouper.ENTREE).write_text(grouper.grouped(dossier), encoding="utf-8")
    (dossier / "a.js").unlink()
    (dossier / "b.js").unlink()
    assert executer(dossier / grouper.ENTREE) == avant == "1 2 3 number\n"


@pytest.mark.parametrize(
    ("autres", "dit"),
    [
        ({"b": 'import { un } from "./a.js";\nexport const trois = un;\n'}, "boucle"),
        ({"b": 'import { x } from "./loin/c.js";\nexport const trois = x;\n'}, "même dossier"),
        ({"b": "const trois = 3;\nexport { trois };\n"}, "ne se groupe pas"),
    ],
)
def test_une_forme_inconnue_arrete_la_fabrication(tmp_path: Path, autres: dict[str, str], dit: str) -> None:
    """Un module à moitié récrit tomberait dans la page, chez la personne."""
    with pytest.raises(BuildError, match=dit):
        grouper.grouped(ecrire(tmp_path, **autres))


def test_le_calculateur_livre_n_importe_plus_rien_d_abord(site: Path) -> None:
    """Une seule demande avant la première date."""
    livre = (site / "assets" / "javascripts" / grouper.ENTREE).read_text(encoding="utf-8")
    assert "customElements.define" in livre and not re.search(r"^import ", livre, re.MULTILINE)
