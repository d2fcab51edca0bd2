"""Deux lectures d'un dossier entier, le moteur et le témoin des chaînes, doivent dire les mêmes échéances."""

import copy
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from calculators import calculer
from tests import temoin_aide, temoin_chaines, temoin_decisions, temoin_juge, temoin_mondes, temoin_silence
from tests.hasard_chaines import tirer_chaine
from tests.temoin import UN_MOIS, plus_mois

GRAINES = range(1000)
REFERENCES = json.loads((Path(__file__).parent / "cas" / "references.json").read_text(encoding="utf-8"))
CHAMPS = ("dernier_jour", "heure", "lecture_favorable", "etat", "premier_jour")
Dates = dict[tuple[str, str], dict[str, Any]]
Dossiers = list[tuple[dict[str, Any], Dates]]


def du_moteur(demande: dict[str, Any]) -> Dates:
    """La réponse du moteur, réduite aux dates et aux états."""
    reponse = calculer(copy.deepcopy(demande))
    if "erreur" in reponse:
        return {("erreur", reponse["erreur"]["type"]): {"champ": reponse["erreur"]["champ"]}}
    return {(e["id"], e["objet"]): {champ: e.get(champ) for champ in CHAMPS} for e in reponse["echeances"]}


@pytest.fixture(scope="module")
def dossiers() -> Dossiers:
    """Mille dossiers et la réponse du moteur, calculés une fois."""
    demandes = [tirer_chaine(graine) for graine in GRAINES]
    return [(demande, du_moteur(demande)) for demande in demandes]


def ecart(demande: dict[str, Any], recu: Dates) -> dict[str, Any]:
    """Ce qui sépare les deux lectures ; une échéance ou un champ que le contrat ne tranche pas n'est pas jugé."""
    attendu = temoin_chaines.temoin_chaine(demande)
    juges = {cle for cle in attendu | recu if attendu.get(cle, {}) is not temoin_mondes.NON_JUGEE}
    diff = {}
    for cle in juges:
        voulu, trouve = attendu.get(cle), recu.get(cle)
        if voulu is None or trouve is None:
            diff[str(cle)] = {"témoin": voulu, "moteur": trouve}
        elif faux := {c: (v, trouve[c]) for c, v in voulu.items() if trouve[c] != v}:
            diff[str(cle)] = faux
    return diff


def desaccords(dossiers: Dossiers) -> list[str]:
    ecarts = []
    for graine, (demande, recu) in enumerate(dossiers):
        if diff := ecart(demande, recu):
            ecarts.append(f"graine {graine} : {json.dumps(demande, ensure_ascii=False)}\n   {diff}")
    return ecarts


def test_mille_dossiers_tires_au_sort_ont_les_memes_echeances_dans_les_deux_lectures(dossiers: Dossiers) -> None:
    """Mêmes échéances, mêmes derniers jours, heures, lectures favorables, états et premiers jours."""
    ecarts = desaccords(dossiers)
    assert not ecarts, f"{len(ecarts)} désaccords\n" + "\n".join(ecarts[:10])


def test_le_hasard_visite_chaque_evenement_chaque_echeance_et_chaque_etat(dossiers: Dossiers) -> None:
    """Mille tirages passent par les dix-neuf événements, les seize échéances et tous les états du contrat."""
    types = {e["type"] for demande, _ in dossiers for e in demande["dossier"]["evenements"]}
    assert len(types) == 19, sorted(types)
    assert len({cle[0] for _, recu in dossiers for cle in recu}) == 16
    etats = {ligne["etat"] for _, recu in dossiers for ligne in recu.values()}
    attendus = "a_venir ouverte dernier_jour ouverte_sous_reserve depassee interrompue faite sans_objet"
    assert etats == set(attendus.split())
    residences = {demande["dossier"].get("residence") for demande, _ in dossiers}
    assert {"etranger", "67", "971", "972", "973", "974", "975", "976", "977", "978"} <= residences


def test_le_hasard_tombe_souvent_le_dernier_jour_et_le_lendemain(dossiers: Dossiers) -> None:
    """Un événement sur beaucoup arrive le dernier jour d'un délai, ou un jour trop tard."""
    bords = {-1: 0, 0: 0, 1: 0}
    for demande, recu in dossiers:
        fins = {date.fromisoformat(e["dernier_jour"]) for e in recu.values() if e.get("dernier_jour")}
        jours = {date.fromisoformat(e["date"]) for e in demande["dossier"]["evenements"]}
        for n in bords:
            bords[n] += bool({fin + timedelta(days=n) for fin in fins} & jours)
    assert all(nombre > 100 for nombre in bords.values()), bords


def test_la_meme_graine_tire_toujours_le_meme_dossier() -> None:
    """Une graine qui échoue se rejoue."""
    assert all(tirer_chaine(graine) == tirer_chaine(graine) for graine in range(20))


@pytest.mark.parametrize("reference", REFERENCES, ids=[r["ref"] for r in REFERENCES])
def test_le_temoin_des_chaines_rend_les_cas_de_reference(reference: dict[str, Any]) -> None:
    """La seconde lecture, elle aussi, donne la date de chacun des cinquante-neuf cas."""
    attendu = reference["attendu"]
    lignes = [
        ligne
        for (nom, objet), ligne in temoin_chaines.temoin_chaine(copy.deepcopy(reference["demande"])).items()
        if nom == attendu["id"] and objet == attendu.get("objet", objet)
    ]
    assert len(lignes) == 1
    assert {c: v for c, v in attendu.items() if c not in ("id", "objet") and lignes[0].get(c) != v} == {}


CASSES: dict[str, tuple[Any, str, Any]] = {
    "les quinze jours de l'aide oubliés": (temoin_aide, "plus_jours", lambda jour, nombre: jour),
    "une aide sans effet": (temoin_chaines, "demander_aide", lambda *_: None),
    "une décision d'aide sans effet": (temoin_chaines, "decider_aide", lambda *_: None),
    "un recours gracieux sans effet": (temoin_decisions, "former_recours", lambda *_: None),
    "un rejet écrit ignoré": (temoin_decisions, "reponse", lambda *_: None),
    "quatre mois de silence sur un recours": (temoin_decisions, "plus_mois", lambda jour, _: plus_mois(jour, 4)),
    "une mesure sans effet": (temoin_decisions, "abreger", lambda *_: None),
    "quatre mois pour tous les titres": (temoin_silence, "JOURS_DU_TITRE", {}),
    "des motifs sans effet": (temoin_silence, "demander_motifs", lambda *_: None),
    "un refus écrit qui n'efface rien": (temoin_silence, "refus_ecrit", lambda *_: False),
    "la distance oubliée au tribunal": (temoin_decisions, "eloignement", lambda *_: 0),
    "la distance oubliée en appel": (temoin_juge, "loin_de_la_cour", lambda *_: 0),
    "un mois d'appel partout": (temoin_juge, "DEUX_MOIS", UN_MOIS),
    "le pli compté depuis le retrait seul": (temoin_decisions, "recu_au_plus_tard", temoin_decisions.jour_de),
}


@pytest.mark.parametrize("nom", CASSES)
def test_un_temoin_des_chaines_casse_est_remarque(
    nom: str, dossiers: Dossiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chaque effet retiré du témoin ajoute des désaccords."""
    quelques = dossiers[:400]
    avant = len(desaccords(quelques))
    monkeypatch.setattr(*CASSES[nom])
    assert len(desaccords(quelques)) > avant


def test_le_temoin_des_chaines_n_emprunte_rien_au_moteur() -> None:
    """Chaque fichier a moins de cent cinquante lignes, n'importe que le témoin et n'ouvre aucun fichier de droit."""
    fichiers = sorted(Path(temoin_chaines.__file__).parent.glob("temoin*.py"))
    assert len(fichiers) >= 6
    for fichier in fichiers:
        source = fichier.read_text(encoding="utf-8")
        imports = [ligne.split()[1] for ligne in source.splitlines() if ligne.startswith(("import ", "from "))]
        assert {nom.split(".")[0] for nom in imports} <= {"copy", "datetime", "tests"}, fichier.name
        assert len(source.splitlines()) < 150 and "toml" not in source.lower() and "open(" not in source, fichier.name
