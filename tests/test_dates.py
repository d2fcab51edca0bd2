"""L'arithmétique sans le droit : mois, jours, reports, heures et jours fériés, sur des dates écrites à l'avance."""

import csv
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from calculators import calculer
from calculators.calendrier import ajouter_mois, avancer, est_jour_ouvrable, reporter, terme_franc_mois
from calculators.feries import feries_locaux, feries_nationaux

ICI = Path(__file__).parent
Ligne = dict[str, str]


def lire(nom: str) -> list[Ligne]:
    with (ICI / nom).open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


EXACTS, AMBIGUS = lire("dates/exacts.csv"), lire("dates/ambigus.csv")
HEURES, FINS_DE_MOIS = lire("dates/heures.csv"), lire("dates/fins_de_mois.csv")
JOURS_FERIES = lire("donnees/jours_feries.csv")


def nom(ligne: Ligne) -> str:
    return f"{ligne['depart']} {ligne.get('delai') or ligne.get('heure')}"


def duree(texte: str) -> tuple[int, str]:
    return int(texte[1:-1]), texte[-1]


@pytest.mark.parametrize("ligne", EXACTS, ids=nom)
def test_un_delai_dont_la_fin_est_connue_finit_ce_jour_la(ligne: Ligne) -> None:
    """Chaque ligne a une source : un juge, un exemple publié, un cas de référence."""
    depart, attendu = date.fromisoformat(ligne["depart"]), date.fromisoformat(ligne["dernier_jour"])
    nombre, unite = duree(ligne["delai"])
    echeance = ajouter_mois(depart, nombre) if unite == "M" else depart + timedelta(days=nombre)
    if ligne["franc"] == "non":
        assert echeance == attendu
        return
    assert reporter(echeance + timedelta(days=1)) == attendu
    if unite == "M":
        assert reporter(min(terme_franc_mois(depart, nombre))) == attendu


@pytest.mark.parametrize("ligne", AMBIGUS, ids=nom)
def test_un_delai_a_deux_lectures_les_donne_toutes_les_deux(ligne: Ligne) -> None:
    """La date prudente est la plus courte ; la favorable, l'autre lecture quand elle finit plus tard."""
    depart = date.fromisoformat(ligne["depart"])
    nombre, unite = duree(ligne["delai"])
    if unite == "M":
        lectures = terme_franc_mois(depart, nombre)
        prudente, favorable = reporter(min(lectures)), reporter(lectures[0])
    else:
        lectures = depart + timedelta(days=nombre + 1), depart + timedelta(days=nombre)
        prudente, favorable = lectures[1], lectures[0]
    assert [str(lecture) for lecture in lectures] == [ligne["lecture_a"], ligne["lecture_b"]]
    assert str(prudente) == ligne["prudente"]
    assert (str(favorable) if favorable > prudente else "") == ligne["favorable"]


@pytest.mark.parametrize(
    "ligne", [li for li in AMBIGUS if li["delai"] == "P7D" and li["depart"] > "2024-07-15"], ids=nom
)
def test_sept_jours_ne_se_reportent_jamais(ligne: Ligne) -> None:
    """Le moteur rend les deux lectures des sept jours telles quelles, même un samedi ou un dimanche."""
    echeance = contentieux(ligne["depart"], situation="assigne", article_assignation="L731-1")
    assert (echeance["dernier_jour"], echeance["lecture_favorable"]) == (ligne["prudente"], ligne["favorable"])


def test_toutes_les_fins_de_mois_de_cinq_ans_suivent_la_table() -> None:
    """Un et deux mois depuis chaque 28, 29, 30, 31 et 1er, années bissextiles ou non ; la table est celle du témoin."""
    ecarts = []
    for ligne in FINS_DE_MOIS:
        a, b = terme_franc_mois(date.fromisoformat(ligne["depart"]), int(ligne["mois"]))
        prudente, favorable = reporter(min(a, b)), reporter(a)
        recu = [str(a), str(b), str(prudente), str(favorable) if favorable > prudente else ""]
        attendu = [ligne[cle] for cle in ("lecture_a", "lecture_b", "prudente", "favorable")]
        if recu != attendu:
            ecarts.append((ligne["depart"], ligne["mois"], recu, attendu))
    assert len(FINS_DE_MOIS) > 500 and not ecarts


def contentieux(jour: str, **champs: str | None) -> dict[str, str | None]:
    """Le recours contre une OQTF notifiée ce jour-là."""
    decision = {"type": "decision_notifiee", "date": jour, "contenu": ["oqtf"], "voies_et_delais": "complets", **champs}
    reponse = calculer({"calcul": "echeances", "aujourdhui": jour, "dossier": {"evenements": [decision]}})
    return next(e for e in reponse["echeances"] if e["id"] == "recours_contentieux")


@pytest.mark.parametrize("ligne", HEURES, ids=nom)
def test_quarante_huit_heures_finissent_a_la_minute(ligne: Ligne) -> None:
    """Rejoué le même jour de la semaine d'une année couverte : ni jour franc, ni report au lundi."""
    ancien, depart = date.fromisoformat(ligne["depart"]), date.fromisoformat(ligne["rejoue_depuis"])
    assert ancien.weekday() == depart.weekday()
    echeance = contentieux(str(depart), situation="retenu", heure=ligne["heure"] or None)
    fin = depart + (date.fromisoformat(ligne["fin"]) - ancien)
    assert (echeance["dernier_jour"], echeance["heure"]) == (str(fin), ligne["heure_fin"])


def test_chaque_decision_rejouee_en_arithmetique_a_sa_ligne() -> None:
    """Une décision dite « arithmetique » a une ligne dans tests/dates/, et chaque ligne vise une décision connue."""
    cas = {chemin.stem: tomllib.loads(chemin.read_text(encoding="utf-8")) for chemin in (ICI / "cas").glob("*.toml")}
    lignes = {ligne["cas"] for ligne in EXACTS + AMBIGUS + HEURES if ligne["cas"]}
    assert lignes <= set(cas)
    assert {n for n, c in cas.items() if c["rejeu"] == "arithmetique"} <= lignes
    fins = {(li["cas"], li.get("dernier_jour") or li.get("fin")) for li in EXACTS + HEURES}
    dites = {
        (n, str(c["dernier_jour"])) for n, c in cas.items() if c["rejeu"] == "arithmetique" and "dernier_jour" in c
    }
    assert dites <= fins


TERRITOIRES = {
    "metropole": ["75", "69", "2A"],
    "alsace-moselle": ["57", "67", "68"],
    **{code: [code] for code in ("971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988")},
}


@pytest.mark.parametrize("territoire", TERRITOIRES)
def test_les_jours_feries_calcules_sont_ceux_du_fichier_de_controle(territoire: str) -> None:
    """De 2024 à 2031, chaque jour du fichier est férié, et aucun autre ne l'est ; territoire par territoire."""
    attendus = {li["date"] for li in JOURS_FERIES if li["territoire"] == territoire}
    assert min(attendus) < "2024-01-02" and max(attendus) > "2031-12-01"
    for code in TERRITOIRES[territoire]:
        locaux = {jour for annee in range(2024, 2032) for jour in feries_locaux(annee, code)}
        nationaux = {jour for annee in range(2024, 2032) for jour in feries_nationaux(annee)}
        assert {str(jour) for jour in nationaux | locaux} == attendus, code
        for jour in locaux - nationaux:
            assert est_jour_ouvrable(jour) == (jour.weekday() < 5)
            assert not est_jour_ouvrable(jour, frozenset(locaux))


def test_les_onze_feries_nationaux_sont_onze_chaque_annee() -> None:
    """Deux fériés peuvent tomber le même jour (Ascension et 8 mai) : jamais plus de onze, jamais moins de dix."""
    for annee in range(2001, 2100):
        feries = feries_nationaux(annee)
        assert 10 <= len(feries) <= 11
        assert all(jour.year == annee for jour in feries)


def test_l_annee_sans_voies_et_delais_est_avancee_au_dernier_jour_ouvrable() -> None:
    """Un an après le 2 mai 2025 tombe un samedi, au lendemain du 1er mai : reste le jeudi 30 avril."""
    assert ajouter_mois(date(2025, 5, 2), 12) == date(2026, 5, 2)
    assert avancer(date(2026, 5, 2)) == date(2026, 4, 30)
    assert ajouter_mois(date(2028, 2, 29), 12) == date(2029, 2, 28)
