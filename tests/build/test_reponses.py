"""La table des réponses faites d'avance dit exactement ce que dit le moteur, case par case, état compris."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from builder import reponses
from builder.paths import ROOT
from builder.reponses import SANS_EFFET
from builder.reponses_axes import CONTENUS, SITUATIONS, TERRITOIRES, VOIES, Case, cases, comme, contenus_dits, demande
from builder.reponses_neutres import essentiel
from builder.today import build_day
from calculators import calculer
from calculators.territoires import codes

GRAINE = 20261125
SOUVENT = [Case(0, 0, 0, 0, 1), Case(1, 0, 0, 0, 1), Case(1, 2, 0, 0, 1), Case(1, 7, 0, 0, 1), Case(3, 0, 2, 3, 0)]
HEURES = ("00:05", "02:30", "10:00", "16:17", "23:59")


@pytest.fixture(scope="session")
def fichier() -> Path:
    """La table de ce jour, celle que la fabrication livre."""
    return reponses.ecrire(build_day())


@pytest.fixture(scope="session")
def table(fichier: Path) -> dict[str, Any]:
    """Son contenu."""
    contenu: dict[str, Any] = json.loads(fichier.read_text(encoding="utf-8"))
    return contenu


def lire(fichier: Path, paquets: Iterable[list[dict[str, Any]]]) -> Iterator[list[Any]]:
    """Les réponses de la table, lues par le JavaScript de la page."""
    # L'avertissement de Node sur package.json n'apprend rien ici.
    commande = ["node", "--no-warnings", "tests/build/lire_la_table.mjs", str(fichier)]
    with subprocess.Popen(commande, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin and node.stdout
        for paquet in paquets:
            node.stdin.write(json.dumps(paquet) + "\n")
            node.stdin.flush()
            yield json.loads(node.stdout.readline())


def comparer(demandes: list[dict[str, Any]], lues: list[Any]) -> int:
    """Chaque réponse de la table est celle du moteur ; rend combien la table en tient."""
    for dite, lue in zip(demandes, lues, strict=True):
        if lue is not None:
            vue = calculer(dite)
            assert essentiel(lue) == essentiel(vue), dite
            if "erreur" not in vue:
                assert sources(lue) == sources(vue), dite
    return sum(lue is not None for lue in lues)


def sources(reponse: dict[str, Any]) -> list[Any]:
    """Ce que chaque alerte cite."""
    return [[(s["texte"], s["article"], s["url"]) for s in alerte["sources"]] for alerte in reponse["alertes"]]


def au_hasard(hasard: random.Random, table: dict[str, Any]) -> dict[str, Any]:
    """Une demande que le formulaire sait envoyer ; quelques-unes que la table ne tient pas."""
    recu = date.fromisoformat(table["debut"]) + timedelta(days=hasard.randrange(table["jours"]))
    ecoules = hasard.choice(
        [0, 1, 2, 7, 8, 29, 30, 31, 32, 60, 61, 62, 63, 64, 65, 66, 365, 366, hasard.randrange(800)]
    )
    contenu = hasard.choice(list(contenus_dits())).split("+")
    hasard.shuffle(contenu)
    decision: dict[str, Any] = {
        "type": "decision_notifiee",
        "date": recu.isoformat(),
        "contenu": contenu,
        **hasard.choice(SITUATIONS),
    }
    if decision.get("heure") == "":
        decision["heure"] = hasard.choice(HEURES)
    facultatifs = {
        "mode": [None, "main_propre", "lettre_remise", "lettre_non_retiree", "en_ligne", "inconnu"],
        "voies_et_delais": [None, *VOIES],
        "prefecture": [None, *TERRITOIRES[1:], hasard.choice(sorted(codes()))],
        "lieu": [None] * 8 + ["75", "971", "974"],
        "delai_mentionne": [None] * 8 + ["P2M", "P1M", "P30D", "P7D", "PT48H", "P2D"],
        "delai_depart_jours": [None] * 8 + [30, 15],
        "citoyen_ue": [None] * 8 + [False, True],
    }
    choisis = {nom: hasard.choice(valeurs) for nom, valeurs in facultatifs.items()}
    decision |= {nom: valeur for nom, valeur in choisis.items() if valeur is not None}
    dossier: dict[str, Any] = {"evenements": [decision]}
    residence = hasard.choice([None] * 8 + ["75", "971", "etranger", hasard.choice(sorted(codes()))])
    if residence is not None:
        dossier["residence"] = residence
    dite = {"calcul": "echeances", "aujourdhui": (recu + timedelta(days=ecoules - 1)).isoformat(), "dossier": dossier}
    return dite | ({"maintenant": hasard.choice(HEURES)} if hasard.random() < 0.4 else {})


def test_au_hasard_la_table_dit_ce_que_dit_le_moteur(fichier: Path, table: dict[str, Any]) -> None:
    """Cinq mille demandes du formulaire, à des jours et des heures de toute sorte, états compris."""
    hasard = random.Random(GRAINE)
    demandes = [au_hasard(hasard, table) for _ in range(5_000)]
    (lues,) = lire(fichier, [demandes])
    tenues = comparer(demandes, lues)
    assert 2_500 < tenues < len(demandes), "La table doit tenir les cas ordinaires, et laisser les rares au moteur."


@pytest.mark.parametrize("case", SOUVENT, ids=lambda c: "-".join(map(str, c)))
def test_chaque_jour_des_cas_les_plus_frequents(fichier: Path, table: dict[str, Any], case: Case) -> None:
    """Toutes les cases de la colonne, le jour même et après le dernier jour."""
    demandes = [dite for jour in jours(table) for dite in a_deux_moments(case, jour)]
    (lues,) = lire(fichier, [demandes])
    # Une heure sautée par le passage à l'heure d'été revient au moteur, qui la refuse.
    absentes = [dite for dite, lue in zip(demandes, lues, strict=True) if lue is None]
    assert all("erreur" in calculer(dite) for dite in absentes)
    assert comparer(demandes, lues) >= 2 * table["jours"] - 4


def jours(table: dict[str, Any]) -> list[date]:
    """Tous les jours de notification de la table."""
    return [date.fromisoformat(table["debut"]) + timedelta(days=n) for n in range(table["jours"])]


def a_deux_moments(case: Case, recu: date) -> list[dict[str, Any]]:
    """La même case le jour de la notification, puis cent jours après."""
    return [
        demande(case, recu.isoformat(), (recu + timedelta(days=n)).isoformat(), HEURES[recu.toordinal() % len(HEURES)])
        for n in (0, 100)
    ]


def test_de_chaque_cote_du_dernier_jour_d_une_lecture_la_table_vieillit_comme_le_moteur(
    fichier: Path, table: dict[str, Any]
) -> None:
    """Sans nouvelle fabrication : la page compare un jour de la table à aujourd'hui, et la certitude baisse."""
    assert table["lectures"], "La table ne dit l'âge de rien."
    for vaut_jusqu_au, phrase in table["lectures"]:
        dernier = date.fromisoformat(vaut_jusqu_au)
        recus = [(dernier - timedelta(days=n)).isoformat() for n in (0, 20, 200)]
        demandes = [
            [
                demande(case, recu, (dernier + timedelta(days=n)).isoformat(), "10:00")
                for case in SOUVENT
                for recu in recus
            ]
            for n in (0, 1)
        ]
        avant, apres = lire(fichier, demandes)
        assert comparer(demandes[0], avant) == comparer(demandes[1], apres) == len(demandes[0])
        assert not any(e.get("a_relire") for lue in avant for e in lue["echeances"])
        assert all(
            e["a_relire"] == phrase and e["certitude"] == "a_verifier" for lue in apres for e in lue["echeances"]
        )


def test_une_date_future_se_dit_avec_les_mots_du_moteur(fichier: Path) -> None:
    """La faute la plus courante n'attend pas le moteur."""
    dite = demande(Case(0, 0, 0, 0, 1), build_day().isoformat(), (build_day() - timedelta(days=30)).isoformat())
    ((lue,),) = lire(fichier, [[dite]])
    assert lue == calculer(dite)


def tribunaux() -> list[dict[str, Any]]:
    """Toutes les demandes de tribunal que le formulaire envoie pour une décision."""
    endroits = [None, "75", "59", "77", "95", "57", "67", "971", "973", "976", "974", "2A", "13"]
    demandes = []
    for contenu in CONTENUS:
        for situation in SITUATIONS[:-1]:
            for prefecture in endroits:
                for lieu in [None, "77", "95", "94", "93", "57", "13", "973", "974"]:
                    dite = {"calcul": "tribunal", "aujourdhui": "2026-11-25", "contenu": list(contenu)}
                    dite |= {cle: valeur for cle, valeur in situation.items() if cle != "heure"}
                    dite |= {"prefecture": prefecture} if prefecture else {}
                    dite |= {"lieu": lieu} if lieu else {}
                    demandes.append(dite)
    return demandes


def test_la_table_nomme_le_meme_tribunal_que_le_moteur(fichier: Path) -> None:
    """Nom, adresse, site, et la question qui pourrait le changer."""
    demandes = tribunaux()
    (lues,) = lire(fichier, [demandes])
    tenues = 0
    for dite, lue in zip(demandes, lues, strict=True):
        if lue is None:
            continue
        vue = calculer(dite)
        tenues += 1
        if "erreur" in lue:
            assert lue["erreur"]["message"] == vue["erreur"]["message"], dite
        else:
            assert lue == {"tribunal": vue["tribunal"], "autres": vue["autres"]}, dite
    assert tenues > len(demandes) * 0.8


def test_la_table_a_plus_d_un_an_d_avance_et_deux_ans_de_memoire(table: dict[str, Any]) -> None:
    """Une copie gardée un an répond encore ; une décision de l'an dernier aussi."""
    debut = date.fromisoformat(table["debut"])
    fin = debut + timedelta(days=table["jours"] - 1)
    jour = build_day()
    assert debut <= jour.replace(day=1).replace(year=jour.year - 2)
    assert fin >= jour + timedelta(days=425), fin


def test_chaque_equivalence_des_axes_est_vraie_dans_le_moteur(table: dict[str, Any]) -> None:
    """Deux cases dites pareilles ont les mêmes dates, un jour sur trente."""
    recus = jours(table)[::30]
    essais = random.Random(GRAINE).sample(cases(), 150)
    for case in essais:
        for recu in recus[:: 1 + case.mode]:
            assert dates(case, recu) == dates(comme(case), recu), (case, recu)


def dates(case: Case, recu: date) -> list[Any]:
    """Les dates du moteur pour le recours et l'aide."""
    reponse = calculer(demande(case, recu.isoformat(), recu.isoformat(), "10:00"))
    return [
        [e["dernier_jour"], e["heure"], e["lecture_favorable"], e["heure_favorable"]]
        for e in sorted(reponse["echeances"], key=lambda e: e["id"])
        if e["id"] != "depart_volontaire"
    ]


def test_ce_qui_ne_refait_pas_la_table_n_est_pas_ouvert_pour_une_date() -> None:
    """Une date et un tribunal se calculent sans aucun des fichiers mis à part."""
    faites = json.dumps([demande(c, "2026-11-02", "2026-11-25", "10:00") for c in SOUVENT])
    code = f"""
import io, json, sys
ouverts = []
sys.addaudithook(lambda nom, quoi: ouverts.append(str(quoi[0])) if nom == "open" else None)
from calculators import calculer
for dite in json.loads({json.dumps(faites)!s}) + {tribunaux()[:40]!r}:
    calculer(dite)
print("\\n".join(ouverts))
"""
    vus = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    noms = {Path(nom).with_suffix("").as_posix().rpartition("/calculators/")[2] for nom in vus.splitlines()}
    assert "droit/recours" in noms, "L'écoute des fichiers ouverts n'entend rien."
    assert [nom for nom in noms if nom.startswith(tuple(f"{d}/" for d in SANS_EFFET)) or nom in SANS_EFFET] == []


@pytest.mark.long
@pytest.mark.parametrize("contenu", range(len(CONTENUS)))
@pytest.mark.parametrize("situation", range(len(SITUATIONS)))
def test_toutes_les_cases_de_tous_les_jours(fichier: Path, table: dict[str, Any], contenu: int, situation: int) -> None:
    """Chaque jour, chaque territoire, chaque façon d'arriver : la table et le moteur."""
    choisies = [case for case in cases() if (case.contenu, case.situation) == (contenu, situation)]
    paquets = [[dite for jour in jours(table) for dite in a_deux_moments(case, jour)[:1]] for case in choisies]
    tenues = sum(comparer(paquet, lues) for paquet, lues in zip(paquets, lire(fichier, paquets), strict=True))
    assert tenues >= len(choisies) * (table["jours"] - 4)
