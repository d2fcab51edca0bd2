"""Ce qui est livré et n'est pas à nous garde sa licence, lisible dans le site."""

import json
from pathlib import Path

import pytest

from builder import licences
from builder.errors import BuildError


def test_chaque_composant_a_sa_licence_dans_le_site(site: Path) -> None:
    """La page la nomme, le texte est à côté."""
    page = (site / "licences" / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    composants = licences.components()
    assert {"Pyodide", "Material for MkDocs", "Lunr"} <= {composant["nom"] for composant in composants}
    for composant in composants:
        assert composant["nom"] in page
        assert f'href="textes/{composant["texte"]}"' in page
        assert len((site / "licences" / "textes" / composant["texte"]).read_text(encoding="utf-8")) > 200


def test_nos_deux_licences_sont_dans_le_site(site: Path) -> None:
    """Qui réemploie le code ou les textes sait à quelles conditions."""
    assert (site / "licences" / "textes" / "code.txt").read_text(encoding="utf-8").startswith("MIT License")
    contenus = (site / "licences" / "textes" / "contenus.txt").read_text(encoding="utf-8")
    assert contenus.startswith("Attribution 4.0 International")


def test_un_paquet_livre_sans_licence_arrete_la_fabrication(tmp_path: Path) -> None:
    """Une mise à jour du thème peut embarquer du code que personne n'a lu."""
    (tmp_path / "assets").mkdir()
    carte = {"sources": ["../node_modules/lunr/lunr.js", "../node_modules/@inconnu/paquet/index.js", "src/a.ts"]}
    (tmp_path / "assets" / "a.js.map").write_text(json.dumps(carte), encoding="utf-8")
    with pytest.raises(BuildError, match="@inconnu/paquet"):
        licences.check_bundled(tmp_path)
