"""Une relecture vaut pour ce qui a été relu : l'empreinte le prouve. Changée depuis, la règle redevient à relire."""

import shutil
import subprocess
import tomllib
from datetime import date
from typing import Any

import pytest

from calculators.regles import charger, empreinte
from tests.engine.demandes import DROIT, Copie, Json, decision, echeance, echeances, plus

REGLE = "recours_contentieux_refus_seul"
DEMANDE = echeances(decision("2026-09-15", "refus_sejour"))
VIDE = 'relecture = { par = "", le = "", empreinte = "" }'


def brute(fichier: str = "recours.toml", regle: str = REGLE) -> Json:
    table: Json = tomllib.loads((DROIT / fichier).read_text(encoding="utf-8"))[regle]
    return table


def relire(copie: Copie, empreinte_relue: str, par: str = "Me A. Exemple") -> None:
    """La première relecture vide du fichier, celle du refus seul, est signée avec cette empreinte."""
    copie.remplacer(
        "recours.toml", VIDE, f'relecture = {{ par = "{par}", le = "2026-12-01", empreinte = "{empreinte_relue}" }}'
    )


def test_sans_relecture_la_reponse_dit_que_personne_n_a_relu(copie: Copie) -> None:
    """Tant qu'aucun juriste n'a relu, `relu_par` est vide."""
    assert copie.calculer(DEMANDE)["relu_par"] == []


def test_une_empreinte_juste_nomme_qui_a_relu(copie: Copie) -> None:
    """La règle relue telle qu'elle est donne le nom du relecteur, et ne change pas la date."""
    avant = copie.calculer(DEMANDE)
    relire(copie, empreinte(brute(), 0))
    apres = copie.calculer(DEMANDE)
    assert apres["relu_par"] == ["Me A. Exemple"]
    assert apres["echeances"] == avant["echeances"]


def test_le_relecteur_d_une_autre_regle_n_est_pas_nomme(copie: Copie) -> None:
    """Qui a relu le refus seul n'a pas relu l'OQTF."""
    relire(copie, empreinte(brute(), 0))
    assert copie.calculer(echeances(decision("2026-11-23", "oqtf")))["relu_par"] == []


CHANGEMENTS: dict[str, tuple[str, str]] = {
    "la durée": ("delai = { mois = 2 }", "delai = { mois = 3 }"),
    "la phrase": ("à partir du jour où vous avez reçu le refus", "à partir du jour où vous avez lu le refus"),
    "la source": ('sources = ["CJA R421-1"]', 'sources = ["CJA R421-2"]'),
    "un effet": ("interrompu = true", "interrompu = false"),
    "un exemple": ("dernier_jour = 2026-11-16", "dernier_jour = 2026-11-17"),
    "ce qu'elle ne couvre pas": ("prenez le délai le plus court", "prenez le délai le plus long"),
}


@pytest.mark.parametrize("quoi", CHANGEMENTS)
def test_une_regle_changee_apres_sa_relecture_est_a_relire(quoi: str, copie: Copie) -> None:
    """Le nom disparaît, et la réponse le dit : la certitude devient `a_verifier`."""
    relire(copie, empreinte(brute(), 0))
    copie.remplacer("recours.toml", *CHANGEMENTS[quoi])
    rendue = copie.calculer(DEMANDE)
    assert rendue["relu_par"] == []
    assert echeance(rendue)["certitude"] == "a_verifier", "une règle relue puis changée se montre comme à relire"


def test_une_relecture_ne_change_pas_l_empreinte() -> None:
    """Signer ne change pas ce qui est signé : sinon aucune empreinte ne pourrait jamais convenir."""
    regle = brute()
    avant = empreinte(regle, 0)
    regle["versions"][0]["relecture"] = {"par": "Me A. Exemple", "le": "2026-12-01", "empreinte": avant}
    assert empreinte(regle, 0) == avant


def test_l_empreinte_d_une_version_ne_depend_pas_de_la_suivante() -> None:
    """Une version nouvelle ne défait pas la relecture de l'ancienne."""
    regle = brute()
    avant = empreinte(regle, 0)
    regle["versions"].append({**regle["versions"][0], "en_vigueur_le": date(2030, 1, 1)})
    assert empreinte(regle, 0) == avant != empreinte(regle, 1)


def test_la_relecture_employee_est_celle_de_la_version_du_jour(copie: Copie) -> None:
    """Une version nouvelle, pas encore relue, n'ôte pas le nom de qui a relu celle qui s'applique."""
    relire(copie, empreinte(brute(), 0))
    neuve = f"""
[[{REGLE}.versions]]
en_vigueur_le = 2030-01-01
delai = {{ mois = 3 }}
comptage = "franc"
sources = ["CJA R421-1"]
{VIDE}
exemples = [{{ recu = 2030-03-04, dernier_jour = 2030-06-05, origine = "essai" }}]
"""
    copie.ajouter("recours.toml", neuve)
    assert copie.calculer(DEMANDE)["relu_par"] == ["Me A. Exemple"]
    plus_tard = copie.calculer(echeances(decision("2030-03-04", "refus_sejour")))
    assert plus_tard["relu_par"] == [] and echeance(plus_tard)["dernier_jour"] == "2030-06-05"


def test_le_droit_livre_ne_porte_aucune_relecture_perimee() -> None:
    """Une relecture signée dans le dépôt convient à ce qui y est écrit, et porte un nom et un jour."""
    for regle in charger().regles.values():
        for version in regle.versions:
            relue = version.relecture
            assert bool(relue.par) == bool(relue.le) == bool(relue.empreinte)
            assert relue.empreinte in ("", version.empreinte), f"{regle.id} a changé depuis sa relecture"


def test_l_empreinte_est_la_meme_avec_un_autre_python(copie: Copie) -> None:
    """Un juriste signe avec le Python qu'il a : 3.11 et celui d'ici donnent la même empreinte."""
    autre = shutil.which("python3.11")
    code = (
        "import tomllib; from calculators.regles import empreinte;"
        f"t = tomllib.load(open('calculators/droit/recours.toml', 'rb')); print(empreinte(t['{REGLE}'], 0))"
    )
    fini: Any = autre and subprocess.run([autre, "-c", code], cwd=copie.dossier, capture_output=True, text=True)
    if not fini or fini.returncode:
        pytest.skip("pas de python3.11 ici")
    assert fini.stdout.strip() == empreinte(brute(), 0)


def test_regles_au_est_la_plus_ancienne_lecture_des_textes_employes(copie: Copie) -> None:
    """Un code lu plus tôt que les autres date la réponse qui l'emploie, et elle seule."""
    lu = (copie.droit / "textes.toml").read_text(encoding="utf-8")
    debut, fin = lu.split("[codes.CESEDA]")
    ancien = fin.replace("texte_au = 2026-04-03", "texte_au = 2025-02-01", 1)
    (copie.droit / "textes.toml").write_text(f"{debut}[codes.CESEDA]{ancien}", encoding="utf-8")
    oqtf = echeances(decision("2026-11-23", "oqtf"))
    assert copie.calculer(oqtf)["regles_au"] == "2025-02-01"
    assert copie.calculer(DEMANDE)["regles_au"] == "2026-04-03"


def test_changer_une_duree_change_la_date_sans_autre_geste(copie: Copie) -> None:
    """Le chemin du nouveau venu : une durée dans un TOML, et la réponse suit, phrase comprise."""
    copie.remplacer("recours.toml", "delai = { mois = 2 }", "delai = { mois = 3 }")
    trouvee = echeance(copie.calculer(DEMANDE))
    assert trouvee["dernier_jour"] == plus("2026-12-15", 1)
    assert any("trois mois" in pas["texte"] for pas in trouvee["calcul"])
