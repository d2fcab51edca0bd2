"""L'heure légale sans base de fuseaux : comparée à zoneinfo autour de chaque changement, dans chaque territoire."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calculators import calculer
from calculators.fuseaux import HeureInexistante, ajouter_heures, fuseau_de
from calculators.territoires import codes
from tests.engine.demandes import decision, echeance, echeances, fait, reponse

PARIS = "Europe/Paris"
# Écrit ici, pas lu dans droit/fuseaux.toml : sinon une erreur du fichier se vérifierait elle-même.
ZONES = {
    **{"971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion"},
    **{"975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot"},
    **{"984": "Indian/Kerguelen", "986": "Pacific/Wallis", "987": "Pacific/Tahiti", "988": "Pacific/Noumea"},
}
# Clipperton n'a pas d'habitant, ni d'heure légale connue : celle de la métropole.
SANS_HEURE = {"989"}
ANNEES = range(2024, 2032)
HEURE = timedelta(hours=1)


def changements(zone: str, annee: int) -> list[datetime]:
    """Les instants, en temps universel, où le décalage change dans l'année, cherchés heure par heure."""
    fuseau = ZoneInfo(zone)
    debut = datetime(annee, 1, 1, tzinfo=UTC)
    jours = [debut + timedelta(days=n) for n in range(367)]
    trouves = []
    for avant, apres in zip(jours, jours[1:], strict=False):
        if avant.astimezone(fuseau).utcoffset() != apres.astimezone(fuseau).utcoffset():
            heures = [avant + n * HEURE for n in range(25)]
            trouves += [
                b
                for a, b in zip(heures, heures[1:], strict=False)
                if a.astimezone(fuseau).utcoffset() != b.astimezone(fuseau).utcoffset()
            ]
    return trouves


def selon_zoneinfo(local: datetime, heures: int, zone: str) -> datetime | None:
    """`heures` heures d'horloge plus tard, ou None si l'heure n'existe pas. Une heure double est la première."""
    fuseau = ZoneInfo(zone)
    depart = local.replace(tzinfo=fuseau, fold=0).astimezone(UTC)
    if depart.astimezone(fuseau).replace(tzinfo=None) != local:
        return None
    return (depart + timedelta(hours=heures)).astimezone(fuseau).replace(tzinfo=None)


def selon_le_moteur(local: datetime, heures: int, code: str) -> datetime | None:
    try:
        return ajouter_heures(local, heures, fuseau_de(code))
    except HeureInexistante:
        return None


def autour(zone: str, annee: int) -> list[datetime]:
    """Les jours à regarder : autour de chaque changement, ou, s'il n'y en a pas, autour de ceux de Paris."""
    instants = changements(zone, annee) or changements(PARIS, annee)
    return [instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, minute=0) for instant in instants]


@pytest.mark.parametrize("code", ["75", *ZONES])
def test_chaque_heure_autour_de_chaque_changement_est_celle_de_zoneinfo(code: str) -> None:
    """Trois jours avant, un jour après, à la demi-heure : 48 heures mènent au même instant, ou l'heure n'existe pas."""
    zone = ZONES.get(code, PARIS)
    for pivot in (pivot for annee in ANNEES for pivot in autour(zone, annee)):
        for demi_heure in range(-144, 49):
            local = pivot + demi_heure * timedelta(minutes=30)
            assert selon_le_moteur(local, 48, code) == selon_zoneinfo(local, 48, zone), (code, local)


def test_les_changements_essayes_sont_bien_ceux_qu_on_croit() -> None:
    """Paris et Saint-Pierre changent deux fois l'an, pas le même jour ; les autres jamais."""
    assert [len(changements(PARIS, annee)) for annee in ANNEES] == [2] * 8
    assert [len(changements("America/Miquelon", annee)) for annee in ANNEES] == [2] * 8
    assert not set(changements(PARIS, 2026)) & set(changements("America/Miquelon", 2026))
    assert not [z for z in ZONES.values() if z != "America/Miquelon" and any(changements(z, a) for a in ANNEES)]


@pytest.mark.parametrize("code", sorted(codes() - SANS_HEURE))
def test_chaque_territoire_a_son_heure(code: str) -> None:
    """L'hiver comme l'été, le décalage est celui de la base mondiale, pour tous les départements et collectivités."""
    zone = ZoneInfo(ZONES.get(code, PARIS))
    fuseau = fuseau_de(code)
    hiver = datetime(2026, 12, 15, 12, tzinfo=UTC)
    assert fuseau.decalage == hiver.astimezone(zone).utcoffset()
    ete = hiver.replace(month=7).astimezone(zone).utcoffset() != fuseau.decalage
    assert ete == (fuseau.bascule != "aucune")


HEURES_SAUTEES = [("75", "2026-03-29", "02:30"), ("2A", "2027-03-28", "02:00"), ("975", "2026-03-08", "02:59")]


@pytest.mark.parametrize(("code", "jour", "heure"), HEURES_SAUTEES)
def test_une_heure_qui_n_existe_pas_est_refusee(code: str, jour: str, heure: str) -> None:
    """Au passage à l'heure d'été, de 2 h à 2 h 59 rien n'a pu être notifié."""
    assert selon_le_moteur(datetime.fromisoformat(f"{jour}T{heure}"), 48, code) is None
    veille = datetime.fromisoformat(f"{jour}T01:59")
    assert selon_le_moteur(veille, 0, code) == veille
    assert selon_le_moteur(veille + timedelta(minutes=61), 0, code) == veille + timedelta(minutes=61)


HEURES_DOUBLES = [("75", "2026-10-25", "02:30", "01:30"), ("975", "2026-11-01", "01:15", "00:15")]


@pytest.mark.parametrize(("code", "jour", "heure", "fin"), HEURES_DOUBLES)
def test_une_heure_double_est_comptee_a_son_premier_passage(code: str, jour: str, heure: str, fin: str) -> None:
    """Le premier des deux passages finit plus tôt : c'est la lecture prudente, une heure de moins à l'horloge."""
    recue = decision(jour, "oqtf", situation="retenu", heure=heure, prefecture=code)
    trouvee = echeance(reponse(recue))
    assert (trouvee["dernier_jour"], trouvee["heure"]) == (str(date.fromisoformat(jour) + timedelta(days=2)), fin)


@pytest.mark.parametrize(("lieu", "fin"), [("75", "10:00"), ("974", "09:00"), ("975", "09:00"), ("988", "09:00")])
def test_l_heure_est_celle_de_l_endroit_ou_l_on_est_retenu(lieu: str, fin: str) -> None:
    """La préfecture est à Paris ; l'horloge, là où la personne a reçu le papier."""
    recue = decision("2026-03-28", "oqtf", situation="retenu", heure="09:00", prefecture="75", lieu=lieu)
    assert echeance(reponse(recue))["heure"] == fin


def test_un_delai_qui_finit_dans_l_heure_double_garde_une_seule_heure() -> None:
    """Parti 48 heures avant l'heure double : la fin est un instant, écrit à l'heure du lieu."""
    demande = echeances(decision("2026-10-23", "oqtf", situation="retenu", heure="02:30", prefecture="75"))
    trouvee = echeance(reponse(*demande["dossier"]["evenements"]))
    assert (trouvee["dernier_jour"], trouvee["heure"]) == ("2026-10-25", "02:30")


@pytest.mark.parametrize(("residence", "prefecture", "refusee"), [("973", "75", True), ("75", "973", False)])
def test_l_heure_d_une_mesure_sans_lieu_est_celle_de_la_prefecture_de_la_decision(
    residence: str, prefecture: str, refusee: bool
) -> None:
    """2 h le jour du passage à l'heure d'été : n'existe pas à Paris, existe en Guyane, où que demeure la personne."""
    mesure = fait("retention_notifiee", "2030-03-31", heure="02:00")
    rendue = calculer(echeances(decision("2030-03-20", "oqtf", prefecture=prefecture), mesure, residence=residence))
    assert (rendue.get("erreur", {}).get("champ") == "dossier.evenements[1].heure") is refusee
