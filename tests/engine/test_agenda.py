"""L'agenda : un fichier que lisent les téléphones, un plan à rebours, des titres neutres, rien qui dépasse le dernier jour."""

import re
from datetime import date, datetime
from typing import Any

import pytest

from calculators import calculer
from tests.engine.corpus import resultats
from tests.engine.demandes import Json, decision, fait

icalendar = pytest.importorskip("icalendar", reason="icalendar manque à requirements.in")

JOUR = "2026-11-25"
OQTF = decision("2026-11-23", "refus_sejour", "oqtf", prefecture="69")


def agenda(*evenements: Json, jour: str = JOUR, **reste: Any) -> Json:
    """La réponse, qui doit être un résultat."""
    dossier = {"residence": "69", "evenements": list(evenements)}
    rendue = calculer({"calcul": "agenda", "aujourdhui": jour, "dossier": dossier, **reste})
    assert "erreur" not in rendue, rendue
    return rendue


def lus(rendue: Json) -> list[Any]:
    """Les rappels, tels que les lit la bibliothèque `icalendar`."""
    calendrier = icalendar.Calendar.from_ical(rendue["ics"])
    assert not calendrier.errors
    return list(calendrier.walk("VEVENT"))


def test_le_plan_a_rebours_d_une_oqtf() -> None:
    """Appeler aujourd'hui, l'aide sous deux jours, écrire sept jours avant, poster trois jours avant, le dernier jour."""
    rendue = agenda(OQTF)
    plan = {r["nature"]: r["date"] for r in rendue["rappels"] if r["echeance"] == "recours_contentieux"}
    assert plan == {
        "appeler": "2026-11-25",
        "aide": "2026-11-27",
        "ecrire": "2026-12-17",
        "poster": "2026-12-21",
        "dernier_jour": "2026-12-24",
    }


def test_icalendar_relit_les_memes_jours() -> None:
    """Chaque rappel est un jour entier, avec un UID, un tampon, un numéro d'ordre, une alarme."""
    rendue = agenda(OQTF)
    evenements = lus(rendue)
    assert [str(e["UID"]) for e in evenements] == [r["uid"] for r in rendue["rappels"]]
    for evenement, rappel in zip(evenements, rendue["rappels"], strict=True):
        assert (
            evenement["DTSTART"].dt == date.fromisoformat(rappel["date"])
            and str(evenement["SUMMARY"]) == rappel["titre"]
        )
        assert evenement["DTSTAMP"].dt.date() == date.fromisoformat(JOUR) and len(evenement.subcomponents) == 1


def test_une_heure_limite_est_a_l_heure_du_lieu() -> None:
    """En rétention, le dernier rappel porte l'heure ; ni poste ni marge."""
    retenu = decision("2026-11-24", "oqtf", situation="retenu", heure="16:10", lieu="77", prefecture="77")
    rendue = agenda(retenu)
    assert [r["nature"] for r in rendue["rappels"]] == ["appeler", "dernier_jour"]
    assert lus(rendue)[-1]["DTSTART"].dt == datetime(2026, 11, 26, 16, 10)


def test_les_titres_sont_neutres() -> None:
    """Un téléphone les montre à n'importe qui : ni tribunal, ni préfecture, ni titre de séjour, ni OQTF."""
    mots = re.compile(r"tribunal|préfe|séjour|oqtf|étranger|avocat|recours|juge|titre|police|rétention", re.IGNORECASE)
    for demande, _ in resultats()[::3]:
        rendue = calculer({**demande, "calcul": "agenda"})
        assert not [r["titre"] for r in rendue["rappels"] if mots.search(r["titre"])]
        assert not re.search(r"(SUMMARY|DESCRIPTION|X-WR-CALNAME):.*(tribunal|préfe|OQTF)", rendue["ics"])


def test_jamais_avant_aujourd_hui_jamais_apres_le_dernier_jour_jamais_une_date_favorable() -> None:
    """Sur tout le corpus : chaque rappel tombe entre aujourd'hui et le dernier jour de son échéance."""
    vus = 0
    for demande, rendue in resultats():
        echeances = {(e["id"], e["objet"]): e for e in rendue["echeances"]}
        for rappel in calculer({**demande, "calcul": "agenda"})["rappels"]:
            vus += 1
            echeance = echeances[rappel["echeance"], rappel["objet"]]
            fin = echeance["dernier_jour"] or "9999"
            assert demande["aujourdhui"] <= rappel["date"] <= fin, (demande, rappel)
            assert echeance["dernier_jour"] or rappel["nature"] == "a_partir_de"
    assert vus > 300


def test_a_la_fin_le_plan_se_serre_sans_depasser() -> None:
    """La veille : tout est pour aujourd'hui, le dernier jour demain."""
    dates = {r["nature"]: r["date"] for r in agenda(OQTF, jour="2026-12-23")["rappels"]}
    assert dates["ecrire"] == dates["poster"] == "2026-12-23" and dates["dernier_jour"] == "2026-12-24"
    assert dates["aide"] == "2026-12-24"


def test_poster_tombe_un_jour_ouvrable() -> None:
    """Le dernier jour est un mardi : poster le samedi n'irait pas, on recule au vendredi."""
    rendue = agenda(decision("2026-11-28", "oqtf", prefecture="69"), jour="2026-11-28")
    plan = {r["nature"]: r["date"] for r in rendue["rappels"]}
    assert plan["dernier_jour"] == "2026-12-29" and date.fromisoformat(plan["poster"]).weekday() < 5
    assert plan["poster"] == "2026-12-24"


def test_importer_de_nouveau_remplace() -> None:
    """Un autre jour, une date corrigée : mêmes identifiants, numéro d'ordre plus grand."""
    avant, apres = agenda(OQTF), agenda({**OQTF, "date": "2026-11-24"}, jour="2026-11-26")
    assert [r["uid"] for r in avant["rappels"]] == [r["uid"] for r in apres["rappels"]]
    ordre_avant, ordre_apres = ({int(e["SEQUENCE"]) for e in lus(r)} for r in (avant, apres))
    assert max(ordre_avant) < min(ordre_apres)
    tot, tard = ({int(e["SEQUENCE"]) for e in lus(agenda(OQTF, maintenant=heure))} for heure in ("10:30", "10:31"))
    assert max(tot) < min(tard)


def test_deux_dossiers_ne_se_remplacent_pas() -> None:
    """La clé que la page garde avec le dossier sépare deux personnes dans le même agenda."""
    un, deux = agenda(OQTF, cle="a1"), agenda(OQTF, cle="b2")
    assert not {r["uid"] for r in un["rappels"]} & {r["uid"] for r in deux["rappels"]}
    erreur = calculer({"calcul": "agenda", "aujourdhui": JOUR, "dossier": {"evenements": [OQTF]}, "cle": "É !"})[
        "erreur"
    ]
    assert erreur["champ"] == "cle" and erreur["type"] == "saisie_invalide"


LIBELLES = ["Dossier é, 12; a\\b", "<b>x</b>\r\nBEGIN:VEVENT\r\nX:1", "🙂" * 60, "\u202eabc", "x" * 5000, "محمد"]


@pytest.mark.parametrize("libelle", LIBELLES, ids=["ponctuation", "injection", "émojis", "sens", "long", "arabe"])
def test_un_libelle_hostile_reste_un_titre(libelle: str) -> None:
    """Lignes de 75 octets au plus, CRLF, rien d'injecté, le libellé relu intact."""
    rendue = agenda(OQTF, libelle=libelle)
    lignes = rendue["ics"].encode("utf-8").split(b"\r\n")
    assert all(len(ligne) <= 75 and b"\n" not in ligne and b"\r" not in ligne for ligne in lignes)
    evenements = lus(rendue)
    assert len(evenements) == len(rendue["rappels"])
    assert [str(e["SUMMARY"]) for e in evenements] == [r["titre"] for r in rendue["rappels"]]


def test_rien_a_rappeler_donne_un_agenda_vide_mais_juste() -> None:
    """Tout est fait ou passé : un calendrier sans rappel, que les téléphones acceptent."""
    rendue = agenda(OQTF, fait("decision_retiree", "2026-11-24"))
    assert rendue["rappels"] == [] and lus(rendue) == []


def test_l_execution_rappelle_le_premier_jour() -> None:
    """Rien avant trois mois : le rappel est le jour où la demande devient possible."""
    rendue = agenda(fait("jugement_notifie", "2026-11-02", sens="annulation"))
    (execution,) = [r for r in rendue["rappels"] if r["nature"] == "a_partir_de"]
    assert execution["date"] == "2027-02-03"


def test_le_tampon_suit_l_heure_donnee() -> None:
    """`maintenant` est dans DTSTAMP ; sans lui, minuit : jamais l'horloge de la machine."""
    assert "DTSTAMP:20261125T103000Z" in agenda(OQTF, maintenant="10:30")["ics"]
    assert "DTSTAMP:20261125T000000Z" in agenda(OQTF)["ics"]


def guichet(*dossiers: Json, **reste: Any) -> Json:
    """Plusieurs dossiers, un seul agenda."""
    return calculer({"calcul": "agenda", "aujourdhui": JOUR, "dossiers": list(dossiers), **reste})


def un_dossier(cle: str, *evenements: Json) -> Json:
    """Un dossier du guichet, sous sa référence."""
    return {"cle": cle, "libelle": cle.upper(), "dossier": {"residence": "69", "evenements": list(evenements)}}


def test_un_guichet_a_un_seul_agenda_avec_les_seuls_jours_qui_l_obligent() -> None:
    """Poster, et le dernier jour, sous la référence de chaque dossier ; les jours sont ceux du dossier seul."""
    plus_tard = {**OQTF, "date": "2026-11-24"}
    rendue = guichet(un_dossier("a1", OQTF), un_dossier("b2", plus_tard))
    seuls = [
        (f"{cle.upper()} : {r['titre']}", r["date"])
        for cle, evenement in (("a1", OQTF), ("b2", plus_tard))
        for r in agenda(evenement)["rappels"]
        if r["nature"] in ("poster", "dernier_jour")
    ]
    assert sorted((r["titre"], r["date"]) for r in rendue["rappels"]) == sorted(seuls)
    lues = lus(rendue)
    assert len(lues) == len(seuls) == 4
    assert len({str(e["UID"]) for e in lues}) == 4
    assert [r["date"] for r in rendue["rappels"]] == sorted(r["date"] for r in rendue["rappels"])


@pytest.mark.parametrize(
    ("dossiers", "champ"),
    [
        ([], "dossiers"),
        ("a", "dossiers"),
        ([1], "dossiers[0]"),
        ([{"dossier": {"evenements": [OQTF]}}], "dossiers[0].cle"),
        ([un_dossier("a1", OQTF), un_dossier("a1", OQTF)], "dossiers[1].cle"),
        ([un_dossier("", OQTF)], "dossiers[0].cle"),
        ([un_dossier("É", OQTF)], "dossiers[0].cle"),
        ([{**un_dossier("a1", OQTF), "aujourdhui": JOUR}], "dossiers[0].aujourdhui"),
        (
            [un_dossier("a1", OQTF), un_dossier("b2", {**OQTF, "date": "2026-02-31"})],
            "dossiers[1].dossier.evenements[0].date",
        ),
    ],
)
def test_une_faute_dans_l_agenda_d_un_guichet_nomme_son_dossier(dossiers: Any, champ: str) -> None:
    """Sans clé, ou deux fois la même, un rappel en effacerait un autre."""
    rendue = calculer({"calcul": "agenda", "aujourdhui": JOUR, "dossiers": dossiers})
    assert rendue["erreur"]["type"] == "saisie_invalide"
    assert rendue["erreur"]["champ"] == champ


def test_un_agenda_est_d_un_dossier_ou_de_plusieurs() -> None:
    """Les deux à la fois n'a pas de sens : c'est une erreur, pas un choix deviné."""
    rendue = guichet(un_dossier("a1", OQTF), dossier={"evenements": [OQTF]})
    assert rendue["erreur"]["champ"] == "dossier"
