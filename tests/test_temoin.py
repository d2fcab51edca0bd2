"""Deux lectures du même droit, le moteur et le témoin, doivent dire les mêmes dates."""

import copy
import functools
import gc
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import calculators.calendrier
from calculators import calculer
from tests import temoin as lecture_naive
from tests.hasard import tirer, tirer_fautive

GRAINES = range(400)
AUTRES = {"recours_administratif", "demande_aide_juridictionnelle", "depart_volontaire"}
TYPES_D_ERREUR = {"saisie_invalide", "date_hors_couverture", "calcul_ambigu", "regle_invalide"}


def du_moteur(demande: dict[str, Any]) -> dict[Any, Any]:
    """La réponse du moteur, réduite à ce que le témoin sait dire."""
    reponse = calculer(copy.deepcopy(demande))
    if "erreur" in reponse:
        return {"erreur": reponse["erreur"]["type"]}
    champs = {"recours_contentieux": ("dernier_jour", "heure", "lecture_favorable")} | {
        i: ("dernier_jour",) for i in AUTRES
    }
    return {
        (e["id"], e["objet"]): {champ: e[champ] for champ in champs[e["id"]]}
        for e in reponse["echeances"]
        if e["id"] in champs
    }


def desaccords(graines: range) -> list[str]:
    ecarts = []
    for graine in graines:
        demande = tirer(graine)
        attendu, recu = lecture_naive.temoin(demande), du_moteur(demande)
        if attendu != recu:
            diff = {
                str(cle): (attendu.get(cle), recu.get(cle))
                for cle in attendu | recu
                if attendu.get(cle) != recu.get(cle)
            }
            ecarts.append(
                f"graine {graine} : {json.dumps(demande['dossier'], ensure_ascii=False)}\n   témoin, moteur : {diff}"
            )
    return ecarts


def test_quatre_cents_decisions_tirees_au_sort_ont_les_memes_dates_dans_les_deux_lectures() -> None:
    """Le moteur et le témoin disent le même dernier jour, la même heure, la même lecture favorable."""
    ecarts = desaccords(GRAINES)
    assert not ecarts, f"{len(ecarts)} désaccords\n" + "\n".join(ecarts[:10])


def test_le_hasard_visite_tout_ce_que_le_moteur_compte() -> None:
    """Quatre cents tirages passent par chaque contenu, mode, situation, mesure, territoire et changement d'heure."""
    demandes = [tirer(graine) for graine in GRAINES]
    evenements = [e for demande in demandes for e in demande["dossier"]["evenements"]]
    vus = {(cle, str(v)) for e in evenements for cle, v in e.items() if cle not in ("date", "contenu", "heure")}
    vus |= {("contenu", nom) for e in evenements for nom in e.get("contenu", [])}
    vus |= {("residence", demande["dossier"].get("residence")) for demande in demandes}
    attendus = [
        ("type", t) for t in ("decision_notifiee", "assignation_notifiee", "retention_notifiee", "detention_informee")
    ]
    attendus += [("situation", s) for s in ("libre", "assigne", "retenu", "detenu", "inconnu")]
    attendus += [("mode", m) for m in ("main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne", "inconnu")]
    attendus += [("contenu", c) for c in ("refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi", "inconnu")]
    attendus += [("prefecture", p) for p in ("57", "67", "68", "971", "972", "973", "974", "975", "976", "977", "978")]
    attendus += [("residence", "etranger"), ("voies_et_delais", "absents"), ("voies_et_delais", "inconnu")]
    assert not set(attendus) - vus
    heures = [lecture_naive.deux_fois_24_h(e["date"], e["heure"], e.get("lieu")) for e in evenements if e.get("heure")]
    assert any(h is None for h in heures) or "erreur" in {cle for d in demandes for cle in lecture_naive.temoin(d)}


def test_le_meme_nombre_tire_toujours_la_meme_demande() -> None:
    """Une graine qui échoue se rejoue : le tirage ne dépend que d'elle."""
    assert all(tirer(graine) == tirer(graine) for graine in range(20))
    assert tirer(1) != tirer(2)


def sans_feries(jour: date, territoire: str | None = None) -> bool:
    return jour.weekday() > 4


def mois_de_trente_jours(jour: date, nombre: int) -> date:
    return jour + timedelta(days=30 * nombre)


def sans_changement_d_heure(jour: date, heure: str, zone: str | None) -> tuple[date, int]:
    return date.fromisoformat(str(jour)) + timedelta(days=2), int(heure[:2]) * 60 + int(heure[3:])


CASSES_DU_TEMOIN: dict[str, Any] = {
    "ferme": sans_feries,
    "plus_mois": mois_de_trente_jours,
    "deux_fois_24_h": sans_changement_d_heure,
    "SEPT_JOURS": (8, "D"),
    "DROIT_COMMUN": set(),
    "OUTRE_MER": {"971"},
}


@pytest.mark.parametrize("nom", CASSES_DU_TEMOIN)
def test_un_temoin_casse_est_remarque(nom: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fériés oubliés, mois de trente jours, heure d'hiver oubliée, huit jours pour sept : les désaccords augmentent."""
    avant = len(desaccords(GRAINES))
    monkeypatch.setattr(lecture_naive, nom, CASSES_DU_TEMOIN[nom])
    assert len(desaccords(GRAINES)) > avant


def reporter_sans_feries(jour: date, *_: Any, **__: Any) -> date:
    while jour.weekday() > 4:
        jour += timedelta(days=1)
    return jour


def franc_de_trente_jours(jour: date, mois: int) -> tuple[date, date]:
    return (jour + timedelta(days=30 * mois + 1),) * 2


CASSES_DU_MOTEUR: dict[str, Callable[..., Any]] = {
    "reporter": reporter_sans_feries,
    "ajouter_mois": mois_de_trente_jours,
    "terme_franc_mois": franc_de_trente_jours,
}


def vider_les_memoires() -> None:
    """Oublie ce que le moteur a déjà calculé : une casse resterait sans effet, ou en garderait un après le test."""
    for objet in gc.get_objects():
        if isinstance(objet, functools._lru_cache_wrapper) and objet.__module__.split(".")[0] == "calculators":
            objet.cache_clear()


@pytest.fixture
def memoires_vides() -> Iterator[None]:
    vider_les_memoires()
    yield
    vider_les_memoires()


@pytest.mark.parametrize("nom", CASSES_DU_MOTEUR)
def test_un_moteur_casse_est_remarque(nom: str, memoires_vides: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """La même casse dans le moteur, partout où il emploie cette fonction, augmente aussi les désaccords."""
    avant = len(desaccords(GRAINES))
    saine = getattr(calculators.calendrier, nom)
    modules = [module for chemin, module in sys.modules.items() if chemin.split(".")[0] == "calculators"]
    for module in modules:
        for attribut in [a for a, valeur in vars(module).items() if valeur is saine]:
            monkeypatch.setattr(module, attribut, CASSES_DU_MOTEUR[nom])
    vider_les_memoires()
    assert len(desaccords(GRAINES)) > avant


def test_le_temoin_n_emprunte_rien_au_moteur() -> None:
    """Moins de cent cinquante lignes, aucun import du moteur, aucun TOML : sinon ce n'est plus une seconde lecture."""
    source = Path(lecture_naive.__file__).read_text(encoding="utf-8")
    imports = [ligne for ligne in source.splitlines() if ligne.startswith(("import ", "from "))]
    assert imports == ["from datetime import date, datetime, timedelta"]
    assert len(source.splitlines()) < 150 and "toml" not in source.lower() and "open(" not in source


def test_une_demande_abimee_au_hasard_recoit_toujours_une_erreur_nommee() -> None:
    """Jamais d'exception, jamais de date devinée : un type d'erreur, un champ, une phrase."""
    ecarts = []
    for graine in range(1000):
        demande, degat = tirer_fautive(graine)
        reponse = calculer(demande)
        erreur = reponse.get("erreur", {})
        nommee = erreur.get("type") in TYPES_D_ERREUR and isinstance(erreur.get("champ"), str) and erreur.get("message")
        if not nommee or "echeances" in reponse:
            ecarts.append(f"graine {graine} : {degat} → {sorted(reponse)}")
    assert not ecarts, f"{len(ecarts)} demandes abîmées sans erreur nommée\n" + "\n".join(ecarts[:20])


def test_une_bonne_demande_tiree_au_sort_n_est_jamais_refusee_sans_raison() -> None:
    """Le tirage ne fait que des demandes valables : seule une heure qui n'existe pas peut être refusée."""
    for graine in GRAINES:
        demande = tirer(graine)
        erreur = calculer(copy.deepcopy(demande)).get("erreur")
        assert erreur is None or "heure" in erreur["champ"], (graine, erreur)
