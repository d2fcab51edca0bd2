"""Ce qui reste vrai quelle que soit la date : les propriétés du calcul des délais (règle R12)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import calculer
from calculators.calendrier import ajouter_mois, avancer, est_jour_ouvrable, reporter, terme_franc_mois
from calculators.feries import feries_locaux, feries_nationaux

JOUR = timedelta(days=1)
JOURS = st.dates(date(2001, 1, 1), date(2060, 12, 31))
JOURS_COUVERTS = st.dates(date(2025, 1, 1), date(2040, 12, 31))
MOIS = st.integers(1, 14)
TERRITOIRES = st.sampled_from(["57", "67", "68", "971", "972", "973", "974", "976", "977", "978"])
FUSEAUX = {
    "75": "Europe/Paris",
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
}


def locaux(jour: date, territoire: str) -> frozenset[date]:
    return frozenset().union(*(feries_locaux(annee, territoire) for annee in (jour.year - 1, jour.year, jour.year + 1)))


def fin_du_mois(jour: date) -> date:
    while (jour + JOUR).month == jour.month:
        jour += JOUR
    return jour


def contentieux(jour: date, territoire: str, **champs: object) -> dict[str, object]:
    decision = {"type": "decision_notifiee", "date": str(jour), "voies_et_delais": "complets", "prefecture": territoire}
    reponse = calculer(
        {"calcul": "echeances", "aujourdhui": str(jour), "dossier": {"evenements": [decision | champs]}}  # type: ignore[operator]
    )
    return reponse if "erreur" in reponse else next(e for e in reponse["echeances"] if e["id"] == "recours_contentieux")


@given(JOURS, MOIS)
def test_le_meme_quantieme_ou_le_dernier_jour_du_mois(jour: date, mois: int) -> None:
    """« Un mois » tombe sur le même quantième ; s'il n'existe pas, sur le dernier jour du mois."""
    fin = ajouter_mois(jour, mois)
    assert (fin.year - jour.year) * 12 + fin.month - jour.month == mois
    assert fin.day == jour.day or (fin.day < jour.day and fin == fin_du_mois(fin))


@given(JOURS, st.integers(0, 40), MOIS)
def test_qui_recoit_plus_tard_ne_finit_jamais_plus_tot(jour: date, ecart: int, mois: int) -> None:
    """Reculer le départ ne fait avancer aucune fin, avant comme après le report."""
    plus_tard = jour + ecart * JOUR
    assert ajouter_mois(jour, mois) <= ajouter_mois(plus_tard, mois)
    for tot, tard in zip(terme_franc_mois(jour, mois), terme_franc_mois(plus_tard, mois), strict=True):
        assert tot <= tard and reporter(tot) <= reporter(tard)


@given(JOURS, MOIS)
def test_les_deux_lectures_ne_se_separent_qu_en_fin_de_mois(jour: date, mois: int) -> None:
    """Loin des fins de mois, les deux lectures sont la même ; elles ne s'éloignent jamais de plus de trois jours."""
    a, b = terme_franc_mois(jour, mois)
    assert a == ajouter_mois(jour, mois) + JOUR and b == ajouter_mois(jour + JOUR, mois)
    assert abs(a - b) <= 3 * JOUR
    if jour.day < 28:
        assert a == b


@given(JOURS, MOIS)
def test_un_delai_franc_laisse_au_moins_un_jour_de_plus(jour: date, mois: int) -> None:
    """La première lecture est toujours le lendemain de l'échéance : ni le jour du départ ni le dernier ne comptent."""
    a, b = terme_franc_mois(jour, mois)
    assert min(a, b) > jour and a - ajouter_mois(jour, mois) == JOUR


@given(JOURS, TERRITOIRES)
def test_apres_le_report_le_jour_est_toujours_ouvrable(jour: date, territoire: str) -> None:
    """Le jour rendu n'est ni samedi, ni dimanche, ni férié, et aucun jour ouvrable n'a été sauté."""
    for feries in (frozenset(), locaux(jour, territoire)):
        rendu = reporter(jour, feries)
        assert rendu >= jour and est_jour_ouvrable(rendu, feries)
        assert rendu.weekday() < 5 and rendu not in feries_nationaux(rendu.year) and rendu not in feries
        assert not any(est_jour_ouvrable(jour + n * JOUR, feries) for n in range((rendu - jour).days))
        assert reporter(rendu, feries) == rendu


@given(JOURS)
def test_avancer_est_le_miroir_de_reporter(jour: date) -> None:
    """Le dernier jour ouvrable d'avant et le premier d'après encadrent un jour fermé, et se confondent sinon."""
    avant, apres = avancer(jour), reporter(jour)
    assert avant <= jour <= apres and est_jour_ouvrable(avant)
    assert (avant == apres) == est_jour_ouvrable(jour)
    assert not any(est_jour_ouvrable(avant + n * JOUR) for n in range(1, (apres - avant).days))


@given(JOURS, TERRITOIRES)
def test_un_ferie_local_ne_fait_que_reculer_la_lecture_favorable(jour: date, territoire: str) -> None:
    """Avec les fériés locaux, la fin n'est jamais plus tôt que sans eux."""
    assert reporter(jour, locaux(jour, territoire)) >= reporter(jour)


@settings(max_examples=60, deadline=None)
@given(JOURS_COUVERTS, TERRITOIRES, st.sampled_from(["refus_sejour", "oqtf"]))
def test_dernier_jour_ne_bouge_pas_d_un_territoire_a_l_autre(jour: date, territoire: str, contenu: str) -> None:
    """Un jour férié local ou le régime d'outre-mer n'entrent que dans la lecture favorable."""
    ici = contentieux(jour, territoire, contenu=[contenu], situation="libre")
    ailleurs = contentieux(jour, "75", contenu=[contenu], situation="libre")
    assert ici["dernier_jour"] == ailleurs["dernier_jour"]
    assert (ici["lecture_favorable"] or "") >= (ailleurs["lecture_favorable"] or "")


@settings(max_examples=60, deadline=None)
@given(JOURS_COUVERTS, st.sampled_from(["assigne", "detenu"]))
def test_sept_jours_et_huit_dans_la_lecture_favorable_sans_report(jour: date, situation: str) -> None:
    """Le septième jour, le huitième pour qui compte franc ; jamais un jour de plus, même férié."""
    echeance = contentieux(jour, "75", contenu=["oqtf"], situation=situation, article_assignation="L731-1")
    assert echeance["dernier_jour"] == str(jour + 7 * JOUR)
    assert echeance["lecture_favorable"] == str(jour + 8 * JOUR)


@settings(max_examples=60, deadline=None)
@given(
    JOURS_COUVERTS, st.sampled_from(["refus_sejour", "oqtf", "irtf"]), st.sampled_from(["libre", "detenu", "assigne"])
)
def test_la_lecture_favorable_est_toujours_apres_le_dernier_jour(jour: date, contenu: str, situation: str) -> None:
    """Elle est nulle ou plus tardive, et le dernier jour suit toujours la notification."""
    echeance = contentieux(jour, "67", contenu=[contenu], situation=situation)
    assert str(jour) < str(echeance["dernier_jour"])
    assert echeance["lecture_favorable"] is None or str(echeance["lecture_favorable"]) > str(echeance["dernier_jour"])


# Un jour sur trois, à deux jours au plus d'un changement d'heure de la métropole ou de Saint-Pierre-et-Miquelon.
PRES_D_UN_CHANGEMENT = st.builds(
    lambda ecart, jour: jour - ecart * JOUR,
    st.integers(0, 2),
    st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2027, 10, 31), date(2026, 3, 8), date(2026, 11, 1)]),
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(JOURS_COUVERTS.filter(lambda j: j.year < 2037), PRES_D_UN_CHANGEMENT, PRES_D_UN_CHANGEMENT),
    st.integers(0, 23),
    st.sampled_from([0, 1, 30, 59]),
    st.sampled_from(sorted(FUSEAUX)),
)
def test_quarante_huit_heures_sont_quarante_huit_heures_d_horloge(
    jour: date, heure: int, minute: int, lieu: str
) -> None:
    """Il s'écoule exactement 48 heures, dans le fuseau du lieu, à travers chaque changement d'heure."""
    try:
        fuseau = ZoneInfo(FUSEAUX[lieu])
    except ZoneInfoNotFoundError:  # pragma: no cover - une machine sans base de fuseaux
        pytest.skip("pas de base de fuseaux sur cette machine")
    depart = datetime(jour.year, jour.month, jour.day, heure, minute, tzinfo=fuseau)  # fold=0 : la première
    champs = {"contenu": ["oqtf"], "situation": "retenu", "heure": f"{heure:02}:{minute:02}", "lieu": lieu}
    echeance = contentieux(jour, "75", **champs)
    if datetime.fromtimestamp(depart.timestamp(), fuseau).replace(tzinfo=None) != depart.replace(tzinfo=None):
        assert echeance["erreur"]["type"] == "saisie_invalide" and "heure" in echeance["erreur"]["champ"]  # type: ignore[index]
        return
    fin = datetime.fromtimestamp(depart.timestamp() + 48 * 3600, fuseau)
    assert (echeance["dernier_jour"], echeance["heure"]) == (str(fin.date()), f"{fin:%H:%M}")
