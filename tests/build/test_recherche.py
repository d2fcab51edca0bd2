"""La recherche adoucie : le thème épinglé a bien les endroits récrits, et un autre thème arrêterait la fabrication."""

import json
import shutil
from pathlib import Path

import material
import pytest

from builder import recherche
from builder.errors import BuildError

THEME = Path(material.__file__).parent / "templates" / "assets" / "javascripts"


def copier(dossier: Path) -> Path:
    """Les scripts du thème, à leur place dans un site."""
    shutil.copytree(THEME, dossier / "assets" / "javascripts", ignore=shutil.ignore_patterns("lunr"))
    return dossier


def test_le_theme_epingle_se_laisse_adoucir(tmp_path: Path) -> None:
    """Une fois, pas deux : la seconde ne retrouve plus le chargement d'origine."""
    recherche.soften(copier(tmp_path))
    with pytest.raises(BuildError, match="a changé"):
        recherche.soften(tmp_path)


def test_un_theme_qui_change_arrete_la_fabrication(tmp_path: Path) -> None:
    """Sinon « prefecture » ne trouverait plus rien, sans bruit."""
    (ouvrier,) = copier(tmp_path).glob("assets/javascripts/workers/search.*.min.js")
    ouvrier.write_text(ouvrier.read_text(encoding="utf-8").replace("search(e){", "search(f){"), encoding="utf-8")
    with pytest.raises(BuildError, match="a changé"):
        recherche.soften(tmp_path)


def test_l_index_ne_repete_ni_les_contacts_ni_les_sources(site: Path) -> None:
    """Les contacts ne se trouvent que sur la page qui aide ; chaque page du guide garde son entrée."""
    lus = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    lieux = {une["location"] for une in lus}
    assert {"appel/", "glossaire/", "mon-dossier/", "trouver-de-laide/"} <= lieux
    assert not [lieu for lieu in lieux if lieu.endswith("#sources") or lieu.startswith("technique/")]
    assert not [lieu for lieu in lieux if lieu.endswith("#qui-aide-gratuitement") and "trouver-de-laide" not in lieu]
    assert [une["text"] for une in lus if une["location"] == "mon-dossier/"] == [""]
