"""Qui publie et qui a relu : ce que disent les fichiers, et un aveu quand ils ne disent rien."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder import editeur, fiche, relecteurs
from builder.errors import BuildError
from builder.law import load_law

VIDE = {
    "editeur": {"nom": "", "adresse": "", "responsable": "", "contact": ""},
    "hebergeur": {"nom": "", "adresse": "", "contact": ""},
}


def test_un_editeur_vide_se_dit_sur_la_page_et_a_la_fabrication() -> None:
    """La page ne laisse pas croire que quelqu'un répond ; la fabrication nomme le fichier à remplir."""
    page = editeur.render(VIDE)
    assert "éditeur non renseigné" in page and "hébergeur non renseigné" in page
    assert [dit for dit in editeur.missing(VIDE) if "donnees/editeur.toml" in dit] == editeur.missing(VIDE)
    assert len(editeur.missing(VIDE)) == 2


def test_un_editeur_rempli_remplace_l_aveu() -> None:
    """Seules les lignes remplies s'écrivent, sans rien laisser passer pour du HTML."""
    rempli = {**VIDE, "editeur": {**VIDE["editeur"], "nom": "Association <A>", "contact": "ecrire@exemple.fr"}}
    page = editeur.render(rempli)
    assert "Association &lt;A&gt;" in page and "ecrire@exemple.fr" in page
    assert "éditeur non renseigné" not in page and "Responsable" not in page
    assert len(editeur.missing(rempli)) == 1


def test_une_cle_oubliee_arrete_la_fabrication(tmp_path: Path) -> None:
    """Une faute de frappe ne doit pas faire disparaître un contact."""
    fichier = tmp_path / "editeur.toml"
    fichier.write_text('[editeur]\nnon = "A"\n', encoding="utf-8")
    with pytest.raises(BuildError, match="editeur"):
        editeur.load(fichier)


def test_une_relecture_ne_compte_que_pour_la_regle_relue() -> None:
    """Le nom paraît avec la bonne empreinte ; une règle changée depuis n'est plus relue."""
    droit = load_law()
    regle = next(iter(droit.regles.values()))
    dernier = len(regle.versions) - 1

    def relue(empreinte: str) -> str:
        version = regle.versions[dernier]
        signee = replace(
            version, relecture=replace(version.relecture, par="Une juriste", le="2027-01-05", empreinte=empreinte)
        )
        une = replace(regle, versions=(*regle.versions[:dernier], signee))
        return relecteurs.render(SimpleNamespace(regles={**droit.regles, regle.id: une}))

    assert relecteurs.reviews(droit) == {} and "Personne encore." in relecteurs.render(droit)
    assert "## Une juriste" in relue(fiche.print_of(regle, dernier))
    assert "Personne encore." in relue("une autre empreinte")
