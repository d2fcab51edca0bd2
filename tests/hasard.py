"""Des demandes tirées au sort, valables (`tirer`) ou abîmées (`tirer_fautive`) ; la même graine rend la même demande.

Les jours qui font tomber les calculs y reviennent plus souvent qu'au hasard : fins de mois, veilles de fériés,
changements d'heure, territoires d'outre-mer.
"""

import copy
import random
from datetime import date, timedelta
from typing import Any

from tests.degats import abimer

Demande = dict[str, Any]

PREMIER_JOUR_OQTF = date(2024, 7, 15)
PREMIER_JOUR_REFUS = date(2001, 1, 1)
DERNIER_JOUR = date(2031, 6, 30)
METROPOLE = ["75", "69", "13", "2A", "2B", "93", "59", "01"]
ALSACE_MOSELLE = ["57", "67", "68"]
OUTRE_MER = ["971", "972", "973", "974", "975", "976", "977", "978"]
SANS_REGLE_OQTF = ["986", "987", "988"]
CONTENUS = [
    ["refus_sejour"],
    ["refus_sejour", "oqtf"],
    ["refus_sejour", "oqtf", "sans_delai"],
    ["refus_sejour", "oqtf", "sans_delai", "irtf", "pays_de_renvoi"],
    ["refus_sejour", "oqtf", "irtf"],
    ["refus_sejour", "oqtf", "pays_de_renvoi"],
    ["oqtf"],
    ["oqtf", "sans_delai", "irtf"],
    ["irtf"],
    ["sans_delai"],
    ["pays_de_renvoi"],
    ["inconnu"],
]
POIDS_CONTENUS = [8, 6, 2, 2, 2, 1, 1, 1, 3, 1, 1, 3]
DUREES = ["P1M", "P2M", "P3M", "P7D", "P15D", "P30D", "P60D", "P2D", "PT48H"]
# Les changements d'heure de la métropole et de Saint-Pierre-et-Miquelon, un an sur l'autre, et la veille d'un férié.
CHANGEMENTS_D_HEURE = ["2025-03-30", "2025-10-26", "2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2028-03-26"]
CHANGEMENTS_AMERICAINS = ["2025-03-09", "2025-11-02", "2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"]
HEURES = ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "02:59", "03:00", "03:30", "09:15", "16:10", "23:59"]


def jour_de_mois(hasard: random.Random, annee: int) -> date:
    """Un des quatre jours qui entourent la fin d'un mois : là où les deux lectures se séparent."""
    premier = date(annee, hasard.randint(1, 12), 1)
    return premier + timedelta(days=hasard.randint(-4, 1))


def jour_avant_un_ferie(hasard: random.Random, annee: int) -> date:
    """Un jour dont le terme, un ou deux mois plus tard, tombe souvent sur un férié national ou local."""
    mois, jour = hasard.choice(
        [
            (3, 30),
            (3, 8),
            (3, 25),
            (6, 13),
            (10, 10),
            (9, 10),
            (11, 24),
            (10, 25),
            (10, 31),
            (2, 25),
            (4, 25),
            (3, 27),
            (4, 26),
            (5, 9),
            (2, 26),
            (8, 8),
            (11, 19),
            (4, 21),
        ]
    )
    return date(annee, mois, jour) + timedelta(days=hasard.randint(-2, 2))


def tirer_date(hasard: random.Random, premier: date, dernier: date = DERNIER_JOUR) -> date:
    choix = hasard.random()
    annee = hasard.randint(premier.year, dernier.year)
    if choix < 0.35:
        jour = jour_de_mois(hasard, annee)
    elif choix < 0.6:
        jour = jour_avant_un_ferie(hasard, annee)
    else:
        jour = premier + timedelta(days=hasard.randint(0, (dernier - premier).days))
    return min(max(jour, premier), dernier)


def tirer_heure(hasard: random.Random) -> str:
    return hasard.choice(HEURES) if hasard.random() < 0.6 else f"{hasard.randint(0, 23):02}:{hasard.randint(0, 59):02}"


def jour_de_changement(hasard: random.Random, territoire: str | None) -> date:
    """Un jour, ou l'un des deux qui précèdent un changement d'heure du lieu."""
    jours = CHANGEMENTS_AMERICAINS if territoire == "975" else CHANGEMENTS_D_HEURE
    return date.fromisoformat(hasard.choice(jours)) - timedelta(days=hasard.randint(0, 2))


def tirer_lieux(hasard: random.Random, refus_seul: bool) -> tuple[str | None, str | None]:
    """La résidence et la préfecture : l'une, l'autre, les deux ou aucune."""
    possibles = METROPOLE + ALSACE_MOSELLE * 2 + OUTRE_MER * 2 + (SANS_REGLE_OQTF if refus_seul else [])
    residences = possibles + ["etranger"] * 4 + (SANS_REGLE_OQTF if refus_seul else [])
    residence = hasard.choice(residences) if hasard.random() < 0.7 else None
    prefecture = hasard.choice(possibles) if hasard.random() < 0.6 else None
    if prefecture is None and residence in SANS_REGLE_OQTF and not refus_seul:
        prefecture = "75"
    return residence, prefecture


def tirer_lieu(hasard: random.Random) -> str | None:
    """Le département de l'assignation, de la rétention ou de la prison : c'est lui qui fait l'heure."""
    return hasard.choice(["75", "77", "13", "975", "975", "974", "973"]) if hasard.random() < 0.25 else None


def tirer_notification(hasard: random.Random, decision: Demande) -> None:
    """Le mode, et la date secondaire qui va avec : la présentation d'un pli, l'ouverture du compte."""
    mode = hasard.choice(
        [
            "main_propre",
            "main_propre",
            "lettre_remise",
            "lettre_remise",
            "lettre_non_retiree",
            "en_ligne",
            "en_ligne",
            "inconnu",
            None,
        ]
    )
    if mode is None:
        return
    decision["mode"] = mode
    jour = date.fromisoformat(decision["date"])
    # Une rétention se compte à la minute : le contrat ne dit pas l'heure d'une présentation ni d'une consultation.
    if decision["situation"] == "retenu" and decision["contenu"] != ["refus_sejour"]:
        return
    if mode == "lettre_remise" and hasard.random() < 0.7:
        decision["date_presentation"] = (jour - timedelta(days=hasard.randint(0, 15))).isoformat()
    if mode == "en_ligne" and hasard.random() < 0.7:
        decision["date_consultation"] = (jour + timedelta(days=hasard.choice([0, 3, 7, 14, 15, 16, 30]))).isoformat()


def tirer_decision(hasard: random.Random) -> tuple[Demande, str | None]:
    contenu = list(hasard.choices(CONTENUS, POIDS_CONTENUS)[0])
    refus_seul = contenu == ["refus_sejour"]
    hasard.shuffle(contenu)
    residence, prefecture = tirer_lieux(hasard, refus_seul)
    situation = hasard.choices(["libre", "assigne", "retenu", "detenu", "inconnu"], [6, 3, 4, 2, 1])[0]
    jour = tirer_date(hasard, PREMIER_JOUR_REFUS if refus_seul else PREMIER_JOUR_OQTF + timedelta(days=31))
    lieu = tirer_lieu(hasard) if situation in ("assigne", "retenu", "detenu") else None
    if situation == "retenu" and not refus_seul and hasard.random() < 0.6:
        jour = jour_de_changement(hasard, lieu or prefecture or residence)
    decision: Demande = {
        "type": "decision_notifiee",
        "date": jour.isoformat(),
        "contenu": contenu,
        "situation": situation,
    }
    decision |= {cle: code for cle, code in (("prefecture", prefecture), ("lieu", lieu)) if code}
    tirer_notification(hasard, decision)
    tirer_mentions(hasard, decision)
    return decision, residence


def tirer_mentions(hasard: random.Random, decision: Demande) -> None:
    """Ce que le papier dit d'autre : voies et délais, article, heure, délai de départ, citoyenneté."""
    voies = hasard.choices(["complets", "absents", "inconnu", None], [8, 1, 1, 1])[0]
    if voies:
        decision["voies_et_delais"] = voies
    if hasard.random() < 0.25:
        decision["delai_mentionne"] = hasard.choice(DUREES)
    if decision["situation"] == "assigne" and hasard.random() < 0.8:
        decision["article_assignation"] = hasard.choice(["L731-1", "L731-1", "L731-3", None])
    if decision["situation"] == "retenu":
        decision["heure"] = tirer_heure(hasard) if hasard.random() < 0.85 else None
    if "oqtf" in decision["contenu"] and "sans_delai" not in decision["contenu"] and hasard.random() < 0.3:
        decision["delai_depart_jours"] = hasard.choice([15, 30, 45, 60])
    elif decision["contenu"] not in (["refus_sejour"], ["inconnu"]) and hasard.random() < 0.15:
        decision["citoyen_ue"] = hasard.choice([True, True, False])
    jour = date.fromisoformat(decision.get("date_presentation", decision["date"]))
    if hasard.random() < 0.3 and jour > PREMIER_JOUR_OQTF + timedelta(days=20):
        decision["date_decision"] = (jour - timedelta(days=hasard.randint(0, 20))).isoformat()
    if hasard.random() < 0.2:
        decision["renouvellement"] = hasard.choice([True, False])


def tirer_mesure(hasard: random.Random, apres: date, genres: list[str]) -> Demande:
    """Une assignation, une rétention ou une détention, souvent pendant le délai d'un mois, parfois après."""
    jour = apres + timedelta(days=hasard.choice([0, 1, 3, 5, 7, 8, 12, 20, 27, 29, 30, 31, 32, 33, 36, 45, 70, 300]))
    genre = hasard.choice(genres)
    mesure: Demande = {"type": genre, "date": jour.isoformat()}
    if genre == "retention_notifiee":
        lieu = tirer_lieu(hasard)
        mesure |= {"heure": tirer_heure(hasard) if hasard.random() < 0.85 else None} | ({"lieu": lieu} if lieu else {})
    if genre == "assignation_notifiee" and hasard.random() < 0.5:
        mesure["article_assignation"] = hasard.choice(["L731-1", "L731-3", None])
    return mesure


def tirer_evenements(hasard: random.Random) -> tuple[list[Demande], str | None]:
    """Une décision, et parfois une ou deux mesures prises ensuite ; plus rarement une assignation sans décision."""
    decision, residence = tirer_decision(hasard)
    jour = date.fromisoformat(decision["date"])
    if jour < PREMIER_JOUR_OQTF or hasard.random() > 0.4:
        return [decision], residence
    if hasard.random() < 0.1:
        return [
            tirer_mesure(hasard, jour, ["assignation_notifiee"])
        ], None if residence in SANS_REGLE_OQTF else residence
    # Après un refus seul, pas d'assignation : le contrat ne dit pas quelle préfecture l'a prise.
    genres = ["retention_notifiee", "detention_informee"]
    genres += ["assignation_notifiee"] * (decision["contenu"] != ["refus_sejour"])
    evenements = [decision]
    for _ in range(hasard.choice([1, 1, 1, 2])):
        evenements.append(tirer_mesure(hasard, date.fromisoformat(evenements[-1]["date"]), genres))
    return evenements, residence


def tirer(graine: int) -> Demande:
    """Une demande d'échéances valable ; `aujourdhui` ne précède aucune de ses dates."""
    hasard = random.Random(graine)
    evenements, residence = tirer_evenements(hasard)
    dates = [v for e in evenements for cle, v in e.items() if cle.startswith("date")]
    aujourdhui = date.fromisoformat(max(dates)) + timedelta(days=hasard.choice([0, 0, 1, 10, 40, 90, 400]))
    dossier: Demande = {"evenements": evenements} | ({"residence": residence} if residence else {})
    demande: Demande = {"calcul": "echeances", "aujourdhui": aujourdhui.isoformat(), "dossier": dossier}
    if hasard.random() < 0.3:
        demande["maintenant"] = f"{hasard.randint(0, 23):02}:{hasard.randint(0, 59):02}"
    return demande


def tirer_fautive(graine: int) -> tuple[Demande, str]:
    """Une bonne demande abîmée en un endroit, et ce qu'on lui a fait : une erreur nommée doit revenir."""
    demande = copy.deepcopy(tirer(graine))
    evenements = demande["dossier"]["evenements"]
    if evenements[0]["type"] != "decision_notifiee":
        decision = {
            "type": "decision_notifiee",
            "contenu": ["oqtf"],
            "situation": "libre",
            "date": evenements[0]["date"],
        }
        evenements.insert(0, decision)
    return demande, abimer(random.Random(f"fautive {graine}"), demande)
