"""La loi change à une date : avant elle l'ancienne version, à partir d'elle la nouvelle, et rien entre les deux."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from calculators.regles import charger
from tests.engine.chemins import CHEMINS, demande_de
from tests.engine.demandes import DROIT, RACINE, Copie, Json, decision, echeance, echeances, fait

REFERENCES: list[Json] = json.loads((RACINE / "tests" / "cas" / "references.json").read_text(encoding="utf-8"))
EXEMPLES = [
    demande_de(chemin.evenements, exemple["recu"], exemple)
    for id_, chemin in CHEMINS.items()
    for version in charger().regles[id_].versions
    for exemple in version.exemples
]
# Un papier muet, puis un recours gracieux : la lecture favorable repart d'un an (CE avis 474865).
MUET_PUIS_GRACIEUX = echeances(
    decision("2026-03-02", "refus_sejour", voies_et_delais="absents"), fait("recours_gracieux", "2026-06-01")
)
LOIN = "2040-01-01"
FICHIERS = ("recours.toml", "notification.toml", "silence.toml", "juge.toml")


def version_future(id_: str, regle: Json) -> str:
    """Une version de 2040 : cinq unités de plus, une autre source, une relecture qui ne vaut rien."""
    actuelle: Json = regle["versions"][-1]
    delai = "".join(f"delai = {{ {unite} = {nombre + 5} }}\n" for unite, nombre in actuelle.get("delai", {}).items())
    return (
        f'\n[[{id_}.versions]]\nen_vigueur_le = {LOIN}\n{delai}comptage = "{actuelle["comptage"]}"\n'
        'sources = ["CPC 641"]\nrelecture = { par = "Me F. Futur", le = "2040-01-01", empreinte = "0000000000000000" }\n'
        f'exemples = [{{ recu = {LOIN}, dernier_jour = {LOIN}, origine = "essai" }}]\n'
    )


def changer_la_loi_en_2040(copie: Copie) -> None:
    for fichier in FICHIERS:
        lues = tomllib.loads((DROIT / fichier).read_text(encoding="utf-8"))
        copie.ajouter(fichier, "".join(version_future(id_, regle) for id_, regle in lues.items()))


@pytest.fixture(scope="module")
def demain(tmp_path_factory: pytest.TempPathFactory) -> Copie:
    """Le moteur avec, pour chaque règle, une version qui commence en 2040."""
    copie = Copie(Path(tmp_path_factory.mktemp("demain")))
    changer_la_loi_en_2040(copie)
    return copie


def test_une_loi_de_2040_ne_change_aucune_reponse_d_aujourd_hui(demain: Copie, copie: Copie) -> None:
    """Les cas de référence répondent à l'octet près comme si la version future n'était pas écrite."""
    demandes = [*(r["demande"] for r in REFERENCES), *EXEMPLES, MUET_PUIS_GRACIEUX]
    avant, apres = copie.calculer(demandes), demain.calculer(demandes)
    changees = [json.dumps(d["dossier"]) for d, a, b in zip(demandes, avant, apres, strict=True) if a != b]
    if changees:
        pytest.fail(f"{len(changees)} réponses suivent déjà la version de 2040, dont\n" + "\n".join(changees[:8]))


def test_en_2041_c_est_la_nouvelle_loi_qui_compte(demain: Copie) -> None:
    """Deux mois devenus sept : la décision de 2041 finit cinq mois plus tard que sous l'ancienne loi."""
    trouvee = echeance(demain.calculer(echeances(decision("2041-03-04", "refus_sejour"))))
    assert trouvee["dernier_jour"] == "2041-10-07"  # 4 octobre, plus un jour : un samedi, puis le lundi


@pytest.mark.parametrize("ecart", [-1, 0, 1])
def test_le_passage_d_une_loi_a_l_autre_se_fait_le_jour_dit(ecart: int, demain: Copie) -> None:
    """La veille : l'ancien délai ; le jour même et le lendemain : le nouveau."""
    jour = {-1: "2039-12-31", 0: "2040-01-01", 1: "2040-01-02"}[ecart]
    dernier = {-1: "2040-03-01", 0: "2040-08-02", 1: "2040-08-03"}[ecart]
    trouvee = echeance(demain.calculer(echeances(decision(jour, "refus_sejour"))))
    assert trouvee["dernier_jour"] == dernier


def test_chaque_regle_repond_sous_sa_version_de_2040(demain: Copie) -> None:
    """Aucune règle ne garde l'ancienne source, et aucune ne tombe en panne, une fois la nouvelle version en vigueur."""
    directes = {r: chemin for r, chemin in CHEMINS.items() if len(chemin.evenements) == 1}
    rendues = demain.calculer([demande_de(chemin.evenements, date(2040, 6, 5), {}) for chemin in directes.values()])
    for (regle, chemin), rendue in zip(directes.items(), rendues, strict=True):
        trouvee = echeance(rendue, chemin.id)
        assert ("CPC", "641") in {(s["texte"], s["article"]) for s in trouvee["sources"]}, regle
        assert trouvee["certitude"] == "a_verifier", f"{regle} : une relecture qui ne convient pas est à refaire"
