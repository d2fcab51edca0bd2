"""La veille : un article changé, coupé en deux ou parti se voit, avec ce qu'il faut relire."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.paths import ROOT
from veille import hors_codes, reference
from veille.citations import citations, est_un_article
from veille.comparaison import CHANGE, DISPARU, EN_VERSIONS, comparer
from veille.copie import Copie, codes_connus, empreinte, lire_copie
from veille.erreurs import VeilleError

CESEDA = next(identifiant for identifiant, code in codes_connus().items() if code == "CESEDA")
# Trois articles courts, inventés pour le test : leur texte n'est celui d'aucun code.
AVANT = {"L1": "Le délai est de trois lunes.", "L2": "La porte est ouverte.", "L3": "Le pont est fermé."}
CITES = {
    "CESEDA L1": ["règle delai (calculators/droit/recours.toml)"],
    "CESEDA L2": ["page saisir-le-tribunal"],
    "CESEDA L3": ["lettre requete (calculators/courriers/modeles/requete.toml)"],
}

Ecrire = Callable[..., Path]


def en_markdown(articles: list[tuple[str, str]]) -> str:
    """Une copie d'un code, comme on en publie."""
    tete = f'---\ntitle: "Un code"\nidentifier: "{CESEDA}"\nlast_updated: "2027-01-01"\n---\n# Un code\n\n'
    return tete + "### Titre Ier\n\n" + "".join(f"##### Article {n}\n\n{texte}\n\n" for n, texte in articles)


@pytest.fixture
def ecrire(tmp_path: Path) -> Ecrire:
    """Écrit une copie de code dans un dossier, et rend ce dossier."""

    def faire(articles: list[tuple[str, str]], nom: str = "code.md") -> Path:
        (tmp_path / nom).write_text(en_markdown(articles), encoding="utf-8")
        return tmp_path

    return faire


def lu(copie: Copie) -> dict[str, reference.Lu]:
    """La référence que donne une copie."""
    return {f"{code} {n}": reference.Lu(tuple(vues), "2026-04-03") for (code, n), vues in copie.articles.items()}


def test_rien_ne_change_quand_seule_la_mise_en_page_change(ecrire: Ecrire) -> None:
    """Espaces, retours à la ligne et titres autour : le texte est le même."""
    avant = lu(lire_copie(ecrire(list(AVANT.items()))))
    apres = [(n, "  " + texte.replace(" ", "\n   ", 1) + "\n") for n, texte in reversed(AVANT.items())]
    assert comparer(avant, lire_copie(ecrire(apres)), CITES) == []


def test_un_article_change_un_coupe_en_deux_un_parti_sont_dits_avec_ce_qui_les_cite(ecrire: Ecrire) -> None:
    """Chacun sous son nom, et la règle, la page ou la lettre à relire."""
    avant = lu(lire_copie(ecrire(list(AVANT.items()))))
    apres = [("L1", "Le délai est de deux lunes."), ("L2", "La porte est ouverte."), ("L2", "La porte est murée.")]
    ecarts = comparer(avant, lire_copie(ecrire(apres)), CITES)
    assert [(e.article, e.quoi, list(e.a_relire)) for e in ecarts] == [
        ("CESEDA L1", CHANGE, CITES["CESEDA L1"]),
        ("CESEDA L2", EN_VERSIONS, CITES["CESEDA L2"]),
        ("CESEDA L3", DISPARU, CITES["CESEDA L3"]),
    ]


def test_un_article_coupe_nomme_ses_nouveaux_voisins(ecrire: Ecrire) -> None:
    """Une moitié de l'article est passée dans L2-1 : on le nomme, sans deviner."""
    avant = lu(lire_copie(ecrire(list(AVANT.items()))))
    apres = [("L1", AVANT["L1"]), ("L2", "La porte."), ("L2-1", "Elle est ouverte."), ("L3", AVANT["L3"]), ("L22", "x")]
    (ecart,) = comparer(avant, lire_copie(ecrire(apres)), CITES)
    assert (ecart.article, ecart.quoi, ecart.voisins) == ("CESEDA L2", CHANGE, ("CESEDA L2-1",))


def test_un_article_deja_lu_en_deux_versions_ne_crie_pas_au_loup(ecrire: Ecrire) -> None:
    """Les deux versions d'hier sont encore là : rien n'a changé."""
    deux = [("L1", "Ancien."), ("L1", "Nouveau.")]
    avant = lu(lire_copie(ecrire(deux)))
    assert comparer(avant, lire_copie(ecrire(deux[::-1])), CITES) == []


def test_un_code_absent_de_la_copie_n_est_pas_un_article_parti(ecrire: Ecrire) -> None:
    """Une copie d'un seul code ne dit rien des autres."""
    avant = lu(lire_copie(ecrire(list(AVANT.items()))))
    avant["CJA R1"] = reference.Lu(("0" * 16,), "2026-04-03")
    copie = lire_copie(ecrire(list(AVANT.items())))
    assert comparer(avant, copie, {**CITES, "CJA R1": ["règle x"]}) == []


def test_la_copie_peut_etre_en_json(ecrire: Ecrire, tmp_path: Path) -> None:
    """Les mêmes articles, dans l'autre écriture, ont les mêmes empreintes."""
    markdown = lire_copie(ecrire(list(AVANT.items()))).articles
    (tmp_path / "code.md").unlink()
    contenu = {"identifiant": CESEDA, "articles": [{"numero": n, "texte": t} for n, t in AVANT.items()]}
    (tmp_path / "code.json").write_text(json.dumps(contenu), encoding="utf-8")
    assert lire_copie(tmp_path).articles == markdown


@pytest.mark.parametrize(
    "contenu", ["{", "[]", '{"articles": 3}', json.dumps({"identifiant": CESEDA, "articles": [{"numero": 3}]})]
)
def test_un_json_d_une_autre_forme_arrete_tout(tmp_path: Path, contenu: str) -> None:
    """À la première surprise, une phrase et rien de comparé."""
    (tmp_path / "code.json").write_text(contenu, encoding="utf-8")
    with pytest.raises(VeilleError, match=r"code\.json"):
        lire_copie(tmp_path)


def test_un_dossier_sans_code_connu_arrete_tout(tmp_path: Path) -> None:
    """Un mauvais dossier ne veut pas dire que rien n'a changé."""
    with pytest.raises(VeilleError):
        lire_copie(tmp_path)
    with pytest.raises(VeilleError):
        lire_copie(tmp_path / "absent")


def test_chaque_article_cite_existe_dans_l_etat_que_nous_avons_lu() -> None:
    """Un article mal recopié n'est dans aucun code : ni règle, ni page, ni lettre ne peut le citer."""
    cites = {source for source in citations() if est_un_article(source)}
    connus = set(reference.lire())
    assert not cites - connus, "cités, mais jamais lus (scripts/veille --etablir)"
    assert not connus - cites, "lus, mais plus cités (scripts/veille --etablir)"


def test_ce_qui_n_est_pas_dans_les_codes_a_un_jour_de_relecture() -> None:
    """Décret, décision, page : chacun a une entrée de hors_veille.toml."""
    assert hors_codes.sans_gardien(citations(), hors_codes.lire()) == []
    assert all(isinstance(entree.a_relire_le, date) for entree in hors_codes.lire())


def test_l_empreinte_ignore_les_espaces_et_rien_d_autre() -> None:
    """Un mot, un chiffre ou un accent de plus la change."""
    assert empreinte("deux\u00a0mois\n") == empreinte("deux mois")
    assert len({empreinte(t) for t in ("deux mois", "deux mois.", "Deux mois", "dèux mois")}) == 4


def test_la_commande_dit_quelles_regles_et_quelles_pages_relire(tmp_path: Path) -> None:
    """De bout en bout, sur un vrai article cité : la règle et la page sont nommées, le code est 3."""
    article = "CESEDA L911-1"
    (tmp_path / "ceseda.md").write_text(en_markdown([("L911-1", "Un texte tout autre.")]), encoding="utf-8")
    fait = subprocess.run(
        [sys.executable, "-m", "veille", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert fait.returncode == 3, fait.stderr
    assert f"{article} {CHANGE}" in fait.stdout
    for ou in citations()[article]:
        assert ou in fait.stdout
    assert any(ou.startswith("règle ") for ou in citations()[article])
    assert any(ou.startswith("page ") for ou in citations()[article])
    assert "Décret 2020-1717" in fait.stdout


def test_la_commande_ecrit_un_signalement_par_ecart(tmp_path: Path) -> None:
    """Une ligne de JSON par article : un titre qui ne change pas, un corps à lire."""
    (tmp_path / "ceseda.md").write_text(en_markdown([("L911-1", "Un texte tout autre.")]), encoding="utf-8")
    ecrits = tmp_path / "ecarts.jsonl"
    commande = [sys.executable, "-m", "veille", str(tmp_path), "--json", str(ecrits)]
    subprocess.run(commande, cwd=ROOT, capture_output=True, check=False)
    lignes = [json.loads(ligne) for ligne in ecrits.read_text(encoding="utf-8").splitlines()]
    assert {ligne["titre"] for ligne in lignes} >= {f"Veille : CESEDA L911-1 {CHANGE}"}
    assert all(ligne["corps"] for ligne in lignes)
