"""Les faits : chacun avec sa source et ses jours, un seul par nom, aucun oublié, « à revérifier » passé son jour."""

from datetime import date
from pathlib import Path

import pytest

from builder import entetes, faits, plafonds, validite
from builder.errors import BuildError

BON = """
[adresse]
texte = "trois mois"
ce_que_c_est = "Délai pour dire sa nouvelle adresse"
sources = ["CESEDA R431-23"]
confiance = "A"
texte_au = 2026-04-03
verifie_le = 2026-11-25
"""


def ecrire(dossier: Path, texte: str, nom: str = "essai.toml") -> Path:
    """Un dossier de faits, avec ce fichier."""
    (dossier / nom).write_text(texte, encoding="utf-8")
    return dossier


def test_un_fait_bien_ecrit_se_lit(tmp_path: Path) -> None:
    """Le texte est ce que la page dit, rien d'autour."""
    (fait,) = faits.load(ecrire(tmp_path, BON)).values()
    assert fait.fragment(date(2026, 11, 25)) == "trois mois"
    assert fait.articles == {"CESEDA R431-23"}


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ('texte = "trois mois"', 'texte = ""', "« texte » manque"),
        ('sources = ["CESEDA R431-23"]', "sources = []", "« sources » manque"),
        ('"CESEDA R431-23"', '"CESEDA 431"', "source mal écrite"),
        ('"CESEDA R431-23"', '"un ami"', "source mal écrite"),
        ('confiance = "A"', 'confiance = "D"', "« confiance » est A, B, C"),
        ("texte_au = 2026-04-03", 'texte_au = "2026-04-03"', "« texte_au » doit être un jour"),
        ("texte_au = 2026-04-03", "texte_au = 2027-04-03", "vient après"),
        ('texte = "trois mois"', 'texte = "trois mois"\nvaleur = 3', "clé inconnue : valeur"),
        ("[adresse]", "[Adresse]", "minuscules"),
    ],
)
def test_un_fait_mal_ecrit_arrete_la_fabrication(tmp_path: Path, avant: str, apres: str, dit: str) -> None:
    """Le message nomme le fichier, le fait, et ce qui ne va pas."""
    assert avant in BON
    with pytest.raises(BuildError, match=dit) as arret:
        faits.load(ecrire(tmp_path, BON.replace(avant, apres)))
    assert "essai.toml" in str(arret.value)


def test_le_meme_fait_dans_deux_fichiers_arrete_la_fabrication(tmp_path: Path) -> None:
    """Sinon l'un des deux serait corrigé, et l'autre lu."""
    ecrire(tmp_path, BON, "a.toml")
    with pytest.raises(BuildError, match=r"b\.toml.*\[adresse\]"):
        faits.load(ecrire(tmp_path, BON, "b.toml"))


def test_chaque_fait_sert_a_une_page() -> None:
    """Un fait que personne n'emploie ne serait plus relu."""
    employes = set().union(*(page.employes for page in entetes.load().values()))
    assert set(faits.load()) - employes == set()


def test_un_fait_dit_a_reverifier_le_lendemain_de_son_dernier_jour() -> None:
    """Le jour même, il vaut encore."""
    fin = date(2026, 12, 31)
    assert "revérifier)</strong>" not in validite.mark("12 euros", fin, fin)
    assert "(à revérifier)</strong>" in validite.mark("12 euros", fin, date(2027, 1, 1))
    assert validite.mark("12 euros", None, date(2099, 1, 1)) == "12 euros"


def test_les_plafonds_du_tableau_sont_ceux_du_moteur() -> None:
    """Une ligne par foyer, l'année dite, et l'année suivante à revérifier tant qu'elle n'est pas connue."""
    from calculators.ressources import plafonds_de

    texte = plafonds.render(date(2026, 11, 25)).replace("\u202f", "")
    for personnes in range(1, 7):
        lus = plafonds_de(2026, personnes)
        attendue = " | ".join(f"{lus[cle]}" for cle in ("revenu_100", "revenu_55", "revenu_25"))
        assert f"| {personnes} | {attendue} |" in texte
    assert 'data-valable="2026-12-31"' in texte and "(à revérifier)</strong>" not in texte
    assert "(à revérifier)</strong>" in plafonds.render(date(2027, 1, 1))
